"""Producers on the way to another district: both offices see the transfer, only the one that holds
the producer sees all of it.
"""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from registration.enums import ProducerState, RegistrationState, TransferState
from registration.models import Producer, Registration, Transfer
from registration.scoping import Jurisdiction, within

_SECRETS = ("citizen_id", "proxy_citizen_id")
LIVE = (TransferState.ASKED, TransferState.AGREED)


def visible(by: Jurisdiction) -> QuerySet[Transfer]:
    """Transfers out of the area of ``by`` or into it, with places and producer, newest first."""
    return (
        Transfer.objects.filter(within(by, "from_district") | within(by, "to_district"))
        .select_related(
            "producer__site_subdistrict", "from_district__province", "to_district__province",
            "asking_district", "asked_by", "answered_by", "withdrawn_by",
        )
        .defer("producer__proxy_citizen_id")
    )  # fmt: skip


def live(by: Jurisdiction) -> QuerySet[Transfer]:
    """Asked and not answered, or agreed and not yet registered where the producer goes."""
    return visible(by).filter(state__in=LIVE)


def past(by: Jurisdiction) -> QuerySet[Transfer]:
    """Refused, withdrawn, done."""
    return visible(by).exclude(state__in=LIVE).defer("producer__citizen_id")


def waiting(by: Jurisdiction) -> int:
    """How many transfers wait for an answer: of the own district, or anywhere in a wider area."""
    asked = Transfer.objects.filter(
        within(by, "from_district") | within(by, "to_district"), state=TransferState.ASKED
    )
    return asked.exclude(asking_district=by.district).count() if by.district else asked.count()


def of_producer(by: Jurisdiction, producer: Producer) -> QuerySet[Transfer]:
    """Every transfer of a producer of the own area, newest first."""
    return visible(by).filter(producer=producer)


def moved(by: Jurisdiction, quarter: str) -> QuerySet[Transfer]:
    """Transfers that an announcement of ``quarter`` has done."""
    return visible(by).filter(state=TransferState.DONE, quarter=quarter)


def leaving(by: Jurisdiction) -> QuerySet[Transfer]:
    """Agreed transfers out of the area: those producers are registered where they go."""
    return Transfer.objects.filter(within(by, "from_district"), state=TransferState.AGREED)


def underway(by: Jurisdiction, quarter: str) -> dict[int, int]:
    """The live registration of ``quarter`` with which the area takes a producer over, by
    producer: keys of both.
    """
    agreed = Transfer.objects.filter(
        producer=OuterRef("producer"), to_district=OuterRef("filing__district"),
        state=TransferState.AGREED,
    )  # fmt: skip
    taken = Registration.objects.filter(
        within(by, "filing__district"), Exists(agreed), quarter=quarter
    ).exclude(state__in=(RegistrationState.WITHDRAWN, RegistrationState.REJECTED))
    return dict(taken.values_list("producer", "pk"))


def has_left(row: Registration) -> bool:
    """Whether the producer of a registration is another district's by now, and not on the way to
    the one that filed it.
    """
    if row.producer is None or row.producer.district_id == row.filing.district_id:
        return False
    coming = Transfer.objects.filter(
        producer=row.producer, to_district=row.filing.district_id, state=TransferState.AGREED
    )
    return not coming.exists()


def arriving(by: Jurisdiction, quarter: str) -> QuerySet[Producer]:
    """Producers of other districts that the area takes over and that have no live registration in
    ``quarter``, with ``n_products``, by number: to be updated, and so moved.
    """
    agreed = Transfer.objects.filter(within(by, "to_district"), state=TransferState.AGREED)
    taken = Registration.objects.filter(quarter=quarter, producer__isnull=False).exclude(
        state__in=(RegistrationState.WITHDRAWN, RegistrationState.REJECTED)
    )
    return (
        Producer.objects.filter(pk__in=agreed.values("producer"), state=ProducerState.ACTIVE)
        .exclude(pk__in=taken.values("producer"))
        .select_related("district__province", "site_subdistrict")
        .defer(*_SECRETS)
        .annotate(n_products=Count("products", filter=Q(products__is_active=True)))
        .order_by("number")
    )
