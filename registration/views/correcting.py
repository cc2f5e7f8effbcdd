"""Corrections as people read them: in a list, on an addendum, beside the registration."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from registration.enums import CorrectionState, Role
from registration.guards import OfficerView
from registration.selectors import corrections as rows
from registration.views import wording

_K = CorrectionState
BADGES = {
    _K.ASKED: "waiting", _K.APPROVED: "certified", _K.REFUSED: "rejected",
    _K.WITHDRAWN: "withdrawn",
}  # fmt: skip


def lines(asked: Iterable) -> list[dict]:
    """Each correction as ``row`` with its ``badge`` and ``parts``: ``heading`` and ``changes`` (for
    ``components/diff.html``) of the producer and each product. ``kept`` are the labels of what the
    register did not take.
    """
    asked = list(asked)
    told = rows.in_words(asked)
    return [
        {"row": row, "badge": BADGES[row.state], "parts": _parts(row, told[row.pk])}
        for row in asked
    ]


def _parts(row, told) -> list[dict]:
    found = []
    for part, fields in told.items():
        heading = _("ผู้ผลิต") if part == rows.PRODUCER_PART else _("ผลิตภัณฑ์ที่ %(n)s") % {"n": part}
        changes = wording.changes(fields)
        kept = [
            change["label"]
            for each, change in zip(fields, changes, strict=True)
            if f"{part}.{each.field.name}" in row.kept
        ]
        found.append({"heading": heading, "changes": changes, "kept": kept})
    return found


def of_registration(view: OfficerView, row) -> dict:
    """For the page of a registration: what was asked about it, and whether one may ask now."""
    asked = rows.of_registration(view.by, row)
    is_open = any(each.state == _K.ASKED for each in asked)
    mine = view.by.role == Role.DISTRICT and rows.may_be_asked(row)
    return {
        "corrections": [{"row": each, "badge": BADGES[each.state]} for each in asked],
        "may_correct": mine and not is_open,
    }
