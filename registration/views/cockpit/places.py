"""Where each province stands in the picture: a grid that is read like a map, north at the top.

Drawn by hand from the provinces' positions. A province keeps its neighbours where a grid allows
it; one that is written twice is two cells wide, for its many districts.
"""

from dataclasses import dataclass

_MAP = """
.. .. 57 .. .. .. .. .. .. .. ..
58 50 56 55 .. .. .. .. .. .. ..
.. 51 52 54 .. .. .. 43 38 .. ..
.. .. 64 53 .. 42 39 41 47 48 ..
.. 63 62 65 67 36 40 46 49 .. ..
.. 61 60 66 16 30 30 44 45 35 37
72 18 17 15 19 26 25 31 32 33 34
71 73 12 14 13 24 27 .. .. .. ..
70 75 74 10 10 20 22 .. .. .. ..
.. 76 .. .. 11 21 23 .. .. .. ..
.. 77 .. .. .. .. .. .. .. .. ..
85 86 .. .. .. .. .. .. .. .. ..
82 84 .. .. .. .. .. .. .. .. ..
83 81 80 .. .. .. .. .. .. .. ..
.. 92 93 .. .. .. .. .. .. .. ..
.. 91 90 94 .. .. .. .. .. .. ..
.. .. .. 95 96 .. .. .. .. .. ..
"""


@dataclass(frozen=True)
class Place:
    """Column and row from 1, and how many columns wide."""

    column: int
    row: int
    width: int = 1


def _read(drawing: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row, line in enumerate(drawing.split("\n")[1:-1], start=1):
        for column, code in enumerate(line.split(), start=1):
            if code in found:
                first = found[code]
                found[code] = Place(first.column, first.row, column - first.column + 1)
            elif code != "..":
                found[code] = Place(column, row)
    return found


PLACES = _read(_MAP)
