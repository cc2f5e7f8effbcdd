"""A row bound to values, as the page's form binds what was typed: the same readers, the same rules,
the same sentences. Everything that is wrong is said at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from registration import completion, eligibility, goods
from registration.enums import Informant, Kind
from registration.errors import InvalidValue
from registration.forms.sections import sections_of
from registration.imports.registrations.gathering import (
    ERROR,
    FORMULA,
    HOLDINGS,
    MERGED,
    Layout,
    Line,
)
from registration.problems import Problem
from registration.sheets import columns
from registration.sheets.columns import PRODUCERS, PRODUCTS, RIGHTS, STANDARDS, Column, Lists

_READERS = {STANDARDS: goods.clean_standard, RIGHTS: goods.clean_right}


@dataclass(frozen=True)
class Reading:
    """What every row of a file is read with."""

    lists: Lists
    sheets: Layout
    today: date

    @cached_property
    def by_key(self) -> dict[str, dict[str, Column]]:
        return {name: {each.key: each for each in found} for name, found in self.sheets.items()}

    @cached_property
    def exports(self) -> set[str]:
        return {row.code for row in self.lists.coded["channels"] if row.is_export}


@dataclass
class BoundProduct:
    """``held`` names only what the sheets say something about."""

    line: Line
    values: dict
    dropped: bool
    held: dict[str, list[dict]] = field(default_factory=dict)


def producer(line: Line, reading: Reading, kind: str, stored) -> dict:
    """The values of a producer's row as ``services.registrations`` takes them. ``stored`` is what
    the row changes, with the attributes of a registration.
    """
    known = reading.by_key[PRODUCERS]
    names = [n for section in sections_of(kind) for n in section.names if line.has(n)]
    typed = _typed(line, (known[name] for name in names), reading, stored)
    found = completion.producer(
        typed,
        asked=names,
        editable=names,
        stored=stored,
        exports=reading.exports,
        today=reading.today,
    )
    _forgive(line, found.away)
    _blame_all(line, known, found.problems)
    return _without_unchanged_ids(found.values)


def product(line: Line, reading: Reading, stored) -> BoundProduct:
    """A product's row with the rows that it holds."""
    known = reading.by_key[PRODUCTS]
    own = [each for key, each in known.items() if each.field is not None and line.has(key)]
    typed = _typed(line, own, reading, stored)
    found = completion.product(typed, reading.today)
    _blame_all(line, known, found.problems)
    bound = BoundProduct(line, found.values, _ticked(line, known, "dropped", reading))
    for sheet, name in HOLDINGS.items():
        rows = getattr(line, name)
        if rows:
            kept = [_held(each, reading, sheet) for each in rows]
            bound.held[name] = [row for row in kept if row is not None]
    return bound


def cell(line: Line, column: Column, reading: Reading, stored=None):
    """The value of one cell; ``InvalidValue`` where it cannot be read."""
    if column.key in line.unreadable:
        raise InvalidValue(_unreadable(line.unreadable[column.key]))
    return columns.value(column, line.cells.get(column.key, ""), reading.today, stored)


def _unreadable(rule: str) -> str:
    return {
        FORMULA: _("ช่องนี้เป็นสูตร ให้วางเป็นค่า"),
        ERROR: _("ช่องนี้แสดงข้อผิดพลาดของสูตร ให้พิมพ์ค่าแทน"),
        MERGED: _("ช่องนี้ผสานกับช่องอื่นไว้ ให้ยกเลิกการผสาน แล้วพิมพ์ค่าของแถวนี้"),
    }[rule]


def _typed(line: Line, wanted: Iterable[Column], reading: Reading, stored) -> dict:
    typed = {}
    for column in wanted:
        held = getattr(stored, column.key, None) if stored is not None else None
        try:
            typed[column.key] = cell(line, column, reading, held)
        except InvalidValue as error:
            line.blame(column, str(error))
    return typed


def _held(line: Line, reading: Reading, sheet: str) -> dict | None:
    """A standard or a right; ``None`` where something is wrong with it."""
    known = reading.by_key[sheet]
    own = [each for each in known.values() if each.field is not None]
    typed = _typed(line, own, reading, None)
    values = {each.key: typed.get(each.key) for each in own}
    read, problems = _READERS[sheet](values, reading.today)
    _blame_all(line, known, [each for each in problems if each.place in typed])
    return None if line.is_refused else read


def _ticked(line: Line, known: Mapping[str, Column], key: str, reading: Reading) -> bool:
    if not line.has(key):
        return False
    try:
        return bool(cell(line, known[key], reading))
    except InvalidValue as error:
        line.blame(known[key], str(error))
        return False


def _blame_all(line: Line, known: Mapping[str, Column], problems: Iterable[Problem]) -> None:
    blamed = {each["column_key"] for each in line.problems if not each["is_warning"]}
    for problem in problems:
        if problem.place in known and problem.place not in blamed:
            line.blame(known[problem.place], problem.sentence)


def _forgive(line: Line, away: Collection[str]) -> None:
    """What does not apply is emptied, whatever stands there."""
    line.problems = [each for each in line.problems if each["column_key"] not in away]


def _without_unchanged_ids(values: dict) -> dict:
    """An empty or masked citizen ID means unchanged; a proxy's goes with the proxy."""
    left = {"citizen_id"} if not values.get("citizen_id") else set()
    if not values.get("proxy_citizen_id") and values.get("informant") == Informant.PROXY:
        left.add("proxy_citizen_id")
    return {name: value for name, value in values.items() if name not in left}


def is_same(name: str, stored, typed, today: date) -> bool:
    """Whether a file says nothing else than what is stored, perhaps only written otherwise: an
    untouched row must not become an edit because older rows have two spaces in a name.
    """
    if stored == typed or (stored in (None, "") and typed in (None, "")):
        return True
    try:
        return eligibility.clean_value(name, stored, today) == typed
    except InvalidValue:
        return False


def kind_of(deed: str) -> str:
    """What a registration is that a row asks for."""
    return {columns.Deed.NEW: Kind.NEW, columns.Deed.CANCEL: Kind.CANCEL}.get(deed, Kind.UPDATE)
