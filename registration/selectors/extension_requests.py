"""Requests for more time, as the offices on their way see them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from registration import calendar
from registration.enums import CertificationState, ExtensionState, QuarterState, Role, Step
from registration.models import Certification, ExtensionRequest, FiscalQuarter
from registration.models.extension_requests import OPEN
from registration.scoping import NOTHING, Jurisdiction, within
from registration.selectors import plan
from registration.workflow import Situation

# Whose turn it is.
_TURN = {Role.PROVINCE: ExtensionState.ASKED, Role.DEPARTMENT: ExtensionState.ENDORSED}
_OPEN = Q(state__in=OPEN) & ~Q(quarter__state=QuarterState.CLOSED)


def in_area(by: Jurisdiction) -> Q:
    """Requests of the own district; of a province those for its districts, too."""
    if by.role == Role.READER:
        return NOTHING
    if by.district:
        return Q(district=by.district)
    return within(by, "district") | within(by, district="", province="province")


def visible(by: Jurisdiction) -> QuerySet[ExtensionRequest]:
    return ExtensionRequest.objects.filter(in_area(by)).select_related(
        "quarter", "province", "district__province", "asked_by", "answered_by", "decided_by",
        "withdrawn_by", "extension",
    )  # fmt: skip


def live(by: Jurisdiction) -> QuerySet[ExtensionRequest]:
    """Not answered yet, in a quarter that is not closed; who has waited longest stands first."""
    return visible(by).filter(_OPEN).order_by("asked_at", "pk")


def past(by: Jurisdiction) -> QuerySet[ExtensionRequest]:
    """Granted, refused, withdrawn, or left open when the quarter was closed; newest first."""
    return visible(by).exclude(_OPEN).order_by("-asked_at", "-pk")


def waiting(by: Jurisdiction) -> int:
    """How many requests wait for this office's answer."""
    turn = _TURN.get(by.role)
    if turn is None:
        return 0
    return ExtensionRequest.objects.filter(in_area(by), _OPEN, state=turn).count()


def is_turn_of(by: Jurisdiction, row: ExtensionRequest) -> bool:
    return row.state == _TURN.get(by.role)


def waits_since(by: Jurisdiction, row: ExtensionRequest) -> date:
    """The day from which the office whose turn it is has had the request."""
    return calendar.day_of(row.answered_at or row.asked_at)


def situations_of(
    by: Jurisdiction, rows: Sequence[ExtensionRequest], on: datetime, *, reason: str = ""
) -> list[Situation]:
    """One situation for each request, with its quarter at hand."""
    announced = _announced({(row.quarter_id, _province(row.area_code)) for row in rows})
    return [
        Situation(
            role=by.role,
            within=by.covers(row.area_code),
            now=on,
            state=row.state,
            quarter_state=row.quarter.state,
            certification_state=announced[row.quarter_id, _province(row.area_code)],
            standings=_standings(row.quarter, row.province_id, row.district_id),
            asked_by_us=by.role == row.asking_role,
            reason=reason,
        )
        for row in rows
    ]


def situation_of_asking(
    by: Jurisdiction,
    quarter: FiscalQuarter,
    on: datetime,
    *,
    province: str | None = None,
    district: str | None = None,
    reason: str = "",
) -> Situation:
    """An office that wants more time in ``quarter``, for a district or for a whole province."""
    place = quarter.pk, _province(district or province or "")
    return Situation(
        role=by.role,
        within=by.covers(district or province or "th"),
        now=on,
        state="",
        quarter_state=quarter.state,
        certification_state=_announced({place})[place],
        standings=_standings(quarter, province, district),
        reason=reason,
    )


def _province(area_code: str) -> str:
    return area_code[:2]


def _announced(places: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """How far the certification of each quarter and province is."""
    found = Certification.objects.filter(
        quarter__in={quarter for quarter, _code in places},
        province__in={province for _quarter, province in places},
    ).values_list("quarter_id", "province_id", "state")
    known = {(quarter, province): state for quarter, province, state in found}
    return {place: known.get(place, CertificationState.WAITING) for place in places}


def _standings(quarter: FiscalQuarter, province: str | None, district: str | None):
    known = plan.plan_of(quarter)
    place = province or (district or "")[:2], district
    return {step: known.standing(step, *place) for step in Step}
