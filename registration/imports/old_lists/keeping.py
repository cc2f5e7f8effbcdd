"""An old list as it is kept: the texts of its tables, read once at receipt. Opening a file of 5,000
rows takes a process and two seconds, opening what was kept a tenth of one.
"""

import json
import zlib
from datetime import datetime

from django.utils.translation import gettext as _

from registration.errors import InvalidValue
from registration.imports.old.headings import head_of
from registration.imports.registrations import gathering, staging
from registration.models import OldList
from registration.scoping import Jurisdiction
from registration.services import old_lists
from registration.sheets import reading
from registration.sheets.reading import Book, Row, Table

_MOST_ROWS = 10_000  # reading them by a mapping takes a dozen seconds, in one request


def receive(by: Jurisdiction, on: datetime, *, filename: str, content: bytes) -> OldList:
    """Read a list and keep it; its longest sheet is taken for the list until somebody says
    otherwise.

    Raises ``InvalidValue`` where it cannot be read or is a filing's workbook, and what
    ``services.old_lists.receive`` raises.
    """
    book = reading.read(content, filename)
    if gathering.origin_of(book) is not None:
        raise InvalidValue(
            _("ไฟล์นี้เป็นไฟล์ของแฟ้มที่ดาวน์โหลดจากระบบ ให้ส่งที่หน้า “ทำงานด้วยไฟล์ Excel” ของแฟ้ม")
        )
    tables = [table for table in book.tables.values() if _holds(table)]
    if not any(len(table.rows) for table in tables):
        raise InvalidValue(_("ไม่พบตารางรายชื่อในไฟล์ ต้องมีแถวหัวตารางและมีข้อมูลอย่างน้อยหนึ่งแถว"))
    longest = max(tables, key=lambda table: len(table.rows))
    if len(longest.rows) > _MOST_ROWS:
        raise InvalidValue(_("ไฟล์มีเกิน %(most)d แถว ให้แบ่งเป็นหลายไฟล์") % {"most": _MOST_ROWS})
    return old_lists.receive(
        by=by, on=on, filename=staging.clean_name(filename), content=content, table=packed(book),
        sheet=tables.index(longest), head=head_of(longest),
    )  # fmt: skip


def packed(book: Book) -> bytes:
    """The tables that hold something; ``unpacked`` gives them back."""
    kept = {
        "kind": book.kind,
        "tables": [_told(table) for table in book.tables.values() if _holds(table)],
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), 6)


def unpacked(kept: bytes) -> Book:
    """The book as it was read; sheets without anything in them are gone."""
    said = json.loads(zlib.decompress(kept))
    tables = (_table(each) for each in said["tables"])
    return Book(said["kind"], {table.title: table for table in tables})


def _holds(table: Table) -> bool:
    return any(cell.strip() for cell in table.header)


def _told(table: Table) -> dict:
    return {
        "title": table.title,
        "header": [table.header_number, *table.header],
        "rows": [[row.number, *row.cells] for row in table.rows],
        "formulas": sorted(table.formulas),
        "errors": sorted(table.errors),
        "merged": table.merged,
    }


def _table(said: dict) -> Table:
    number, *header = said["header"]
    return Table(
        title=said["title"],
        header_number=number,
        header=tuple(header),
        rows=[Row(row[0], tuple(row[1:])) for row in said["rows"]],
        formulas=frozenset(map(tuple, said["formulas"])),
        errors=frozenset(map(tuple, said["errors"])),
        merged=tuple(map(tuple, said["merged"])),
    )
