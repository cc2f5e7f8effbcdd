"""What an XLSX holds besides values, and whether it may be opened at all."""

import posixpath
import re
from collections.abc import Callable
from xml.parsers import expat

from registration.sheets.child.archive import Archive, local
from registration.sheets.child.shapes import Refusal, Scan, letters, number

_TYPES = "[Content_Types].xml"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_OFFICE_DOCUMENT, _WORKSHEET = "/officeDocument", "/worksheet"
_IN_A_CELL = {"t", "r", "rPr", "rPh", "phoneticPr"}
_TRUTHS = {"TRUE()", "FALSE()"}  # how LibreOffice writes a plain yes or no
_LONGEST = 64  # of a formula or an error that is looked at


def workbook_part(archive: Archive) -> str:
    """Where the main part lies; empty when this is no office document at all."""
    return next(iter(_linked(archive, "", _OFFICE_DOCUMENT).values()), "")


def scan(archive: Archive) -> list[Scan]:
    """Every worksheet in the workbook's order. Raises ``Refusal``."""
    _refuse_lively(archive)
    sheets = _sheets(archive)
    parts = {part for _title, part in sheets}
    for name in archive.names:
        if name in parts:
            continue
        if name.endswith((".xml", ".rels")):
            archive.parse(name)
        else:
            archive.drain(name)
    return [_Sheet(title).read(archive, part) for title, part in sheets]


def _refuse_lively(archive: Archive) -> None:
    """What a part is called and what it is said to be: either is enough."""
    names = list(archive.names)
    archive.walk(_TYPES, lambda _tag, attributes: names.extend(attributes.values()))
    said = " ".join(names).lower()
    for words, code in (
        (("vbaproject", "macroenabled", "macrosheet", "vbadata"), "macros"),
        (("activex", "oleobject", "/embeddings/"), "embedded"),
    ):
        if any(word in said for word in words):
            raise Refusal(code)


def _sheets(archive: Archive) -> list[tuple[str, str]]:
    """Title and part of each worksheet; charts on a sheet of their own are left out."""
    workbook = workbook_part(archive)
    parts = _linked(archive, workbook, _WORKSHEET)
    sheets = []

    def sheet(tag, attributes):
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if local(name) == "id"), "")
            sheets.append((attributes.get("name", ""), key))

    archive.walk(workbook, sheet)
    return [(title, parts[key]) for title, key in sheets if key in parts]


def _linked(archive: Archive, part: str, kind: str) -> dict[str, str]:
    """The parts of a kind that ``part`` names, by their keys. Without a part: the whole file's."""
    folder, name = posixpath.split(part)
    found = {}

    def link(tag, attributes):
        if tag == "Relationship" and attributes.get("Type", "").endswith(kind):
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links in archive:
        archive.walk(links, link)
    return found


class _Sheet:
    """One worksheet, element by element. Speed counts: four hundred thousand cells are usual."""

    def __init__(self, title: str):
        self.found = Scan(title)
        self._elements = 0
        self._row, self._row_text = 0, ""
        self._cell: list[str] | None = None  # attributes of the open one, the reference first
        self._columns: dict[str, int] = {}  # those that hold something, by their letters
        self._text: list[str] = []
        self._parser: expat.XMLParserType

    def read(self, archive: Archive, part: str) -> Scan:
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        archive.parse(part, self._parser)
        self.found.last_column = max(self._columns.values(), default=0)
        self.found.elements = self._elements
        return self.found

    def _start(self, tag: str, attributes: list[str]) -> None:
        if tag == "c":
            self._elements += 1
            if not attributes or attributes[0] != "r":
                attributes = self._referred(attributes)
            self._cell = attributes
        elif tag == "v" or tag == "is":
            cell = self._cell
            if (
                cell is None
                or "e" in cell
                or cell[1].removesuffix(self._row_text) not in self._columns
                or self._row > self.found.last_row
            ):
                self._fill()  # what follows on a row that is known to hold something is not new
        elif tag not in _IN_A_CELL:
            self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: list[str]) -> None:
        if tag == "row":
            self._elements += 1
            self._cell = None
            stated = _attribute(attributes, "r")
            self._row = _count(stated) if stated else self._row + 1
            self._row_text = str(self._row)
        elif tag == "f":
            if self._cell is not None:
                self._fill()
                self._collect(self._formula)
        elif tag == "mergeCell":
            self._merge(_attribute(attributes, "ref"))
        elif ":" in tag:
            self._start(local(tag), attributes)
        else:
            self._cell = None

    def _referred(self, attributes: list[str]) -> list[str]:
        """The same with the reference first: without one a cell is the next one of its row."""
        reference = _attribute(attributes, "r")
        if not reference:
            column = self._place[1] + 1 if self._cell else 1
            reference = f"{letters(column)}{self._row}"
        return ["r", reference, *attributes]

    @property
    def _place(self) -> tuple[int, int]:
        reference = _REFERENCE.match(self._cell[1])
        if not reference:
            raise Refusal("broken")
        return int(reference[2]), number(reference[1])

    def _fill(self) -> None:
        if self._cell is None:
            return
        row, column = self._place
        self._columns[letters(column)] = column
        self.found.last_row = max(self.found.last_row, row)
        if "e" in self._cell and _attribute(self._cell, "t") == "e":
            self._collect(self._error)

    def _collect(self, done: Callable[[str], None]) -> None:
        """The text up to the end of this element goes to ``done``."""
        self._text = []
        self._parser.CharacterDataHandler = self._characters
        self._parser.EndElementHandler = lambda _tag: self._collected(done)

    def _characters(self, text: str) -> None:
        if len(self._text) < _LONGEST:
            self._text.append(text[:_LONGEST])

    def _collected(self, done: Callable[[str], None]) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        done("".join(self._text)[:_LONGEST].strip())

    def _error(self, text: str) -> None:
        self.found.demand_few_marks(1)
        self.found.errors.add(self._place)
        self.found.instead[self._place] = text

    def _formula(self, text: str) -> None:
        if text not in _TRUTHS:
            self.found.demand_few_marks(1)
            self.found.formulas.add(self._place)

    def _merge(self, reference: str | None) -> None:
        ends = [_REFERENCE.match(end) for end in (reference or "").split(":")]
        if len(ends) != 2 or not all(ends):
            raise Refusal("broken")
        self.found.demand_few_marks(1)
        (first, top), (last, bottom) = (end.groups() for end in ends)
        self.found.merged.append((int(top), number(first), int(bottom), number(last)))


def _attribute(attributes: list[str], name: str) -> str | None:
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return None


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise Refusal("broken")
    return int(text)
