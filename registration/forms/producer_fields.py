"""The fields of the producer's form: how each is typed and what stands beside it."""

from collections.abc import Iterable

from django import forms
from django.forms.models import fields_for_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registration import validators
from registration.enums import CancelReason, Gender, Informant, ProducerType
from registration.forms import labels
from registration.forms.amounts import AmountField, CountField
from registration.forms.codes import CodesField
from registration.forms.dates import PartialDateField
from registration.forms.producer_numbers import SurvivorField
from registration.forms.widgets import DependentSelect, SubdistrictSelect
from registration.models import Registration, Subdistrict
from registration.selectors import lookups, places

SECRETS = ("citizen_id", "proxy_citizen_id")
# Read by eligibility.clean_value, which takes spaces, dashes and Thai digits. A position may come
# as one text from a map.
_TYPED = {
    "founded_year": 20, "juristic_id": 40, "site_postcode": 20, "contact_postcode": 20,
    "latitude": 80, "longitude": 40, **dict.fromkeys(SECRETS, 40),
}  # fmt: skip
_EMPTY_IS_NONE = ("founded_year", "latitude", "longitude")
_COUNTS = (
    "members_male", "members_female", "labour_community", "labour_province", "labour_elsewhere",
)  # fmt: skip
_AMOUNTS = ("registered_capital", "working_capital", "last_income")
_NUMERIC = ("founded_year", "site_postcode", "contact_postcode", *SECRETS)
_CSS = {
    "input--short": (
        "site_moo", "site_house_no", "contact_moo", "contact_house_no", "founded_year",
    ),
    "input--medium": (
        "person_title", "citizen_id", "proxy_citizen_id", "juristic_id", "enterprise_no",
        "commerce_no", "site_postcode", "contact_postcode", "latitude", "longitude", "line_id",
        "gender",
    ),
}  # fmt: skip
_ROWS = {"member_names": 6}


def build(names: Iterable[str], district: str, row: Registration | None) -> dict[str, forms.Field]:
    """Form fields by name, none of them required but the producer's type: a draft may be
    incomplete. Subdistricts are those of ``district``.
    """
    fields = fields_for_model(Registration, fields=list(names))
    coded = {name: getattr(row, name, ()) for name in lookups.CODED if name in fields}
    lists = lookups.coded_lists(coded) if coded else {}
    for name, field in fields.items():
        field = own_field(name, field.label, row, lists.get(name)) or field
        if name == "merge_into":
            label = _("เลขทะเบียนของรายที่คงไว้")
            field = SurvivorField(district=district, label=label, required=False)
        fields[name] = field
        field.label = capfirst(labels.of(Registration._meta.get_field(name)))
        _choose(name, field, district)
        _describe(name, field, row)
    return fields


def own_field(
    name: str, label: str, row: Registration | None, rows: list | None = None
) -> forms.Field | None:
    """A field of ours where the model's own does not take what people type. ``rows`` are the list
    of its codes where that was read already.
    """
    if name == "producer_type":
        choices = ProducerType.choices
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
    if name == "legal_form":
        return forms.ModelChoiceField(
            lookups.legal_forms(row and row.legal_form_id),
            label=label,
            empty_label=_("เลือกรูปแบบ"),
            widget=DependentSelect(depends_on="producer_type", by="producer_type"),
        )
    if name in lookups.CODED:
        return CodesField(name=name, chosen=getattr(row, name, ()), rows=rows, label=label)
    if name == "birth_date":
        return PartialDateField(label=label)
    if name in _COUNTS:
        return CountField(label=label)
    if name in _AMOUNTS:
        return AmountField(label=label)
    if name in _TYPED:
        empty = None if name in _EMPTY_IS_NONE else ""
        return forms.CharField(label=label, max_length=_TYPED[name], empty_value=empty)
    return None


def _choose(name: str, field: forms.Field, district: str) -> None:
    if name == "informant":
        field.widget = forms.RadioSelect(choices=Informant.choices)
    elif name == "cancel_reason":
        field.choices = [("", _("เลือกเหตุที่ยกเลิก")), *CancelReason.choices]
    elif name == "gender":
        field.choices = [("", _("เลือกเพศ")), *Gender.choices]
    elif name == "contact_province":
        field.choices = [("", _("เลือกจังหวัด")), *((p.code, p.name) for p in places.provinces())]
    elif name == "site_subdistrict":
        field.widget = SubdistrictSelect(fills="site_postcode")
        field.queryset = Subdistrict.objects.filter(district=district)
        field.empty_label = _("เลือกตำบล/แขวง")


def _describe(name: str, field: forms.Field, row: Registration | None) -> None:
    attrs = field.widget.attrs
    if name in _NUMERIC:
        attrs["inputmode"] = "numeric"
    if name in SECRETS:
        attrs["autocomplete"] = "off"
    if name == "member_names":
        attrs["data-count-lines"] = _("พิมพ์แล้ว %(n)s ชื่อ") % {"n": "{n}"}
    for css, names in _CSS.items():
        if name in names:
            attrs["class"] = css
    if isinstance(field.widget, forms.Textarea):
        attrs["rows"] = _ROWS.get(name, 3)
    field.required = name == "producer_type"
    field.help_text = labels.HELP.get(name, "")
    if name in labels.NEEDED:
        field.needed_when = labels.NEEDED[name]
    if name in SECRETS and row is not None and getattr(row, name):
        masked = validators.mask_citizen_id(getattr(row, name))
        field.help_text = _("บันทึกไว้แล้ว %(masked)s เว้นว่างถ้าไม่เปลี่ยน") % {"masked": masked}
