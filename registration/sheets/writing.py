"""A district's workbook of a quarter: what is filed, what may be carried forward, room for more.

Openpyxl in one go: a district has hundreds of rows, and its sheets need notes, lists and locks.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.utils import translation
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from registration import calendar
from registration.enums import Step
from registration.models import Filing
from registration.scoping import Jurisdiction
from registration.selectors import filings, plan
from registration.sheets import columns, contents, guide, looks, seals, untouched
from registration.sheets.cells import looks_like_formula, put
from registration.sheets.shapes import Column, ValueKind
from registration.sheets.styles import AUTHOR
from registration.sheets.titles import CHOICES, DATA, HELP

SPARE = 300  # rows below the filled ones whose cells offer their lists
_FROZEN = 3  # running numbers and names stay in sight


def write(by: Jurisdiction, on: datetime, district: str, quarter: str) -> bytes:
    """The workbook as bytes, always in Thai. As many queries for one producer as for hundreds.

    Raises ``Filing.DoesNotExist`` for another area's filing. No citizen ID stands in it whole.
    """
    with translation.override("th"), plan.remembered():
        filing = filings.filing_for(by, district, quarter)
        lists, origin = columns.lists_of(district), seals.Origin(district, quarter, on)
        rows = contents.of_filing(by, origin)
        sheets = {title: columns.of(title, lists) for title in DATA}
        untouched.mark(sheets, rows)
        book, offered = Workbook(), _Offered()
        book.remove(book.active)
        for title in DATA:
            sheet = book.create_sheet(title)
            _write_table(sheet, sheets[title], rows[title], offered)
            looks.set_footer(sheet, f"{filing.district} ไตรมาส {quarter} · {title}")
        standing = plan.plan_of(filing.quarter).standing(
            Step.ENTRY, filing.district.province_id, district
        )
        guide.write(book.create_sheet(HELP), filing, standing, on)
        offered.write(book, seals.signed(origin))
        _describe(book, filing, on)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Offered:
    """The lists that cells choose from. A cell names its list: a name survives being saved by every
    program, a reference into another sheet does not.
    """

    def __init__(self):
        self.names: dict[tuple[str, ...], str] = {}

    def name_of(self, column: Column) -> str:
        labels = tuple(label for _value, label in column.choices)
        return self.names.setdefault(labels, f"list_{len(self.names) + 1}_{column.key}")

    def write(self, book: Workbook, signature: str) -> None:
        """The hidden sheet: where the workbook comes from, then a column for each list."""
        sheet = book.create_sheet(CHOICES)
        put(sheet.cell(1, 1), signature)
        for place, (labels, name) in enumerate(self.names.items(), start=2):
            put(sheet.cell(1, place), name)
            for row, label in enumerate(labels, start=2):
                put(sheet.cell(row, place), label)
            letter = get_column_letter(place)
            area = f"{quote_sheetname(CHOICES)}!${letter}$2:${letter}${len(labels) + 1}"
            book.defined_names[name] = DefinedName(name, attr_text=area)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True


def _write_table(
    sheet: Worksheet, shown: tuple[Column, ...], rows: Iterable, offered: _Offered
) -> None:
    looks.dress_columns(sheet, shown)
    looks.write_header(sheet, shown)
    patterns = [looks.pattern_of(sheet, place, each) for place, each in enumerate(shown, start=1)]
    last = 1
    for last, row in enumerate(rows, start=2):
        for place, column in enumerate(shown, start=1):
            written = columns.text(column, row[column.key])
            if written is not None:  # an empty cell has the look of its column
                cell = sheet.cell(last, place)
                cell._style = patterns[place - 1][looks_like_formula(written)]
                put(cell, written)
        sheet.row_dimensions[last].height = looks.ROW_HEIGHT
    for place, column in enumerate(shown, start=1):
        if column.choices and column.kind is not ValueKind.MATERIALS:
            letter = get_column_letter(place)
            _offer(sheet, column, offered, f"{letter}2:{letter}{last + SPARE}")
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(shown))}{max(last, 2)}"
    looks.set_page(sheet, shown, frozen=_FROZEN)
    if any(column.locked for column in shown):
        looks.protect(sheet)


def _offer(sheet: Worksheet, column: Column, offered: _Offered, area: str) -> None:
    """A drop-down. Where several may stand in one cell nothing else is refused."""
    rule = DataValidation(
        type="list", formula1=offered.name_of(column), allow_blank=True, sqref=area,
        showErrorMessage=column.kind is not ValueKind.CODES, errorStyle="stop",
        errorTitle="ไม่อยู่ในรายการ",
        error="เลือกจากรายการของช่องนี้ (กดลูกศรที่มุมช่อง) หรือกด Delete เพื่อเว้นว่าง",
    )  # fmt: skip
    sheet.add_data_validation(rule)


def _describe(book: Workbook, filing: Filing, on: datetime) -> None:
    """Nobody's name stands in the properties."""
    properties = book.properties
    properties.title = f"ไฟล์ลงทะเบียน OTOP {filing.district} ไตรมาส {filing.quarter_id}"
    properties.creator, properties.language = AUTHOR, "th-TH"
    properties.created = on.astimezone(calendar.BANGKOK).replace(tzinfo=None)
    properties.modified = properties.created
