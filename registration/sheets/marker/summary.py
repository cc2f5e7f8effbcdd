"""The first sheet of a workbook that comes back: what is wrong, where, and what to do about it."""

from collections.abc import Iterable, Mapping
from copy import copy

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from registration.sheets import styles
from registration.sheets.cells import put
from registration.sheets.problems import CellProblem
from registration.sheets.titles import NEEDED_MARK, SUMMARY

_HEADERS = (
    ("ลำดับ", 8), ("แผ่น", 20), ("แถว", 8), ("ช่อง", 10), ("คอลัมน์", 34), ("ค่าที่กรอก", 30),
    ("สิ่งที่พบและวิธีแก้", 80),
)  # fmt: skip
_NAVY, _RED, _AMBER, _LINK = "1F3864", "9C0006", "7F6000", "0563C1"
_LONGEST = 200
_HOW = "กดที่ชื่อช่องเพื่อไปยังช่องนั้น แก้ทุกช่องที่เป็นสีแดง บันทึก แล้วส่งไฟล์นี้อีกครั้ง ไม่ต้องลบแผ่นนี้หรือหมายเหตุออก"
_ABOUT_WARNINGS = "ข้อสังเกต (ช่องสีเหลือง) ไม่ห้ามบันทึก ตรวจดูว่าถูกต้องแล้วหรือไม่"


def write(
    book: Workbook,
    problems: Iterable[CellProblem],
    links: Mapping[CellProblem, tuple[str, str]],
) -> None:
    """Put the list before all other sheets; ``links`` are a cell's name and where it leads."""
    wrong = [each for each in problems if not each.is_warning]
    odd = [each for each in problems if each.is_warning]
    sheet = book.create_sheet(SUMMARY, 0)
    for letter, (_header, width) in zip("ABCDEFG", _HEADERS, strict=True):
        sheet.column_dimensions[letter].width = width
    count = f"ต้องแก้ {len(wrong):,} จุด" if wrong else "ไม่มีจุดที่ต้องแก้"
    if odd:
        count += f" · ข้อสังเกต {len(odd):,} จุด"
    _line(sheet, 1, SUMMARY, size=20, bold=True, color=_NAVY)
    _line(sheet, 2, count, size=16, bold=True, color=_RED if wrong else _AMBER)
    at = 3
    if wrong:
        _line(sheet, at, _HOW)
        at = _table(sheet, at + 1, wrong, links, _RED) + 1
    if odd:
        _line(sheet, at, _ABOUT_WARNINGS, bold=True, color=_AMBER)
        _table(sheet, at + 1, odd, links, _AMBER)
    _show(book, sheet)


def _table(sheet: Worksheet, at: int, problems, links, color: str) -> int:
    """The row after the last."""
    for place, (header, _width) in enumerate(_HEADERS, start=1):
        cell = sheet.cell(at, place, header)
        cell.font, cell.fill = styles.font(bold=True, color="FFFFFF"), styles.fill(_NAVY)
        cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[at].height = 26
    plain, telling = styles.font(), styles.font(color=color)
    border, left, centred = Border(bottom=styles.line()), _aligned("left"), _aligned("center")
    leading, is_link = styles.font(color=_LINK, underline="single"), False
    for number, problem in enumerate(problems, start=1):
        at += 1
        name, location = links[problem]
        header = problem.header.replace(NEEDED_MARK, "").strip()
        value, sentence = problem.value, problem.sentence
        written = (
            number, problem.sheet, problem.row or "", name, header,
            value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…", sentence,
        )  # fmt: skip
        for place, each in enumerate(written, start=1):
            cell = sheet.cell(at, place)
            put(cell, each)
            if number > 1:  # openpyxl compares a look with all others each time that it is set
                cell._style = copy(sheet.cell(at - 1, place)._style)
                continue
            cell.font, cell.border = telling if place == 7 else plain, border
            cell.alignment = centred if place in (1, 3, 4) else left
        cell = sheet.cell(at, 4)
        if location:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=name)
        if bool(location) != is_link:
            is_link = bool(location)
            cell.font = leading if is_link else plain
        lines = max(1 + len(sentence) // 85, 1 + len(header) // 34, 1 + len(str(written[5])) // 30)
        sheet.row_dimensions[at].height = 4 + 20 * lines
    return at + 1


def _aligned(side: str) -> Alignment:
    return Alignment(horizontal=side, vertical="top", wrap_text=True)


def _line(sheet: Worksheet, at: int, words: str, *, size: int = 14, **style) -> None:
    cell = sheet.cell(at, 1, words)
    cell.font = styles.font(size=size, **style)
    sheet.row_dimensions[at].height = size * 1.7


def _show(book: Workbook, sheet: Worksheet) -> None:
    """Whoever opens the workbook sees this sheet first."""
    book.active = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    sheet.sheet_view.showGridLines = False
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
