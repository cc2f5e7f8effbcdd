"""What is wrong in one cell of an uploaded workbook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CellProblem:
    """One sentence about one cell, to be listed and to be written beside the cell.

    ``row`` is the file's own row number, counted from 1. ``column_key`` names the column in the
    program, ``header`` the one that the officer sees. ``value`` is what stands in the cell and
    never a citizen ID: whoever makes the problem leaves it empty there. A warning does not keep
    the row from being taken. ``column`` is the column's place in the sheet, counted from 1; 0 where
    only its header tells.
    """

    sheet: str
    row: int
    column_key: str
    header: str
    value: str
    sentence: str
    is_warning: bool = False
    column: int = 0
