"""Old lists of an office: received, their columns mapped, taken into a filing, discarded.

A district and a province keep lists of their own. Only a district enters anything: from its own
list, or its own rows of the province's. What a row means is found by ``registration.imports``.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden, Refusal, Refused
from registration.models import (
    District,
    OldList,
    OldRow,
    Province,
    RememberedMapping,
    StagedImport,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import old_lists as seen
from registration.services import imports, journal
from registration.services.imports import NewLine

KEPT = timedelta(days=90)  # so long a list waits; then it is discarded by itself
MOST_OPEN = 20  # lists of one office that are not discarded
OFFICES = frozenset({Role.DISTRICT, Role.PROVINCE})


@dataclass(frozen=True)
class NewRow:
    """A row of a list as it was read; ``n_notes`` is how much was said about it."""

    number: int
    content: Mapping
    is_producer: bool = True
    district: str = ""
    n_products: int = 0
    n_notes: int = 0


@transaction.atomic
def receive(
    *, by: Jurisdiction, on: datetime, filename: str, content: bytes, table: bytes, sheet: int,
    head: int,
) -> OldList:  # fmt: skip
    """Take a list in. No window is asked for: nothing is entered by it.

    ``Forbidden`` for whoever is of no district or province, ``Refused`` (``too_many``) where too
    many lists of the office wait.
    """
    _demand_office(by)
    _lock_office(by)
    if OldList.objects.filter(**_office(by), discarded_at__isnull=True).count() >= MOST_OPEN:
        raise Refused(
            Refusal(
                "too_many",
                _("มีรายชื่อเดิมค้างอยู่ %(n)d ไฟล์ ให้ทิ้งไฟล์ที่ไม่ใช้แล้วก่อน") % {"n": MOST_OPEN},
            )
        )
    row = OldList.objects.create(
        province_id=by.province, district_id=by.district, filename=filename, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), content=content, table=table, sheet=sheet,
        head=head, received_at=on, received_by_id=by.officer_id,
    )  # fmt: skip
    journal.record(by, on, "old_list.receive", row, after={"sha256": row.sha256, "size": row.size})
    return row


@transaction.atomic
def map_columns(
    *,
    by: Jurisdiction,
    on: datetime,
    old_list: int,
    sheet: int,
    head: int,
    mapping: Mapping,
    signature: str,
    heads: Iterable[str],
    rows: Sequence[NewRow] | None = None,
    n_unknown: int = 0,
) -> OldList:
    """Say what the columns of a list are. With ``rows``, what the list says by that, it is
    settled: they may be taken, and the mapping is remembered for the next list with these headers.
    Without, words are still to be explained, and nothing may be taken meanwhile; ``n_unknown`` are
    left unexplained.

    ``OldList.DoesNotExist`` for another office's list, ``Refused`` for a discarded one.
    """
    row = _own(by, old_list)
    row.sheet, row.head, row.mapping = sheet, head, dict(mapping)
    row.mapped_at, row.mapped_by_id, row.counts = None, None, {}
    row.rows.all().delete()
    if rows is not None:
        row.mapped_at, row.mapped_by_id = on, by.officer_id
        row.counts = {**_counted(by, rows), "unknown": n_unknown}
        OldRow.objects.bulk_create((_row(row, each) for each in rows), batch_size=500)
        _remember(by, on, signature, heads, mapping)
    row.save(update_fields=["sheet", "head", "mapping", "mapped_at", "mapped_by", "counts"])
    journal.record(
        by, on, "old_list.map", row,
        after={
            "columns": len(mapping.get("columns", ())), "settled": rows is not None,
            "producers": row.counts.get("producers", 0),
        },
    )  # fmt: skip
    return row


def _row(row: OldList, new: NewRow) -> OldRow:
    content = zlib.compress(json.dumps(new.content, ensure_ascii=False).encode())
    return OldRow(
        old_list=row, number=new.number, is_producer=new.is_producer, district_code=new.district,
        content=content,
    )  # fmt: skip


def _counted(by: Jurisdiction, rows: Sequence[NewRow]) -> dict:
    """Producers of the own area with their products, all together and by district."""
    districts: dict[str, Counter] = {}
    for each in rows:
        if each.is_producer and each.district and by.covers(each.district):
            own = districts.setdefault(each.district, Counter())
            own.update(producers=1, products=each.n_products, noted=int(each.n_notes > 0))
    total = sum(districts.values(), Counter())
    n_producers = sum(each.is_producer for each in rows)
    return {
        "producers": total["producers"], "products": total["products"], "noted": total["noted"],
        "elsewhere": n_producers - total["producers"], "left": len(rows) - n_producers,
        "districts": districts,
    }  # fmt: skip


def _remember(by: Jurisdiction, on: datetime, signature: str, heads, mapping: Mapping) -> None:
    RememberedMapping.objects.update_or_create(
        **_office(by), signature=signature,
        defaults={
            "province_id": by.province, "heads": list(heads), "mapping": dict(mapping),
            "used_at": on,
        },
    )  # fmt: skip


@transaction.atomic
def take(
    *,
    by: Jurisdiction,
    on: datetime,
    old_list: int,
    quarter: str,
    mapped_at: datetime,
    lines: Iterable[NewLine],
) -> StagedImport:
    """Stage the own rows of a list for the own filing; from here on it is a received file.

    ``lines`` were read by the mapping of ``mapped_at``. Of a province's list no file is kept with
    them: it holds other districts' people. Raises what ``imports.receive`` raises, ``Refused`` for
    a list that is not mapped, or was mapped anew since.
    """
    if by.role != Role.DISTRICT:
        OldList.objects.only("pk").get(within(by, "district", "province"), pk=old_list)
        raise Forbidden(_("อำเภอเป็นผู้นำรายชื่อเดิมเข้าแฟ้มของตน"))
    row = seen.takeable(by).defer(None).select_for_update(of=("self",)).get(pk=old_list)
    _demand_open(row)
    if row.mapped_at is None or row.mapped_at != mapped_at:
        raise Refused(
            Refusal("mapped_anew", _("การจับคู่คอลัมน์ของรายชื่อนี้เพิ่งเปลี่ยน ให้เปิดหน้านี้ใหม่แล้วตรวจดูอีกครั้ง"))
        )
    return imports.receive(
        by=by, on=on, district=by.district, quarter=quarter, filename=row.filename,
        content=b"" if row.is_of_province else row.content, lines=lines, old_list=row,
    )  # fmt: skip


@transaction.atomic
def discard(*, by: Jurisdiction, on: datetime, old_list: int) -> OldList:
    """Throw an own list away. What was taken from it stays."""
    row = _own(by, old_list)
    _discard(by, on, row)
    return row


@transaction.atomic
def expire(*, by: Jurisdiction | None, on: datetime) -> int:
    """Discard lists that waited too long; returns how many. ``by`` is ``None``: the program."""
    rows = OldList.objects.select_for_update(of=("self",)).filter(
        received_at__lt=on - KEPT, discarded_at__isnull=True
    )
    rows = list(rows.order_by("pk"))
    for row in rows:
        _discard(by, on, row)
    return len(rows)


def _discard(by, on, row: OldList) -> None:
    row.discarded_at, row.discarded_by_id = on, by.officer_id if by else None
    row.content, row.table, row.mapping = b"", b"", {}
    row.rows.all().delete()
    row.save(update_fields=["discarded_at", "discarded_by", "content", "table", "mapping"])
    journal.record(by, on, "old_list.discard", row, before={"sha256": row.sha256})


def _own(by: Jurisdiction, pk: int) -> OldList:
    """An open list of the own office, locked."""
    _demand_office(by)
    _lock_office(by)
    row = OldList.objects.select_for_update(of=("self",)).get(**_office(by), pk=pk)
    _demand_open(row)
    return row


def _demand_open(row: OldList) -> None:
    if row.discarded_at:
        raise Refused(Refusal("discarded", _("รายชื่อเดิมนี้ถูกทิ้งไปแล้ว ให้ส่งไฟล์ใหม่")))


def _demand_office(by: Jurisdiction) -> None:
    if by.role not in OFFICES:
        raise Forbidden(_("รายชื่อเดิมเป็นของอำเภอและจังหวัดที่นำเข้ามา"))


def _lock_office(by: Jurisdiction) -> None:
    """Two of one office wait for each other: lists are counted, mappings remembered once."""
    office, pk = (District, by.district) if by.district else (Province, by.province)
    office.objects.select_for_update(no_key=True).only("pk").get(pk=pk)


def _office(by: Jurisdiction) -> dict:
    return {"province_id": by.province, "district_id": by.district}
