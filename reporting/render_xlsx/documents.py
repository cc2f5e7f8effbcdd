"""A document as a workbook that can be printed and signed.

Numbers stay numbers: Thai digits and the dash for zero are number formats.
"""

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from registration import calendar
from registration.calendar import Digits
from reporting.shapes import Document, Row

# 0D: Thai numeral shapes; 041E: Thai. The third part is zero.
NUMBER_FORMATS = {
    "thai": '[$-D00041E]#,##0;[$-D00041E]-#,##0;"-"',
    "arabic": '#,##0;-#,##0;"-"',
}
FONT = "TH SarabunPSK"  # the typeface of official papers; charset and family choose a stand-in
_THAI_CHARSET, _SWISS = 222, 2
_LINE = Side(style="thin")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHORT = 34  # so many rows are pressed onto one sheet of paper


class _Paper:
    """One sheet being written, top to bottom."""

    def __init__(self, sheet: Worksheet, document: Document, digits: Digits):
        self.sheet, self.document, self.digits = sheet, document, digits
        self.definition = document.definition
        self.width = len(self.definition.leaves)
        self.row = 1

    def written(self, text: object) -> str:
        plain = ILLEGAL_CHARACTERS_RE.sub("", str(text))
        return calendar.to_thai_digits(plain) if self.digits == "thai" else plain

    def text(self, row: int, column: int, text: str, **style) -> Cell:
        """Write a text that no spreadsheet takes for a formula, whatever it begins with."""
        cell = self.sheet.cell(row, column)
        cell.value = text
        cell.data_type = "s"
        self.style(cell, **style)
        return cell

    def style(self, cell: Cell, *, size=14, bold=False, across="center", wrap=False, indent=0):
        cell.font = Font(name=FONT, size=size, bold=bold, charset=_THAI_CHARSET, family=_SWISS)
        cell.alignment = Alignment(
            horizontal=across, vertical="center", wrap_text=wrap, indent=indent
        )

    def line(self, text: str, *, height=21.0, first=1, last=0, **style) -> None:
        """A text over several columns, by default over all, on a row of its own."""
        self.text(self.row, first, text, **style)
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row,
            start_column=first, end_column=last or self.width,
        )  # fmt: skip
        self.sheet.row_dimensions[self.row].height = height


def render(document: Document, on: datetime, digits: Digits = "thai") -> bytes:
    """The workbook as bytes. ``on`` is written into its properties; nobody's name is."""
    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_title(document)
    paper = _Paper(sheet, document, digits)
    _write_titles(paper)
    head = _write_head(paper)
    first = paper.row
    for number, row in enumerate(document.rows, start=1):
        _write_row(paper, row, paper.written(number))
    _write_row(paper, document.total, "", bold=True)
    _name_totals(book, paper, paper.row - 1)
    _write_notes(paper)
    _write_signatures(paper)
    _set_page(paper, head, first)
    properties = book.properties
    properties.title = document.titles[0]
    properties.subject = " ".join(document.titles[1:])
    properties.creator = _("ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP")
    properties.language = "th-TH"
    properties.created = on.astimezone(calendar.BANGKOK).replace(tzinfo=None)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_title(document: Document) -> str:
    code = calendar.QuarterCode.parse(document.quarter)
    values = {"number": code.number, "year": code.year}
    if document.span == "year":
        return _("สะสมถึงไตรมาส %(number)d ปี %(year)d") % values
    return _("ไตรมาส %(number)d ปี %(year)d") % values


def _write_titles(paper: _Paper) -> None:
    document = paper.document
    paper.line(paper.written(document.definition.form_code), height=18, size=12, across="right")
    for title in document.titles:
        paper.row += 1
        paper.line(paper.written(title), size=16, bold=True, height=24)
    paper.row += 1
    paper.line(paper.written(f"({document.origin.sentence})"), bold=document.origin.is_live)
    paper.row += 1
    paper.sheet.row_dimensions[paper.row].height = 6
    paper.row += 1


