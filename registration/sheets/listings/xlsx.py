"""A list as an Excel workbook."""

from tempfile import TemporaryFile
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from registration import calendar
from registration.sheets.cells import clean, put
from registration.sheets.listings.shapes import Cell, Listing
from registration.sheets.styles import AUTHOR

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_A4 = 9  # the number that the format has for it
_NOT_TAKEN_AS_TEXT = ("=", "#")  # openpyxl makes a formula or an error of what begins so


def written(listing: Listing) -> BinaryIO:
    """The workbook as an open file without a name, from its beginning."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(listing.sheet)
    for place, head in enumerate(listing.heads, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = head.width
    sheet.freeze_panes = "A2"
    # On paper each page says whose row and which column it is.
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.append([_head(sheet, head.label) for head in listing.heads])
    last = 1
    for row in listing.rows:
        last += 1
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(listing.heads))}{last}"
    properties = book.properties
    properties.title, properties.creator, properties.language = listing.title, AUTHOR, "th-TH"
    properties.created = listing.made_at.astimezone(calendar.BANGKOK).replace(tzinfo=None)
    properties.modified = properties.created
    file = TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
    book.save(file)
    file.seek(0)
    return file


def _head(sheet, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, label)
    cell.font, cell.alignment = _BOLD, _WRAPPED
    return cell


def _cell(sheet, value: Cell):
    """Numbers stay numbers, an empty text is no cell, and no text is taken for a formula."""
    if not isinstance(value, str):
        return value
    if not value.startswith(_NOT_TAKEN_AS_TEXT):
        return clean(value) or None
    cell = WriteOnlyCell(sheet)
    put(cell, value)
    return cell
