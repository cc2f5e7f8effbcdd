"""What closing a quarter does once it may be done: the closing does it, a rehearsal does the same
and takes it back.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from registration import workflow
from registration.enums import CertificationState, RegistrationState
from registration.models import (
    Announcement,
    Certification,
    Filing,
    FiscalQuarter,
    FormDraft,
    Registration,
    ReturnGrant,
    Snapshot,
)
from registration.scoping import Jurisdiction
from registration.selectors import lapsing
from registration.services import journal, left_out, snapshots, states
from registration.services.filings import locked_keys


@dataclass(frozen=True)
class Finished:
    """A closed quarter. ``lapsed`` counts by province and reason what went no further;
    ``missing`` are the provinces that had not announced.
    """

    announcement: Announcement
    snapshot: Snapshot
    lapsed: dict[str, Counter]
    missing: list[str]


def locked(code: str) -> FiscalQuarter:
    """The quarter, with every certification and filing of it under lock: whoever was writing has
    finished, whoever comes later waits.
    """
    # Not the full lock: whoever inserts a row refers to its quarter and would wait for us, while we
    # wait for the filing that is locked there.
    quarter = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=code)
    certifications = Certification.objects.filter(quarter=quarter)
    list(certifications.select_for_update().order_by("pk").values_list("pk", flat=True))
    locked_keys(Filing.objects.filter(quarter=quarter))
    return quarter


def finish(
    by: Jurisdiction,
    on: datetime,
    quarter: FiscalQuarter,
    paper: Mapping,
    without: Mapping[str, str],
    permit: str,
) -> Finished:
    """Close a ``locked`` quarter: what a province announced is closed, all else lapses. ``paper``
    holds the announcement's fields.
    """
    certifications = Certification.objects.filter(quarter=quarter)
    rows = Registration.objects.filter(quarter=quarter)
    waiting = certifications.filter(state=CertificationState.WAITING)
    missing = list(waiting.order_by("province").values_list("province", flat=True))
    before, lapsed = _counts(rows), lapsing.counts(by, quarter.pk)
    announced = ~Q(filing__district__province__in=missing)
    certified = rows.filter(announced, state=RegistrationState.CERTIFIED)
    states.move_all(certified, workflow.CLOSE, by, on)
    states.move_all(rows, workflow.LAPSE, by, on)
    states.move_all(Filing.objects.filter(quarter=quarter), workflow.CLOSE_FILING, by, on)
    states.move_all(certifications, workflow.CLOSE_CERTIFICATION, by, on)
    ReturnGrant.objects.filter(registration__quarter=quarter, ended_at__isnull=True).update(
        ended_at=on
    )
    # What was only typed ends with the quarter, and the people in it with it.
    FormDraft.objects.filter(filing__quarter=quarter).delete()
    states.move(quarter, workflow.CLOSE_QUARTER, by, on)
    announcement = Announcement.objects.create(
        quarter=quarter, made_at=on, made_by_id=by.officer_id, **paper
    )
    reasons = left_out.of_provinces(announcement, missing, without)
    snapshot = snapshots.take_of_country(announcement, on)
    journal.record(
        by, on, "quarter.close", quarter, before=before,
        after=_counts(rows) | {"sha256": snapshot.sha256, "left_out": reasons},
        reason=announcement.without_reason, permit=permit,
    )  # fmt: skip
    return Finished(announcement, snapshot, lapsed, missing)


def _counts(rows: QuerySet[Registration]) -> dict[str, int]:
    """Registrations by state."""
    return dict(rows.order_by("state").values_list("state").annotate(n=Count("pk")))
