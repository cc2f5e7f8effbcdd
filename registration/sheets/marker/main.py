"""Reads what is wrong and the file from standard input, writes the marked file to standard output.

The input is one line of JSON (``csv_title``, ``problems``), then the file. The answer is one line,
``marked`` and a size or ``refused`` and why, then the file.
"""

import json
import sys

from registration.sheets.child.limits import confine
from registration.sheets.child.shapes import Refusal
from registration.sheets.marker import limits, marks, opening
from registration.sheets.problems import CellProblem


def main() -> None:
    confine(seconds=limits.SECONDS, memory=limits.MEMORY)
    try:
        marked = _marked()
        answer, rest = f"marked {len(marked)}", marked
    except Refusal as refusal:
        answer, rest = f"refused {refusal.code}", b""
    except MemoryError:
        answer, rest = "refused heavy", b""
    except BaseException:  # noqa: BLE001 - however openpyxl fails, there is an answer
        answer, rest = "refused unmarkable", b""
    sys.stdout.buffer.write(answer.encode() + b"\n" + rest)


def _marked() -> bytes:
    asked = json.loads(sys.stdin.buffer.readline())
    problems = [CellProblem(**each) for each in asked["problems"]]
    book = opening.opened(sys.stdin.buffer.read(), asked["csv_title"])
    marks.replace(book, problems)
    return opening.closed(book)
