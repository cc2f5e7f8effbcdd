"""A journal entry is written once."""

import pytest

from registration import validators
from registration.models import JournalEntry
from registration.services import journal
from tests import factories


@pytest.fixture
def entry(plan, own_district):
    return journal.record(own_district.by, factories.LONG_AGO, "try.out", factories.FilingFactory())


def test_it_is_neither_changed_nor_deleted(entry):
    entry.reason = "เปลี่ยน"

    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert JournalEntry.objects.get(pk=entry.pk).reason == ""


def test_it_knows_place_and_quarter_of_what_it_tells(entry):
    assert (entry.province_code, entry.district_code) == ("31", "3104")
    assert entry.quarter_code == factories.QUARTER
    assert (entry.subject_kind, entry.subject_text) == ("filing", "3104/2561-2")


def test_a_citizen_id_in_a_reason_is_masked(plan, own_district):
    digits = factories.citizen_id(77)
    reason = f"ซ้ำกับ {digits} ตามบัตร"
    entry = journal.record(
        own_district.by, factories.LONG_AGO, "try.out", factories.FilingFactory(), reason=reason
    )
    assert entry.reason == reason.replace(digits, validators.mask_citizen_id(digits))


def test_the_program_itself_has_no_name(plan):
    entry = journal.record(None, factories.LONG_AGO, "try.out", factories.FilingFactory())

    assert (entry.officer, entry.officer_name, entry.role) == (None, "", "")


def test_an_officer_who_moves_keeps_the_history(entry, own_district):
    own_district.officer.full_name = "ชื่อใหม่"
    own_district.officer.save()

    assert JournalEntry.objects.get(pk=entry.pk).officer_name == own_district.by.name
