"""Text in cells stays text, whatever it begins with."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a file writes for a character that it cannot hold; typed by somebody it is text.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # openpyxl lets them pass
_FORMULA_STARTS = ("=", "+", "-", "@")


def legal(text: str) -> str:
    """A text without characters that no XML may hold."""
    return _NOT_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))


def clean(text: str) -> str:
    """A text as a workbook holds it: nothing in it is taken for an escaped character."""
    return _ESCAPED.sub("_x005F_", legal(text))


def put(cell, written: str | float) -> None:
    """Write a value; nothing becomes a formula, and no character is one that a file cannot hold."""
    if isinstance(written, str):
        cell.value = clean(written)
        cell.data_type = "s"
    else:
        cell.value = written


def looks_like_formula(written: object) -> bool:
    """Whether a spreadsheet would take a text for a formula when somebody edits the cell."""
    return isinstance(written, str) and written.startswith(_FORMULA_STARTS)
