"""Registrations of a quarter, and what one changes against the register."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from registration.enums import FilingState, Kind, ProductChange, RegistrationState
from registration.models import (
    ProducerDetails,
    ProductDetails,
    RegisteredProduct,
    Registration,
    detail_names,
)
from registration.scoping import Jurisdiction, within

# Encrypted columns cost a decryption each row; lists never show them.
_SECRETS = ("citizen_id", "proxy_citizen_id")


def visible(by: Jurisdiction) -> QuerySet[Registration]:
    return Registration.objects.filter(within(by, "filing__district")).select_related(
        "filing__quarter", "filing__district__province", "site_subdistrict", "producer"
    )


def registration_for(by: Jurisdiction, pk: int) -> Registration:
    """One registration with everything its page shows; raises ``Registration.DoesNotExist``."""
    return (
        visible(by)
        .select_related("legal_form", "entered_by", "edited_by", "certified_by")
        .prefetch_related("remarks__made_by", "grants", products_with_standards())
        .get(pk=pk)
    )


def products_with_standards() -> Prefetch:
    return Prefetch(
        "products",
        RegisteredProduct.objects.select_related("product_group", "product").prefetch_related(
            "standards__standard"
        ),
    )


def listed(
    by: Jurisdiction, *, quarter: str, district: str | None = None
) -> QuerySet[Registration]:
    """Rows of a list: without secrets, with ``n_products``, in filing and sequence order."""
    rows = visible(by).filter(quarter=quarter).defer(*_SECRETS)
    if district:
        rows = rows.filter(filing__district=district)
    return rows.annotate(n_products=Count("products", filter=Q(products__dropped=False))).order_by(
        "filing__district", "sequence"
    )


def queue(
    by: Jurisdiction, *, quarter: str, province: str, district: str = "", kind: str = ""
) -> QuerySet[Registration]:
    """What the province has to decide: submitted rows of handed-over filings, by district, oldest
    submission first.
    """
    rows = listed(by, quarter=quarter, district=district).filter(
        filing__district__province=province,
        filing__state=FilingState.HANDED_OVER,
        state=RegistrationState.SUBMITTED,
    )
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("filing__district", "submitted_at", "pk")


@dataclass(frozen=True)
class Difference:
    """One field that a registration changes; ``field`` is its model field."""

    field: object
    old: object
    new: object


def differences(row, registered, base) -> list[Difference]:
    """Fields of ``base`` in which ``row`` differs from the registered row, in form order."""
    found = []
    for name in detail_names(base):
        old, new = getattr(registered, name), getattr(row, name)
        if old != new:
            found.append(Difference(base._meta.get_field(name), old, new))
    return found


@dataclass(frozen=True)
class ProductComparison:
    product: RegisteredProduct
    change: ProductChange
    differences: list[Difference]


@dataclass(frozen=True)
class Comparison:
    """A registration beside the register; ``producer`` is empty for a new one."""

    producer: list[Difference]
    products: list[ProductComparison]


def compare(row: Registration) -> Comparison:
    """What certifying ``row`` would change. The row comes from ``registration_for``."""
    producer = []
    if row.producer and row.kind != Kind.NEW:
        producer = differences(row, row.producer, ProducerDetails)
    return Comparison(producer, [compare_product(product) for product in row.products.all()])


def compare_product(row: RegisteredProduct) -> ProductComparison:
    if row.product is None:
        return ProductComparison(row, ProductChange.NEW, [])
    changes = differences(row, row.product, ProductDetails)
    if row.dropped:
        return ProductComparison(row, ProductChange.DROPPED, changes)
    return ProductComparison(row, ProductChange.CHANGED if changes else ProductChange.SAME, changes)
