"""What was certified is found again and taken back, until the announcement."""

import pytest

from registration.enums import Step
from registration.models import JournalEntry, Registration
from tests.factories import QUARTER, RegistrationFactory, moment, set_filing_state
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
PAGE = f"/certification/31/{QUARTER}/certified/"
REVOKE = f"{PAGE}revoke/"


@pytest.fixture
def rows(plan, own_district, at):
    found = RegistrationFactory.create_batch(3, state="CERTIFIED", entered_by=own_district.officer)
    set_filing_state(found[-1].filing, "HANDED_OVER", by=own_district.officer)
    at(moment(QUARTER, Step.CERTIFICATION))
    return found


def revoke(persona, rows, reason="ตรวจใหม่"):
    return persona.client.post(REVOKE, {"registration": [row.pk for row in rows], "reason": reason})


def states():
    return sorted(Registration.objects.values_list("state", flat=True))


def test_it_lists_what_is_certified(own_province, rows):
    waiting = RegistrationFactory(state="SUBMITTED")
    page = own_province.client.get(PAGE)
    assert [row.pk for row in page.context["page"].rows] == [row.pk for row in rows]
    assert waiting.name not in page.text
    assert f'href="{PAGE}"' in own_province.client.get(f"/certification/31/{QUARTER}/").text


def test_many_at_once_go_back_to_the_queue(own_province, rows):
    assert revoke(own_province, rows[:2]).headers["Location"] == PAGE
    assert states() == ["CERTIFIED", "SUBMITTED", "SUBMITTED"]
    back = Registration.objects.filter(state="SUBMITTED")
    assert {(row.certified_at, row.certified_by, row.decision_reason) for row in back} == {
        (None, None, "ตรวจใหม่")
    }
    entries = JournalEntry.objects.filter(action="registration.revoke")
    assert {entry.reason for entry in entries} == {"ตรวจใหม่"}
    assert entries.count() == 2
    assert "ถอนการรับรองแล้ว 2 รายการ" in own_province.client.get(PAGE).text


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(own_province, rows, reason):
    before = contents()
    response = revoke(own_province, rows, reason)
    assert response.status_code == 409
    assert "ต้องระบุเหตุผล" in response.text
    assert contents() == before


def test_one_of_many_that_may_not_is_named(own_province, rows):
    waiting = RegistrationFactory(state="SUBMITTED")
    before = contents()
    response = revoke(own_province, [*rows, waiting])
    assert response.status_code == 409
    assert f"ถอนการรับรองไม่ได้ทั้งชุด เพราะรายการ {waiting.reference}" in response.text
    assert contents() == before


def test_after_the_announcement_it_is_refused_by_name(own_province, rows):
    worlds.announce(own_province)
    before = contents()
    page = own_province.client.get(PAGE)
    assert "จังหวัดประกาศรับรองแล้ว จึงเปลี่ยนผลการพิจารณาไม่ได้" in page.text
    assert 'name="registration"' not in page.text
    for response in (
        revoke(own_province, rows),
        own_province.client.post(f"/registrations/{rows[0].pk}/revoke/", {"reason": "พลาด"}),
    ):
        assert response.status_code == 409
        assert "จังหวัดประกาศรับรองแล้ว" in response.text
    assert contents() == before
    assert "จังหวัดประกาศรับรองแล้ว" in own_province.client.get(f"/registrations/{rows[0].pk}/").text


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
def test_each_boundary(own_province, rows, at, where, status):
    at(moment(QUARTER, Step.CERTIFICATION, where))
    before = contents()
    assert revoke(own_province, rows).status_code == status
    if status == 409:
        assert contents() == before
        page = own_province.client.get(PAGE).text
        assert "ช่วงเวลา" in page
        assert 'name="registration"' not in page


def test_nothing_ticked_and_nonsense(own_province, rows):
    assert "ยังไม่ได้เลือกรายการ" in own_province.client.post(REVOKE, {}, follow=True).text
    assert own_province.client.post(REVOKE, {"registration": "x"}).status_code == 404
    foreign = RegistrationFactory(district="3201", state="CERTIFIED")
    before = contents()
    assert revoke(own_province, [*rows, foreign]).status_code == 404
    assert contents() == before


def test_the_department_reads_and_does_not_revoke(department, rows):
    assert 'name="registration"' not in department.client.get(PAGE).text
    before = contents()
    assert revoke(department, rows).status_code == 403
    assert contents() == before


def test_it_is_cheap(own_province, own_district, rows):
    few = queries_of(own_province.client, PAGE)
    RegistrationFactory.create_batch(5, state="CERTIFIED", entered_by=own_district.officer)
    assert queries_of(own_province.client, PAGE) == few <= 12
