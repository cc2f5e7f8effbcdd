"""How long a step takes in an area: the middle and the longest."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from registration.selectors.cockpit import DistrictRow


@dataclass(frozen=True)
class Span:
    """Days. ``longest_at`` names the district; of several the first."""

    n: int
    median: float
    longest: int
    longest_at: str


def span(rows: Iterable[DistrictRow], what: str) -> Span | None:
    """Of ``days_entering`` or ``days_deciding``; ``None`` where nobody has come that far."""
    found = [(getattr(row, what), row.name) for row in rows if getattr(row, what) is not None]
    if not found:
        return None
    middle = median(days for days, _name in found)
    longest, name = max(found, key=lambda each: each[0])
    return Span(len(found), int(middle) if middle == int(middle) else middle, longest, name)
