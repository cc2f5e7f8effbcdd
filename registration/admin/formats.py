"""Files that leave and enter the admin."""

import csv
import io

import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run as a formula


class UnreadableFile(ValueError):
    """The file is no table; the sentence says what to do."""


def _disarmed(dataset: tablib.Dataset) -> tablib.Dataset:
    """Text that begins like a formula gets an apostrophe, which a spreadsheet shows as text."""
    safe = tablib.Dataset(headers=dataset.headers)
    for row in dataset:
        safe.append([_disarm(value) for value in row])
    return safe


def _disarm(value):
    if isinstance(value, str) and len(value) > 1 and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value


class Csv(base_formats.CSV):
    """CSV as a Thai Excel reads and writes it: UTF-8 with BOM, or Windows-874 on the way in."""

    def get_title(self):
        return "csv"

    def create_dataset(self, in_stream, **kwargs) -> tablib.Dataset:
        """Blank lines stay, so that row numbers are those of the sheet.

        Raises ``UnreadableFile`` for what is no table.
        """
        if in_stream is None:  # the upload was kept for a while and is gone
            raise UnreadableFile(_("ไฟล์ที่ตรวจไว้หมดอายุแล้ว ให้เลือกไฟล์อีกครั้ง"))
        text = _decoded(in_stream) if isinstance(in_stream, bytes) else in_stream
        first, _newline, _rest = text.partition("\n")
        delimiter = max(",;\t", key=first.count)
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise UnreadableFile(_("อ่านไฟล์ CSV ไม่ได้ ให้บันทึกจาก Excel เป็น CSV UTF-8")) from error
        if len(lines) < 2:
            raise UnreadableFile(_("ไฟล์ไม่มีข้อมูล แถวแรกต้องเป็นหัวคอลัมน์ แถวต่อไปเป็นข้อมูล"))
        lines = [_trimmed(line) for line in lines]
        dataset = tablib.Dataset(headers=lines[0])
        for number, line in enumerate(lines[1:], start=2):
            if len(line) > len(lines[0]):
                sentence = _("แถวที่ %(number)d มีช่องเกินหัวคอลัมน์") % {"number": number}
                raise UnreadableFile(sentence)
            dataset.append(line + [""] * (len(lines[0]) - len(line)))
        return dataset

    def export_data(self, dataset, **kwargs):
        return _disarmed(dataset).export("csv", **kwargs)


class Xlsx(base_formats.XLSX):
    """Out only: a 5 kB workbook with one far-off cell keeps its reader busy for minutes."""

    def get_title(self):
        return "xlsx"

    def can_import(self):
        return False

    def export_data(self, dataset, **kwargs):
        return _disarmed(dataset).export("xlsx", column_width=None, **kwargs)


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("อ่านตัวอักษรในไฟล์ไม่ได้ ให้บันทึกจาก Excel เป็น CSV UTF-8"))


def _trimmed(line: list[str]) -> list[str]:
    """Without the empty cells that a spreadsheet leaves at the end of a line."""
    cells = [value.strip() for value in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells
