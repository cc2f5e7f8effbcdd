"""Every table of XLSX, ODS and CSV comes in as the text that its officer sees."""

import tracemalloc
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from registration.sheets.reading import Row, read
from tests.registration.sheets import workbooks
from tests.registration.sheets.workbooks import cell, ods, ods_cell, ods_table, sheet, xlsx


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def only(content: bytes, filename: str = ""):
    (table,) = read(content, filename).tables.values()
    return table


def cells(content: bytes) -> list[tuple[str, ...]]:
    table = only(content)
    return [table.header, *[row.cells for row in table.rows]]


MORNING = datetime(2018, 3, 12, 10, 30)  # noqa: DTZ001 - spreadsheets know no time zone
VALUES = [
    ("  สอง  ช่อง\nสองบรรทัด ", "  สอง  ช่อง\nสองบรรทัด "),
    ("=SUM(A1)", "=SUM(A1)"),
    ("+66 81", "+66 81"),
    ("#REF!", "#REF!"),
    ("0812345678", "0812345678"),
    ("กำ นํ้า", "กำ นํ้า"),
    (3, "3"),
    (3.0, "3"),
    (-12, "-12"),
    (1234567890123, "1234567890123"),
    (0.1 + 0.2, "0.3"),
    (1250.5, "1250.5"),
    (0.000001, "0.000001"),
    (1e20, "100000000000000000000"),
    (True, "ใช่"),
    (False, "ไม่ใช่"),
    (date(2018, 3, 12), "2018-03-12"),
    (date(2561, 3, 12), "2561-03-12"),
    (datetime.combine(MORNING, time()), "2018-03-12"),
    (MORNING, "2018-03-12T10:30:00"),
    (time(10, 30), "10:30:00"),
    (timedelta(hours=30, minutes=5), "30:05:00"),
]


@pytest.fixture(scope="module")
def texts_read():
    """All of ``VALUES`` from one workbook: a process for each would cost seconds."""
    book = Workbook()
    book.active["A1"] = "หัว"
    for n, (value, _text) in enumerate(VALUES, start=2):
        place = book.active.cell(n, 1, value)
        if isinstance(value, str):
            place.data_type = "s"
    return [row.cells[0] for row in only(saved(book)).rows]


@pytest.mark.parametrize("at", range(len(VALUES)), ids=lambda at: repr(VALUES[at][0]))
def test_a_value_is_read_as_its_officer_sees_it(at, texts_read):
    assert texts_read[at] == VALUES[at][1]


def test_tables_come_in_order_hidden_ones_too_and_rows_keep_their_numbers():
    book = Workbook()
    book.active.title = "ผู้ผลิต"
    book.active["B3"], book.active["C3"], book.active["C9"] = "ชื่อ", "ที่อยู่", "นางรอง"
    book.create_sheet("ตัวเลือก").sheet_state = "veryHidden"
    book["ตัวเลือก"]["A1"] = "ก"
    book.create_sheet("ว่าง")

    found = read(saved(book), "x")

    assert (found.kind, list(found.tables)) == ("xlsx", ["ผู้ผลิต", "ตัวเลือก", "ว่าง"])
    table = found.tables["ผู้ผลิต"]
    assert (table.title, table.header_number, table.header) == ("ผู้ผลิต", 3, ("", "ชื่อ", "ที่อยู่"))
    assert list(table.rows) == [Row(9, ("", "", "นางรอง"))]
    assert (found.tables["ว่าง"].header, len(found.tables["ว่าง"].rows)) == ((), 0)


