"""Choosing an area: fields and rules that orders, extensions and accounts share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import Scope
from registration.selectors import places


class _DistrictSelect(forms.Select):
    """Each option carries its province, so that a script can shorten the list."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if value:
            option["attrs"]["data-parent"] = str(value)[:2]
        return option


def province_choices():
    return [("", _("เลือกจังหวัด")), *((p.code, p.name) for p in places.provinces())]


def district_choices():
    return [
        ("", _("เลือกอำเภอ/เขต")),
        *((d.code, f"{d.name} ({d.province.name})") for d in places.districts()),
    ]


def province_field(**kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("จังหวัด"), required=False, choices=province_choices, **kwargs)


def district_field(**kwargs) -> forms.ChoiceField:
    """A list of all districts; with script only those of the chosen ``province``."""
    return forms.ChoiceField(
        label=_("อำเภอ/เขต"),
        required=False,
        choices=district_choices,
        widget=_DistrictSelect(attrs={"data-depends-on": "province"}),
        **kwargs,
    )


class ScopeForm(forms.Form):
    """To whom an order or extension speaks. Cleans ``province`` and ``district`` to what the scope
    needs: one of them, or neither.
    """

    scope = forms.ChoiceField(label=_("ใช้กับ"), choices=Scope, initial=Scope.COUNTRY)
    province = province_field()
    district = district_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].needed_when = _("จำเป็นเมื่อใช้เฉพาะจังหวัดหรืออำเภอ")
        self.fields["district"].needed_when = _("จำเป็นเมื่อใช้เฉพาะอำเภอ")

    def clean(self):
        cleaned = super().clean()
        scope = cleaned.get("scope")
        province, district = cleaned.get("province"), cleaned.get("district")
        if scope == Scope.PROVINCE and not province:
            self.add_error("province", _("เลือกจังหวัดที่ใช้"))
        if scope == Scope.DISTRICT and not district:
            self.add_error("district", _("เลือกอำเภอ/เขตที่ใช้"))
        cleaned["province"] = province if scope == Scope.PROVINCE else None
        cleaned["district"] = district if scope == Scope.DISTRICT else None
        return cleaned
