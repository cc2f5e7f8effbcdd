"""What the columns of an old list can be, what a person decided about them, and what its rows
become.
"""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field

from registration.imports.registrations.gathering import Line


@dataclass(frozen=True)
class Target:
    """What a column of a list can be. ``choices`` are value and label where one of a list is
    meant; the value is plain text.
    """

    key: str
    label: str
    group: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mapping:
    """What a person decided about a list, remembered for the next one of its kind.

    ``columns``: place of a column, from 0, to the key of a target; what is missing is not taken.
    ``fixed``: key to a text that counts for every row that says nothing itself. ``words``: key to
    folded texts of the list, each with a target's value; '' leaves the cell empty.
    """

    columns: dict[int, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def to_json(self) -> dict:
        """Plain values that JSON can hold."""
        return {
            "columns": {str(place): key for place, key in self.columns.items()},
            "fixed": dict(self.fixed),
            "words": {key: dict(found) for key, found in self.words.items()},
        }

    @classmethod
    def from_json(cls, stored: Mapped) -> "Mapping":
        """What ``to_json`` made."""
        return cls(
            columns={int(place): key for place, key in stored.get("columns", {}).items()},
            fixed=dict(stored.get("fixed", {})),
            words={key: dict(found) for key, found in stored.get("words", {}).items()},
        )


@dataclass(frozen=True)
class Place:
    """Where a row lies, by today's codes as far as they are certain. ``note`` is a sentence where
    the list's own words are retired, ambiguous, unknown or at odds with each other.
    """

    district: str | None = None
    subdistrict: str | None = None
    note: str = ""


@dataclass
class OldProducer:
    """A producer of the list with the products of all its rows (``rows``, the list's numbers)."""

    place: Place
    line: Line
    rows: list[int]

    @property
    def district(self) -> str | None:
        return self.place.district


@dataclass(frozen=True)
class Left:
    """A row that is no producer: its number, what stands there, and what it was taken for."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Gathered:
    """All rows of a list: none is in neither part."""

    producers: list[OldProducer]
    left: list[Left]
