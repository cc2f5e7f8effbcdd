"""Lists as files: what the page shows, in every kind of file, without citizen IDs, journalled."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from registration.imports import formats
from registration.models import JournalEntry
from tests import factories
from tests.factories import QUARTER, ProducerFactory, RegistrationFactory, moment
from tests.registration.sheets.district import full_registration
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
REGISTER = "/register/export/"
FILING = f"/filings/3104/{QUARTER}/export/"
PROVINCE = f"/certification/31/{QUARTER}/export/"
NAME = "ชื่อกลุ่ม/ผู้ผลิต/สถานประกอบการ"


def taken(persona, url, table="producers", kind="csv", **more):
    return persona.client.post(url, {"table": table, "format": kind, **more})


def cells_of(response, kind="csv"):
    assert response.status_code == 200
    content = response.getvalue()
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    if kind == "xlsx":
        return [list(row) for row in load_workbook(BytesIO(content)).active.values]
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def rows_of(response, kind="csv"):
    head, *rows = cells_of(response, kind)
    assert len(set(head)) == len(head)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(autouse=True)
def now(plan, at):
    at(moment(QUARTER, "ENTRY"))


@pytest.fixture
def producers():
    return [
        ProducerFactory(name="=HYPERLINK(\"x\")", phone="0 4466 6512", by_proxy=True),
        ProducerFactory(name="กลุ่มทอผ้า", group=True, products=2),
        ProducerFactory(name="กลุ่มที่กระสัง", district_id="3103"),
        ProducerFactory(name="ไกล", district_id="3201"),
    ]  # fmt: skip


def test_what_the_page_shows(own_province, producers):
    rows = rows_of(taken(own_province, REGISTER, kind="xlsx"), "xlsx")
    assert [row["เลขทะเบียน"] for row in rows] == sorted(p.number for p in producers[:3])
    weavers = next(row for row in rows if row[NAME] == "กลุ่มทอผ้า")
    assert weavers["ประเภทผู้ผลิต"] == "กลุ่มผู้ผลิตชุมชน"
    assert weavers["ผลิตภัณฑ์ (รายการ)"] == 2
    assert weavers["อำเภอ/เขต"] == "นางรอง"
    assert weavers["โทรศัพท์มือถือ"] == "08 1234 5678"


def test_filtered_and_sorted_as_asked(own_province, department, producers):
    def names(persona, query):
        return [row[NAME] for row in rows_of(taken(persona, REGISTER, query=query))]

    assert names(own_province, "text=กลุ่มทอ") == ["กลุ่มทอผ้า"]
    assert names(own_province, "district=3103") == ["กลุ่มที่กระสัง"]
    assert names(department, "province=32") == ["ไกล"]
    assert names(own_province, "text=กลุ่ม&sort=name") == ["กลุ่มทอผ้า", "กลุ่มที่กระสัง"]


@pytest.mark.parametrize("query", ["district=3201", "producer_type=NONSENSE", "text=3310400001234"])
def test_what_the_page_would_not_search_for_is_no_file(own_province, producers, query):
    before = contents()
    answer = taken(own_province, REGISTER, query=query)
    assert answer.status_code == 409
    assert "หน้าทะเบียน" in answer.text
    assert contents() == before


def test_products_of_the_producers_that_were_found(own_district):
    weaver = ProducerFactory(products=0)
    cloth = factories.ProductFactory(producer=weaver, product_type="TEXTILE", name="ผ้า")
    factories.ProductFactory(producer=weaver, product_type="FOOD", name="ขนม")
    ProducerFactory(district_id="3103")

    def names(query=""):
        found = rows_of(taken(own_district, REGISTER, "products", query=query))
        return [row["ชื่อผลิตภัณฑ์"] for row in found]

    assert names() == ["ผ้า", "ขนม"]
    assert names("product_type=TEXTILE") == ["ผ้า"]
    cloth.is_active = False
    cloth.save()
    assert names("product_type=TEXTILE") == []


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_every_kind_of_file_holds_the_same_and_opens_no_formula(own_district, producers, kind):
    response = taken(own_district, REGISTER, kind=kind)
    name = response.headers["Content-Disposition"]
    assert name == f'attachment; filename="otop-register-2561-01-03.{kind}"'
    assert response.headers["Cache-Control"] == "no-store"
    first, second = rows_of(response, kind)
    sign = "'" if kind == "csv" else ""
    assert (first[NAME], second[NAME]) == (f'{sign}=HYPERLINK("x")', "กลุ่มทอผ้า")
    assert first["โทรศัพท์"] == "0 4466 6512"
    assert float(second["ผลิตภัณฑ์ (รายการ)"]) == 2
    assert first["ลงทะเบียนครั้งแรก"] == "2561-1"


def test_ways_to_reach_a_person_stay_with_the_area(own_district, own_province, department):
    ProducerFactory()
    RegistrationFactory()
    for persona, held in ((own_district, True), (own_province, True), (department, False)):
        for url, table in ((REGISTER, "producers"), (FILING, "registrations")):
            head = rows_of(taken(persona, url, table))[0]
            for column in ("โทรศัพท์", "โทรศัพท์มือถือ", "อีเมล"):
                assert (column in head) is held, column


def test_the_register_is_journalled_without_what_was_searched_for(own_district, producers):
    query = "text=กลุ่มทอ&product_type=TEXTILE&sort=name"
    assert taken(own_district, REGISTER, "products", "ods", query=query).getvalue()
    entry = JournalEntry.objects.get(action="register.export")
    assert entry.officer_id == own_district.officer.pk
    assert entry.after == {
        "rows": 2, "format": "ods", "table": "products",
        "filters": {"product_type": "TEXTILE", "text": "…"},
    }  # fmt: skip


def test_every_field_of_the_form_goes_out_but_no_citizen_id(own_district):
    row = full_registration(entered_by=own_district.officer)
    typed = factories.citizen_id(5)
    row.products.update(story=f"บัตร {typed} ของย่า")
    texts = []
    for kind in ("xlsx", "csv", "ods"):
        (filed,) = rows_of(taken(own_district, FILING, "registrations", kind), kind)
        assert filed["เลขรับ"] == row.reference
        assert filed["วันเดือนปีเกิด"] == "05/2510"
        assert filed["ช่องทางการจำหน่าย"] == "ในชุมชน/อำเภอ/จังหวัด / ส่งออก (ระบุประเทศ)"
        assert filed["รวมเข้ากับ"] == row.merge_into.number
        assert float(filed["ทุนจดทะเบียน (บาท)"]) == 1_000_000
        assert filed["เลขทะเบียนนิติบุคคล"] == row.juristic_id
        assert filed["บันทึกเมื่อ"] == "03/01/2561 10:00 น."
        assert [head for head, value in filed.items() if value in ("", None)] == [
            "เลขทะเบียน", "รับแบบเมื่อ", "ส่งกลับเมื่อ", "ไม่รับเมื่อ", "รับรองเมื่อ", "ถอนเมื่อ", "ปิดเมื่อ",
            "ผู้รับลงทะเบียน", "ตำแหน่งผู้รับ", "เหตุผล",
        ]  # fmt: skip
        (product,) = rows_of(taken(own_district, FILING, "products", kind), kind)
        assert product["เลขรับ"] == row.reference
        assert product["วัตถุดิบหลักและแหล่งที่มา"].endswith("ฝ้าย (ในชุมชน) / สี (นำเข้า)")
        assert "กพ 12/2560" in product["มาตรฐานและใบอนุญาต"]
        assert "ค123" in product["ทรัพย์สินทางปัญญา"]
        texts.append(f"{filed} {product}".replace("-", ""))
    for person in (row.citizen_id, row.proxy_citizen_id, typed):
        assert person not in " ".join(texts)


def test_a_filing_goes_out_as_its_page_lists_it(own_district, other_district):
    RegistrationFactory(name="ร่าง")
    RegistrationFactory(name="ยื่นแล้ว", state="SUBMITTED", products=2)
    RegistrationFactory(name="ข้างบ้าน", district="3103")

    def names(**more):
        rows = rows_of(taken(own_district, FILING, "registrations", **more))
        return [row["ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"] for row in rows]

    assert names() == ["ร่าง", "ยื่นแล้ว"]
    assert names(query="state=SUBMITTED") == ["ยื่นแล้ว"]
    assert len(rows_of(taken(own_district, FILING, "products", query="state=SUBMITTED"))) == 2
    entry = JournalEntry.objects.filter(action="registration.export").first()
    assert (entry.district_code, entry.quarter_code) == ("3104", QUARTER)
    assert entry.after == {
        "table": "registrations", "rows": 2, "format": "csv", "filters": {},
    }  # fmt: skip
    assert taken(other_district, FILING, "registrations").status_code == 404


def test_a_province_takes_all_its_districts_and_no_others(own_province, department, own_district):
    for district in ("3103", "3104", "3201"):
        RegistrationFactory(district=district)
    for persona in (own_province, department):
        rows = rows_of(taken(persona, PROVINCE, "registrations"))
        assert [row["อำเภอ/เขต"] for row in rows] == ["กระสัง", "นางรอง"]
    entry = JournalEntry.objects.filter(action="registration.export").first()
    assert (entry.province_code, entry.district_code, entry.after["rows"]) == ("31", "", 2)
    assert taken(own_district, PROVINCE, "registrations").status_code == 403


def test_readers_take_nobody_out(reader, producers):
    before = contents()
    for url in (REGISTER, FILING, PROVINCE):
        assert taken(reader, url).status_code == 403
    assert contents() == before


def test_what_is_not_offered_is_not_found(own_district, producers):
    before = contents()
    for wrong in ({"table": "officers"}, {"kind": "pdf"}):
        assert taken(own_district, REGISTER, **wrong).status_code == 404
    assert contents() == before


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_too_many_rows_are_refused_with_the_remedy(own_province, producers, monkeypatch, kind):
    monkeypatch.setattr(formats.FORMATS[kind], "most", 2)
    before = contents()
    response = taken(own_province, REGISTER, kind=kind)
    assert response.status_code == 409
    assert "ไม่เกิน 2 แถว" in response.text
    assert contents() == before
    assert len(rows_of(taken(own_province, REGISTER, kind=kind, query="district=3104"), kind)) == 2
    assert len(rows_of(taken(own_province, REGISTER))) == 3


@pytest.mark.parametrize(
    ("url", "table"),
    [(REGISTER, "producers"), (REGISTER, "products"), (FILING, "registrations"),
     (FILING, "products"), (PROVINCE, "registrations")],
)  # fmt: skip
def test_as_many_queries_for_many_rows(own_province, url, table):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert taken(own_province, url, table).getvalue()
        return len(captured)

    ProducerFactory(group=True)
    RegistrationFactory(products=1)
    queries()
    few = queries()
    ProducerFactory.create_batch(50, group=True)
    RegistrationFactory.create_batch(50, products=2, group=True)
    assert queries() == few <= 20


@pytest.mark.parametrize(
    ("page", "url"),
    [("/register/?text=กลุ่มทอ", REGISTER), (f"/filings/3104/{QUARTER}/", FILING),
     (f"/certification/31/{QUARTER}/", PROVINCE)],
)  # fmt: skip
def test_the_page_offers_it(own_province, producers, page, url):
    RegistrationFactory()
    assert f'action="{url}"' in own_province.client.get(page).text
    assert queries_of(own_province.client, page) <= 12
