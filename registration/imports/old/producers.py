"""The rows of a list as producers: rows of the same producer together, each with its products, in
the district where it lies.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from registration.imports.old import owners, places, rows, sections
from registration.imports.old.gazetteer import in_words
from registration.imports.old.owners import Owner, Writer
from registration.imports.old.records import FIXED, Note, Part, Reader, Record
from registration.imports.old.rows import RowKind
from registration.imports.old.shapes import Gathered, Left, Mapping, OldProducer, Place
from registration.imports.old.targets import PRODUCT, Known
from registration.imports.old.texts import on_one_line
from registration.imports.registrations.gathering import Line
from registration.sheets.columns import Deed, Lists
from registration.sheets.reading import Row, Table
from registration.sheets.texts import without_ids

_CHOSEN_ABOVE = ("product.product_type", "producer_type")


def producers(table: Table, mapping: Mapping, lists: Lists, area: str = "th") -> list[OldProducer]:
    """The producers of a list in its order; ``gather`` tells what its other rows are."""
    return gather(table, mapping, lists, area).producers


def gather(table: Table, mapping: Mapping, lists: Lists, area: str = "th") -> Gathered:
    """Every row of a table whose header is in its place (``headings.headed``). ``area`` is whose
    list it is: ``th``, a province or a district. What is said about cells is Thai.
    """
    with translation.override("th"):
        return _Gathering(table, mapping, Known(lists), area).done()


def lines(found: Iterable[OldProducer], district: str) -> list[Line]:
    """The rows of one district's producers, ready to be staged: new, with running numbers."""
    with translation.override("th"):
        deed = str(Deed.NEW.label)
    own = [each.line for each in found if each.district == district]
    for ref, line in enumerate(own, start=1):
        line.cells |= {"producer_ref": str(ref), "deed": deed}
        for product_ref, product in enumerate(line.products, start=1):
            refs = {"producer_ref": str(ref), "product_ref": str(product_ref)}
            for each in product.lines():
                each.cells |= refs
    return own


