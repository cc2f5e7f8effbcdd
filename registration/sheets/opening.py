"""A file that came in, opened to be marked."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook

from registration.sheets import reading
from registration.sheets.cells import put
from registration.sheets.shapes import CHOICES

_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")


def opened(content: bytes, csv_title: str) -> Workbook:
    """The workbook itself; of an ODS or CSV, which can carry no marks of ours, one of the same
    texts in the same cells.
    """
    if _is_xlsx(content):
        return load_workbook(BytesIO(content), rich_text=True)
    book, read = Workbook(), reading.read(content)
    book.remove(book.active)
    for table in read.tables.values():
        title = csv_title if read.kind == "csv" else table.title
        sheet = book.create_sheet(_NOT_IN_A_TITLE.sub("_", title)[:31] or "CSV")
        rows = [(table.header_number, table.header)]
        rows += [(row.number, row.cells) for row in table.rows]
        for number, cells in rows:
            for place, text in enumerate(cells, start=1):
                if text:
                    cell = sheet.cell(number, place)
                    cell.number_format = "@"
                    put(cell, text)
    if CHOICES in book.sheetnames and len(book.sheetnames) > 1:
        book[CHOICES].sheet_state = "hidden"
    return book


def _is_xlsx(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except BadZipFile:
        return False
