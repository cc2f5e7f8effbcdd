"""Searches that officers keep for themselves. They concern nobody else, so no journal is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.errors import Refusal, Refused
from registration.models import Officer, SavedFilter
from registration.scoping import Jurisdiction

MOST = 20
_LONGEST = SavedFilter._meta.get_field("query").max_length


@transaction.atomic
def save(*, by: Jurisdiction, on: datetime, name: str, query: str) -> SavedFilter:
    """Keep ``query`` under ``name``; the same name again holds the new query."""
    Officer.objects.select_for_update(no_key=True).get(
        pk=by.officer_id
    )  # or two at once are one too many
    own = SavedFilter.objects.filter(officer=by.officer_id)
    if len(query) > _LONGEST:
        raise Refused(Refusal("long", _("ตัวกรองนี้ยาวเกินไป ให้ลดเงื่อนไขลงก่อนบันทึก")))
    if own.exclude(name=name).count() >= MOST:
        sentence = _("บันทึกตัวกรองได้ไม่เกิน %(most)d รายการ ให้ลบรายการที่ไม่ใช้แล้วก่อน")
        raise Refused(Refusal("many", sentence % {"most": MOST}))
    row, _created = own.update_or_create(
        name=name, defaults={"query": query}, create_defaults={
            "officer_id": by.officer_id, "query": query,
        },
    )  # fmt: skip
    return row


@transaction.atomic
def remove(*, by: Jurisdiction, on: datetime, pk: int) -> str:
    """Delete one of the own filters and return its name; raises ``SavedFilter.DoesNotExist``."""
    row = SavedFilter.objects.select_for_update().get(officer=by.officer_id, pk=pk)
    row.delete()
    return row.name
