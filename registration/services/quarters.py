"""Opening and closing quarters: the department's deeds."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from registration import calendar, workflow
from registration.enums import CertificationState, QuarterState, RegistrationState
from registration.models import (
    Announcement,
    Certification,
    District,
    Filing,
    FiscalQuarter,
    FormDraft,
    Province,
    Registration,
    ReturnGrant,
)
from registration.scoping import Jurisdiction
from registration.selectors import situations
from registration.services import journal, news, snapshots, states
from registration.services.filings import locked_keys


def ensure_open(*, by: Jurisdiction | None, on: datetime, code: str) -> FiscalQuarter:
    """The quarter with a filing for every district and a certification for every province.

    Called where an order sets its first window, inside that transaction. Safe to repeat: what is
    there stays, new districts get their filing.
    """
    parsed = calendar.QuarterCode.parse(code)
    quarter, _created = FiscalQuarter.objects.get_or_create(
        code=str(parsed), defaults={"year": parsed.year, "number": parsed.number}
    )
    # Waits for a closing under way, so that no window is set on a quarter just closed.
    quarter = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter.pk)
    if quarter.state == QuarterState.CLOSED:
        return quarter
    Filing.objects.bulk_create(
        [
            Filing(quarter=quarter, district=district)
            for district in District.objects.exclude(filings__quarter=quarter)
        ],
        batch_size=500,
    )
    Certification.objects.bulk_create(
        [
            Certification(quarter=quarter, province=province)
            for province in Province.objects.exclude(certifications__quarter=quarter)
        ]
    )
    if quarter.state == QuarterState.PLANNED:
        states.move(quarter, workflow.OPEN_QUARTER, by, on)
        journal.record(by, on, "quarter.open", quarter)
    return quarter


@transaction.atomic
def close(
    *,
    by: Jurisdiction,
    on: datetime,
    code: str,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_position: str,
    without_reason: str = "",
) -> Announcement:
    """Close a quarter: what a province announced is closed, all else lapses and is offered again.

    Provinces that have not announced need ``without_reason``. Locks every certification and filing
    of the quarter, so whoever was writing has finished and whoever comes later finds it closed.
    """
    # Not the full lock: whoever inserts a row refers to its quarter and would wait for us, while we
    # wait for the filing that is locked there.
    quarter = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=code)
    certifications = Certification.objects.filter(quarter=quarter)
    filings = Filing.objects.filter(quarter=quarter)
    list(certifications.select_for_update().order_by("pk").values_list("pk", flat=True))
    locked_keys(filings)
    permit = states.allow(
        workflow.CLOSE_QUARTER, situations.of_quarter(by, quarter, on, reason=without_reason)
    )
    rows = Registration.objects.filter(quarter=quarter)
    announced = Q(
        filing__district__province__in=certifications.filter(
            state=CertificationState.ANNOUNCED
        ).values("province")
    )
    certified = Q(state=RegistrationState.CERTIFIED)
    before = _counts(rows)
    states.move_all(rows.filter(announced & certified), workflow.CLOSE, by, on)
    states.move_all(rows, workflow.LAPSE, by, on)
    states.move_all(filings, workflow.CLOSE_FILING, by, on)
    states.move_all(certifications, workflow.CLOSE_CERTIFICATION, by, on)
    ReturnGrant.objects.filter(registration__quarter=quarter, ended_at__isnull=True).update(
        ended_at=on
    )
    # What was only typed ends with the quarter, and the people in it with it.
    FormDraft.objects.filter(filing__quarter=quarter).delete()
    states.move(quarter, workflow.CLOSE_QUARTER, by, on)
    announcement = Announcement.objects.create(
        quarter=quarter,
        number=number,
        dated_on=dated_on,
        signatory=signatory,
        signatory_position=signatory_position,
        without_reason=without_reason,
        made_at=on,
        made_by_id=by.officer_id,
    )
    snapshots.take_of_country(announcement, on)
    journal.record(
        by, on, "quarter.close", quarter,
        before=before, after=_counts(rows), reason=without_reason, permit=permit,
    )  # fmt: skip
    news.closed(by, on, quarter, number)
    return announcement


def _counts(rows) -> dict[str, int]:
    states_of_rows = list(rows.values_list("state", flat=True))
    return {str(state): states_of_rows.count(state) for state in sorted(set(states_of_rows))}
