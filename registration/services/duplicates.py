"""Deciding about likely duplicates, and asking the office that holds the other one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import DuplicateVerdict, QuarterState, Role, Step
from registration.errors import Forbidden, Refusal, Refused
from registration.models import DuplicateDecision, DuplicateInquiry, Registration
from registration.scoping import Jurisdiction, within
from registration.selectors import duplicates
from registration.selectors.duplicates import Candidate
from registration.services import editors, journal, news, registrations
from registration.workflow import Situation


@transaction.atomic
def decide(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    other: str,
    verdict: str,
    reason: str,
) -> DuplicateDecision:
    """Record the verdict on one likely duplicate; ``other`` is its key. A new verdict takes the
    place of an older one.

    Only while the registration may be edited, as it was seen (``version``). Who has the same number
    that one producer only can have is never ``DIFFERENT``.
    """
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    candidate = _candidate(by, row, other)
    _demand_words(reason, _("ต้องระบุเหตุผลของผลการพิจารณา"))
    if verdict not in DuplicateVerdict.values:
        raise Refused(Refusal("verdict", _("เลือกผลการพิจารณา")))
    if verdict == DuplicateVerdict.DIFFERENT and candidate.likeness.is_certain:
        raise Refused(
            Refusal(
                "certain",
                _(
                    "เลขประจำตัวหรือเลขทะเบียนตรงกัน จึงเป็นคนละรายไม่ได้ ให้เลือกว่าเป็นรายเดียวกัน "
                    "หรือเกี่ยวข้องกันแต่ลงทะเบียนได้ทั้งสองราย พร้อมเหตุผล"
                ),
            )
        )
    grounds = [str(code) for code in candidate.likeness.grounds]
    decision, _made = DuplicateDecision.objects.update_or_create(
        registration=row,
        **_pointer(candidate),
        defaults={
            "grounds": grounds,
            "verdict": verdict,
            "reason": reason.strip(),
            "decided_at": on,
            "decided_by_id": by.officer_id,
        },
    )
    editors.remember([row.pk], by.officer_id)
    journal.record(
        by, on, "duplicate.decide", row,
        after={"other": other, "verdict": verdict, "grounds": grounds}, reason=reason.strip(),
        permit=_permit(situation),
    )  # fmt: skip
    return decision


@transaction.atomic
def ask(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    other: str,
    question: str,
) -> DuplicateInquiry:
    """Ask the district that holds the likely duplicate ``other`` to look; once for each pair."""
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    candidate = _candidate(by, row, other)
    _demand_words(question, _("เขียนสิ่งที่ขอให้อำเภอนั้นตรวจสอบ"))
    if candidate.is_own:
        raise Refused(Refusal("own", _("รายนี้อยู่ในพื้นที่ของท่านเอง เปรียบเทียบและพิจารณาได้เลย")))
    pointer = _pointer(candidate)
    if DuplicateInquiry.objects.filter(registration=row, **pointer).exists():
        raise Refused(Refusal("asked", _("ถามอำเภอนั้นเรื่องรายนี้ไปแล้ว")))
    inquiry = DuplicateInquiry.objects.create(
        registration=row,
        district_id=candidate.district,
        question=question.strip(),
        asked_at=on,
        asked_by_id=by.officer_id,
        **pointer,
    )
    journal.record(
        by, on, "duplicate.ask", row,
        after={"other": other, "district": candidate.district}, reason=inquiry.question,
        permit=_permit(situation),
    )  # fmt: skip
    news.inquiry_asked(by, on, inquiry)
    return inquiry


@transaction.atomic
def answer(*, by: Jurisdiction, on: datetime, inquiry: int, text: str) -> DuplicateInquiry:
    """Answer what another district asked; at any time until the quarter is closed, once."""
    row = (
        DuplicateInquiry.objects.select_for_update(of=("self",))
        .select_related("registration__quarter", "district")
        .get(within(by), pk=inquiry)
    )
    if by.role != Role.DISTRICT:
        raise Forbidden(_("หน้าที่นี้เป็นของ%(role)s") % {"role": Role.DISTRICT.label})
    if row.registration.quarter.state == QuarterState.CLOSED:
        raise Refused(Refusal("closed", _("ไตรมาสที่ถามมาปิดแล้ว จึงไม่ต้องตอบ")))
    _demand_words(text, _("เขียนคำตอบถึงอำเภอที่ถามมา"))
    # Conditional beside the lock, which SQLite has not: whoever comes second changes no row.
    answered = DuplicateInquiry.objects.filter(pk=inquiry, answered_at__isnull=True).update(
        answer=text.strip(), answered_at=on, answered_by=by.officer_id
    )
    if not answered:
        raise Refused(Refusal("answered", _("คำถามนี้มีผู้ตอบแล้ว")))
    row.refresh_from_db()
    journal.record(by, on, "duplicate.answer", row, reason=row.answer)
    news.inquiry_answered(by, on, row)
    return row


def _candidate(by: Jurisdiction, row: Registration, key: str) -> Candidate:
    """The likely duplicate of that key, looked for again under the lock."""
    for each in duplicates.candidates(by, row):
        if each.key == key:
            return each
    raise Refused(Refusal("not_alike", _("รายนี้ไม่อยู่ในรายการที่อาจซ้ำแล้ว ให้เปิดหน้านี้ใหม่")))


def _permit(situation: Situation) -> str:
    with journal.in_thai():
        return situation.permit(Step.ENTRY) or situation.grant_permit() or ""


def _pointer(candidate: Candidate) -> dict[str, int]:
    return {"other_registration_id" if candidate.is_filed else "other_id": candidate.pk}


def _demand_words(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refused(Refusal("reason", sentence))
