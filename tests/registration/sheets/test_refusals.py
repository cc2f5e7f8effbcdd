"""What nobody should send is refused with one sentence, in bounded time and memory."""

import random
import tracemalloc
import zipfile

import pytest

from registration.errors import InvalidValue, Unreadable
from registration.sheets.reading import read
from tests.registration.sheets import workbooks
from tests.registration.sheets.workbooks import (
    cell,
    encrypted,
    links_to,
    ods,
    ods_cell,
    ods_table,
    ole,
    sheet,
    simple,
    understated,
    xlsx,
    xlsx_parts,
    zipped,
)


def refusal(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(content, "ดี.xlsx")
    return caught.value


def rule(content: bytes) -> str:
    return refusal(content).rule


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n\0\1", "unknown"),
        (b"\x89PNG\r\n\x1a\n\0", "unknown"),
        (zipped({"a.txt": "a"}), "unknown"),
        (zipped({"_rels/.rels": links_to("officeDocument", "word/document.xml")}), "unknown"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "unknown"),
        (zipped({"_rels/.rels": links_to("officeDocument", "xl/workbook.bin")}), "xlsb"),
        (ole("Workbook"), "xls"),
        (ole("EncryptionInfo", "EncryptedPackage"), "password"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "markup"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><Workbook/>', "markup"),
        (b"PK\3\4 and nothing more", "broken"),
        (xlsx(simple())[:-200], "broken"),
        (b"\xdb\xdc\xfc,\xff\n", "charset"),
        ("ชื่อ\0,หมู่".encode("utf-16"), "charset"),
        (b'a,b\n1,"2\n3,4\n', "quotes"),
        (b"\n , \n".replace(b" ", b""), "nothing"),
        (xlsx(sheet("")), "nothing"),
        (xlsx(), "nothing"),
    ],
)
def test_what_is_no_table(content, expected):
    assert rule(content) == expected


def test_every_sentence_is_thai_says_what_to_do_and_is_a_value_error_to_every_door():
    found = refusal(b'a,b\n1,"2\n3,4\n')

    assert isinstance(found, InvalidValue)
    assert str(found) == (
        "เครื่องหมายคำพูดในไฟล์ CSV ไม่ครบคู่ใกล้แถวที่ 2 ให้เปิดใน Excel แล้วบันทึกเป็น .xlsx ก่อนส่งใหม่"
    )


def test_a_file_above_the_limit_is_not_opened(settings):
    settings.WORKBOOK_MAX_SIZE = 2 * 1024 * 1024

    assert "เกิน 2 MB" in str(refusal(b"a" * (2 * 1024 * 1024 + 1)))
    assert read(b"a" * 1024, "x").kind == "csv"


