"""Filters above lists: nothing is required, and what cannot be read filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import (
    Kind,
    ProducerState,
    ProducerType,
    ProductType,
    RegistrationState,
)

SHORTEST = 3  # fewer letters would find half the register


def _any(choices) -> list:
    return [("", _("ทั้งหมด")), *choices]


class FilingFilter(forms.Form):
    text = forms.CharField(
        label=_("ชื่อผู้ผลิตหรือเลขทะเบียน"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("สถานะ"), required=False, choices=_any(RegistrationState.choices)
    )
    kind = forms.ChoiceField(
        label=_("ประเภทการลงทะเบียน"), required=False, choices=_any(Kind.choices)
    )


class SearchText(forms.Form):
    """A text of at least three letters, or none."""

    text = forms.CharField(
        label=_("ชื่อ ผลิตภัณฑ์ หรือเลขทะเบียน"), required=False, max_length=60,
        min_length=SHORTEST,
        error_messages={"min_length": _("พิมพ์อย่างน้อย 3 ตัวอักษร")},
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip


class RegisterFilter(SearchText):
    """``areas`` are ``(code, name)`` of the own area's parts; provinces for the department."""

    area = forms.ChoiceField(label=_("พื้นที่"), required=False)
    producer_type = forms.ChoiceField(
        label=_("ประเภทผู้ผลิต"), required=False, choices=_any(ProducerType.choices)
    )
    product_type = forms.ChoiceField(
        label=_("ประเภทผลิตภัณฑ์"), required=False, choices=_any(ProductType.choices)
    )
    state = forms.ChoiceField(
        label=_("สถานะในทะเบียน"), required=False, choices=_any(ProducerState.choices)
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        if areas:
            self.fields["area"].choices = _any(areas)
        else:
            del self.fields["area"]

    def wanted(self) -> dict:
        """What ``selectors.register.search`` takes; valid parts only."""
        values = dict(self.cleaned_data) if self.is_bound and not self.errors else {}
        area = values.pop("area", "")
        if area:
            values["province" if len(area) == 2 else "district"] = area
        return values
