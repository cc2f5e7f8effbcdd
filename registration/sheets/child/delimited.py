"""CSV as offices make it: four ways to write Thai, three ways to part columns."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from registration.sheets.child import limits
from registration.sheets.child.shapes import Refusal, Scan, demand_readable

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t"  # the first wins when nothing tells
_STATED = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)  # Excel's own first line
_QUOTED = re.compile(r'"[^"]*"?')
_LOOKED_AT = 20  # lines


def read(content: bytes) -> tuple[Scan, Iterator[tuple[int, list[str]]]]:
    """The table's extent and its rows with their numbers. Raises ``Refusal``."""
    text = _decoded(content)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    separator = stated[1] if stated else _separator(text)
    before = 1 if stated else 0
    scan = Scan("CSV")
    try:
        # Twice: the first time only to count, so that nothing of a bad file is handed out.
        for number, row in _rows(text, separator, before):
            scan.last_row = number
            scan.elements += len(row) + 1
            scan.last_column = max(scan.last_column, len(row))
            if number > limits.MOST_ROWS or len(row) > limits.MOST_COLUMNS:
                break
    except csv.Error as error:
        raise Refusal("quotes", row=scan.last_row + 1) from error
    demand_readable([scan])
    return scan, _rows(text, separator, before)


def _decoded(content: bytes) -> str:
    """A mark at the start decides; without one UTF-8 is tried, then Thai Windows (TIS-620)."""
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "cp874"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal("charset")


def _separator(text: str) -> str:
    """Whatever stands in most of the first lines, and there most often; quoted text aside."""
    lines = _QUOTED.sub("", text[:100_000]).splitlines()[:_LOOKED_AT]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(map(bool, counts)), sum(counts)

    return max(_SEPARATORS, key=weight)


def _rows(text: str, separator: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, without empty cells at their end."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, row in enumerate(reader, start=before + 1):
        while row and not row[-1]:
            row.pop()
        if row:
            yield number, row
