"""A workbook that somebody sent, as tables of text.

XLSX, ODS and CSV are taken, told by what they hold and never by their name. The file is opened in a
process of its own, in bounded time and memory; what it is not, or what nobody should send, is
refused with one sentence that says what to do.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings

from registration.sheets import process
from registration.sheets.refusals import refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # an XLSX inside, under a password
_ZIP = (b"PK\3\4", b"PK\5\6")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!a-zA-Z]")
_LONGEST_TITLE = 31  # as in Excel, which calls a CSV's sheet after its file
_ID = re.compile(r"\d{13}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something. ``number`` is the file's own, from 1; ``cells`` are as many as
    the table is wide.
    """

    number: int
    cells: tuple[str, ...]


class Rows(Sequence[Row]):
    """Rows kept as the lines they came in, which takes a third of the memory: each is unpacked
    when it is asked for, so go through them once.
    """

    def __init__(self, lines: list[bytes], width: int):
        self._lines, self._width = lines, width

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at):
        if isinstance(at, slice):
            return Rows(self._lines[at], self._width)
        return self._unpacked(self._lines[at])

    def __iter__(self) -> Iterator[Row]:
        return map(self._unpacked, self._lines)

    def _unpacked(self, line: bytes) -> Row:
        number, *cells = json.loads(line)
        return Row(number, tuple(cells) + ("",) * (self._width - len(cells)))


@dataclass(frozen=True)
class Table:
    """One sheet. ``header`` is its first row that holds something, ``rows`` are those below.

    Places are (row, column), both counted from 1 as in the file. A cell of ``formulas`` shows its
    last result, one of ``errors`` the error's name (``#REF!``). ``merged`` are (first row, first
    column, last row, last column); the value stands in the first cell.
    """

    title: str
    header_number: int
    header: tuple[str, ...]
    rows: Sequence[Row]
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Book:
    """A whole file: ``kind`` is ``xlsx``, ``ods`` or ``csv``; tables by title, in the file's
    order, hidden ones too. A sheet without anything in it is a table without rows.

    ``elements`` are all rows and cells that the file writes down, a million empty ones too: whoever
    loads it as it is (openpyxl) pays for each of them.
    """

    kind: str
    tables: dict[str, Table]
    elements: int = 0


def read(content: bytes, filename: str = "") -> Book:
    """Every table of a file. Raises ``Unreadable``.

    ``filename`` only gives a CSV's table its title.
    """
    lines = process.lines(content, _shape(content))
    try:
        return _book(lines, _title(filename))
    except process.Overrun as overrun:
        raise refused("slow" if overrun.too_long else "bomb") from overrun
    except (
        json.JSONDecodeError,
        LookupError,
        TypeError,
    ) as error:  # it died in the middle of a line
        raise refused("broken") from error
    finally:
        lines.close()


def _shape(content: bytes) -> str:
    """What the reading process shall take it for: zip or text."""
    if not content:
        raise refused("empty")
    if len(content) > settings.WORKBOOK_MAX_SIZE:
        raise refused("large", most=settings.WORKBOOK_MAX_SIZE // (1024 * 1024))
    if content.startswith(_OLE):
        raise refused("password" if _ENCRYPTED in content else "xls")
    if content.startswith(_ZIP):
        return "zip"
    if _MARKUP.match(content):
        raise refused("markup")
    if b"\0" in content and not content.startswith(_UTF16):
        raise refused("unknown")
    return "text"


def _title(filename: str) -> str:
    title = PurePath(filename.replace("\0", "")).stem[:_LONGEST_TITLE]
    return "CSV" if not title or _ID.search(title) else title


def _book(lines: Iterator[bytes], csv_title: str) -> Book:
    kind, tables, elements = "", {}, 0
    table, rows = {}, []
    for line in lines:
        if line.startswith(b"["):
            rows.append(line)
            continue
        said = json.loads(line)
        if "refused" in said:
            raise refused(said["refused"], **said["values"])
        if table:
            tables[table["title"]] = _table(table, rows)
        table, rows = {}, []
        if "end" in said:
            return Book(kind, tables, elements)
        if "kind" in said:
            kind = said["kind"]
        else:
            table = said if kind != "csv" else said | {"title": csv_title}
            elements += said["elements"]
    raise refused("broken")


def _table(said: dict, lines: list[bytes]) -> Table:
    rows = Rows(lines, said["width"])
    header = rows[0] if rows else Row(1, ("",) * said["width"])
    return Table(
        title=said["title"],
        header_number=header.number,
        header=header.cells,
        rows=rows[1:],
        formulas=frozenset(map(tuple, said["formulas"])),
        errors=frozenset(map(tuple, said["errors"])),
        merged=tuple(map(tuple, said["merged"])),
    )
