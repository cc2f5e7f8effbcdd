"""The officer's own workbook comes back: marks where they belong, and nothing else is another."""

from copy import copy
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from registration.sheets import marking, writing
from registration.sheets.columns import (
    CHOICES,
    DATA,
    HELP,
    PRODUCERS,
    PRODUCTS,
    STANDARDS,
    SUMMARY,
)
from registration.sheets.problems import CellProblem
from tests import factories
from tests.factories import QUARTER
from tests.registration.sheets.district import NOW, full_registration
from tests.registration.sheets.workbooks import ods, ods_cell, ods_table

RED, AMBER = "00FFC7CE", "00FFE699"


def problem(row, header="โทรศัพท์มือถือ", sheet=PRODUCERS, sentence="กรอกใหม่", **kwargs):
    values = {"value": "08123", "column_key": "mobile", **kwargs}
    return CellProblem(sheet=sheet, row=row, header=header, sentence=sentence, **values)


@pytest.fixture
def original(plan, own_district):
    """A district's workbook that its officer has worked in: own notes, colours and a rule."""
    for _n in range(3):
        full_registration()
    book = load_workbook(BytesIO(writing.write(own_district.by, NOW, "3104", QUARTER)))
    sheet = book[PRODUCERS]
    sheet["C2"].comment = Comment("โทรถามวันศุกร์", "นางสาวเอ")
    sheet["C3"].fill = PatternFill("solid", start_color="00CCFFCC")
    sheet["F4"] = "=1+1"
    sheet["G4"] = 12.5
    sheet.row_dimensions[3].height = 55
    sheet.column_dimensions["C"].width = 61
    rule = CellIsRule(operator="equal", formula=["0"], fill=PatternFill(bgColor="00CCCCFF"))
    sheet.conditional_formatting.add("U2:U9", rule)
    return saved(book)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def marked(original, *problems):
    return load_workbook(BytesIO(marking.mark(original, problems)))


