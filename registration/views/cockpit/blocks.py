"""Provinces as blocks of squares, one for each district: what the picture draws.

Districts of one stage lie side by side, the farthest first, so that a block fills like a bar and
one path draws them all. Each stage has a shape of its own besides its colour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from registration.enums import Stage
from registration.selectors.cockpit import DistrictRow
from registration.views.cockpit.places import PLACES, Place
from registration.views.overview import ProvinceRow

SIDE = 8  # of a square with the space around it; the patterns of the template are as wide
_IN_A_LINE = 10
_LONG_NAME = 13  # letters, from which a name is written smaller beside its number
_IN_A_WIDE_LINE = 21  # a cell that is two wide has the gap between both as well
# From the farthest to what has not begun; who was left out stands last.
ORDER = (
    Stage.CLOSED, Stage.ANNOUNCED, Stage.CERTIFYING, Stage.HANDED_OVER, Stage.SUBMITTED,
    Stage.ENTERING, Stage.NOT_BEGUN, Stage.LEFT_OUT,
)  # fmt: skip
_RANK = {stage: number for number, stage in enumerate(ORDER)}


@dataclass(frozen=True)
class Group:
    """Districts of one stage in one province; ``path`` covers their squares."""

    stage: str
    is_late: bool
    title: str
    path: str


@dataclass(frozen=True)
class Block:
    """``place`` is ``None`` for a province that the map does not know: it follows the others.
    ``opens_region`` names the region with its first block, for the list on a phone.
    """

    row: ProvinceRow
    place: Place | None
    groups: list[Group]
    label: str
    width: int
    height: int
    n_late: int
    opens_region: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.row.province.name) >= _LONG_NAME and self.width == _IN_A_LINE * SIDE


def rank(row: DistrictRow) -> int:
    """How far from the end of the quarter's work; the legend has the same order."""
    return _RANK[row.stage]


def in_order(rows: Iterable[DistrictRow]) -> list[DistrictRow]:
    """The farthest first; those that are late after those of the same stage that are not."""
    return sorted(rows, key=lambda row: (rank(row), row.is_late, row.code))


def blocks(provinces: Iterable[ProvinceRow], districts: Iterable[DistrictRow]) -> list[Block]:
    """Region by region from the north, as they are read in a list; the map has its own places."""
    by_province: dict[str, list[DistrictRow]] = {}
    for row in districts:
        by_province.setdefault(row.province, []).append(row)
    found = [_block(row, by_province.get(row.province.code, [])) for row in provinces]
    northern = {}
    for block in sorted(found, key=_from_the_north):
        northern.setdefault(block.row.province.region, len(northern))
    found.sort(key=lambda b: (northern[b.row.province.region], _from_the_north(b)))
    return [
        replace(block, opens_region=block.row.province.region)
        if number == 0 or block.row.province.region != found[number - 1].row.province.region
        else block
        for number, block in enumerate(found)
    ]


def _from_the_north(block: Block) -> tuple:
    place = block.place
    return (place is None, place.row if place else 0, place.column if place else 0)


def _block(row: ProvinceRow, districts: Sequence[DistrictRow]) -> Block:
    place = PLACES.get(row.province.code)
    in_a_line = _IN_A_WIDE_LINE if place and place.width > 1 else _IN_A_LINE
    groups, start = [], 0
    for (stage, is_late), found in groupby(in_order(districts), lambda d: (d.stage, d.is_late)):
        rows = list(found)
        title = f"{_named(stage, is_late, len(rows))}: {' '.join(each.name for each in rows)}"
        path = squares(start, start + len(rows), in_a_line)
        groups.append(Group(stage.lower(), is_late, title, path))
        start += len(rows)
    lines = max(1, -(-len(districts) // in_a_line))
    return Block(
        row=row,
        place=place,
        groups=groups,
        label=", ".join(group.title.partition(":")[0] for group in groups),
        width=in_a_line * SIDE,
        height=lines * SIDE,
        n_late=sum(each.is_late for each in districts),
    )


def _named(stage: Stage, is_late: bool, n: int) -> str:
    if is_late:
        return _("%(stage)s เลยกำหนด %(n)d") % {"stage": stage.label, "n": n}
    return f"{stage.label} {n}"


def squares(start: int, end: int, in_a_line: int) -> str:
    """One path over the squares from ``start`` up to ``end``, counted line by line."""
    parts = []
    while start < end:
        line, first = divmod(start, in_a_line)
        n = min(end - start, in_a_line - first)
        wide = n * SIDE
        parts.append(f"M{first * SIDE} {line * SIDE}h{wide}v{SIDE}h-{wide}z")
        start += n
    return "".join(parts)
