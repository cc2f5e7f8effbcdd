"""Permits: which are good for what, and which of the register's end before an office registers
again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from registration import calendar, goods
from registration.enums import ProducerState, Step
from registration.models import ProductGroup, ProductStandard, Standard
from registration.scoping import Jurisdiction, within
from registration.selectors import plan

_SECRETS = ("product__producer__citizen_id", "product__producer__proxy_citizen_id")


def accepted(products: Iterable) -> dict[int, list[Standard]]:
    """The permits that are good for the sub-groups of those products that need one, by sub-group;
    nothing is asked where the law compels none of them.
    """
    wanted = {p.product_group_id for p in products if p.product_group_id and goods.is_compelled(p)}
    found: dict[int, list[Standard]] = {}
    if wanted:
        for pair in _pairs().filter(productgroup__in=wanted).select_related("standard"):
            found.setdefault(pair.productgroup_id, []).append(pair.standard)
    return found


def _pairs() -> QuerySet:
    pairs = ProductGroup.permits.through.objects.all()
    return pairs.order_by("standard__sequence", "standard__code")


@dataclass(frozen=True)
class Horizon:
    """When the office next registers: the entry window of the quarter after the current one, or
    that whole quarter while no order has set its window (``is_planned``).
    """

    quarter: str
    opens_on: date
    closes_on: date
    is_planned: bool


def horizon(by: Jurisdiction, on: datetime) -> Horizon:
    """Up to when a permit has to last, for the office that asks."""
    current, windows = plan.current_windows(on)
    code = calendar.QuarterCode.parse(current.code) if current else calendar.QuarterCode.of(on)
    window = windows.get((str(code.next), Step.ENTRY))
    if window is None:
        return Horizon(str(code.next), code.next.first_day, code.next.last_day, False)
    standing = plan.windows_of(window.quarter).standing(Step.ENTRY, by.province, by.district)
    decides = standing.window or window
    return Horizon(str(code.next), decides.opens_on, decides.closes_on, True)


def expiring(
    by: Jurisdiction, until: date, *, permits_only: bool = False
) -> QuerySet[ProductStandard]:
    """Permits and standards that have expired or do so by the day ``until``, of products that are
    still made by active producers, earliest first.
    """
    rows = ProductStandard.objects.filter(
        within(by, "product__producer__district"),
        expires_on__lte=until,
        product__is_active=True,
        product__producer__state=ProducerState.ACTIVE,
    )
    if permits_only:
        rows = rows.filter(standard__is_permit=True)
    return (
        rows.select_related("standard", "product__producer__district__province")
        .defer(*_SECRETS)
        .order_by("expires_on", "pk")
    )
