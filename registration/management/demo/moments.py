"""When things happened: instants in office hours, most of them shortly before the deadline."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from registration import calendar
from registration.selectors import plan

TODAY = date(2018, 3, 12)  # the day on which the demo's visitor arrives
_LAST_DAYS = 5
_RUSH = 0.5  # DOMAIN §6.4: half of the work falls on the last five working days

Deed = tuple[datetime, Callable[[], object]]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=calendar.BANGKOK)


def office_days(first: date, last: date) -> list[date]:
    """Working days from first to last, both included."""
    closed = plan.holidays()
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in closed]


def some(rng: Random, days: list[date], *, rush: bool = True) -> datetime:
    """An instant between 9:00 and 15:30 on one of ``days``."""
    if rush and rng.random() < _RUSH:
        days = days[-_LAST_DAYS:]
    return at(rng.choice(days), 9) + timedelta(seconds=rng.randrange(390 * 60))


def perform(deeds: list[Deed]) -> None:
    """Do all deeds in the order of time, so that the journal reads like a year at the offices."""
    for _moment, deed in sorted(deeds, key=lambda pair: pair[0]):
        deed()
