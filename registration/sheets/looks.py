"""How the workbook looks: calm, official, and the same in every sheet."""

import math

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from registration.sheets.shapes import Column, ValueKind
from registration.sheets.styles import AUTHOR, FONT, fill, font, line, sized
from registration.spelling import visible

ROW_HEIGHT = 22.0
_NAVY, _BLUE, _AMBER = "1F3864", "2F5597", "FFD966"
_GREY_FILL, _GREY_TEXT = "F2F2F2", "595959"
_NUMBERS = {ValueKind.AMOUNT: "#,##0.##", ValueKind.COUNT: "#,##0"}
_KINDS_ON_THE_RIGHT = (ValueKind.AMOUNT, ValueKind.COUNT)


def dress_columns(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """The look of every cell that is still empty, down to the last row of the sheet."""
    for place, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
        _dress(dimension, column)
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.sheet_format.customHeight = True


def pattern_of(sheet: Worksheet, place: int, column: Column):
    """The styles of a filled cell of a column, and of one whose text a spreadsheet would take for
    a formula, to be copied.
    """
    plain = sheet.cell(2, place)
    _dress(plain, column)
    styles = [plain._style.__copy__()]
    plain.quotePrefix = True
    styles.append(plain._style.__copy__())
    plain.quotePrefix = False
    return styles


def _dress(cell, column: Column) -> None:
    shown = column.locked or column.kind is ValueKind.SHOWN
    cell.font = font(color=_GREY_TEXT) if shown else font()
    cell.number_format = _NUMBERS.get(column.kind, "@")
    if column.kind is ValueKind.NUMBER:
        cell.number_format = "0"
    if shown:
        cell.fill = fill(_GREY_FILL)
    cell.border = Border(bottom=line(), right=line())
    side, is_long = _side(column), column.kind is ValueKind.LONG
    cell.alignment = Alignment(
        horizontal=side,
        vertical="top" if is_long else "center",
        wrap_text=is_long,
        indent=int(side != "center"),
    )
    cell.protection = Protection(locked=column.locked)


def _side(column: Column) -> str:
    if column.kind is ValueKind.NUMBER:
        return "center"
    return "right" if column.kind in _KINDS_ON_THE_RIGHT else "left"


def write_header(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """Row 1: sections take turns in two blues; what is always needed has an amber line below."""
    shade, last, lines = 0, columns[0].section, 1
    for place, column in enumerate(columns, start=1):
        if column.section and column.section != last:
            shade, last = 1 - shade, column.section
        cell = sheet.cell(1, place, column.title)
        cell.fill = fill((_NAVY, _BLUE)[shade])
        cell.font = font(bold=True, color=_AMBER if column.needed else "FFFFFF")
        below = Side(style="thick", color=_AMBER) if column.needed else line(_NAVY)
        cell.border = Border(bottom=below, right=line("8EA9DB"))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.comment = _note(column)
        lines = max(lines, 0 if column.hidden else _lines(column))
    sheet.row_dimensions[1].height = 10 + 20 * lines


def _lines(column: Column) -> int:
    """Thai breaks between words only, so a line is seldom full."""
    room = column.width * 0.7
    return sum(
        math.ceil(len(visible(part)) / room) if part else 1 for part in column.title.split("\n")
    )


def _note(column: Column) -> Comment | None:
    needed = "จำเป็นก่อนยื่น" if column.needed else column.needed_when
    words = "\n".join(filter(None, (needed, column.note)))
    return sized(Comment(words, AUTHOR)) if words else None


def set_page(sheet: Worksheet, columns: tuple[Column, ...], *, frozen: int) -> None:
    """What stays in sight on the screen, and how it is printed."""
    sheet.freeze_panes = sheet.cell(2, frozen + 1)
    sheet.sheet_view.zoomScale = 90
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = f"A:{get_column_letter(frozen)}"
    width = sum(column.width for column in columns if not column.hidden)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    # As wide as can be read: the running number and the name stand on every sheet of paper.
    setup.fitToWidth, setup.fitToHeight = max(1, math.ceil(width / 190)), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3


def set_footer(sheet: Worksheet, words: str) -> None:
    for part, text in ((sheet.oddFooter.left, words), (sheet.oddFooter.right, "หน้า &P จาก &N")):
        part.text, part.font, part.size = text, f"{FONT},Regular", 12


def protect(sheet: Worksheet) -> None:
    """Only the program's own cells are closed; everything else of a spreadsheet goes on working."""
    guard = sheet.protection
    guard.sheet = True
    for name in (
        "formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
        "insertHyperlinks", "deleteRows", "sort", "autoFilter", "objects",
    ):  # fmt: skip
        setattr(guard, name, False)
