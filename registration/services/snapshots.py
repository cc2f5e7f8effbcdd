"""Snapshots: what was announced, fixed for ever."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet

from registration.enums import RegistrationState
from registration.models import (
    Addendum,
    Announcement,
    Certification,
    FiscalQuarter,
    RegisteredProduct,
    Registration,
    Snapshot,
)
from registration.selectors import tallies

# Cells by span and place: what some registrations count.
Share = Mapping[str, Mapping[str, Counter]]


def take_of_province(
    certification: Certification, announcement: Announcement, on: datetime
) -> Snapshot:
    """Fix a province's certified registrations; called inside the announcement's transaction."""
    quarter, province = certification.quarter, certification.province_id
    summary = {
        span: tallies.live_cells(quarter, span, province=province, official=True)
        for span in (tallies.QUARTER, tallies.YEAR)
    }
    certified = Registration.objects.filter(
        quarter=quarter,
        filing__district__province=province,
        state=RegistrationState.CERTIFIED,
    )
    return _store(quarter, province, announcement, summary, _detail(certified), on)


def take_of_country(announcement: Announcement, on: datetime) -> Snapshot:
    """Sum up all provinces at the closing: announced numbers from their snapshots."""
    quarter = announcement.quarter
    summary: dict[str, dict[str, Counter]] = {}
    rows = Snapshot.objects.filter(quarter=quarter, province__isnull=False).order_by("revision")
    newest = {row.province_id: json.loads(row.summary) for row in rows.defer("detail")}
    for span in (tallies.QUARTER, tallies.YEAR):
        cells = tallies.live_cells(quarter, span, official=True, without=tuple(newest))
        for announced in newest.values():
            cells |= announced[span]
        summary[span] = cells
    return _store(quarter, None, announcement, summary, [], on)


def shares(quarter: FiscalQuarter, registrations: Collection[int]) -> Share:
    """What these closed registrations count now in their quarter's snapshots, by span."""
    return {
        span: tallies.live_cells(quarter, span, official=True, only=registrations)
        for span in (tallies.QUARTER, tallies.YEAR)
    }


def revise(
    addendum: Addendum, registrations: Collection[int], before: Share, on: datetime
) -> list[Snapshot]:
    """A revision of the province's snapshot and of the country's beside those that were announced,
    in which only these registrations count and read otherwise.

    ``before`` is what they counted before they were corrected (``shares``): all else is copied from
    the revision before, so no other number can change.
    """
    quarter = addendum.quarter
    after = shares(quarter, registrations)
    rows = _detail(Registration.objects.filter(pk__in=registrations))
    right = {row["reference"]: row for row in rows}
    made = []
    for province in (addendum.province_id, None):
        last = Snapshot.objects.filter(quarter=quarter, province=province).latest("revision")
        summary = {
            span: _moved(cells, before[span], after[span])
            for span, cells in json.loads(last.summary).items()
        }
        detail = [right.get(row["reference"], row) for row in json.loads(last.detail)]
        made.append(
            _store(quarter, province, last.announcement, summary, detail, on, addendum=addendum)
        )
    return made


def _moved(cells, before, after) -> dict[str, dict[str, int]]:
    """``cells`` without what was counted ``before`` and with what counts ``after``."""
    found = {code: Counter(row) for code, row in cells.items()}
    for share, sign in ((before, -1), (after, 1)):
        for code, row in share.items():
            cell = found.setdefault(code, Counter())
            for measure, n in row.items():
                cell[measure] += sign * n
    kept = {code: {name: n for name, n in row.items() if n} for code, row in found.items()}
    return {code: row for code, row in kept.items() if row}


def totals(snapshot: Snapshot) -> dict[str, Counter]:
    """The numbers of all places together, by span and measure."""
    found = {}
    for span, cells in json.loads(snapshot.summary).items():
        found[span] = Counter()
        for cell in cells.values():
            found[span].update(cell)
    return found


def canonical(value) -> str:
    """JSON that is the same text for the same content: sorted keys, no spaces, Thai as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(summary: str, detail: str) -> str:
    """SHA-256 in hex over both canonical texts, a line feed between them."""
    return hashlib.sha256(f"{summary}\n{detail}".encode()).hexdigest()


def _store(
    quarter: FiscalQuarter, province, announcement, summary, detail, on, addendum=None
) -> Snapshot:
    texts = canonical(summary), canonical(detail)
    earlier = Snapshot.objects.filter(quarter=quarter, province=province).count()
    return Snapshot.objects.create(
        quarter=quarter,
        province_id=province,
        announcement=announcement,
        addendum=addendum,
        revision=earlier + 1,
        summary=texts[0],
        detail=texts[1],
        sha256=digest(*texts),
        taken_at=on,
    )


def _detail(announced: QuerySet[Registration]) -> list[dict]:
    """One entry for each registration. No citizen ID, no telephone."""
    products: dict[int, list[dict]] = {}
    for row in RegisteredProduct.objects.filter(registration__in=announced).select_related(
        "product", "product_group"
    ):
        products.setdefault(row.registration_id, []).append(
            {
                "number": row.product.number if row.product else "",
                "name": row.name,
                "type": row.product_type,
                "group": row.product_group.code if row.product_group else "",
                "dropped": row.dropped,
            }
        )
    return [
        {
            "number": row.producer.number,
            "name": row.name,
            "person": row.person_name,
            "type": row.producer_type,
            "kind": row.kind,
            "district": row.filing.district_id,
            "subdistrict": row.site_subdistrict_id,
            "reference": row.reference,
            "certified_at": row.certified_at.isoformat(),
            "products": products.get(row.pk, []),
        }
        for row in announced.select_related("filing", "producer")
        .defer("citizen_id", "proxy_citizen_id")
        .order_by("filing__district", "sequence")
    ]
