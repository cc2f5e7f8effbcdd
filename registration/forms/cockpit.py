"""The filter above the cockpit's table: nothing is required, and what cannot be read filters
nothing.
"""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Stage, Waiting

_REGIONS = {
    "ภาคเหนือ": _("ภาคเหนือ"),
    "ภาคตะวันออกเฉียงเหนือ": _("ภาคตะวันออกเฉียงเหนือ"),
    "ภาคกลาง": _("ภาคกลาง"),
    "ภาคใต้": _("ภาคใต้"),
}


def _choice(label, choices=()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("ทั้งหมด")), *choices])


class DistrictFilter(forms.Form):
    """Districts of one province."""

    stage = _choice(_("ขั้น"), Stage.choices)
    waits = _choice(_("ใครรอใคร"), Waiting.choices)
    late = _choice(_("กำหนดเวลา"), [("yes", _("เฉพาะที่เลยกำหนด"))])
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, str]:
        """What is asked for and can be read."""
        self.is_valid()
        known = ("region", "stage", "waits", "late")
        return {name: self.cleaned_data[name] for name in known if self.cleaned_data.get(name)}


class CountryFilter(DistrictFilter):
    """``rows`` chooses whether provinces or districts are listed."""

    region = _choice(_("ภาค"))
    rows = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    field_order = ("region", "stage", "waits", "late")

    def __init__(self, data, *, regions: Iterable[str]):
        super().__init__(data)
        self.fields["region"].choices = [
            ("", _("ทุกภาค")),
            *((name, _REGIONS.get(name, name)) for name in sorted(set(regions)) if name),
        ]
