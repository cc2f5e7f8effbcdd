"""The answers that every door asks for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registration import calendar
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
from registration.errors import Refusal
from registration.workflow.guards import GUARDS
from registration.workflow.situations import Situation
from registration.workflow.standings import Standing
from registration.workflow.table import AUTOMATIC, RESUBMIT, TABLE, Transition

ALL_FIELDS = None  # editable_fields: nothing is held back
_STATES = {
    "registration": RegistrationState,
    "filing": FilingState,
    "certification": CertificationState,
    "quarter": QuarterState,
    "transfer": TransferState,
    "correction": CorrectionState,
    "extension": ExtensionState,
}
R = RegistrationState


def _role_refusal(role: Role, s: Situation) -> Refusal | None:
    if s.role != role:
        return Refusal("role", _("หน้าที่นี้เป็นของ%(role)s") % {"role": role.label})
    if not s.within:
        return Refusal("area", _("รายการนี้อยู่นอกพื้นที่ของท่าน"))
    return None


def closed_refusal(s: Situation) -> Refusal | None:
    if s.quarter_state != QuarterState.CLOSED:
        return None
    return Refusal("closed", _("ไตรมาสนี้ปิดแล้ว แก้ไขข้อมูลไม่ได้"))


def _open_refusal(s: Situation) -> Refusal | None:
    if s.quarter_state == QuarterState.CLOSED:
        return None
    return Refusal("not_closed", _("ไตรมาสนี้ยังไม่ปิด จึงยังไม่มีประกาศที่ต้องแก้ไขเพิ่มเติม"))


def _step_refusal(step: Step, s: Situation) -> Refusal | None:
    if s.permit(step):
        return None
    return (s.standings.get(step) or Standing(step)).refusal(s.now)


def refusal(transition: Transition, s: Situation) -> Refusal | None:
    """Why ``transition`` may not be done now, or ``None``. The first rule that says no is named.

    Order: role and area, closed quarter, state, window, guards, reason.
    """
    return next(filter(None, _answers(transition, s)), None)


def refusals(transition: Transition, s: Situation) -> list[Refusal]:
    """Every rule that says no, in the order of ``refusal``."""
    return list(filter(None, _answers(transition, s)))


def _answers(transition: Transition, s: Situation) -> Iterator[Refusal | None]:
    yield _role_refusal(transition.role, s)
    yield _open_refusal(s) if transition.after_close else closed_refusal(s)
    yield _state_refusal(transition, s)
    yield _window_refusal(transition, s)
    for name in transition.guards:
        yield GUARDS[name](s)
    yield _reason_refusal(transition, s)


def _state_refusal(transition: Transition, s: Situation) -> Refusal | None:
    if s.state in transition.sources:
        return None
    label = _STATES[transition.subject](s.state).label
    return Refusal(
        "state",
        _("สถานะปัจจุบันคือ “%(state)s” จึง%(action)sไม่ได้")
        % {"state": label, "action": transition.label},
    )


def _window_refusal(transition: Transition, s: Situation) -> Refusal | None:
    if transition.step is None or (transition.under_grant and s.grant_permit()):
        return None
    refused = _step_refusal(transition.step, s)
    return _grant_over(s) or refused if refused and transition.under_grant else refused


def _grant_over(s: Situation) -> Refusal | None:
    """That a return grant is over, with what ended it; ``None`` where there is none to speak of."""
    until = s.grant_until
    if until is None or s.now < s.grant.granted_at:
        return None
    window = s.standings[Step.CERTIFICATION].window
    is_shortened = until < s.grant.until_on and window is not None
    return Refusal(
        "too_late",
        _("พ้นกำหนดแก้ไขรายการที่จังหวัดส่งกลับแล้ว คือวันที่ %(until)s")
        % {"until": calendar.thai_date(until, "long")},
        order_text=_("ช่วงตรวจสอบรับรองเปลี่ยนตาม%(order)s") % {"order": window.order_text}
        if is_shortened
        else "",
        opens_again_text=_(
            "ขอให้จังหวัดยกเลิกการส่งกลับ แล้วส่งกลับใหม่ภายในช่วงตรวจสอบรับรอง หรือขอขยายเวลาลงทะเบียน"
        ),
    )


def _reason_refusal(transition: Transition, s: Situation) -> Refusal | None:
    if not transition.needs_reason or s.reason.strip():
        return None
    return Refusal("reason", _("ต้องระบุเหตุผลของการ%(action)s") % {"action": transition.label})


def permit(transition: Transition, s: Situation) -> str:
    """What allows ``transition`` now, in words for the journal; '' where no window applies."""
    if transition.step is None:
        return ""
    by_grant = s.grant_permit() if transition.under_grant else None
    return s.permit(transition.step) or by_grant or ""


def entry_refusal(s: Situation) -> Refusal | None:
    """Why no new registration may be entered into a filing now (``s.state`` is the filing's)."""
    return (
        _role_refusal(Role.DISTRICT, s)
        or closed_refusal(s)
        or _step_refusal(Step.ENTRY, s)
        or GUARDS["filing_in_entry"](s)
    )


def import_refusal(s: Situation) -> Refusal | None:
    """Why no file may come into a filing now (``s.state`` is the filing's).

    ``s.grant`` spans the live grants of its registrations: while there is one, what is flagged may
    be mended in a file too, and each row is judged by itself.
    """
    refused = _role_refusal(Role.DISTRICT, s) or closed_refusal(s)
    return refused or (None if s.grant_permit() else entry_refusal(s))


def answer_refusal(s: Situation) -> Refusal | None:
    """Why the district may not answer the province's remarks now: it may while it may mend."""
    return edit_refusal(s) or _state_refusal(RESUBMIT, s)


def asking_refusal(s: Situation) -> Refusal | None:
    """Why an office may not ask now that a producer moves, to it or from it.

    ``s.state`` says nothing: there is no transfer yet.
    """
    return (
        _role_refusal(Role.DISTRICT, s)
        or closed_refusal(s)
        or _step_refusal(Step.ENTRY, s)
        or GUARDS["not_registered"](s)
        or (None if s.reason.strip() else Refusal("reason", _("ต้องระบุเหตุผลของการขอย้าย")))
    )


def correcting_refusal(s: Situation) -> Refusal | None:
    """Why a district may not ask now that what was announced be corrected, or ``None``.

    ``s.state`` is the registration's.
    """
    refused = _role_refusal(Role.DISTRICT, s) or _open_refusal(s)
    if refused:
        return refused
    if s.state != R.CLOSED:
        return Refusal(
            "state",
            _("รายการนี้อยู่ในสถานะ “%(state)s” จึงไม่อยู่ในประกาศ แก้ไขได้ในไตรมาสถัดไป")
            % {"state": R(s.state).label},
        )
    if s.asked_by_us:
        return Refusal("asked", _("รายการนี้มีคำขอแก้ไขที่รอพิจารณาอยู่แล้ว"))
    if s.reason.strip():
        return None
    return Refusal("reason", _("ต้องระบุเหตุผลของการขอแก้ไข"))


def drawing_refusal(s: Situation) -> Refusal | None:
    """Why no sample may be drawn from the unchanged registrations of a filing now."""
    return (
        _role_refusal(Role.PROVINCE, s)
        or closed_refusal(s)
        or _step_refusal(Step.CERTIFICATION, s)
        or GUARDS["filing_handed_over"](s)
        or GUARDS["not_announced"](s)
    )


def clean_refusal(s: Situation) -> Refusal | None:
    """Why the unchanged registrations of a filing may not be certified together now; each of them
    is asked for ``CERTIFY`` besides.
    """
    return drawing_refusal(s) or GUARDS["sample_is_drawn"](s) or GUARDS["sample_is_checked"](s)


def edit_refusal(s: Situation) -> Refusal | None:
    """Why no field of a registration may be edited now, or ``None`` (see ``editable_fields``)."""
    refused = _role_refusal(Role.DISTRICT, s) or closed_refusal(s)
    if refused:
        return refused
    if s.state == R.RETURNED:
        refused = None if s.grant_permit() else _step_refusal(Step.ENTRY, s)
        return refused and (_grant_over(s) or refused)
    if s.state == R.DRAFT:
        return _step_refusal(Step.ENTRY, s) or GUARDS["filing_in_entry"](s)
    if s.state == R.SUBMITTED and s.filing_state == FilingState.ENTRY:
        return Refusal("submitted", _("รายการนี้ยื่นแล้ว ให้เรียกกลับมาแก้ไขก่อน"))
    return Refusal(
        "state", _("รายการนี้อยู่ในสถานะ “%(state)s” แก้ไขไม่ได้") % {"state": R(s.state).label}
    )


def editable_fields(s: Situation) -> frozenset[str] | None:
    """Which fields may be edited: ``ALL_FIELDS``, or a set that is empty when nothing may.

    A returned registration opens the flagged fields only; the entry window (or its extension)
    opens all.
    """
    if edit_refusal(s):
        return frozenset()
    if s.state == R.RETURNED and not s.permit(Step.ENTRY):
        return s.grant.fields
    return ALL_FIELDS


def available(subject: str, s: Situation) -> list[tuple[Transition, Refusal | None]]:
    """The transitions to draw for a row, each with the reason that greys it out (or ``None``).

    Another role's transitions and those from other states are not offered at all. A reason that
    can still be typed and a nil declaration that can still be ticked do not grey out.
    """
    typed = {"reason", "left_out", "nil_undeclared"}
    offered = []
    for transition in TABLE:
        if transition.subject != subject or transition in AUTOMATIC:
            continue
        if transition.role != s.role or not s.within or s.state not in transition.sources:
            continue
        refused = refusal(transition, s)
        offered.append((transition, None if refused and refused.rule in typed else refused))
    return offered
