"""Where the headers of a list stand: titles may be above them, and a head may have two rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from registration.imports.old import synonyms
from registration.imports.old.headers import JOINT
from registration.imports.old.texts import on_one_line
from registration.sheets.reading import Row, Table

_LOOKED_AT = 40  # rows from the top
_ABOVE = 2  # rows of common heads
_NUMBERED = re.compile(r"[0-9๐-๙().,/\s-]+")
_LONGEST = 60  # what is longer explains, and is no header


def head_of(table: Table) -> int:
    """The number of the row that holds the headers: of two rows the lower one, for data begin
    below it.
    """
    looked = list(islice(_all(table), _LOOKED_AT))
    if not looked:
        return table.header_number
    scores = [_score(row) for row in looked]
    best = max(range(len(looked)), key=lambda n: (scores[n], -n))
    while best + 1 < len(looked) and _goes_on(table, looked[best], looked[best + 1]):
        best += 1
    return looked[best].number


def headed(table: Table, number: int) -> Table:
    """The same table with that row as its header; rows above it are no data.

    A header below one that is merged over several columns is joined to it: ที่ตั้ง – ตำบล. Where
    the row has nothing under a head that reaches down to it, the head stands for itself.
    """
    everything = list(islice(_all(table), _LOOKED_AT))
    at = next((n for n, row in enumerate(everything) if row.number == number), None)
    if at is None:
        return table
    head = everything[at]
    above = [
        row for row in everything[:at] if row.number >= number - _ABOVE and _is_head(row, head)
    ]
    names = [on_one_line(text) for text in head.cells]
    for row in reversed(above):
        names = _joined(table, row, names, number)
    below = len(table.rows) - _after(table, number)
    return replace(
        table, header_number=number, header=tuple(names), rows=table.rows[len(table.rows) - below :]
    )


def _all(table: Table):
    yield Row(table.header_number, table.header)
    yield from table.rows


def _after(table: Table, number: int) -> int:
    """How many of the table's rows do not stand below the header."""
    if number == table.header_number:
        return 0
    return next(n for n, row in enumerate(table.rows, start=1) if row.number == number)


def _score(row: Row) -> float:
    filled = [on_one_line(text) for text in row.cells if text.strip()]
    words = [text for text in filled if not _NUMBERED.fullmatch(text)]
    distinct = {text for text in words if len(text) <= _LONGEST}
    known = sum(map(_is_known, distinct))
    return 3 * known + len(distinct) - 2 * (len(filled) - len(distinct)) if len(distinct) > 1 else 0


def _is_known(text: str) -> bool:
    return bool(synonyms.exact(text)) or synonyms.bare(text) in synonyms.aside()


def _goes_on(table: Table, upper: Row, lower: Row) -> bool:
    """Whether the next row is the lower part of the same head."""
    if lower.number != upper.number + 1:
        return False
    filled = [place for place, text in enumerate(lower.cells) if text.strip()]
    merged = [area for area in table.merged if area[0] <= upper.number <= area[2]]
    if any(first <= upper.number and last >= lower.number for first, _l, last, _r in merged):
        return True  # a head reaches down into it
    texts = [on_one_line(lower.cells[place]) for place in filled]
    if not texts or any(_NUMBERED.fullmatch(text) for text in texts):
        return False
    under = [place for place in filled if _common(table, upper, place)]
    return len(under) == len(filled) and len(under) > 1 and any(map(synonyms.exact, texts))


def _common(table: Table, upper: Row, place: int) -> bool:
    """Whether a head above this column stands over several, or nowhere near it."""
    wide = any(
        first <= upper.number <= last and left <= place + 1 <= right and right > left
        for first, left, last, right in table.merged
    )
    return wide or not upper.cells[place].strip() or not _own_below(upper, place)


def _own_below(upper: Row, place: int) -> bool:
    """A head whose right neighbour has none may stand over both."""
    following = upper.cells[place + 1] if place + 1 < len(upper.cells) else "?"
    return bool(following.strip())


def _is_head(row: Row, head: Row) -> bool:
    """A row with more than a title: a title stands alone."""
    filled = {on_one_line(text) for text in row.cells if text.strip()}
    return len(filled) > 1 and not any(_NUMBERED.fullmatch(text) for text in filled)


def _joined(table: Table, upper: Row, names: Sequence[str], number: int) -> list[str]:
    over = _spread(table, upper, names)
    found = []
    for place, name in enumerate(names):
        head = over[place] if place < len(over) else ""
        if not head or head == name:
            found.append(name)
        elif not name:
            found.append(head if upper.cells[place].strip() else "")
        else:
            found.append(f"{head}{JOINT}{name}")
    return found


def _spread(table: Table, upper: Row, names: Sequence[str]) -> list[str]:
    """What stands above each column, spread over merged cells; where nothing is merged (a CSV)
    over what is empty to its right.
    """
    over = [on_one_line(text) for text in upper.cells]
    areas = [a for a in table.merged if a[0] <= upper.number <= a[2]]
    for first, left, _last, right in areas:
        text = over[left - 1] if first == upper.number else ""
        for place in range(left, min(right, len(over))):
            over[place] = text
    if not areas:
        for place in range(1, len(over)):
            if not over[place] and names[place] and names[place - 1]:
                over[place] = over[place - 1]
    return over
