"""What a list calls its columns and where they stand, so that a word about a cell finds it."""

from collections.abc import Mapping as Mapped

from registration.imports.old.shapes import Mapping
from registration.imports.old.targets import FILLS, PRODUCT
from registration.sheets.columns import PRODUCERS, PRODUCTS
from registration.sheets.reading import Table

JOINT = " – "  # between a common head and what stands below it
# The place, counted from 1 as in the file, and the header; a list, as JSON gives it back.
Head = list


class Headers:
    """The headers of one list, by its places and by our columns."""

    def __init__(self, table: Table, mapping: Mapping):
        self._header = table.header
        self._by_sheet: dict[str, dict[str, Head]] = {PRODUCERS: {}, PRODUCTS: {}}
        for place, key in sorted(mapping.columns.items()):
            head = self.at(place)
            for filled in FILLS.get(key, (key,)) or (key,):
                sheet = PRODUCTS if filled.startswith(PRODUCT) else PRODUCERS
                if head:
                    self._by_sheet[sheet].setdefault(filled.removeprefix(PRODUCT), head)

    def at(self, place: int) -> Head | None:
        """The head of a column; ``None`` where there is no such column."""
        return [place + 1, self._header[place]] if 0 <= place < len(self._header) else None

    def of(self, sheet: str, at: Mapped[str, int]) -> dict[str, Head]:
        """Heads by our columns, for a row whose texts stand ``at`` these places."""
        own = {key: self.at(place) for key, place in at.items()}
        return {**self._by_sheet[sheet], **{key: head for key, head in own.items() if head}}

    def of_key(self, key: str) -> Head | None:
        """The head of the column that fills one of ours; ``None`` where the list has none."""
        sheet = PRODUCTS if key.startswith(PRODUCT) else PRODUCERS
        return self._by_sheet[sheet].get(key.removeprefix(PRODUCT))
