"""Reads a workbook from standard input, writes its tables to standard output, line by line.

A table is a line that describes it, then a line for each row that holds something. The last line
says that nothing is missing, or why the file is not read.
"""

import json
import sys
from collections.abc import Iterator

from registration.sheets.child import cells, delimited, limits, workbook
from registration.sheets.child.shapes import Refusal, Scan


def main() -> None:
    """``argv``: where the program lies, what the file is (zip or text)."""
    limits.confine()
    try:
        _write(_lines(sys.stdin.buffer.read(), sys.argv[2]))
        last = {"end": True}
    except Refusal as refusal:
        last = {"refused": refusal.code, "values": refusal.values}
    except MemoryError:
        last = {"refused": "bomb", "values": {}}
    except BaseException:  # noqa: BLE001 - calamine panics with what is no Exception
        last = {"refused": "broken", "values": {}}
    sys.stdout.buffer.write(_json(last) + b"\n")


def _write(lines: Iterator[bytes]) -> None:
    written = 0
    for line in lines:
        written += len(line)
        if written > limits.MOST_TEXT:
            raise Refusal("bomb")
        sys.stdout.buffer.write(line + b"\n")


def _lines(content: bytes, shape: str) -> Iterator[bytes]:
    if shape == "zip":
        kind, tables = workbook.read(content)
    else:
        kind, tables = "csv", [delimited.read(content)]
    yield _json({"kind": kind})
    for scan, rows in tables:
        yield _described(scan)
        for number, row in rows:
            yield cells.line(number, row)


def _described(scan: Scan) -> bytes:
    return _json(
        {
            "title": scan.title,
            "width": scan.last_column,
            "elements": scan.elements,
            "formulas": sorted(scan.formulas),
            "errors": sorted(scan.errors),
            "merged": sorted(scan.merged),
        }
    )


def _json(value) -> bytes:
    return json.dumps(value).encode()
