"""Old lists mapped and taken by two officers at once (PostgreSQL)."""

from functools import partial

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import RememberedMapping
from registration.services import imports, old_lists
from tests import factories
from tests import old_lists as lists
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def mapping(persona, row):
    return partial(
        old_lists.map_columns, by=persona.by, on=ON, old_list=row.pk, sheet=0, head=1,
        mapping=lists.MAPPING, signature="0" * 64, heads=[], rows=[old_lists.NewRow(2, {})],
    )  # fmt: skip


def test_a_mapping_of_the_same_headers_is_remembered_once(own_district, colleague):
    one, other = (lists.received(own_district.officer) for _n in range(2))

    overlap(mapping(own_district, one), mapping(colleague, other))

    assert RememberedMapping.objects.count() == 1


def test_nothing_is_taken_by_a_mapping_that_is_being_replaced(own_district, colleague):
    row = lists.mapped(own_district.officer)
    take = partial(
        old_lists.take, by=colleague.by, on=ON, old_list=row.pk, quarter=QUARTER,
        mapped_at=row.mapped_at, lines=[imports.NewLine("ผู้ผลิต", 2, {})],
    )  # fmt: skip

    _mapped, taken = overlap(mapping(own_district, row), take)

    assert isinstance(taken, Refused)
    assert taken.refusal.rule == "mapped_anew"


def test_the_last_free_place_is_given_once(own_district, colleague, monkeypatch):
    monkeypatch.setattr(old_lists, "MOST_OPEN", 1)
    deeds = [
        partial(
            old_lists.receive, by=persona.by, on=ON, filename="ก.xlsx", content=b"x", table=b"x",
            sheet=0, head=1,
        )
        for persona in (own_district, colleague)
    ]  # fmt: skip

    _first, second = overlap(*deeds)

    assert isinstance(second, Refused)
    assert second.refusal.rule == "too_many"
