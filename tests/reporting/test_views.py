"""The addresses of the reports: who gets what, and at what cost."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from registration import models
from reporting.exports import XLSX
from tests import factories
from tests.reporting.worlds import (
    CERTIFIED,
    announce,
    close,
    hand_over,
    mixed_country,
    register,
)

pytestmark = pytest.mark.django_db
PAGE = "/reports/quarterly/2561-2/"
FILE = "/reports/quarterly/2561-2.xlsx"


@pytest.fixture(autouse=True)
def _day(plan, at):
    at(factories.moment("2561-2", "ENTRY"))


@pytest.mark.parametrize("door", [PAGE, FILE])
@pytest.mark.parametrize(
    ("who", "mine", "foreign"),
    [
        ("own_district", ["3104"], ["3103", "3201", "31", "th"]),
        ("own_province", ["31", "3103", "3104"], ["32", "3201", "10", "th"]),
        ("reader", ["31", "3104"], ["32", "3201", "th"]),
        ("department", ["th", "31", "10", "3201", "1001"], ["99", "9999", "310401", "TH", "๓๑"]),
    ],
)
def test_everybody_reads_the_own_area_and_no_other(personas, door, who, mine, foreign):
    client = personas[who].client

    assert client.get(door).status_code == 200
    for area in mine:
        assert client.get(door, {"area": area}).status_code == 200, area
        assert client.get(door, {"area": area, "span": "year"}).status_code == 200, area
    for area in foreign:
        assert client.get(door, {"area": area}).status_code == 404, area


@pytest.mark.parametrize("door", ["/reports/", PAGE, FILE])
def test_nobody_reads_without_signing_in(client, door):
    response = client.get(door)

    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("door", [PAGE, FILE])
@pytest.mark.parametrize("asked", [{"span": "month"}, {"digits": "roman"}])
def test_an_unknown_span_or_kind_of_digits(own_district, door, asked):
    assert own_district.client.get(door, asked).status_code == 400


@pytest.mark.parametrize("quarter", ["2562-1", "2561-5", "2018-1"])
def test_a_quarter_without_a_plan(own_district, quarter):
    for door in (f"/reports/quarterly/{quarter}/", f"/reports/quarterly/{quarter}.xlsx"):
        assert own_district.client.get(door).status_code == 404


@pytest.mark.parametrize("door", ["/reports/", PAGE, FILE])
def test_reports_are_only_read(own_province, door):
    assert own_province.client.post(door).status_code == 405


def test_the_page_shows_the_own_form(own_district):
    mixed_country(own_district.officer)

    html = own_district.client.get(PAGE).content.decode()

    assert "อำเภอนางรอง จังหวัดบุรีรัมย์" in html
    assert "ยังไม่ประกาศรับรอง" in html
    assert f"{FILE}?area=3104&amp;span=quarter" in html
    assert 'name="area"' not in html  # there is nothing to choose


def test_rows_lead_down_and_the_trail_up_within_the_own_area(own_province):
    html = own_province.client.get(PAGE).content.decode()

    assert f'href="{PAGE}?area=3104&amp;span=quarter"' in html
    assert "area=th" not in html
    assert f'href="{PAGE}?area=31&amp;span=quarter"' in (
        own_province.client.get(PAGE, {"area": "3104"}).content.decode()
    )


def test_the_form_changes_the_quarter(department):
    response = department.client.get(
        PAGE, {"quarter": "2561-1", "area": "31", "span": "year", "digits": "thai"}
    )

    assert response.status_code == 302
    assert response.url == "/reports/quarterly/2561-1/?area=31&span=year&digits=thai"
    assert department.client.get(PAGE, {"quarter": "//evil.test"}).status_code == 404


def test_thai_digits_on_the_screen_on_request(own_district):
    html = own_district.client.get(PAGE, {"digits": "thai"}).content.decode()

    assert "ปีงบประมาณ พ.ศ. ๒๕๖๑" in html


def test_the_file_holds_the_number_and_names_nobody(own_district):
    mixed_country(own_district.officer)

    response = own_district.client.get(FILE)
    book = load_workbook(BytesIO(response.content))
    address = book.defined_names["total_products"].attr_text.split("!")[1]

    assert response["Content-Type"] == XLSX
    assert response["Content-Disposition"] == (
        'attachment; filename="otop-quarterly-2561-2-3104-quarter.xlsx"'
    )
    assert book.active[address].value == 5


def test_the_paper_is_thai_in_whatever_language_is_read(own_district):
    own_district.client.cookies["django_language"] = "en"

    book = load_workbook(BytesIO(own_district.client.get(FILE).content))

    assert book.active["A2"].value.startswith("แบบรายงานผลการลงทะเบียน")


class TestIndex:
    def test_it_lists_the_quarters_with_their_state(self, own_district, own_province, department):
        mixed_country(own_district.officer, CERTIFIED)
        hand_over(own_district.officer, "3104")
        announce(own_province)

        own, country = (
            p.client.get("/reports/").content.decode() for p in (own_province, department)
        )

        assert "ประกาศรับรองแล้ว" in own
        assert "/reports/quarterly/2561-2/?area=31&amp;span=year" in own
        assert "/reports/quarterly/2561-2/?area=3104&amp;span=quarter" in own
        assert "ประกาศแล้ว 1 จาก 3 จังหวัด" in country

    def test_a_closed_quarter(self, own_district, department):
        close(department)

        assert "ปิดไตรมาสแล้ว" in own_district.client.get("/reports/").content.decode()

    def test_a_year_nobody_planned_falls_back(self, own_district):
        for year in ("2599", "x", ""):
            assert own_district.client.get("/reports/", {"year": year}).status_code == 200

    def test_a_district_chooses_no_area(self, own_district):
        assert "รายงานรายพื้นที่" not in own_district.client.get("/reports/").content.decode()


@pytest.mark.django_db
def test_before_any_plan(places, department):
    models.Window.objects.all().delete()
    assert department.client.get("/reports/").status_code == 200


def cost(client, url, **asked):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url, asked).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("who", "area"),
    [
        ("department", "th"),
        ("department", "31"),
        ("department", "3104"),
        ("own_province", "31"),
        ("own_province", "3104"),
        ("own_district", "3104"),
        ("reader", "31"),
    ],
)
def test_a_page_costs_at_most_twelve_queries_however_much_there_is(personas, who, area):
    client = personas[who].client
    before = cost(client, PAGE, area=area)
    register("3104", count=5)
    models.Province.objects.bulk_create(
        models.Province(code=str(code), name=f"จังหวัด {code}", name_en="x") for code in range(40, 80)
    )

    assert cost(client, PAGE, area=area) == before
    assert before <= 12
    assert cost(client, FILE, area=area) <= 12
    assert cost(client, "/reports/") <= 12
