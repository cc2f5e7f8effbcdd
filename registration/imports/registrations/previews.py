"""What a checked workbook would do, as django-import-export tells it."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from registration.enums import RowVerdict
from registration.models import StagedImport, StagedRow
from registration.sheets.titles import PRODUCERS

_TYPES = {
    RowVerdict.NEW: RowResult.IMPORT_TYPE_NEW,
    RowVerdict.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    RowVerdict.SAME: RowResult.IMPORT_TYPE_SKIP,
    RowVerdict.LEFT: RowResult.IMPORT_TYPE_SKIP,
    RowVerdict.CONFLICT: RowResult.IMPORT_TYPE_INVALID,
    RowVerdict.INVALID: RowResult.IMPORT_TYPE_INVALID,
}


class Preview(Result):
    """The library's result, and the import that keeps the rows."""

    staged: StagedImport | None = None

    def fill(self, staged: StagedImport, rows: Iterable[StagedRow]) -> None:
        """A result for each staged row, counted by what it would do."""
        self.staged = staged
        self.diff_headers = [
            _("แถว"), _("ผู้ผลิต ผู้ประกอบการ"), _("เลขทะเบียน"), _("ผลิตภัณฑ์"), _("สิ่งที่เปลี่ยน"),
        ]  # fmt: skip
        for row in rows:
            result = _result(row)
            self.append_row_result(result)
            self.increment_row_result_total(result)
            self.total_rows += 1
            if result.is_invalid():
                values = dict(zip(self.diff_headers, result.diff, strict=True))
                # The library counts rows without the head.
                self.append_invalid_row(row.number - 1, values, result.validation_error)

    def valid_rows(self) -> list[RowResult]:
        """What is to be done stands first: a list shows only its beginning."""
        return sorted(super().valid_rows(), key=RowResult.is_skip)


def _result(row: StagedRow) -> RowResult:
    result = RowResult()
    result.import_type = _TYPES[row.verdict]
    shown = row.shown
    name = shown["name"] or shown["person"]
    result.diff = [
        _place(row), name, shown["producer"], shown["n_products"] or "",
        format_html_join("", "<div>{}</div>", ((_change(*each),) for each in shown["differences"])),
    ]  # fmt: skip
    if result.is_invalid():
        result.validation_error = ValidationError(_problems(row))
    result.add_instance_info(row.registration)
    return result


def _place(row: StagedRow) -> str:
    return str(row.number) if row.sheet == PRODUCERS else f"{row.sheet} {row.number}"


def _change(header: str, old: str, new: str) -> str:
    return format_html("{}: <del>{}</del> <ins>{}</ins>", header, old, new)


def _problems(row: StagedRow) -> dict[str, list[str]]:
    """Sentences by header; of a row of another sheet with its place. What only warns stops nothing,
    but in a conflict it says why.
    """
    found: dict[str, list[str]] = {}
    for each in row.problems:
        if each["is_warning"] and row.verdict != RowVerdict.CONFLICT:
            continue
        here = (each["sheet"], each["row"]) == (row.sheet, row.number)
        place = each["header"] if here else f"{each['sheet']} {each['row']} {each['header']}"
        found.setdefault(place, []).append(each["sentence"])
    return found or {NON_FIELD_ERRORS: [row.get_verdict_display()]}
