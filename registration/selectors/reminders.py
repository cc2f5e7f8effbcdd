"""Offices that have something left to do in their step: whom the plan reminds today, and whom the
office above may press.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Count, Max, Min

from registration import calendar
from registration.enums import (
    CertificationState,
    FilingState,
    Moment,
    RegistrationState,
    Role,
    Step,
)
from registration.models import (
    Certification,
    District,
    Filing,
    FiscalQuarter,
    Province,
    Registration,
    Reminder,
    ReturnGrant,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import carrying, officers, plan
from registration.workflow import Standing, reminding

LEVELS = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})
# Who reads for ``manage.py remind``: the program itself, which sees the country.
PROGRAM = Jurisdiction(0, Role.DEPARTMENT, None, None, "")
_DEPARTMENT = "th"


@dataclass(frozen=True)
class Task:
    """What an office (its code, ``th`` for the department) has still to do in a step.

    ``until`` is the last day of the step as it stands for the office, of one that is over too. A
    district with step CERTIFICATION has registrations that the province sent back. ``numbers`` are
    counted by ``numbered``, but for the districts that a province waits for.
    """

    office: str
    step: Step
    opens_on: date
    until: date
    is_open: bool
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_mending(self) -> bool:
        return len(self.office) == 4 and self.step == Step.CERTIFICATION

    def data(self, on: datetime, days_off: frozenset[date]) -> dict:
        """The parameters of a message about it."""
        return {
            "step": self.step,
            "until": self.until,
            "is_over": not self.is_open,
            "days_left": calendar.working_days_left(on, self.until, days_off),
            "numbers": {name: n for name, n in self.numbers.items() if n},
        }


@dataclass(frozen=True)
class Due:
    """A reminder that the plan wants today."""

    task: Task
    moment: Moment
    day: date


@dataclass(frozen=True)
class Late:
    """An office that has not finished, as the office above sees it."""

    task: Task
    place: District | Province
    urged_at: datetime | None
    n_accounts: int  # active ones: nobody reads where there is none


def tasks(
    by: Jurisdiction,
    quarter: FiscalQuarter,
    on: datetime,
    levels: frozenset[Role] = LEVELS,
) -> list[Task]:
    """Of every office of these ``levels`` within the area of ``by`` that has begun its step and not
    finished it, in the order of codes; most numbers are not counted yet.
    """
    planned = plan.plan_of(quarter)
    begun = any(on >= calendar.start_of(window.opens_on) for window in planned.windows)
    if not (begun or planned.extensions):
        return []
    waiting = list(
        Filing.objects.filter(within(by), quarter=quarter, state=FilingState.ENTRY)
        .order_by("district")
        .values_list("district", flat=True)
    )
    found: list[Task | None] = []
    if Role.DISTRICT in levels:
        standings = {code: planned.standing(Step.ENTRY, code[:2], code) for code in waiting}
        found += [_task(code, standing, on) for code, standing in standings.items()]
        found += _mending(by, quarter, on)
    if Role.PROVINCE in levels and not by.district:
        found += _of_provinces(by, quarter, on, Counter(code[:2] for code in waiting))
    if Role.DEPARTMENT in levels and by.area == "th":
        found.append(_task(_DEPARTMENT, planned.standing(Step.CLOSING, None, None), on))
    return [task for task in found if task]


def _task(office: str, standing: Standing, on: datetime) -> Task | None:
    """``None`` while the step has not begun for the office."""
    until, window = standing.until(on), standing.window
    if until is None:
        if window is None or on < window.period.opens_at:
            return None
        return Task(office, standing.step, window.opens_on, window.closes_on, is_open=False)
    begun = window and window.opens_on <= until and window.period.opens_at <= on
    opens_on = window.opens_on if begun else _granted_on(standing, on)
    return Task(office, standing.step, opens_on, until, is_open=True)


def _granted_on(standing: Standing, on: datetime) -> date:
    live = (each.granted_at for each in standing.extensions if each.contains(on))
    return calendar.day_of(min(live))


def _mending(by: Jurisdiction, quarter: FiscalQuarter, on: datetime) -> list[Task]:
    """Districts with registrations that were sent back, by the first last day among them."""
    rows = (
        ReturnGrant.objects.filter(
            within(by, "registration__filing__district"),
            registration__quarter=quarter,
            registration__state=RegistrationState.RETURNED,
            ended_at__isnull=True,
        )
        .order_by("registration__filing__district")
        .values_list("registration__filing__district")
        .annotate(first=Min("until_on"), granted=Max("granted_at"))
    )
    today = calendar.day_of(on)
    return [
        Task(district, Step.CERTIFICATION, calendar.day_of(granted), first, is_open=today <= first)
        for district, first, granted in rows
    ]


def _of_provinces(by, quarter, on, waiting: Counter) -> list[Task | None]:
    """A province waits for its districts until its own step begins."""
    planned = plan.plan_of(quarter)
    rows = Certification.objects.filter(
        within(by, district="", province="province"),
        quarter=quarter,
        state=CertificationState.WAITING,
    )
    found = []
    for code in rows.order_by("province").values_list("province", flat=True):
        own = _task(code, planned.standing(Step.CERTIFICATION, code, None), on)
        if own is None and waiting[code]:
            own = _task(code, planned.standing(Step.ENTRY, code, None), on)
        found.append(own and replace(own, numbers={"districts": waiting[code]}))
    return found


def numbered(by: Jurisdiction, quarter: FiscalQuarter, found: Iterable[Task]) -> list[Task]:
    """The tasks with their numbers, in as many queries for a country as for one office."""
    found = list(found)
    if not found:
        return []
    districts = [task.office for task in found if len(task.office) == 4]
    provinces = [task.office for task in found if len(task.office) == 2]
    states = _states(by, quarter, districts, provinces)
    entering = [t.office for t in found if t.step == Step.ENTRY and len(t.office) == 4]
    unconfirmed = _unconfirmed(by, quarter, entering)
    waiting = 0
    if any(task.office == _DEPARTMENT for task in found):
        waiting = Certification.objects.filter(
            quarter=quarter, state=CertificationState.WAITING
        ).count()
    return [replace(task, numbers=_numbers(task, states, unconfirmed, waiting)) for task in found]


def _numbers(task: Task, states, unconfirmed, waiting: int) -> dict[str, int]:
    n = states.get(task.office, Counter())
    if task.office == _DEPARTMENT:
        return {"provinces": waiting}
    if len(task.office) == 2:
        return {
            **task.numbers,
            "undecided": n[FilingState.HANDED_OVER, RegistrationState.SUBMITTED],
            "returned": n[FilingState.HANDED_OVER, RegistrationState.RETURNED],
        }
    returned = sum(n[state, RegistrationState.RETURNED] for state in FilingState)
    if task.is_mending:
        return {"returned": returned}
    return {
        "unconfirmed": unconfirmed.get(task.office, 0),
        "drafts": n[FilingState.ENTRY, RegistrationState.DRAFT],
        "returned": returned,
    }


def _states(by, quarter, districts, provinces) -> dict[str, Counter]:
    """Registrations by office, and there by the filing's state and their own."""
    counts: dict[str, Counter] = {}
    rows = (
        Registration.objects.filter(
            within(by, "filing__district"),
            quarter=quarter,
            state__in=(
                RegistrationState.DRAFT,
                RegistrationState.SUBMITTED,
                RegistrationState.RETURNED,
            ),
        )
        .order_by()
        .values_list("filing__district", "filing__state", "state")
        .annotate(n=Count("pk"))
    )
    wanted = {*districts, *provinces}
    for district, filing, state, n in rows:
        for office in (district, district[:2]):
            if office in wanted:
                counts.setdefault(office, Counter())[filing, state] += n
    return counts


