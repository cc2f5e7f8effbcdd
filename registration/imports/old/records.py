"""One row of a list, read by its mapping into the texts that an officer would type."""

from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field

from registration.imports.old import cells, holdings, people
from registration.imports.old.places import Said
from registration.imports.old.shapes import Mapping
from registration.imports.old.targets import PLACES, PRODUCT, RIGHT, STANDARD, Known
from registration.imports.old.texts import folded
from registration.imports.old.words import Words
from registration.imports.registrations.gathering import ERROR, FORMULA
from registration.sheets.reading import Row, Table

# Read last: what stands in a column of its own counts before a part of another cell.
_LAST = ("person_name", "site_house_no", "contact_house_no", "site_address", "contact_address")
# "12 ม.3" stands in many a column that is headed บ้านเลขที่.
_OF_HOUSES = {"site_house_no": "site_address", "contact_house_no": "contact_address"}
FIXED = -1  # the place of a text that no column holds


@dataclass(frozen=True)
class Note:
    """What is odd about a cell of the list, said beside it."""

    place: int
    key: str
    sentence: str
    value: str = ""
    is_warning: bool = True


@dataclass
class Part:
    """What a row says of a producer or of a product: texts by our columns, ``typed`` as they stand
    in the list, ``at`` which column of it.
    """

    cells: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    source: str = ""  # of all materials alike

    def put(self, key: str, text: str, place: int, typed: str) -> None:
        """Write a text; what stands there already stays, and the other one is told."""
        text = text.strip()
        held = self.cells.get(key)
        if not text:
            return
        if held is None:
            self.cells[key], self.at[key] = text, place
            if text not in typed and folded(text) not in folded(typed):
                self.typed[key] = typed
        elif folded(held) != folded(text):
            secret = key in cells.SECRETS
            sentence = cells.differs_in_secret() if secret else cells.differs(text, held)
            self.note(place, key, sentence, "" if secret else typed)

    def note(self, place: int, key: str, sentence: str, value: str = "") -> None:
        self.notes.append(Note(place, key, sentence, value))

    def refuse(self, place: int, key: str, sentence: str) -> None:
        self.notes.append(Note(place, key, sentence, is_warning=False))


@dataclass
class HeldPart:
    """A standard or a right of the row's product."""

    name: str  # standards or rights
    key: str
    value: str
    held: holdings.Held
    place: int
    typed: str


@dataclass
class Record:
    """A row as it was read. ``names`` are the products that one cell names together."""

    number: int
    producer: Part = field(default_factory=Part)
    product: Part = field(default_factory=Part)
    held: list[HeldPart] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    said_at: dict[str, int] = field(default_factory=dict)
    old_number: str = ""

    @property
    def has_product(self) -> bool:
        own = [place for place in self.product.at.values() if place != FIXED]
        return bool(own or self.held or self.names)

    @property
    def names_producer(self) -> bool:
        keys = ("name", "person_first_name", "citizen_id", "juristic_id")
        return bool(
            self.old_number or any(self.producer.at.get(key, FIXED) != FIXED for key in keys)
        )


