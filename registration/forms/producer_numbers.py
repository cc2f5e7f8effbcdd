"""Numbers of the register as people type them, and the producer that one names."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import ProducerState
from registration.models import Producer
from registration.validators.text import arabic_digits

NOT_FOUND = _(
    "ไม่พบผู้ผลิตที่คงอยู่ตามเลขนี้ในทะเบียนของอำเภอนี้ ให้ตรวจเลขอีกครั้ง ถ้ารายที่คงไว้อยู่อำเภออื่น ให้ย้ายอำเภอให้เสร็จก่อน"
)


def number_of(text: str) -> str:
    """``3104-00123`` for that in Thai digits, with spaces, another dash or none at all; whatever
    else is typed stays what it is, and nobody has it.
    """
    plain = re.sub(r"[\s\u2010-\u2015-]", "", arabic_digits(text))
    return f"{plain[:4]}-{plain[4:]}" if re.fullmatch(r"[0-9]{9}", plain) else text.strip()


class NumberField(forms.CharField):
    """A producer's number; cleaned to how the register writes it."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **kwargs)

    def clean(self, value):
        return number_of(super().clean(value))


class SurvivorField(forms.Field):
    """Typed as a number of the register; cleaned to an active producer of ``district``: the one
    that goes on where another is cancelled as its duplicate.
    """

    widget = forms.TextInput

    def __init__(self, *, district: str, **kwargs):
        super().__init__(**kwargs)
        self.district = district
        self.widget.attrs |= {"class": "input--medium", "maxlength": 30, "autocomplete": "off"}

    def prepare_value(self, value):
        """The number of what is stored as a key; what was typed stays as it is."""
        if isinstance(value, int):
            return Producer.objects.values_list("number", flat=True).get(pk=value)
        return value

    def clean(self, value):
        number = number_of(str(value or ""))
        if not number:
            return None
        rows = Producer.objects.filter(district=self.district, state=ProducerState.ACTIVE)
        found = rows.defer("citizen_id", "proxy_citizen_id").filter(number=number).first()
        if found is None:
            raise forms.ValidationError(NOT_FOUND)
        return found
