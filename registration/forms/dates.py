"""A date as offices write it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from registration import calendar


class ThaiDateField(forms.CharField):
    """A day typed in the Buddhist Era ("17/2/2561", "17 ก.พ. 61"); cleans to ``date`` or ``None``.

    Whatever ``calendar.parse_thai_date`` cannot read is an error that names the remedy.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("วัน/เดือน/ปี พ.ศ. เช่น 17/2/2561"))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"})
        )
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value):
        return calendar.thai_date(value, "numeric") if isinstance(value, date) else value

    def to_python(self, value):
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return calendar.parse_thai_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="date") from error

    def run_validators(self, value):
        """The length was for the text; a day has none."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True
