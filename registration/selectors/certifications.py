"""Certifications of provinces and the announcements that end them."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from registration.models import Announcement, Certification, Filing, LeftOut, Snapshot
from registration.scoping import Jurisdiction, within


def visible(by: Jurisdiction) -> QuerySet[Certification]:
    return Certification.objects.filter(
        within(by, district="", province="province")
    ).select_related("quarter", "province", "announcement__made_by")


def certification_for(by: Jurisdiction, province: str, quarter: str) -> Certification:
    """Raises ``Certification.DoesNotExist`` for another province's as for none at all."""
    return visible(by).get(province=province, quarter=quarter)


def overview(by: Jurisdiction, quarter: str) -> QuerySet[Certification]:
    """Certifications of a quarter with ``n_filings`` and ``n_handed_over``, in province order.

    Whether a filing was handed over is still to be seen when the quarter is closed.
    """
    of_quarter = Q(province__districts__filings__quarter=quarter)
    handed_over = of_quarter & Q(province__districts__filings__handed_over_at__isnull=False)
    return (
        visible(by)
        .filter(quarter=quarter)
        .annotate(
            n_filings=Count("province__districts__filings", filter=of_quarter),
            n_handed_over=Count("province__districts__filings", filter=handed_over),
        )
        .order_by("province")
    )


def left_out(by: Jurisdiction, announcement: Announcement) -> QuerySet[LeftOut]:
    """Offices that an announcement did not wait for, with the reasons, in the order of places: of
    a province's those in the own area; the closing's are public to every officer.
    """
    rows = LeftOut.objects.filter(announcement=announcement).select_related(
        "province", "district__province"
    )
    return rows.filter(Q(province__isnull=False) | within(by)) if within(by) else rows


def waited_for(by: Jurisdiction, filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """``filings`` in the area of ``by``, each with ``left_out_reason``: why its province announced
    without it, or ''.
    """
    reasons = LeftOut.objects.filter(
        announcement__quarter=OuterRef("quarter"), district=OuterRef("district")
    )
    reason = Coalesce(Subquery(reasons.values("reason")[:1]), Value(""))
    return filings.filter(within(by)).annotate(left_out_reason=reason)


def latest_snapshot(by: Jurisdiction, quarter: str, province: str | None) -> Snapshot | None:
    """Of what a province or, for ``None``, a closed quarter announced, with its announcement.
    Addenda have their own (``corrections.snapshots_of``).
    """
    rows = Snapshot.objects.filter(quarter=quarter, province=province, addendum__isnull=True)
    if province:
        rows = rows.filter(within(by, district="", province="province"))
    rows = rows.select_related("announcement__made_by").defer("summary", "detail")
    return rows.order_by("-revision").first()
