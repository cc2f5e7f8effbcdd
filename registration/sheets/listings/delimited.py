"""A list as comma-separated text, as a Thai Excel opens it: UTF-8 with a mark at its beginning
(without it Excel reads Windows-874).
"""

import csv
import io
from collections.abc import Iterator

from registration.sheets.listings.shapes import Cell, Listing

_PART = 500  # rows that go out together
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run


def written(listing: Listing) -> Iterator[bytes]:
    """The text in parts, while the rows are still being read."""
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer)
    buffer.write("\ufeff")
    lines.writerow(head.label for head in listing.heads)
    for number, row in enumerate(listing.rows, start=1):
        lines.writerow(map(_disarmed, row))
        if number % _PART == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _disarmed(value: Cell) -> Cell:
    """Text that begins like a formula gets an apostrophe, which a spreadsheet shows as text."""
    if isinstance(value, str) and len(value) > 1 and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
