"""Keeping what is typed until it is saved.

A draft is no deed: it counts nowhere, nobody but its officer reads it, and saving the form ends it
and writes the journal. So none of this is journalled: an entry every other second would bury the
deeds, and its values would be a citizen's that nobody has decided to store.
"""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import QuarterState, Role
from registration.errors import Forbidden, Refusal, Refused
from registration.models import FormDraft, Registration
from registration.scoping import Jurisdiction
from registration.services import filings

MOST = 200_000  # characters of a form as the browser sends it
FORMS = re.compile(r"(producer(-[a-z]{1,20})?|product-(new|\d{1,5}))\Z")


@transaction.atomic
def keep(
    *,
    by: Jurisdiction,
    on: datetime,
    filing: int,
    registration: int | None,
    form: str,
    version: int,
    content: str,
) -> FormDraft:
    """Keep a form as typed, readable or not, in place of what the officer kept of it before.

    Also outside every window: what is typed must not be lost. Raises ``Forbidden`` for whoever is
    not of a district, ``Filing.DoesNotExist`` for
    another area's filing, ``Refused`` in a closed quarter (``closed``) and for more than ``MOST``
    characters (``too_long``).
    """
    if not FORMS.match(form):
        raise ValueError(f"not a form of ours: {form[:40]}")
    if by.role != Role.DISTRICT:
        raise Forbidden(_("แบบลงทะเบียนเป็นหน้าที่ของอำเภอ"))
    if len(content) > MOST:
        raise Refused(Refusal("too_long", _("ข้อความยาวเกินไป ระบบเก็บร่างให้ไม่ได้ ให้แบ่งกรอกแล้วกดบันทึก")))
    held = filings.locked(by, pk=filing)  # a closing under way is waited for
    if held.quarter.state == QuarterState.CLOSED:
        raise Refused(Refusal("closed", _("ไตรมาสนี้ปิดแล้ว ระบบไม่เก็บร่างของไตรมาสที่ปิด")))
    if registration is not None:
        Registration.objects.only("pk").get(pk=registration, filing=held)
    draft, _made = FormDraft.objects.update_or_create(
        officer_id=by.officer_id,
        filing=held,
        registration_id=registration,
        form=form,
        defaults={"version": version, "content": content, "saved_at": on},
    )
    return draft


@transaction.atomic
def end(*, by: Jurisdiction, on: datetime, filing: int, registration: int | None, form: str) -> int:
    """Forget what was kept of a form, because it was saved; returns how many drafts that were."""
    return _forget(by, filing=filing, registration=registration, form=form)


@transaction.atomic
def discard(*, by: Jurisdiction, on: datetime, draft: int) -> int:
    """Throw an own draft away; somebody else's stays."""
    return _forget(by, pk=draft)


def _forget(by: Jurisdiction, **lookup) -> int:
    return FormDraft.objects.filter(officer=by.officer_id, **lookup).delete()[0]
