"""The rules of the process: one table, and the answers that every door asks for.

Plain Python: no database, no clock. Callers describe the row as a ``Situation`` (read under the
row's lock when they are about to write) and ask ``refusal``, ``edit_refusal``, ``editable_fields``
or ``available``. Source: the letter's plan (three disjoint windows in a quarter), DESIGN's state
diagrams.
"""

from registration.workflow.reminding import is_too_soon, urging_refusal
from registration.workflow.rules import (
    ALL_FIELDS,
    asking_refusal,
    available,
    edit_refusal,
    editable_fields,
    entry_refusal,
    permit,
    refusal,
)
from registration.workflow.situations import Situation
from registration.workflow.standings import DecidingWindow, Grant, LiveExtension, Standing
from registration.workflow.table import (
    AGREE,
    ANNOUNCE,
    AUTOMATIC,
    CALL_OFF,
    CERTIFY,
    CERTIFY_FILING,
    CLOSE,
    CLOSE_CERTIFICATION,
    CLOSE_FILING,
    CLOSE_QUARTER,
    HAND_OVER,
    LAPSE,
    MOVE,
    OPEN_QUARTER,
    RECALL,
    REFUSE,
    REJECT,
    RESUBMIT,
    RETURN,
    REVOKE,
    SUBMIT,
    TABLE,
    TAKE_BACK,
    WITHDRAW,
    WITHDRAW_ASKING,
    Transition,
)

__all__ = [
    "AGREE",
    "ALL_FIELDS",
    "ANNOUNCE",
    "AUTOMATIC",
    "CALL_OFF",
    "CERTIFY",
    "CERTIFY_FILING",
    "CLOSE",
    "CLOSE_CERTIFICATION",
    "CLOSE_FILING",
    "CLOSE_QUARTER",
    "HAND_OVER",
    "LAPSE",
    "MOVE",
    "OPEN_QUARTER",
    "RECALL",
    "REFUSE",
    "REJECT",
    "RESUBMIT",
    "RETURN",
    "REVOKE",
    "SUBMIT",
    "TABLE",
    "TAKE_BACK",
    "WITHDRAW",
    "WITHDRAW_ASKING",
    "DecidingWindow",
    "Grant",
    "LiveExtension",
    "Situation",
    "Standing",
    "Transition",
    "asking_refusal",
    "available",
    "edit_refusal",
    "editable_fields",
    "entry_refusal",
    "is_too_soon",
    "permit",
    "refusal",
    "urging_refusal",
]
