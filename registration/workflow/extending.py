"""Who may ask for more time, for which step, and until when."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role, Step
from registration.errors import Refusal
from registration.workflow.guards import GUARDS
from registration.workflow.rules import closed_refusal
from registration.workflow.situations import Situation
from registration.workflow.standings import Standing

# A district's own extension is heard in its own step only; the department needs to ask nobody.
ASKERS = {
    Step.ENTRY: frozenset({Role.DISTRICT, Role.PROVINCE}),
    Step.CERTIFICATION: frozenset({Role.PROVINCE}),
    Step.CLOSING: frozenset(),
}


def more_time_refusal(step: Step, s: Situation) -> Refusal | None:
    """Why an office may not ask now for more time in ``step``, or ``None``.

    A window that is over may be asked for, too, while the quarter is not closed; one that has not
    begun has no end yet that could be too early. ``s.state`` says nothing: there is no request yet.
    """
    return (
        _asker_refusal(step, s)
        or closed_refusal(s)
        or _not_begun(s.standings.get(step) or Standing(step), s.now)
        or GUARDS["still_to_announce"](s)
        or (None if s.reason.strip() else Refusal("reason", _("ต้องระบุเหตุผลของการขอขยายเวลา")))
    )


def lengthening_refusal(standing: Standing, until_on: date, now: datetime) -> Refusal | None:
    """Why an extension to the end of ``until_on`` would give no more time than there is."""
    if until_on < calendar.day_of(now):
        return Refusal("past", _("วันที่ผ่านมาแล้ว ให้ขยายถึงวันนี้หรือหลังจากนี้"))
    until = standing.until(now)
    if until and until_on <= until:
        return Refusal(
            "not_longer",
            _("ขณะนี้ดำเนินการได้ถึงวันที่ %(day)s อยู่แล้ว ให้ระบุวันหลังจากนั้น")
            % {"day": calendar.thai_date(until, "long")},
        )
    return None


def _asker_refusal(step: Step, s: Situation) -> Refusal | None:
    if s.role not in ASKERS[step]:
        return Refusal("role", _("ท่านขอขยายเวลาของขั้นตอน “%(step)s” ไม่ได้") % {"step": step.label})
    if not s.within:
        return Refusal("area", _("รายการนี้อยู่นอกพื้นที่ของท่าน"))
    return None


def _not_begun(standing: Standing, now: datetime) -> Refusal | None:
    refused = standing.refusal(now)
    if refused is None or refused.rule == "too_late":
        return None
    sentence = _("ช่วงเวลา “%(step)s” ยังไม่เปิด จึงยังขอขยายเวลาไม่ได้") % {"step": standing.step.label}
    return Refusal(
        refused.rule, sentence, refused.window_text, refused.order_text, refused.opens_again_text
    )
