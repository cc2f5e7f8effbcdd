"""Showing what is masked: never without a reason, never unrecorded."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden, Refusal, Refused
from registration.models import Producer, Registration
from registration.scoping import Jurisdiction, within
from registration.services import journal


@transaction.atomic
def reveal_registration(*, by: Jurisdiction, on: datetime, registration: int, reason: str) -> str:
    """The citizen ID of a registration in the area of ``by``; the reveal is journalled first."""
    row = Registration.objects.select_related("filing").get(
        within(by, "filing__district"), pk=registration
    )
    return _reveal(by, on, row, reason)


@transaction.atomic
def reveal_producer(*, by: Jurisdiction, on: datetime, number: str, reason: str) -> str:
    return _reveal(by, on, Producer.objects.get(within(by), number=number), reason)


def _reveal(by, on, row, reason) -> str:
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานดูเลขประจำตัวประชาชนไม่ได้"))
    if not reason.strip():
        raise Refused(Refusal("reason", _("ต้องระบุเหตุผลที่ขอดูเลขประจำตัวประชาชน")))
    journal.record(by, on, "citizen_id.reveal", row, reason=reason)
    return row.citizen_id
