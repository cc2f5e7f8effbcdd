"""The register as a workbook: what the page shows, without citizen IDs, journalled."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from registration.models import JournalEntry
from reporting import register
from reporting.shapes import ListColumn, Listing
from tests.factories import ProducerFactory, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL = "/reports/register.xlsx"


@pytest.fixture(autouse=True)
def producers(plan, at):
    at(moment("2561-2", "ENTRY"))
    return [
        ProducerFactory(name="=HYPERLINK(\"x\")", phone="0 4466 6512", by_proxy=True),
        ProducerFactory(name="กลุ่มทอผ้า", group=True, products=2),
        ProducerFactory(name="กลุ่มที่กระสัง", district_id="3103"),
        ProducerFactory(name="ไกล", district_id="3201"),
    ]  # fmt: skip


def sheet_of(response):
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content)).active


def rows_of(response):
    head, *rows = sheet_of(response).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_what_the_page_shows(own_province, producers):
    rows = rows_of(own_province.client.post(URL))
    assert [row["เลขทะเบียน"] for row in rows] == sorted(p.number for p in producers[:3])
    weavers = next(row for row in rows if row["ชื่อกลุ่ม/ผู้ผลิต/สถานประกอบการ"] == "กลุ่มทอผ้า")
    assert weavers["ประเภทผู้ผลิต"] == "กลุ่มผู้ผลิตชุมชน"
    assert weavers["ผลิตภัณฑ์ (รายการ)"] == 2
    assert weavers["อำเภอ/เขต"] == "นางรอง"
    assert weavers["โทรศัพท์มือถือ"] == "08 1234 5678"


def test_filtered_and_sorted_as_asked(own_province, department):
    def names(persona, query):
        rows = rows_of(persona.client.post(URL, {"query": query}))
        return [row["ชื่อกลุ่ม/ผู้ผลิต/สถานประกอบการ"] for row in rows]

    assert names(own_province, "text=กลุ่มทอ") == ["กลุ่มทอผ้า"]
    assert names(own_province, "district=3103") == ["กลุ่มที่กระสัง"]
    assert names(own_province, "district=3201") == []
    assert names(own_province, "producer_type=NONSENSE&sort=nonsense") == []
    assert names(department, "province=32") == ["ไกล"]
    assert names(own_province, "text=กลุ่ม&sort=name") == ["กลุ่มทอผ้า", "กลุ่มที่กระสัง"]


def test_no_citizen_id_and_no_formula(own_district, producers):
    response = own_district.client.post(URL)
    sheet = sheet_of(response)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    text = " ".join(str(cell.value) for cell in cells)
    for producer in producers:
        assert producer.citizen_id not in text
    assert producers[0].proxy_citizen_id not in text
    assert next(c for c in cells if str(c.value).startswith("=")).data_type == "s"
    name = response.headers["Content-Disposition"]
    assert name == 'attachment; filename="otop-register-2561-01-03.xlsx"'
    assert response.headers["Cache-Control"] == "no-store"


def test_telephones_stay_with_the_area(own_district, own_province, department):
    for persona, held in ((own_district, True), (own_province, True), (department, False)):
        head = rows_of(persona.client.post(URL))[0]
        assert ("โทรศัพท์" in head) is held
        assert ("โทรศัพท์มือถือ" in head) is held


def test_it_is_journalled_without_what_was_searched_for(own_district):
    own_district.client.post(URL, {"query": "text=กลุ่มทอ&product_type=TEXTILE&sort=name"})
    entry = JournalEntry.objects.get(action="register.export")
    assert entry.officer_id == own_district.officer.pk
    assert entry.after == {
        "rows": 1, "format": "xlsx", "filters": {"product_type": "TEXTILE", "text": "…"},
    }  # fmt: skip


def test_readers_take_nobody_out(reader):
    before = contents()
    assert reader.client.post(URL).status_code == 403
    assert reader.client.get(URL).status_code == 403
    assert contents() == before


def test_taking_out_is_no_get(own_district):
    assert own_district.client.get(URL).status_code == 405


def test_too_many_rows_are_refused_with_the_remedy(own_province, monkeypatch):
    monkeypatch.setattr(register, "MOST", 2)
    before = contents()
    response = own_province.client.post(URL)
    assert response.status_code == 409
    assert "ไม่เกิน 2 ราย" in response.text
    assert contents() == before
    assert own_province.client.post(URL, {"query": "district=3104"}).status_code == 200


def test_as_many_queries_for_many_rows(own_province):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert own_province.client.post(URL).status_code == 200
        return len(captured)

    queries()
    few = queries()
    ProducerFactory.create_batch(20, group=True)
    assert queries() == few


def test_a_row_has_a_cell_for_each_head():
    with pytest.raises(ValueError, match="heads"):
        Listing("x", "x", "x", (ListColumn("a"), ListColumn("b")), (("1",),))


def test_the_page_offers_it(own_district):
    page = own_district.client.get("/register/?text=กลุ่มทอ").text
    assert f'action="{URL}"' in page
    assert queries_of(own_district.client, "/register/") <= 12
