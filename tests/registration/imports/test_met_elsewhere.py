"""A workbook meets people of other areas as the page does: as many an hour, on record alike."""

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import JournalEntry, Registration
from registration.services import encounters, imports
from tests import workbooks
from tests.factories import ProducerFactory, citizen_id, moment

ON = moment("2561-2", Step.ENTRY)


@pytest.fixture
def commit(plan, own_district, monkeypatch):
    """Hand in so many new producers and save them."""
    monkeypatch.setattr(encounters, "MET_AN_HOUR", 2)

    def committed(n):
        workbook = workbooks.download(own_district.by, ON)
        for number in range(1, n + 1):
            workbook.add(number)
        row = workbooks.receive(monkeypatch, own_district.by, ON, workbook)
        return imports.commit(by=own_district.by, on=ON, staged=row.pk)

    return committed


def test_a_whole_district_of_new_people_is_saved_at_once(commit):
    commit(8)
    assert Registration.objects.count() == 8
    assert not JournalEntry.objects.filter(action="duplicate.met").exists()


def test_who_is_met_is_on_record_and_bounded(commit):
    for n in (1, 2):
        ProducerFactory(district_id="3201", citizen_id=citizen_id(7_000_000 + n))
    commit(2)
    met = JournalEntry.objects.filter(action="duplicate.met", district_code="3201")
    assert met.count() == 2


def test_too_many_stop_the_whole_commit(commit):
    for n in (1, 2, 3):
        ProducerFactory(district_id="3201", citizen_id=citizen_id(7_000_000 + n))
    with pytest.raises(Refused, match="อำเภออื่นครบ 2 ราย"):
        commit(3)
    assert not Registration.objects.exists()