UTF16_TYPES = '<Types><Default ContentType="application/vbaProject"/></Types>'.encode("utf-16")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (xlsx(simple(), parts={"xl/vbaProject.bin": b"\1"}), "macros"),
        (xlsx(simple(), parts={"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
        (
            xlsx(simple(), types='<Default Extension="q" ContentType="application/VbaProject"/>'),
            "macros",
        ),
        (xlsx(simple(), parts={"[Content_Types].xml": UTF16_TYPES}), "macros"),
        (xlsx(simple(), parts={"xl/embeddings/oleObject1.bin": b"\1"}), "embedded"),
        (xlsx(simple(), parts={"xl/activeX/activeX1.xml": "<a/>"}), "embedded"),
        (ods(ods_table(""), parts={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
        (ods(ods_table(""), parts={"Object 1/content.xml": "<a/>"}), "embedded"),
        (ods(ods_table("<table:table-row/>" + ods_table(""))), "embedded"),
        (
            ods("", parts={"META-INF/manifest.xml": "<m:m xmlns:m='m'><m:encryption-data/></m:m>"}),
            "password",
        ),
        (encrypted(xlsx(simple())), "password"),
    ],
)
def test_what_runs_hides_or_is_locked(content, expected):
    assert rule(content) == expected


def test_without_what_is_wrong_with_them_they_are_read():
    """Otherwise the tests below could find something else."""
    row = f"<table:table-row>{ods_cell('ก')}</table:table-row>"

    assert read(xlsx(simple(), parts={"xl/media/image1.png": b"1"})).tables["แผ่น1"].header == ("ก",)
    assert read(zipped(xlsx_parts(simple()), zipfile.ZIP_STORED)).kind == "xlsx"
    assert read(ods(ods_table(row), parts={"styles.xml": "<a/>"})).tables["แผ่น1"].header == ("ก",)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(simple()[:-30]),
        xlsx(simple() + "<more/>"),
        xlsx(simple().replace("<row", "<row r='x'", 1)),
        xlsx(sheet('<row r="-1"/>')),
        xlsx(sheet('<row r="1"><c r="1A"><v>1</v></c></row>')),
        xlsx(sheet("", after='<mergeCells><mergeCell ref="A1:*"/></mergeCells>')),
        xlsx(simple(), simple(), titles=["ก", "ก"]),
        zipped({"_rels/.rels": links_to("officeDocument", "xl/workbook.xml")}),
        xlsx(simple(), parts={"xl/sharedStrings.xml": "<sst>"}),
        zipped(xlsx_parts(simple()), zipfile.ZIP_BZIP2),
        understated(xlsx(simple()), "xl/worksheets/s1.xml"),
        ods('<table:table table:name="x">')[:-40],
        ods(ods_table('<table:table-row table:number-rows-repeated="-5"/>')),
    ],
)
def test_broken_ones_are_never_half_read(content):
    assert rule(content) == "broken"


@pytest.mark.parametrize(
    "content",
    [
        xlsx(sheet(f'<row r="1">{cell("A1", "x")}</row>', head=workbooks.DOCTYPE)),
        xlsx(simple(), parts={"xl/sharedStrings.xml": workbooks.DOCTYPE + "<sst/>"}),
        xlsx(simple(), parts={"customXml/item1.xml": workbooks.DOCTYPE + "<a>&c;</a>"}),
        xlsx(simple(), parts={"docProps/app.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
        ods("", parts={"styles.xml": workbooks.DOCTYPE + "<a/>"}),
    ],
)
def test_declared_entities(content):
    assert rule(content) == "doctype"


CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
REPEATED = (
    "<table:table-row><table:table-cell/></table:table-row>"
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell'
    ' office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


@pytest.mark.parametrize("content", [xlsx(sheet(CORNERS)), ods(ods_table(REPEATED))])
def test_a_few_cells_that_span_the_whole_sheet(content):
    """The one of XLSX takes the whole process down when calamine is asked straight away."""
    assert len(content) < 5_000

    assert str(refusal(content)) == (
        "แผ่นงาน “แผ่น1” มีข้อมูลถึงแถว 1048576 คอลัมน์ XFD แต่รับได้ไม่เกิน 50000 แถว 500 คอลัมน์ "
        "ให้ลบแถวและคอลัมน์ที่เกิน แล้วส่งใหม่"
    )


def test_too_many_rows_columns_cells_tables_or_formulas():
    corners = sheet('<row r="9000"><c r="IV9000"><v>1</v></c></row>')

    assert rule(b"a\n" * 50_001) == "extent"
    assert rule(b"a," * 501 + b"b") == "extent"
    assert rule(xlsx(corners)) == "cells"
    assert rule(xlsx(*[simple()] * 61)) == "tables"
    assert rule(ods(ods_table('<table:table-row table:number-rows-repeated="40000">'
        '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"'
        ' table:number-columns-repeated="2"/></table:table-row>'))) == "marks"  # fmt: skip


def zeros() -> bytes:
    return xlsx(simple(), parts={"xl/media/image1.png": b"\0" * 100 * 1024 * 1024})


def many_parts() -> bytes:
    return xlsx(simple(), parts={f"xl/media/{n}": b"" for n in range(2_001)})


def one_long_text_in_many_cells() -> bytes:
    """Two megabytes of text that no pattern packs too well, asked for five hundred times."""
    text = "".join(random.Random(1).choices("กขคงจ", k=700_000))
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 501))
    strings = f'<sst xmlns="{workbooks.MAIN}"><si><t>{text}</t></si></sst>'
    return xlsx(sheet(rows), parts={"xl/sharedStrings.xml": strings})


@pytest.mark.parametrize("make", [zeros, many_parts, one_long_text_in_many_cells])
def test_bombs_are_refused_and_the_server_does_not_grow(make):
    content = make()
    tracemalloc.start()
    try:
        assert rule(content) == "bomb"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(content) < 3 * 1024 * 1024
    assert peak < 12 * 1024 * 1024


def test_one_bad_table_among_good_ones_refuses_the_whole_file():
    assert rule(xlsx(simple(), simple()[:-30])) == "broken"
    assert rule(ods(ods_table(f"<table:table-row>{ods_cell('ก')}</table:table-row>"), parts={
        "settings.xml": "<a>"})) == "broken"  # fmt: skip
