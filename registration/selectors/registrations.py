"""Registrations of a quarter, and what one changes against the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from registration import calendar, eligibility, validators
from registration.enums import FilingState, Kind, ProductChange, RegistrationState
from registration.models import (
    ProducerDetails,
    ProductDetails,
    ProductStandard,
    RegisteredProduct,
    RegisteredStandard,
    Registration,
    Remark,
    StandardDetails,
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
    row = (
        visible(by)
        .select_related("legal_form", "producer__legal_form", "producer__site_subdistrict")
        .get(pk=pk)
    )
    prefetch_related_objects([row], _remarks(row), products_with_standards())
    return row


def form_of(by: Jurisdiction, pk: int) -> Registration:
    """One registration with what its producer's form shows: no products unless asked for."""
    row = visible(by).select_related("legal_form").get(pk=pk)
    prefetch_related_objects([row], _remarks(row))
    return row


def _remarks(row: Registration) -> Prefetch:
    """Only what was returned has remarks: for the rest nothing is asked."""
    rows = Remark.objects.all() if row.returned_at else Remark.objects.none()
    return Prefetch("remarks", rows)


def products_with_standards() -> Prefetch:
    return Prefetch(
        "products",
        RegisteredProduct.objects.select_related(
            "product_group", "product__product_group"
        ).prefetch_related(
            Prefetch("standards", RegisteredStandard.objects.select_related("standard"))
        ),
    )


def listed(
    by: Jurisdiction,
    *,
    quarter: str,
    district: str | None = None,
    state: str = "",
    kind: str = "",
    text: str = "",
) -> QuerySet[Registration]:
    """Rows of a list: without secrets, with ``n_products``, in filing and sequence order.

    Every word of ``text`` is looked for in the names of producer and person and in the producer's
    number.
    """
    rows = visible(by).filter(quarter=quarter).defer(*_SECRETS)
    if district:
        rows = rows.filter(filing__district=district)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    for word in validators.normalise_text(text).split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(person_first_name__icontains=word)
            | Q(person_last_name__icontains=word)
            | Q(producer__number__icontains=word)
        )
    return rows.annotate(n_products=Count("products", filter=Q(products__dropped=False))).order_by(
        "filing__district", "sequence"
    )


def queue(
    by: Jurisdiction, *, quarter: str, province: str, district: str = "", kind: str = ""
) -> QuerySet[Registration]:
    """What the province has to decide: submitted rows of handed-over filings, by district, oldest
    submission first.
    """
    rows = listed(by, quarter=quarter, district=district, kind=kind).filter(
        filing__district__province=province,
        filing__state=FilingState.HANDED_OVER,
        state=RegistrationState.SUBMITTED,
    )
    return rows.order_by("filing__district", "submitted_at", "pk")


def drafts(by: Jurisdiction, *, quarter: str, district: str) -> QuerySet[Registration]:
    """Drafts of a filing with all that ``missing`` looks at."""
    return (
        visible(by)
        .select_related("legal_form")
        .prefetch_related(products_with_standards())
        .filter(quarter=quarter, filing__district=district, state=RegistrationState.DRAFT)
        .order_by("sequence")
    )


def missing(row: Registration, on: datetime) -> list[eligibility.Problem]:
    """What a registration still lacks before it can be submitted; it came with its products
    (``registration_for``, ``drafts``) or they are read now.
    """
    prefetch_related_objects([row], products_with_standards())
    products = list(row.products.all())
    for product in products:
        product.held = list(product.standards.all())
    return eligibility.problems(row, products, row.filing.district_id, calendar.day_of(on))


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
    products = list(row.products.all())
    held = _registered_standards(products)
    return Comparison(
        producer, [compare_product(product, held.get(product.product_id)) for product in products]
    )


def compare_product(
    row: RegisteredProduct, registered: Sequence[ProductStandard] | None = None
) -> ProductComparison:
    """``registered`` are the standards that the register holds for the product."""
    if row.product is None:
        return ProductComparison(row, ProductChange.NEW, [])
    changes = differences(row, row.product, ProductDetails)
    old = [_standard_text(held) for held in registered or ()]
    new = [_standard_text(held) for held in row.standards.all()]
    if sorted(old) != sorted(new):
        field = StandardDetails._meta.get_field("standard")
        changes.append(Difference(field, ", ".join(old), ", ".join(new)))
    if row.dropped:
        return ProductComparison(row, ProductChange.DROPPED, changes)
    return ProductComparison(row, ProductChange.CHANGED if changes else ProductChange.SAME, changes)


def _registered_standards(products: list[RegisteredProduct]) -> dict[int, list[ProductStandard]]:
    keys = [product.product_id for product in products if product.product_id]
    held: dict[int, list[ProductStandard]] = {}
    if keys:
        for row in ProductStandard.objects.filter(product__in=keys).select_related("standard"):
            held.setdefault(row.product_id, []).append(row)
    return held


def _standard_text(held) -> str:
    days = [calendar.thai_date(day) for day in (held.issued_on, held.expires_on) if day]
    return " ".join(filter(None, [str(held.standard), held.number, held.issuer, "–".join(days)]))
