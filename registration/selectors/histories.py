"""A producer through the quarters: any two of them compared, and who did what with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Prefetch, Q, QuerySet, prefetch_related_objects

from registration.enums import Kind
from registration.models import (
    HOLDINGS,
    JournalEntry,
    Producer,
    ProducerDetails,
    Product,
    ProductDetails,
    RegisteredProduct,
    Registration,
    Transfer,
    detail_names,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import holdings, journal, registrations
from registration.selectors.registrations import Difference

NOW = "now"  # the register, beside the registrations of its quarters
# Fields that a journal entry may name, of the producer and of a product.
PRODUCER_FIELDS = {
    name: Registration._meta.get_field(name)
    for name in (*detail_names(ProducerDetails), "kind", "cancel_reason", "cancel_note")
}
PRODUCT_FIELDS = {
    **{field.name: field for field in ProductDetails._meta.fields},
    "dropped": RegisteredProduct._meta.get_field("dropped"),
}
HELD_FIELDS = {each.name: tuple(each.details._meta.fields) for each in HOLDINGS}
TRANSFER_FIELDS = {name: Transfer._meta.get_field(f"{name}_district") for name in ("from", "to")}


@dataclass(frozen=True)
class ProductPair:
    """One product in both; ``old`` or ``new`` is empty where it is in one only."""

    old: object
    new: object
    differences: list[Difference]


@dataclass(frozen=True)
class Compared:
    """``old`` and ``new`` are registrations, or the producer as it is now. ``products`` is empty
    where one of them is a cancellation, whose form has none.
    """

    old: object
    new: object
    fields: list[Difference]
    products: list[ProductPair]
    has_products: bool


def compared(by: Jurisdiction, producer: Producer, old: str, new: str) -> Compared:
    """``old`` and ``new`` are ``NOW`` or keys of registrations of ``producer``; raises
    ``Registration.DoesNotExist`` for anything else.
    """
    sides = _sides(by, producer, {old, new})
    a, b = sides[old], sides[new]
    has_products = all(getattr(side, "kind", "") != Kind.CANCEL for side in (a, b))
    return Compared(
        a, b, registrations.differences(b, a, ProducerDetails),
        _pairs(a, b) if has_products else [], has_products,
    )  # fmt: skip


def _sides(by, producer, keys: set[str]) -> dict[str, object]:
    wanted = {key for key in keys - {NOW} if key.isascii() and key.isdecimal() and len(key) < 19}
    rows = {}
    if wanted:
        rows = {
            str(row.pk): row
            for row in Registration.objects.filter(
                within(by, "filing__district"), producer=producer, pk__in=wanted
            )
            .select_related("legal_form", "site_subdistrict", "contact_province")
            .prefetch_related(_whole(RegisteredProduct))
        }
    if NOW in keys:
        prefetch_related_objects([producer], _whole(Product))
    sides = {**rows, NOW: producer}
    if keys - set(sides):
        raise Registration.DoesNotExist
    return sides


def _whole(product: type[Model]) -> Prefetch:
    rows = product.objects.select_related("product_group")
    return Prefetch("products", rows.prefetch_related(*holdings.prefetched(product)))


def _pairs(old, new) -> list[ProductPair]:
    """Products of both, matched by the register's product, in the order of the newer one."""
    before, after = _products(old), _products(new)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        a, b = before.get(key), after.get(key)
        both = registrations.product_differences(b, a) if a and b else []
        found.append(ProductPair(a, b, both))
    return found


def _products(side) -> dict[object, object]:
    """Products that are made, by their key in the register; one that never got there stands for
    itself.
    """
    if isinstance(side, Producer):
        return {row.pk: row for row in side.products.all() if row.is_active}
    return {
        row.product_id or f"filed-{row.pk}": row for row in side.products.all() if not row.dropped
    }


def entries(
    by: Jurisdiction, producer: Producer, registered: Iterable[int], *, before: int | None = None
) -> QuerySet[JournalEntry]:
    """The journal of a producer, of its registrations ``registered`` and of its moves, newest
    first; ``before`` is the entry that a page goes on from.
    """
    keys = [str(pk) for pk in registered]
    about = Q(subject_kind="producer", subject_id=str(producer.pk))
    about |= Q(subject_kind="registration", subject_id__in=keys)
    moves = Transfer.objects.filter(producer=producer)
    for key, old, new in moves.values_list("pk", "from_district", "to_district"):
        # Written once for each of both districts: whoever covers both reads it once.
        side = old if by.covers(old) else new
        about |= Q(subject_kind="transfer", subject_id=str(key), district_code=side)
    rows = journal.visible(by).filter(about)
    return (rows.filter(pk__lt=before) if before else rows).order_by("-pk")


def named(by: Jurisdiction, wanted: dict[type[Model], set]) -> dict[tuple, str]:
    """What the rows of lookups and places are called that an entry names by key."""
    found = {}
    for model, keys in wanted.items():
        for row in model.objects.filter(pk__in=keys):
            found[model, str(row.pk)] = str(row)
    return found
