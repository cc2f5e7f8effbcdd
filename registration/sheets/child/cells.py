"""Values as text, and rows as lines."""

import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

YES, NO = "ใช่", "ไม่ใช่"
_WHOLE = 10**15  # beyond it a spreadsheet's own digits are no longer exact
# No database keeps NUL, no screen shows the rest; half of a pair is no character at all.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text(value) -> str:
    """What stands in a cell: digits without ``.0``, days as ISO, yes and no in Thai."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return "" if value is None else str(value)


def _digits(value: int | float) -> str:
    if value == value // 1 and abs(value) < _WHOLE:
        return str(int(value))
    # Fifteen digits are what a spreadsheet shows and keeps: 0.1 + 0.2 is 0.3 there.
    return format(Decimal(f"{value:.15g}"), "f")


def _moment(value: datetime) -> str:
    value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return value.date().isoformat() if value.time() == time() else value.isoformat()


def line(number: int, cells: list[str]) -> bytes:
    """One row: its number and its cells. Characters that nobody sees are left out, line ends are
    one kind.
    """
    packed = _encode([number, *cells])
    # JSON writes what must be looked for with a backslash: no need to search every cell.
    if "\\u00" in packed or "\\r" in packed:
        return _encode([number, *map(clean, cells)]).encode()
    try:
        return packed.encode()
    except UnicodeEncodeError:
        return _encode([number, *map(clean, cells)]).encode()


def clean(cell: str) -> str:
    """A text without what nobody sees, its lines ended in one way."""
    return _UNPRINTABLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
