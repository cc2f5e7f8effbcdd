"""The own rows of an old list into the own filing: staged like a workbook's, then checked."""

from datetime import datetime

from django.utils.translation import gettext as _

from registration.errors import Refusal, Refused
from registration.imports.old import producers
from registration.imports.old_lists import reading
from registration.imports.registrations import staging
from registration.models import OldList, StagedImport
from registration.scoping import Jurisdiction
from registration.selectors import imports as staged_imports
from registration.selectors import old_lists
from registration.services import imports
from registration.services import old_lists as deeds
from registration.services.imports import NewLine


def take(by: Jurisdiction, on: datetime, *, old_list: int, quarter: str) -> StagedImport:
    """Stage the producers of the own district; a small number is checked at once.

    Raises ``OldList.DoesNotExist`` for a list that holds none of them, and what
    ``services.old_lists.take`` raises.
    """
    row = old_lists.takeable(by).get(pk=old_list)
    staged = deeds.take(
        by=by, on=on, old_list=old_list, quarter=quarter, mapped_at=row.mapped_at,
        lines=_lines(by, row),
    )  # fmt: skip
    return staging.check(by, on, staged.pk)


def start_again(by: Jurisdiction, on: datetime, staged: int) -> StagedImport:
    """Check rows of an old list afresh, read by its present mapping; their time of receipt stays.

    ``Refused`` (``discarded``) where the list is kept no more.
    """
    held = staged_imports.import_for(by, staged)
    row = old_lists.takeable(by).filter(pk=held.old_list_id).first()
    if row is None or row.discarded_at:
        raise Refused(
            Refusal(
                "discarded",
                _("รายชื่อเดิมของรายการนี้ถูกทิ้งหรือกำลังจับคู่ใหม่ จึงตรวจใหม่ไม่ได้ บันทึกตามที่ตรวจไว้ หรือทิ้งไฟล์นี้ได้"),
            )
        )
    imports.start_again(by=by, on=on, staged=staged, lines=_lines(by, row))
    return staging.check(by, on, staged)


def _lines(by: Jurisdiction, row: OldList) -> list[NewLine]:
    kept = old_lists.producers(by, row.pk)
    found = producers.lines(map(reading.producer_of, kept), by.district)
    return [NewLine(line.sheet, line.number, line.kept()) for line in found]
