"""Typing that is kept while somebody saves or closes at the same instant (PostgreSQL)."""

from functools import partial

import pytest

from registration.enums import Step
from registration.models import Announcement, FormDraft
from registration.services import drafts, registrations
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.test_races import close, rule
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENTRY = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


def keep(persona, row, content="name=a", registration=True):
    return partial(
        drafts.keep, by=persona.by, on=ENTRY, filing=row.filing_id,
        registration=row.pk if registration else None, form="producer", version=1, content=content,
    )  # fmt: skip


@pytest.mark.parametrize("registration", [True, False])
def test_two_tabs_keep_one_draft(plan, own_district, registration):
    row = factories.RegistrationFactory()
    deeds = [keep(own_district, row, f"name={n}", registration) for n in range(4)]

    outcomes = together(*deeds)

    assert {type(each) for each in outcomes} == {FormDraft}
    assert FormDraft.objects.count() == 1


def test_the_last_one_stays(plan, own_district):
    row = factories.RegistrationFactory()

    overlap(keep(own_district, row, "name=first"), keep(own_district, row, "name=second"))

    assert FormDraft.objects.get().content == "name=second"


def test_nothing_is_kept_in_a_quarter_that_is_being_closed(plan, own_district, department):
    row = factories.RegistrationFactory()

    first, second = overlap(close(department), keep(own_district, row))

    assert isinstance(first, Announcement)
    assert rule(second) == "closed"
    assert not FormDraft.objects.exists()


def test_a_closing_takes_along_what_is_being_kept(plan, own_district, department):
    row = factories.RegistrationFactory()

    first, second = overlap(keep(own_district, row), close(department))

    assert isinstance(first, FormDraft)
    assert isinstance(second, Announcement)
    assert not FormDraft.objects.exists()


def test_who_saves_meanwhile_overwrites_no_typing(plan, own_district):
    """Two saves at once: the second is refused as stale, and its typing is kept afterwards."""
    row = factories.RegistrationFactory()
    edit = partial(
        registrations.edit, by=own_district.by, on=ENTRY, registration=row.pk, version=1,
        values={"name": "คนแรก"},
    )  # fmt: skip

    first, second = overlap(edit, keep(own_district, row, "name=second"))

    assert first.name == "คนแรก"
    assert second.version == 1  # older than the row now: saving it will compare
    assert FormDraft.objects.get().content == "name=second"
