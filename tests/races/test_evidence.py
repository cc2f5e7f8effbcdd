"""One file, two officers: it never goes while somebody points to it (PostgreSQL)."""

from functools import partial

import pytest
from django.core.files.storage import storages
from django.db import transaction

from registration.enums import Step
from registration.models import RegisteredEvidence, StoredFile
from registration.services import evidence, files
from tests import evidence as given
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.threads import overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ON = moment(QUARTER, Step.ENTRY)
RED = given.picture("red")


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def row(plan, own_district):
    given.kind()
    return factories.RegistrationFactory(
        entered_by=own_district.officer, products=2, products__photo=False
    )


def attach(persona, row, sequence):
    return partial(
        evidence.attach, by=persona.by, on=ON, registration=row.pk, kind=given.PHOTO,
        sequence=sequence, uploads=[RED],
    )  # fmt: skip


def remove(persona, row, made):
    return partial(evidence.remove, by=persona.by, on=ON, registration=row.pk, evidence=made.pk)


def take(persona, row, sequence):
    """What ``attach`` does to the file, without the filing's lock: as from another quarter."""
    product = row.products.get(sequence=sequence)

    @transaction.atomic
    def deed():
        with files.storing() as written:
            file = files.store(persona.by, ON, RED, "3104", written)
        return given.give(row, product=product, file=file)

    return deed


def drop(made):
    @transaction.atomic
    def deed():
        key = made.file_id
        made.delete()
        files.forget([key])

    return deed


def assert_every_row_has_its_bytes():
    assert RegisteredEvidence.objects.exists()
    for each in RegisteredEvidence.objects.all():
        for path in (each.file.path, each.file.thumbnail_path):
            assert storages["evidence"].exists(path)


def test_the_same_picture_sent_twice_at_once_is_kept_once(row, own_district):
    outcomes = overlap(attach(own_district, row, 1), attach(own_district, row, 1))

    assert sorted(len(made) for made in outcomes) == [0, 1]
    assert StoredFile.objects.count() == RegisteredEvidence.objects.count() == 1
    assert_every_row_has_its_bytes()


def test_a_file_that_is_being_dropped_is_stored_anew(row, own_district):
    (made,) = attach(own_district, row, 1)()

    _none, again = overlap(drop(made), take(own_district, row, 2))

    assert isinstance(again, RegisteredEvidence), again
    assert StoredFile.objects.count() == 1
    assert_every_row_has_its_bytes()


def test_a_file_that_is_being_taken_is_not_dropped(row, own_district):
    (made,) = attach(own_district, row, 1)()

    again, none = overlap(take(own_district, row, 2), drop(made))

    assert none is None
    assert isinstance(again, RegisteredEvidence), again
    assert StoredFile.objects.get() == again.file
    assert_every_row_has_its_bytes()


def test_two_removals_at_once(row, own_district):
    (made,) = attach(own_district, row, 1)()

    first, second = overlap(remove(own_district, row, made), remove(own_district, row, made))

    assert first is None
    assert isinstance(second, RegisteredEvidence.DoesNotExist)
    assert not StoredFile.objects.exists()
