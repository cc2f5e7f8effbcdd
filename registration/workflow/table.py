"""The one table of transitions (DESIGN §3, after the letter's plan)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from registration.enums import (
    CertificationState,
    CorrectionState,
    ExtensionState,
    FilingState,
    QuarterState,
    RegistrationState,
    Role,
    Step,
    TransferState,
)


@dataclass(frozen=True)
class Transition:
    """One row of the table. ``step`` is ``None`` where no window applies."""

    name: str
    # Lazy text: its hash changes with the language, so it is no part of what a transition is.
    label: str = field(compare=False)
    subject: str
    sources: tuple
    target: str
    role: Role
    step: Step | None
    needs_reason: bool = False
    under_grant: bool = False  # a live return grant opens it too
    after_close: bool = False  # legal in a closed quarter, and in no other
    guards: tuple[str, ...] = ()


R, F, C, Q = RegistrationState, FilingState, CertificationState, QuarterState
T, X = TransferState, ExtensionState
_ENTRY = {"role": Role.DISTRICT, "step": Step.ENTRY}
_CERTIFY = {"role": Role.PROVINCE, "step": Step.CERTIFICATION}
_CLOSE = {"role": Role.DEPARTMENT, "step": Step.CLOSING}
_L = gettext_lazy

SUBMIT = Transition(
    "submit",
    _L("ยื่นแบบ"),
    "registration",
    (R.DRAFT,),
    R.SUBMITTED,
    **_ENTRY,
    guards=("filing_in_entry",),
)
RESUBMIT = Transition(
    "resubmit",
    _L("ส่งรายการที่แก้ไขแล้ว"),
    "registration",
    (R.RETURNED,),
    R.SUBMITTED,
    **_ENTRY,
    under_grant=True,
)
RECALL = Transition(
    "recall",
    _L("เรียกกลับมาแก้ไข"),
    "registration",
    (R.SUBMITTED,),
    R.DRAFT,
    **_ENTRY,
    guards=("filing_in_entry",),
)
WITHDRAW = Transition(
    "withdraw", _L("ถอนรายการ"), "registration", (R.DRAFT,), R.WITHDRAWN, **_ENTRY,
    needs_reason=True, guards=("filing_in_entry",),
)  # fmt: skip
RETURN = Transition(
    "return", _L("ส่งกลับแก้ไข"), "registration", (R.SUBMITTED,), R.RETURNED, **_CERTIFY,
    needs_reason=True, guards=("filing_handed_over", "not_announced"),
)  # fmt: skip
CALL_BACK = Transition(
    "call_back", _L("ยกเลิกการส่งกลับ"), "registration", (R.RETURNED,), R.SUBMITTED, **_CERTIFY,
    needs_reason=True, guards=("filing_handed_over", "not_announced", "nothing_missing"),
)  # fmt: skip
REJECT = Transition(
    "reject", _L("ไม่รับลงทะเบียน"), "registration", (R.SUBMITTED,), R.REJECTED, **_CERTIFY,
    needs_reason=True, guards=("filing_handed_over", "not_announced"),
)  # fmt: skip
CERTIFY = Transition(
    "certify", _L("รับรอง"), "registration", (R.SUBMITTED,), R.CERTIFIED, **_CERTIFY,
    guards=("filing_handed_over", "not_announced", "four_eyes"),
)  # fmt: skip
REVOKE = Transition(
    "revoke", _L("ถอนการรับรอง"), "registration", (R.CERTIFIED,), R.SUBMITTED, **_CERTIFY,
    needs_reason=True, guards=("not_announced",),
)  # fmt: skip
CLOSE = Transition("close", _L("ปิดรายการ"), "registration", (R.CERTIFIED,), R.CLOSED, **_CLOSE)
LAPSE = Transition(
    "lapse",
    _L("ตกรอบ"),
    "registration",
    (R.DRAFT, R.SUBMITTED, R.RETURNED, R.CERTIFIED),
    R.LAPSED,
    **_CLOSE,
)

HAND_OVER = Transition(
    "hand_over", _L("ส่งแฟ้มให้จังหวัด"), "filing", (F.ENTRY,), F.HANDED_OVER, **_ENTRY,
    guards=("nothing_unsubmitted", "nil_is_declared"),
)  # fmt: skip
TAKE_BACK = Transition(
    "take_back",
    _L("เรียกแฟ้มกลับ"),
    "filing",
    (F.HANDED_OVER,),
    F.ENTRY,
    **_ENTRY,
    guards=("nothing_decided",),
)
CERTIFY_FILING = Transition(
    "certify_filing", _L("รับรองแฟ้มอำเภอ"), "filing", (F.HANDED_OVER,), F.CERTIFIED, **_CERTIFY
)
CLOSE_FILING = Transition(
    "close_filing",
    _L("ปิดแฟ้มอำเภอ"),
    "filing",
    (F.ENTRY, F.HANDED_OVER, F.CERTIFIED),
    F.CLOSED,
    **_CLOSE,
)

ANNOUNCE = Transition(
    "announce", _L("ประกาศรับรอง"), "certification", (C.WAITING,), C.ANNOUNCED, **_CERTIFY,
    guards=("nothing_undecided", "left_out_has_reason"),
)  # fmt: skip
CLOSE_CERTIFICATION = Transition(
    "close_certification",
    _L("ปิดการรับรอง"),
    "certification",
    (C.WAITING, C.ANNOUNCED),
    C.CLOSED,
    **_CLOSE,
)

OPEN_QUARTER = Transition(
    "open_quarter", _L("เปิดไตรมาส"), "quarter", (Q.PLANNED,), Q.OPEN, Role.DEPARTMENT, None
)
CLOSE_QUARTER = Transition(
    "close_quarter",
    _L("ปิดไตรมาส"),
    "quarter",
    (Q.OPEN,),
    Q.CLOSED,
    **_CLOSE,
    guards=("left_out_has_reason",),
)

# Two district offices agree on a move; each acts in its own entry window.
AGREE = Transition(
    "agree", _L("ตกลงให้ย้าย"), "transfer", (T.ASKED,), T.AGREED, **_ENTRY,
    needs_reason=True, guards=("the_other_answers", "producer_is_active", "not_registered"),
)  # fmt: skip
REFUSE = Transition(
    "refuse", _L("ปฏิเสธคำขอย้าย"), "transfer", (T.ASKED,), T.REFUSED, **_ENTRY,
    needs_reason=True, guards=("the_other_answers",),
)  # fmt: skip
WITHDRAW_ASKING = Transition(
    "withdraw_asking", _L("ถอนคำขอย้าย"), "transfer", (T.ASKED,), T.WITHDRAWN, **_ENTRY,
    needs_reason=True, guards=("who_asked_withdraws",),
)  # fmt: skip
CALL_OFF = Transition(
    "call_off", _L("ยกเลิกการย้าย"), "transfer", (T.AGREED,), T.WITHDRAWN, **_ENTRY,
    needs_reason=True, guards=("not_registered",),
)  # fmt: skip
MOVE = Transition("move", _L("ย้าย"), "transfer", (T.AGREED,), T.DONE, **_CERTIFY)

# What was announced is corrected after the quarter has closed: no window applies any more.
K = CorrectionState
APPROVE_CORRECTION = Transition(
    "approve_correction", _L("อนุมัติให้แก้ไข"), "correction", (K.ASKED,), K.APPROVED,
    Role.DEPARTMENT, None, after_close=True,
)  # fmt: skip
REFUSE_CORRECTION = Transition(
    "refuse_correction", _L("ไม่อนุมัติ"), "correction", (K.ASKED,), K.REFUSED,
    Role.DEPARTMENT, None, needs_reason=True, after_close=True,
)  # fmt: skip
WITHDRAW_CORRECTION = Transition(
    "withdraw_correction", _L("ถอนคำขอแก้ไข"), "correction", (K.ASKED,), K.WITHDRAWN,
    Role.DISTRICT, None, after_close=True,
)  # fmt: skip
# A request for more time: no window applies, it is asked for because one ends or has ended. A
# province's own goes to the department at once.
ENDORSE = Transition(
    "endorse", _L("เห็นชอบคำขอ"), "extension", (X.ASKED,), X.ENDORSED, Role.PROVINCE, None,
    guards=("still_to_announce",),
)  # fmt: skip
DECLINE = Transition(
    "decline", _L("ไม่เห็นชอบคำขอ"), "extension", (X.ASKED,), X.DECLINED, Role.PROVINCE, None,
    needs_reason=True,
)  # fmt: skip
GRANT = Transition(
    "grant", _L("อนุมัติขยายเวลา"), "extension", (X.ENDORSED,), X.GRANTED, Role.DEPARTMENT, None,
    needs_reason=True, guards=("still_to_announce",),
)  # fmt: skip
TURN_DOWN = Transition(
    "turn_down", _L("ไม่อนุมัติขยายเวลา"), "extension", (X.ENDORSED,), X.REFUSED, Role.DEPARTMENT, None,
    needs_reason=True,
)  # fmt: skip
WITHDRAW_REQUEST = Transition(
    "withdraw_request", _L("ถอนคำขอขยายเวลา"), "extension", (X.ASKED, X.ENDORSED), X.WITHDRAWN,
    Role.DISTRICT, None, needs_reason=True, guards=("own_request",),
)  # fmt: skip
WITHDRAW_OWN_REQUEST = Transition(
    "withdraw_own_request", _L("ถอนคำขอขยายเวลา"), "extension", (X.ENDORSED,), X.WITHDRAWN,
    Role.PROVINCE, None, needs_reason=True, guards=("own_request",),
)  # fmt: skip

TABLE: tuple[Transition, ...] = (
    SUBMIT, RESUBMIT, RECALL, WITHDRAW, RETURN, CALL_BACK, REJECT, CERTIFY, REVOKE,
    CLOSE, LAPSE,
    HAND_OVER, TAKE_BACK, CERTIFY_FILING, CLOSE_FILING,
    ANNOUNCE, CLOSE_CERTIFICATION, OPEN_QUARTER, CLOSE_QUARTER,
    AGREE, REFUSE, WITHDRAW_ASKING, CALL_OFF, MOVE,
    APPROVE_CORRECTION, REFUSE_CORRECTION, WITHDRAW_CORRECTION,
    ENDORSE, DECLINE, GRANT, TURN_DOWN, WITHDRAW_REQUEST, WITHDRAW_OWN_REQUEST,
)  # fmt: skip
# Part of an announcement or a closing: never offered as a button of their own.
AUTOMATIC = frozenset(
    {CLOSE, LAPSE, CERTIFY_FILING, CLOSE_FILING, CLOSE_CERTIFICATION, OPEN_QUARTER, MOVE}
)
