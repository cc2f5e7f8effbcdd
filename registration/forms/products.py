"""A product of a registration, with its materials and the standards it holds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import eligibility
from registration.enums import MaterialSource, ProductType
from registration.errors import InvalidValue
from registration.forms import labels
from registration.forms.dates import ThaiDateField
from registration.forms.widgets import DependentSelect
from registration.models import ProductDetails, RegisteredProduct, Standard, detail_names
from registration.selectors import lookups

_ROWS, _MOST = 6, 20  # blank rows drawn without script, and what anybody may send
_STANDARD_FIELDS = ("standard", "number", "issuer", "issued_on", "expires_on")


class AmountField(forms.DecimalField):
    """An amount of 0 or more, read with the thousands separators that people type."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=14, decimal_places=2, min_value=0, widget=widget, **kwargs)

    def prepare_value(self, value):
        """A whole amount without its empty decimals, as it was typed."""
        whole = isinstance(value, Decimal) and value == value.to_integral_value()
        return format(value, ".0f") if whole else value

    def to_python(self, value):
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class ProductForm(forms.Form):
    """The product's own fields; ``materials`` come from their formset. Incomplete is allowed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, row: RegisteredProduct | None, version: int, today: date, **kwargs):
        names = [name for name in detail_names(ProductDetails) if name != "materials"]
        initial = {"version": version}
        if row is not None:
            initial |= {name: row._meta.get_field(name).value_from_object(row) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        self.fields.update(fields_for_model(RegisteredProduct, fields=names))
        self._choose(row)
        for name in names:
            field = self.fields[name]
            field.required = name in ("name", "product_type")
            field.help_text = labels.HELP.get(name, "") if name != "name" else ""
            if name in labels.NEEDED and not field.required:
                field.needed_when = labels.NEEDED[name]

    def _choose(self, row: RegisteredProduct | None) -> None:
        fields = self.fields
        fields["product_type"] = forms.ChoiceField(
            label=fields["product_type"].label,
            choices=[("", _("เลือกประเภทผลิตภัณฑ์")), *ProductType.choices],
        )
        fields["product_group"] = forms.ModelChoiceField(
            lookups.product_groups(row and row.product_group_id),
            label=fields["product_group"].label,
            empty_label=_("เลือกกลุ่มย่อย"),
            widget=DependentSelect(depends_on="product_type", by="product_type"),
        )
        for name in ("capacity", "retail_price"):
            fields[name] = AmountField(label=fields[name].label)
        fields["capacity_unit"].widget.attrs["class"] = "input--medium"
        fields["story"].widget.attrs["rows"] = 6

    def clean(self):
        cleaned = super().clean()
        for name in [name for name in cleaned if name != "version"]:
            try:
                cleaned[name] = eligibility.clean_value(name, cleaned[name], self.today)
            except InvalidValue as error:
                self.add_error(name, str(error))
        group, kind = cleaned.get("product_group"), cleaned.get("product_type")
        if group and kind and group.product_type != kind:
            self.add_error("product_group", _("กลุ่มย่อยไม่ตรงกับประเภทผลิตภัณฑ์ ให้เลือกใหม่"))
        return cleaned


class MaterialRow(forms.Form):
    name = forms.CharField(label=gettext_lazy("วัตถุดิบ"), max_length=120, required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("แหล่งที่มา"),
        choices=[("", gettext_lazy("เลือกแหล่งที่มา")), *MaterialSource.choices],
        required=False,
        widget=forms.Select(attrs={"class": "input--medium"}),
    )

    def clean(self):
        cleaned = super().clean()
        name, source = cleaned.get("name"), cleaned.get("source")
        if name and not source:
            self.add_error("source", _("เลือกแหล่งที่มาของวัตถุดิบนี้"))
        if source and not name and "name" in cleaned:
            self.add_error("name", _("กรอกชื่อวัตถุดิบ หรือล้างแหล่งที่มา"))
        return cleaned


class StandardRow(forms.Form):
    """A blank row is left out; a row that is begun needs standard and number."""

    standard = forms.TypedChoiceField(
        label=gettext_lazy("มาตรฐาน/ใบอนุญาต"), required=False, empty_value=None
    )
    number = forms.CharField(label=gettext_lazy("เลขที่"), max_length=80, required=False)
    issuer = forms.CharField(label=gettext_lazy("ผู้ออก"), max_length=160, required=False)
    issued_on = ThaiDateField(label=gettext_lazy("วันที่ออก"), required=False)
    expires_on = ThaiDateField(label=gettext_lazy("วันหมดอายุ"), required=False)

    def __init__(self, *args, standards: Mapping[str, Standard], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [
            ("", _("เลือกมาตรฐานหรือใบอนุญาต")),
            *((key, str(row)) for key, row in standards.items()),
        ]
        self.standards = standards
        self.fields["standard"].coerce = self._standard_of
        self.fields["expires_on"].help_text = _("เว้นว่างถ้าไม่มีวันหมดอายุ")

    def _standard_of(self, key) -> Standard:
        try:
            return self.standards[str(key)]
        except KeyError as error:
            raise ValueError(key) from error

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.get(name) for name in _STANDARD_FIELDS):
            if not cleaned.get("standard") and "standard" in cleaned:
                self.add_error("standard", _("เลือกมาตรฐานหรือใบอนุญาต"))
            if not cleaned.get("number") and "number" in cleaned:
                self.add_error("number", _("กรอกเลขที่"))
        issued, expires = cleaned.get("issued_on"), cleaned.get("expires_on")
        if issued and expires and expires < issued:
            self.add_error("expires_on", _("วันหมดอายุต้องไม่ก่อนวันที่ออก"))
        return cleaned


class _Rows(forms.BaseFormSet):
    """Rows that may be emptied or ticked away; ``kept()`` are the rest, in order."""

    def kept(self) -> list[dict]:
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if any(form.cleaned_data.values()) and not form.cleaned_data.get("DELETE")
        ]


_LIMITS = {"max_num": _MOST, "absolute_max": _MOST, "validate_max": True}
Materials = forms.formset_factory(MaterialRow, formset=_Rows, extra=_ROWS, **_LIMITS)
Standards = forms.formset_factory(StandardRow, formset=_Rows, extra=2, can_delete=True, **_LIMITS)


class ProductSheet:
    """Everything on a product's page: ``form``, ``materials`` and ``standards`` together."""

    def __init__(self, data=None, *, row: RegisteredProduct | None, version: int, today: date):
        self.form = ProductForm(data, row=row, version=version, today=today)
        made_of = list(row.materials) if row else []
        held = list(row.standards.all()) if row else []
        standing = [{name: _initial(each, name) for name in _STANDARD_FIELDS} for each in held]
        # What was sent stands for itself: a row that equals what is stored must not count as blank.
        self.materials = Materials(data, initial=None if data else made_of, prefix="materials")
        if made_of:
            self.materials.extra = max(2, _ROWS - len(made_of))
        # Read once: the list is the same in every row.
        offered = lookups.standards(tuple(each.standard_id for each in held))
        self.standards = Standards(
            data,
            initial=None if data else standing,
            prefix="standards",
            form_kwargs={"standards": {str(each.pk): each for each in offered}},
        )

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.materials.is_valid(), self.standards.is_valid()]
        return all(parts)

    def values(self) -> dict:
        own = {name: v for name, v in self.form.cleaned_data.items() if name != "version"}
        return own | {"materials": self.materials.kept()}

    def held(self) -> list[dict]:
        """The standards as ``services.products`` takes them."""
        return self.standards.kept()


def _initial(held, name: str):
    return held.standard_id if name == "standard" else getattr(held, name)
