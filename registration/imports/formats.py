"""The kinds of files that go out and come in, as django-import-export asks for them.

What goes out is a ``Listing``: a kind turns it into bytes row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats

from registration.errors import InvalidValue, Refusal, Refused
from registration.sheets import reading
from registration.sheets.listings import Listing, delimited, ods, xlsx
from registration.sheets.reading import Table

MOST_ROWS = 20_000  # of a spreadsheet: its maker waits for the last row before the first goes out


class _Out(base_formats.Format):
    most: int | None = MOST_ROWS
    extension = ""

    def get_title(self):
        return self.extension

    def get_extension(self):
        return self.extension

    def can_export(self):
        return True


class Csv(_Out):
    """UTF-8 with its mark: a Thai Excel takes a file without it for Windows-874."""

    most = None
    extension = "csv"

    def get_content_type(self):
        return "text/csv"

    def export_data(self, dataset: Listing, **kwargs) -> Iterator[bytes]:
        return delimited.written(dataset)


class Xlsx(_Out):
    extension = "xlsx"

    def get_content_type(self):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def export_data(self, dataset: Listing, **kwargs) -> BinaryIO:
        return xlsx.written(dataset)


class Ods(_Out):
    extension = "ods"

    def get_content_type(self):
        return ods.MIMETYPE

    def export_data(self, dataset: Listing, **kwargs) -> BinaryIO:
        return ods.written(dataset)


class Uploaded(base_formats.Format):
    """In only: the first sheet of an XLSX, ODS or CSV that holds something. The file is opened by
    ``sheets.reading`` alone, in a process of its own.
    """

    def __init__(self, encoding: str | None = None):
        """The library guesses an encoding; the file itself says which it is."""

    def get_title(self):
        return "table"

    def can_import(self):
        return True

    def create_dataset(self, in_stream: bytes | None) -> tablib.Dataset:
        """Empty rows stay, so that row numbers are those of the sheet.

        Raises ``InvalidValue`` for what is no table of texts.
        """
        if in_stream is None:  # the upload was kept for a while and is gone
            raise InvalidValue(_("ไฟล์ที่ตรวจไว้หมดอายุแล้ว ให้เลือกไฟล์อีกครั้ง"))
        tables = reading.read(in_stream).tables.values()
        table = next((each for each in tables if each.rows), None)
        if table is None:
            raise InvalidValue(_("ไฟล์ไม่มีข้อมูล แถวแรกต้องเป็นหัวคอลัมน์ แถวต่อไปเป็นข้อมูล"))
        for row, column in sorted(table.formulas | table.errors):
            raise InvalidValue(
                _("แถวที่ %(row)d ช่อง “%(header)s” เป็นสูตร ให้วางเป็นค่าแล้วส่งใหม่")
                % {"row": row, "header": table.header[column - 1]}
            )
        return _dataset(table)


@dataclass(frozen=True)
class HandedIn:
    """A workbook of registrations on its way to ``RegistrationTable``: the bytes of a file that
    nobody has opened, or the key of the import that has received it.
    """

    content: bytes = b""
    staged: int | None = None


class Workbook(base_formats.Format):
    """In only. The file is opened by ``sheets.reading`` alone, in a process of its own, and never
    by tablib.
    """

    def get_title(self):
        return "workbook"

    def can_import(self):
        return True

    def create_dataset(self, in_stream: bytes) -> HandedIn:
        return HandedIn(content=in_stream)


FORMATS = {kind().get_extension(): kind for kind in (Xlsx, Csv, Ods)}


def demand_room(file_format: base_formats.Format, rows: int) -> None:
    """Raises ``Refused`` for more rows than a spreadsheet should hold; text has no end."""
    if file_format.most is not None and rows > file_format.most:
        sentence = _(
            "มี %(rows)s แถว ไฟล์ Excel และ ODS ส่งออกได้ครั้งละไม่เกิน %(most)s แถว "
            "ให้กรองก่อนแล้วส่งออกทีละส่วน หรือเลือก CSV ซึ่งไม่จำกัดจำนวน"
        )
        shown = {"rows": f"{rows:,}", "most": f"{file_format.most:,}"}
        raise Refused(Refusal("too_many_rows", sentence % shown))


def _dataset(table: Table) -> tablib.Dataset:
    width = max((place for place, text in enumerate(table.header, 1) if text.strip()), default=0)
    dataset = tablib.Dataset(headers=[text.strip() for text in table.header[:width]])
    for row in table.rows:
        if any(text.strip() for text in row.cells[width:]):
            raise InvalidValue(_("แถวที่ %(number)d มีช่องเกินหัวคอลัมน์") % {"number": row.number})
        for _empty in range(len(dataset) + table.header_number + 1, row.number):
            dataset.append([""] * width)
        dataset.append([text.strip() for text in row.cells[:width]])
    return dataset
