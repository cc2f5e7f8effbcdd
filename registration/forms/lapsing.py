"""The filter of the list of what lapses."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import LapseReason


class LapsingFilter(forms.Form):
    """``places`` are the offices that may be chosen: ``(code, name)``."""

    place = forms.ChoiceField(label=_("พื้นที่"), required=False)
    reason = forms.ChoiceField(
        label=_("เหตุที่ตกรอบ"), required=False, choices=[("", _("ทั้งหมด")), *LapseReason.choices]
    )

    def __init__(self, *args, places: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("ทุกแห่ง")), *places]

    def wanted(self) -> dict[str, str]:
        """What is chosen; what cannot be read filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
