"""A list as a file: read, gathered, staged like a workbook, done, and marked where it is wrong."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from registration.enums import Step
from registration.imports.old import guessing, headings, producers
from registration.imports.old.shapes import Mapping
from registration.imports.registrations import staging
from registration.models import Registration
from registration.selectors import imports as staged_imports
from registration.services import imports
from registration.services.imports import NewLine
from registration.sheets import columns, marking, reading
from registration.sheets.problems import CellProblem
from tests import factories
from tests.factories import QUARTER, moment

ON = moment("2561-2", Step.ENTRY)
TITLE = "ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP อำเภอนางรอง ปี 2559"
UPPER = ("ที่", "ชื่อกลุ่ม", "ชื่อ-สกุล", "ที่ตั้ง", None, "โทร", "ประเภทผู้ผลิต", "ผลิตภัณฑ์", None, "ปีที่ก่อตั้ง",
         "เลขบัตรประชาชน")  # fmt: skip
LOWER = (None, None, None, "หมู่ที่", "ตำบล", None, None, "ชื่อ", "ประเภท", None, None)
ROWS = (
    (1, "กลุ่มทอผ้าบ้านโคก", "น.ส.สมศรี ใจดี", 5, "สะเดา", 812345678, "กลุ่ม", "ผ้าไหม", "ผ้า", 59,
     int(factories.citizen_id(1))),
    (None, None, None, None, None, None, None, "ผ้าขาวม้า", "ผ้า", None, None),
    (2, "ร้านทองดี", "นายทองดี มีสุข", 1, "ไม่รู้จัก", "08123", "รายเดียว", "น้ำพริก", "อาหาร", 2599, None),
    ("รวม", None, 2, None, None, None, None, 3, None, None, None),
)  # fmt: skip


@pytest.fixture
def content():
    book = Workbook()
    sheet = book.active
    sheet.title = "OTOP"
    sheet.append((TITLE,))
    for row in (UPPER, LOWER, *ROWS):
        sheet.append(row)
    for area in ("A1:K1", "D2:E2", "H2:I2", *(f"{letter}2:{letter}3" for letter in "ABCFGJK")):
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def staged(plan, own_district, content):
    """The rows of the list in the district's filing, checked."""
    lists = columns.lists_of("3104")
    table = reading.read(content).tables["OTOP"]
    table = headings.headed(table, headings.head_of(table))
    samples = [row.cells for row in table.rows]
    mapping = Mapping(guessing.guess(table.header, samples, lists))
    found = producers.gather(table, mapping, lists, "3104")
    lines = producers.lines(found.producers, "3104")
    by = own_district.by
    row = imports.receive(
        by=by, on=ON, district="3104", quarter=QUARTER, filename="ทะเบียน.xlsx", content=content,
        lines=[NewLine(line.sheet, line.number, line.kept()) for line in lines],
    )  # fmt: skip
    return by, staging.check(by, ON, row.pk)


def test_the_rows_are_what_the_page_would_enter(staged):
    by, row = staged
    imports.commit(by=by, on=ON, staged=row.pk, only_valid=True)

    made = Registration.objects.get()
    assert made.person_name == "นางสาวสมศรี ใจดี"
    assert (made.citizen_id, made.founded_year) == (factories.citizen_id(1), 2559)
    assert (made.site_moo, made.site_subdistrict_id, made.site_postcode) == ("5", "310403", "31110")
    assert (made.mobile, made.phone) == ("08 1234 5678", "")
    assert [each.name for each in made.products.all()] == ["ผ้าไหม", "ผ้าขาวม้า"]
    assert {each.product_type for each in made.products.all()} == {"TEXTILE"}
    assert not made.declared


def test_what_the_rules_refuse_names_the_lists_own_cells(staged):
    by, row = staged
    found = staged_imports.problems(by, row.pk, warnings=False)

    assert {(each["sheet"], each["row"], each["header"], each["value"]) for each in found} == {
        ("OTOP", 6, "ที่ตั้ง – ตำบล", "ไม่รู้จัก"),
        ("OTOP", 6, "โทร", "08123"),
        ("OTOP", 6, "ปีที่ก่อตั้ง", "2599"),
    }


def test_the_marked_list_has_the_marks_in_those_cells(staged, content):
    by, row = staged
    problems = [CellProblem(**each) for each in staged_imports.problems(by, row.pk)]
    sheet = load_workbook(BytesIO(marking.mark(content, problems)))["OTOP"]
    noted = {cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment}

    assert noted == {"B4", "H4", "H5", "E6", "F6", "J6"}
