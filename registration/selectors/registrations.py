"""Registrations of a quarter, and what one changes against the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from registration import calendar, cautions, eligibility, proofs, validators
from registration.enums import FilingState, Kind, ProductChange, RegistrationState
from registration.models import (
    HOLDINGS,
    Certification,
    Filing,
    Holding,
    ProducerDetails,
    Product,
    ProductDetails,
    RegisteredProduct,
    Registration,
    Remark,
    detail_names,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import drafts as typing
from registration.selectors import evidence, holdings, merges, permits, transfers, verdicts

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
        .annotate(
            has_typing=typing.exist(),
            has_verdicts=verdicts.exist(),
            edited_by_asker=Exists(
                Registration.editors.through.objects.filter(
                    registration=OuterRef("pk"), officer=by.officer_id
                )
            ),
            certification_state=certification_state(),
        )
        .get(pk=pk)
    )
    filed = Prefetch("products", _products())
    prefetch_related_objects([row], _remarks(row), filed, evidence.given())
    products = list(row.products.all())
    holdings.attach([*products, *(each.product for each in products if each.product)])
    return row


def place_of(by: Jurisdiction, pk: int) -> tuple[str, int]:
    """Where a registration stands in every list of a quarter: district and sequence."""
    rows = Registration.objects.filter(within(by, "filing__district"))
    return rows.values_list("filing__district", "sequence").get(pk=pk)


def certification_state() -> Subquery:
    """The state of the province's certification, for a row's own query: to save another."""
    rows = Certification.objects.filter(
        quarter=OuterRef("quarter"), province=OuterRef("filing__district__province")
    )
    return Subquery(rows.values("state"))


def form_of(by: Jurisdiction, pk: int) -> Registration:
    """One registration with what its producer's form shows: no products unless asked for."""
    rows = visible(by).select_related("legal_form").annotate(has_typing=typing.exist())
    row = rows.get(pk=pk)
    prefetch_related_objects([row], _remarks(row))
    return row


def product_for(by: Jurisdiction, pk: int, sequence: int) -> RegisteredProduct:
    """One product with its registration and all that it holds; nothing of the other products."""
    rows = RegisteredProduct.objects.filter(within(by, "registration__filing__district"))
    rows = rows.select_related(
        "product_group", "registration__filing__quarter",
        "registration__filing__district__province", "registration__edited_by",
    )  # fmt: skip
    rows = rows.annotate(has_typing=typing.exist("registration"))
    product = rows.get(registration=pk, sequence=sequence)
    product.registration.has_typing = product.has_typing
    holdings.attach([product])
    prefetch_related_objects([product.registration], _remarks(product.registration))
    return product


def _remarks(row: Registration) -> Prefetch:
    """Only what was returned has remarks: for the rest nothing is asked."""
    return remarks() if row.returned_at else Prefetch("remarks", Remark.objects.none())


def remarks() -> Prefetch:
    """What was said about registrations, with the grants of the returns."""
    return Prefetch("remarks", Remark.objects.select_related("grant").order_by("pk"))


def whole_products() -> Prefetch:
    """Products with all that they hold."""
    return Prefetch(
        "products", _products().prefetch_related(*holdings.prefetched(RegisteredProduct))
    )


def _products() -> QuerySet[RegisteredProduct]:
    return RegisteredProduct.objects.select_related("product_group", "product__product_group")


def listed(
    by: Jurisdiction,
    *,
    quarter: str,
    district: str | None = None,
    state: str = "",
    kind: str = "",
    text: str = "",
) -> QuerySet[Registration]:
    """Rows of ``filed`` with ``n_products``."""
    rows = filed(by, quarter=quarter, district=district, state=state, kind=kind, text=text)
    return rows.annotate(n_products=Count("products", filter=Q(products__dropped=False)))


def filed(
    by: Jurisdiction,
    *,
    quarter: str,
    province: str = "",
    district: str | None = None,
    state: str = "",
    kind: str = "",
    text: str = "",
) -> QuerySet[Registration]:
    """Rows of a list: without secrets, in filing and sequence order.

    Every word of ``text`` is looked for in the names of producer and person and in the producer's
    number.
    """
    rows = visible(by).filter(quarter=quarter).defer(*_SECRETS)
    if province:
        rows = rows.filter(filing__district__province=province)
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
    return rows.order_by("filing__district", "sequence")


def products_filed(by: Jurisdiction, **filters) -> QuerySet[RegisteredProduct]:
    """The products of what ``filed`` finds, in its order."""
    rows = RegisteredProduct.objects.filter(
        registration__in=filed(by, **filters).order_by().values("pk")
    )
    return rows.order_by("registration__filing__district", "registration__sequence", "sequence")


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


