"""Rows as the workflow looks at them. Views ask to draw, services ask again under the lock."""

from datetime import datetime

from registration.enums import CertificationState, FilingState, RegistrationState
from registration.models import Certification, Filing, FiscalQuarter, Registration, ReturnGrant
from registration.scoping import Jurisdiction
from registration.selectors import plan
from registration.selectors.plan import PlanOfQuarter
from registration.workflow import Grant, Situation

_DECIDED = (
    RegistrationState.CERTIFIED,
    RegistrationState.RETURNED,
    RegistrationState.REJECTED,
)
_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)


def of_registration(
    by: Jurisdiction,
    row: Registration,
    on: datetime,
    *,
    reason: str = "",
    known_plan: PlanOfQuarter | None = None,
) -> Situation:
    """``known_plan`` saves two queries where many rows of one quarter are looked at."""
    filing = row.filing
    district = filing.district_id
    certification = Certification.objects.filter(
        province=filing.district.province_id, quarter=filing.quarter_id
    ).first()
    grant = ReturnGrant.objects.filter(registration=row, ended_at__isnull=True).first()
    return Situation(
        role=by.role,
        within=by.covers(district),
        now=on,
        state=row.state,
        quarter_state=filing.quarter.state,
        filing_state=filing.state,
        certification_state=certification.state if certification else CertificationState.WAITING,
        standings=_standings(filing, known_plan),
        grant=grant and Grant(frozenset(grant.fields), grant.granted_at, grant.until_on),
        edited_by_me=row.editors.filter(pk=by.officer_id).exists(),
        reason=reason,
    )


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
        standings=_standings(filing, None),
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


def _standings(filing: Filing, known_plan: PlanOfQuarter | None):
    quarter_plan = known_plan or plan.plan_of(filing.quarter)
    return quarter_plan.standings(filing.district.province_id, filing.district_id)
