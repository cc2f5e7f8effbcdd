"""Every district of an area in one quarter: as many queries for the country as for a province."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from registration import calendar
from registration.enums import RegistrationState, Stage, Step
from registration.models import Certification, Filing, FiscalQuarter
from registration.scoping import Jurisdiction, within
from registration.selectors import certifications, plan, progress
from registration.workflow import Progress, Standing, Wait, is_late, stage_of, waits_of

_NOTHING_FILED = progress.OfFiling(Counter())
_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)


@dataclass(frozen=True)
class DistrictRow:
    """One district. ``days_entering`` run from the first entry to the hand-over, ``days_deciding``
    from there to the announcement; ``None`` while they run.
    """

    code: str
    name: str
    province: str
    province_name: str
    region: str
    is_nil: bool
    stage: Stage
    is_late: bool
    waits: tuple[Wait, ...]
    n: Counter
    handed_over_at: datetime | None
    days_entering: int | None
    days_deciding: int | None

    @property
    def n_live(self) -> int:
        return sum(n for state, n in self.n.items() if state not in _GONE)

    @property
    def since(self) -> datetime | None:
        """Since when anybody has waited here."""
        return min((wait.since for wait in self.waits), default=None)


@dataclass(frozen=True)
class Cockpit:
    """An area's provinces and districts, with the standing of each province's certification."""

    certifications: list[Certification]
    districts: list[DistrictRow]
    certifying: dict[str, Standing]

    @property
    def counts(self) -> dict[str, Counter]:
        """Registrations by province code and state, as ``progress.by_province`` counts them."""
        found: dict[str, Counter] = {}
        for row in self.districts:
            found.setdefault(row.province, Counter()).update(row.n)
        return found


def read(
    by: Jurisdiction, quarter: FiscalQuarter, on: datetime, province: str | None = None
) -> Cockpit:
    """The country, or one ``province``; raises ``Certification.DoesNotExist`` for an area that
    ``by`` does not cover, as for none at all.
    """
    if not by.covers(province or "th"):
        raise Certification.DoesNotExist(province)
    found = certifications.overview(by, quarter.code)
    if province:
        found = found.filter(province=province)
    by_code = {row.province_id: row for row in found}
    if province and not by_code:
        raise Certification.DoesNotExist(province)
    quarter_plan = plan.plan_of(quarter)
    certifying = {code: quarter_plan.standing(Step.CERTIFICATION, code, None) for code in by_code}
    counts = progress.by_filing(by, quarter.code, province)
    rows = [
        _row(values, counts, by_code, quarter_plan, certifying, on)
        for values in _filings(by, quarter.code, province)
        if values["district__province"] in by_code
    ]
    return Cockpit(list(by_code.values()), rows, certifying)


def _filings(by: Jurisdiction, quarter: str, province: str | None) -> Iterable[dict]:
    rows = Filing.objects.filter(within(by), quarter=quarter)
    if province:
        rows = rows.filter(district__province=province)
    return rows.order_by("district").values(
        "pk", "district", "district__name", "district__province", "state", "is_nil",
        "handed_over_at", "certified_at",
    )  # fmt: skip


def _row(filing: dict, counts, by_code, quarter_plan, certifying, on) -> DistrictRow:
    counted = counts.get(filing["pk"], _NOTHING_FILED)
    certification = by_code[filing["district__province"]]
    code, province = filing["district"], certification.province
    told = Progress(
        filing_state=filing["state"],
        certification_state=certification.state,
        n=counted.n,
        began_at=counted.began_at,
        handed_over_at=filing["handed_over_at"],
        certified_at=filing["certified_at"],
        submitted_at=counted.submitted_at,
        returned_at=counted.returned_at,
        decided_at=counted.decided_at,
    )
    stage, entry = stage_of(told), quarter_plan.standing(Step.ENTRY, province.code, code)
    return DistrictRow(
        code=code,
        name=filing["district__name"],
        province=province.code,
        province_name=province.name,
        region=province.region,
        is_nil=filing["is_nil"],
        stage=stage,
        is_late=is_late(stage, entry, certifying[province.code], on),
        waits=waits_of(told, stage, entry, on),
        n=counted.n,
        handed_over_at=told.handed_over_at,
        days_entering=_days(told.began_at, told.handed_over_at),
        days_deciding=_days(told.handed_over_at, told.certified_at),
    )


def _days(first: datetime | None, last: datetime | None) -> int | None:
    """Days of the calendar from one instant's day to the other's."""
    if first is None or last is None:
        return None
    return max(0, (calendar.day_of(last) - calendar.day_of(first)).days)
