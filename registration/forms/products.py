"""A product of a registration, with its materials and all that it holds."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from registration import completion
from registration.forms import product_fields
from registration.forms.product_rows import Rights, Rows, Standards, materials_of
from registration.forms.sections import Section
from registration.models import (
    HOLDINGS,
    ProductDetails,
    RegisteredProduct,
    detail_names,
)
from registration.selectors import lookups


class ProductForm(forms.Form):
    """The product's own fields; ``materials`` come from their formset. Incomplete is allowed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        row: RegisteredProduct | None,
        lists: lookups.ProductLists,
        version: int,
        today: date,
        **kwargs,
    ):
        names = [name for name in detail_names(ProductDetails) if name != "materials"]
        initial = {"version": version}
        if row is not None:
            initial |= {name: row._meta.get_field(name).value_from_object(row) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        self.fields.update(product_fields.build(names, lists))

    def clean(self):
        cleaned = super().clean()
        own = {name: value for name, value in cleaned.items() if name != "version"}
        found = completion.product(own, self.today)
        cleaned.update(found.values)
        for problem in found.problems:
            self.add_error(problem.place, problem.sentence)
        return cleaned

    def part(self, section: Section) -> dict:
        """A section with its bound fields, as the page draws it. ``folded`` are the fields that
        few producers fill; they are ``unfolded`` as soon as one of them holds something or is
        wrong.
        """
        folded = [self[name] for name in section.seldom]
        return {
            "section": section,
            "fields": [self[name] for name in section.names if name not in section.seldom],
            "folded": folded,
            "unfolded": any(field.value() or field.errors for field in folded),
        }


class ProductSheet:
    """Everything on a product's page: ``form`` and the formsets ``materials``, ``standards`` and
    ``rights`` together.
    """

    def __init__(self, data=None, *, row: RegisteredProduct | None, version: int, today: date):
        held = {name: _stored(row, holding) for name, holding in _HELD.items()}
        lists = lookups.of_product_form(
            row and row.product_group_id,
            [each["standard"] for each in held["standards"]],
            row.channels if row else (),
        )
        self.form = ProductForm(data, row=row, lists=lists, version=version, today=today)
        self.materials = materials_of(list(row.materials) if row else [], data)
        # The same list in every row.
        offered = {str(pk): each for pk, each in lists.standards.items()}
        self.standards = _rows(Standards, "standards", held, data, today=today, standards=offered)
        self.rights = _rows(Rights, "rights", held, data, today=today)

    def is_valid(self) -> bool:
        parts = [self.form.is_valid(), self.materials.is_valid()]
        return all([*parts, *(getattr(self, name).is_valid() for name in _HELD)])

    def values(self) -> dict:
        own = {name: v for name, v in self.form.cleaned_data.items() if name != "version"}
        return own | {"materials": self.materials.kept()}

    def held(self) -> dict[str, list[dict]]:
        """What the product holds, as ``services.products`` takes it."""
        return {name: getattr(self, name).kept() for name in _HELD}

    def lists(self) -> Iterator[tuple[str, Rows]]:
        """The formsets with what one of their rows is called, for the summary of errors."""
        yield _("วัตถุดิบแถวที่"), self.materials
        yield _("มาตรฐานแถวที่"), self.standards
        yield _("ทรัพย์สินทางปัญญาแถวที่"), self.rights

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors) or any(rows.total_error_count() for _n, rows in self.lists())

    @property
    def parts(self) -> dict[str, dict]:
        """The sections by their keys."""
        return {each.key: self.form.part(each) for each in product_fields.SECTIONS}


_HELD = {holding.name: holding for holding in HOLDINGS}


def _stored(row: RegisteredProduct | None, holding) -> list[dict]:
    """What a product holds, as the rows of the form begin."""
    if row is None:
        return []
    return [
        {name: _key(getattr(each, name)) for name in holding.fields}
        for each in getattr(row, holding.name).all()
    ]


def _key(value):
    return value.pk if isinstance(value, Model) else value


def _rows(formset, name: str, held: dict, data, **each) -> Rows:
    """``each`` is what every form of a row takes."""
    initial = None if data else held[name]
    rows = formset(data, initial=initial, prefix=name, form_kwargs=each)
    if held[name]:
        rows.extra = 1  # a row more is enough below those that stand there
    return rows
