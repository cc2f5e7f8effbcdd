"""What a province brought in from the past for a district."""

from dataclasses import dataclass

from registration.selectors import old_lists

_SHOWN = 20


@dataclass(frozen=True)
class Offer:
    """A list of the province, and how many producers of the own district stand in it."""

    row: object
    n: int


def offers(by) -> list[Offer]:
    """What the province brought in for the own district."""
    return [
        Offer(row, row.counts["districts"][by.district]["producers"])
        for row in old_lists.offered(by)[:_SHOWN]
    ]
