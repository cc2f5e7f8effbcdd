"""A window order before it is recorded: how the quarters would stand, and who would be late."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q

from registration.enums import CertificationState, FilingState, QuarterState, Scope, Step
from registration.models import (
    Certification,
    District,
    Filing,
    FiscalQuarter,
    Province,
    Window,
    WindowOrder,
)
from registration.scoping import Jurisdiction
from registration.selectors import plan
from registration.selectors.plan import PlanOfQuarter
from registration.workflow import DecidingWindow


@dataclass(frozen=True)
class Proposal:
    """An order as it is typed; ``rows`` as ``services.orders.NewWindow`` takes them."""

    scope: str
    province: str | None
    district: str | None
    dated_on: date
    rows: Sequence[Mapping]

    @property
    def quarters(self) -> list[str]:
        return sorted({row["quarter"] for row in self.rows})

    def steps_of(self, quarter: str) -> list[Step]:
        steps = {row["step"] for row in self.rows if row["quarter"] == quarter}
        return [step for step in Step if step in steps]


@dataclass(frozen=True)
class Late:
    """Offices that have not finished a step and would stand after its end; ``newly`` are those
    that still have time as it is now.
    """

    quarter: str
    step: Step
    offices: tuple[tuple[str, str], ...]  # name and province
    newly: int


def plans(by: Jurisdiction, proposal: Proposal, quarter: str) -> tuple[PlanOfQuarter, ...]:
    """The plan of a quarter as it is, and as it would be with this order, the last one recorded."""
    known = FiscalQuarter.objects.filter(pk=quarter).first()
    if known is None:
        year, number = map(int, quarter.split("-"))
        known = FiscalQuarter(code=quarter, year=year, number=number)
    now = plan.plan_of(known)
    order = WindowOrder(
        pk=sys.maxsize, scope=proposal.scope, province_id=proposal.province,
        district_id=proposal.district, dated_on=proposal.dated_on, number="", issuer="",
    )  # fmt: skip
    windows = [
        Window(
            order=order, quarter=known, step=row["step"], opens_on=row["opens_on"],
            closes_on=row["closes_on"],
        )
        for row in proposal.rows
        if row["quarter"] == quarter
    ]  # fmt: skip
    return now, replace(now, windows=(*now.windows, *windows))


def standings(by: Jurisdiction, proposal: Proposal, quarter: str) -> dict:
    """How the quarter would stand for the area of the order."""
    return standings_by_area(by, proposal, quarter)[0][1]


def standings_by_area(
    by: Jurisdiction, proposal: Proposal, quarter: str
) -> list[tuple[WindowOrder | None, dict]]:
    """The same for the area of the order (``None``), and then for each part of it that another
    order has given windows of its own.
    """
    then = plans(by, proposal, quarter)[1]
    own = proposal.province, proposal.district
    areas: dict[tuple, WindowOrder | None] = {own: None}
    for window in then.windows:
        area = window.order.province_id, window.order.district_id
        if _lies_in(area, own):
            areas.setdefault(area, window.order)
    return [
        (order, then.standings(province or (district or "")[:2] or None, district))
        for (province, district), order in areas.items()
    ]


def _lies_in(area: tuple, other: tuple) -> bool:
    inner, outer = (district or province or "" for province, district in (area, other))
    return inner.startswith(outer) and inner != outer


def outranked(by: Jurisdiction, proposal: Proposal) -> list[tuple[str, DecidingWindow]]:
    """Windows in force that this order would not move, by quarter: of an order with a later date,
    or one that speaks to the area alone.
    """
    found = []
    for quarter in proposal.quarters:
        then = standings(by, proposal, quarter)
        for row in proposal.rows:
            window = then[row["step"]].window
            if row["quarter"] != quarter or window is None:  # a step that hears no such order
                continue
            if (window.opens_on, window.closes_on) != (row["opens_on"], row["closes_on"]):
                found.append((quarter, window))
    return found


def late(by: Jurisdiction, proposal: Proposal, on: datetime) -> list[Late]:
    """Who would be late at ``on`` if this order were in force."""
    found = []
    for quarter in proposal.quarters:
        now, then = plans(by, proposal, quarter)
        for step in proposal.steps_of(quarter):
            offices, newly = [], 0
            for *office, place in _unfinished(proposal, now.quarter, step):
                if not _is_late(then, step, place, on):
                    continue
                offices.append(tuple(office))
                newly += not _is_late(now, step, place, on)
            if offices:
                found.append(Late(quarter, step, tuple(offices), newly))
    return found


def _is_late(known: PlanOfQuarter, step: Step, place, on: datetime) -> bool:
    refused = known.standing(step, *place).refusal(on)
    return refused is not None and refused.rule == "too_late"


def _unfinished(proposal: Proposal, quarter: FiscalQuarter, step: Step) -> list[tuple]:
    """Name, province and place of each office that has the step still to do; in a quarter that
    nobody has opened yet these are all.
    """
    if quarter.state == QuarterState.CLOSED:
        return []
    if step == Step.CLOSING:
        return [(Step.CLOSING.label, "", (None, None))]
    is_new = quarter.state == QuarterState.PLANNED
    if step == Step.CERTIFICATION:
        provinces = Province.objects.filter(_in_area(proposal, "", "code"))
        if not is_new:
            waiting = Certification.objects.filter(
                quarter=quarter, state=CertificationState.WAITING
            )
            provinces = provinces.filter(pk__in=waiting.values("province"))
        return [(str(each), str(each), (each.pk, None)) for each in provinces]
    districts = District.objects.filter(_in_area(proposal, "code", "province"))
    if not is_new:
        entering = Filing.objects.filter(quarter=quarter, state=FilingState.ENTRY)
        districts = districts.filter(pk__in=entering.values("district"))
    return [
        (str(each), str(each.province), (each.province_id, each.pk))
        for each in districts.select_related("province")
    ]


def _in_area(proposal: Proposal, district: str, province: str) -> Q:
    if proposal.scope == Scope.COUNTRY:
        return Q()
    if proposal.scope == Scope.PROVINCE:
        return Q(**{province: proposal.province})
    return Q(**{district or province: proposal.district if district else proposal.district[:2]})


def heard_by(by: Jurisdiction, *orders: WindowOrder) -> dict[str, int]:
    """How many provinces and districts hear all of these orders."""
    rows = District.objects.all()
    for order in orders:
        if order.scope == Scope.PROVINCE:
            rows = rows.filter(province=order.province_id)
        elif order.scope == Scope.DISTRICT:
            rows = rows.filter(pk=order.district_id)
    return rows.aggregate(districts=Count("pk"), provinces=Count("province", distinct=True))
