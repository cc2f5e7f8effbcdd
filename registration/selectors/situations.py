"""Rows as the workflow looks at them. Views ask to draw, services ask again under the lock."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Concat

from registration import workflow
from registration.enums import (
    CertificationState,
    CorrectionState,
    FilingState,
    ProducerState,
    RegistrationState,
    Role,
    Step,
)
from registration.models import (
    Certification,
    Correction,
    Filing,
    FiscalQuarter,
    Producer,
    Registration,
    ReturnGrant,
    Transfer,
)
from registration.scoping import Jurisdiction
from registration.selectors import plan
from registration.workflow import Grant, Situation

_DECIDED = (
    RegistrationState.CERTIFIED,
    RegistrationState.RETURNED,
    RegistrationState.REJECTED,
)
_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)
_LIVE = (
    RegistrationState.DRAFT,
    RegistrationState.SUBMITTED,
    RegistrationState.RETURNED,
    RegistrationState.CERTIFIED,
)


# When the file came in whose rows are being written (``received``).
_received: ContextVar[datetime | None] = ContextVar("received", default=None)


@contextmanager
def received(at: datetime) -> Iterator[None]:
    """Within this block a district's filing and its registrations are looked at as by somebody
    whose file was received ``at`` that instant: only the commit of an import may say so.
    """
    token = _received.set(at)
    try:
        yield
    finally:
        _received.reset(token)


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
    plans = {row.quarter_id: plan.plan_of(row.filing.quarter) for row in _one_a_quarter(rows)}
    announced, edited_by_me = _for_province(by, rows, plans)
    grants = _grants(rows) if by.role == Role.DISTRICT else {}
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
            received=_received.get(),
        )
        for row in rows
    ]


def _for_province(by: Jurisdiction, rows, quarters) -> tuple[dict[str, str], set[int]]:
    """Announced certifications by quarter and province, and the rows that ``by`` has edited."""
    if by.role != Role.PROVINCE:
        return {}, set()
    return _announced(rows, quarters), _edited_by(by, rows)


def _edited_by(by: Jurisdiction, rows: Sequence[Registration]) -> set[int]:
    """Of ``rows`` those that ``by`` has edited: only the certifier is asked, of what waits. A row
    for a page brings the answer along.
    """
    waiting = [row for row in rows if row.state == RegistrationState.SUBMITTED]
    if all(hasattr(row, "edited_by_asker") for row in waiting):
        return {row.pk for row in waiting if row.edited_by_asker}
    edited = Registration.editors.through.objects.filter(
        registration__in=[row.pk for row in waiting], officer=by.officer_id
    )
    return set(edited.values_list("registration_id", flat=True))


def _announced(rows: Sequence[Registration], quarters) -> dict[str, str]:
    """A row for a page (``registrations.registration_for``) brings the state along."""
    if all(hasattr(row, "certification_state") for row in rows):
        return {
            row.quarter_id + row.filing.district.province_id: row.certification_state
            for row in rows
        }
    announced = (
        Certification.objects.filter(quarter__in=quarters)
        .exclude(state=CertificationState.WAITING)
        .annotate(key=Concat("quarter_id", "province_id"))
        .values_list("key", "state")
    )
    return dict(announced)


def _grants(rows: Sequence[Registration]) -> dict[int, Grant]:
    """Only what was returned has one: for the rest nothing is asked."""
    returned = [row for row in rows if row.returned_at]
    if not returned:
        return {}
    if all("remarks" in getattr(row, "_prefetched_objects_cache", ()) for row in returned):
        # What was read for a page brings its grants along (``registrations.remarks``).
        known = [each.grant for row in returned for each in row.remarks.all() if each.grant_id]
        live = [grant for grant in known if grant.ended_at is None]
    else:
        keys = [row.pk for row in returned]
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
    """A filing that came from ``filings.progress`` has been counted already."""
    counts = _counted(filing)
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
        undecided=counts[RegistrationState.DRAFT],
        decided=sum(counts[state] for state in _DECIDED),
        filed=sum(number for state, number in counts.items() if state not in _GONE),
        declares_nil=declares_nil,
        received=_received.get(),
    )


def of_importing(by: Jurisdiction, filing: Filing, on: datetime) -> Situation:
    """A filing into which a file comes. Where nothing may be entered any more, the live grants of
    its returned registrations stand as one that is as long as the longest.
    """
    situation = of_filing(by, filing, on)
    if by.role != Role.DISTRICT or workflow.entry_refusal(situation) is None:
        return situation
    live = ReturnGrant.objects.filter(
        registration__filing=filing, registration__state=RegistrationState.RETURNED,
        ended_at__isnull=True, granted_at__lte=on,
    ).order_by("-until_on").values_list("granted_at", "until_on")  # fmt: skip
    longest = live.first()
    return replace(situation, grant=Grant(frozenset(), *longest)) if longest else situation


def _counted(filing: Filing) -> Mapping[str, int]:
    """Registrations by state."""
    if hasattr(filing, "n_draft"):
        return {state: getattr(filing, f"n_{state.lower()}") for state in RegistrationState}
    return Counter(filing.registrations.order_by().values_list("state", flat=True))


def of_certification(
    by: Jurisdiction,
    certification: Certification,
    on: datetime,
    *,
    reason: str = "",
    without: Mapping[str, str] | None = None,
) -> Situation:
    """``undecided`` are submitted rows of handed-over filings, ``left_out`` filings not handed
    over; ``without`` holds the reasons of those districts that have one of their own.
    """
    filings = Filing.objects.filter(
        quarter=certification.quarter_id, district__province=certification.province_id
    )
    undecided = Registration.objects.filter(
        filing__in=filings.filter(state=FilingState.HANDED_OVER), state=RegistrationState.SUBMITTED
    )
    quarter_plan = plan.plan_of(certification.quarter)
    waiting = filings.filter(state=FilingState.ENTRY).values_list("district", flat=True)
    left_out = list(waiting)
    return Situation(
        role=by.role,
        within=by.covers(certification.province_id),
        now=on,
        state=certification.state,
        quarter_state=certification.quarter.state,
        certification_state=certification.state,
        standings=quarter_plan.standings(certification.province_id),
        undecided=undecided.count(),
        left_out=len(left_out),
        explained=_explained(left_out, without),
        reason=reason,
    )


def of_clean(
    by: Jurisdiction,
    certification: Certification,
    on: datetime,
    *,
    filing_state: str = FilingState.HANDED_OVER,
    undrawn: int = 0,
    unchecked: int = 0,
) -> Situation:
    """The unchanged registrations of one filing as the province would certify them together."""
    return Situation(
        role=by.role,
        within=by.covers(certification.province_id),
        now=on,
        state=filing_state,
        quarter_state=certification.quarter.state,
        filing_state=filing_state,
        certification_state=certification.state,
        standings=plan.plan_of(certification.quarter).standings(certification.province_id),
        undrawn=undrawn,
        unchecked=unchecked,
    )


def of_quarter(
    by: Jurisdiction,
    quarter: FiscalQuarter,
    on: datetime,
    *,
    reason: str = "",
    without: Mapping[str, str] | None = None,
) -> Situation:
    """``left_out`` are the provinces that have not announced; ``without`` holds the reasons of
    those that have one of their own.
    """
    waiting = quarter.certifications.filter(state=CertificationState.WAITING)
    left_out = list(waiting.values_list("province", flat=True))
    return Situation(
        role=by.role,
        within=by.covers("th"),
        now=on,
        state=quarter.state,
        quarter_state=quarter.state,
        standings=plan.plan_of(quarter).standings(None),
        left_out=len(left_out),
        explained=_explained(left_out, without),
        reason=reason,
    )


def _explained(codes: Iterable[str], without: Mapping[str, str] | None) -> int:
    return sum(bool((without or {}).get(code, "").strip()) for code in codes)


def of_asking(
    by: Jurisdiction,
    filing: Filing,
    on: datetime,
    *,
    producer: Producer | None = None,
    reason: str = "",
) -> Situation:
    """An office that wants a ``producer`` to move, seen from its own filing of the quarter."""
    return Situation(
        role=by.role,
        within=by.covers(filing.district_id),
        now=on,
        state="",
        quarter_state=filing.quarter.state,
        filing_state=filing.state,
        standings=_entry_standing(filing),
        is_registered=producer is not None and bool(_on_their_way([producer.pk], filing)),
        reason=reason,
    )


def of_transfers(
    by: Jurisdiction, rows: Sequence[Transfer], filing: Filing, on: datetime, *, reason: str = ""
) -> list[Situation]:
    """One situation for each transfer, with its producer at hand; ``filing`` is that of the office
    in the quarter in which it acts.
    """
    standings = _entry_standing(filing)
    on_their_way = _on_their_way([row.producer_id for row in rows], filing)
    return [
        Situation(
            role=by.role,
            within=by.covers(row.from_district_id) or by.covers(row.to_district_id),
            now=on,
            state=row.state,
            quarter_state=filing.quarter.state,
            standings=standings,
            asked_by_us=by.covers(row.asking_district_id),
            is_registered=row.producer_id in on_their_way,
            is_active=row.producer.state == ProducerState.ACTIVE,
            reason=reason,
        )
        for row in rows
    ]


def of_correcting(
    by: Jurisdiction, row: Registration, on: datetime, *, reason: str = ""
) -> Situation:
    """A registration as somebody looks at it who asks that it be corrected after the close."""
    open_ones = Correction.objects.filter(registration=row, state=CorrectionState.ASKED)
    return Situation(
        role=by.role,
        within=by.covers(row.filing.district_id),
        now=on,
        state=row.state,
        quarter_state=row.filing.quarter.state,
        asked_by_us=open_ones.exists(),
        reason=reason,
    )


def of_correction(
    by: Jurisdiction, row: Correction, on: datetime, *, reason: str = ""
) -> Situation:
    """A correction that was asked; its quarter is at hand."""
    return Situation(
        role=by.role,
        within=by.covers(row.district_id),
        now=on,
        state=row.state,
        quarter_state=row.quarter.state,
        reason=reason,
    )


def _entry_standing(filing: Filing) -> dict:
    place = filing.district.province_id, filing.district_id
    return {Step.ENTRY: plan.plan_of(filing.quarter).standing(Step.ENTRY, *place)}


def _on_their_way(producers: Iterable[int], filing: Filing) -> set[int]:
    """Those of ``producers`` that have a live registration in the quarter, or one of another
    quarter that its province has not announced yet; or that one to be cancelled goes on in.
    """
    announced = Certification.objects.filter(
        quarter=OuterRef("quarter"), province=OuterRef("filing__district__province")
    ).exclude(state=CertificationState.WAITING)
    rows = Registration.objects.filter(
        Q(producer__in=producers) | Q(merge_into__in=producers),
        Q(quarter=filing.quarter_id) | ~Exists(announced),
        state__in=_LIVE,
    )
    pairs = rows.values_list("producer_id", "merge_into_id")
    return {key for pair in pairs for key in pair if key} & set(producers)
