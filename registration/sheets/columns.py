"""The columns of each sheet: the form's own fields, in the form's order, with its words.

What the page offers, explains and asks for is said once, in ``registration.forms``; here it is
only laid out in columns. Texts are Thai whatever language the page is read in.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils import translation

from registration.enums import MaterialSource
from registration.forms import labels, producer_fields, product_fields, product_rows
from registration.forms.amounts import AmountField, CountField
from registration.forms.codes import CodesField
from registration.forms.dates import PartialDateField, ThaiDateField
from registration.forms.producer_numbers import SurvivorField
from registration.forms.sections import CANCEL_SECTIONS, SECTIONS
from registration.models import ProductDetails
from registration.selectors.lookups import ProductLists
from registration.selectors.workbooks import Lists, lists_of
from registration.sheets import wording
from registration.sheets.shapes import Column, Deed, ValueKind
from registration.sheets.texts import is_masked, text
from registration.sheets.titles import (
    CHOICES,
    DATA,
    HELP,
    NEEDED_MARK,
    PRODUCERS,
    PRODUCTS,
    RIGHTS,
    STANDARDS,
    SUMMARY,
)
from registration.sheets.values import value
from registration.spelling import fold

__all__ = [
    "CHOICES", "DATA", "HELP", "PRODUCERS", "PRODUCTS", "RIGHTS", "STANDARDS", "SUMMARY",
    "Column", "Deed", "Lists", "ValueKind", "find", "fold", "is_masked", "lists_of", "of", "text",
    "value",
]  # fmt: skip

_K = ValueKind
_KINDS = (
    (SurvivorField, _K.PRODUCER), (CodesField, _K.CODES), (PartialDateField, _K.PARTIAL_DAY),
    (ThaiDateField, _K.DAY), (AmountField, _K.AMOUNT), (CountField, _K.COUNT),
    (forms.BooleanField, _K.YES_NO), (forms.ChoiceField, _K.CHOICE),
)  # fmt: skip


def of(sheet: str, lists: Lists) -> tuple[Column, ...]:
    """The columns of a sheet from left to right; hidden ones stand last. Laid out once for the same
    ``lists``.
    """
    if sheet not in lists.layouts:
        with translation.override("th"):
            lists.layouts[sheet] = tuple(_LAYOUTS[sheet](lists))
    return lists.layouts[sheet]


def find(header: Iterable[str], columns: Iterable[Column]) -> dict[str, int]:
    """Where each column stands in a row of headers, by key; a column that is missing is missing.

    Spaces, line breaks and the mark of what is needed do not count. Of two equal headers the first
    counts.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        places.setdefault(fold(cell.replace(NEEDED_MARK, "")), place)
    found = {column.key: places.get(fold(column.header)) for column in columns}
    return {key: place for key, place in found.items() if place is not None}


def _producers(lists: Lists) -> Iterator[Column]:
    sections = (*SECTIONS, CANCEL_SECTIONS[0])
    names = [name for section in sections for name in section.names]
    fields = producer_fields.build(names, lists.district, None)
    titles = {name: str(section.title) for section in sections for name in section.names}
    # The name beside the running number: both stay in sight.
    yield wording.own("producer_ref")
    yield _deed()
    yield _column("name", fields.pop("name"), lists, titles["name"])
    yield wording.own("state")
    yield wording.own("producer")
    for name, field in fields.items():
        yield _column(name, field, lists, titles[name])
    yield from (wording.own(key) for key in ("registration", "version", "seal", "digest"))


def _products(lists: Lists) -> Iterator[Column]:
    sections = product_fields.SECTIONS
    names = [name for section in sections for name in section.names]
    offered = ProductLists(
        {row.pk: row for row in _active(lists.groups)},
        {row.pk: row for row in _active(lists.standards)},
        {row.pk: row for row in _active(lists.coded["channels"])},
    )
    fields = product_fields.build(names, offered)
    titles = {name: str(section.title) for section in sections for name in section.names}
    yield wording.own("producer_ref")
    yield wording.own("product_ref")
    yield _column("name", fields.pop("name"), lists, titles["name"])
    yield wording.own("producer_name")
    yield _dropped()
    for name, field in fields.items():
        yield _column(name, field, lists, titles[name])
        if name == product_fields.STORY.names[-1]:
            yield _materials(titles[name])
    yield from (wording.own(key) for key in ("registration", "sequence", "product", "seal"))


