"""Products of a registration, each typed on a page of its own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from registration import calendar, eligibility
from registration.errors import Incomplete
from registration.models import (
    ProductDetails,
    RegisteredProduct,
    RegisteredStandard,
    StandardDetails,
    detail_names,
)
from registration.scoping import Jurisdiction
from registration.services import registrations

ANY = "products"  # the key of a grant that lets products be added and removed


def key(sequence: int) -> str:
    """How grants, remarks and problems name a product of a registration."""
    return f"product-{sequence}"


@transaction.atomic
def add(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    values: Mapping,
    standards: Iterable[Mapping] = (),
) -> RegisteredProduct:
    """Add a product. ``standards`` are mappings of the fields of a held standard, in order."""
    made = add_all(
        by=by, on=on, registration=registration, version=version, products=[(values, standards)]
    )
    return made[0]


@transaction.atomic
def add_all(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    version: int,
    products: Iterable[tuple[Mapping, Iterable[Mapping]]],
) -> list[RegisteredProduct]:
    """Add several products, each with its values and standards, as one edit: all or none."""
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    registrations.demand_editable(situation, {ANY})
    last = row.products.aggregate(last=Max("sequence"))["last"] or 0
    made = []
    for sequence, (values, standards) in enumerate(products, start=last + 1):
        cleaned = _cleaned(values, on)
        made.append(
            RegisteredProduct.objects.create(registration=row, sequence=sequence, **cleaned)
        )
        _hold(made[-1], standards)
    if made:
        after = {key(product.sequence): journal_form(product) for product in made}
        registrations.touched(by, on, row, "product.add", situation, before={}, after=after)
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
    standards: Iterable[Mapping] | None = None,
) -> RegisteredProduct:
    """Change a product; ``standards``, when given, replace those it holds."""
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    product = row.products.get(sequence=sequence)
    before = journal_form(product)
    for name, value in _cleaned(values, on).items():
        setattr(product, name, value)
    registrations.demand_editable(situation, {key(sequence)})
    product.save()
    if standards is not None:
        product.standards.all().delete()
        _hold(product, standards)
    after = journal_form(product)
    if before != after:
        registrations.touched(
            by, on, row, "product.edit", situation,
            before={key(sequence): before}, after={key(sequence): after},
        )  # fmt: skip
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
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    registrations.demand_editable(situation, {ANY})
    product = row.products.get(sequence=sequence)
    before = {key(sequence): journal_form(product)}
    if product.product_id:
        product.dropped = dropped
        product.save(update_fields=["dropped"])
        after = {key(sequence): journal_form(product)}
    elif dropped:
        product.delete()
        after = {}
    else:
        return
    registrations.touched(
        by, on, row, "product.remove" if dropped else "product.keep", situation,
        before=before, after=after,
    )  # fmt: skip


def journal_form(product: RegisteredProduct) -> dict:
    """A product as the journal keeps it, with its standards."""
    form = {name: _plain(getattr(product, name)) for name in detail_names(ProductDetails)}
    form["dropped"] = product.dropped
    form["standards"] = [
        {name: _plain(getattr(held, name)) for name in detail_names(StandardDetails)}
        for held in RegisteredStandard.objects.filter(product=product).select_related("standard")
    ]
    return form


def _plain(value):
    if value is None or isinstance(value, str | bool | int | list):
        return value
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # as the column holds it: 1200 typed again is no change
    return str(value.pk if hasattr(value, "pk") else value)


def _cleaned(values: Mapping, on: datetime) -> dict:
    unknown = set(values) - set(detail_names(ProductDetails))
    if unknown:
        raise TypeError(f"not fields of a product: {sorted(unknown)}")
    cleaned, problems = eligibility.clean(values, calendar.day_of(on))
    if problems:
        raise Incomplete([(problem.place, problem.sentence) for problem in problems])
    return cleaned


def _hold(product: RegisteredProduct, standards: Iterable[Mapping]) -> None:
    RegisteredStandard.objects.bulk_create(
        RegisteredStandard(product=product, **held) for held in standards
    )
