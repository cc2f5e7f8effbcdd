"""How fast a step goes, and how fast it must go to be done when its window closes."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import RegistrationState, Step
from registration.workflow import Standing

_S = RegistrationState
_DECIDED = (_S.CERTIFIED, _S.REJECTED, _S.CLOSED)
_UNDECIDED = (_S.SUBMITTED, _S.RETURNED)


@dataclass(frozen=True)
class Pace:
    """Of ``all`` so many are ``done``. ``days_gone`` and ``days_left`` are working days and both
    count today; ``None`` before the window opens, and when nothing is left of it.
    """

    label: str
    sentence: str
    done: int
    all: int
    days_gone: int | None
    days_left: int | None

    @property
    def text(self) -> str:
        return self.sentence % {"done": f"{self.done:,}", "all": f"{self.all:,}"}

    @property
    def most(self) -> int:
        """What a bar is drawn against: none has no length."""
        return max(self.all, 1)

    @property
    def so_far(self) -> float | None:
        """In a working day, up to today."""
        return round(self.done / self.days_gone, 1) if self.days_gone else None

    @property
    def needed(self) -> float | None:
        """In each working day that is left."""
        return round((self.all - self.done) / self.days_left, 1) if self.days_left else None

    @property
    def is_done(self) -> bool:
        return self.all == self.done

    @property
    def is_behind(self) -> bool:
        """Not done, and the pace so far is not enough (or no day is left)."""
        if self.is_done or self.days_gone is None:
            return False
        return self.needed is None or (self.so_far or 0) < self.needed


def paces(
    standings: Mapping[Step, Standing],
    on: datetime,
    holidays: Collection[date],
    *,
    filings: tuple[int, int],
    n: Counter,
    provinces: tuple[int, int] | None = None,
) -> list[Pace]:
    """Each step that can be counted; ``filings`` and ``provinces`` are (done, all)."""
    entering = days(standings[Step.ENTRY], on, holidays)
    deciding = days(standings[Step.CERTIFICATION], on, holidays)
    decided = sum(n[state] for state in _DECIDED)
    filed = decided + sum(n[state] for state in _UNDECIDED)
    of_districts, of_rows = _("%(done)s จาก %(all)s แห่ง"), _("%(done)s จาก %(all)s รายการ")
    found = [
        Pace(_("ส่งแฟ้มให้จังหวัด"), of_districts, *filings, *entering),
        Pace(_("ยื่นแบบ"), of_rows, filed, filed + n[_S.DRAFT], *entering),
        Pace(_("พิจารณา"), of_rows, decided, filed, *deciding),
    ]
    if provinces:
        of_provinces = _("%(done)s จาก %(all)s จังหวัด")
        found.append(Pace(_("ประกาศรับรอง"), of_provinces, *provinces, *deciding))
    return found


def days(
    standing: Standing, on: datetime, holidays: Collection[date]
) -> tuple[int | None, int | None]:
    """Working days gone and left of a window, extensions included."""
    window = standing.window
    if window is None or on < window.period.opens_at:
        return None, None
    until = standing.until(on)
    today = calendar.day_of(on)
    last = until or min(today, window.closes_on)
    gone = calendar.working_days(window.opens_on, min(today, last), holidays)
    return gone, calendar.working_days_left(on, until, holidays) if until else None