def _unconfirmed(by, quarter, districts: list[str]) -> dict[str, int]:
    if not districts:
        return {}
    rows = Filing.objects.filter(within(by), quarter=quarter, district__in=districts).order_by()
    return dict(carrying.counted(by, rows).values_list("district", "unconfirmed"))


def due(by: Jurisdiction, quarter: FiscalQuarter, on: datetime) -> list[Due]:
    """The reminders that the plan wants at ``on`` and that have not gone out, with numbers."""
    days_off, today = plan.holidays(), calendar.day_of(on)
    sent = _sent(quarter)
    planned: dict[tuple, list] = {}
    found: dict[Task, tuple[date, Moment]] = {}
    for task in tasks(by, quarter, on):
        waits_only = len(task.office) == 2 and task.step == Step.ENTRY
        if not task.is_open or waits_only:
            continue
        key = (task.opens_on, task.until, task.is_mending)
        if key not in planned:
            planned[key] = reminding.moments(
                task.opens_on, task.until, days_off, only_end=task.is_mending
            )
        before = sent.get((task.office, task.step), ())
        wanted = reminding.due(planned[key], task.until, before, today)
        if wanted:
            found[task.office, task.step] = task, wanted
    numbers = numbered(by, quarter, [task for task, _wanted in found.values()])
    pairs = ((task, found[task.office, task.step][1]) for task in numbers)
    return [Due(task, moment, day) for task, (day, moment) in pairs]


def _sent(quarter: FiscalQuarter) -> dict[tuple, list[reminding.Sent]]:
    found: dict[tuple, list[reminding.Sent]] = {}
    rows = Reminder.objects.filter(quarter=quarter).exclude(moment=Moment.BY_HAND)
    for row in rows:
        sent = reminding.Sent(Moment(row.moment), row.due_on, row.ends_on)
        found.setdefault((row.office, row.step), []).append(sent)
    return found


def below(by: Jurisdiction, quarter: FiscalQuarter, offices: Iterable[str]) -> set[str]:
    """``offices`` once more, if all of them may be pressed by ``by``: the department presses
    provinces, a province its districts. Raises ``FiscalQuarter.DoesNotExist`` for any other.
    """
    length = 2 if by.area == "th" else 4
    if any(len(code) != length or code == "th" or not by.covers(code) for code in offices):
        raise FiscalQuarter.DoesNotExist(quarter.pk)
    return set(offices)


def late(by: Jurisdiction, quarter: FiscalQuarter, on: datetime) -> list[Late]:
    """Whom ``by`` may press, because they have not finished."""
    level = Role.PROVINCE if by.area == "th" else Role.DISTRICT
    found = tasks(by, quarter, on, frozenset({level}))
    codes = {task.office for task in found}
    places = (Province if level == Role.PROVINCE else District).objects.in_bulk(codes)
    urged = last_urged(by, quarter, codes)
    accounts = Counter(each.office for each in officers.working_at(codes))
    return [
        Late(task, places[task.office], urged.get(task.office), accounts[task.office])
        for task in numbered(by, quarter, found)
    ]


def last_urged(
    by: Jurisdiction, quarter: FiscalQuarter, offices: Iterable[str]
) -> dict[str, datetime]:
    """When each of the offices within the area of ``by`` was last pressed by hand."""
    rows = Reminder.objects.filter(
        quarter=quarter,
        moment=Moment.BY_HAND,
        office__in=[code for code in offices if by.covers(code)],
    )
    return dict(rows.order_by().values_list("office").annotate(last=Max("sent_at")))
