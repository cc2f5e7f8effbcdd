"""What is written into a cell for a value, so that ``values`` reads it back; and what is never
written anywhere: a citizen ID.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from registration import calendar, partial_dates, validators
from registration.sheets.shapes import Column, ValueKind

_K = ValueKind
BREAKS = re.compile(r"[/,;\n]")  # what may stand between two things in one cell
_MASKED = re.compile(r"[x×*][x×*\-\s]*[0-9x×*\-\s]{0,6}", re.IGNORECASE)
# Twelve to fourteen digits: an ID with a slip in it is still somebody's. Juristic persons' numbers
# begin with 0, and a food number has groups of its own.
_IDS = re.compile(r"(?<![0-9๐-๙])[1-9๑-๙](?:[\s-]?[0-9๐-๙]){11,13}(?![0-9๐-๙])")
_FOOD = re.compile(r"[0-9]{2}-[0-9]-[0-9]{5}-[0-9]-[0-9]{4}")


def text(column: Column, held: Any) -> str | int | float | None:
    """What is written into a cell for a value; ``value`` reads it back."""
    if held is None or held == "" or held == [] or held is False:
        return None
    writer = _WRITERS.get(column.kind)
    if writer:
        return writer(column, held)
    if isinstance(held, Decimal):
        return str(held)
    return held if column.kind is _K.NUMBER else str(held)


def is_masked(cell: str) -> bool:
    """Whether a cell holds a citizen ID as the workbook was written with it."""
    return bool(_MASKED.fullmatch(cell.strip()))


def without_ids(sentence: str) -> str:
    """A sentence without any number that could be a citizen ID."""
    masked = validators.format_citizen_id("x" * 13)
    return _IDS.sub(lambda m: m[0] if _FOOD.fullmatch(m[0]) else masked, sentence)


def _label(column: Column, held: Any) -> str:
    return column.labels_by_value.get(held) or getattr(held, "name", None) or str(held)


def _several(column: Column, held: list) -> str:
    return " / ".join(_label(column, code) for code in held)


def _made_of(column: Column, held: list) -> str:
    return " / ".join(f"{row['name']} ({_label(column, row['source'])})" for row in held)


def _paragraphs(column: Column, held: str) -> str:
    """One name that holds a comma gets an empty second line, so that it is not read as two."""
    alone = column.key == "member_names" and "\n" not in held and BREAKS.search(held)
    return f"{held}\n2." if alone else held


def _amount(_column: Column, held: Any) -> int | float:
    return int(held) if held == int(held) else float(held)


_WRITERS: dict[ValueKind, Callable[[Column, Any], Any]] = {
    _K.CITIZEN_ID: lambda _column, held: validators.mask_citizen_id(held),
    _K.YES_NO: _label, _K.CHOICE: _label, _K.CODES: _several, _K.MATERIALS: _made_of,
    _K.LONG: _paragraphs, _K.AMOUNT: _amount, _K.COUNT: _amount,
    _K.DAY: lambda _column, held: calendar.thai_date(held, "numeric"),
    _K.PARTIAL_DAY: lambda _column, held: partial_dates.as_typed(held),
    _K.PRODUCER: lambda _column, held: held.number,
}  # fmt: skip
