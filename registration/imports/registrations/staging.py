"""A workbook's way into a filing: received and gathered, checked in parts, marked for its sender.

The page and ``manage.py import_registrations`` go this way; the commit is the service's.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePath

from django.utils import translation
from django.utils.translation import gettext as _

from registration import calendar, validators
from registration.errors import InvalidValue
from registration.imports.registrations import comparing, foreseen, gathering, stored
from registration.imports.registrations.binding import Reading
from registration.imports.registrations.comparing import Finding
from registration.imports.registrations.gathering import Line, line_of
from registration.models import StagedImport
from registration.scoping import Jurisdiction
from registration.selectors import imports as staged_imports
from registration.services import imports
from registration.services.imports import CheckedLine, NewLine
from registration.services.packing import packed, packed_held
from registration.sheets import columns, marking, reading, seals
from registration.sheets.problems import CellProblem
from registration.sheets.values import without_ids

PART = 300  # rows that one request checks
_NAME = 120
_MOST_LINES = 20_000


def receive(
    by: Jurisdiction, on: datetime, *, district: str, quarter: str, filename: str, content: bytes
) -> StagedImport:
    """Read a file and stage its rows; a small one is checked at once.

    Raises ``InvalidValue`` where it cannot be read or is no workbook of this filing, and what
    ``services.imports.receive`` raises.
    """
    lines = _gathered(content, filename, district, quarter)
    row = imports.receive(
        by=by, on=on, district=district, quarter=quarter, filename=clean_name(filename),
        content=content, lines=lines,
    )  # fmt: skip
    return check(by, on, row.pk)


def start_again(by: Jurisdiction, on: datetime, staged: int) -> StagedImport:
    """Check a received file afresh against what is stored now."""
    row = staged_imports.import_for(by, staged)
    content = staged_imports.content_of(by, staged)
    lines = _gathered(content, row.filename, row.filing.district_id, row.filing.quarter_id)
    imports.start_again(by=by, on=on, staged=staged, lines=lines)
    return check(by, on, staged)


def check(by: Jurisdiction, on: datetime, staged: int) -> StagedImport:
    """Check the next rows; ``n_checked`` of the answer tells how far it is."""
    row = staged_imports.import_for(by, staged)
    waiting = list(staged_imports.rows(by, staged).filter(verdict="")[:PART])
    lines = {each.pk: line_of(each.told) for each in waiting}
    found = _found(by, on, row, list(lines.values()))
    checked = [_checked(*pair) for pair in zip(lines, found, strict=True)]
    return imports.check(by=by, on=on, staged=staged, found=checked)


def marked(by: Jurisdiction, staged: int) -> bytes:
    """The file as it came in, with everything that is wrong or odd marked in it.

    Raises ``StagedImport.DoesNotExist`` once the file is no longer kept, ``Unreadable`` when it is
    too much to be marked.
    """
    content = staged_imports.content_of(by, staged)
    if not content:
        raise StagedImport.DoesNotExist
    problems = staged_imports.problems(by, staged)
    return marking.mark(content, [CellProblem(**each) for each in problems])


def clean_name(filename: str) -> str:
    """A file's name as it may be shown and kept: no folders, no control signs, no citizen ID."""
    name = validators.normalise_text(PurePath(filename.replace("\\", "/")).name)
    name = without_ids("".join(letter for letter in name if letter.isprintable()))
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    return f"{stem[: _NAME - len(suffix)]}{suffix}"[:_NAME] or "workbook.xlsx"


def _gathered(content: bytes, filename: str, district: str, quarter: str) -> Iterator[NewLine]:
    book = reading.read(content, filename)
    origin = _origin(book, district, quarter)
    with _in_thai():
        sheets = gathering.layout(columns.lists_of(district))
        lines = gathering.gather(book, sheets, origin)
    if not lines:
        raise InvalidValue(_("ไม่พบแถวที่กรอกไว้ในแผ่น “%(sheet)s”") % {"sheet": columns.PRODUCERS})
    if len(lines) > _MOST_LINES:
        raise InvalidValue(_("ไฟล์มีเกิน %(most)d แถว ให้แบ่งเป็นหลายไฟล์") % {"most": _MOST_LINES})
    return (NewLine(line.sheet, line.number, line.kept()) for line in lines)


def _origin(book: reading.Book, district: str, quarter: str) -> seals.Origin:
    origin = gathering.origin_of(book)
    if origin is None:
        raise InvalidValue(
            _(
                "ไฟล์นี้ไม่ใช่ไฟล์ที่ดาวน์โหลดจากระบบ หรือแผ่นที่ซ่อนไว้ถูกลบ ให้ดาวน์โหลดไฟล์ของแฟ้มนี้ "
                "แล้วคัดลอกข้อมูลไปวาง รายชื่อเดิมของสำนักงานให้ส่งที่ “นำรายชื่อเดิมเข้าระบบ”"
            )
        )
    if origin.format > seals.FORMAT:
        raise InvalidValue(_("ไฟล์นี้เป็นรูปแบบใหม่กว่าระบบ ให้ดาวน์โหลดไฟล์ใหม่"))
    if (origin.district, origin.quarter) != (district, quarter):
        raise InvalidValue(
            _("ไฟล์นี้เป็นของอำเภอรหัส %(district)s ไตรมาส %(quarter)s ให้ส่งที่แฟ้มนั้น หรือดาวน์โหลดไฟล์ของแฟ้มนี้")
            % {"district": origin.district, "quarter": origin.quarter}
        )
    return origin


def _found(by, on, row: StagedImport, lines: list[Line]) -> list[Finding]:
    filing = row.filing
    with _in_thai():
        lists = columns.lists_of(filing.district_id)
        reading_of = Reading(lists, gathering.layout(lists), calendar.day_of(on))
        known = stored.read(by, on, row, lines)
        found = [comparing.find(line, reading_of, known, filing) for line in lines]
        foreseen.warn(comparing.to_be_done(found), reading_of, filing)
    return found


def _in_thai():
    """What is said about a cell goes back into the workbook, which is Thai whatever language the
    page is read in.
    """
    return translation.override("th")


def _checked(key: int, found: Finding) -> CheckedLine:
    row = found.registration
    return CheckedLine(
        row=key,
        verdict=found.verdict,
        deed=found.deed if found.is_to_be_done else "",
        registration=row.pk if row else None,
        version=row.version if row else 0,
        content=_content(found),
        problems=[each for line in found.line.lines() for each in line.problems],
    )


def _content(found: Finding) -> Mapping:
    line = found.line
    content = {
        "name": without_ids(line.cell("name")),
        "person": without_ids(
            f"{line.cell('person_first_name')} {line.cell('person_last_name')}".strip()
        ),
        "n_products": len(line.products),
        "producer": found.producer,
        "differences": found.differences,
    }
    if found.is_to_be_done:
        content["values"] = packed(found.values)
        content["products"] = [
            {
                "deed": plan.deed, "sequence": plan.sequence, "product": plan.product,
                "values": packed(plan.values), "held": packed_held(plan.held),
            }
            for plan in found.products
        ]  # fmt: skip
    return content
