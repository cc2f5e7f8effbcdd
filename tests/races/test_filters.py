"""Two windows of one officer keep a filter at the same instant (PostgreSQL)."""

from functools import partial

import pytest

from registration.errors import Refused
from registration.models import SavedFilter
from registration.services import filters
from tests import factories
from tests.races.threads import overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def keep(persona, name):
    return partial(
        filters.save, by=persona.by, on=factories.LONG_AGO, name=name, query="state=ACTIVE"
    )


def test_two_at_once_are_not_one_too_many(transactional_db, own_district):
    SavedFilter.objects.bulk_create(
        SavedFilter(officer=own_district.officer, name=f"{i}", query="state=ACTIVE")
        for i in range(filters.MOST - 1)
    )
    first, second = overlap(keep(own_district, "ก"), keep(own_district, "ข"))
    assert isinstance(first, SavedFilter)
    assert isinstance(second, Refused)
    assert SavedFilter.objects.count() == filters.MOST


def test_the_same_name_twice_is_one_filter(transactional_db, own_district):
    outcomes = overlap(keep(own_district, "ก"), keep(own_district, "ก"))
    assert {type(each) for each in outcomes} == {SavedFilter}
    assert SavedFilter.objects.count() == 1
