"""Carrying producers of the register forward into a quarter, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Informant, Kind
from registration.errors import Refusal, Refused
from registration.models import Registration
from registration.scoping import Jurisdiction
from registration.selectors import plan
from registration.services import decisions
from registration.services.entering import Entering

MOST = 100  # one officer's list; a longer one would keep the filing locked for others
# The producer confirms in person, now: last quarter's proxy has no say in it.
_CONFIRMED = {
    "declared": True, "informant": Informant.SELF, "proxy_name": "", "proxy_citizen_id": "",
    "proxy_relation": "", "proxy_paper_seen": False,
}  # fmt: skip


@dataclass(frozen=True)
class Confirmation:
    """What became of each: ``submitted``, ``drafts`` that still lack something, and ``left`` as
    ``(number, refusal)``: somebody else was quicker, or the producer is no longer active.
    """

    submitted: list[Registration] = field(default_factory=list)
    drafts: list[Registration] = field(default_factory=list)
    left: list[tuple[str, Refusal]] = field(default_factory=list)


@transaction.atomic
def confirm_same(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, producers: Iterable[str]
) -> Confirmation:
    """Register producers as they stand in the register, and submit what lacks nothing: the officer
    states that each producer confirmed the data, and signs for receipt.

    ``producers`` are numbers, at most ``MOST``. Raises ``Producer.DoesNotExist`` for another
    district's, and then nothing is written at all.
    """
    numbers = sorted(set(producers))
    if len(numbers) > MOST:
        raise Refused(
            Refusal("too_many", _("เลือกได้ครั้งละไม่เกิน %(n)d ราย ให้แบ่งยืนยันทีละชุด") % {"n": MOST})
        )
    left = []
    with plan.remembered():
        entering = Entering(by, on, district, quarter)
        entering.lock(numbers)
        for number in numbers:
            try:
                entering.add(Kind.UPDATE, _CONFIRMED, number)
            except Refused as error:
                left.append((number, error.refusal))
        entered = entering.write()
        submitted = decisions.submit_complete(
            by=by, on=on, district=district, quarter=quarter,
            registrations=[row.pk for row in entered],
        )  # fmt: skip
    done = {row.pk for row in submitted}
    return Confirmation(submitted, [row for row in entered if row.pk not in done], left)
