"""The journal, readable, within the own area."""

import pytest

from registration.models import JournalEntry
from registration.services import filings, journal, registrations
from registration.views.deeds import ACTIONS, action_text
from tests.factories import moment, producer_values
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL = "/journal/"
ON = moment("2561-2", "ENTRY")


@pytest.fixture
def entries(plan, own_district, foreign_district):
    row = registrations.enter(
        by=own_district.by, on=ON, district="3104", quarter="2561-2", kind="NEW",
        values=producer_values(),
    )  # fmt: skip
    filings.hand_over(by=foreign_district.by, on=ON, district="3201", quarter="2561-2", nil=True)
    return row


def actions(persona, query=""):
    rows = persona.client.get(URL + query).context["rows"]
    return [row["entry"].action for row in rows]


def test_each_reads_the_own_area(own_district, other_district, own_province, department, entries):
    assert actions(own_district) == actions(own_province) == ["registration.enter"]
    assert actions(other_district) == []
    assert {"filing.hand_over", "registration.enter", "order.issue"} <= set(actions(department))


def test_it_speaks_thai_and_shows_no_citizen_id(own_district, entries):
    text = own_district.client.get(URL).text
    assert "เริ่มรายการลงทะเบียน" in text
    assert entries.reference in text
    assert entries.citizen_id not in text


def test_filters(department, entries):
    assert actions(department, "?action=filing.hand_over") == ["filing.hand_over"]
    assert actions(department, "?quarter=2561-3&action=registration.enter") == []
    name = entries.entered_by.full_name.split()[-1]
    assert "registration.enter" in actions(department, f"?officer={name}")
    assert department.client.get(f"{URL}?action=nonsense&before=x").status_code == 200


def test_pages_go_on_where_the_last_ended(department, own_district, entries):
    entry = journal.entry_of(own_district.by, ON, "registration.edit", entries)
    journal.record_many([entry])
    journal.record_many(
        [journal.entry_of(own_district.by, ON, "registration.edit", entries) for _n in range(70)]
    )
    first = department.client.get(f"{URL}?action=registration.edit")
    assert len(first.context["rows"]) == 50
    # What is written meanwhile moves nothing on the next page.
    journal.record(own_district.by, ON, "registration.edit", entries)
    second = department.client.get(URL + first.context["next_url"])
    seen = {row["entry"].pk for row in (*first.context["rows"], *second.context["rows"])}
    assert len(seen) == 71
    assert not second.context["next_url"]
    assert "before" not in second.context["previous_url"]


def test_readers_have_no_journal(reader, entries):
    assert reader.client.get(URL).status_code == 403


def test_every_action_that_the_suite_of_services_writes_has_a_name(entries):
    known = set(JournalEntry.objects.values_list("action", flat=True))
    assert known <= set(ACTIONS)
    assert action_text("demo.closing") == "สร้างข้อมูลสาธิต"
    assert action_text("unknown.deed") == "unknown.deed"


def test_it_is_cheap(department, own_district, entries):
    few = queries_of(department.client, URL)
    for _n in range(5):
        journal.record(own_district.by, ON, "registration.edit", entries)
    assert queries_of(department.client, URL) == few <= 12
