"""What a report is made of: a definition, and the document that fills it. Plain Python.

A ``Document`` that does not add up cannot exist: its constructor raises ``Unbalanced``. So no
renderer, now or later, can print one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

COUNTRY = "th"


class Unbalanced(Exception):
    """Numbers that do not add up; the text names the row and the column."""


class Level(StrEnum):
    """Whose report it is. Its rows are the areas one level below."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"

    @classmethod
    def of(cls, area: str) -> "Level":
        """The level of ``th``, ``31`` or ``3104``; raises ValueError for anything else."""
        if area == COUNTRY:
            return cls.COUNTRY
        if area.isascii() and area.isdigit() and len(area) in (2, 4):
            return cls.PROVINCE if len(area) == 2 else cls.DISTRICT
        raise ValueError(f"{area!r} is no area: th, a province or a district.")


@dataclass(frozen=True)
class Column:
    """A column of numbers counts one ``measure``, or sums up other columns (``parts``)."""

    key: str
    label: str
    kind: Literal["sequence", "area", "number", "note"] = "number"
    measure: str = ""
    parts: tuple[str, ...] = ()
    width: float = 8  # in characters, as spreadsheets measure

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


@dataclass(frozen=True)
class ColumnGroup:
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class HeadCell:
    """One cell of the column heads; ``row`` and ``column`` count from 0."""

    label: str
    row: int
    column: int
    rowspan: int
    colspan: int
    kind: str
    ends_group: bool


@dataclass(frozen=True)
class Signatory:
    """Who signs: a part (ผู้รายงาน) and a position, ``%(place)s`` being the area's own name."""

    part: str
    position: str = ""


@dataclass(frozen=True)
class Definition:
    """A form: its columns from left to right and the sums that must agree (DOMAIN §5.3)."""

    key: str
    form_code: str
    name: str
    columns: tuple[Column | ColumnGroup, ...]
    balances: tuple[tuple[str, str], ...]
    footnotes: tuple[str, ...]
    signatories: Mapping[Level, tuple[Signatory, ...]]

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold cells, left to right."""
        return tuple(leaf for leaves in self._blocks() for leaf in leaves)

    @property
    def numbers(self) -> tuple[Column, ...]:
        return tuple(column for column in self.leaves if column.is_number)

    @property
    def group_ends(self) -> frozenset[str]:
        """Keys of the columns after which a heavier line stands."""
        return frozenset(leaves[-1].key for leaves in self._blocks()[:-1])

    def index(self, key: str) -> int:
        """How many columns stand left of ``key``; raises KeyError for an unknown one."""
        for number, column in enumerate(self.leaves):
            if column.key == key:
                return number
        raise KeyError(key)

    def head(self, area_word: str) -> list[list[HeadCell]]:
        """The two rows of column heads, with what an area is called at this level."""
        upper, lower, place = [], [], 0
        for block, leaves in zip(self.columns, self._blocks(), strict=True):
            if isinstance(block, Column):
                label = area_word if block.kind == "area" else block.label
                upper.append(HeadCell(label, 0, place, 2, 1, block.kind, True))
            else:
                upper.append(HeadCell(block.label, 0, place, 1, len(leaves), "group", True))
                lower += (
                    HeadCell(leaf.label, 1, place + n, 1, 1, leaf.kind, leaf is leaves[-1])
                    for n, leaf in enumerate(leaves)
                )
            place += len(leaves)
        return [upper, lower]

    def _blocks(self) -> list[tuple[Column, ...]]:
        return [b.columns if isinstance(b, ColumnGroup) else (b,) for b in self.columns]


@dataclass(frozen=True)
class Row:
    """One area. ``values`` has a number for every number column of the definition."""

    code: str
    label: str
    values: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True)
class Origin:
    """What the numbers rest on. ``is_live``: some of them may still change."""

    is_live: bool
    sentence: str
    detail: str = ""
    revision: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Signature:
    part: str
    position: str


@dataclass(frozen=True)
class Place:
    code: str
    name: str


@dataclass(frozen=True)
class Document:
    """A filled form: what every renderer shows. Texts hold Arabic digits; paper rewrites them."""

    definition: Definition
    level: Level
    quarter: str
    span: str
    path: tuple[Place, ...]  # from the country down to the area reported on
    titles: tuple[str, ...]
    as_of: date
    area_word: str
    rows: tuple[Row, ...]
    total: Row
    origin: Origin
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = field(default=())

    def __post_init__(self):
        for problem in _problems(self):
            raise Unbalanced(problem)

    @property
    def area(self) -> str:
        return self.path[-1].code


def _problems(document: Document) -> Iterator[str]:
    definition = document.definition
    for row in (*document.rows, document.total):
        where = f"{definition.key} {document.quarter} {row.code}"
        for column in definition.numbers:
            value = row.values[column.key]
            if value < 0:
                yield f"{where}: {column.key} is {value}"
            parts = sum(row.values[part] for part in column.parts)
            if column.parts and value != parts:
                yield f"{where}: {column.key} is {value}, its parts make {parts}"
        for left, right in definition.balances:
            if row.values[left] != row.values[right]:
                yield f"{where}: {left} {row.values[left]} but {right} {row.values[right]}"
    for column in definition.numbers:
        made, stated = sum(r.values[column.key] for r in document.rows), document.total.values
        if made != stated[column.key]:
            yield (
                f"{definition.key} {document.quarter} {document.total.code}: {column.key} "
                f"is {stated[column.key]}, the rows make {made}"
            )
