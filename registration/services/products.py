"""Products of a registration, each typed on a page of its own."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from registration.models import RegisteredProduct
from registration.scoping import Jurisdiction
from registration.services import revising


@transaction.atomic
def add(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    values: Mapping,
    held: Mapping[str, Iterable[Mapping]] | None = None,
) -> RegisteredProduct:
    """Add a product. ``held`` names what it holds (``standards``, ``rights``): mappings of the
    fields of each, in order.
    """
    made = add_all(
        by=by, on=on, registration=registration, version=version, products=[(values, held or {})]
    )
    return made[0]


@transaction.atomic
def add_all(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    products: Iterable[tuple[Mapping, Mapping[str, Iterable[Mapping]]]],
) -> list[RegisteredProduct]:
    """Add several products, each with its values and what it holds, as one edit: all or none."""
    batch, revised = revising.of_one(by, on, registration, version)
    made = revised.add_products(products)
    batch.write()
    return made


@transaction.atomic
def edit(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    sequence: int,
    values: Mapping,
    held: Mapping[str, Iterable[Mapping]] | None = None,
) -> RegisteredProduct:
    """Change a product; each kind of rows named in ``held`` replaces those it holds."""
    batch, revised = revising.of_one(by, on, registration, version)
    product = revised.edit_product(sequence, values, held or {})
    batch.write()
    return product


@transaction.atomic
def remove(
    *, by: Jurisdiction, on: datetime, registration: int, version: int, sequence: int
) -> None:
    """Remove a product that was only typed; one that the register holds is marked as made no
    longer.
    """
    _set_dropped(by, on, registration, version, sequence, dropped=True)


@transaction.atomic
def keep(*, by: Jurisdiction, on: datetime, registration: int, version: int, sequence: int) -> None:
    """Take back that a registered product is made no longer."""
    _set_dropped(by, on, registration, version, sequence, dropped=False)


def _set_dropped(by, on, registration, version, sequence, *, dropped) -> None:
    batch, revised = revising.of_one(by, on, registration, version)
    revised.set_dropped(sequence, dropped)
    batch.write()