def notes(book):
    return {
        (sheet.title, cell.coordinate): (cell.comment.author, cell.comment.text)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def colours(book):
    """Cells with a mark by colour, and all other rules."""
    found, others = {}, []
    for sheet in book:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if "otop-mark" in "".join(rule.formula):
                    color = rule.dxf.fill.bgColor.rgb
                    cells = {(sheet.title, cell) for cell in str(area.sqref).split()}
                    found.setdefault(color, set()).update(cells)
                else:
                    others.append((sheet.title, str(area.sqref), rule.operator, rule.formula))
    return found, others


def cells(book, titles=(*DATA, HELP, CHOICES)):
    """Everything about every cell but its note."""
    return {
        (title, cell.coordinate): (
            cell.value, cell.data_type, cell.number_format, copy(cell.font), copy(cell.fill),
            copy(cell.border), copy(cell.alignment), copy(cell.protection), cell.quotePrefix,
        )
        for title in titles
        for row in book[title].iter_rows()
        for cell in row
    }  # fmt: skip


def surroundings(book, titles=(*DATA, HELP, CHOICES)):
    """What a sheet holds besides its cells."""
    found = {"names": {name: each.attr_text for name, each in book.defined_names.items()}}
    for title in titles:
        sheet = book[title]
        found[title] = {
            "columns": {
                letter: (each.width, each.hidden, each.min, each.max, copy(each.protection))
                for letter, each in sheet.column_dimensions.items()
            },
            "rows": {number: (r.height, r.hidden) for number, r in sheet.row_dimensions.items()},
            "rules": sorted(
                (str(r.sqref), r.formula1, r.error, r.showErrorMessage)
                for r in sheet.data_validations.dataValidation
            ),
            "state": sheet.sheet_state, "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref, "guard": dict(sheet.protection),
            "titles": (sheet.print_title_rows, sheet.print_title_cols),
            "page": dict(sheet.page_setup), "merged": sorted(map(str, sheet.merged_cells.ranges)),
        }  # fmt: skip
    return found


def test_marks_stand_at_exactly_those_cells(original):
    book = marked(
        original, problem(2), problem(3, "ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"),
        problem(4, "เลขที่", STANDARDS), problem(2, "กลุ่มย่อย\n(จำเป็น)", PRODUCTS),
        problem(3, is_warning=True),
    )  # fmt: skip
    found, _others = colours(book)
    assert found == {
        RED: {(PRODUCERS, "AJ2"), (PRODUCERS, "C3"), (STANDARDS, "E4"), (PRODUCTS, "G2")},
        AMBER: {(PRODUCERS, "AJ3")},
    }
    before = notes(load_workbook(BytesIO(original)))
    new = {place for place, words in notes(book).items() if before.get(place) != words}
    assert new == found[RED] | found[AMBER]


def test_nothing_else_in_it_is_another(original):
    book = marked(original, problem(2), problem(3), problem(9), problem(2, is_warning=True))
    plain = load_workbook(BytesIO(original))
    before, after = cells(plain), cells(book)
    assert {place: after[place] for place in before} == before
    assert all(after[place][0] is None for place in after.keys() - before.keys())
    assert surroundings(book) == surroundings(plain)
    assert colours(book)[1] == colours(plain)[1] != []
    assert {k: v for k, v in notes(plain).items() if k[1] not in ("AJ2", "AJ3")}.items() <= notes(
        book
    ).items()


def test_marking_again_leaves_only_the_new_marks(original):
    first = marking.mark(original, [problem(2), problem(3, "การดำเนินการ"), problem(2, "บ้านเลขที่")])
    again = marked(first, problem(3))
    plain = load_workbook(BytesIO(original))
    assert colours(again)[0] == {RED: {(PRODUCERS, "AJ3")}}
    before, after = notes(plain), notes(again)
    del after[PRODUCERS, "AJ3"]
    assert after == before
    assert again.sheetnames == [SUMMARY, *plain.sheetnames]
    before, after = cells(plain), cells(again)
    assert {place: after[place] for place in before} == before


def test_without_problems_every_mark_is_gone(original):
    book = marked(marking.mark(original, [problem(2), problem(3)]))
    plain = load_workbook(BytesIO(original))
    assert book.sheetnames == plain.sheetnames
    assert (notes(book), colours(book)) == (notes(plain), colours(plain))


def test_the_officers_own_note_stays_below(original):
    sheet = "ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"
    first = marking.mark(original, [problem(2, sheet, sentence="ชื่อซ้ำ")])
    author, text = notes(load_workbook(BytesIO(first)))[PRODUCERS, "C2"]
    assert author == "นางสาวเอ"
    assert "ชื่อซ้ำ" in text
    assert text.endswith("โทรถามวันศุกร์")
    twice = marking.mark(first, [problem(2, sheet, sentence="อีกอย่าง")])
    assert notes(load_workbook(BytesIO(twice)))[PRODUCERS, "C2"][1].count("โทรถามวันศุกร์") == 1
    assert notes(marked(twice))[PRODUCERS, "C2"] == ("นางสาวเอ", "โทรถามวันศุกร์")


def test_two_problems_of_one_cell_share_a_note(original):
    book = marked(original, problem(2, sentence="หนึ่ง"), problem(2, sentence="สอง", is_warning=True))
    text = notes(book)[PRODUCERS, "AJ2"][1]
    assert "• หนึ่ง\n• สอง" in text
    assert colours(book)[0] == {RED: {(PRODUCERS, "AJ2")}}


def test_the_summary_leads_to_the_cells(original):
    book = marked(original, problem(2), problem(3, "เลขที่", STANDARDS), problem(4, is_warning=True))
    assert book.sheetnames[0] == SUMMARY
    assert book.active.title == SUMMARY
    sheet = book[SUMMARY]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1:7] for row in texts if row[0] == 1] == [
        [PRODUCERS, 2, "AJ2", "โทรศัพท์มือถือ", "08123", "กรอกใหม่"],
        [PRODUCERS, 4, "AJ4", "โทรศัพท์มือถือ", "08123", "กรอกใหม่"],
    ]
    assert texts[1][0] == "ต้องแก้ 2 จุด · ข้อสังเกต 1 จุด"
    links = [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink]
    assert links == [f"'{PRODUCERS}'!AJ2", f"'{STANDARDS}'!E3", f"'{PRODUCERS}'!AJ4"]


def test_a_problem_of_no_cell_is_listed(original):
    book = marked(
        original, problem(5, "ไม่มีคอลัมน์นี้"), problem(0, "", "แผ่นที่หายไป", sentence="ไม่พบแผ่นนี้")
    )
    assert colours(book)[0] == {RED: {(PRODUCERS, "A5")}}
    texts = [cell.value for row in book[SUMMARY] for cell in row]
    assert "ไม่พบแผ่นนี้" in texts


