"""The products of one registration in memory, while a district changes them: every change an edit
of its own in the journal, all of them stored together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model, Prefetch, QuerySet

from registration.models import (
    HOLDINGS,
    ProductDetails,
    RegisteredProduct,
    Registration,
    detail_names,
)
from registration.services import files, typed_goods
from registration.services.typed_goods import Held, key

ADD, EDIT, REMOVE, KEEP = "product.add", "product.edit", "product.remove", "product.keep"
# What may change of a stored product.
_COLUMNS = [*detail_names(ProductDetails), "dropped"]


@dataclass(eq=False)
class Made:
    """A product with the rows that it holds; ``source`` is what a new one was copied from."""

    product: RegisteredProduct
    held: dict[str, list[Model]]
    source: Model | None = None
    replaced: set[str] = field(default_factory=set)

    def told(self) -> dict[str, dict]:
        form = typed_goods.journal_form(self.product, self.held)
        return {key(self.product.sequence): form}

    def hold(self, rows: Mapping[str, list[dict]]) -> None:
        """Replace each kind of rows that is named."""
        for holding in HOLDINGS:
            if holding.name in rows:
                model = holding.model_of(self.product)
                given = rows[holding.name]
                self.held[holding.name] = [model(product=self.product, **row) for row in given]
                self.replaced.add(holding.name)


@dataclass(eq=False)
class Goods:
    """The products of ``row``. ``edits`` are what the journal is to say: action, before, after."""

    row: Registration
    on: datetime
    products: list[Made] = field(default_factory=list)
    edits: list[tuple[str, dict, dict]] = field(default_factory=list)
    touched: list[Made] = field(default_factory=list)
    removed: list[Made] = field(default_factory=list)

    def add(self, products: Iterable[tuple[Mapping, Held]]) -> list[RegisteredProduct]:
        """Add products, each with its values and what it holds, as one edit.

        Raises ``Incomplete``.
        """
        made = []
        last = max((each.product.sequence for each in self.products), default=0)
        for sequence, (values, held) in enumerate(products, start=last + 1):
            cleaned, rows = typed_goods.cleaned(values, held, self.on)
            product = RegisteredProduct(registration=self.row, sequence=sequence, **cleaned)
            made.append(Made(product, {}))
            made[-1].hold(rows)
        self.products += made
        if made:
            after = {name: form for each in made for name, form in each.told().items()}
            self.edits.append((ADD, {}, after))
        return [each.product for each in made]

    def edit(self, made: Made, values: Mapping, held: Held) -> None:
        """Change a product; each kind of rows named in ``held`` replaces those it holds."""
        before = made.told()
        cleaned, rows = typed_goods.cleaned(values, held, self.on)
        for name, value in cleaned.items():
            setattr(made.product, name, value)
        made.hold(rows)
        if made.told() != before:
            self._touch(made, EDIT, before, made.told())

    def set_dropped(self, made: Made, dropped: bool) -> None:
        """A product that the register holds is marked as made no longer; one that was only typed is
        removed.
        """
        before = made.told()
        if made.product.product_id:
            if made.product.dropped != dropped:
                made.product.dropped = dropped
                self._touch(made, REMOVE if dropped else KEEP, before, made.told())
        elif dropped:
            self.products.remove(made)
            self.removed.append(made)
            self.edits.append((REMOVE, before, {}))

    def at(self, sequence: int) -> Made:
        """Raises ``RegisteredProduct.DoesNotExist``."""
        for made in self.products:
            if made.product.sequence == sequence:
                return made
        raise RegisteredProduct.DoesNotExist

    def copy_of(self, source: int) -> Made:
        """What was copied from the register's product with this key. Raises ``KeyError``."""
        for made in self.products:
            if made.source is not None and made.source.pk == source:
                return made
        raise KeyError(source)

    def _touch(self, made: Made, action: str, before: dict, after: dict) -> None:
        self.edits.append((action, before, after))
        if made not in self.touched:
            self.touched.append(made)


def with_holdings(products: QuerySet) -> QuerySet:
    """Products, filed or registered, with all that they hold, ready to be copied or told."""
    held = [
        Prefetch(each.name, each.model_of(products.model).objects.select_related(*each.related))
        if each.related
        else each.name
        for each in HOLDINGS
    ]
    return products.select_related("product_group").prefetch_related(*held)


def store(changed: Iterable[Goods]) -> None:
    """Write what became of the products of many registrations."""
    changed = list(changed)
    # First, because the next product takes the number of one that is gone.
    _delete([made.product for each in changed for made in each.removed])
    new = [made for each in changed for made in each.products if made.product.pk is None]
    RegisteredProduct.objects.bulk_create([made.product for made in new])
    old = [made for each in changed for made in each.touched if made.product.pk and made not in new]
    RegisteredProduct.objects.bulk_create(
        [made.product for made in old], update_conflicts=True, unique_fields=["pk"],
        update_fields=_COLUMNS,
    )  # fmt: skip
    for holding in HOLDINGS:
        model = holding.model_of(RegisteredProduct)
        again = [made for made in old if holding.name in made.replaced]
        if again:
            model.objects.filter(product__in=[made.product for made in again]).delete()
        rows = [row for made in (*new, *again) for row in made.held.get(holding.name, ())]
        model.objects.bulk_create(rows)


def _delete(products: list[RegisteredProduct]) -> None:
    for product in products:
        kept = list(product.evidence.values_list("file_id", flat=True))
        product.delete()
        files.forget(kept)
