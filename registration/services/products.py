"""Products of a registration, each typed on a page of its own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from registration import calendar, eligibility, goods
from registration.errors import Incomplete
from registration.models import HOLDINGS, ProductDetails, RegisteredProduct, detail_names
from registration.scoping import Jurisdiction
from registration.selectors import lookups
from registration.services import files, registrations

ANY = "products"  # the key of a grant that lets products be added and removed
_READERS = {"standards": goods.clean_standard, "rights": goods.clean_right}


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
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    registrations.demand_editable(situation, {ANY})
    last = row.products.aggregate(last=Max("sequence"))["last"] or 0
    made = []
    for sequence, (values, held) in enumerate(products, start=last + 1):
        cleaned, rows = _cleaned(values, held, on)
        made.append(
            RegisteredProduct.objects.create(registration=row, sequence=sequence, **cleaned)
        )
        _hold(made[-1], rows)
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
    held: Mapping[str, Iterable[Mapping]] | None = None,
) -> RegisteredProduct:
    """Change a product; each kind of rows named in ``held`` replaces those it holds."""
    row, situation = registrations.locked_for_edit(by, on, registration, version)
    product = row.products.get(sequence=sequence)
    before = journal_form(product)
    cleaned, rows = _cleaned(values, held or {}, on)
    for name, value in cleaned.items():
        setattr(product, name, value)
    registrations.demand_editable(situation, {key(sequence)})
    product.save()
    _hold(product, rows)
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
        kept = list(product.evidence.values_list("file_id", flat=True))
        product.delete()
        files.forget(kept)
        after = {}
    else:
        return
    registrations.touched(
        by, on, row, "product.remove" if dropped else "product.keep", situation,
        before=before, after=after,
    )  # fmt: skip


def journal_form(product: RegisteredProduct) -> dict:
    """A product as the journal keeps it, with all that it holds."""
    form = {name: _plain(getattr(product, name)) for name in detail_names(ProductDetails)}
    form["dropped"] = product.dropped
    for holding in HOLDINGS:
        form[holding.name] = [
            {name: _plain(getattr(row, name)) for name in holding.fields}
            for row in holding.rows_of(product)
        ]
    return form


def _plain(value):
    if value is None or isinstance(value, str | bool | int | list):
        return value
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # as the column holds it: 1200 typed again is no change
    return str(value.pk if hasattr(value, "pk") else value)


def _cleaned(values: Mapping, held: Mapping, on: datetime) -> tuple[dict, dict[str, list]]:
    """Values and held rows as they are stored; ``Incomplete`` with all that cannot be."""
    unknown = set(values) - set(detail_names(ProductDetails)) | set(held) - set(_READERS)
    if unknown:
        raise TypeError(f"not parts of a product: {sorted(unknown)}")
    today = calendar.day_of(on)
    cleaned, found = eligibility.clean(values, today)
    problems = [(problem.place, problem.sentence) for problem in found]
    group = cleaned.get("product_group")
    if group is not None and group.law_compels:
        cleaned["law_compels"] = True
    if cleaned.get("channels"):
        cleaned["channels"], strange = lookups.in_order("channels", cleaned["channels"])
        if strange:
            problems.append(("channels", _("เลือกช่องทางการจำหน่ายจากรายการเท่านั้น")))
    rows: dict[str, list] = {}
    for name, given in held.items():
        rows[name] = []
        for each in given:
            row, wrong = _READERS[name](each, today)
            rows[name].append(row)
            problems += [(name, problem.sentence) for problem in wrong]
    if problems:
        raise Incomplete(problems)
    return cleaned, rows


def _hold(product: RegisteredProduct, rows: Mapping[str, list]) -> None:
    """Replace each kind of rows that is named."""
    for holding in HOLDINGS:
        if holding.name in rows:
            model = holding.model_of(product)
            model.objects.filter(product=product).delete()
            model.objects.bulk_create(model(product=product, **row) for row in rows[holding.name])
