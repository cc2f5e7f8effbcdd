"""Plain lists in three kinds of file: texts, numbers, the head in sight, whoever opens them."""

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from registration.sheets.listings import Head, Listing, delimited, ods, xlsx
from tests.factories import at

ODD = ["=1+1", "+66", "-", "@x", "#N/A", "007", "a  b\n <b>&\x0b\ufffe", "_x0041_", " นำ", ""]
ROWS = [ODD, [1, 0, Decimal("1500.50"), 2550, -3, "", "", "", "", "ท้าย"]]


def listing(rows=ROWS):
    heads = tuple(Head(f"หัว {n}", 10 + n) for n in range(len(ODD)))
    return Listing("รายการ", heads, iter(rows), at(2018, 3, 12))


def test_a_workbook_keeps_texts_numbers_and_its_head():
    with xlsx.written(listing()) as file:
        sheet = load_workbook(file).active
    texts, numbers = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in texts] == [*ODD[:6], "a  b\n <b>&", "_x005F_x0041_", " นำ", None]
    assert {cell.data_type for cell in texts if cell.value} == {"s"}
    assert [cell.value for cell in numbers][:5] == [1, 0, 1500.5, 2550, -3]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J3")
    assert sheet.column_dimensions["C"].width == 12


def test_an_open_document_keeps_texts_and_numbers():
    with ods.written(listing()) as file:
        book = CalamineWorkbook.from_filelike(BytesIO(file.read()))
    assert book.sheet_names == ["รายการ"]
    head, texts, numbers = book.get_sheet_by_index(0).to_python()
    assert head[:2] == ["หัว 0", "หัว 1"]
    assert texts[:6] == ODD[:6]
    assert texts[6] == "a  b\n <b>&"
    assert numbers[:5] == [1, 0, 1500.5, 2550, -3]


def test_an_open_document_begins_with_its_kind_unpacked():
    with ods.written(listing()) as file, ZipFile(file) as archive:
        file.seek(0)
        assert file.read(84)[30:] == b"mimetype" + ods.MIMETYPE.encode()
        assert archive.testzip() is None
        assert b"VerticalSplitPosition" in archive.read("settings.xml")


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it_with_filter_and_widths(tmp_path):
    with ods.written(listing()) as file:
        (tmp_path / "list.ods").write_bytes(file.read())
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "list.ods"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert [cell.value for cell in sheet[2]][:6] == ODD[:6]
    assert [cell.value for cell in sheet[3]][:5] == [1, 0, 1500.5, 2550, -3]
    assert sheet["G2"].value == "a  b\n <b>&"
    assert sheet["I2"].value == " นำ"
    assert sheet.auto_filter.ref == "A1:J3"  # without a window it keeps no frozen head
    assert sheet.column_dimensions["J"].width > sheet.column_dimensions["A"].width
    assert sheet["A1"].font.b


def test_text_begins_with_its_mark_and_goes_out_while_it_is_read():
    read = []

    def rows():
        for n in range(1200):
            read.append(n)
            yield [*ODD[:5], *[n] * 5]

    parts = delimited.written(listing(rows()))
    first = next(parts)
    assert len(read) == 500
    assert first.startswith(b"\xef\xbb\xbf")
    assert first.decode("utf-8-sig").splitlines()[1] == "'=1+1,'+66,-,'@x,#N/A,0,0,0,0,0"
    assert BytesIO(first + b"".join(parts)).read().count(b"\r\n") == 1201
