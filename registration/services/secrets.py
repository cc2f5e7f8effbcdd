"""Showing what is masked, and finding by it: never unrecorded."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden, Refusal, Refused
from registration.models import Officer, Producer, Registration
from registration.scoping import Jurisdiction, within
from registration.selectors import register
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


@transaction.atomic
def look_up(*, by: Jurisdiction, on: datetime, digits: str) -> list[Producer]:
    """Producers of the own area whose person has this citizen ID. Whoever asks has the number
    already, so no reason is asked; but who asked after whom is journalled, also in vain.
    """
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานค้นด้วยเลขประจำตัวประชาชนไม่ได้"))
    found = list(register.holders(by, digits))
    subjects = found or [Officer.objects.get(pk=by.officer_id)]
    for subject in subjects:
        journal.record(by, on, "citizen_id.look_up", subject, after={"found": len(found)})
    return found


def _reveal(by, on, row, reason) -> str:
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานดูเลขประจำตัวประชาชนไม่ได้"))
    if not reason.strip():
        raise Refused(Refusal("reason", _("ต้องระบุเหตุผลที่ขอดูเลขประจำตัวประชาชน")))
    journal.record(by, on, "citizen_id.reveal", row, reason=reason)
    return row.citizen_id