class Reader:
    """Reads the rows of one list."""

    def __init__(self, table: Table, mapping: Mapping, known: Known):
        self.known, self.words = known, Words(known, mapping)
        self._table, self._mapping = table, mapping
        self._by_target: dict[str, list[int]] = {}
        for place, key in sorted(mapping.columns.items()):
            self._by_target.setdefault(key, []).append(place)
        keys = dict.fromkeys([*self._by_target, *mapping.fixed])
        self._order = sorted(keys, key=lambda key: _LAST.index(key) + 1 if key in _LAST else 0)
        self._covered = _covered(table)
        self._origins = frozenset(self._covered.values())

    def record(self, row: Row, above: Mapped[tuple[int, int], str]) -> Record:
        """Read a cleaned row. ``above`` holds the texts of merged cells by their first place."""
        record = Record(row.number)
        for key in self._order:
            for place, text in self._texts(key, row, above, record):
                self._read(record, key, place, text)
        self._names_from_name(record)
        return record

    def remember(self, row: Row, above: dict[tuple[int, int], str]) -> None:
        """Keep the texts that merged cells carry down."""
        for place, text in enumerate(row.cells):
            if text and (row.number, place + 1) in self._origins:
                above[row.number, place + 1] = text

    def origin(self, row: int, place: int) -> tuple[int, int] | None:
        """The first cell of a merged area that covers this one from above."""
        return self._covered.get((row, place + 1))

    def _texts(self, key: str, row: Row, above, record: Record) -> Iterable[tuple[int, str]]:
        found = []
        for place in self._by_target.get(key, ()):
            text = row.cells[place] if place < len(row.cells) else ""
            origin = self.origin(row.number, place)
            if origin and not text:
                text = above.get(origin, "")
            spoiled = self._spoiled(row.number, place, text)
            if spoiled:
                self._part(record, key).unreadable[_own_key(key)] = spoiled
                self._part(record, key).at.setdefault(_own_key(key), place)
            elif text:
                found.append((place, text))
        if not found and self._mapping.fixed.get(key):
            return [(FIXED, self._mapping.fixed[key])]
        return found

    def _spoiled(self, number: int, place: int, text: str) -> str:
        if (number, place + 1) in self._table.errors:
            return ERROR
        return FORMULA if not text and (number, place + 1) in self._table.formulas else ""

    def _part(self, record: Record, key: str) -> Part:
        is_of_product = key.startswith((PRODUCT, STANDARD, RIGHT)) or key == "standards"
        return record.product if is_of_product else record.producer

    def _read(self, record: Record, key: str, place: int, text: str) -> None:
        part = self._part(record, key)
        if key in _OF_HOUSES and cells.address(text).keys() - {"house_no"}:
            key = _OF_HOUSES[key]
        if key in PLACES:
            self._place(record, key, place, text)
        elif key == "old_number":
            record.old_number = record.old_number or text
        elif key == "product.names":
            record.names += cells.names(text)
            part.at["name"] = place
        elif key.startswith((STANDARD, RIGHT)) or key == "standards":
            self._hold(record, key, place, text)
        elif key in ("site_address", "contact_address"):
            self._address(record, key, place, text)
        else:
            cells.read(part, self.known, self.words, key, place, text)

    def _place(self, record: Record, key: str, place: int, text: str) -> None:
        held = getattr(record.said, key)
        if held and folded(held) != folded(text):
            record.producer.note(place, key, cells.differs(text, held), text)
        elif not held:
            record.said = _with(record.said, key, text)
            record.said_at[key] = place

    def _address(self, record: Record, key: str, place: int, text: str) -> None:
        parts = cells.address(text)
        if key == "contact_address":
            cells.contact(record.producer, self.words, parts, place, text)
            return
        for name, value in parts.items():
            if name in PLACES:
                if not getattr(record.said, name):
                    record.said = _with(record.said, name, value)
                    record.said_at[name] = place
                elif not cells.same_place(getattr(record.said, name), value):
                    held = getattr(record.said, name)
                    record.producer.note(
                        place, "site_subdistrict", cells.differs(value, held), value
                    )
            else:
                record.producer.put(f"site_{name}", value, place, text)

    def _hold(self, record: Record, key: str, place: int, text: str) -> None:
        if key != "standards":
            name, column = (
                ("standards", "standard") if key.startswith(STANDARD) else ("rights", "kind")
            )
            value = key.partition(":")[2]
            label = self.words.label(name, value)
            found = holdings.read(text, cells.short_names(label))
            self._add(record, name, column, value, found, place, text)
            return
        for word, number in holdings.parts(text):
            value = self.words.value("standards", word)
            if value is None:
                record.product.note(place, "standards", cells.unknown_standard(word), text)
            elif value:
                found = holdings.read(number, ()) if number else holdings.Held()
                self._add(record, "standards", "standard", value, found, place, text)

    def _add(self, record, name, key, value, found, place, text) -> None:
        if found is None:
            return
        if found.is_pending:
            label = self.words.label(name, value)
            record.product.note(place, name, cells.pending(label, text), text)
            return
        if not found.number:  # a tick: nothing that could be kept, and no fault of the producer
            label = self.words.label(name, value)
            record.product.note(place, name, cells.numberless(label), text)
            return
        record.held.append(HeldPart(name, key, value, found, place, text))

    def _names_from_name(self, record: Record) -> None:
        """A list that names a person where the producer's name stands, and no person anywhere."""
        part = record.producer
        name = part.cells.get("name", "")
        if "person_first_name" in part.cells or not people.has_title(name):
            return
        if {"person_name", "person_first_name"} & set(self._by_target):
            return
        cells.person(part, "person_name", part.at["name"], name)


def _with(said: Said, key: str, text: str) -> Said:
    return Said(**{**vars(said), key: text})


def _own_key(key: str) -> str:
    own = key.removeprefix(PRODUCT)
    return {"person_name": "person_first_name", "telephone": "mobile"}.get(own, own)


def _covered(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells below the first of a merged area, in its first column, and that first cell."""
    return {
        (row, left): (first, left)
        for first, left, last, _right in table.merged
        if first > table.header_number
        for row in range(first + 1, last + 1)
    }
