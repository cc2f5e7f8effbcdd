"""Numbers as people write them: ๑,๒๐๐ and 1 200 and "1,200 บาท"."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _

from registration import validators
from registration.errors import InvalidValue


def _plain(value):
    try:
        return validators.plain_number(value) if isinstance(value, str) else value
    except InvalidValue as error:
        raise forms.ValidationError(str(error), code="number") from error


class AmountField(forms.DecimalField):
    """An amount of 0 or more, with at most two decimals."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=14, decimal_places=2, min_value=0, widget=widget, **kwargs)

    def prepare_value(self, value):
        """A whole amount without its empty decimals, as it was typed."""
        whole = isinstance(value, Decimal) and value == value.to_integral_value()
        return format(value, ".0f") if whole else value

    def to_python(self, value):
        return super().to_python(_plain(value))


class CountField(forms.IntegerField):
    """How many people: 0 to 99,999."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=0, max_value=99_999, widget=widget, **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(_plain(value))
        except forms.ValidationError as error:  # people come whole
            sentence = _("กรุณากรอกจำนวนคนเป็นตัวเลข เช่น 12 ถ้าไม่มีให้ใส่ 0")
            raise forms.ValidationError(sentence, code="number") from error
