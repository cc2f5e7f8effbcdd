"""Snapshots: what was announced, fixed for ever."""

import hashlib
import json
from collections import Counter
from datetime import datetime

from registration.enums import RegistrationState
from registration.models import (
    Announcement,
    Certification,
    FiscalQuarter,
    RegisteredProduct,
    Registration,
    Snapshot,
)
from registration.selectors import tallies


def take_of_province(
    certification: Certification, announcement: Announcement, on: datetime
) -> Snapshot:
    """Fix a province's certified registrations; called inside the announcement's transaction."""
    quarter, province = certification.quarter, certification.province_id
    summary = {
        span: tallies.live_cells(quarter, span, province=province, official=True)
        for span in (tallies.QUARTER, tallies.YEAR)
    }
    return _store(quarter, province, announcement, summary, _detail(quarter, province), on)


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


def _store(quarter: FiscalQuarter, province, announcement, summary, detail, on) -> Snapshot:
    texts = canonical(summary), canonical(detail)
    earlier = Snapshot.objects.filter(quarter=quarter, province=province).count()
    return Snapshot.objects.create(
        quarter=quarter,
        province_id=province,
        announcement=announcement,
        revision=earlier + 1,
        summary=texts[0],
        detail=texts[1],
        sha256=digest(*texts),
        taken_at=on,
    )


def _detail(quarter: FiscalQuarter, province: str) -> list[dict]:
    """One entry for each certified registration. No citizen ID, no telephone."""
    products: dict[int, list[dict]] = {}
    certified = Registration.objects.filter(
        quarter=quarter,
        filing__district__province=province,
        state=RegistrationState.CERTIFIED,
    )
    for row in RegisteredProduct.objects.filter(registration__in=certified).select_related(
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
        for row in certified.select_related("filing", "producer")
        .defer("citizen_id", "proxy_citizen_id")
        .order_by("filing__district", "sequence")
    ]