def _standards(lists: Lists) -> Iterator[Column]:
    yield wording.own("producer_ref")
    yield wording.own("product_ref")
    yield wording.own("product_name")
    for name, field in product_rows.StandardRow.base_fields.items():
        yield _column(name, field, lists, "", needs=("standard", "number"))


def _rights(lists: Lists) -> Iterator[Column]:
    yield wording.own("producer_ref")
    yield wording.own("product_ref")
    yield wording.own("product_name")
    for name, field in product_rows.RightRow.base_fields.items():
        yield _column(name, field, lists, "", needs=("kind",))


_LAYOUTS = {PRODUCERS: _producers, PRODUCTS: _products, STANDARDS: _standards, RIGHTS: _rights}


def _column(
    key: str, field: forms.Field, lists: Lists, section: str, needs: Iterable[str] | None = None
) -> Column:
    kind = _kind(key, field)
    offered, retired = _choices(key, field, kind, lists)
    needed_when = wording.NEEDED_WHEN.get(key) or str(getattr(field, "needed_when", ""))
    always = (str(labels.NEEDED["name"]), str(product_fields.NEEDED_BEFORE))
    return Column(
        key=key,
        header=str(field.label),
        note=wording.note(key, kind, field),
        kind=kind,
        choices=offered,
        retired=retired,
        width=wording.width(key, kind, offered),
        needed=key in needs if needs is not None else field.required or needed_when in always,
        needed_when="" if needed_when in always else needed_when,
        section=section,
        field=field,
        lists=lists,
    )


def _kind(key: str, field: forms.Field) -> ValueKind:
    if key in producer_fields.SECRETS:
        return _K.CITIZEN_ID
    found = next((kind for cls, kind in _KINDS if isinstance(field, cls)), None)
    if found:
        return found
    return _K.LONG if isinstance(field.widget, forms.Textarea) else _K.TEXT


def _choices(key: str, field: forms.Field, kind: ValueKind, lists: Lists) -> tuple[tuple, tuple]:
    """What is offered and what is retired, as value and label; no label stands for two values."""
    if kind is _K.YES_NO:
        return wording.YES_NO, ()
    if kind not in (_K.CHOICE, _K.CODES):
        return (), ()
    rows = {
        "legal_form": lists.legal_forms, "product_group": lists.groups,
        "standard": lists.standards, "site_subdistrict": lists.subdistricts,
        "contact_province": lists.provinces, **lists.coded,
    }.get(key)  # fmt: skip
    if rows is None:
        pairs = [(each, str(label)) for each, label in field.choices if each not in ("", None)]
        return tuple(pairs), ()
    named = _named(rows)
    if kind is _K.CODES:
        named = [(row, row.code, label) for row, _value, label in named]
    offered = tuple((each, label) for row, each, label in named if getattr(row, "is_active", True))
    retired = tuple((each, label) for row, each, label in named if (each, label) not in offered)
    return offered, retired


def _named(rows: Iterable[Any]) -> list[tuple[Any, Any, str]]:
    labels_of = [(row, _label(row)) for row in rows]
    seen = [fold(label) for _row, label in labels_of]
    return [
        (row, row, label if seen.count(fold(label)) == 1 else f"{label} ({row.code})")
        for row, label in labels_of
    ]


def _label(row: Any) -> str:
    kind = row.get_product_type_display() if hasattr(row, "get_product_type_display") else ""
    return f"{kind}: {row.name}" if kind else row.name


def _active(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.is_active]


def _deed() -> Column:
    pairs = tuple((deed, str(deed.label)) for deed in Deed)
    return wording.own("deed", kind=_K.CHOICE, choices=pairs)


def _dropped() -> Column:
    return wording.own("dropped", kind=_K.YES_NO, choices=wording.YES_NO)


def _materials(section: str) -> Column:
    """Rows of the page's own small form, in one cell."""
    own = ProductDetails._meta.get_field("materials")
    pairs = tuple((source, str(source.label)) for source in MaterialSource)
    return Column(
        key="materials", header=str(own.verbose_name), note=wording.MATERIALS, kind=_K.MATERIALS,
        choices=pairs, width=36, needed=True, section=section,
        field=product_rows.MaterialRow.base_fields["name"],
    )  # fmt: skip
