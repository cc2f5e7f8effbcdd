"""Questions to the selectors of corrections, requests for more time, reminders and messages, for
``test_scoped``; and the rows that they ask about.
"""

from registration.enums import Moment, Step
from registration.models import Extension, JournalEntry
from registration.selectors import (
    corrections,
    extension_requests,
    journal,
    messages,
    reminders,
    returns,
    situations,
)
from tests import corrections as corrected
from tests import factories, more_time, told
from tests.factories import LONG_AGO, QUARTER, moment

ENDS = moment(QUARTER, Step.CERTIFICATION, "last")
_OWN = frozenset({"own_district", "own_province", "department", "reader"})
_WORK = _OWN - {"reader"}


def lay(made) -> None:
    """What is asked about, in 3104 and its province."""
    made.closed = factories.RegistrationFactory(state="CLOSED", entered_by=made.clerk)
    made.closed.filing.quarter.state = "CLOSED"  # as the correction looks at it
    made.correction = corrected.correction(made.closed)
    made.addendum = corrected.addendum()
    corrected.correction(
        factories.RegistrationFactory(state="CLOSED", entered_by=made.clerk),
        state="APPROVED", addendum=made.addendum, answered_at=LONG_AGO, answered_by=made.clerk,
    )  # fmt: skip
    made.announcement.snapshots.create(
        quarter_id=QUARTER, province_id="31", addendum=made.addendum, revision=9, summary="",
        detail="", sha256="", taken_at=LONG_AGO,
    )  # fmt: skip
    made.asked = more_time.request("ASKED", officer=made.clerk)
    more_time.request("DECLINED", officer=made.clerk)
    made.extension = Extension.objects.create(
        quarter_id=QUARTER, step=Step.ENTRY, until_on=more_time.UNTIL, reason="เหตุ",
        granted_at=LONG_AGO, granted_by=made.clerk,
    )  # fmt: skip
    JournalEntry.objects.create(
        at=LONG_AGO, action="try.out", subject_kind="filing", extension=made.extension,
        subject_id="1", province_code="31", district_code="3104",
    )  # fmt: skip
    told.reminder(office="3104", moment=Moment.BY_HAND, sent_by=made.clerk)
    made.clerk.messages.create(office="3104", kind="CLOSED", url_name="dashboard", made_at=LONG_AGO)


def _tasks(by, world):
    return [each for each in reminders.tasks(by, world.filing.quarter, ENDS)
            if each.office == "3104"]  # fmt: skip


def _numbers(by, world):
    task = reminders.Task("3104", Step.ENTRY, ENDS.date(), ENDS.date(), is_open=True)
    return reminders.numbered(by, world.filing.quarter, [task])[0].numbers["returned"]


def _due(by, world):
    return [each for each in reminders.due(by, world.filing.quarter, ENDS)
            if each.task.office == "3104"]  # fmt: skip


ASKED = {
    "corrections.visible": lambda by, w: corrections.visible(by),
    "corrections.listed": lambda by, w: corrections.listed(by, state="ASKED"),
    "corrections.open_ones": lambda by, w: corrections.open_ones(by, QUARTER, "31"),
    "corrections.waiting": lambda by, w: corrections.waiting(by),
    "corrections.of_registration": lambda by, w: corrections.of_registration(by, w.closed),
    "corrections.addenda": lambda by, w: corrections.addenda(by, QUARTER, "31"),
    "corrections.addendum_for": lambda by, w: corrections.addendum_for(by, w.addendum.pk),
    "corrections.of_addendum": lambda by, w: corrections.of_addendum(by, w.addendum),
    "corrections.snapshots_of": lambda by, w: corrections.snapshots_of(by, w.addendum),
    "extension_requests.visible": lambda by, w: extension_requests.visible(by),
    "extension_requests.live": lambda by, w: extension_requests.live(by),
    "extension_requests.past": lambda by, w: extension_requests.past(by),
    "extension_requests.waiting": lambda by, w: extension_requests.waiting(by),
    "journal.under_extension": lambda by, w: journal.under_extension(by, w.extension),
    "messages.visible": lambda by, w: messages.visible(by).filter(officer=w.clerk),
    "messages.listed": lambda by, w: messages.listed(by, unread=True).filter(officer=w.clerk),
    "reminders.tasks": _tasks,
    "reminders.numbered": _numbers,
    "reminders.due": _due,
    "reminders.late": lambda by, w: [
        each for each in reminders.late(by, w.filing.quarter, ENDS) if each.task.office == "3104"
    ],
    "reminders.below": lambda by, w: reminders.below(by, w.filing.quarter, ["3104"]),
    "reminders.last_urged": lambda by, w: reminders.last_urged(by, w.filing.quarter, ["3104"]),
    "returns.returned": lambda by, w: returns.returned(by, quarter=QUARTER, district="3104"),
}
LOOKS = {
    "situations.of_correcting": lambda by, w, on: situations.of_correcting(by, w.closed, on),
    "situations.of_correction": lambda by, w, on: situations.of_correction(by, w.correction, on),
    "situations.of_importing": lambda by, w, on: situations.of_importing(by, w.filing, on),
    "extension_requests.situations_of": lambda by, w, on: extension_requests.situations_of(
        by, [w.asked], on
    ),
    "extension_requests.situation_of_asking": lambda by, w, on: (
        extension_requests.situation_of_asking(by, w.filing.quarter, on, district="3104")
    ),
}
# Who finds something, where that is not everybody of the area.
SAW = {
    **dict.fromkeys(
        ("corrections.addenda", "corrections.addendum_for", "corrections.of_addendum",
         "corrections.snapshots_of"),
        _OWN | {"other_district"},  # of the province
    ),
    **dict.fromkeys(
        ("extension_requests.visible", "extension_requests.live", "extension_requests.past"), _WORK
    ),
    "extension_requests.waiting": {"own_province"},  # whose turn it is
    "messages.visible": {"own_district"},
    "messages.listed": {"own_district"},
    # The department presses provinces.
    "reminders.late": _OWN - {"department"},
    "reminders.below": _OWN - {"department"},
}  # fmt: skip