def _write_head(paper: _Paper) -> tuple[int, int]:
    top = paper.row
    rows = paper.definition.head(paper.document.area_word)
    bottom = top + len(rows) - 1
    for cell in (cell for row in rows for cell in row):
        row, column = top + cell.row, 1 + cell.column
        # One word a line: a spreadsheet would break a Thai label anywhere.
        label = cell.label if cell.colspan > 1 else str(cell.label).replace(" ", "\n")
        paper.text(row, column, paper.written(label), bold=True, wrap=True)
        if cell.rowspan > 1 or cell.colspan > 1:
            paper.sheet.merge_cells(
                start_row=row, end_row=row + cell.rowspan - 1,
                start_column=column, end_column=column + cell.colspan - 1,
            )  # fmt: skip
    for row in range(top, bottom + 1):
        for column in range(1, paper.width + 1):
            paper.sheet.cell(row, column).border = _GRID
    paper.sheet.row_dimensions[top].height = 24
    paper.sheet.row_dimensions[bottom].height = 60
    paper.row = bottom + 1
    return top, bottom


def _write_row(paper: _Paper, row: Row, number: str, *, bold: bool = False) -> None:
    for place, column in enumerate(paper.definition.leaves, start=1):
        if column.is_number:
            cell = paper.sheet.cell(paper.row, place)
            cell.value = row.values[column.key]
            cell.number_format = NUMBER_FORMATS[paper.digits]
            # A sum stands out on the paper as it does in the head.
            paper.style(cell, bold=bold or bool(column.parts), across="right", indent=1)
        elif column.kind == "sequence":
            cell = paper.text(paper.row, place, number, bold=bold)
        elif column.kind == "area":
            sides = {"across": "center"} if bold else {"across": "left", "indent": 1}
            cell = paper.text(paper.row, place, paper.written(row.label), bold=bold, **sides)
        else:
            cell = paper.text(paper.row, place, paper.written(row.note), size=12, across="left")
            cell.alignment = Alignment(
                horizontal="left", vertical="center", indent=1, shrink_to_fit=True
            )
        cell.border = _GRID
    paper.sheet.row_dimensions[paper.row].height = 20
    paper.row += 1


def _name_totals(book: Workbook, paper: _Paper, row: int) -> None:
    """``total_products`` and so on: other sheets can refer to a total wherever it stands."""
    sheet = quote_sheetname(paper.sheet.title)
    for column in paper.definition.numbers:
        letter = get_column_letter(paper.definition.index(column.key) + 1)
        name = f"total_{column.key}"
        book.defined_names[name] = DefinedName(name, attr_text=f"{sheet}!${letter}${row}")


def _write_notes(paper: _Paper) -> None:
    paper.sheet.row_dimensions[paper.row].height = 6
    for number, note in enumerate(paper.document.notes, start=1):
        paper.row += 1
        label = _("หมายเหตุ") if number == 1 else " " * 16
        paper.line(paper.written(f"{label}  {number}. {note}"), height=17, size=13, across="left")
    paper.row += 1


def _write_signatures(paper: _Paper) -> None:
    signatures = paper.document.signatures
    share = paper.width // max(len(signatures), 1)
    top = paper.row + 1
    for place, signature in enumerate(signatures):
        paper.row = top
        first = 1 + place * share
        for line in _signature_lines(signature):
            paper.line(paper.written(line), first=first, last=first + share - 1, height=22, size=14)
            paper.row += 1


def _signature_lines(signature) -> tuple[str, ...]:
    dots = "." * 46
    return (
        _("(ลงชื่อ)%(dots)s%(part)s") % {"dots": dots, "part": signature.part},
        f"({dots})",
        _("ตำแหน่ง %(position)s") % {"position": signature.position or dots},
        _("วันที่ ........ เดือน ........................ พ.ศ. ............"),
    )


def _set_page(paper: _Paper, head: tuple[int, int], first: int) -> None:
    sheet, origin = paper.sheet, paper.document.origin
    for place, column in enumerate(paper.definition.leaves, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = sheet.cell(first, 3)
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{head[0]}:{head[1]}"
    sheet.print_area = f"A1:{get_column_letter(paper.width)}{paper.row - 1}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth = 1
    setup.fitToHeight = 1 if len(paper.document.rows) <= _SHORT else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3
    footer = sheet.oddFooter
    if origin.sha256:
        footer.left.text = _("สำเนาฉบับที่ %(revision)d SHA-256 %(sha)s") % {
            "revision": origin.revision,
            "sha": origin.sha256[:16],
        }
    footer.right.text = _("หน้า &P จาก &N")
    for part in (footer.left, footer.right):
        part.font, part.size = f"{FONT},Regular", 12
