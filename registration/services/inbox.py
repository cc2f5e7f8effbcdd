"""What an officer does with the own messages, and how long they are kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Mail
from registration.errors import Incomplete
from registration.models import Message, Officer
from registration.scoping import Jurisdiction
from registration.selectors import messages
from registration.services import journal


@transaction.atomic
def mark_read(*, by: Jurisdiction, on: datetime, message: int) -> Message:
    """Mark one of the own messages read; one that was read keeps its instant. Raises
    ``Message.DoesNotExist`` for somebody else's.
    """
    row = messages.visible(by).get(pk=message)
    if row.read_at is None:
        messages.visible(by).filter(pk=message, read_at__isnull=True).update(read_at=on)
        row.read_at = on
    return row


@transaction.atomic
def mark_all_read(
    *, by: Jurisdiction, on: datetime, newest: int, kinds: tuple[str, ...] = ()
) -> int:
    """Mark all unread messages (of ``kinds``) read up to the one with key ``newest``: what came in
    since the page was drawn stays unread. Returns how many.
    """
    rows = messages.visible(by).filter(read_at__isnull=True, pk__lte=newest)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.update(read_at=on)


@transaction.atomic
def choose_mail(*, by: Jurisdiction, on: datetime, mail: str, email: str) -> Officer:
    """Set the own address and how messages come by e-mail."""
    if mail != Mail.NONE and not email:
        raise Incomplete([("email", _("กรอกอีเมลที่จะให้ส่งข้อความถึง"))])
    row = Officer.objects.select_for_update(of=("self",), no_key=True).get(pk=by.officer_id)
    new = {"mail": mail, "email": email}
    before = {name: getattr(row, name) for name in new}
    if before == new:
        return row
    row.mail, row.email = mail, email
    row.save(update_fields=list(new))
    journal.record(by, on, "officer.choose_mail", row, before=before, after=new)
    return row


@transaction.atomic
def remove_old(*, by: Jurisdiction | None, on: datetime) -> int:
    """Delete messages older than ``MESSAGES_KEPT_DAYS``, read or not; returns how many. ``by`` is
    ``None``: the program itself.
    """
    before = on - timedelta(days=settings.MESSAGES_KEPT_DAYS)
    removed, _each = Message.objects.filter(made_at__lt=before).delete()
    return removed
