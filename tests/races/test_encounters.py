"""Hints asked at the same instant are counted one after the other (PostgreSQL)."""

from functools import partial

import pytest

from registration.models import JournalEntry
from registration.services import encounters
from tests import factories
from tests.factories import QUARTER, citizen_id, moment
from tests.races.threads import overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def ask(persona, number):
    return partial(
        encounters.hint, by=persona.by, on=moment(QUARTER, "ENTRY"), district="3104",
        quarter=QUARTER, values={"citizen_id": citizen_id(number)},
    )  # fmt: skip


def n_asked():
    return JournalEntry.objects.filter(action="duplicate.hint").count()


def test_two_at_once_are_not_one_too_many(transactional_db, plan, own_district, monkeypatch):
    monkeypatch.setattr(encounters, "HINTS_AN_HOUR", 1)
    outcomes = overlap(ask(own_district, 1), ask(own_district, 2))
    assert sorted(each.is_spent for each in outcomes) == [False, True]
    assert n_asked() == 1


def test_the_same_twice_is_one_question(transactional_db, plan, own_district):
    factories.ProducerFactory(district_id="3201", citizen_id=citizen_id(1))
    outcomes = overlap(ask(own_district, 1), ask(own_district, 1))
    assert all(each.elsewhere for each in outcomes)
    assert n_asked() == 1
