"""Tables of the form's own fields, in words and without citizen IDs."""

from collections.abc import Iterable
from functools import cached_property

from django.db import models
from django.utils import translation
from django.utils.text import capfirst

from registration import partial_dates
from registration.enums import MaterialSource
from registration.forms import labels
from registration.forms.producer_fields import SECRETS
from registration.forms.sections import Section
from registration.imports.tables import Table
from registration.models import HOLDINGS
from registration.selectors import lookups, registrations
from registration.sheets.texts import without_ids

CONTACTS = frozenset(("phone", "mobile", "fax", "email", "line_id"))
# Where a column holds another row: what of it stands in the cell.
_NAMED = {
    **{name: f"{name}.name" for name in (
        "legal_form", "site_subdistrict", "contact_province", "product_group")},
    "merge_into": "merged_number",
}  # fmt: skip
# Numbers of their own that look like a citizen ID's.
_NUMBERS = CONTACTS | {"enterprise_no", "juristic_id", "commerce_no", "number"}
_SHORTEST_ID = 12  # that ``without_ids`` looks for
_LONG = 40
_HOLDINGS = {holding.name: holding for holding in HOLDINGS}


def form_columns(model: type[models.Model], names: Iterable[str]) -> dict[str, str]:
    """Columns of fields by path, with the words of the model; none of a citizen ID."""
    with translation.override("th"):
        return {
            _NAMED.get(name, name): capfirst(labels.of(model._meta.get_field(name)))
            for name in names
            if name not in SECRETS
        }


def names_of(sections: Iterable[Section]) -> list[str]:
    return [name for section in sections for name in section.names]


def long_ones(model: type[models.Model]) -> dict[str, int]:
    """Widths of the columns that hold paragraphs."""
    return {f.name: _LONG for f in model._meta.fields if isinstance(f, models.TextField)}


class FormTable(Table):
    """Codes, materials, partial dates and what a product holds become words; a citizen ID that
    somebody typed into a text is masked.
    """

    contacts = CONTACTS

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """What the codes of lists are called, by field."""
        return {
            field: dict(model.objects.values_list("code", "name"))
            for field, model in lookups.CODED.items()
        }

    def cell(self, row, path: str):
        if path in _HOLDINGS:
            return " / ".join(registrations.in_words(_HOLDINGS[path], row))
        if path in self._names:
            names = self._names[path]
            return " / ".join(names.get(code, code) for code in getattr(row, path))
        if path == "materials":
            return without_ids(" / ".join(map(_material, row.materials)))
        if path == "birth_date":
            return partial_dates.as_typed(row.birth_date)
        found = super().cell(row, path)
        masks = isinstance(found, str) and len(found) >= _SHORTEST_ID and path not in _NUMBERS
        return without_ids(found) if masks else found


def _material(made_of: dict) -> str:
    return f"{made_of['name']} ({MaterialSource(made_of['source']).label})"
