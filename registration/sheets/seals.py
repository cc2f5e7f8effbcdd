"""How a workbook proves where it comes from, and a row that its hidden cells are its own.

A spreadsheet sorts, copies and fills whatever somebody marks. So a row's seal binds its hidden
cells to the running number that the officer sees: a row that was torn apart is found, never guessed
at. Both are written in hexadecimal digits: a workbook's file takes "_x0…" for a character.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from registration.sheets.titles import PRODUCERS, PRODUCTS

FORMAT = 1
_FILE, _ROW = "registration.sheets.file", "registration.sheets.row"
# What the seal of a row binds together.
SEALED = {
    PRODUCERS: ("producer_ref", "registration", "version", "producer"),
    PRODUCTS: ("producer_ref", "product_ref", "registration", "sequence", "product"),
}


@dataclass(frozen=True)
class Origin:
    """Which filing a workbook was written for, and when."""

    district: str
    quarter: str
    written_at: datetime
    format: int = FORMAT


def signed(origin: Origin) -> str:
    """The text that stands in the hidden sheet's first cell."""
    parts = (origin.format, origin.district, origin.quarter, origin.written_at.isoformat())
    return _signer(_FILE).sign_object(parts).encode().hex()


def origin_of(text: str) -> Origin | None:
    """Where a workbook comes from; ``None`` where nothing of ours stands there, or it was altered.
    Of a newer format ``format`` tells.
    """
    try:
        token = bytes.fromhex(text).decode()
        kind, district, quarter, written_at = _signer(_FILE).unsign_object(token)
        return Origin(district, quarter, datetime.fromisoformat(written_at), kind)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def seal(origin: Origin, sheet: str, cells: Mapping[str, object]) -> str:
    """The seal of a row; ``cells`` are by column key, an empty one is '' or ``None``."""
    signature = _signer(_ROW).signature(_bound(origin, sheet, cells))
    return signing.b64_decode(signature.encode()).hex()


def holds(origin: Origin, sheet: str, cells: Mapping[str, object]) -> bool:
    """Whether the hidden cells of a row are as they were written, beside the number that they were
    written for. A row of the officer's own, whose hidden cells are all empty, holds too.
    """
    hidden = [key for key in SEALED[sheet] if not key.endswith("_ref")]
    if not any(cells.get(key) for key in (*hidden, "seal")):
        return True
    try:
        signature = signing.b64_encode(bytes.fromhex(str(cells.get("seal") or ""))).decode()
        _signer(_ROW).unsign(f"{_bound(origin, sheet, cells)}:{signature}")
    except (signing.BadSignature, ValueError):
        return False
    return True


def _signer(salt: str) -> signing.Signer:
    return signing.Signer(salt=salt)


def _bound(origin: Origin, sheet: str, cells: Mapping[str, object]) -> str:
    values = [str(cells.get(key) or "").strip() for key in SEALED[sheet]]
    return "|".join((origin.district, origin.quarter, sheet, *values))
