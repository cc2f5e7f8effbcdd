"""When an office is reminded of its step, and when another office may press it.

The moments follow the window that decides now: opening, the middle of its working days, and three,
two and one working days before its last day. Only the latest moment that has come counts, so a run
that was missed is not made up for with three messages in a row.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Moment, QuarterState, Role
from registration.errors import Refusal

BETWEEN = timedelta(hours=1)  # so long an office that was pressed is left in peace
_ORDER = list(Moment)
_BEFORE_END = (Moment.ONE_DAY, Moment.TWO_DAYS, Moment.THREE_DAYS)


@dataclass(frozen=True)
class Sent:
    """A reminder that went out: its moment, that moment's day, and the step's last day then."""

    moment: Moment
    due_on: date
    ends_on: date


def moments(
    opens_on: date, ends_on: date, holidays: Collection[date], *, only_end: bool = False
) -> list[tuple[date, Moment]]:
    """The days on which an office is reminded, in order; of two on one day the later moment stands
    last. ``only_end`` leaves out opening and middle.
    """
    found = [] if only_end else [(opens_on, Moment.OPENING)]
    days = [
        opens_on + timedelta(days=n)
        for n in range((ends_on - opens_on).days + 1)
        if calendar.working_days(*[opens_on + timedelta(days=n)] * 2, holidays)
    ]
    if len(days) > 1 and not only_end:
        found.append((days[len(days) // 2], Moment.HALFWAY))
    day = ends_on
    for moment in _BEFORE_END:
        day = calendar.last_working_day_before(day, holidays)
        if day >= opens_on:
            found.append((day, moment))
    return sorted(found, key=lambda pair: (pair[0], _ORDER.index(pair[1])))


def due(
    planned: Iterable[tuple[date, Moment]], ends_on: date, sent: Collection[Sent], today: date
) -> tuple[date, Moment] | None:
    """The moment to remind of today, or ``None``.

    One that was sent comes again only when the end has moved later and the moment with it, and then
    on its own day: the middle of a window that was made longer may lie weeks back. Nothing is sent
    whose day lies before what the office was last reminded of.
    """
    come = [pair for pair in planned if pair[0] <= today]
    if not come:
        return None
    day, moment = come[-1]
    if any(day < each.due_on for each in sent):
        return None
    before = [each for each in sent if each.moment == moment]
    if any(each.ends_on >= ends_on or each.due_on >= day or day != today for each in before):
        return None
    same_day = [each for each in sent if each.due_on == day and each.ends_on >= ends_on]
    return None if same_day else (day, moment)


def urging_refusal(role: Role, quarter_state: str) -> Refusal | None:
    """Why an office may press nobody now."""
    if role not in (Role.PROVINCE, Role.DEPARTMENT):
        return Refusal("role", _("หน้าที่นี้เป็นของจังหวัดและกรมการพัฒนาชุมชน"))
    if quarter_state == QuarterState.CLOSED:
        return Refusal("closed", _("ไตรมาสนี้ปิดแล้ว ไม่มีสิ่งที่ต้องติดตาม"))
    return None


def is_too_soon(last: datetime | None, now: datetime) -> bool:
    """Whether an office was pressed within the hour. A training clock may have gone back since."""
    return last is not None and last <= now < last + BETWEEN
