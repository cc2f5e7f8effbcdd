"""The plan of a year on one page."""

from datetime import date

import pytest
from django.urls import reverse

from registration.management import reference
from registration.services import orders
from tests.factories import LONG_AGO, moment
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL = "/calendar/2561/"


@pytest.fixture
def letter(plan, at):
    reference.load_lookups(on=LONG_AGO)
    return at(moment("2561-2", "ENTRY"))


@pytest.mark.parametrize("who", ["own_district", "own_province", "department", "reader"])
def test_twelve_windows_for_everybody(who, request, letter):
    page = request.getfixturevalue(who).client.get(URL)
    rows = [row for quarter in page.context["quarters"] for row in quarter["rows"]]
    assert len(rows) == 12
    assert "3 ม.ค. – 16 มี.ค. 2561" in page.text


def test_exactly_two_stated_counts_differ(own_district, letter):
    notes = own_district.client.get(URL).context["notes"]
    assert [
        (row["quarter"].code, row["window"].step, row["window"].stated_days, row["computed"])
        for row in notes
    ] == [("2561-1", "ENTRY", 60, 54), ("2561-1", "CLOSING", 2, 1)]


def test_the_note_names_the_days_that_do_not_count(own_district, letter):
    text = own_district.client.get(URL).text
    assert "หนังสือระบุ 60 วัน แต่นับวันทำการได้ 54 วัน" in text
    assert "13 ต.ค. 2560, 23 ต.ค. 2560, 26 ต.ค. 2560, 5 ธ.ค. 2560, 11 ธ.ค. 2560" in text
    assert "30 ธ.ค. 2560 เป็นวันเสาร์" in text


def test_where_today_is(own_district, letter, at):
    now = own_district.client.get(URL).context["now"]
    assert (now["quarter"].code, now["window"].step, now["left"]) == ("2561-2", "ENTRY", 52)
    at(moment("2561-2", "ENTRY", "closes"))  # a Saturday between two windows
    page = own_district.client.get(URL)
    assert page.context["now"] is None
    assert "ไม่อยู่ในช่วงเวลาใด" in page.text


def test_a_newer_order_moves_the_page_and_the_older_stays_readable(
    own_district, department, plan, letter
):
    window = orders.NewWindow("2561-3", "ENTRY", date(2018, 4, 3), date(2018, 6, 8), 44)
    orders.issue(
        by=department.by, on=letter, number="มท 1", dated_on=date(2018, 3, 1), issuer="กรมฯ",
        subject="เลื่อน", windows=[window],
    )  # fmt: skip
    text = own_district.client.get(URL).text
    assert "3 เม.ย. – 8 มิ.ย. 2561" in text
    assert "2 เม.ย. – 15 มิ.ย. 2561" not in text
    assert "2 เม.ย. 2561" in own_district.client.get(reverse("order", args=(plan.pk,))).text


def test_what_holds_for_one_area_only(own_district, other_province, department, plan, letter):
    orders.extend(
        by=department.by, on=letter, quarter="2561-2", step="ENTRY", until_on=date(2018, 3, 20),
        reason="น้ำท่วม", scope="DISTRICT", district="3104",
    )  # fmt: skip
    window = orders.NewWindow("2561-3", "ENTRY", date(2018, 4, 9), date(2018, 6, 8))
    orders.issue(
        by=department.by, on=letter, number="มท 2", dated_on=date(2018, 3, 1), issuer="กรมฯ",
        subject="เฉพาะบุรีรัมย์", windows=[window], scope="PROVINCE", province="31",
    )  # fmt: skip
    own, foreign = own_district.client.get(URL), other_province.client.get(URL)
    assert len(own.context["special"]) == len(own.context["extensions"]) == 1
    assert "ขยายถึง 20 มี.ค. 2561" in own.text
    assert foreign.context["special"] == foreign.context["extensions"] == []


def test_a_year_without_a_plan_names_those_that_have_one(own_district, letter):
    text = own_district.client.get("/calendar/2570/").text
    assert "ยังไม่มีแผนของปีงบประมาณนี้" in text
    assert URL in text


def test_it_is_cheap(own_district, letter):
    assert queries_of(own_district.client, URL) <= 12
