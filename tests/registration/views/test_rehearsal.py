"""The rehearsal's page: asked for by POST, it shows everything and changes nothing."""

import pytest

from registration.enums import Step
from registration.models import JournalEntry
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
URL = f"/closing/{QUARTER}/rehearsal/"


@pytest.fixture
def country(plan, own_district, own_province, at):
    officer = own_district.officer
    worlds.register("3104", state="CERTIFIED", entered_by=officer, group=True, count=3)
    worlds.register("3201", state="SUBMITTED", entered_by=officer, count=2)
    worlds.hand_over(officer, "3104")
    worlds.announce(own_province)
    at(moment(QUARTER, Step.CLOSING))


def test_nothing_is_rehearsed_before_it_is_asked_for(department, country):
    before = contents()
    page = department.client.get(URL)
    assert "ซ้อมปิด: ยังไม่มีอะไรเปลี่ยน" in page.text
    assert page.context["rehearsal"] is None
    assert contents() == before


def test_it_shows_numbers_hash_blockers_and_what_lapses(department, country):
    before = contents()
    page = department.client.post(URL)
    assert page.status_code == 200
    assert "ซ้อมปิด: ยังไม่มีอะไรเปลี่ยน" in page.text
    found = page.context["rehearsal"]
    assert found.sha256 in page.text
    assert "ยังมี 2 แห่งที่ไม่ครบ" in page.text
    assert "กรุงเทพมหานคร, สุรินทร์" in page.text
    rows = {label: n for group in page.context["numbers"] for label, n, _year in group["rows"]}
    assert (rows["ลงทะเบียนใหม่"], rows["กลุ่มผู้ผลิตชุมชน"], rows["ผ้า เครื่องแต่งกาย"]) == (3, 3, 3)
    (line,) = page.context["table"]["lines"]
    assert (line.name, line.total) == ("สุรินทร์", 2)
    assert f'href="/closing/{QUARTER}/lapsing/?place=32#list"' in page.text
    after = contents()
    assert {table for table in after if after[table] != before[table]} == {"JournalEntry"}
    assert JournalEntry.objects.filter(action="quarter.rehearse").count() == 1
    assert "ซ้อมปิดไตรมาส" in department.client.get("/journal/").text


@pytest.mark.parametrize(("where", "said"), [("before", "ยังไม่ถึงช่วงเวลา"), ("closes", "พ้นช่วงเวลา")])
def test_outside_the_window_it_says_so_and_still_the_numbers(department, country, at, where, said):
    at(moment(QUARTER, Step.CLOSING, where))
    page = department.client.post(URL)
    assert said in page.text
    assert page.context["rehearsal"].totals["quarter"]["NEW"] == 3


def test_the_closing_has_the_hash_of_its_rehearsal(department, country):
    sha256 = department.client.post(URL).context["rehearsal"].sha256
    paper = {
        "number": "1/2561", "dated_on": "26/3/2561", "signatory": "ก", "signatory_position": "ข",
        "without_reason": "ไม่ประกาศ",
    }  # fmt: skip
    department.client.post(f"/closing/{QUARTER}/", paper)
    assert sha256 in department.client.get(f"/closing/{QUARTER}/").text


def test_a_closed_quarter_is_not_rehearsed(department, country):
    worlds.close(department)
    assert "<button" not in department.client.get(URL).text.partition("<main")[2]
    before = contents()
    assert department.client.post(URL).status_code == 409
    assert contents() == before


def test_a_quarter_that_is_not_planned_is_not_rehearsed(department, country):
    assert department.client.post("/closing/2570-1/rehearsal/").status_code == 404


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_nobody_else(who, request, country):
    client, before = request.getfixturevalue(who).client, contents()
    assert client.get(URL).status_code == client.post(URL).status_code == 403
    assert contents() == before


def test_the_closing_page_leads_here(department, country):
    assert f'href="{URL}"' in department.client.get(f"/closing/{QUARTER}/").text


def test_it_is_cheap_to_open(department, country):
    assert queries_of(department.client, URL) <= 12
