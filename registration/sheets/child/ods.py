"""What an ODS holds besides values, and whether it may be opened at all."""

import re
from xml.parsers import expat

from registration.sheets.child.archive import Archive
from registration.sheets.child.shapes import Refusal, Scan

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MACROS = ("Basic/", "Scripts/", "Dialogs/")
_EMBEDDED = re.compile(r"Object[ \w]*(/|\Z)")
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_TRUTHS = {"of:=TRUE()": "ใช่", "of:=FALSE()": "ไม่ใช่"}  # how LibreOffice writes a plain yes or no
_LONGEST = 64  # of an error that is looked at


def scan(archive: Archive) -> list[Scan]:
    """Every table in the file's order. Raises ``Refusal``."""
    names = archive.names
    if any("encryption-data" in archive.text(name) for name in names if name == _MANIFEST):
        raise Refusal("password")
    if any(name.startswith(_MACROS) for name in names):
        raise Refusal("macros")
    if any(_EMBEDDED.match(name) for name in names):
        raise Refusal("embedded")
    for name in names:
        if name.endswith((".xml", ".rdf")) and name != _CONTENT:
            archive.parse(name)
        elif name != _CONTENT:
            archive.drain(name)
    return _Content().read(archive)


class _Content:
    """All tables, element by element: a row or a cell may stand for very many equal ones."""

    def __init__(self):
        self.found: list[Scan] = []
        self._depth = 0  # of tables: one inside a cell or a drawing is none of ours
        self._row = self._rows = self._column = 0
        self._text = ""
        self._errors: list[tuple[int, int]] = []
        self._parser: expat.XMLParserType

    def read(self, archive: Archive) -> list[Scan]:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        archive.parse(_CONTENT, self._parser)
        return self.found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._depth += 1
            if self._depth > 1:
                raise Refusal("embedded")
            self.found.append(Scan(attributes.get("table:name", "")))
            self._row = self._rows = 0
        elif tag == "table:table-row":
            self._row += self._rows
            self._rows = _repeated(attributes, "table:number-rows-repeated")
            self._column = 0
            self._count()
        elif tag in _CELLS:
            self._count()
            self._cell(attributes)
        elif tag == "text:p" and self._errors:
            self._text = ""

    def _count(self) -> None:
        if self.found:
            self.found[-1].elements += 1

    def _cell(self, attributes: dict[str, str]) -> None:
        times = _repeated(attributes, "table:number-columns-repeated")
        first, self._column = self._column + 1, self._column + times
        formula = attributes.get("table:formula")
        if not self.found or not (formula or "office:value-type" in attributes):
            return
        scan = self.found[-1]
        scan.last_row = max(scan.last_row, self._row + self._rows)
        scan.last_column = max(scan.last_column, self._column)
        spanned = [
            _repeated(attributes, f"table:number-{way}-spanned") for way in ("rows", "columns")
        ]
        if spanned != [1, 1]:
            scan.demand_few_marks(1)
            top = self._row + 1
            scan.merged.append((top, first, top + spanned[0] - 1, first + spanned[1] - 1))
        is_error = attributes.get("calcext:value-type") == "error"
        if formula or is_error:
            self._mark(scan, first, formula, is_error)

    def _mark(self, scan: Scan, first: int, formula: str | None, is_error: bool) -> None:
        scan.demand_few_marks(self._rows * (self._column - first + 1))
        places = [
            (row, column)
            for row in range(self._row + 1, self._row + self._rows + 1)
            for column in range(first, self._column + 1)
        ]
        if formula in _TRUTHS:
            scan.instead.update(dict.fromkeys(places, _TRUTHS[formula]))
        elif formula:
            scan.formulas.update(places)
        if is_error:
            scan.errors.update(places)
            self._errors = places
            self._parser.CharacterDataHandler = self._characters

    def _characters(self, text: str) -> None:
        self._text = (self._text + text)[:_LONGEST]

    def _end(self, tag: str) -> None:
        if tag == "table:table":
            self._depth -= 1
        elif self._errors and tag in _CELLS:
            self._parser.CharacterDataHandler = None
            self.found[-1].instead.update(dict.fromkeys(self._errors, self._text.strip()))
            self._errors, self._text = [], ""


def _repeated(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text)):
        raise Refusal("broken")
    return int(text)
