"""What a list is before it is a file of any kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Cell = str | int | Decimal


@dataclass(frozen=True)
class Head:
    """The head of a column; ``width`` is in characters."""

    label: str
    width: int = 12


@dataclass(frozen=True)
class Listing:
    """Texts and numbers under heads. ``rows`` may be read once only: they come from the database
    while they are written.
    """

    title: str
    heads: tuple[Head, ...]
    rows: Iterable[Sequence[Cell]]
    made_at: datetime

    @property
    def sheet(self) -> str:
        """What a spreadsheet lets a sheet be called: no slash, no bracket, 31 letters."""
        return re.sub(r"[\[\]:*?/\\']", " ", self.title)[:31].strip()
