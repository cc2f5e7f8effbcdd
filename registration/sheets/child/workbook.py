"""A workbook in a ZIP: looked through first, then read by calamine."""

from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineSheet, load_workbook

from registration.sheets.child import cells, ods, xlsx
from registration.sheets.child.archive import Archive
from registration.sheets.child.shapes import Refusal, Scan, demand_readable

_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def read(content: bytes) -> tuple[str, list[tuple[Scan, Iterator[tuple[int, list[str]]]]]]:
    """The kind, and each table with its rows and their numbers. Raises ``Refusal``, also while
    rows are taken.
    """
    archive = Archive(content)
    kind, reader = _kind(archive)
    scans = reader.scan(archive)
    demand_readable(scans)
    book = load_workbook(BytesIO(content))
    if not {scan.title for scan in scans} <= set(book.sheet_names):
        raise Refusal("broken")
    return kind, [(scan, _rows(book, scan)) for scan in scans]


def _kind(archive: Archive):
    if part := xlsx.workbook_part(archive):
        if part.endswith(".bin"):
            raise Refusal("xlsb")
        if part.startswith("xl/"):
            return "xlsx", xlsx
    elif "mimetype" in archive and archive.text("mimetype").strip().startswith(_ODS):
        return "ods", ods
    raise Refusal("unknown")


def _rows(book, scan: Scan) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, without empty cells at their end."""
    instead: dict[int, dict[int, str]] = {}
    for (number, column), value in scan.instead.items():
        instead.setdefault(number, {})[column] = value
    for number, row in _values(book.get_sheet_by_name(scan.title)):
        if number in instead:
            row = _with(row, instead.pop(number))
        while row and not row[-1]:
            row.pop()
        if row:
            if number > scan.last_row or len(row) > scan.last_column:
                raise Refusal("broken")  # the two readers saw two different files
            yield number, row
    for number in sorted(instead):  # calamine ends with the last value; errors are none to it
        yield number, _with([], instead[number])


def _values(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Every row from the first one on; columns before the first value are put back."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    text = cells.text
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, before + [each if type(each) is str else text(each) for each in row]


def _with(row: list[str], others: dict[int, str]) -> list[str]:
    row = row + [""] * (max(others) - len(row))
    for column, value in others.items():
        row[column - 1] = value
    return row
