"""The product rows of a producer against the products that are stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from registration.imports.registrations import binding, stored
from registration.imports.registrations.binding import BoundProduct, Reading
from registration.imports.registrations.gathering import HOLDINGS, Line
from registration.models import RegisteredProduct
from registration.sheets import columns
from registration.sheets.columns import PRODUCTS

_SHEETS = {name: sheet for sheet, name in HOLDINGS.items()}


@dataclass
class Plan:
    """What is to be done with one product: ADD, EDIT, REMOVE or KEEP, or nothing.

    ``values`` and ``held`` are only what is to be written; ``sequence`` is that of a filed product,
    ``product`` the key of a registered one. ``bound`` is the whole row, for what only warns.
    """

    bound: BoundProduct
    deed: str = ""
    sequence: int | None = None
    product: int | None = None
    values: dict = field(default_factory=dict)
    held: dict[str, list[dict]] = field(default_factory=dict)
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    source: object = None


def plan(line: Line, reading: Reading, products: Iterable) -> list[Plan]:
    """A plan for each product row of a producer; rows of ``products`` that the file does not speak
    of are left alone.
    """
    products, taken = list(products), set()
    plans = []
    for row in line.products:
        source = _source(row, products, taken, reading)
        if source is not None:
            taken.add(source.pk)
        plans.append(_planned(row, source, reading))
    return plans


def _source(line: Line, products: list, taken: set, reading: Reading):
    """The stored product that a row speaks of: by its own keys, else by name and type."""
    filed = [each for each in products if isinstance(each, RegisteredProduct)]
    sequence, number = line.cell("sequence"), line.cell("product")
    for each in products:
        own = each.product if each in filed else each
        if sequence and each in filed and str(each.sequence) == sequence:
            return each
        if number and not sequence and own is not None and own.number == number:
            return each
    if (sequence and filed) or number:
        sentence = _("ผลิตภัณฑ์นี้ไม่อยู่ในรายการแล้ว ให้ดาวน์โหลดไฟล์ใหม่")
        line.blame(reading.by_key[PRODUCTS]["name"], sentence)
        return None
    name = columns.fold(line.cell("name"))
    return next((p for p in products if p.pk not in taken and columns.fold(p.name) == name), None)


def _planned(line: Line, source, reading: Reading) -> Plan:
    bound = binding.product(line, reading, source)
    title = _("ผลิตภัณฑ์ %(name)s") % {"name": line.cell("name") or line.number}
    if source is None:
        return _added(bound, title)
    found = Plan(bound, source=source)
    if isinstance(source, RegisteredProduct):
        found.sequence = source.sequence
    else:
        found.product = source.pk
    was_dropped = getattr(source, "dropped", False)
    if bound.dropped != was_dropped and line.has("dropped"):
        found.deed = "REMOVE" if bound.dropped else "KEEP"
        words = (_("ผลิตอยู่"), _("เลิกผลิต/ลบออก"))
        found.differences.append((title, words[was_dropped], words[bound.dropped]))
    if bound.dropped:
        return found
    _edit(found, source, reading, title)
    return found


def _added(bound: BoundProduct, title: str) -> Plan:
    if bound.dropped:
        return Plan(bound)
    return Plan(
        bound, "ADD", values=bound.values, held=bound.held, differences=[(title, "", _("เพิ่มใหม่"))]
    )


def _edit(found: Plan, source, reading: Reading, title: str) -> None:
    known = reading.by_key[PRODUCTS]
    for name, value in found.bound.values.items():
        old = getattr(source, name)
        if binding.is_same(name, old, value, reading.today):
            continue
        found.values[name] = value
        column = known[name]
        words = (str(columns.text(column, each) or "") for each in (old, value))
        found.differences.append((f"{title}: {column.header}", *words))
    for name, rows in found.bound.held.items():
        old = stored.held_by(source)[name]
        if _keys(old) != _keys(rows):
            found.held[name] = rows
            sheet = _SHEETS[name]
            found.differences.append((f"{title}: {sheet}", _listed(old), _listed(rows)))
    if (found.values or found.held) and not found.deed:
        found.deed = "EDIT"


def _keys(rows: list[dict]) -> list[tuple]:
    return sorted(tuple(str(row[name] or "") for name in sorted(row)) for row in rows)


def _listed(rows: list[dict]) -> str:
    return ", ".join(
        " ".join(filter(None, (str(row.get("standard") or row.get("kind") or ""), row["number"])))
        for row in rows
    )
