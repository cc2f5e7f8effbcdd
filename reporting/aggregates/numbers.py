"""From cells of subdistricts to rows and their total."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reporting.shapes import Definition, Place, Row, Unbalanced


def fill(
    definition: Definition,
    cells: Mapping[str, Mapping[str, int]],
    parts: Sequence[Place],
    total: Place,
    notes: Mapping[str, str],
) -> tuple[tuple[Row, ...], Row]:
    """A row for every part, also where nobody registered, and the total.

    The total is counted from the cells themselves, not from the rows: the document compares the
    two. Raises ``Unbalanced`` for a cell that lies in none of the parts.
    """
    digits = len(parts[0].code) if parts else 0
    counts = {part.code: Counter() for part in parts}
    everything = Counter()
    for code, cell in cells.items():
        everything.update(cell)
        if code[:digits] not in counts:
            raise Unbalanced(f"{definition.key} {total.code}: {code} lies in no row")
        counts[code[:digits]].update(cell)
    rows = tuple(
        Row(
            part.code, part.name, values_of(definition, counts[part.code]), notes.get(part.code, "")
        )
        for part in parts
    )
    values = values_of(definition, everything)
    return rows, Row(total.code, total.name, values, notes.get(total.code, ""))


def values_of(definition: Definition, counts: Mapping[str, int]) -> dict[str, int]:
    """The number of every column: counted by its measure, or summed up from its parts."""
    values = {
        column.key: counts.get(column.measure, 0)
        for column in definition.numbers
        if not column.parts
    }
    for column in definition.numbers:
        if column.parts:
            values[column.key] = sum(values[part] for part in column.parts)
    return values
