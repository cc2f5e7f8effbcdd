"""What goes to and fro with a return: reasons in words, remarks, and the end of it.

Called by other services under their locks.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from registration import validators
from registration.enums import Role
from registration.errors import Incomplete, Refusal, Refused
from registration.models import Registration, Remark, ReturnGrant
from registration.scoping import Jurisdiction
from registration.selectors import lookups
from registration.services import journal

_LONGEST = 1000


def reason_of(
    purpose: str, codes: Iterable[str], text: str, place: str = "reason"
) -> tuple[list[str], str]:
    """The codes of listed reasons, and these with the officer's own words as one text.

    Raises ``Incomplete`` for a code that is not offered and for more than fits.
    """
    wanted = set(codes)
    rows = [row for row in lookups.return_reasons(purpose) if row.code in wanted]
    if len(rows) != len(wanted):
        raise Incomplete([("reasons", _("เลือกเหตุผลจากรายการเท่านั้น"))])
    named = ", ".join(row.name for row in rows)
    whole = ": ".join(filter(None, [named, validators.mask_within(text.strip())]))
    if len(whole) > _LONGEST:
        sentence = _("ข้อความรวมกับเหตุผลที่เลือกต้องไม่เกิน %(n)d ตัวอักษร") % {"n": _LONGEST}
        raise Incomplete([(place, sentence)])
    return [row.code for row in rows], whole


def write(
    by: Jurisdiction, on: datetime, row: Registration, texts: Iterable[tuple[str, str]],
    grant: ReturnGrant | None = None,
) -> list[Remark]:  # fmt: skip
    """Add to the threads of a locked registration: ``(field, text)`` each; an empty text is none.
    A citizen ID within is masked. The ``grant`` begins with what is said about the whole.
    """
    return Remark.objects.bulk_create(
        Remark(
            registration=row, field=field, text=validators.mask_within(text.strip()),
            made_at=on, made_by_id=by.officer_id, author_name=by.name, author_office=by.office,
            is_answer=by.role == Role.DISTRICT, grant=None if field else grant,
        )
        for field, text in texts
        if text.strip()
    )  # fmt: skip


def answered(
    by: Jurisdiction, on: datetime, row: Registration, answers: Mapping[str, str], permit: str
) -> list[Remark]:
    """Write the answers about a locked registration that is being mended, and journal them."""
    texts = {key: text for key, text in answers.items() if text.strip()}
    if not texts:
        return []
    grant = ReturnGrant.objects.filter(registration=row).last()
    if texts.keys() - {"", *(grant.fields if grant else ())}:
        raise Refused(Refusal("not_flagged", _("ตอบได้เฉพาะช่องที่จังหวัดส่งกลับให้แก้ไข จึงยังไม่ได้บันทึก")))
    made = write(by, on, row, texts.items())
    journal.record(
        by, on, "registration.answer", row, after={"fields": sorted(texts)},
        reason="; ".join(remark.text for remark in made)[:_LONGEST], permit=permit,
    )  # fmt: skip
    return made


def end_return(row: Registration, on: datetime) -> None:
    """The return of a locked registration is over: its grant ends, what was said is resolved and
    stays to be read.
    """
    ReturnGrant.objects.filter(registration=row, ended_at__isnull=True).update(ended_at=on)
    Remark.objects.filter(registration=row, resolved_at__isnull=True).update(resolved_at=on)
