"""Text in cells stays text, whatever it begins with."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a file writes for a character that it cannot hold; typed by somebody it is text.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@")


def put(cell, written: str | float) -> None:
    """Write a value; nothing becomes a formula, and no character is one that a file cannot hold."""
    if isinstance(written, str):
        cell.value = _ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", written))
        cell.data_type = "s"
    else:
        cell.value = written


def looks_like_formula(written: object) -> bool:
    """Whether a spreadsheet would take a text for a formula when somebody edits the cell."""
    return isinstance(written, str) and written.startswith(_FORMULA_STARTS)
