"""Before it happens it is shown: what lapses, by place and reason and one by one."""

import pytest

from registration.enums import Step
from registration.models import Announcement
from tests.factories import QUARTER, FilingFactory, RegistrationFactory, moment, set_filing_state
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
COUNTRY, PROVINCE = f"/closing/{QUARTER}/lapsing/", f"/certification/31/{QUARTER}/lapsing/"
ANNOUNCE, CLOSE = f"/certification/31/{QUARTER}/announce/", f"/closing/{QUARTER}/"
PAPER = {
    "number": "12/2561", "dated_on": "19/3/2561", "signatory": "นายลงนาม ทดสอบ",
    "signatory_position": "ผู้ว่าราชการจังหวัด",
}  # fmt: skip


@pytest.fixture
def rows(plan, own_district, at):
    """Nang Rong handed over: one certified, one returned. Krasang did not: a draft, one submitted.
    Surin: one submitted.
    """
    officer, found = own_district.officer, {}
    for district, state in (
        ("3104", "CERTIFIED"), ("3104", "RETURNED"), ("3103", "DRAFT"), ("3103", "SUBMITTED"),
        ("3201", "SUBMITTED"),
    ):  # fmt: skip
        (found[district, state],) = worlds.register(district, state=state, entered_by=officer)
    for district in ("3104", "3201"):
        set_filing_state(FilingFactory(district_id=district), "HANDED_OVER", by=officer)
    at(moment(QUARTER, Step.CERTIFICATION))
    return found


def lines(page):
    table = page.context["table"]
    return {
        line.name: {head: n for head, n in zip(table["heads"], line.numbers, strict=True) if n}
        for line in table["lines"]
    }


def listed(page):
    return {(row.filing.district_id, row.lapse_text) for row in page.context["page"].rows}


def test_the_country(department, rows):
    page = department.client.get(COUNTRY)
    assert lines(page) == {
        "บุรีรัมย์": {
            "ร่าง ยังไม่ยื่น": 1, "ยื่นแล้ว ยังไม่ส่งแฟ้ม": 1, "ส่งกลับแก้ไข ยังไม่ส่งคืน": 1,
            "รับรองแล้ว จังหวัดยังไม่ประกาศ": 1,
        },
        "สุรินทร์": {"ส่งแฟ้มแล้ว จังหวัดยังไม่พิจารณา": 1},
    }  # fmt: skip
    assert page.context["table"]["total"].total == 5
    assert ("3201", "ส่งแฟ้มแล้ว จังหวัดยังไม่พิจารณา") in listed(page)
    assert all(row.name in page.text for row in rows.values())
    assert all(row.citizen_id not in page.text for row in rows.values())


def test_filters(department, rows):
    def found(query):
        return listed(department.client.get(f"{COUNTRY}?{query}"))

    assert found("place=32") == {("3201", "ส่งแฟ้มแล้ว จังหวัดยังไม่พิจารณา")}
    assert found("place=31&reason=DRAFT") == {("3103", "ร่าง ยังไม่ยื่น")}
    assert found("place=32&reason=DRAFT") == set()
    assert len(found("place=99&reason=none")) == 5
    assert len(found("")) == 5


def test_a_province_sees_its_districts(own_province, rows):
    page = own_province.client.get(PROVINCE)
    assert set(lines(page)) == {"กระสัง", "นางรอง"}
    assert len(listed(page)) == 4
    page = own_province.client.get(f"{PROVINCE}?place=3104")
    assert listed(page) == {
        ("3104", "ส่งกลับแก้ไข ยังไม่ส่งคืน"), ("3104", "รับรองแล้ว จังหวัดยังไม่ประกาศ"),
    }  # fmt: skip
    assert f'href="{PROVINCE}"' in own_province.client.get(f"/certification/31/{QUARTER}/").text


def test_the_announcement_shows_it_by_district_and_reason(own_province, rows):
    page = own_province.client.get(ANNOUNCE)
    assert lines(page) == {
        "กระสัง": {"ร่าง ยังไม่ยื่น": 1, "ยื่นแล้ว ยังไม่ส่งแฟ้ม": 1},
        "นางรอง": {"ส่งกลับแก้ไข ยังไม่ส่งคืน": 1},
    }
    assert page.context["table"]["total"].total == 3
    assert "รับรองแล้ว จังหวัดยังไม่ประกาศ" not in page.text


