"""Whether an officer changed anything of a producer in the workbook: a digest of all that was
written of it, kept in a hidden cell. A row that nobody touched asks for nothing, whatever was
changed online since.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from registration.sheets.shapes import Column, ValueKind
from registration.sheets.texts import text
from registration.spelling import fold

_REFS = ("producer_ref", "product_ref")
Layout = Mapping[str, tuple[Column, ...]]


def digest(sheets: Layout, rows: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """The digest of a producer's rows, each with its sheet: their order does not count, nor do
    spaces. It begins with a letter, so that no program takes it for a number.
    """
    own = {
        sheet: [each.key for each in columns if _is_own(each)] for sheet, columns in sheets.items()
    }
    said = sorted(
        json.dumps([sheet, {key: fold(cells[key]) for key in own[sheet] if cells.get(key)}])
        for sheet, cells in rows
    )
    return "h" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def mark(sheets: Layout, written: Mapping[str, list[dict]]) -> None:
    """Put its digest into each producer's row that is about to be written (``producer_ref`` ties
    the sheets together).
    """
    of_producer = defaultdict(list)
    for sheet, rows in written.items():
        for row in rows:
            texts = {each.key: text(each, row[each.key]) for each in sheets[sheet] if _is_own(each)}
            cells = {key: str(found) for key, found in texts.items() if found is not None}
            of_producer[row["producer_ref"]].append((sheet, cells))
    for row in written[next(iter(written))]:
        row["digest"] = digest(sheets, of_producer[row["producer_ref"]])


def _is_own(column: Column) -> bool:
    """What an officer may change: no running number, nothing that is only shown."""
    return not (
        column.locked or column.hidden or column.kind is ValueKind.SHOWN or column.key in _REFS
    )
