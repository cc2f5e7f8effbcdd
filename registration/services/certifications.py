"""The province's announcement: the one deed that makes a quarter official."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from registration import workflow
from registration.enums import FilingState
from registration.models import Announcement, Certification, Filing, ReturnGrant
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import (
    journal,
    left_out,
    merges,
    news,
    register,
    snapshots,
    states,
    transfers,
)
from registration.services.filings import locked_keys


@transaction.atomic
def announce(
    *,
    by: Jurisdiction,
    on: datetime,
    province: str,
    quarter: str,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_position: str,
    without_reason: str = "",
    without: Mapping[str, str] | None = None,
) -> Announcement:
    """Announce a province's quarter: write the register, give numbers, take the snapshot.

    Every submitted registration of a handed-over filing must be decided. Every district that has
    not handed over needs a reason: its own in ``without`` (by district code), or ``without_reason``
    for all that have none. Raises ``Certification.DoesNotExist``, ``Forbidden`` or
    ``Refused``.
    """
    certification = (
        Certification.objects.select_for_update(of=("self",))
        .select_related("quarter", "province")
        .get(within(by, district="", province="province"), province=province, quarter=quarter)
    )
    filings = Filing.objects.filter(quarter=quarter, district__province=province)
    locked_keys(filings)
    certification.quarter.refresh_from_db()
    without = without or {}
    situation = situations.of_certification(
        by, certification, on, reason=without_reason, without=without
    )
    permit = states.allow(workflow.ANNOUNCE, situation)
    written = register.write(certification)
    transfers.arrive(by=by, on=on, certification=certification, permit=permit)
    merges.join(by=by, on=on, certification=certification, permit=permit)
    announcement = Announcement.objects.create(
        quarter=certification.quarter,
        certification=certification,
        number=number,
        dated_on=dated_on,
        signatory=signatory,
        signatory_position=signatory_position,
        without_reason=without_reason,
        made_at=on,
        made_by_id=by.officer_id,
    )
    waiting = filings.filter(state=FilingState.ENTRY).order_by("district")
    missing = list(waiting.values_list("district", flat=True))
    reasons = left_out.of_districts(announcement, missing, without)
    snapshot = snapshots.take_of_province(certification, announcement, on)
    # What is still with its district cannot be certified any more: nobody mends it in vain.
    ReturnGrant.objects.filter(registration__filing__in=filings, ended_at__isnull=True).update(
        ended_at=on
    )
    states.move_all(filings.filter(state=FilingState.HANDED_OVER), workflow.CERTIFY_FILING, by, on)
    states.move(certification, workflow.ANNOUNCE, by, on)
    journal.record(
        by, on, "certification.announce", certification,
        after={"number": number, "sha256": snapshot.sha256, "left_out": reasons, **written},
        reason=without_reason, permit=permit,
    )  # fmt: skip
    news.announced(by, on, certification, number)
    return announcement
