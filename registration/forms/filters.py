"""Filters above lists: nothing is required, and what cannot be read filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Kind, RegistrationState

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
