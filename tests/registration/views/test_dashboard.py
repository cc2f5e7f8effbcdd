"""The first page of each role: what to do now and until when."""

from datetime import date

import pytest
from django.urls import reverse

from registration.enums import FilingState, RegistrationState
from registration.services import certifications, decisions, orders, quarters
from tests.factories import FilingFactory, RegistrationFactory, moment, set_filing_state
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"


@pytest.fixture
def entry(plan, at):
    return at(moment(Q2, "ENTRY"))


def next_of(persona):
    return persona.client.get("/").context["next"]


def test_a_program_without_a_plan_says_so(own_district, department):
    assert "ยังไม่มีแผนการลงทะเบียน" in own_district.client.get("/").text
    assert reverse("order-new") in department.client.get("/").text
    assert reverse("order-new") not in own_district.client.get("/").text


def test_district_until_when_and_what_is_left(own_district, entry):
    page = own_district.client.get("/")
    assert page.context["standing"].open
    assert "16 มีนาคม 2561" in page.text
    assert "เริ่มลงทะเบียน" in next_of(own_district).title
    RegistrationFactory(state=RegistrationState.DRAFT)
    assert "ร่างที่ค้างอยู่ 1" in next_of(own_district).title
    RegistrationFactory.create_batch(2, state=RegistrationState.SUBMITTED)
    page = own_district.client.get("/")
    assert (page.context["filing"].n_draft, page.context["filing"].n_submitted) == (1, 2)


def test_district_with_everything_submitted_is_told_to_hand_over(own_district, entry):
    RegistrationFactory(state=RegistrationState.SUBMITTED)
    assert next_of(own_district).title == "ส่งแฟ้มให้จังหวัด"


def test_district_outside_the_window_reads_why_and_when(own_district, plan, at):
    at(moment(Q2, "CERTIFICATION"))
    standing = own_district.client.get("/").context["standing"]
    assert not standing.open
    assert "พ้นช่วงเวลา" in standing.sentence
    assert "ว ๗๕๕" in standing.order
    # Between two quarters the next one is meant, and the day it opens.
    at(moment(Q2, "CLOSING", "closes"))
    standing = own_district.client.get("/").context["standing"]
    assert standing.opens_again == "2 เมษายน 2561"


def test_district_mends_what_was_returned_first(own_district, own_province, plan, at):
    row = RegistrationFactory(state=RegistrationState.SUBMITTED)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    on = at(moment(Q2, "CERTIFICATION"))
    decisions.send_back(
        by=own_province.by, on=on, registration=row.pk, comment="ชื่อผิด", flags={"name": ""}
    )
    step = next_of(own_district)
    assert "ส่งกลับ 1 รายการ" in step.title
    assert "23 มีนาคม 2561" in step.text
    assert step.url == reverse("filing-returned", args=("3104", Q2))


def test_another_district_is_not_on_the_page(own_district, other_district, entry):
    RegistrationFactory(district="3103", name="ร้านข้างบ้าน")
    page = own_district.client.get("/")
    assert page.context["filing"].n_live == 0
    assert "ร้านข้างบ้าน" not in page.text


def test_province_sees_its_districts_only(own_province, own_district, plan, at):
    row = RegistrationFactory(state=RegistrationState.SUBMITTED)
    RegistrationFactory(district="3201", state=RegistrationState.SUBMITTED)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    page = own_province.client.get("/").context
    assert [f.district_id for f in page["filings"]] == ["3103", "3104"]
    assert (page["n_handed_over"], page["n_queue"]) == (1, 1)
    assert "ตรวจสอบรายการที่อำเภอส่งมา 1" in page["next"].title


def test_province_with_an_empty_queue_is_sent_to_announce(own_province, own_district, plan, at):
    filing = FilingFactory()
    set_filing_state(filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    assert next_of(own_province).url == reverse("announce", args=("31", Q2))


def test_department_counts_the_country(department, own_district, own_province, plan, at):
    RegistrationFactory(state=RegistrationState.SUBMITTED)
    RegistrationFactory(district="3201")
    set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    page = department.client.get("/").context
    total = page["total"]
    assert (total["n_provinces"], total["n_filings"], total["n_handed_over"]) == (3, 4, 1)
    assert (total["n_undecided"], total["n_draft"]) == (1, 1)
    assert {row.province.code: row.n_undecided for row in page["rows"]} == {
        "10": 0,
        "31": 1,
        "32": 0,
    }


def test_department_is_sent_to_close_and_afterwards_to_the_next_quarter(department, plan, at):
    on = at(moment(Q2, "CLOSING"))
    assert next_of(department).url == reverse("closing", args=(Q2,))
    quarters.close(
        by=department.by, on=on, code=Q2, number="1", dated_on=date(2018, 3, 26), signatory="ก",
        signatory_position="ข", without_reason="ทดสอบ",
    )  # fmt: skip
    assert department.client.get("/").context["quarter"].code == "2561-3"


def test_province_after_the_announcement(own_province, plan, at):
    on = at(moment(Q2, "CERTIFICATION"))
    certifications.announce(
        by=own_province.by, on=on, province="31", quarter=Q2, number="1",
        dated_on=date(2018, 3, 19), signatory="ก", signatory_position="ข", without_reason="ทดสอบ",
    )  # fmt: skip
    assert next_of(own_province).title == "ประกาศรับรองแล้ว"


def test_reader_finds_the_reports_of_the_own_area(reader, entry):
    text = reader.client.get("/").text
    report = reverse("report-quarterly", args=(Q2,))
    assert f"{report}?area=31&amp;span=quarter" in text
    assert reverse("report-quarterly-xlsx", args=("2561-1",)) in text
    assert reverse("report-quarterly", args=("2561-3",)) not in text


@pytest.mark.parametrize("who", ["own_district", "own_province", "department", "reader"])
def test_a_first_page_is_cheap_however_much_there_is(who, request, own_district, plan, at):
    persona = request.getfixturevalue(who)
    at(moment(Q2, "CERTIFICATION"))
    few = queries_of(persona.client, "/")
    for state in (RegistrationState.SUBMITTED, RegistrationState.RETURNED):
        RegistrationFactory.create_batch(3, state=state, entered_by=own_district.officer)
    assert queries_of(persona.client, "/") == few <= 12


def test_an_order_to_one_province_moves_nobody_elses_quarter(own_district, department, plan, at):
    on = at(moment(Q2, "ENTRY"))
    window = orders.NewWindow("2561-1", "ENTRY", date(2018, 1, 2), date(2018, 2, 28))
    orders.issue(
        by=department.by, on=on, number="มท 9", dated_on=date(2018, 1, 2), issuer="กรมฯ",
        subject="สุรินทร์", windows=[window], scope="PROVINCE", province="32",
    )  # fmt: skip
    assert own_district.client.get("/").context["quarter"].code == Q2
