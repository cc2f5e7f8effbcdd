"""A file that came in, opened to be marked, and packed again."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from registration.sheets.cells import put
from registration.sheets.child import cells, delimited, workbook, xlsx
from registration.sheets.child.archive import Archive
from registration.sheets.child.shapes import Refusal, Scan
from registration.sheets.marker import limits
from registration.sheets.titles import CHOICES

_ZIP = (b"PK\3\4", b"PK\5\6")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")

_Tables = Iterable[tuple[Scan, Iterator[tuple[int, list[str]]]]]


def opened(content: bytes, csv_title: str) -> Workbook:
    """The workbook itself; of an ODS or CSV, which can carry no marks of ours, one of the same
    texts in the same cells. Raises ``Refusal`` when there is more in it than can be carried.
    """
    if not content.startswith(_ZIP):
        scan, rows = delimited.read(content)
        scan.title = csv_title
        return _copied([(scan, rows)])
    archive = Archive(content)
    if not xlsx.workbook_part(archive):
        return _copied(workbook.read(content)[1])
    _demand_light(xlsx.scan(archive))
    return load_workbook(BytesIO(content), rich_text=True)


def _demand_light(scans: list[Scan]) -> None:
    if sum(scan.elements for scan in scans) > limits.MOST_ELEMENTS:
        raise Refusal("heavy")


def _copied(tables: _Tables) -> Workbook:
    tables = list(tables)
    _demand_light([scan for scan, _rows in tables])
    book = Workbook()
    book.remove(book.active)
    for scan, rows in tables:
        sheet = book.create_sheet(_NOT_IN_A_TITLE.sub("_", scan.title)[:31] or "CSV")
        for number, row in rows:
            for place, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(number, place)
                    cell.number_format = "@"
                    put(cell, cells.clean(text))
    if CHOICES in book.sheetnames and len(book.sheetnames) > 1:
        book[CHOICES].sheet_state = "hidden"
    return book


def closed(book: Workbook) -> bytes:
    """The workbook as a file. Raises ``Refusal`` when it has become too large."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).write_data()
    if stream.tell() > limits.MOST_MARKED:
        raise Refusal("heavy")
    return stream.getvalue()


class _Writer(ExcelWriter):
    """openpyxl writes each sheet to a file on the disk first. Those would hold people's data, and
    a process that is killed leaves them behind.
    """

    def write_worksheet(self, ws) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        with self._archive.open(ws.path[1:], "w") as part:
            writer = WorksheetWriter(ws, part)
            writer.write()
        ws._rels = writer._rels
        self.manifest.append(ws)
