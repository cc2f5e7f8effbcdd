"""Counts for the quarterly report, by subdistrict: live rows, or what was announced.

A cell is ``cells[subdistrict][measure]``. Measures: ``NEW`` ``UPDATE`` ``CANCEL`` (producers by
kind), ``GROUP`` ``SOLE`` ``SME`` (producers by type) and the five product types (products). A
cancelled producer is in ``CANCEL`` only, a producer counts once however many products, and in the
span of a year a producer counts once however many quarters: new when it was new in that year
(DOMAIN §5.3).
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from registration.enums import Kind, QuarterState, RegistrationState
from registration.models import (
    Addendum,
    Announcement,
    FiscalQuarter,
    RegisteredProduct,
    Registration,
    Snapshot,
)
from registration.scoping import Jurisdiction

QUARTER, YEAR = "quarter", "year"
Cells = Mapping[str, Mapping[str, int]]

_FILED = (
    RegistrationState.SUBMITTED,
    RegistrationState.RETURNED,
    RegistrationState.CERTIFIED,
    RegistrationState.CLOSED,
)
_OFFICIAL = (RegistrationState.CERTIFIED, RegistrationState.CLOSED)


@dataclass(frozen=True)
class Basis:
    """What a province's numbers rest on: live rows, its announcement, or the closing of the
    quarter.
    """

    is_live: bool
    announcement: Announcement | None = None
    addendum: Addendum | None = None  # the last one, where the numbers are read with addenda
    sha256: str = ""
    revision: int = 0
    taken_at: datetime | None = None


@dataclass(frozen=True)
class Tally:
    """Cells of an area and the basis of each of its provinces (or of the country, under ``th``)."""

    cells: dict[str, Counter]
    bases: dict[str, Basis]

    @property
    def is_live(self) -> bool:
        """Whether any number may still change."""
        return any(basis.is_live for basis in self.bases.values())


def read(
    by: Jurisdiction, quarter: FiscalQuarter, area: str, span: str, *, with_addenda: bool = False
) -> Tally:
    """The tally of ``th``, a province or a district, from snapshots where there are any: as
    announced, or with what addenda corrected since.

    Raises ``FiscalQuarter.DoesNotExist`` for an area that does not cover: a foreign row does not
    exist.
    """
    if not by.covers(area):
        raise FiscalQuarter.DoesNotExist(area)
    snapshots = _snapshots(quarter, with_addenda=with_addenda)
    if quarter.state == QuarterState.CLOSED:
        closing = _newest(snapshots.filter(province__isnull=True))
        if closing and area == "th":
            return Tally(_cells(closing, span), {"th": _basis(closing)})
    rows = snapshots.filter(province__isnull=False)
    if area != "th":
        rows = rows.filter(province=area[:2])
    announced: dict[str, Snapshot] = {}
    for snapshot in _summaries(rows).order_by("revision"):
        announced[snapshot.province_id] = snapshot
    cells: dict[str, Counter] = {}
    bases: dict[str, Basis] = {}
    for province, snapshot in announced.items():
        cells |= _cells(snapshot, span)
        bases[province] = _basis(snapshot)
    if quarter.state == QuarterState.CLOSED and closing:
        if not announced:  # a province that never announced: the closing's cells, mostly none
            cells, bases = _cells(closing, span), {area[:2]: _basis(closing)}
    elif area == "th" or not announced:
        province = None if area == "th" else area[:2]
        live = live_cells(quarter, span, province=province, without=tuple(announced))
        cells |= live
        bases.setdefault("th" if area == "th" else area[:2], Basis(is_live=True))
    return Tally({code: row for code, row in cells.items() if _inside(code, area)}, bases)


def live_cells(
    quarter: FiscalQuarter,
    span: str,
    *,
    province: str | None = None,
    without: tuple[str, ...] = (),
    official: bool = False,
    only: Collection[int] | None = None,
) -> dict[str, Counter]:
    """Cells counted from the rows themselves. ``official`` counts only what is certified or closed,
    ``only`` the share of these registrations.

    The quarter's filed rows count; of earlier quarters of the year only what was certified.
    """
    states = _OFFICIAL if official else _FILED
    rows = Registration.objects.filter(quarter=quarter, state__in=states)
    if span == YEAR:
        counted = Q(quarter=quarter, state__in=states) | Q(
            quarter__year=quarter.year, quarter__lt=quarter.code, state__in=_OFFICIAL
        )
        rows = _last_of_year(Registration.objects.filter(counted), quarter)
    else:
        rows = rows.annotate(effect=Coalesce("kind", Value("")))
    if province:
        rows = rows.filter(filing__district__province=province)
    if without:
        rows = rows.exclude(filing__district__province__in=without)
    if only is not None:
        rows = rows.filter(pk__in=only)
    return _count(rows)


def _last_of_year(rows: QuerySet[Registration], quarter: FiscalQuarter) -> QuerySet[Registration]:
    """Each producer's last registration, with what the year as a whole did to it as ``effect``.

    One that moves into another province counts there from the quarter on in which that one files
    it, certified or not: whichever of both announces first, nobody counts twice.
    """
    same = rows.filter(producer=OuterRef("producer"), producer__isnull=False)
    later = same.filter(quarter__gt=OuterRef("quarter"))
    began = same.filter(kind=Kind.NEW)
    elsewhere = Registration.objects.filter(
        producer=OuterRef("producer"), quarter=quarter, state__in=_FILED
    ).exclude(filing__district__province=OuterRef("filing__district__province"))
    return rows.filter(~Exists(later), ~Exists(elsewhere)).annotate(
        effect=Case(
            When(kind=Kind.CANCEL, then=Value(Kind.CANCEL)),
            When(Exists(began), then=Value(Kind.NEW)),
            default="kind",
        )
    )


def _count(rows: QuerySet[Registration]) -> dict[str, Counter]:
    cells: dict[str, Counter] = {}
    place = "site_subdistrict_id"
    for code, effect, producer_type, n in (
        rows.order_by().values_list(place, "effect", "producer_type").annotate(n=Count("pk"))
    ):
        cell = cells.setdefault(code, Counter())
        cell[effect] += n
        if effect != Kind.CANCEL:
            cell[producer_type] += n
    made = RegisteredProduct.objects.filter(
        registration__in=rows.exclude(kind=Kind.CANCEL).values("pk"), dropped=False
    )
    for code, product_type, n in (
        made.order_by()
        .values_list(f"registration__{place}", "product_type")
        .annotate(n=Count("pk"))
    ):
        cells.setdefault(code, Counter())[product_type] += n
    return cells


def _snapshots(quarter: FiscalQuarter, *, with_addenda: bool) -> QuerySet[Snapshot]:
    rows = Snapshot.objects.filter(quarter=quarter)
    return rows if with_addenda else rows.filter(addendum__isnull=True)


def _summaries(rows: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    return rows.select_related("announcement", "addendum").defer("detail")


def _newest(rows: QuerySet[Snapshot]) -> Snapshot | None:
    return _summaries(rows).order_by("-revision").first()


def _cells(snapshot: Snapshot, span: str) -> dict[str, Counter]:
    return {code: Counter(row) for code, row in json.loads(snapshot.summary)[span].items()}


def _basis(snapshot: Snapshot) -> Basis:
    return Basis(
        is_live=False,
        announcement=snapshot.announcement,
        addendum=snapshot.addendum,
        sha256=snapshot.sha256,
        revision=snapshot.revision,
        taken_at=snapshot.taken_at,
    )


def _inside(code: str, area: str) -> bool:
    return area == "th" or code.startswith(area)
