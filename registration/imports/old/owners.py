"""A producer with all the rows that speak of it, and the row of our workbook that comes of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from django.utils.translation import gettext as _

from registration.imports.old import cells
from registration.imports.old.headers import Headers
from registration.imports.old.records import FIXED, HeldPart, Note, Part, Reader, Record
from registration.imports.old.shapes import Mapping, OldProducer, Place
from registration.imports.old.targets import FILLS, PRODUCT, Known
from registration.imports.old.texts import digits, folded, on_one_line
from registration.imports.registrations.gathering import Line
from registration.sheets.columns import PRODUCERS, PRODUCTS, RIGHTS, STANDARDS
from registration.sheets.problems import CellProblem
from registration.sheets.reading import Table
from registration.sheets.texts import without_ids

_SHARED = ("product_type", "product_group")  # by all products that one cell names
_ALWAYS = ("producer_ref", "product_ref", "deed", "name", "producer_type", "product_type")
_SHEETS = {"standards": STANDARDS, "rights": RIGHTS}


@dataclass
class Owner:
    """A producer as it is gathered. ``notes`` are told with the number of their row."""

    number: int
    part: Part
    place: Place
    rows: list[int] = field(default_factory=list)
    products: list[Line] = field(default_factory=list)
    notes: list[tuple[int, Note]] = field(default_factory=list)

    def tell(self, number: int, notes: Iterable[Note]) -> None:
        self.notes += [(number, each) for each in notes]

    def merge(self, record: Record) -> None:
        """Another row of the same producer: what it adds is taken, what differs is told."""
        self.tell(record.number, record.producer.notes)
        for key, text in record.producer.cells.items():
            seat, held = record.producer.at.get(key, FIXED), self.part.cells.get(key)
            typed = record.producer.typed.get(key, text)
            if held is None:
                self.part.put(key, text, seat, typed)
            elif folded(held) != folded(text) and seat != FIXED:
                sentence = _("ช่องนี้ต่างจากแถวที่ %(row)d ของรายเดียวกัน จึงใช้ค่าของแถวนั้น")
                note = Note(seat, key, sentence % {"row": self.number}, typed)
                self.tell(record.number, [note])


def identity(record: Record, place: Place) -> tuple | None:
    """What rows of one producer have in common: the list's own number, else name, person and
    district. ``None`` where a row has none of them.
    """
    if record.old_number:
        return "number", record.old_number
    part = record.producer.cells
    name = folded(part.get("name", ""))
    person = digits(part.get("citizen_id", ""))
    if len(person) != 13:
        person = folded(part.get("person_first_name", "") + part.get("person_last_name", ""))
    if not name and not person:
        return None
    return name, person, place.district or place.note


def name_by_person(part: Part) -> None:
    """A list of people: who has no business name is registered by the own one."""
    if "name" in part.cells or "person_first_name" not in part.cells:
        return
    title, first, last = (
        part.cells.get(f"person_{each}", "") for each in ("title", "first_name", "last_name")
    )
    name, place = f"{title}{first} {last}".strip(), part.at["person_first_name"]
    part.put("name", name, place, name)
    part.note(place, "name", _("ไม่มีชื่อกลุ่มหรือร้าน จึงใช้ชื่อบุคคลเป็นชื่อผู้ผลิต โปรดตรวจ"), name)


class Writer:
    """Writes the rows of our workbook for one list."""

    def __init__(self, table: Table, mapping: Mapping, known: Known, reader: Reader):
        self._title, self._known, self._reader = table.title, known, reader
        self._headers = Headers(table, mapping)
        self._absent = {sheet: _absent(sheet, mapping, known) for sheet in (PRODUCERS, PRODUCTS)}

    def producer(self, owner: Owner) -> OldProducer:
        line = self._line(PRODUCERS, owner.number, owner.part)
        line.products = owner.products
        line.problems += [self._problem(number, note) for number, note in owner.notes]
        return OldProducer(owner.place, line, owner.rows)

    def products(self, record: Record, owner: Owner) -> list[Line]:
        """The rows of products of one row of the list; several where one cell names several."""
        part = record.product
        if "materials" in part.cells:
            part.cells["materials"] = cells.materials(part.cells["materials"], part.source)
        self._type_by_group(part)
        for name in record.names[:1]:
            part.put("name", name, part.at.get("name", FIXED), name)
        first = self._line(PRODUCTS, record.number, part)
        for each in record.held:
            getattr(first, each.name).append(self._held(each, record.number))
        shared = {key: part.cells[key] for key in _SHARED if key in part.cells}
        others = [
            self._line(PRODUCTS, record.number, Part({"name": name, **shared}, at=part.at))
            for name in record.names[1:]
        ]
        owner.tell(record.number, (replace(n, key=f"{PRODUCT}{n.key}") for n in part.notes))
        for line in (first, *others):
            _tell_of_twin(owner, line)
            owner.products.append(line)
        return [first, *others]

    def _type_by_group(self, part: Part) -> None:
        """A sub-group belongs to one type of product."""
        if "product_type" in part.cells or "product_group" not in part.cells:
            return
        words = self._reader.words
        code = words.value("product.product_group", part.cells["product_group"])
        group = next((each for each in self._known.lists.groups if each.code == code), None)
        if group is not None:
            label = words.label("product.product_type", group.product_type)
            part.put("product_type", label, part.at["product_group"], label)

    def _held(self, each: HeldPart, number: int) -> Line:
        label = self._reader.words.label(each.name, each.value)
        texts = {each.key: label, "number": each.held.number, "expires_on": each.held.expires_on}
        head = self._headers.at(each.place)
        return Line(
            _SHEETS[each.name], number, {key: text for key, text in texts.items() if text},
            of_sheet=self._title, heads=dict.fromkeys(texts, head) if head else {},
            typed={"number": each.typed},
        )  # fmt: skip

    def _line(self, sheet: str, number: int, part: Part) -> Line:
        return Line(
            sheet, number, dict(part.cells), self._absent[sheet], dict(part.unreadable),
            of_sheet=self._title, heads=self._headers.of(sheet, part.at),
            typed={key: text for key, text in part.typed.items() if key not in cells.SECRETS},
        )  # fmt: skip

    def _problem(self, number: int, note: Note) -> dict:
        head = self._headers.at(note.place) or self._headers.of_key(note.key)
        key = note.key.removeprefix(PRODUCT)
        column = self._known.column(note.key)
        value = "" if key in cells.SECRETS else without_ids(on_one_line(note.value))[:200]
        place, header = head or (0, column.header if column else "")
        return asdict(
            CellProblem(
                self._title, number, key, header, value, without_ids(note.sentence),
                note.is_warning, place,
            )
        )  # fmt: skip


def _tell_of_twin(owner: Owner, line: Line) -> None:
    name = folded(line.cell("name"))
    same = (each for each in owner.products if name and folded(each.cell("name")) == name)
    twin = next(same, None)
    if twin is not None:
        sentence = _("ชื่อผลิตภัณฑ์นี้ซ้ำกับแถวที่ %(row)d ของรายเดียวกัน") % {"row": twin.number}
        note = Note(FIXED, f"{PRODUCT}name", sentence, line.cell("name"))
        owner.tell(line.number, [note])


def _absent(sheet: str, mapping: Mapping, known: Known) -> list[str]:
    """Our columns that neither the list nor the mapping speaks of."""
    prefix = PRODUCT if sheet == PRODUCTS else ""
    spoken = set(_ALWAYS)
    for key in (*mapping.columns.values(), *mapping.fixed):
        filled = FILLS.get(key, (key,))
        spoken |= {each.removeprefix(prefix) for each in filled if each.startswith(prefix)}
    return [key for key in known.sheet(sheet) if key not in spoken]
