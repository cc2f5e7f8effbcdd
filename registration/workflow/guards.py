"""Extra guards of the table, by name. Each answers why not, or ``None``."""

from django.utils.translation import gettext as _

from registration.enums import CertificationState, FilingState
from registration.errors import Refusal
from registration.workflow.situations import Situation


def filing_in_entry(s: Situation) -> Refusal | None:
    if s.filing_state == FilingState.ENTRY:
        return None
    return Refusal("filing_handed_over", _("แฟ้มของอำเภอส่งจังหวัดแล้ว ต้องเรียกแฟ้มกลับก่อนจึงทำรายการนี้ได้"))


def filing_handed_over(s: Situation) -> Refusal | None:
    if s.filing_state == FilingState.HANDED_OVER:
        return None
    return Refusal("filing_not_handed_over", _("อำเภอยังไม่ส่งแฟ้มให้จังหวัด จังหวัดจึงยังพิจารณารายการนี้ไม่ได้"))


def not_announced(s: Situation) -> Refusal | None:
    if s.certification_state == CertificationState.WAITING:
        return None
    return Refusal("announced", _("จังหวัดประกาศรับรองแล้ว จึงเปลี่ยนผลการพิจารณาไม่ได้"))


def nothing_missing(s: Situation) -> Refusal | None:
    """What the district left half mended is not certified as it stands."""
    if not s.gaps:
        return None
    return Refusal(
        "half_mended",
        _("อำเภอแก้ไขค้างไว้ ยังขาดข้อมูล %(n)d จุด จึงยกเลิกการส่งกลับไม่ได้") % {"n": s.gaps},
    )


def four_eyes(s: Situation) -> Refusal | None:
    if not s.edited_by_me:
        return None
    return Refusal("four_eyes", _("ท่านเป็นผู้แก้ไขรายการนี้เอง ต้องให้เจ้าหน้าที่คนอื่นเป็นผู้รับรอง"))


def nothing_unsubmitted(s: Situation) -> Refusal | None:
    if not s.undecided:
        return None
    return Refusal(
        "drafts_left",
        _("ยังมีร่างที่ไม่ได้ยื่น %(n)d รายการ ให้ยื่นหรือถอนให้ครบก่อนส่งแฟ้ม") % {"n": s.undecided},
    )


def nil_is_declared(s: Situation) -> Refusal | None:
    if s.filed and s.declares_nil:
        return Refusal("not_nil", _("แฟ้มนี้มีรายการลงทะเบียนอยู่ จึงรับรองว่าไม่มีผู้ลงทะเบียนไม่ได้"))
    if not s.filed and not s.declares_nil:
        return Refusal(
            "nil_undeclared", _("แฟ้มนี้ไม่มีรายการ ให้ทำเครื่องหมายรับรองว่าไม่มีผู้ลงทะเบียนในไตรมาสนี้")
        )
    return None


def nothing_decided(s: Situation) -> Refusal | None:
    if not s.decided:
        return None
    return Refusal("decided", _("จังหวัดเริ่มพิจารณารายการในแฟ้มนี้แล้ว จึงเรียกแฟ้มกลับไม่ได้"))


def nothing_undecided(s: Situation) -> Refusal | None:
    if not s.undecided:
        return None
    return Refusal(
        "undecided_left",
        _("ยังมีรายการที่จังหวัดไม่ได้พิจารณา %(n)d รายการ ให้พิจารณาให้ครบก่อนประกาศ") % {"n": s.undecided},
    )


def left_out_has_reason(s: Situation) -> Refusal | None:
    unexplained = s.left_out - s.explained
    if not unexplained or s.reason.strip():
        return None
    return Refusal(
        "left_out", _("ยังมี %(n)d แห่งที่ไม่ครบ ต้องระบุเหตุผลที่ดำเนินการโดยไม่รอ") % {"n": unexplained}
    )


def the_other_answers(s: Situation) -> Refusal | None:
    if not s.asked_by_us:
        return None
    return Refusal("own_asking", _("สำนักงานของท่านเป็นผู้ขอย้าย ต้องให้อีกอำเภอเป็นผู้ตอบ"))


def who_asked_withdraws(s: Situation) -> Refusal | None:
    if s.asked_by_us:
        return None
    return Refusal("not_our_asking", _("อีกอำเภอเป็นผู้ขอย้าย ถ้าไม่ตกลงให้ปฏิเสธคำขอย้าย"))


def producer_is_active(s: Situation) -> Refusal | None:
    if s.is_active:
        return None
    return Refusal("cancelled", _("ผู้ผลิตรายนี้ยกเลิกจากทะเบียนแล้ว จึงย้ายไม่ได้"))


def not_registered(s: Situation) -> Refusal | None:
    if not s.is_registered:
        return None
    return Refusal(
        "registered",
        _("ผู้ผลิตรายนี้มีรายการลงทะเบียนที่ยังดำเนินการอยู่ ให้ถอนรายการนั้นก่อน หรือทำในไตรมาสถัดไป"),
    )


def own_request(s: Situation) -> Refusal | None:
    if s.asked_by_us:
        return None
    return Refusal("not_our_request", _("สำนักงานอื่นเป็นผู้ขอขยายเวลา ต้องให้ผู้ขอเป็นผู้ถอน"))


def still_to_announce(s: Situation) -> Refusal | None:
    """More time after the announcement would be a promise that does not hold: what is entered then
    is certified by nobody.
    """
    if s.certification_state == CertificationState.WAITING:
        return None
    return Refusal(
        "announced", _("จังหวัดประกาศรับรองไตรมาสนี้แล้ว การขยายเวลาจึงไม่มีผล ให้ลงทะเบียนในไตรมาสถัดไป")
    )


def sample_is_drawn(s: Situation) -> Refusal | None:
    if not s.undrawn:
        return None
    return Refusal(
        "undrawn",
        _("ยังไม่ได้สุ่มตรวจรายการที่ไม่เปลี่ยนแปลง %(n)d รายการ ให้สุ่มและตรวจก่อนรับรองพร้อมกัน")
        % {"n": s.undrawn},
    )


def sample_is_checked(s: Situation) -> Refusal | None:
    if not s.unchecked:
        return None
    return Refusal(
        "unchecked",
        _("ยังมีรายการที่สุ่มไว้และยังไม่ได้ตรวจ %(n)d รายการ ให้ตรวจให้ครบก่อนรับรองพร้อมกัน")
        % {"n": s.unchecked},
    )


GUARDS = {
    "filing_in_entry": filing_in_entry,
    "filing_handed_over": filing_handed_over,
    "not_announced": not_announced,
    "nothing_missing": nothing_missing,
    "four_eyes": four_eyes,
    "nothing_unsubmitted": nothing_unsubmitted,
    "nil_is_declared": nil_is_declared,
    "nothing_decided": nothing_decided,
    "nothing_undecided": nothing_undecided,
    "left_out_has_reason": left_out_has_reason,
    "the_other_answers": the_other_answers,
    "who_asked_withdraws": who_asked_withdraws,
    "producer_is_active": producer_is_active,
    "not_registered": not_registered,
    "own_request": own_request,
    "still_to_announce": still_to_announce,
    "sample_is_drawn": sample_is_drawn,
    "sample_is_checked": sample_is_checked,
}