class _Gathering:
    """One list on its way, row by row."""

    def __init__(self, table: Table, mapping: Mapping, known: Known, area: str):
        self._table, self._mapping, self._area = table, mapping, area
        self._reader = Reader(table, mapping, known)
        self._writer = Writer(table, mapping, known, self._reader)
        self._section = sections.of_sheet(table.title, area)
        self._chosen_above: dict[str, str] = {}
        self._owners: list[Owner] = []
        self._current: Owner | None = None
        self._by_identity: dict[tuple, Owner] = {}
        self._left: list[Left] = []

    def done(self) -> Gathered:
        above: dict[tuple[int, int], str] = {}
        heads = rows.heads_of(self._table.header, self._mapping.columns)
        for row in map(rows.cleaned, self._table.rows):
            self._reader.remember(row, above)
            kind = rows.kind_of(row, heads)
            record = self._reader.record(row, above) if kind is RowKind.DATA else None
            if kind is RowKind.TITLE:
                record = self._under_title(row, above)
            if record is None or not self._take(record):
                self._leave(row, kind)
        return Gathered([self._writer.producer(owner) for owner in self._owners], self._left)

    def _under_title(self, row: Row, above) -> Record | None:
        """The head of a section counts for the rows below it; what is none is a short row."""
        title = next(cell for cell in row.cells if cell)
        before, self._current = self._current, None
        if sections.is_place(title):
            self._section = sections.below(title, self._section)
            return None
        for target in _CHOSEN_ABOVE:
            value = self._reader.words.value(target, on_one_line(title))
            if value:
                self._chosen_above[target] = self._reader.words.label(target, value)
                return None
        record = self._reader.record(row, above)
        self._current = before if record.has_product else None
        return record if record.names_producer or record.has_product else None

    def _take(self, record: Record) -> bool:
        """Whether the row is a producer's or a product's."""
        self._choose_from_above(record)
        if record.names_producer:
            owner = self._current = self._owner(record)
        elif not record.has_product:
            return False
        else:
            owner = self._current = self._continued(record)
        owner.rows.append(record.number)
        if record.has_product:
            self._writer.products(record, owner)
        else:
            owner.tell(record.number, record.product.notes)
        return True

    def _choose_from_above(self, record: Record) -> None:
        for target, part in zip(_CHOSEN_ABOVE, (record.product, record.producer), strict=True):
            label, key = self._chosen_above.get(target), target.removeprefix(PRODUCT)
            if label and key not in part.cells:
                part.put(key, label, FIXED, label)

    def _owner(self, record: Record) -> Owner:
        place = self._place(record)
        key = owners.identity(record, place)
        owner = self._by_identity.get(key) if key else None
        if owner is None:
            owner = self._begin(record, place)
            if key:
                self._by_identity[key] = owner
            return owner
        self._add(owner, record)
        return owner

    def _continued(self, record: Record) -> Owner:
        """The producer of a row that names none: the one above it."""
        if self._current is None:
            owner = self._begin(record, self._place(record))
            sentence = _("แถวนี้ไม่มีชื่อผู้ผลิตหรือชื่อบุคคล")
            owner.tell(record.number, [Note(FIXED, "name", sentence, is_warning=False)])
            return owner
        sentence = _("แถวนี้ไม่มีชื่อผู้ผลิต จึงถือเป็นผลิตภัณฑ์ของรายในแถวที่ %(row)d")
        note = Note(FIXED, f"{PRODUCT}name", sentence % {"row": self._current.number})
        self._current.tell(record.number, [note])
        self._add(self._current, record)
        return self._current

    def _add(self, owner: Owner, record: Record) -> None:
        """Another row of a producer, with what it says about the place."""
        if record.said_at:
            place = self._place(record)
            seat = _put_place(record.producer, record, place)
            if place.district not in (None, owner.place.district):
                sentence = _("แถวนี้อยู่ใน%(place)s ไม่ตรงกับแถวที่ %(row)d ของรายเดียวกัน จึงใช้ตามแถวนั้น")
                values = {"place": in_words(place.district), "row": owner.number}
                text = record.said.district
                record.producer.note(seat, "site_subdistrict", sentence % values, text)
        owner.merge(record)

    def _place(self, record: Record) -> Place:
        """Where the row lies; a section's title counts where the row itself is silent."""
        said = record.said
        if not (said.district or said.district_code or said.subdistrict_code):
            above = self._section
            said = replace(
                said, district=above.district, province=said.province or above.province,
                subdistrict=said.subdistrict or above.subdistrict,
            )  # fmt: skip
        return places.find(said, self._area)

    def _begin(self, record: Record, place: Place) -> Owner:
        part = record.producer
        _put_place(part, record, place)
        owners.name_by_person(part)
        owner = Owner(record.number, part, place)
        owner.tell(record.number, part.notes)
        part.notes = []
        self._owners.append(owner)
        return owner

    def _leave(self, row: Row, kind: RowKind) -> None:
        text = without_ids(" ".join(filter(None, map(on_one_line, row.cells))))
        self._left.append(Left(row.number, text[:200], _why(kind)))


def _put_place(part: Part, record: Record, place: Place) -> int:
    """The subdistrict's code; where there is none what the list says, for the rules to refuse.
    Returns the column that says it.
    """
    said, at = record.said, record.said_at
    written = said.subdistrict or said.subdistrict_code
    seats = (at[key] for key in ("subdistrict", "subdistrict_code", *at) if key in at)
    seat = next(seats, FIXED)
    part.put("site_subdistrict", place.subdistrict or written, seat, written)
    if place.note:
        part.note(seat, "site_subdistrict", place.note, written)
    return seat


def _why(kind: RowKind) -> str:
    return {
        RowKind.TOTAL: _("แถวรวม"),
        RowKind.HEADER: _("หัวตารางซ้ำ"),
        RowKind.NUMBERING: _("แถวเลขคอลัมน์"),
        RowKind.TITLE: _("หัวข้อของแถวถัดไป"),
        RowKind.REMARK: _("หมายเหตุหรือลายมือชื่อ"),
    }.get(kind, _("ไม่มีชื่อผู้ผลิตและไม่มีผลิตภัณฑ์"))
