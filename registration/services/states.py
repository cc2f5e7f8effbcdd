"""The one writer of every state.

A state moves by a conditional UPDATE from the sources that the workflow's table names, beside the
row lock that SQLite does not have: whoever comes second changes no row.
"""

from datetime import datetime

from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from registration import workflow
from registration.errors import Forbidden, Refusal, Refused
from registration.models import Correction, ExtensionRequest, FiscalQuarter, Transfer
from registration.scoping import Jurisdiction
from registration.services import journal
from registration.workflow import Situation, Transition

# The stamp that each transition leaves; the rest leave none of their own.
_STAMPS = {
    workflow.SUBMIT: "submitted",
    workflow.RESUBMIT: "submitted",
    workflow.WITHDRAW: "withdrawn",
    workflow.RETURN: "returned",
    workflow.REJECT: "rejected",
    workflow.CERTIFY: "certified",
    workflow.CLOSE: "closed",
    workflow.LAPSE: "closed",
    workflow.HAND_OVER: "handed_over",
    workflow.CERTIFY_FILING: "certified",
    workflow.CLOSE_FILING: "closed",
    workflow.ANNOUNCE: "announced",
    workflow.CLOSE_CERTIFICATION: "closed",
    workflow.CLOSE_QUARTER: "closed",
    workflow.AGREE: "answered",
    workflow.REFUSE: "answered",
    workflow.WITHDRAW_ASKING: "withdrawn",
    workflow.CALL_OFF: "withdrawn",
    workflow.APPROVE_CORRECTION: "answered",
    workflow.REFUSE_CORRECTION: "answered",
    workflow.WITHDRAW_CORRECTION: "withdrawn",
    workflow.ENDORSE: "answered",
    workflow.DECLINE: "answered",
    workflow.GRANT: "decided",
    workflow.TURN_DOWN: "decided",
    workflow.WITHDRAW_REQUEST: "withdrawn",
    workflow.WITHDRAW_OWN_REQUEST: "withdrawn",
}


_WITHOUT_VERSION = (Correction, ExtensionRequest, FiscalQuarter, Transfer)


def demand(refusal: Refusal | None) -> None:
    """Go on only where nothing refuses: a wrong role is ``Forbidden``, all else ``Refused``."""
    if refusal is None:
        return
    if refusal.rule == "role":
        raise Forbidden(refusal.sentence)
    raise Refused(refusal)


def allow(transition: Transition, situation: Situation) -> str:
    """The permit of a transition, for the journal; raises when the rules say no."""
    demand(workflow.refusal(transition, situation))
    with journal.in_thai():
        return workflow.permit(transition, situation)


def move(row: Model, transition: Transition, by: Jurisdiction, on: datetime, **values) -> None:
    """Move one locked row. Raises ``Refused`` when somebody else moved it first."""
    moved = move_all(type(row).objects.filter(pk=row.pk), transition, by, on, **values)
    if moved != 1:
        raise Refused(stale())
    row.refresh_from_db()


def move_all(
    rows: QuerySet, transition: Transition, by: Jurisdiction, on: datetime, **values
) -> int:
    """Move all rows that stand in a source state; returns how many moved."""
    stamp = _STAMPS.get(transition)
    if stamp:
        values |= {f"{stamp}_at": on, f"{stamp}_by": by.officer_id}
    if rows.model not in _WITHOUT_VERSION:
        values["version"] = F("version") + 1
    return rows.filter(state__in=transition.sources).update(state=transition.target, **values)


def stale() -> Refusal:
    return Refusal(
        "stale",
        _("มีผู้แก้ไขรายการนี้ไปก่อนแล้ว สิ่งที่ท่านกรอกยังไม่ได้บันทึก ให้เปิดรายการใหม่แล้วตรวจอีกครั้ง"),
    )
