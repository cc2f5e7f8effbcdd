"""Marks in an open workbook, and how they are taken off again.

A mark is a rule of conditional formatting and a note: no cell's own look is touched, so that the
marks can be taken off again, whichever program has saved the workbook in between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from registration.sheets import styles
from registration.sheets.marker import summary
from registration.sheets.problems import CellProblem
from registration.sheets.titles import NEEDED_MARK, SUMMARY
from registration.spelling import fold

# Tells our rules and notes from the officer's. Every cell satisfies the rule.
_RULE = 'LEN("otop-mark")>0'
_HEAD, _KEPT = "ทะเบียน OTOP ตรวจพบ:", "— หมายเหตุเดิมของช่องนี้ —"
_RED, _AMBER = "FFC7CE", "FFE699"
_HEADER_ROWS = 10  # an office's own list may have a title above its headers
_CHUNK = 200  # cells that one rule names


def replace(book: Workbook, problems: Sequence[CellProblem]) -> None:
    """Take off the marks of another time, mark ``problems`` and list them on a first sheet."""
    _take_marks_off(book)
    named = {each.sheet for each in problems}.intersection(book.sheetnames)
    headers = {title: _headers(book[title]) for title in named}
    places = {problem: _place(book, headers, problem) for problem in problems}
    cells: dict[str, dict[CellProblem, str]] = defaultdict(dict)
    for problem, (sheet, cell) in places.items():
        if sheet is not None:
            cells[sheet.title][problem] = cell
    for sheet in book.worksheets:
        _mark_sheet(sheet, cells[sheet.title])
    if problems:
        summary.write(book, problems, {p: _link(*places[p]) for p in problems})


def _place(
    book: Workbook, headers: Mapping[str, Mapping[str, int]], problem: CellProblem
) -> tuple[Worksheet | None, str]:
    """The sheet and the cell of a problem; of a column that is not there the row's first cell."""
    if problem.sheet not in headers:
        return None, ""
    sheet = book[problem.sheet]
    header = fold(problem.header.replace(NEEDED_MARK, ""))
    column = problem.column or headers[problem.sheet].get(header, 1)
    row = max(problem.row, 1)
    if isinstance(sheet._cells.get((row, column)), MergedCell):  # only the first one holds anything
        for area in sheet.merged_cells.ranges:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                column, row = area.min_col, area.min_row
    return sheet, f"{get_column_letter(column)}{row}"


def _headers(sheet: Worksheet) -> dict[str, int]:
    """Where each header stands, from the left; the uppermost counts."""
    found: dict[str, int] = {}
    for row in sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS):
        for cell in row:
            if cell.value is not None:  # a text with letters of its own look is no plain one
                text = str(cell.value).replace(NEEDED_MARK, "")
                found.setdefault(fold(text), cell.column)
    return found


def _link(sheet: Worksheet | None, cell: str) -> tuple[str, str]:
    """A cell as people call it, and as a link finds it."""
    if sheet is None:
        return "", ""
    title = sheet.title.replace("'", "''")
    return cell, f"'{title}'!{cell}"


def _mark_sheet(sheet: Worksheet, cells: Mapping[CellProblem, str]) -> None:
    by_cell: dict[str, list[CellProblem]] = defaultdict(list)
    for problem, cell in cells.items():
        by_cell[cell].append(problem)
    for cell, found in by_cell.items():
        _write_note(sheet[cell], found)
    by_color: dict[str, list[str]] = {_RED: [], _AMBER: []}
    for cell, found in by_cell.items():
        by_color[_AMBER if all(each.is_warning for each in found) else _RED].append(cell)
    for color, marked in by_color.items():
        for first in range(0, len(marked), _CHUNK):
            rule = FormulaRule(formula=[_RULE], fill=styles.fill(color))
            sheet.conditional_formatting.add(" ".join(marked[first : first + _CHUNK]), rule)


def _write_note(cell, found: Iterable[CellProblem]) -> None:
    lines = [_HEAD, *dict.fromkeys(f"• {each.sentence}" for each in found)]
    author = styles.AUTHOR
    if cell.comment:
        lines += [_KEPT, cell.comment.text]
        author = cell.comment.author
    cell.comment = styles.sized(Comment("\n".join(lines), author))


def _take_marks_off(book: Workbook) -> None:
    if SUMMARY in book.sheetnames:
        del book[SUMMARY]
    for sheet in book.worksheets:
        kept = ConditionalFormattingList()
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if _RULE not in [formula.replace(" ", "") for formula in rule.formula]:
                    kept.add(str(area.sqref), rule)
        sheet.conditional_formatting = kept
        for cell in list(sheet._cells.values()):
            if cell.comment:
                _restore_note(cell)


def _restore_note(cell) -> None:
    """The note as it was before our mark. Sizes are not read from the file, so each is given its
    size anew.
    """
    text = cell.comment.text
    # Some programs write the author above a note.
    if _HEAD in text.split("\n", 2)[:2]:
        _ours, mark_of_kept, text = text.partition(f"{_KEPT}\n")
        if not mark_of_kept:
            cell.comment = None
            return
    author = cell.comment.author
    cell.comment = styles.sized(Comment(text, author))
