"""Quarters, windows, holidays: the plan is the same for everybody, so ``by`` is asked for only
where a list shows what concerns the own area.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from registration import calendar
from registration.enums import QuarterState, Scope, Step
from registration.models import Extension, FiscalQuarter, Holiday, Window, WindowOrder
from registration.workflow import DecidingWindow, LiveExtension, Standing

# What ``remembered`` keeps: the plan of a quarter by its code, all live windows under ``_ALL``.
_remembered: ContextVar[dict[str, Any] | None] = ContextVar("plans", default=None)
_ALL, _HOLIDAYS = "windows", "holidays"
# What a standing is told of an extension; day, instant and key stand first, the rest is text.
_EXTENSION = (
    "until_on", "granted_at", "pk", "step", "scope", "province_id", "district_id", "order_number",
    "reason",
)  # fmt: skip

_SPECIFIC = {Scope.COUNTRY: 0, Scope.PROVINCE: 1, Scope.DISTRICT: 2}


def quarter_for(code: str) -> FiscalQuarter:
    """Raises ``FiscalQuarter.DoesNotExist``."""
    return FiscalQuarter.objects.get(pk=code)


def quarters_of_year(year: int) -> list[FiscalQuarter]:
    return list(FiscalQuarter.objects.filter(year=year))


def years() -> list[int]:
    """Fiscal years that have a plan, newest first."""
    return list(FiscalQuarter.objects.order_by("-year").values_list("year", flat=True).distinct())


def current_quarter(on: datetime) -> FiscalQuarter | None:
    """The quarter that offices work in now.

    The one with a country-wide window that is open; else the next to open; else the last one
    planned. The letter's plan leaves days between two quarters on which nothing is open. A closed
    quarter is over, whatever its windows say.
    """
    return current_windows(on)[0]


def current_windows(
    on: datetime,
) -> tuple[FiscalQuarter | None, dict[tuple[str, Step], Window]]:
    """The current quarter, and the country-wide windows of it and the next, by quarter and step.

    One query for both while anything is still to come.
    """
    today = calendar.day_of(on)
    windows = _deciding_for_country(_live_windows())
    upcoming = [window for window in windows.values() if window.closes_on >= today]
    if upcoming:
        quarter = min(upcoming, key=lambda w: (w.quarter_id, w.opens_on)).quarter
    else:
        last = str(calendar.QuarterCode.of(today))
        quarter = FiscalQuarter.objects.filter(code__lte=last).last()
    if quarter is None:
        return None, {}
    around = (quarter.code, str(calendar.QuarterCode.parse(quarter.code).next))
    if not upcoming:
        windows = _country_windows(Q(quarter__in=around))
    steps = list(Step)
    kept = [item for item in windows.items() if item[0][0] in around]
    return quarter, dict(sorted(kept, key=lambda item: (item[0][0], steps.index(item[0][1]))))


def _country_windows(condition: Q) -> dict[tuple[str, Step], Window]:
    """The window that decides for the country, by quarter and step."""
    return _deciding_for_country(_windows().filter(condition, order__scope=Scope.COUNTRY))


def _deciding_for_country(windows: Iterable[Window]) -> dict[tuple[str, Step], Window]:
    return {
        (window.quarter_id, Step(window.step)): window
        for window in sorted(windows, key=lambda w: (w.order.dated_on, w.order_id))
        if window.order.scope == Scope.COUNTRY
    }


def _windows() -> QuerySet[Window]:
    """``is_extended``: whether the quarter has any extension; nearly always it has none."""
    live = Window.objects.filter(order__withdrawn_at__isnull=True)
    extensions = _live_extensions(OuterRef("quarter"))
    return live.select_related("order", "quarter").annotate(is_extended=Exists(extensions))


def _live_extensions(quarter) -> QuerySet[Extension]:
    return Extension.objects.filter(quarter=quarter, revoked_at__isnull=True)


def _live_windows() -> list[Window]:
    """Of every quarter that is not closed, for all areas; a year or two has a few dozen."""
    known = _remembered.get()
    if known is not None and _ALL in known:
        return known[_ALL]
    found = list(_windows().exclude(quarter__state=QuarterState.CLOSED))
    if known is not None:
        known[_ALL] = found
    return found


@dataclass(frozen=True)
class PlanOfQuarter:
    """All live windows and extensions of one quarter, to answer for any office without a query."""

    quarter: FiscalQuarter
    windows: tuple[Window, ...]
    extensions: tuple[Extension, ...]

    def standing(self, step: Step, province: str | None, district: str | None) -> Standing:
        """How ``step`` stands for an office. District orders speak to the entry step only."""
        if step != Step.ENTRY:
            district = None
        if step == Step.CLOSING:
            province = None

        def speaks_to(row) -> bool:
            return row.scope == Scope.COUNTRY or (
                row.province_id == province
                if row.scope == Scope.PROVINCE
                else row.district_id == district
            )

        windows = [w for w in self.windows if w.step == step and speaks_to(w.order)]
        deciding = max(
            windows,
            key=lambda w: (_SPECIFIC[w.order.scope], w.order.dated_on, w.order_id),
            default=None,
        )
        return Standing(
            step,
            deciding
            and DecidingWindow(
                step, deciding.opens_on, deciding.closes_on, order_text(deciding.order)
            ),
            tuple(
                LiveExtension(e.granted_at, e.until_on, extension_text(e), e.pk)
                for e in self.extensions
                if e.step == step and speaks_to(e)
            ),
            "" if self.quarter.state == QuarterState.CLOSED else self.quarter.code,
        )

    def standings(self, province: str | None, district: str | None = None) -> dict[Step, Standing]:
        return {step: self.standing(step, province, district) for step in Step}


@contextmanager
def remembered() -> Iterator[None]:
    """Ask for windows and each quarter's plan once, while a page is drawn or many rows are written
    in one transaction; the plan is as it was at the first question.
    """
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def once(name: str, read: Callable[[], Any]) -> Any:
    """What ``read`` answers; asked once while ``remembered``, like the plan."""
    known = _remembered.get()
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    return known[name]


def plan_of(quarter: FiscalQuarter) -> PlanOfQuarter:
    known = _remembered.get()
    if known is None:
        return _read_plan(quarter)
    if quarter.pk not in known:
        known[quarter.pk] = _read_plan(quarter)
    return known[quarter.pk]


def windows_of(quarter: FiscalQuarter) -> PlanOfQuarter:
    """The plan of a quarter that is not closed, without its extensions."""
    windows = [window for window in _live_windows() if window.quarter_id == quarter.pk]
    return PlanOfQuarter(quarter, tuple(windows), ())


def _read_plan(quarter: FiscalQuarter) -> PlanOfQuarter:
    is_closed = quarter.state == QuarterState.CLOSED
    if _remembered.get() is None or is_closed:
        windows = list(_windows().filter(quarter=quarter))
    else:
        windows = [window for window in _live_windows() if window.quarter_id == quarter.pk]
    # A closed quarter is over, whatever was granted. Without a window there may still be an
    # extension: nothing has told.
    is_extended = not is_closed and (not windows or windows[0].is_extended)
    extensions = _extensions_with_holidays(quarter) if is_extended else ()
    return PlanOfQuarter(quarter, tuple(windows), extensions)


def _extensions_with_holidays(quarter: FiscalQuarter) -> tuple[Extension, ...]:
    """The live extensions of a quarter. A page that shows one counts its working days as well: for
    it the holidays are read along, in the same query.
    """
    live, known = _live_extensions(quarter), _remembered.get()
    if known is None:
        return tuple(live)
    day_off = Holiday.objects.order_by().annotate(
        at=Value(None, DateTimeField()),
        key=Value(None, BigIntegerField()),
        **{name: Value("") for name in _EXTENSION[3:]},
    )
    rows = live.order_by().values_list(*_EXTENSION)
    both = list(rows.union(day_off.values_list("day", "at", "key", *_EXTENSION[3:]), all=True))
    known[_HOLIDAYS] = frozenset(day for day, granted_at, *_rest in both if granted_at is None)
    found = [Extension(**dict(zip(_EXTENSION, row, strict=True))) for row in both if row[1]]
    return tuple(sorted(found, key=lambda row: row.granted_at, reverse=True))


def order_text(order: WindowOrder) -> str:
    """An order in words, in the language of whoever reads it: translated when it is shown."""
    return format_lazy(
        gettext_lazy("หนังสือ{issuer} ที่ {number} ลงวันที่ {day}"),
        issuer=order.issuer,
        number=order.number,
        day=calendar.thai_date(order.dated_on),
    )


def extension_text(extension: Extension) -> str:
    return f"({extension.order_number})" if extension.order_number else f"({extension.reason})"


def holidays(known_on: date | None = None) -> frozenset[date]:
    """Days off. With ``known_on`` only those already announced on that day."""
    known = _remembered.get() or {}
    if known_on is None and _HOLIDAYS in known:
        return known[_HOLIDAYS]
    rows = Holiday.objects.all()
    if known_on:
        rows = rows.filter(Q(announced_on__isnull=True) | Q(announced_on__lte=known_on))
    return frozenset(rows.values_list("day", flat=True))


def holidays_between(first: date, last: date) -> list[Holiday]:
    return list(Holiday.objects.filter(day__range=(first, last)))


@dataclass(frozen=True)
class PlannedWindow:
    """A country-wide window of the calendar page, stated and computed days side by side."""

    quarter: FiscalQuarter
    step: Step
    window: Window
    computed_days: int

    @property
    def differs(self) -> bool:
        return self.window.stated_days is not None and self.window.stated_days != self.computed_days


def calendar_year(year: int) -> list[PlannedWindow]:
    """The deciding country-wide windows of a fiscal year, in quarter and step order.

    Working days are counted on the holidays that were known when the order was written, so that an
    issued plan is judged by what its author could know.
    """
    days_off = list(Holiday.objects.values_list("day", "announced_on"))
    planned = [
        PlannedWindow(
            window.quarter,
            step,
            window,
            calendar.working_days(
                window.opens_on, window.closes_on, _known(days_off, window.order.dated_on)
            ),
        )
        for (_quarter, step), window in _country_windows(Q(quarter__year=year)).items()
    ]
    return sorted(planned, key=lambda row: (row.quarter.code, list(Step).index(row.step)))


def _known(days_off: Iterable[tuple[date, date | None]], on: date) -> frozenset[date]:
    return frozenset(day for day, announced in days_off if announced is None or announced <= on)


def open_quarters() -> list[FiscalQuarter]:
    """Quarters that are planned and not closed."""
    return list(FiscalQuarter.objects.filter(state=QuarterState.OPEN))
