"""Every deed at its doors: boundary instants, wrong person, wrong area, wrong state. What is
refused writes nothing.
"""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from registration.enums import FilingState, QuarterState, RegistrationState
from registration.errors import Forbidden, Refused
from registration.models import FiscalQuarter, JournalEntry
from tests import factories
from tests.registration.services.doors import DOORS, NAMED
from tests.registration.stored import contents

EACH_DOOR = pytest.mark.parametrize("door", DOORS, ids=str)


class Back(Exception):
    """Ends a try-out: everything it wrote is rolled back."""


def outcome(door, by, on, subject, before):
    """What the door answers, as a word; nothing stays. A refusal must have written nothing.

    ``before`` is ``contents()`` as it stood. No transaction of ours inside: that a refused deed
    leaves nothing behind is the service's own promise.
    """
    journalled = JournalEntry.objects.count()
    try:
        with transaction.atomic():
            answer = _knock(door, by, on, subject)
            if answer == "done":
                assert JournalEntry.objects.count() > journalled, f"{door} wrote no journal"
            else:
                assert contents() == before, f"{door}: {answer}, and yet it wrote"
            raise Back
    except Back:
        return answer


def _knock(door, by, on, subject):
    try:
        door.knock(by, on, subject)
    except Refused as error:
        return error.refusal.rule if error.refusal.sentence else "without a word"
    except Forbidden as error:
        return "forbidden" if str(error) else "without a word"
    except ObjectDoesNotExist:
        return "missing"
    return "done"


@pytest.mark.parametrize("quarter", ["2561-1", "2561-2", "2561-3", "2561-4"])
@EACH_DOOR
def test_boundary_instants(plan, personas, door, quarter):
    subject = door.prepare(personas["own_district"].officer, quarter)
    by, before = personas[door.persona].by, contents()

    answers = {
        where: outcome(door, by, factories.moment(quarter, door.step, where), subject, before)
        for where in ("before", "opens", "last", "closes")
    }

    assert answers == {
        "before": "too_early",
        "opens": "done",
        "last": "done",
        "closes": "too_late",
    }


@EACH_DOOR
def test_no_window_means_closed(places, personas, door):
    """The quarter is open by an order for another step only."""
    others = [w for w in factories.letter_windows() if w.step != door.step]
    factories.issue_letter(windows=others)
    subject = door.prepare(personas["own_district"].officer)

    on = factories.moment(factories.QUARTER, door.step)

    assert outcome(door, personas[door.persona].by, on, subject, contents()) == "no_window"


# Who comes to whose door: "done", "forbidden" (403) or "missing" (404).
DISTRICT_DOOR = {
    "own_district": "done", "other_district": "missing", "foreign_district": "missing",
    "own_province": "forbidden", "other_province": "missing", "department": "forbidden",
    "reader": "forbidden",
}  # fmt: skip
PROVINCE_DOOR = DISTRICT_DOOR | {"own_district": "forbidden", "own_province": "done"}
WHO = {
    "own_district": DISTRICT_DOOR,
    "own_province": PROVINCE_DOOR,
    "announce": PROVINCE_DOOR | {"other_district": "forbidden"},  # it sees its own province's row
    "department": dict.fromkeys(DISTRICT_DOOR, "forbidden") | {"department": "done"},
}


@EACH_DOOR
def test_who_may(plan, personas, door):
    subject = door.prepare(personas["own_district"].officer)
    on = factories.moment(factories.QUARTER, door.step)

    before = contents()
    answers = {name: outcome(door, p.by, on, subject, before) for name, p in personas.items()}

    assert answers == WHO[door.name if door.name == "announce" else door.persona]


# The states from which each door of a registration opens, where there is more than one.
ALSO = {
    "edit": {"RETURNED"}, "add product": {"RETURNED"}, "edit product": {"RETURNED"},
    "remove product": {"RETURNED"}, "attach evidence": {"RETURNED"},
    "remove evidence": {"RETURNED"}, "submit": {"RETURNED"}, "resubmit": set(), "answer": set(),
}  # fmt: skip


OF_THE_WHOLE = {"submit all complete", "hand over", "take back", "announce", "close"}


@pytest.mark.parametrize(
    "door", [d for d in DOORS if d.state and d.name not in OF_THE_WHOLE], ids=str
)
def test_other_states_are_refused(plan, personas, door):
    on = factories.moment(factories.QUARTER, door.step)
    clerk, by = personas["own_district"].officer, personas[door.persona].by
    subject = door.prepare(clerk)
    opens_from = {door.state} | ALSO.get(door.name, set())

    for state in RegistrationState:
        other = factories.RegistrationFactory(
            filing=subject.filing, state=state, entered_by=clerk, products=2
        )
        answer = outcome(door, by, on, other, contents())

        if state in opens_from:
            assert answer == "done", state
        else:
            assert answer in {"state", "submitted", "filing_handed_over"}, state


