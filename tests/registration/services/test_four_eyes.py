"""Whoever had a hand in a registration does not certify it, whatever door the hand came through."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from registration.enums import FilingState, Kind, RegistrationState, Role, Step
from registration.errors import Refused
from registration.models import Filing, Officer, Registration
from registration.scoping import jurisdiction_of
from registration.selectors import exceptions
from registration.services import decisions, duplicates, imports, officers, packing
from tests import factories, transfers
from tests.duplicates import like
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.registration.services.doors import DOORS, NAMED

ENTRY, CERTIFYING = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.CERTIFICATION)


@dataclass(frozen=True)
class Hand:
    """A deed that leaves its mark on a registration; ``do`` returns that registration."""

    name: str
    do: Callable  # (persona, clerk)

    def __str__(self):
        return self.name


def _by_door(name):
    def do(persona, clerk):
        door = NAMED[name]
        subject = door.prepare(clerk)
        door.knock(persona.by, ENTRY, subject)
        if isinstance(subject, Registration):
            return subject
        made = Registration.objects.filter(kind__in=(Kind.NEW, Kind.UPDATE))
        return made.exclude(state=RegistrationState.LAPSED).get()

    return Hand(name, do)


def _take_over(persona, clerk):
    producer = factories.ProducerFactory(district_id="1001")
    transfers.transfer("AGREED", producer, to="3104")
    return transfers.enter(persona, producer)


def _decide_duplicate(persona, clerk):
    known = factories.ProducerFactory(sme=True)
    row = factories.RegistrationFactory(sme=True, **like(known), entered_by=clerk)
    duplicates.decide(
        by=persona.by, on=ENTRY, registration=row.pk, version=row.version,
        other=f"producer-{known.pk}", verdict="ALLOWED", reason="สองสาขา",
    )  # fmt: skip
    return row


def _in_the_admin(persona, clerk):
    row = factories.RegistrationFactory(entered_by=clerk)
    url = f"/admin/registration/registration/{row.pk}/change/"
    form = persona.client.get(url).context["adminform"].form
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    answer = persona.client.post(url, sent | {"name": "ชื่อจากหน้าผู้ดูแล"})
    assert answer.status_code == 302, answer.context["errors"]
    row.refresh_from_db()
    assert row.name == "ชื่อจากหน้าผู้ดูแล"
    return row


def _stage(by, deed="ENTER", **more):
    row = imports.receive(
        by=by, on=ENTRY, district="3104", quarter=QUARTER, filename="ก.xlsx", content=b"x",
        lines=[imports.NewLine("ผู้ผลิต", 2, {})],
    )  # fmt: skip
    values = factories.producer_values() if deed == "ENTER" else {"name": "ชื่อจากไฟล์"}
    content = {"producer": "", "values": packing.packed(values), "products": []}
    verdict = "NEW" if deed == "ENTER" else "CHANGED"
    found = imports.CheckedLine(row.rows.get().pk, verdict, deed=deed, content=content, **more)
    imports.check(by=by, on=ENTRY, staged=row.pk, found=[found])
    return row.pk


def _commit(persona, clerk):
    staged = _stage(jurisdiction_of(clerk))
    imports.commit(by=persona.by, on=ENTRY, staged=staged)
    return Registration.objects.get()


def _send_in(persona, clerk):
    staged = _stage(persona.by)
    imports.commit(by=jurisdiction_of(clerk), on=ENTRY, staged=staged)
    return Registration.objects.get()


def _send_in_changes(persona, clerk):
    row = factories.RegistrationFactory(entered_by=clerk)
    staged = _stage(persona.by, "EDIT", registration=row.pk, version=row.version)
    imports.commit(by=jurisdiction_of(clerk), on=ENTRY, staged=staged)
    row.refresh_from_db()
    assert row.name == "ชื่อจากไฟล์"
    return row


def _typed_what_lapsed(persona, clerk):
    """Typed by one a quarter ago; somebody else takes it up again."""
    filing = NAMED["enter again"].prepare(clerk)
    Registration.objects.get().editors.set([persona.officer])
    NAMED["enter again"].knock(jurisdiction_of(clerk), ENTRY, filing)
    return Registration.objects.exclude(state=RegistrationState.LAPSED).get()


THROUGH_DOORS = {
    "enter", "enter again", "confirm same", "edit", "add product", "edit product", "remove product",
    "attach evidence", "remove evidence", "submit", "resubmit", "submit all complete",
    "take products",
}  # fmt: skip
# They move a state, ask a question or keep a file: what a registration says stays as it is.
NO_HAND = {
    "receive import", "take old list", "ask to give", "ask to take", "agree", "refuse",
    "withdraw asking", "call off", "recall", "withdraw", "hand over", "hand over nil", "take back",
    "answer",
}  # fmt: skip
BY_HAND = {"commit import"}  # below, with a file that holds something
HANDS = [
    *map(_by_door, sorted(THROUGH_DOORS)),
    Hand("take a moving producer over", _take_over),
    Hand("decide about a duplicate", _decide_duplicate),
    Hand("edit in the admin", _in_the_admin),
    Hand("commit a colleague's file", _commit),
    Hand("send in a file that a colleague commits", _send_in),
    Hand("send in changes that a colleague commits", _send_in_changes),
    Hand("type what lapsed and a colleague takes up", _typed_what_lapsed),
]


def test_every_door_of_the_entry_is_placed():
    entry = {door.name for door in DOORS if door.step == Step.ENTRY}

    assert entry == THROUGH_DOORS | NO_HAND | BY_HAND


@pytest.fixture
def clerk(plan):
    """A colleague in the same district, who stays there."""
    return factories.OfficerFactory(username="colleague")


@pytest.fixture
def decide(own_district, department, at):
    """Whoever typed moves to the province when the province decides."""

    def prepare(row):
        filing = Filing.objects.get(pk=row.filing_id)
        Registration.objects.filter(pk=row.pk).update(
            state=RegistrationState.SUBMITTED, submitted_at=ENTRY, submitted_by=row.entered_by_id
        )
        factories.set_filing_state(filing, FilingState.HANDED_OVER, by=row.entered_by)
        at(CERTIFYING)
        officers.move(
            by=department.by, on=CERTIFYING, officer=own_district.id, role=Role.PROVINCE,
            province="31",
        )  # fmt: skip
        return jurisdiction_of(Officer.objects.get(pk=own_district.id))

    return prepare


@pytest.mark.parametrize("hand", HANDS, ids=str)
def test_a_hand_in_it_is_remembered(hand, clerk, own_district, own_province, decide, at):
    at(ENTRY)
    row = hand.do(own_district, clerk)
    assert row.editors.filter(pk=own_district.id).exists()
    another = factories.RegistrationFactory(
        filing=row.filing, state=RegistrationState.SUBMITTED, entered_by=clerk
    )
    mover = decide(row)

    seen = exceptions.waiting(mover, quarter=QUARTER, province="31")
    assert {each.pk: each.is_mine for each in seen} == {row.pk: True, another.pk: False}
    for wanted in ([row.pk], [another.pk, row.pk]):
        with pytest.raises(Refused) as caught:
            decisions.certify(by=mover, on=CERTIFYING, registrations=wanted)
        assert caught.value.refusal.rule == "four_eyes"

    assert decisions.certify(by=mover, on=CERTIFYING, registrations=[another.pk]) == 1
    assert decisions.certify(by=own_province.by, on=CERTIFYING, registrations=[row.pk]) == 1


@pytest.mark.parametrize("name", ["recall", "hand over"])
def test_who_only_moved_it_on_is_no_editor(name, clerk, own_district, decide, at):
    at(ENTRY)
    door = NAMED[name]
    row = door.prepare(clerk)
    door.knock(own_district.by, ENTRY, row)

    assert decisions.certify(by=decide(row), on=CERTIFYING, registrations=[row.pk]) == 1


def test_the_second_editor_does_not_push_the_first_out(clerk, own_district, at):
    at(ENTRY)
    third = make_persona("third", Role.DISTRICT, "31", "3104")
    row = NAMED["edit"].prepare(clerk)
    for persona in (own_district, third):
        row.refresh_from_db()
        NAMED["edit product"].knock(persona.by, ENTRY, row)
        row.products.filter(sequence=1).update(name="อีกชื่อ")

    assert set(row.editors.values_list("pk", flat=True)) == {clerk.pk, own_district.id, third.id}
