"""A document as a page shows it: texts and numbers ready to print, no query, no sum."""

from collections.abc import Callable
from dataclasses import dataclass

from registration import calendar
from registration.calendar import Digits
from reporting.shapes import Document, HeadCell, Row

ZERO = "-"


@dataclass(frozen=True)
class Cell:
    text: str
    ends_group: bool
    is_number: bool


@dataclass(frozen=True)
class Line:
    number: str
    label: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """What ``reporting/sheet.html`` draws."""

    form_code: str
    titles: tuple[str, ...]
    origin: str
    is_live: bool
    head: list[list[HeadCell]]
    lines: tuple[Line, ...]
    total: Line
    notes: tuple[str, ...]
    signatures: tuple
    fingerprint: str
    revision: str


def render(document: Document, url_of: Callable[[str], str], digits: Digits = "arabic") -> Sheet:
    """``url_of`` gives the address of a row's own report, or "" where there is none."""

    def written(text: object) -> str:
        return calendar.to_thai_digits(text) if digits == "thai" else str(text)

    columns = document.definition.leaves[2:]
    ends = document.definition.group_ends

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                written(f"{row.values[column.key]:,}" if row.values[column.key] else ZERO)
                if column.is_number
                else written(row.note),
                column.key in ends,
                column.is_number,
            )
            for column in columns
        )

    return Sheet(
        form_code=written(document.definition.form_code),
        titles=tuple(map(written, document.titles)),
        origin=written(document.origin.sentence),
        is_live=document.origin.is_live,
        head=document.definition.head(document.area_word),
        lines=tuple(
            Line(written(number), row.label, url_of(row.code), cells(row))
            for number, row in enumerate(document.rows, start=1)
        ),
        total=Line("", document.total.label, "", cells(document.total)),
        notes=tuple(written(f"{n}. {note}") for n, note in enumerate(document.notes, start=1)),
        signatures=document.signatures,
        fingerprint=document.origin.sha256,  # hexadecimal: never in Thai digits
        revision=written(document.origin.revision),
    )
