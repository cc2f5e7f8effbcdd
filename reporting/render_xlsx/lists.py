"""A plain list as a workbook: one head, one row for each thing, to sort and filter."""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from registration import calendar
from reporting.shapes import Listing

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def render_list(listing: Listing, on: datetime) -> bytes:
    """The workbook as bytes. Written row by row, so that 20,000 rows do not fill the memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(listing.title[:31])
    for place, column in enumerate(listing.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(listing.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(listing.rows) + 1}"
    sheet.append([_head(sheet, column.label) for column in listing.columns])
    for row in listing.rows:
        sheet.append([_cell(sheet, value) for value in row])
    properties = book.properties
    properties.title, properties.language = listing.title, "th-TH"
    properties.creator = listing.creator
    properties.created = on.astimezone(calendar.BANGKOK).replace(tzinfo=None)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _head(sheet, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, label)
    cell.font, cell.alignment = _BOLD, _WRAPPED
    return cell


def _cell(sheet, value):
    """Numbers stay numbers; no text is taken for a formula, whatever it begins with."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
