"""What products hold, read together with them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, F, Model, Prefetch, Value
from django.db.models.functions import Cast

from registration.models import HOLDINGS, Holding, Standard

# What the words and rules of a held standard ask of the list, in columns of their own.
_OF_STANDARD = ("name", "code", "is_permit")


def prefetched(product: type[Model], path: str = "") -> list[Prefetch]:
    """What products (filed or registered) hold, with what its words need; ``path`` leads from the
    row that is read to its products. For many rows: a query for each kind.
    """
    return [
        Prefetch(
            f"{path}{holding.name}",
            holding.model_of(product).objects.select_related(*holding.related)
            if holding.related
            else holding.model_of(product).objects.all(),
        )
        for holding in HOLDINGS
    ]


def attach(products: Iterable) -> None:
    """Give products, filed and registered, all that they hold, as if it had been prefetched. For
    one page: a single query for all kinds on both sides.
    """
    sides: dict[type[Model], dict] = defaultdict(dict)
    for product in products:
        sides[type(product)][product.pk] = product
    held = {
        (model, holding.name, pk): []
        for model in sides
        for holding in HOLDINGS
        for pk in sides[model]
    }
    parts, names = [], {}
    for model, own in sides.items():
        for holding in HOLDINGS:
            names[len(parts)] = (model, holding)
            parts.append(_columns(holding, model, own, len(parts)))
    if parts:
        for part, pk, product, *values in parts[0].union(*parts[1:], all=True).order_by("pk"):
            model, holding = names[part]
            row = _row(holding, sides[model][product], pk, values)
            held[model, holding.name, product].append(row)
    for (model, name, pk), rows in held.items():
        found = getattr(sides[model][pk], name).get_queryset()
        found._result_cache, found._prefetch_done = rows, True
        sides[model][pk].__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def _columns(holding: Holding, model: type[Model], products: dict, part: int):
    """The rows of one kind as values that stand in one union with those of the others."""
    what, *others = holding.fields
    rows = holding.model_of(model).objects.filter(product__in=products).order_by()
    lists = {f"_{name}": F(f"{what}__{name}") for name in _OF_STANDARD} if holding.related else {
        "_name": Value(""), "_code": Value(""), "_is_permit": Value(False)
    }  # fmt: skip
    same = {f"_{n}": F(name) for n, name in enumerate(others)}
    return rows.annotate(
        _part=Value(part), _what=Cast(what, CharField()), **lists, **same
    ).values_list("_part", "pk", "product_id", *lists, "_what", *same)


def _row(holding: Holding, product, pk: int, values: list) -> Model:
    name, code, is_permit, what, *others = values
    if holding.related:
        what = Standard(pk=int(what), name=name, code=code, is_permit=is_permit)
    filled = dict(zip(holding.fields, [what, *others], strict=True))
    return holding.model_of(product)(pk=pk, product=product, **filled)
