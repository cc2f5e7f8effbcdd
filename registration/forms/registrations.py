"""The producer's part of a registration, as a district types it."""

from collections.abc import Iterator, Mapping
from datetime import date

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _

from registration import eligibility, validators
from registration.enums import CancelReason, Informant, Kind, ProducerType
from registration.errors import InvalidValue
from registration.forms import labels
from registration.forms.sections import SHOWN_WHEN, applies, sections_of
from registration.forms.widgets import DependentSelect
from registration.models import Registration, Subdistrict
from registration.selectors import lookups

_SECRETS = ("citizen_id", "proxy_citizen_id")
# Read by eligibility.clean_value, which takes spaces, dashes and Thai digits.
_TYPED = {"founded_year": 20, "juristic_id": 40, "site_postcode": 20, **dict.fromkeys(_SECRETS, 40)}
_WIDGETS = {
    "input--short": ("site_moo", "site_house_no", "founded_year"),
    "input--medium": (
        "person_title", "citizen_id", "proxy_citizen_id", "juristic_id", "enterprise_no",
        "commerce_no", "site_postcode",
    ),
}  # fmt: skip
_NUMERIC = ("founded_year", "members_male", "members_female", "site_postcode", *_SECRETS)


class RegistrationForm(forms.Form):
    """A draft may be saved incomplete: only what cannot be read is an error.

    ``editable`` is the workflow's answer (``None`` for every field); other fields are disabled, so
    that whatever is sent for them is ignored. A stored citizen ID is never rendered: the field is
    empty, and empty means unchanged. ``values()`` is what a service takes.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        kind: str,
        district: str,
        today: date,
        row: Registration | None = None,
        editable: frozenset[str] | None = None,
        remarks: Mapping[str, list] | None = None,
        **kwargs,
    ):
        self.sections, self.today, self.remarks = sections_of(kind), today, remarks or {}
        names = [name for section in self.sections for name in section.names]
        initial = {"producer_type": ProducerType.SOLE, "informant": Informant.SELF}
        if row is not None:
            initial |= {name: row._meta.get_field(name).value_from_object(row) for name in names}
            initial |= dict.fromkeys(_SECRETS, "") | {"version": row.version}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields.update(fields_for_model(Registration, fields=names))
        self._choose(district, row)
        for name in names:
            self._describe(name, row)
            self.fields[name].disabled = editable is not None and name not in editable

    def _choose(self, district: str, row: Registration | None) -> None:
        fields = self.fields
        fields["informant"].widget = forms.RadioSelect(choices=Informant.choices)
        if "cancel_reason" in fields:
            reasons = [("", _("เลือกเหตุที่ยกเลิก")), *CancelReason.choices]
            fields["cancel_reason"].choices = reasons
        if "producer_type" not in fields:
            return
        fields["producer_type"] = forms.ChoiceField(
            label=fields["producer_type"].label,
            choices=ProducerType.choices,
            widget=forms.RadioSelect,
        )
        fields["legal_form"] = forms.ModelChoiceField(
            lookups.legal_forms(row and row.legal_form_id),
            label=fields["legal_form"].label,
            empty_label=_("เลือกรูปแบบ"),
            widget=DependentSelect(depends_on="producer_type", by="producer_type"),
        )
        fields["site_subdistrict"].queryset = Subdistrict.objects.filter(district=district)
        fields["site_subdistrict"].empty_label = _("เลือกตำบล/แขวง")

    def _describe(self, name: str, row: Registration | None) -> None:
        field = self.fields[name]
        if name in _TYPED:
            empty = None if name == "founded_year" else ""
            field = forms.CharField(label=field.label, max_length=_TYPED[name], empty_value=empty)
            self.fields[name] = field
        if name in _NUMERIC:
            field.widget = forms.TextInput(attrs={"inputmode": "numeric"})
        if name in _SECRETS:
            field.widget.attrs["autocomplete"] = "off"
        for css, names in _WIDGETS.items():
            if name in names:
                field.widget.attrs["class"] = css
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        field.required = name == "producer_type"
        field.help_text = labels.HELP.get(name, "")
        if name in labels.NEEDED:
            field.needed_when = labels.NEEDED[name]
        if name in _SECRETS and row is not None and getattr(row, name):
            masked = validators.mask_citizen_id(getattr(row, name))
            field.help_text = _("บันทึกไว้แล้ว %(masked)s เว้นว่างถ้าไม่เปลี่ยน") % {"masked": masked}

    def clean(self):
        cleaned = super().clean()
        for name in [name for name in cleaned if name != "version"]:
            try:
                cleaned[name] = eligibility.clean_value(name, cleaned[name], self.today)
            except InvalidValue as error:
                self.add_error(name, str(error))
        self._empty_what_does_not_apply(cleaned)
        place = cleaned.get("site_subdistrict")
        postcode = self.fields.get("site_postcode")
        if place and postcode and not postcode.disabled and "site_postcode" in cleaned:
            cleaned["site_postcode"] = cleaned["site_postcode"] or place.postcode
        return cleaned

    def _empty_what_does_not_apply(self, cleaned: dict) -> None:
        for name, (parent, values) in SHOWN_WHEN.items():
            field = self.fields.get(name)
            if field is None or field.disabled or cleaned.get(parent) in values:
                continue
            if isinstance(field, forms.BooleanField):
                cleaned[name] = False
            else:
                cleaned[name] = "" if isinstance(field, forms.CharField) else None
                self.errors.pop(name, None)

    def values(self) -> dict:
        """What was typed into fields that may be edited; a citizen ID only where it changes."""
        informant = self.cleaned_data.get("informant")
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if name != "version"
            and not field.disabled
            and not (name == "citizen_id" and not self.cleaned_data[name])
            and not (
                name == "proxy_citizen_id"
                and informant == Informant.PROXY
                and not self.cleaned_data[name]
            )
        }

    def parts(self) -> Iterator[dict]:
        """Sections with their bound fields, as the page draws them."""
        for section in self.sections:
            conditions = {SHOWN_WHEN.get(name) for name in section.names}
            shared = conditions.pop() if len(conditions) == 1 else None
            yield {
                "section": section,
                "shown_when": _hook(shared),
                "fields": [
                    {
                        "field": self[name],
                        "wide": name in section.wide,
                        "shown_when": "" if shared else _hook(SHOWN_WHEN.get(name)),
                        "remarks": self.remarks.get(name, []),
                    }
                    for name in section.names
                ],
            }


def _hook(condition) -> str:
    """The ``data-shown-when`` of a condition; '' for none."""
    if not condition:
        return ""
    parent, values = condition
    return f"{parent}={','.join(values)}"


def names_of(row: Registration) -> list[str]:
    """The fields that the form of ``row`` asks and that make sense for what it holds."""
    return [
        name
        for section in sections_of(row.kind)
        for name in section.names
        if row.kind == Kind.CANCEL or applies(name, row)
    ]
