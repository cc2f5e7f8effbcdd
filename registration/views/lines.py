"""The form as paper asks it: every field a line, filled in or left to be written on.

It walks over the same sections as the form on screen, so that a new field stands on paper by
itself. Digits are Thai on paper; what a machine has to read again keeps its own.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import MaterialSource
from registration.forms.product_fields import SECTIONS as PRODUCT_SECTIONS
from registration.forms.sections import applies
from registration.selectors import papers
from registration.views import wording

_SECRETS = ("citizen_id", "proxy_citizen_id")
_AS_TYPED = ("email", "website", "line_id", "facebook", "name_en")
_BLANK_ROWS = 3
# Letters: a longer label leaves no room beside it, a longer label and text no half line.
_SHORT, _HALF = 26, 34


@dataclass(frozen=True)
class Line:
    """``ticks`` are ``(ticked, label)``; ``room`` is how many lines there are to write on, and
    ``boxes`` how many digits have a box each. ``text`` is empty where it is written by hand.
    """

    label: str
    text: str = ""
    ticks: tuple[tuple[bool, str], ...] = ()
    room: int = 1
    boxes: range = range(0)

    @property
    def is_wide(self) -> bool:
        if self.ticks:
            return len(self.ticks) > 2
        told = len(self.label) + len(self.text)
        return bool(self.room > 1 or self.boxes or len(self.label) > _SHORT or told > _HALF)


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Table:
    """Rows that a product holds; blank ones to be written on."""

    title: str
    heads: list[str]
    rows: list[list[str]]


def thai(value) -> str:
    return calendar.to_thai_digits(value)


def parts(sections, row) -> list[Part]:
    """The sections as parts; of a row that is not stored, all of it to be written on."""
    found = []
    for section in sections:
        names = [name for name in section.names if row.pk is None or applies(name, row)]
        if names:
            found.append(Part(str(section.title), [_line(row, name) for name in names]))
    return found


def product_parts(product) -> list[Part]:
    return parts(PRODUCT_SECTIONS, product)


def product_tables(product) -> list[Table]:
    """What a product is made of and all that it holds; of a blank one rows to be written on."""
    materials = Table(
        wording.label(product, "materials"),
        [_("วัตถุดิบ"), _("แหล่งที่มา")],
        [[thai(row["name"]), MaterialSource(row["source"]).label] for row in product.materials],
    )
    tables = [materials, *(_held(*each) for each in papers.held(product))]
    if product.pk:
        return [table for table in tables if table.rows]
    return [
        Table(table.title, table.heads, [[""] * len(table.heads)] * _BLANK_ROWS) for table in tables
    ]


def _held(name: str, fields, rows) -> Table:
    return Table(
        _TITLES[name](),
        [str(field.verbose_name) for field in fields],
        [[_cell(field, getattr(row, field.name)) for field in fields] for row in rows],
    )


_TITLES = {
    "standards": lambda: _("มาตรฐานและใบอนุญาต"),
    "rights": lambda: _("ทรัพย์สินทางปัญญา"),
}


def _cell(field, value) -> str:
    if isinstance(field, models.DateField):
        return thai(calendar.thai_date(value)) if value else ""
    return thai(wording.say(field, value))


def _line(row, name: str) -> Line:
    field, is_blank = row._meta.get_field(name), row.pk is None
    value, label = None if is_blank else getattr(row, name), str(field.verbose_name)
    if isinstance(field, models.BooleanField):
        return Line("", ticks=((bool(value), label),))
    ticks = _ticks(field, value)
    if ticks:
        return Line(label, ticks=tuple(ticks))
    if is_blank:
        return Line(label, boxes=range(13)) if name in _SECRETS else Line(label, room=_room(field))
    text = wording.say(field, value)
    return Line(label, (text if name in _AS_TYPED else thai(text)) or "-")


def _room(field) -> int:
    """Lines to write on by hand."""
    if not isinstance(field, models.TextField):
        return 1
    return 5 if (field.max_length or 0) > 1000 else 2


def _ticks(field, value) -> list[tuple[bool, str]]:
    """Every choice of a short list, so that paper and screen offer the same."""
    if field.choices:
        return [(key == value, str(label)) for key, label in field.flatchoices if key != ""]
    offered = papers.choices().get(field.name, [])
    chosen = [value.code] if hasattr(value, "code") else value or []
    return [(code in chosen, name) for code, name, in_use in offered if in_use or code in chosen]
