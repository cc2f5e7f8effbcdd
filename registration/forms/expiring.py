"""The filter above what expires: nothing is required, and what cannot be read filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

_PERMITS = "permits"


class ExpiringFilter(forms.Form):
    kind = forms.ChoiceField(
        label=_("ประเภท"),
        required=False,
        choices=[("", _("ใบอนุญาตและมาตรฐานทั้งหมด")), (_PERMITS, _("เฉพาะใบอนุญาตตามกฎหมาย"))],
    )

    @property
    def permits_only(self) -> bool:
        return self.is_valid() and self.cleaned_data["kind"] == _PERMITS
