"""What is odd about the windows of a quarter: steps that overlap, working days on which none of
them is open. The letter's own plan has neither.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from registration import calendar
from registration.enums import Step
from registration.workflow.standings import Standing

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Friction:
    """Days that two steps share (``overlaps``), or working days that lie between them."""

    first: Step
    second: Step
    overlaps: bool
    from_on: date
    until_on: date
    days: int


def frictions(standings: Mapping[Step, Standing], holidays: Collection[date]) -> list[Friction]:
    """Between each step and the next one that has a window, in the order of the quarter."""
    windows = [s.window for s in (standings.get(step) for step in Step) if s and s.window]
    return [each for pair in pairwise(windows) if (each := _between(*pair, holidays))]


def _between(first, second, holidays) -> Friction | None:
    if second.opens_on <= first.closes_on:
        from_on = max(first.opens_on, second.opens_on)
        until_on = min(first.closes_on, second.closes_on)
        if until_on < from_on:  # the wrong way round: the later step ends before the earlier begins
            from_on, until_on = second.opens_on, first.closes_on
        days = (until_on - from_on).days + 1
        return Friction(first.step, second.step, True, from_on, until_on, days)
    from_on, until_on = first.closes_on + _ONE_DAY, second.opens_on - _ONE_DAY
    days = calendar.working_days(from_on, until_on, holidays)
    if not days:
        return None  # a weekend, a holiday, or nothing lies between them
    return Friction(first.step, second.step, False, from_on, until_on, days)
