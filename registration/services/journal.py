"""The one writer of the journal."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import translation

from registration import validators
from registration.models import (
    Certification,
    Filing,
    FiscalQuarter,
    JournalEntry,
    Producer,
    Registration,
    StagedImport,
    Transfer,
)
from registration.scoping import Jurisdiction
from registration.workflow import Permit

_MASKED = ("citizen_id", "proxy_citizen_id")


def in_thai():
    """Records are written in Thai, whatever language the officer reads: a context manager."""
    return translation.override("th")


def record(
    by: Jurisdiction | None,
    on: datetime,
    action: str,
    subject,
    *,
    before: dict | None = None,
    after: dict | None = None,
    reason: str = "",
    permit: str = "",
) -> JournalEntry:
    """Append one entry. ``by`` is ``None`` only for the program itself (loading places, the first
    account).
    """
    entry = entry_of(
        by, on, action, subject, before=before, after=after, reason=reason, permit=permit
    )
    entry.save()
    return entry


def record_both(
    by: Jurisdiction, on: datetime, action: str, transfers: Iterable[Transfer], **words
) -> None:
    """Append two entries for each transfer: one to be read where the producer was, one where it
    goes. ``words`` are those of ``record``.
    """
    entries = []
    for row in transfers:
        for district in (row.from_district_id, row.to_district_id):
            entry = entry_of(by, on, action, row, **words)
            entry.district_code, entry.province_code = district, district[:2]
            entries.append(entry)
    record_many(entries)


def record_many(entries: list[JournalEntry]) -> None:
    """Append entries made by ``entry_of`` in one statement for each thousand."""
    JournalEntry.objects.bulk_create(entries, batch_size=1000)


def entry_of(by, on, action, subject, *, before=None, after=None, reason="", permit=""):
    """An entry not yet stored, for ``record_many``. A citizen ID in the reason is masked.

    ``permit`` as the workflow gave it: it knows the extension that it was, if it was one.
    """
    with in_thai():
        subject_text = str(subject)[:250]
    return JournalEntry(
        at=on,
        officer_id=by.officer_id if by else None,
        officer_name=by.name if by else "",
        role=by.role if by else "",
        office=by.office if by else "",
        action=action,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        subject_text=subject_text,
        before=plain(before or {}),
        after=plain(after or {}),
        reason=validators.mask_within(str(reason)),
        permit=permit,
        extension_id=permit.extension if isinstance(permit, Permit) else None,
        request_id=by.request_id if by else "",
        **_place(subject),
    )


def plain(values: dict) -> dict:
    """Values as JSON holds them; citizen IDs only masked."""
    return {name: _plain(name, value) for name, value in values.items()}


def _plain(name, value):
    if name in _MASKED:
        return validators.mask_citizen_id(value) if value else ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Producer):
        return value.number
    if hasattr(value, "pk"):
        return value.pk
    return value


def _place(subject) -> dict[str, str]:
    if isinstance(subject, Registration | StagedImport):
        subject = subject.filing
    if isinstance(subject, Filing):
        district = subject.district_id
        return {
            "province_code": district[:2],
            "district_code": district,
            "quarter_code": subject.quarter_id,
        }
    if isinstance(subject, Certification):
        return {"province_code": subject.province_id, "quarter_code": subject.quarter_id}
    if isinstance(subject, FiscalQuarter):
        return {"quarter_code": subject.pk}
    district = getattr(subject, "district_id", None) or ""
    return {
        "province_code": getattr(subject, "province_id", None) or district[:2],
        "district_code": district,
        "quarter_code": getattr(subject, "quarter_id", None) or "",
    }