def test_the_closing_shows_it_by_province_and_reason(department, rows, at):
    at(moment(QUARTER, Step.CLOSING))
    page = department.client.get(CLOSE)
    assert set(lines(page)) == {"บุรีรัมย์", "สุรินทร์"}
    assert page.context["table"]["total"].total == page.context["total"]["n_lapsing"] == 5
    assert f'href="{COUNTRY}?reason=DRAFT#list"' in page.text


def test_a_closed_quarter_still_says_it(department, rows, at):
    at(moment(QUARTER, Step.CLOSING))
    before = lines(department.client.get(COUNTRY))
    worlds.close(department)
    page = department.client.get(COUNTRY)
    assert lines(page) == before
    assert "รายการที่จะตกรอบ" not in page.text


def test_it_turns_pages(department, own_district, plan, at):
    RegistrationFactory.create_batch(51, products=0, entered_by=own_district.officer)
    page = department.client.get(COUNTRY)
    assert len(page.context["page"].rows) == 50
    assert len(department.client.get(f"{COUNTRY}?page=2").context["page"].rows) == 1


def test_who_may_stand_here(rows, own_district, reader, other_province):
    for client in (own_district.client, reader.client):
        assert client.get(COUNTRY).status_code == client.get(PROVINCE).status_code == 403
    assert other_province.client.get(PROVINCE).status_code == 404


def test_it_is_cheap(department, own_district, rows):
    few = [queries_of(department.client, url) for url in (COUNTRY, PROVINCE)]
    RegistrationFactory.create_batch(5, entered_by=own_district.officer)
    assert [queries_of(department.client, url) for url in (COUNTRY, PROVINCE)] == few
    assert max(few) <= 12


# Reasons for who is left out


def test_each_district_left_out_has_its_field_and_the_announcement_its_reason(own_province, rows):
    page = own_province.client.get(ANNOUNCE)
    assert 'name="without-3103"' in page.text
    assert "without-3104" not in page.text
    paper = PAPER | {"without-3103": "ที่ว่าการอำเภอน้ำท่วม"}
    assert own_province.client.post(ANNOUNCE, paper).status_code == 302
    assert Announcement.objects.get().left_out.get().reason == "ที่ว่าการอำเภอน้ำท่วม"
    after = own_province.client.get(f"/certification/31/{QUARTER}/").text
    assert "อำเภอกระสัง: ที่ว่าการอำเภอน้ำท่วม" in " ".join(after.split())
    assert own_province.officer.full_name in after


def test_a_district_reads_why_it_was_not_waited_for(
    own_province, own_district, other_district, rows
):
    own_province.client.post(ANNOUNCE, PAPER | {"without-3103": "ที่ว่าการอำเภอน้ำท่วม"})
    said = "จังหวัดประกาศรับรองโดยไม่รอแฟ้มนี้"
    page = other_district.client.get(f"/filings/3103/{QUARTER}/").text
    assert said in page
    assert "ที่ว่าการอำเภอน้ำท่วม" in page
    assert said not in other_district.client.get("/filings/3103/2561-1/").text
    assert said not in own_district.client.get(f"/filings/3104/{QUARTER}/").text


@pytest.mark.parametrize("paper", [{}, {"without-3104": "ส่งแล้ว"}, {"without-3103": "  "}])
def test_a_district_without_a_reason_is_not_left_out(own_province, rows, paper):
    before = contents()
    response = own_province.client.post(ANNOUNCE, PAPER | paper)
    assert response.status_code == 422
    assert contents() == before


def test_who_has_no_reason_is_named(department, rows, at):
    """Of three provinces two have one."""
    at(moment(QUARTER, Step.CLOSING))
    paper = PAPER | {"without-10": "ไม่มีผู้ลงทะเบียน", "without-31": "น้ำท่วม"}
    response = department.client.post(CLOSE, paper)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"without-32"}
    assert "ไม่มีผู้ลงทะเบียน" in response.text
    paper["without-32"] = "ไฟไหม้"
    assert department.client.post(CLOSE, paper).status_code == 302
    page = " ".join(department.client.get(CLOSE).text.split())
    assert "จังหวัดสุรินทร์: ไฟไหม้" in page
    assert "กรุงเทพมหานคร: ไม่มีผู้ลงทะเบียน" in page


def test_too_long_a_reason_is_said_at_its_field(own_province, rows):
    response = own_province.client.post(ANNOUNCE, PAPER | {"without-3103": "ก" * 501})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"without-3103"}