def certified(
    by: Jurisdiction, *, quarter: str, province: str, district: str = "", kind: str = ""
) -> QuerySet[Registration]:
    """What the province has certified, by district; an announcement makes it official."""
    rows = listed(by, quarter=quarter, district=district, kind=kind).filter(
        filing__district__province=province,
        state__in=(RegistrationState.CERTIFIED, RegistrationState.CLOSED),
    )
    return rows.order_by("filing__district", "sequence")


def whole(by: Jurisdiction) -> QuerySet[Registration]:
    """Registrations with all that ``missing`` looks at."""
    rows = visible(by).select_related("legal_form")
    return rows.prefetch_related(whole_products(), evidence.given())


def drafts(by: Jurisdiction, *, quarter: str, district: str) -> QuerySet[Registration]:
    """Drafts of a filing with all that ``missing`` looks at."""
    rows = whole(by).filter(quarter=quarter, filing__district=district)
    return rows.filter(state=RegistrationState.DRAFT).order_by("sequence")


def first_drafts(by: Jurisdiction, filing: Filing, limit: int) -> list[Registration]:
    """The first of a filing's drafts with all that ``missing`` looks at, in few queries."""
    rows = visible(by).select_related("legal_form")
    rows = rows.prefetch_related(Prefetch("products", _products()), evidence.given())
    rows = rows.filter(filing=filing, state=RegistrationState.DRAFT).order_by("sequence")[:limit]
    found = list(rows)
    holdings.attach(product for row in found for product in row.products.all())
    return found


def missing(row: Registration, on: datetime) -> list[eligibility.Problem]:
    """What a registration still lacks before it can be submitted; it came with its products
    (``registration_for``, ``drafts``) or they are read now.
    """
    prefetch_related_objects([row], whole_products())
    products = list(row.products.all())
    accepted = permits.accepted(products)
    for product in products:
        product.held = list(product.standards.all())
        product.accepted = accepted.get(product.product_group_id, [])
    found = eligibility.problems(row, products, row.filing.district_id, calendar.day_of(on))
    return found + proofs.problems(evidence.asks(row)) + merges.problems_of(row)


def cautions_of(row: Registration, on: datetime) -> list[cautions.Caution]:
    """What seems odd about a registration, answered or not; its filing came with the district."""
    district = row.filing.district
    middle = (district.latitude, district.longitude)
    known = None if None in middle else middle
    return cautions.of(row, known, calendar.day_of(on))


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
    """What certifying ``row`` would change. The row comes from ``registration_for``.

    A producer that has gone to another district since is that one's: the old one is told nothing.
    """
    products = list(row.products.all())
    if transfers.has_left(row):
        return Comparison([], [_as_filed(product) for product in products])
    producer = []
    if row.producer and row.kind != Kind.NEW:
        producer = differences(row, row.producer, ProducerDetails)
    registered = [product.product for product in products if product.product]
    prefetch_related_objects(registered, *holdings.prefetched(Product))
    return Comparison(producer, [compare_product(product) for product in products])


def _as_filed(row: RegisteredProduct) -> ProductComparison:
    return ProductComparison(row, ProductChange.DROPPED if row.dropped else ProductChange.SAME, [])


def compare_product(row: RegisteredProduct) -> ProductComparison:
    """A filed product beside the register's; both with what they hold."""
    if row.product is None:
        return ProductComparison(row, ProductChange.NEW, [])
    changes = product_differences(row, row.product)
    if row.dropped:
        return ProductComparison(row, ProductChange.DROPPED, changes)
    return ProductComparison(row, ProductChange.CHANGED if changes else ProductChange.SAME, changes)


def product_differences(row, registered) -> list[Difference]:
    """Fields and holdings in which two products differ, filed or registered."""
    changes = differences(row, registered, ProductDetails)
    for holding in HOLDINGS:
        old, new = in_words(holding, registered), in_words(holding, row)
        if sorted(old) != sorted(new):
            field = holding.details._meta.get_field(holding.fields[0])
            changes.append(Difference(field, ", ".join(old), ", ".join(new)))
    return changes


def in_words(holding: Holding, product) -> list[str]:
    """What a product holds, a line for each row: what, number, whose, its days."""
    return [
        " ".join(filter(None, _words(holding, row))) for row in getattr(product, holding.name).all()
    ]


def _words(holding: Holding, row) -> Iterator[str]:
    values = {name: getattr(row, name) for name in holding.fields}
    for name, value in values.items():
        if value and not isinstance(value, date):
            said = getattr(row, f"get_{name}_display", None)
            yield said() if said else str(value)
    yield "–".join(
        calendar.thai_date(value) for value in values.values() if isinstance(value, date)
    )
