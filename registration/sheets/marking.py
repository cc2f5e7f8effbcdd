"""An officer's own workbook back, with what is wrong in it written beside the cells.

The file is opened and written in a process of its own (``registration.sheets.marker``), in bounded
time and memory: nothing of it is unpacked here.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from django.utils import translation

from registration.sheets import process
from registration.sheets.problems import CellProblem
from registration.sheets.refusals import refused
from registration.sheets.texts import without_ids

_LONGEST_ANSWER = 64  # of the line before the file
_MOST = 64 * 1024 * 1024


def mark(original: bytes, problems: Iterable[CellProblem]) -> bytes:
    """The workbook with ``problems`` marked and listed on a first sheet; earlier marks are gone.

    Everything else in it stays as it is. The workbook was read before (``reading.read``). An ODS or
    CSV comes back as an XLSX of the same texts. No citizen ID is written into a note or into the
    list. Raises ``Unreadable`` when there is more in the file than can be marked, or when it cannot
    be written again.
    """
    with translation.override("th"):
        told = [_told(each) for each in problems]
    asked = {"csv_title": next((each["sheet"] for each in told), ""), "problems": told}
    try:
        answer, content = _answer(json.dumps(asked).encode(), original)
    except process.Overrun as overrun:
        raise refused("heavy") from overrun
    if answer == "marked":
        return content
    raise refused("heavy" if answer in ("heavy", "bomb") else "unmarkable")


def _told(problem: CellProblem) -> dict:
    sentence = without_ids(str(problem.sentence))
    return asdict(problem) | {"value": without_ids(str(problem.value)), "sentence": sentence}


def _answer(asked: bytes, original: bytes) -> tuple[str, bytes]:
    """What became of it, and the file when it is whole."""
    with process.answering(process.MARKER, (asked, b"\n", original)) as answer:
        line = answer.readline(_LONGEST_ANSWER).decode("ascii", "replace")
        word, _space, rest = line.strip().partition(" ")
        size = int(rest) if word == "marked" and rest.isdecimal() else 0
        content = answer.read(size) if size <= _MOST else b""
    if word == "marked":
        return (word, content) if size and len(content) == size else ("", b"")
    return rest, b""
