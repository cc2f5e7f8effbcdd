"""Every deed of a quarter, done under an extension, is found by it again."""

from datetime import timedelta

import pytest

from registration.enums import Kind
from registration.models import JournalEntry
from registration.selectors import journal
from registration.services import registrations
from tests import factories, more_time
from tests.factories import QUARTER, moment
from tests.registration.services.doors import DOORS, NAMED


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_each_door_says_under_which_extension(plan, personas, department, door):
    subject = door.prepare(personas["own_district"].officer)
    ended = moment(QUARTER, door.step, "closes")
    day = ended.date()
    more_time.extend(department, step=door.step, on=ended, until_on=day - timedelta(days=1))
    used = more_time.extend(department, step=door.step, on=ended, until_on=day)
    last = JournalEntry.objects.order_by("-pk").first().pk

    door.knock(personas[door.persona].by, ended, subject)

    entries = JournalEntry.objects.filter(pk__gt=last)
    assert entries
    assert {entry.extension_id for entry in entries} == {used.pk}
    by = department.by
    assert set(journal.under_extension(by, used)) == set(entries)


def test_in_its_own_window_nothing_is_done_under_an_extension(plan, own_district, department):
    more_time.extend(department, on=moment(QUARTER, "ENTRY"))

    row = registrations.enter(
        by=own_district.by, on=moment(QUARTER, "ENTRY", "last"), district="3104", quarter=QUARTER,
        kind=Kind.NEW, values=factories.producer_values(),
    )  # fmt: skip

    entry = JournalEntry.objects.get(subject_id=row.pk, action="registration.enter")
    assert entry.extension is None
    assert "ว ๗๕๕" in entry.permit


def test_a_file_that_came_in_under_an_extension_is_committed_under_it(
    plan, own_district, department
):
    door, ended = NAMED["commit import"], moment(QUARTER, "ENTRY", "closes")
    filing = door.prepare(own_district.officer)
    used = more_time.extend(department, on=ended, until_on=ended.date())
    filing.imports.update(received_at=ended)
    last = JournalEntry.objects.order_by("-pk").first().pk

    door.knock(own_district.by, ended + timedelta(days=1), filing)

    entries = JournalEntry.objects.filter(pk__gt=last)
    assert {entry.extension_id for entry in entries} == {used.pk}
    assert "รับไฟล์ไว้เมื่อ 17 มี.ค. 2561" in entries.first().permit