def test_formulas_errors_and_merged_cells_are_told_by_place():
    rows = (
        f'<row r="1">{cell("A1", "หัว")}{cell("C1", "ท้าย")}</row>'
        '<row r="2"><c r="A2"><f>1+2</f><v>3</v></c><c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>'
        '<c r="C2" t="b"><f aca="false">TRUE()</f><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>=x</v></c><c r="B3" s="1"/></row>'
        '<row r="4"><c r="C4" t="e"><v>#REF!</v></c></row>'
    )
    table = only(xlsx(sheet(rows, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')))

    assert table.header == ("หัว", "", "ท้าย")
    assert [row.cells for row in table.rows] == [
        ("3", "#N/A", "ใช่"),
        ("=x", "", ""),
        ("", "", "#REF!"),
    ]
    assert table.formulas == {(2, 1), (2, 2), (3, 1)}
    assert table.errors == {(2, 2), (4, 3)}
    assert table.merged == ((1, 1, 1, 2),)


def test_texts_in_pieces_titles_with_marks_and_the_strict_dialect():
    strings = "<si><r><t>ก</t></r><r><t xml:space='preserve'> ข</t></r><rPh><t>x</t></rPh></si>"
    parts = workbooks.xlsx_parts(
        sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), titles=["ก & 'ข'"]
    ) | {"xl/sharedStrings.xml": f'<sst xmlns="{workbooks.MAIN}">{strings}</sst>'}
    strict = {
        name: text.replace(workbooks.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            workbooks.OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts.items()
    }
    for each in (parts, strict):
        table = read(workbooks.zipped(each)).tables["ก & 'ข'"]
        assert table.header == ("ก ข",)


def test_links_to_other_workbooks_are_formulas_and_nothing_is_fetched():
    rows = (
        f'<row r="1">{cell("A1", "หัว")}</row><row r="2"><c r="A2"><f>[1]x!A1</f><v>7</v></c></row>'
    )
    link = {"xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"/>'}

    table = only(xlsx(sheet(rows), parts=link))

    assert (table.rows[0].cells, table.formulas) == (("7",), {(2, 1)})


def test_a_sheet_of_another_writer_with_prefixes_and_without_references():
    rows = (
        f'<x:sheetData xmlns:x="{workbooks.MAIN}"><x:row><x:c><x:v>1</x:v></x:c><x:c/>'
        "<x:c><x:f>2</x:f><x:v>2</x:v></x:c></x:row><x:row><x:c/><x:c><x:v>3</x:v></x:c></x:row>"
        "</x:sheetData>"
    )
    table = only(xlsx(sheet("", before=rows).replace("<sheetData></sheetData>", "")))

    assert (table.header, table.formulas) == (("1", "", "2"), {(1, 3)})
    assert list(table.rows) == [Row(2, ("", "3", ""))]


def test_characters_that_nobody_sees_are_left_out_and_lines_end_in_one_way():
    texts = ["a_x0000_b", "a_x000D_\nb", "a_x000D_b", "a\tb", "a_x001B_b", '"\\u0000"']
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", t)}</row>' for n, t in enumerate(texts, start=1))

    assert cells(xlsx(sheet(rows))) == [
        (text,) for text in ("ab", "a\nb", "a\nb", "a\tb", "ab", '"\\u0000"')
    ]


def test_a_million_empty_rows_cost_nothing_to_the_server():
    empty = "".join(f'<row r="{n}"/>' for n in range(2, 1_048_577))
    content = xlsx(sheet(f'<row r="1">{cell("A1", "หัว")}</row>{empty}'))
    tracemalloc.start()
    try:
        book = read(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    (table,) = book.tables.values()
    assert (table.header, len(table.rows)) == (("หัว",), 0)
    assert book.elements == 1_048_576 + 1
    assert peak < 1024 * 1024


def test_rows_are_kept_packed_and_can_be_asked_for_in_any_way():
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", f"ค่า {n}")}</row>' for n in range(1, 8))
    rows = only(xlsx(sheet(rows))).rows

    assert len(rows) == 6
    assert (rows[0].number, rows[-1].cells) == (2, ("ค่า 7",))
    assert [row.number for row in rows[2:4]] == [4, 5]
    assert Row(3, ("ค่า 3",)) in rows


def test_ods_with_repeated_cells_and_a_million_empty_rows_at_its_end():
    spanned = 'table:number-columns-spanned="2"'
    rows = (
        f"<table:table-row>{ods_cell('หัว')}{ods_cell('สอง', spanned)}"
        '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="16380"/>'
        "</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{ods_cell("ซ้ำ")}<table:table-cell'
        ' table:formula="of:=1+2" office:value-type="float" office:value="3"'
        ' table:number-columns-repeated="2"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:formula="of:=TRUE()" office:value-type="float"'
        ' office:value="1"/><table:table-cell office:value-type="date"'
        ' office:date-value="2018-03-12"/><table:table-cell table:formula="of:=NA()"'
        ' office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048569">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    found = read(ods(ods_table(rows, "ผู้ผลิต") + ods_table("", "ว่าง")), "x")

    table = found.tables["ผู้ผลิต"]
    assert (found.kind, list(found.tables)) == ("ods", ["ผู้ผลิต", "ว่าง"])
    assert (table.header, table.merged) == (("หัว", "สอง", ""), ((1, 2, 1, 3),))
    assert list(table.rows) == [
        Row(2, ("ซ้ำ", "3", "3")),
        Row(3, ("ซ้ำ", "3", "3")),
        Row(7, ("ใช่", "2018-03-12", "#N/A")),
    ]
    assert table.formulas == {(2, 2), (2, 3), (3, 2), (3, 3), (7, 3)}
    assert table.errors == {(7, 3)}


THAI = "ชื่อ;หมู่\r\nกลุ่มแม่บ้าน;4\r\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp874", "utf-16", "tis-620"])
def test_csv_in_each_way_to_write_thai(encoding):
    assert cells(THAI.encode(encoding)) == [("ชื่อ", "หมู่"), ("กลุ่มแม่บ้าน", "4")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x, y","z ""q"""\n', [("a", "b"), ("x, y", 'z "q"')]),
        ('a;b\n"1,5;2";"2\n3"\n', [("a", "b"), ("1,5;2", "2\n3")]),
        ("a\tb\n1,5\t2;3\n", [("a", "b"), ("1,5", "2;3")]),
        ("a\n1\n", [("a",), ("1",)]),
        ('a,b\n12" x 5",=1+2\n', [("a", "b"), ('12" x 5"', "=1+2")]),
        ("sep=;\na;b\n1;2,3\n", [("a", "b"), ("1", "2,3")]),
        ("a,b,,,\n,,,,\n1,2,,,", [("a", "b"), ("1", "2")]),
    ],
)
def test_csv_with_each_separator(text, expected):
    assert cells(text.encode()) == expected


def test_a_csv_is_called_after_its_file_but_not_after_a_person():
    assert only(b"a\n1\n", "ผู้ผลิต.csv").title == "ผู้ผลิต"
    assert only(b"a\n1\n", "1234567890123.csv").title == "CSV"
    assert only(b"sep=,\n\na\n1\n").header_number == 3
