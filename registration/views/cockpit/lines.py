"""Provinces as rows of the table, and who waits for whom in an area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from registration.enums import Stage, Waiting
from registration.selectors.cockpit import Cockpit, DistrictRow
from registration.views.cockpit.spans import Span, span
from registration.views.overview import ProvinceRow
from registration.workflow import wait_of_province


@dataclass(frozen=True)
class Queue:
    """So many offices wait for the same; ``where`` has waited longest, ``since`` then."""

    what: Waiting
    n: int
    since: datetime
    where: str


@dataclass(frozen=True)
class ProvinceLine:
    row: ProvinceRow
    n_not_begun: int
    n_late: int
    queues: list[Queue]
    since: datetime | None
    entering: Span | None
    deciding: Span | None

    @property
    def share(self) -> float:
        return self.row.n_handed_over / self.row.n_filings if self.row.n_filings else 0


def queues(rows: Iterable[DistrictRow]) -> list[Queue]:
    """Each way of waiting among these districts, in the order of the work."""
    waiting: dict[str, list[tuple[datetime, str]]] = {}
    for row in rows:
        for wait in row.waits:
            waiting.setdefault(wait.what, []).append((wait.since, row.name))
    return [
        Queue(what, len(waiting[what]), *min(waiting[what])) for what in Waiting if what in waiting
    ]


def waiting_provinces(read: Cockpit, on: datetime) -> Queue | None:
    """The department waits for these provinces to announce."""
    found = [
        (wait.since, row.province.name)
        for row in read.certifications
        if (wait := wait_of_province(row.state, read.certifying[row.province_id], on))
    ]
    return Queue(Waiting.ANNOUNCE, len(found), *min(found)) if found else None


def lines(provinces: Iterable[ProvinceRow], districts: Iterable[DistrictRow]) -> list[ProvinceLine]:
    by_province: dict[str, list[DistrictRow]] = {}
    for row in districts:
        by_province.setdefault(row.province, []).append(row)
    return [_line(row, by_province.get(row.province.code, ())) for row in provinces]


def _line(row: ProvinceRow, districts: Sequence[DistrictRow]) -> ProvinceLine:
    found = queues(districts)
    return ProvinceLine(
        row=row,
        n_not_begun=sum(each.stage == Stage.NOT_BEGUN for each in districts),
        n_late=sum(each.is_late for each in districts),
        queues=found,
        since=min((queue.since for queue in found), default=None),
        entering=span(districts, "days_entering"),
        deciding=span(districts, "days_deciding"),
    )


def behind(found: Iterable[ProvinceLine], n: int = 5) -> list[ProvinceLine]:
    """The provinces with most districts that are late, then with the fewest filings handed over;
    none that has announced or that has all.
    """
    slow = [
        line for line in found if line.row.announced_at is None and (line.n_late or line.share < 1)
    ]
    slow.sort(key=lambda line: (-line.n_late, line.share, -line.row.n_filings))
    return slow[:n]
