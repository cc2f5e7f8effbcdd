"""Screen and paper show the same filled form; neither asks the database."""

from dataclasses import replace
from io import BytesIO
from itertools import chain

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from registration import calendar
from reporting import render_html, render_xlsx
from reporting.definitions import QUARTERLY
from reporting.shapes import Row
from tests import factories
from tests.reporting.worlds import CERTIFIED, announce, build, hand_over, mixed_country

pytestmark = pytest.mark.django_db
ON = factories.moment("2561-2", "ENTRY")


@pytest.fixture
def filled(plan, own_district, own_province):
    mixed_country(own_district.officer)
    return build(own_province, "31")


def opened(document, digits="thai"):
    book = load_workbook(BytesIO(render_xlsx.render(document, ON, digits)))
    return book, book.active


def body(document, sheet):
    """First row of the table's body, found by its first number."""
    first = sheet.freeze_panes
    row = sheet[first].row
    return range(row, row + len(document.rows) + 1)


def number_cells(document, sheet):
    return [
        [sheet.cell(row, QUARTERLY.index(column.key) + 1) for column in QUARTERLY.numbers]
        for row in body(document, sheet)
    ]


def test_neither_asks_the_database(filled, django_assert_num_queries):
    with django_assert_num_queries(0):
        sheet = render_html.render(filled, lambda code: "")
        render_to_string("reporting/sheet.html", {"sheet": sheet})
        render_xlsx.render(filled, ON)


def test_screen_and_paper_hold_the_same_numbers(filled):
    _book, paper = opened(filled)
    screen = render_html.render(filled, lambda code: "")

    for row, cells, line in zip(
        (*filled.rows, filled.total),
        number_cells(filled, paper),
        (*screen.lines, screen.total),
        strict=True,
    ):
        values = [row.values[column.key] for column in QUARTERLY.numbers]
        shown = [cell.text for cell in line.cells if cell.is_number]
        assert [cell.value for cell in cells] == values
        assert shown == [str(value) if value else "-" for value in values]


def test_numbers_are_numbers_in_thai_digits(filled):
    _book, sheet = opened(filled)

    for cell in chain.from_iterable(number_cells(filled, sheet)):
        assert cell.data_type == "n"
        assert cell.number_format == '[$-D00041E]#,##0;[$-D00041E]-#,##0;"-"'


def test_arabic_digits_on_request(filled):
    _book, sheet = opened(filled, "arabic")

    assert number_cells(filled, sheet)[0][0].number_format == '#,##0;-#,##0;"-"'
    assert "พ.ศ. 2561" in sheet["A3"].value


def test_texts_on_paper_are_in_thai_digits(filled):
    _book, sheet = opened(filled)

    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "แบบ ลทบ.๒",
        "แบบรายงานผลการลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP ปี ๒๕๖๑",
        "ไตรมาสที่ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๑ (ระหว่างวันที่ ๓ มกราคม ๒๕๖๑ ถึงวันที่ ๑๖ มีนาคม ๒๕๖๑)",
        "จังหวัดบุรีรัมย์   ข้อมูล ณ วันที่ ๓ มกราคม ๒๕๖๑",
        "(ยังไม่ประกาศรับรอง)",
    ]
    assert [sheet.cell(row, 1).value for row in body(filled, sheet)] == ["๑", "๒", None]


def test_the_layout_of_the_form(filled):
    _book, sheet = opened(filled)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    last = get_column_letter(len(QUARTERLY.leaves))

    assert {f"A{row}:{last}{row}" for row in range(1, 6)} <= merged
    assert {"A7:A8", "B7:B8", "C7:F7", "G7:J7", "K7:P7", "Q7:Q8"} <= merged
    assert sheet.freeze_panes == "C9"
    assert sheet.print_title_rows == "$7:$8"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.print_area.startswith("'ไตรมาส 2 ปี 2561'!$A$1:$Q$")
    assert sheet["B7"].value == "อำเภอ"
    assert sheet["B7"].font.name == "TH SarabunPSK"
    assert sheet["A9"].border.left.style == "thin"


def test_a_long_table_may_take_several_sheets_of_paper(filled):
    rows = tuple(
        Row(f"31{n:02d}", f"อำเภอ {n}", dict.fromkeys(filled.total.values, 0)) for n in range(50)
    )
    _book, sheet = opened(replace(filled, rows=rows, total=Row("31", "รวม", rows[0].values)))

    assert sheet.page_setup.fitToHeight == 0


def test_totals_have_names(filled):
    book, sheet = opened(filled)

    for column in QUARTERLY.numbers:
        address = book.defined_names[f"total_{column.key}"].attr_text.split("!")[1]
        assert sheet[address].value == filled.total.values[column.key]
        assert sheet[address].font.bold


def test_the_signature_block_and_the_properties(filled):
    book, sheet = opened(filled)
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]

    assert "ตำแหน่ง นักวิชาการพัฒนาชุมชน" in texts
    assert "ตำแหน่ง พัฒนาการจังหวัดบุรีรัมย์" in texts
    assert book.properties.title == filled.titles[0]
    assert book.properties.creator == "ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP"


def test_no_text_becomes_a_formula(filled):
    evil = replace(filled.rows[0], label='=HYPERLINK("http://x")', note="+1\x07")
    _book, sheet = opened(replace(filled, rows=(evil, *filled.rows[1:])))

    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet["B9"].value == '=HYPERLINK("http://x")'


def test_the_copy_is_named_by_revision_and_digest(plan, own_district, own_province):
    mixed_country(own_district.officer, CERTIFIED)
    hand_over(own_district.officer, "3104")
    announcement = announce(own_province)
    document = build(own_province, "31")
    digest = announcement.snapshots.get().sha256
    _book, sheet = opened(document)
    page = render_to_string(
        "reporting/sheet.html",
        {"sheet": render_html.render(document, lambda code: "", "thai")},
    )

    assert f"SHA-256 {digest[:16]}" in sheet.oddFooter.left.text
    assert digest in page
    assert calendar.to_thai_digits("2561") in page


def test_names_lead_down_only_where_there_is_an_address(filled):
    lines = render_html.render(filled, lambda code: "/x" if code == "3104" else "").lines

    assert [line.url for line in lines] == ["", "/x"]
