"""Two officers carry the same producers forward: none is entered twice (PostgreSQL)."""

from functools import partial

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import JournalEntry, Registration
from registration.services import carrying, registrations
from tests import factories
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HERE = {"on": moment(QUARTER, Step.ENTRY), "district": "3104", "quarter": QUARTER}


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def confirm(persona, producers):
    numbers = [each.number for each in producers]
    return partial(carrying.confirm_same, by=persona.by, producers=numbers, **HERE)


def test_the_same_list_at_once_one_wins_the_other_is_told(plan, own_district, colleague):
    producers = factories.ProducerFactory.create_batch(3)

    first, second = overlap(confirm(own_district, producers), confirm(colleague, producers))

    assert len(first.submitted) == 3
    assert (second.submitted, second.drafts) == ([], [])
    assert [(number, refusal.rule) for number, refusal in second.left] == [
        (each.number, "already") for each in producers
    ]
    assert Registration.objects.filter(submitted_by=own_district.officer).count() == 3
    assert Registration.objects.count() == 3
    assert JournalEntry.objects.filter(action="registration.submit").count() == 3


def test_overlapping_lists_in_opposite_order_deadlock_nobody(plan, own_district, colleague):
    producers = factories.ProducerFactory.create_batch(6)

    outcomes = together(
        confirm(own_district, producers[:4]), confirm(colleague, reversed(producers[2:]))
    )

    assert sorted((len(each.submitted), len(each.left)) for each in outcomes) == [(2, 2), (4, 0)]
    assert Registration.objects.count() == 6


def test_a_lapsed_one_is_taken_up_once(plan, own_district, colleague):
    lapsed = factories.RegistrationFactory(quarter_id="2561-1", state="LAPSED")
    again = [
        partial(registrations.enter_again, by=each.by, registration=lapsed.pk, **HERE)
        for each in (own_district, colleague)
    ]

    first, second = overlap(*again)

    assert first.carried_from == lapsed
    assert isinstance(second, Refused)
    assert second.refusal.rule == "already"
    assert Registration.objects.filter(carried_from=lapsed).count() == 1