def test_no_citizen_id_is_written_down(original):
    digits = factories.citizen_id(9)
    spaced = f"{digits[0]} {digits[1:5]}-{digits[5:]}"
    book = marked(
        original,
        problem(2, sentence=f"หมายเลขโทรศัพท์ “{digits}” ไม่ถูกต้อง", value=digits),
        problem(3, sentence=f"“{spaced}” ไม่อยู่ในรายการ", value=spaced),
    )
    written = "".join(text for _author, text in notes(book).values())
    written += "".join(str(cell.value) for row in book[SUMMARY] for cell in row)
    assert digits not in written
    assert spaced not in written
    assert "x-xxxx-xxxxx-xx-x" in written


def test_text_in_the_summary_stays_text(original):
    book = marked(original, problem(2, value='=HYPERLINK("http://a")'))
    (cell,) = [c for row in book[SUMMARY] for c in row if c.value == '=HYPERLINK("http://a")']
    assert cell.data_type == "s"


def test_an_offices_own_list_is_marked_below_its_title():
    book = Workbook()
    sheet = book.active
    sheet.title = "ทะเบียนเดิม's"
    for row in (["บัญชีรายชื่อผู้ผลิต"], [], ["ที่", "ชื่อ - สกุล"], [1, "นาง ก"]):
        sheet.append(row)
    sheet.merge_cells("A4:B4")
    wrong = [problem(4, header, sheet.title) for header in ("ชื่อ-สกุล", "ชื่อ - สกุล")]
    result = marked(saved(book), *wrong)
    assert colours(result)[0] == {RED: {(sheet.title, "A4")}}
    links = [cell.hyperlink.location for row in result[SUMMARY] for cell in row if cell.hyperlink]
    assert set(links) == {"'ทะเบียนเดิม''s'!A4"}


def test_of_equal_headers_the_place_tells(original):
    """An office's list has a column ตำบล for the workshop and one for the letters."""
    book = Workbook()
    book.active.title = "OTOP"
    book.active.append(["ชื่อ", "ตำบล", "ตำบล"])
    book.active.append(["ร้าน", "นางรอง", "ไม่รู้จัก"])

    back = marked(saved(book), problem(2, "ตำบล", "OTOP", column=3))

    assert [place for place in notes(back) if place[0] == "OTOP"] == [("OTOP", "C2")]


def test_a_header_in_several_letters_is_found(original):
    book = load_workbook(BytesIO(original), rich_text=True)
    book[PRODUCERS]["AJ1"] = CellRichText("โทรศัพท์", TextBlock(InlineFont(b=True), "มือถือ"))
    assert colours(marked(saved(book), problem(2)))[0] == {RED: {(PRODUCERS, "AJ2")}}


def test_a_csv_comes_back_as_a_workbook():
    content = "ที่,ชื่อ,เลข\n1,นาง ก,=1+1\n\n2,นาย ข,007\n".encode("utf-8-sig")
    book = marked(content, problem(4, "ชื่อ", "รายชื่อ"))
    sheet = book["รายชื่อ"]
    assert colours(book)[0] == {RED: {("รายชื่อ", "B4")}}
    assert [sheet[each].value for each in ("A1", "B2", "C2", "B4", "C4")] == [
        "ที่", "นาง ก", "=1+1", "นาย ข", "007",
    ]  # fmt: skip
    assert sheet["C2"].data_type == "s"


def test_an_ods_comes_back_as_a_workbook():
    rows = "<table:table-row>" + ods_cell("ชื่อ") + "</table:table-row>"
    content = ods(ods_table(rows, PRODUCERS) + ods_table(rows, CHOICES))
    book = marked(content, problem(1, "ชื่อ"))
    assert book.sheetnames == [SUMMARY, PRODUCERS, CHOICES]
    assert book[CHOICES].sheet_state == "hidden"
    assert colours(book)[0] == {RED: {(PRODUCERS, "A1")}}


def test_hundreds_of_marks_in_one_sheet(original):
    problems = [problem(row) for row in range(2, 702)]
    book = marked(original, *problems)
    assert colours(book)[0] == {RED: {(PRODUCERS, f"AJ{row}") for row in range(2, 702)}}
    assert colours(marked(marking.mark(original, problems), problem(5)))[0] == {
        RED: {(PRODUCERS, "AJ5")}
    }
