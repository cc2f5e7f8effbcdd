"""Citizen IDs: encrypted at rest, found by blind index, shown for a reason and on record."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from registration.enums import Step
from registration.errors import Forbidden, Refused
from registration.models import JournalEntry, Producer, Registration, blind_index
from registration.services import registrations, secrets
from tests import factories
from tests.factories import QUARTER, moment

ON = moment(QUARTER, Step.ENTRY)


def raw(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM registration_{table}")  # noqa: S608 - own names
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("factory", "table"),
    [
        (factories.RegistrationFactory, "registration"),
        (factories.ProducerFactory, "producer"),
    ],
)
@pytest.mark.parametrize("column", ["citizen_id", "proxy_citizen_id"])
def test_the_database_holds_no_digits(plan, factory, table, column):
    row = factory(by_proxy=True)
    typed = getattr(row, column)

    (stored,) = raw(table, column)

    assert typed not in stored
    assert stored.startswith("gAAAA")
    assert getattr(type(row).objects.get(pk=row.pk), column) == typed


def test_two_equal_ids_look_different_and_have_one_index(plan):
    same = factories.citizen_id(42)
    factories.RegistrationFactory.create_batch(2, citizen_id=same)
    factories.RegistrationFactory(citizen_id=factories.citizen_id(43))

    assert len(set(raw("registration", "citizen_id"))) == 3
    assert len(set(raw("registration", "citizen_id_index"))) == 2
    assert Registration.objects.filter(citizen_id_index=blind_index(same)).count() == 2


def test_an_empty_id_stays_empty(plan):
    factories.RegistrationFactory(citizen_id="")

    assert raw("registration", "citizen_id") == [""]
    assert raw("registration", "citizen_id_index") == [""]


def test_the_index_follows_an_edit(plan, own_district):
    row = factories.RegistrationFactory()
    new = factories.citizen_id(99)

    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=1, values={"citizen_id": new}
    )

    assert raw("registration", "citizen_id_index") == [blind_index(new)]


def test_a_new_key_encrypts_and_the_old_one_still_decrypts(plan, settings):
    row = factories.RegistrationFactory()
    old = settings.DATA_KEYS
    (before,) = raw("registration", "citizen_id")

    settings.DATA_KEYS = [Fernet.generate_key().decode(), *old]
    again = Registration.objects.get(pk=row.pk)
    assert again.citizen_id == row.citizen_id
    again.save()
    (after,) = raw("registration", "citizen_id")

    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert after != before
    assert Registration.objects.get(pk=row.pk).citizen_id == row.citizen_id


def test_another_index_key_gives_another_index(settings):
    before = blind_index(factories.citizen_id(1))

    settings.DATA_INDEX_KEY = settings.DATA_INDEX_KEY + "x"

    assert blind_index(factories.citizen_id(1)) != before


# Who may see a citizen ID of 3104: everybody who works there or above, no reader.
MAY_SEE = {
    "own_district": True, "own_province": True, "department": True, "reader": Forbidden,
    "other_district": ObjectDoesNotExist, "foreign_district": ObjectDoesNotExist,
    "other_province": ObjectDoesNotExist,
}  # fmt: skip


@pytest.mark.parametrize("name", MAY_SEE)
@pytest.mark.parametrize("what", ["registration", "producer"])
def test_revealing(plan, personas, name, what):
    made = {"registration": factories.RegistrationFactory, "producer": factories.ProducerFactory}
    row = made[what]()
    key = {"registration": row.pk} if what == "registration" else {"number": row.number}
    reveal = getattr(secrets, f"reveal_{what}")
    by = personas[name].by

    if MAY_SEE[name] is not True:
        with pytest.raises(MAY_SEE[name]):
            reveal(by=by, on=ON, reason="ตรวจบัตร", **key)
        assert not JournalEntry.objects.filter(action="citizen_id.reveal").exists()
        return
    assert reveal(by=by, on=ON, reason="ตรวจบัตร", **key) == row.citizen_id
    entry = JournalEntry.objects.get(action="citizen_id.reveal")
    assert (entry.officer_id, entry.reason, entry.district_code) == (
        by.officer_id,
        "ตรวจบัตร",
        "3104",
    )
    assert row.citizen_id not in repr(vars(entry))


def test_nothing_is_revealed_without_a_reason(plan, own_district):
    row = factories.RegistrationFactory()

    with pytest.raises(Refused):
        secrets.reveal_registration(by=own_district.by, on=ON, registration=row.pk, reason=" ")

    assert not JournalEntry.objects.filter(action="citizen_id.reveal").exists()


def test_the_journal_masks_what_was_typed(plan, own_district):
    row = factories.RegistrationFactory(by_proxy=True)
    old, new = row.citizen_id, factories.citizen_id(99)

    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=1,
        values={"citizen_id": new, "proxy_citizen_id": new},
    )  # fmt: skip

    entry = JournalEntry.objects.get(action="registration.edit")
    kept = f"{entry.before} {entry.after}"
    assert new not in kept
    assert old not in kept
    assert entry.after["citizen_id"].startswith("x-xxxx-xxxxx-")
    assert new[-3:] == entry.after["citizen_id"].replace("-", "")[-3:]


def test_the_register_is_encrypted_too(plan):
    producer = factories.ProducerFactory()

    assert producer.citizen_id not in "".join(map(str, Producer.objects.values_list("search_text")))
