"""The register of certified producers: finding, turning pages, one producer."""

from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from registration import searching
from registration.models import (
    Producer,
    Product,
    Registration,
    blind_index,
    tail_index,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import holdings

_SECRETS = ("citizen_id", "proxy_citizen_id")
# How a list is ordered: a column and whether its highest stands first; then by number.
SORTS = {
    "number": ("number", False),
    "name": ("name_sort", False),
    "newest": ("first_quarter", True),
    "touched": ("last_quarter", True),
}
_PLAIN = {
    "province": "district__province", "district": "district", "subdistrict": "site_subdistrict",
    "producer_type": "producer_type", "state": "state", "first_quarter": "first_quarter",
    "last_quarter": "last_quarter",
}  # fmt: skip
# One and the same product must answer to all of these.
_OF_PRODUCTS = {
    "product_type": "product_type", "product_group": "product_group__code",
    "standard": "standards__standard__code",
}  # fmt: skip
FILTERS = ("text", *_PLAIN, *_OF_PRODUCTS, "products")


def visible(by: Jurisdiction) -> QuerySet[Producer]:
    return Producer.objects.filter(within(by)).select_related(
        "district__province", "site_subdistrict"
    )


def search(
    by: Jurisdiction, *, text: str = "", products: str = "", sort: str = "number", **filters: str
) -> QuerySet[Producer]:
    """Producers with ``n_products`` and the ``merged_number`` in which a duplicate goes on, without
    secrets, in the order of ``SORTS``.

    ``text``: words of names, products, brands; a number, telephone or the last four digits of a
    citizen ID. A whole ID finds nothing here (``holders``). ``products`` is ``yes`` or ``no``;
    ``filters`` are those of ``FILTERS``, where '' filters nothing.
    """
    unknown = set(filters) - set(FILTERS)
    if unknown:
        raise TypeError(f"not filters of the register: {sorted(unknown)}")
    rows = _with_text(visible(by).defer(*_SECRETS), searching.read(text))
    rows = rows.filter(**_conditions(_PLAIN, filters))
    conditions = _conditions(_OF_PRODUCTS, filters)
    if conditions:
        made = Product.objects.filter(is_active=True, **conditions)
        rows = rows.filter(pk__in=made.values("producer"))
    active = Product.objects.filter(producer=OuterRef("pk"), is_active=True)
    if products in ("yes", "no"):
        rows = rows.filter(Exists(active) if products == "yes" else ~Exists(active))
    counted = active.order_by().values("producer").annotate(n=Count("pk")).values("n")
    rows = rows.annotate(
        n_products=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        merged_number=F("merged_into__number"),
    )
    column, falling = SORTS[sort]
    return rows.order_by(*dict.fromkeys((f"-{column}" if falling else column, "number")))


def products(by: Jurisdiction, *, sort: str = "number", **filters: str) -> QuerySet[Product]:
    """The products of the producers that ``search`` finds, by number; where it was asked for what a
    product is or holds, those that answer to it.
    """
    rows = Product.objects.filter(producer__in=search(by, **filters).order_by().values("pk"))
    conditions = _conditions(_OF_PRODUCTS, filters)
    if conditions:
        rows = rows.filter(pk__in=Product.objects.filter(is_active=True, **conditions).values("pk"))
    return rows.order_by("number")


def _conditions(paths: dict[str, str], filters: dict[str, str]) -> dict[str, str]:
    return {path: filters[name] for name, path in paths.items() if filters.get(name)}


def _with_text(rows: QuerySet[Producer], wanted: searching.Wanted) -> QuerySet[Producer]:
    if wanted.is_citizen_id:
        return rows.none()
    if wanted.tail:
        tail = tail_index(wanted.tail, searching.TAIL)
        return rows.filter(Q(search_text__contains=wanted.tail) | Q(citizen_id_tail=tail))
    for part in wanted.parts:
        rows = rows.filter(search_text__contains=part)
    return rows


def holders(by: Jurisdiction, citizen_id: str) -> QuerySet[Producer]:
    """Producers of the own area whose person has this citizen ID, by number."""
    rows = search(by)
    return rows.filter(citizen_id_index=blind_index(citizen_id)) if citizen_id else rows.none()


@dataclass(frozen=True)
class Turned:
    """One page of a list."""

    rows: list[Producer]
    has_previous: bool
    has_next: bool


def turned(
    by: Jurisdiction,
    rows: QuerySet[Producer],
    *,
    size: int,
    sort: str = "number",
    after: str = "",
    before: str = "",
) -> Turned:
    """The page of ``search(…, sort)`` that follows the producer ``after``, or ends at ``before``.

    Pages go on from a producer and not from a count, so new producers shift none. Where its place
    cannot be told (it has left the area) the list begins anew.
    """
    place = _place(by, sort, before or after)
    if place and before:
        found = list(_beyond(rows, sort, place, backwards=True)[: size + 1])
        if len(found) > size:
            return Turned(found[:size][::-1], has_previous=True, has_next=True)
        place = None
    found = list((_beyond(rows, sort, place) if place else rows)[: size + 1])
    return Turned(found[:size], bool(place), len(found) > size)


def _place(by, sort, number) -> tuple[str, str] | None:
    """A producer's value in the sorted column, and its number."""
    if not number:
        return None
    column, _falling = SORTS[sort]
    if column == "number":
        return number, number
    rows = visible(by).filter(number=number)
    return rows.values_list(column, "number").first()


def _beyond(rows, sort, place, *, backwards: bool = False) -> QuerySet[Producer]:
    """Rows behind ``place``; ``backwards``: before it, the nearest first."""
    column, falling = SORTS[sort]
    value, number = place
    onwards, by_number = ("lt" if falling != backwards else "gt"), ("lt" if backwards else "gt")
    beyond = Q(**{f"{column}__{onwards}": value}) | Q(
        **{column: value}, **{f"number__{by_number}": number}
    )
    if column == "number":
        beyond = Q(**{f"number__{by_number}": number})
    rows = rows.filter(beyond)
    return rows.reverse() if backwards else rows


def bare(by: Jurisdiction, number: str) -> Producer:
    """One producer with its own fields, no products; raises ``Producer.DoesNotExist``."""
    rows = visible(by).select_related("legal_form", "contact_province")
    return rows.get(number=number)


def producer_for(by: Jurisdiction, number: str) -> Producer:
    """One producer with all that its page shows, and ``has_merged``: whether duplicates ended in
    it. Raises ``Producer.DoesNotExist`` for another area's producer.
    """
    producer = (
        visible(by)
        .annotate(has_merged=Exists(Producer.objects.filter(merged_into=OuterRef("pk"))))
        .select_related("legal_form", "contact_province", "first_quarter", "last_quarter")
        .prefetch_related(Prefetch("products", Product.objects.select_related("product_group")))
        .get(number=number)
    )
    holdings.attach(producer.products.all())
    return producer


def registrations_of(by: Jurisdiction, producer: Producer) -> QuerySet[Registration]:
    """Every quarter's registration of a producer, newest first."""
    return (
        Registration.objects.filter(within(by, "filing__district"), producer=producer)
        .select_related("filing__quarter", "filing__district__province")
        .defer(*_SECRETS)
        .order_by("-quarter", "-pk")
    )
