"""Workbooks that an office hands in: received, checked, then committed as a whole or discarded.

What a row means is found by ``registration.imports``; here it is kept and, on commit, done through
the very deeds that the pages call.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import ImportState, RowVerdict, Step
from registration.errors import Refusal, Refused
from registration.models import Filing, OldList, StagedImport, StagedRow
from registration.scoping import Jurisdiction, within
from registration.selectors import plan, situations
from registration.services import (
    beside,
    editors,
    filings,
    journal,
    news,
    staged_rows,
    states,
)
from registration.workflow import Situation

KEPT = timedelta(days=14)  # so long a file waits; then it is discarded by itself
MOST_OPEN = 20  # imports of one filing that are neither committed nor discarded
_PART = 500  # rows in memory at a time
_TO_DO = (RowVerdict.NEW, RowVerdict.CHANGED)
_HELD_BACK = (RowVerdict.INVALID, RowVerdict.CONFLICT)


@dataclass(frozen=True)
class NewLine:
    """A row of the file as it was gathered."""

    sheet: str
    number: int
    content: Mapping


@dataclass(frozen=True)
class CheckedLine:
    """What the check found about one staged row; ``content`` are typed values as JSON."""

    row: int
    verdict: str
    deed: str = ""
    registration: int | None = None
    version: int = 0
    content: Mapping | None = None
    problems: Sequence[Mapping] = ()


@transaction.atomic
def receive(
    *,
    by: Jurisdiction,
    on: datetime,
    district: str,
    quarter: str,
    filename: str,
    content: bytes,
    lines: Iterable[NewLine],
    old_list: OldList | None = None,
) -> StagedImport:
    """Take a file in. From now on its time of receipt counts for the window.

    With ``old_list`` the rows are of that list; ``content`` is what of it may be kept here.
    ``Refused`` where nothing may be entered into the filing nor mended in it, or too many files
    wait there.
    """
    filing = filings.locked(by, district=district, quarter=quarter)
    situation = situations.of_importing(by, filing, on)
    states.demand(_refusal(situation, old_list))
    if (
        filing.imports.filter(committed_at__isnull=True, discarded_at__isnull=True).count()
        >= MOST_OPEN
    ):
        raise Refused(
            Refusal(
                "too_many", _("มีไฟล์ที่ยังไม่บันทึกค้างอยู่ %(n)d ไฟล์ ให้ทิ้งไฟล์ที่ไม่ใช้ก่อน") % {"n": MOST_OPEN}
            )
        )
    with journal.in_thai():
        permit = situation.permit(Step.ENTRY) or situation.grant_permit() or ""
    row = StagedImport.objects.create(
        filing=filing, filename=filename, size=old_list.size if old_list else len(content),
        content=content, sha256=_fingerprint(content, old_list), permit=permit[:500],
        received_at=on, received_by_id=by.officer_id, old_list=old_list,
    )  # fmt: skip
    _stage(row, lines)
    journal.record(
        by, on, "import.receive", row, permit=permit,
        after={"sha256": row.sha256, "size": row.size, "rows": row.n_rows,
               **({"old_list": old_list.pk} if old_list else {})},
    )  # fmt: skip
    return row


def _fingerprint(content: bytes, old_list: OldList | None) -> str:
    """What a line of the same file is known by again; of an old list one sheet is read."""
    if old_list is None:
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha256(f"{old_list.sha256}/{old_list.sheet}".encode()).hexdigest()


@transaction.atomic
def start_again(
    *, by: Jurisdiction, on: datetime, staged: int, lines: Iterable[NewLine]
) -> StagedImport:
    """Begin the check of a received file anew, because what is stored has changed since. Its time
    of receipt stays.
    """
    row, filing = _open(by, on, staged)
    if row.old_list is not None:
        if row.old_list.mapped_at is None:
            raise Refused(
                Refusal("unmapped", _("รายชื่อเดิมนี้กำลังจับคู่คอลัมน์ใหม่ ให้จับคู่ให้เสร็จก่อน แล้วจึงตรวจใหม่"))
            )
        row.sha256 = _fingerprint(b"", row.old_list)
        row.save(update_fields=["sha256"])
    row.rows.all().delete()
    row.n_checked, row.checked_at, row.counts = 0, None, {}
    _stage(row, lines)
    with situations.received(row.received_at), journal.in_thai():
        permit = situations.of_filing(by, filing, on).permit(Step.ENTRY) or ""
    journal.record(by, on, "import.start_again", row, permit=permit)
    return row


def _stage(row: StagedImport, lines: Iterable[NewLine]) -> None:
    waiting, row.n_rows = iter(lines), 0
    while part := list(islice(waiting, _PART)):
        StagedRow.objects.bulk_create(
            StagedRow(
                staged=row, sheet=line.sheet, number=line.number,
                content=json.dumps(line.content, ensure_ascii=False),
            )
            for line in part
        )  # fmt: skip
        row.n_rows += len(part)
    row.save(update_fields=["n_rows", "n_checked", "checked_at", "counts"])


@transaction.atomic
def check(
    *, by: Jurisdiction, on: datetime, staged: int, found: Sequence[CheckedLine]
) -> StagedImport:
    """Keep what was found about some rows; when the last one is checked, the import is.

    Rows that were checked meanwhile by somebody else stay as they are.
    """
    row, _filing = _open(by, on, staged)
    unchecked = row.rows.filter(verdict="").in_bulk([each.row for each in found])
    checked = [_checked(unchecked[each.row], each) for each in found if each.row in unchecked]
    StagedRow.objects.bulk_create(
        checked, batch_size=500, update_conflicts=True, unique_fields=["id"],
        update_fields=["verdict", "deed", "registration", "version", "content", "problems"],
    )  # fmt: skip
    row.n_checked += len(checked)
    if row.n_checked == row.n_rows and row.checked_at is None:
        row.checked_at, row.counts = on, _counted(row)
    row.save(update_fields=["n_checked", "checked_at", "counts"])
    return row


def _checked(line: StagedRow, found: CheckedLine) -> StagedRow:
    line.verdict, line.deed, line.version = found.verdict, found.deed, found.version
    line.registration_id, line.problems = found.registration, list(found.problems)
    line.content = json.dumps(found.content or {}, ensure_ascii=False)
    return line


def _counted(row: StagedImport) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for verdict, problems in row.rows.values_list("verdict", "problems"):
        counts[verdict] += 1
        for each in problems:
            counts["warnings" if each["is_warning"] else "errors"] += 1
    return dict(counts)


@transaction.atomic
def commit(
    *, by: Jurisdiction, on: datetime, staged: int, only_valid: bool = False
) -> StagedImport:
    """Do all that the file asks for, in one transaction; with ``only_valid`` without the rows that
    are wrong or in conflict, otherwise ``Refused`` while there is one.

    The window may be over, if the file was received while it was open; a filing that has been
    handed over or closed since refuses. Whatever was changed since the check makes the whole commit
    ``Refused`` (``stale``): it is checked again first.
    """
    row, filing = _open(by, on, staged)
    if row.checked_at is None:
        raise Refused(Refusal("unchecked", _("ยังตรวจไฟล์นี้ไม่เสร็จ ให้ตรวจให้ครบก่อน")))
    left_out = sum(row.counts.get(verdict, 0) for verdict in _HELD_BACK)
    if left_out and not only_valid:
        raise Refused(
            Refusal(
                "not_all_valid",
                _(
                    "ยังมี %(n)d แถวที่มีข้อผิดพลาดหรือขัดแย้ง จึงบันทึกทั้งไฟล์ไม่ได้ "
                    "ให้แก้ไฟล์แล้วส่งใหม่ หรือบันทึกเฉพาะแถวที่ถูกต้อง"
                )
                % {"n": left_out},
            )
        )
    with situations.received(row.received_at), plan.remembered():
        situation = situations.of_importing(by, filing, on)
        with journal.in_thai():
            permit = situation.permit(Step.ENTRY) or situation.grant_permit() or ""
        to_do = sum(row.counts.get(verdict, 0) for verdict in _TO_DO)
        with beside.of_commit(row.pk, to_do) as tell:
            lines = row.rows.filter(verdict__in=_TO_DO)
            done = staged_rows.do(by, on, filing, row.sha256, lines, tell)
    # Whoever sent the file in has typed it, whoever saves it.
    written = lines.exclude(registration=None).values_list("registration_id", flat=True)
    editors.remember(written.distinct(), row.received_by_id)
    row.committed_at, row.committed_by_id = on, by.officer_id
    row.counts = {**row.counts, "done": done, "left_out": left_out}
    _empty(row, row.rows.exclude(verdict__in=(*_HELD_BACK, *_TO_DO)))
    if not left_out:
        row.content = b""
    row.save(update_fields=["committed_at", "committed_by", "counts", "content"])
    journal.record(
        by, on, "import.commit", row, permit=permit,
        after={"rows": done, "left_out": left_out, "received_at": row.received_at,
               "sha256": row.sha256},
    )  # fmt: skip
    news.imported(by, on, row, done)
    return row


@transaction.atomic
def discard(*, by: Jurisdiction, on: datetime, staged: int) -> StagedImport:
    """Throw a received file away with all that was staged of it."""
    row, _filing = _open(by, on, staged, asks_window=False)
    _discard(by, on, row)
    return row


@transaction.atomic
def expire(*, by: Jurisdiction | None, on: datetime) -> int:
    """Discard files that waited too long, and empty committed ones of which rows were left out.
    Returns how many there were. ``by`` is ``None``: the program itself.
    """
    old = StagedImport.objects.select_for_update().filter(received_at__lt=on - KEPT)
    kept = StagedRow.objects.filter(staged=OuterRef("pk")).exclude(content="")
    old = old.filter(discarded_at__isnull=True).filter(
        Q(committed_at__isnull=True) | ~Q(content=b"") | Exists(kept)
    )
    rows = list(old.order_by("pk"))
    for row in rows:
        if row.is_open:
            _discard(by, on, row)
            continue
        _empty(row, row.rows.all())
        row.content = b""
        row.save(update_fields=["content"])
    return len(rows)


def _discard(by, on, row: StagedImport) -> None:
    row.rows.all().delete()
    row.discarded_at, row.discarded_by_id = on, by.officer_id if by else None
    row.content, row.counts = b"", {}
    row.n_checked = row.n_rows = 0
    row.save()
    journal.record(by, on, "import.discard", row, before={"sha256": row.sha256})


def _empty(row: StagedImport, lines) -> None:
    """What people wrote goes; what became of the rows stays."""
    lines.update(content="", problems=[])


def _open(
    by: Jurisdiction, on: datetime, staged: int, *, asks_window: bool = True
) -> tuple[StagedImport, Filing]:
    """An import that is neither committed nor discarded, and its filing, both locked."""
    area = within(by, "filing__district")
    filing = StagedImport.objects.values_list("filing_id", flat=True).get(area, pk=staged)
    held = filings.locked(by, pk=filing)
    row = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged)
    row.filing = held
    with situations.received(row.received_at):
        refusal = _refusal(situations.of_importing(by, held, on), row.old_list_id)
    if asks_window or (refusal and refusal.rule == "role"):
        states.demand(refusal)
    if not row.is_open:
        raise Refused(_ended(row))
    return row, held


def _refusal(situation: Situation, old_list) -> Refusal | None:
    """A workbook may also mend what was returned; an old list only enters."""
    asked = workflow.entry_refusal if old_list else workflow.import_refusal
    return asked(situation)


def _ended(row: StagedImport) -> Refusal:
    if row.state == ImportState.COMMITTED:
        return Refusal("committed", _("ไฟล์นี้บันทึกไปแล้ว ถ้าจะแก้ไขเพิ่มให้ส่งไฟล์ใหม่"))
    return Refusal("discarded", _("ไฟล์นี้ถูกทิ้งไปแล้ว ให้ส่งไฟล์ใหม่"))
