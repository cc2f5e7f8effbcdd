"""Rows as the workflow looks at them. Views ask to draw, services ask again under the lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models.functions import Concat

from registration.enums import CertificationState, FilingState, RegistrationState, Role
from registration.models import Certification, Filing, FiscalQuarter, Registration, ReturnGrant
from registration.scoping import Jurisdiction
from registration.selectors import plan
from registration.workflow import Grant, Situation

_DECIDED = (
    RegistrationState.CERTIFIED,
    RegistrationState.RETURNED,
    RegistrationState.REJECTED,
)
_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)


def of_registration(
    by: Jurisdiction, row: Registration, on: datetime, *, reason: str = ""
) -> Situation:
    return of_registrations(by, [row], on, reason=reason)[0]


def of_registrations(
    by: Jurisdiction, rows: Sequence[Registration], on: datetime, *, reason: str = ""
) -> list[Situation]:
    """One situation for each row, in the same order; as many queries for a thousand rows as for
    one.

    Rows come with their filing, its quarter and its district's province at hand. What only the
    province's rules look at (announced, edited by me) is read for the province only, a return
    grant for the district only: for the others the role has answered before.
    """
    keys = [row.pk for row in rows]
    plans = {row.quarter_id: plan.plan_of(row.filing.quarter) for row in _one_a_quarter(rows)}
    announced, edited_by_me = _for_province(by, keys, plans)
    grants = _grants(keys) if by.role == Role.DISTRICT else {}
    return [
        Situation(
            role=by.role,
            within=by.covers(row.filing.district_id),
            now=on,
            state=row.state,
            quarter_state=row.filing.quarter.state,
            filing_state=row.filing.state,
            certification_state=announced.get(
                row.quarter_id + row.filing.district.province_id, CertificationState.WAITING
            ),
            standings=plans[row.quarter_id].standings(
                row.filing.district.province_id, row.filing.district_id
            ),
            grant=grants.get(row.pk),
            edited_by_me=row.pk in edited_by_me,
            reason=reason,
        )
        for row in rows
    ]


def _for_province(by: Jurisdiction, keys, quarters) -> tuple[dict[str, str], set[int]]:
    """Announced certifications by quarter and province, and the rows that ``by`` has edited."""
    if by.role != Role.PROVINCE:
        return {}, set()
    announced = (
        Certification.objects.filter(quarter__in=quarters)
        .exclude(state=CertificationState.WAITING)
        .annotate(key=Concat("quarter_id", "province_id"))
        .values_list("key", "state")
    )
    edited = Registration.editors.through.objects.filter(
        registration__in=keys, officer=by.officer_id
    )
    return dict(announced), set(edited.values_list("registration_id", flat=True))


def _grants(keys) -> dict[int, Grant]:
    live = ReturnGrant.objects.filter(registration__in=keys, ended_at__isnull=True)
    return {
        grant.registration_id: Grant(frozenset(grant.fields), grant.granted_at, grant.until_on)
        for grant in live
    }


def _one_a_quarter(rows: Sequence[Registration]) -> Iterable[Registration]:
    return {row.quarter_id: row for row in rows}.values()


def of_filing(
    by: Jurisdiction, filing: Filing, on: datetime, *, declares_nil: bool = False
) -> Situation:
    states = list(filing.registrations.values_list("state", flat=True))
    return Situation(
        role=by.role,
        within=by.covers(filing.district_id),
        now=on,
        state=filing.state,
        quarter_state=filing.quarter.state,
        filing_state=filing.state,
        standings=plan.plan_of(filing.quarter).standings(
            filing.district.province_id, filing.district_id
        ),
        undecided=states.count(RegistrationState.DRAFT),
        decided=sum(state in _DECIDED for state in states),
        filed=sum(state not in _GONE for state in states),
        declares_nil=declares_nil,
    )


def of_certification(
    by: Jurisdiction, certification: Certification, on: datetime, *, reason: str = ""
) -> Situation:
    """``undecided`` are submitted rows of handed-over filings, ``left_out`` filings not handed
    over.
    """
    filings = Filing.objects.filter(
        quarter=certification.quarter_id, district__province=certification.province_id
    )
    undecided = Registration.objects.filter(
        filing__in=filings.filter(state=FilingState.HANDED_OVER), state=RegistrationState.SUBMITTED
    )
    quarter_plan = plan.plan_of(certification.quarter)
    return Situation(
        role=by.role,
        within=by.covers(certification.province_id),
        now=on,
        state=certification.state,
        quarter_state=certification.quarter.state,
        certification_state=certification.state,
        standings=quarter_plan.standings(certification.province_id),
        undecided=undecided.count(),
        left_out=filings.filter(state=FilingState.ENTRY).count(),
        reason=reason,
    )


def of_quarter(
    by: Jurisdiction, quarter: FiscalQuarter, on: datetime, *, reason: str = ""
) -> Situation:
    """``left_out`` are the provinces that have not announced."""
    return Situation(
        role=by.role,
        within=by.covers("th"),
        now=on,
        state=quarter.state,
        quarter_state=quarter.state,
        standings=plan.plan_of(quarter).standings(None),
        left_out=quarter.certifications.filter(state=CertificationState.WAITING).count(),
        reason=reason,
    )
