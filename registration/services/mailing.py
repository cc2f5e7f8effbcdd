"""Messages as e-mail: what waits in the queue goes out after the deed, and never undoes it.

The queue are the unread messages of officers who want mail and that were not sent. Each officer's
are locked while they are sent, so two runs send once; a run that is killed in between sends again.
An address is in no log.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPServerDisconnected
from urllib.parse import urljoin

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db import connection as database
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Mail
from registration.models import Message, Officer
from registration.selectors import sentences

MOST_SOON = 5  # so many messages a request sends itself; more are left to the command
MOST_TRIES = 5  # then a message that the server refuses is given up
_MOST_IN_ONE = 50  # messages in one mail; the rest go with the next
_REST = 300  # seconds in which no request asks a server that did not answer
_DOWN = "mail-server-down"
_log = logging.getLogger(__name__)


def send_soon(on: datetime, keys: Collection[int]) -> int:
    """Send a few messages that were just made; anything more, or while the server does not answer,
    is left to ``send_queued``.
    """
    if len(keys) > MOST_SOON or cache.get(_DOWN):
        return 0
    return _send(on, _queue(on).filter(pk__in=keys))


def send_queued(on: datetime) -> int:
    """Send all that waits: at once to those who want it so, the day's rest to the others from
    ``MAIL_DIGEST_HOUR`` on. Returns how many mails went out.
    """
    return _send(on, _queue(on))


def _queue(on: datetime) -> QuerySet[Message]:
    today = calendar.start_of(calendar.day_of(on))
    digested = Message.objects.filter(officer=OuterRef("officer"), sent_at__gte=today)
    at_once = Q(officer__mail=Mail.AT_ONCE)
    if on >= today + timedelta(hours=settings.MAIL_DIGEST_HOUR):
        at_once |= Q(officer__mail=Mail.DAILY) & ~Exists(digested)
    return (
        Message.objects.filter(
            at_once,
            officer__is_active=True,
            sent_at__isnull=True,
            read_at__isnull=True,
            tries__lt=MOST_TRIES,
        )
        .exclude(mail=Mail.NONE)
        .exclude(officer__email="")
    )


def _send(on: datetime, queue: QuerySet[Message]) -> int:
    officers = list(queue.order_by("officer").values_list("officer", flat=True).distinct())
    if not (officers and settings.MAIL_ON):
        return 0
    try:
        with get_connection() as server:
            return sum(_send_to(on, officer, queue, server) for officer in officers)
    except OSError as error:
        # SMTPException is one, too. It is no try of a message: the server fails, not the message.
        cache.set(_DOWN, True, _REST)
        _log.warning("the mail server does not answer: %s", type(error).__name__)
        return 0


@transaction.atomic
def _send_to(on: datetime, officer: int, queue: QuerySet[Message], server) -> int:
    rows = list(
        queue.filter(officer=officer)
        .order_by("pk")
        .select_for_update(
            of=("self",), skip_locked=database.features.has_select_for_update_skip_locked
        )[:_MOST_IN_ONE]
    )
    if not rows:
        return 0  # another run has them
    keys = Message.objects.filter(pk__in=[row.pk for row in rows])
    try:
        letter(Officer.objects.get(pk=officer), rows, server).send()
    except SMTPServerDisconnected:
        raise
    except SMTPException as error:
        _log.warning("mail of officer %s was refused: %s", officer, type(error).__name__)
        keys.update(tries=rows[0].tries + 1)
        return 0
    keys.update(sent_at=on)
    return 1


def letter(officer: Officer, rows: Sequence[Message], server=None) -> EmailMessage:
    """Messages as one mail, in Thai."""
    with translation.override("th"):
        subject = sentences.heading(rows[0])
        if len(rows) > 1:
            subject = _("ข้อความใหม่ %(n)d เรื่อง") % {"n": len(rows)}
        return EmailMessage(
            f"[{_('ทะเบียน OTOP')}] {subject}", _body(officer, rows), to=[officer.email],
            connection=server,
        )  # fmt: skip


def _body(officer: Officer, rows: Sequence[Message]) -> str:
    lines = [_("เรียน %(name)s") % {"name": officer.full_name}, ""]
    for row in rows:
        quarter = f" ({row.quarter_id})" if row.quarter_id else ""
        lines += [f"- {sentences.heading(row)}{quarter}", f"  {sentences.sentence(row)}"]
    lines += ["", _("เปิดดูและดำเนินการได้ที่หน้า “ข้อความ” ของระบบ")]
    if settings.SITE_URL:
        lines.append(urljoin(settings.SITE_URL, reverse("messages")))
    lines += [
        "",
        _("ระบบส่งอีเมลนี้โดยอัตโนมัติ ไม่ต้องตอบกลับ เปลี่ยนหรือเลิกรับได้ที่หน้า “ข้อความ” หัวข้อ “ตั้งค่าอีเมล”"),
    ]
    return "\n".join(lines)