@pytest.mark.parametrize(
    ("name", "opens_from"),
    [
        ("enter", {"ENTRY"}),
        ("enter again", {"ENTRY"}),
        ("confirm same", {"ENTRY"}),
        ("edit", {"ENTRY"}),
        ("submit", {"ENTRY"}),
        ("recall", {"ENTRY"}),
        ("withdraw", {"ENTRY"}),
        ("resubmit", {"ENTRY", "HANDED_OVER", "CERTIFIED"}),
        ("hand over", {"ENTRY"}),
        ("take back", {"HANDED_OVER"}),
        ("return", {"HANDED_OVER"}),
        ("reject", {"HANDED_OVER"}),
        ("certify", {"HANDED_OVER"}),
    ],
)
def test_states_of_the_filing(plan, personas, name, opens_from):
    door = NAMED[name]
    clerk = personas["own_district"].officer
    subject = door.prepare(clerk)
    on = factories.moment(factories.QUARTER, door.step)

    opened = set()
    for state in (FilingState.ENTRY, FilingState.HANDED_OVER, FilingState.CERTIFIED):
        filing = getattr(subject, "filing", subject)
        factories.set_filing_state(filing, state, by=clerk)
        if outcome(door, personas[door.persona].by, on, subject, contents()) == "done":
            opened.add(state)

    assert opened == opens_from


@EACH_DOOR
def test_a_closed_quarter_is_closed_at_every_door(plan, personas, department, door):
    subject = door.prepare(personas["own_district"].officer)
    on = factories.moment(factories.QUARTER, door.step)
    FiscalQuarter.objects.filter(pk=factories.QUARTER).update(
        state=QuarterState.CLOSED, closed_at=on, closed_by=department.officer
    )

    assert outcome(door, personas[door.persona].by, on, subject, contents()) == "closed"


@EACH_DOOR
def test_each_deed_is_journalled_with_what_allowed_it(plan, personas, door):
    subject = door.prepare(personas["own_district"].officer)
    persona = personas[door.persona]
    on = factories.moment(factories.QUARTER, door.step)
    last = JournalEntry.objects.order_by("-pk").first().pk

    door.knock(persona.by, on, subject)

    entries = list(JournalEntry.objects.filter(pk__gt=last).order_by("pk"))
    assert [entry.action for entry in entries] == ACTIONS[door.name].split()
    entry = entries[-1]
    assert (entry.at, entry.officer_id, entry.role) == (on, persona.id, persona.by.role)
    assert (entry.officer_name, entry.office) == (persona.by.name, persona.by.office)
    assert "ว ๗๕๕" in entry.permit
    assert entry.quarter_code in (factories.QUARTER, "")
    assert entry.subject_text


ACTIONS = {
    "enter": "registration.enter",
    "enter again": "registration.enter",
    "confirm same": "registration.enter registration.submit",
    "receive import": "import.receive",
    "commit import": "import.commit",
    "take old list": "import.receive",
    "ask to give": "transfer.ask transfer.ask",
    "ask to take": "transfer.ask transfer.ask",
    "agree": "transfer.agree transfer.agree",
    "refuse": "transfer.refuse transfer.refuse",
    "withdraw asking": "transfer.withdraw_asking transfer.withdraw_asking",
    "call off": "transfer.call_off transfer.call_off",
    "take products": "registration.enter product.add",
    "edit": "registration.edit",
    "add product": "product.add",
    "edit product": "product.edit",
    "remove product": "product.remove",
    "attach evidence": "evidence.attach",
    "remove evidence": "evidence.remove",
    "submit": "registration.submit",
    "submit all complete": "registration.submit",
    "resubmit": "registration.resubmit",
    "answer": "registration.answer",
    "call back": "registration.call_back",
    "recall": "registration.recall",
    "withdraw": "registration.withdraw",
    "hand over": "filing.hand_over",
    "hand over nil": "filing.hand_over",
    "take back": "filing.take_back",
    "return": "registration.return",
    "reject": "registration.reject",
    "certify": "registration.certify",
    "revoke": "registration.revoke",
    "revoke many": "registration.revoke",
    "announce": "certification.announce",
    "close": "quarter.close",
}
