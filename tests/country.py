"""The country in the middle of its work: districts of every stage, laid in a few statements.

For what must hold for 928 districts; the way there is the services' and tested with them.
"""

from datetime import timedelta

from registration.enums import CertificationState, FilingState, Kind, RegistrationState, Step
from registration.models import Certification, Filing, Registration, Subdistrict
from tests.factories import QUARTER, moment

_R, _F = RegistrationState, FilingState
# What a district has filed at each stage: (filing's state, states of its registrations).
STAGES = {
    "NOT_BEGUN": (_F.ENTRY, ()),
    "ENTERING": (_F.ENTRY, (_R.DRAFT, _R.SUBMITTED)),
    "SUBMITTED": (_F.ENTRY, (_R.SUBMITTED, _R.SUBMITTED)),
    "HANDED_OVER": (_F.HANDED_OVER, (_R.SUBMITTED, _R.SUBMITTED)),
    "CERTIFYING": (_F.HANDED_OVER, (_R.CERTIFIED, _R.SUBMITTED, _R.RETURNED)),
    "ANNOUNCED": (_F.CERTIFIED, (_R.CERTIFIED, _R.CERTIFIED)),
}
_STAMPS = {
    _R.DRAFT: (),
    _R.SUBMITTED: ("submitted",),
    _R.RETURNED: ("submitted", "returned"),
    _R.CERTIFIED: ("submitted", "certified"),
}


def lay(officer, stage_of, times: int = 1, quarter: str = QUARTER) -> dict[str, str]:
    """Put every filing of the quarter into the stage that ``stage_of(district code)`` names, with
    its registrations ``times`` over. A province of which any is ANNOUNCED has announced.
    """
    began, handed = moment(quarter, Step.ENTRY), moment(quarter, Step.ENTRY, "last")
    decided = moment(quarter, Step.CERTIFICATION)
    filings = list(Filing.objects.filter(quarter=quarter).order_by("district"))
    stages = {filing.district_id: stage_of(filing.district_id) for filing in filings}
    places = dict(Subdistrict.objects.order_by("-code").values_list("district", "code"))
    rows = []
    for number, filing in enumerate(filings):
        state, states = STAGES[stages[filing.district_id]]
        filing.state = state
        if state != _F.ENTRY:
            filing.handed_over_at = handed - timedelta(days=number % 20)
            filing.handed_over_by = officer
        if state == _F.CERTIFIED:
            filing.certified_at, filing.certified_by = decided, officer
        filing.last_sequence = len(states) * times
        rows += [
            _registration(
                filing,
                places[filing.district_id],
                sequence,
                each,
                officer,
                began - timedelta(days=number % 9),
                decided,
            )
            for sequence, each in enumerate(states * times, start=1)
        ]
    Filing.objects.bulk_update(
        filings,
        ["state", "handed_over_at", "handed_over_by", "certified_at", "certified_by"],
        batch_size=100,
    )
    Registration.objects.bulk_create(rows, batch_size=200)
    announced = {code[:2] for code, stage in stages.items() if stage == "ANNOUNCED"}
    Certification.objects.filter(quarter=quarter, province__in=announced).update(
        state=CertificationState.ANNOUNCED, announced_at=decided, announced_by=officer
    )
    return stages


def _registration(filing, place, sequence, state, officer, on, decided) -> Registration:
    stamps = {}
    for stamp in _STAMPS[state]:
        at = on if stamp == "submitted" else decided
        stamps |= {f"{stamp}_at": at, f"{stamp}_by": officer}
    return Registration(
        filing=filing, quarter_id=filing.quarter_id, sequence=sequence, kind=Kind.NEW, state=state,
        entered_at=on, entered_by=officer, site_subdistrict_id=place,
        producer_type="SOLE", name=f"ร้านทดสอบ {sequence}", **stamps,
    )  # fmt: skip


def spread(code: str) -> str:
    """A stage for each district: provinces differ, none of them is whole, some have announced."""
    province, district = int(code[:2]), int(code[2:])
    if province % 9 == 0:
        return "ANNOUNCED" if district % 8 else "NOT_BEGUN"
    pace = province % 6  # how far most of the province is
    order = ("NOT_BEGUN", "ENTERING", "SUBMITTED", "HANDED_OVER", "CERTIFYING")
    return order[max(0, min(4, pace - 1 + (district * 7 % 4) - 1))]
