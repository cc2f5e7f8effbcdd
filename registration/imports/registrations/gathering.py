"""The sheets of a workbook as producers, each with all that hangs on it.

Running numbers tie the sheets together. What cannot be tied stands for itself and is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from sys import intern

from django.utils.translation import gettext as _

from registration.errors import InvalidValue
from registration.sheets import columns, seals
from registration.sheets.columns import PRODUCERS, PRODUCTS, RIGHTS, STANDARDS, Column, fold
from registration.sheets.problems import CellProblem
from registration.sheets.reading import Book, Table
from registration.sheets.seals import Origin
from registration.validators.text import arabic_digits

HOLDINGS = {STANDARDS: "standards", RIGHTS: "rights"}
FORMULA, ERROR, MERGED = "FORMULA", "ERROR", "MERGED"
_ESSENTIAL = ("producer_ref", "deed", "name")
_NESTED = ("products", *HOLDINGS.values())
_REFS = ("producer_ref", "product_ref")


@dataclass
class Line:
    """A row of one sheet: the texts of its filled cells by column, and which of them hold no text
    of their own (``unreadable``: FORMULA, ERROR or MERGED). ``absent`` are columns that the file
    does not have: what stands there is not spoken of.

    A row of an office's own list says where it stands there: ``of_sheet``, ``heads`` by column (its
    place, counted from 1, and its header), and what was ``typed`` where it was read as something
    else.
    """

    sheet: str
    number: int
    cells: dict[str, str]
    absent: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    products: list["Line"] = field(default_factory=list)
    standards: list["Line"] = field(default_factory=list)
    rights: list["Line"] = field(default_factory=list)
    of_sheet: str = ""
    heads: dict[str, list] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        """Whether the file has this column, filled or not."""
        return key not in self.absent

    def cell(self, key: str) -> str:
        return self.cells.get(key, "").strip()

    def blame(self, column: Column, sentence: str, *, is_warning: bool = False) -> None:
        """Say what is wrong with one cell of this row. A citizen ID is not repeated."""
        shown = self.typed.get(column.key) or self.cell(column.key)
        if column.kind is columns.ValueKind.CITIZEN_ID:
            shown = ""
        if re.search(r"(?:[0-9๐-๙][\s-]?){13}", shown):
            shown = ""
        place, header = self.heads.get(column.key, (0, column.header))
        self.problems.append(
            asdict(
                CellProblem(
                    self.of_sheet or self.sheet, self.number, column.key, header, shown[:200],
                    sentence, is_warning, place,
                )
            )
        )  # fmt: skip

    def lines(self) -> Iterator["Line"]:
        """This row and all that hang on it."""
        yield self
        for each in (*self.products, *self.standards, *self.rights):
            yield from each.lines()

    def kept(self) -> dict:
        """The row as it waits; ``line_of`` reads it back. What is empty is left out."""
        return {
            name: [each.kept() for each in value] if name in _NESTED else value
            for name, value in vars(self).items()
            if value
        }

    @property
    def is_refused(self) -> bool:
        return any(not each["is_warning"] for line in self.lines() for each in line.problems)


def line_of(stored: Mapping) -> Line:
    """A row as it was kept (``Line.kept``)."""
    nested = {name: [line_of(each) for each in stored[name]] for name in _NESTED if name in stored}
    return Line(**{"cells": {}, **stored, **nested})


Layout = Mapping[str, tuple[Column, ...]]


def layout(lists: columns.Lists) -> Layout:
    """The columns of every sheet that is read."""
    return {sheet: columns.of(sheet, lists) for sheet in columns.DATA}


def origin_of(book: Book) -> Origin | None:
    """Where a workbook comes from; ``None`` where it is none of ours."""
    table = book.tables.get(columns.CHOICES)
    return seals.origin_of(table.header[0]) if table and table.header else None


def gather(book: Book, sheets: Layout, origin: Origin) -> list[Line]:
    """Producers in the order of their sheet, then rows that belong to none.

    Raises ``InvalidValue`` where a sheet or a column is missing without which nothing can be told.
    """
    read = {sheet: _lines(book, sheet, sheets[sheet]) for sheet in columns.DATA}
    _blame_torn(read, sheets, origin)
    producers, strays = read[PRODUCERS], []
    by_ref = _by_ref(producers, sheets[PRODUCERS])
    products: dict[tuple[str, str], Line] = {}
    for line in read[PRODUCTS]:
        owner = by_ref.get(_ref(line, "producer_ref"))
        if owner is None:
            strays.append(_stray(line, sheets[PRODUCTS], "producer_ref"))
            continue
        key = (_ref(line, "producer_ref"), _ref(line, "product_ref"))
        if key[1] and key in products:
            _blame_twice(line, sheets[PRODUCTS], "product_ref", products[key])
        products.setdefault(key, line)
        owner.products.append(line)
    for sheet, name in HOLDINGS.items():
        for line in read[sheet]:
            key = (_ref(line, "producer_ref"), _ref(line, "product_ref"))
            if key in products:
                getattr(products[key], name).append(line)
            else:
                missing = "product_ref" if key[0] in by_ref else "producer_ref"
                strays.append(_stray(line, sheets[sheet], missing))
    _blame_repeated(producers, sheets[PRODUCERS])
    return [*producers, *strays]


def column_of(sheet_columns: tuple[Column, ...], key: str) -> Column:
    return next(column for column in sheet_columns if column.key == key)


def _lines(book, sheet: str, sheet_columns) -> list[Line]:
    table = book.tables.get(sheet)
    if table is None:
        if sheet == PRODUCERS:
            raise InvalidValue(
                _("ไม่พบแผ่น “%(sheet)s” ในไฟล์ ให้ใช้ไฟล์ที่ดาวน์โหลดจากแฟ้มนี้ และอย่าเปลี่ยนชื่อแผ่น")
                % {"sheet": sheet}
            )
        return []
    places = columns.find(table.header, sheet_columns)
    _demand_columns(sheet, sheet_columns, places)
    ours = {each.key for each in sheet_columns if each.locked or each.hidden} | set(_REFS)
    absent = [each.key for each in sheet_columns if each.key not in places]
    spoiled = _spoiled(table, places)
    lines = []
    for row in table.rows:
        cells = {
            key: intern(text)  # the same few words in thousands of rows
            for key, place in places.items()
            if place < len(row.cells) and (text := row.cells[place]).strip()
        }
        unreadable = spoiled.get(row.number, {})
        if unreadable or cells.keys() - ours or "registration" in cells:
            lines.append(Line(sheet, row.number, cells, absent, unreadable))
    return lines


def _spoiled(table: Table, places: Mapping[str, int]) -> dict[int, dict[str, str]]:
    """Cells that hold no text of their own, by row and column."""
    keys = {place + 1: key for key, place in places.items()}
    found: dict[int, dict[str, str]] = {}
    covered = (
        (row, column)
        for first, left, last, right in table.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
        if (row, column) != (first, left)
    )
    for rule, cells in ((MERGED, covered), (ERROR, table.errors), (FORMULA, table.formulas)):
        for row, column in cells:
            if column in keys and row > table.header_number:
                found.setdefault(row, {})[keys[column]] = rule
    return found


def _blame_torn(read: Mapping[str, list[Line]], sheets: Layout, origin: Origin) -> None:
    """A row whose hidden cells came from another row is never guessed at."""
    for sheet in seals.SEALED:
        for line in read[sheet]:
            if not seals.holds(origin, sheet, line.cells):
                line.blame(
                    column_of(sheets[sheet], "producer_ref"),
                    _(
                        "ข้อมูลของแถวนี้สลับกับแถวอื่น (อาจเรียงหรือวางเพียงบางคอลัมน์ หรือคัดลอกทั้งแถว) "
                        "รายใหม่ให้พิมพ์ในแถวว่าง รายเดิมให้ดาวน์โหลดไฟล์ใหม่"
                    ),
                )


def _demand_columns(sheet: str, sheet_columns, places) -> None:
    wanted = _ESSENTIAL if sheet == PRODUCERS else ("producer_ref", "product_ref")
    missing = [column.header for column in sheet_columns
               if column.key in wanted and column.key not in places]  # fmt: skip
    if missing:
        raise InvalidValue(
            _("แผ่น “%(sheet)s” ไม่มีคอลัมน์ %(names)s ให้ใช้ไฟล์ที่ดาวน์โหลดจากแฟ้มนี้ และอย่าลบหรือเปลี่ยนหัวคอลัมน์")
            % {"sheet": sheet, "names": ", ".join(missing)}
        )


def _ref(line: Line, key: str) -> str:
    """A running number however it was typed: ๐๗ and 7 are one."""
    text = arabic_digits(line.cell(key))
    return text.lstrip("0") or text


def _by_ref(producers: list[Line], sheet_columns) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in producers:
        ref = _ref(line, "producer_ref")
        if not ref:
            continue
        if ref in found:
            _blame_twice(line, sheet_columns, "producer_ref", found[ref])
        found.setdefault(ref, line)
    return found


def _blame_twice(line: Line, sheet_columns, key: str, first: Line) -> None:
    sentence = _("เลขนี้ซ้ำกับแถวที่ %(row)d ให้ใส่เลขที่ยังไม่ซ้ำ") % {"row": first.number}
    line.blame(column_of(sheet_columns, key), sentence)


def _stray(line: Line, sheet_columns, key: str) -> Line:
    column = column_of(sheet_columns, key)
    sentence = _("ไม่พบ%(what)sนี้ในแผ่น “%(sheet)s” ให้ใส่เลขให้ตรงกัน") % {
        "what": column.header,
        "sheet": PRODUCERS if key == "producer_ref" else PRODUCTS,
    }
    line.blame(column, sentence)
    return line


def _blame_repeated(producers: list[Line], sheet_columns) -> None:
    """One registration or producer stands in one row; so does one new producer."""
    seen: dict[tuple, Line] = {}
    for line in producers:
        key = _identity(line)
        if key is None:
            continue
        if key in seen:
            sentence = _("รายนี้ซ้ำกับแถวที่ %(row)d ให้เหลือแถวเดียว") % {"row": seen[key].number}
            line.blame(column_of(sheet_columns, "name"), sentence)
        seen.setdefault(key, line)


def _identity(line: Line) -> tuple | None:
    for key in ("registration", "producer"):
        if line.cell(key):
            return key, line.cell(key)
    name, person = (
        fold(line.cell("name")),
        re.sub(r"\D", "", arabic_digits(line.cell("citizen_id"))),
    )
    if not name:
        return None
    if not person:
        person = fold(line.cell("person_first_name") + line.cell("person_last_name"))
    return "new", name, person
