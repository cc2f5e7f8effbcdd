"""An old list laid out for the page on which its columns are mapped."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from registration.errors import InvalidValue
from registration.imports.old.guessing import guess
from registration.imports.old.headings import head_of, headed
from registration.imports.old.shapes import Mapping, Target
from registration.imports.old.targets import targets
from registration.imports.old_lists import keeping
from registration.models import OldList
from registration.scoping import Jurisdiction
from registration.selectors import old_lists, places
from registration.sheets.columns import Lists
from registration.sheets.reading import Book, Table
from registration.sheets.texts import without_ids
from registration.spelling import fold

_SAMPLES, _LONGEST, _ROWS = 3, 60, 200
_MOST_COLUMNS = 120
# What several columns may say together.
SHARED = frozenset(("telephone", "mobile", "phone", "product.names", "standards"))
# What may be said once for a list that has no column for it, besides the place.
_FIXED = (
    "producer_type", "legal_form", "thai_nationality", "product.product_type",
    "product.product_group", "product.material_source",
)  # fmt: skip


@dataclass(frozen=True)
class ListColumn:
    """A column of the list. ``samples`` are texts of its cells, without citizen IDs."""

    index: int
    header: str
    samples: tuple[str, ...]
    is_guessed: bool = False

    @property
    def letter(self) -> str:
        """A, B … Z, AA, as in the spreadsheet."""
        rest, name = self.index + 1, ""
        while rest:
            rest, place = divmod(rest - 1, 26)
            name = chr(ord("A") + place) + name
        return name

    @property
    def title(self) -> str:
        return f"{self.letter} {self.header}".strip()


@dataclass(frozen=True)
class Laid:
    """One sheet of a list with its headers found, and the mapping that is proposed for it.

    ``remembered_on`` is set when the mapping was taken over from a list with the same headers.
    """

    row: OldList
    lists: Lists
    titles: list[str]
    sheet: int
    head: int
    table: Table
    mapping: Mapping = field(default_factory=Mapping)
    guessed: frozenset[int] = frozenset()
    remembered_on: datetime | None = None

    @cached_property
    def offered(self) -> list[Target]:
        """What a column can be."""
        return targets(self.lists)

    @cached_property
    def fixed(self) -> list[Target]:
        """What can be the same for every row: the place, and a few choices."""
        known = {target.key: target for target in self.offered}
        if self.row.district_id:
            key, label = "subdistrict_code", _("ตำบล/แขวง")
            areas = places.subdistricts(self.row.district_id)
        else:
            key, label = "district_code", _("อำเภอ/เขต")
            areas = places.districts(self.row.province_id)
        place = replace(known[key], label=label, choices=tuple((a.code, a.name) for a in areas))
        return [place, *(known[key] for key in _FIXED if key in known and known[key].choices)]

    @cached_property
    def columns(self) -> list[ListColumn]:
        """Those that hold anything."""
        samples = _samples(self.table)
        found = (
            ListColumn(index, _shown(header), samples.get(index, ()), index in self.guessed)
            for index, header in enumerate(self.table.header)
        )
        return [each for each in found if each.header or each.samples][:_MOST_COLUMNS]

    @property
    def signature(self) -> str:
        return signature(self.table.header)

    @property
    def heads(self) -> list[str]:
        """The headers for people to recognise."""
        return [each.header for each in self.columns if each.header]

    def mapped(self, chosen: dict[int, str], fixed: dict[str, str]) -> Mapping:
        """The proposal as a person changed it; what its words mean stays."""
        return replace(self.mapping, columns=chosen, fixed=fixed)


def lay(
    by: Jurisdiction,
    row: OldList,
    lists: Lists,
    *,
    sheet: int | None = None,
    head: int | None = None,
) -> Laid:
    """A list (``with_table``) as it was mapped, or as ``sheet`` and ``head``, a row's number, say.

    Raises ``InvalidValue`` where there is no such sheet or row.
    """
    book = keeping.unpacked(row.table)
    is_stored = (sheet, head) in ((None, None), (row.sheet, row.head))
    sheet = row.sheet if sheet is None else sheet
    table = _table_at(book, sheet)
    if head is None:
        head = row.head if sheet == row.sheet else head_of(table)
    titles = [_shown(title) for title in book.tables]
    laid = Laid(row, lists, titles, sheet, head, _with_head(table, head))
    if is_stored and row.mapping:
        return replace(laid, mapping=_still(Mapping.from_json(row.mapping), laid))
    remembered = old_lists.remembered(by, laid.signature)
    if remembered is not None:
        mapping = _still(Mapping.from_json(remembered.mapping), laid)
        return replace(laid, mapping=mapping, remembered_on=remembered.used_at)
    found = guess(laid.table.header, _cells(laid.table), lists)
    return replace(laid, mapping=Mapping(columns=found), guessed=frozenset(found))


def _table_at(book: Book, sheet: int) -> Table:
    """A sheet by its place; ``InvalidValue`` where there is none."""
    tables = list(book.tables.values())
    if not 0 <= sheet < len(tables):
        raise InvalidValue(_("ไม่พบแผ่นงานนี้ในไฟล์ ให้เลือกแผ่นใหม่"))
    return tables[sheet]


def _with_head(table: Table, head: int) -> Table:
    """The table below the row of its headers; ``InvalidValue`` where nothing stands there."""
    found = headed(table, head)
    if found.header_number != head:
        raise InvalidValue(
            _("แถวที่ %(row)d ว่าง ไม่มีในแผ่นนี้ หรืออยู่ต่ำเกินไป ให้ใส่เลขแถวที่เป็นหัวตาราง") % {"row": head}
        )
    return found


def signature(header: Iterable[str]) -> str:
    """Equal for lists with the same headers in the same order."""
    return hashlib.sha256("\n".join(map(fold, header)).encode()).hexdigest()


def _still(mapping: Mapping, laid: Laid) -> Mapping:
    """What a mapping says that can still be meant: lists of standards change."""
    known = {target.key for target in laid.offered}
    width = len(laid.table.header)
    return Mapping(
        columns={
            index: key for index, key in mapping.columns.items() if key in known and index < width
        },
        fixed={key: text for key, text in mapping.fixed.items() if key in known},
        words={key: words for key, words in mapping.words.items() if key in known},
    )


def _cells(table: Table) -> list[Sequence[str]]:
    return [row.cells for row in table.rows[:_ROWS]]


def _samples(table: Table) -> dict[int, tuple[str, ...]]:
    """The first different texts of each column."""
    found: dict[int, dict[str, None]] = {}
    for cells in _cells(table):
        for index, cell in enumerate(cells):
            seen = found.setdefault(index, {})
            if len(seen) < _SAMPLES and cell.strip():
                seen.setdefault(_shown(cell))
    return {index: tuple(seen) for index, seen in found.items() if seen}


def _shown(text: str) -> str:
    shown = without_ids(" ".join(text.split()))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
