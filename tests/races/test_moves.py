"""Moves and merges at the same instant (PostgreSQL): one of two goes through, the other is told."""

from functools import partial

import pytest

from registration.enums import Kind, Step
from registration.errors import Refused
from registration.models import Producer, Registration, Transfer
from registration.services import certifications, decisions, registrations, transfers
from tests import factories
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import overlap
from tests.transfers import merge, moved, transfer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENTRY = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def producer(plan):
    return factories.ProducerFactory()


def answer(persona, row, deed="agree"):
    return partial(
        getattr(transfers, deed), by=persona.by, on=ENTRY, transfer=row.pk, quarter=QUARTER,
        reason="ตรวจแล้ว",
    )  # fmt: skip


def ask(persona, producer, to=""):
    return partial(
        transfers.ask, by=persona.by, on=ENTRY, district=persona.by.district, quarter=QUARTER,
        producer=producer.number, to_district=to, reason="ย้ายโรงทอ",
    )  # fmt: skip


def enter(persona, producer, kind=Kind.UPDATE):
    return partial(
        registrations.enter, by=persona.by, on=ENTRY, district=persona.by.district,
        quarter=QUARTER, kind=kind, producer=producer.number,
    )  # fmt: skip


def submit(persona, row):
    return partial(decisions.submit, by=persona.by, on=ENTRY, registration=row.pk)


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def test_two_answers_at_once(producer, own_district):
    colleague = make_persona("district3104b", "DISTRICT", "31", "3104")
    row = transfer("ASKED", producer)

    first, second = overlap(answer(own_district, row), answer(colleague, row, "refuse"))

    assert (first.state, rule(second)) == ("AGREED", "state")
    assert Transfer.objects.get().state == "AGREED"


def test_agreeing_while_it_is_withdrawn(producer, own_district, other_district):
    row = transfer("ASKED", producer)

    first, second = overlap(answer(other_district, row, "withdraw"), answer(own_district, row))

    assert (first.state, rule(second)) == ("WITHDRAWN", "state")


def test_both_offices_call_it_off(producer, own_district, other_district):
    row = transfer("AGREED", producer)

    first, second = overlap(
        answer(own_district, row, "withdraw"), answer(other_district, row, "withdraw")
    )

    assert (first.state, rule(second)) == ("WITHDRAWN", "state")
    assert Transfer.objects.get().withdrawn_by_id == own_district.id


def test_two_offices_ask_at_once(producer, own_district, other_district, foreign_district):
    first, second = overlap(ask(other_district, producer), ask(foreign_district, producer))
    assert (first.state, rule(second)) == ("ASKED", "moving")
    Transfer.objects.all().delete()

    first, second = overlap(ask(own_district, producer, "3201"), ask(foreign_district, producer))
    assert (first.state, rule(second)) == ("ASKED", "moving")


def test_asking_while_it_is_registered(producer, own_district, other_district):
    _first, second = overlap(enter(own_district, producer), ask(other_district, producer))
    assert rule(second) == "registered"
    Registration.objects.all().delete()

    first, second = overlap(ask(other_district, producer), enter(own_district, producer))
    assert (first.state, second.state) == ("ASKED", "DRAFT")


@pytest.mark.parametrize("kind", [Kind.UPDATE, Kind.CANCEL])
def test_agreeing_while_the_old_district_registers(producer, own_district, kind):
    colleague = make_persona("district3104b", "DISTRICT", "31", "3104")
    row = transfer("ASKED", producer)

    first, second = overlap(answer(own_district, row), enter(colleague, producer, kind))
    assert (first.state, rule(second)) == ("AGREED", "leaving")
    Transfer.objects.all().delete()
    row = transfer("ASKED", producer)

    first, second = overlap(enter(own_district, producer, kind), answer(colleague, row))
    assert (first.kind, rule(second)) == (kind, "registered")


def test_calling_it_off_while_the_new_district_registers(producer, own_district, other_district):
    row = transfer("AGREED", producer)

    first, second = overlap(enter(other_district, producer), answer(own_district, row, "withdraw"))
    assert (first.producer, rule(second)) == (producer, "registered")
    Registration.objects.all().delete()

    first, second = overlap(answer(own_district, row, "withdraw"), enter(other_district, producer))
    assert first.state == "WITHDRAWN"
    assert isinstance(second, Producer.DoesNotExist)
    assert not Registration.objects.exists()


def test_the_announcement_is_not_called_off(producer, own_district, other_province):
    """The old province's officer withdraws while the new province announces."""
    row = moved(producer, "3201")
    factories.set_filing_state(row.filing, "HANDED_OVER", by=row.entered_by)
    late = moment(QUARTER, Step.CERTIFICATION)
    announce = partial(
        certifications.announce, by=other_province.by, on=late, province="32", quarter=QUARTER,
        number="1", dated_on=late.date(), signatory="ก", signatory_position="ข",
    )  # fmt: skip

    first, second = overlap(announce, answer(own_district, Transfer.objects.get(), "withdraw"))

    assert first.number == "1"
    assert rule(second) in ("state", "registered")
    assert Transfer.objects.get().state == "DONE"
    assert Producer.objects.get().district_id == "3201"


def test_two_that_end_in_each_other_are_not_both_submitted(producer, own_district):
    other = factories.ProducerFactory()
    colleague = make_persona("district3104b", "DISTRICT", "31", "3104")
    rows = merge(producer, other), merge(other, producer)

    outcomes = overlap(submit(own_district, rows[0]), submit(colleague, rows[1]))

    assert [type(outcome).__name__ for outcome in outcomes] == ["Incomplete", "Incomplete"]
