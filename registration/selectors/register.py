"""The register of certified producers."""

from django.db.models import Count, Prefetch, Q, QuerySet

from registration import validators
from registration.enums import ProducerState, RegistrationState
from registration.models import Producer, Product, ProductStandard, Registration
from registration.scoping import Jurisdiction, within

_SECRETS = ("citizen_id", "proxy_citizen_id")


def visible(by: Jurisdiction) -> QuerySet[Producer]:
    return Producer.objects.filter(within(by)).select_related(
        "district__province", "site_subdistrict"
    )


def search(
    by: Jurisdiction,
    *,
    text: str = "",
    province: str = "",
    district: str = "",
    producer_type: str = "",
    product_type: str = "",
    state: str = "",
) -> QuerySet[Producer]:
    """Producers with ``n_products``, by number. ``text`` is looked for in number, name and product
    names.
    """
    rows = visible(by).defer(*_SECRETS)
    if text:
        for word in validators.normalise_text(text).lower().split():
            rows = rows.filter(search_text__contains=word)
    if province:
        rows = rows.filter(district__province=province)
    if district:
        rows = rows.filter(district=district)
    if producer_type:
        rows = rows.filter(producer_type=producer_type)
    if product_type:
        rows = rows.filter(
            pk__in=Producer.objects.filter(
                products__product_type=product_type, products__is_active=True
            ).values("pk")
        )
    if state:
        rows = rows.filter(state=state)
    return rows.annotate(n_products=Count("products", filter=Q(products__is_active=True))).order_by(
        "number"
    )


def producer_for(by: Jurisdiction, number: str) -> Producer:
    """Raises ``Producer.DoesNotExist`` for another area's producer."""
    return (
        visible(by)
        .select_related("legal_form", "first_quarter", "last_quarter")
        .prefetch_related(
            Prefetch("products", Product.objects.select_related("product_group")),
            Prefetch("products__standards", ProductStandard.objects.select_related("standard")),
        )
        .get(number=number)
    )


def registrations_of(by: Jurisdiction, producer: Producer) -> QuerySet[Registration]:
    """Every quarter's registration of a producer, newest first."""
    return (
        Registration.objects.filter(within(by, "filing__district"), producer=producer)
        .select_related("filing__quarter", "filing__district__province")
        .defer(*_SECRETS)
        .order_by("-quarter", "-pk")
    )


def offerable(by: Jurisdiction, quarter: str, text: str = "") -> QuerySet[Producer]:
    """Active producers that have no live registration in ``quarter``: to update or to cancel."""
    taken = Registration.objects.filter(quarter=quarter, producer__isnull=False).exclude(
        state__in=(RegistrationState.WITHDRAWN, RegistrationState.REJECTED)
    )
    rows = search(by, text=text, state=ProducerState.ACTIVE)
    return rows.exclude(pk__in=taken.values("producer_id"))
