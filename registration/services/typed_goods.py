"""What a district typed about a product and what it holds, on its way into the rows.

Called by services under their locks: nothing is saved here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from registration import calendar, eligibility, goods
from registration.errors import Incomplete
from registration.models import HOLDINGS, ProductDetails, RegisteredProduct, detail_names
from registration.selectors import lookups

_READERS = {"standards": goods.clean_standard, "rights": goods.clean_right}
ANY = "products"  # how grants name that products may be added and removed
Held = Mapping[str, Iterable[Mapping]]


def key(sequence: int) -> str:
    """How grants, remarks and problems name a product of a registration."""
    return f"product-{sequence}"


def cleaned(values: Mapping, held: Held, on: datetime) -> tuple[dict, dict[str, list[dict]]]:
    """Values and held rows as they are stored; raises ``Incomplete`` with all that cannot be."""
    unknown = set(values) - set(detail_names(ProductDetails)) | set(held) - set(_READERS)
    if unknown:
        raise TypeError(f"not parts of a product: {sorted(unknown)}")
    today = calendar.day_of(on)
    found, wrong = eligibility.clean(values, today)
    problems = [(problem.place, problem.sentence) for problem in wrong]
    group = found.get("product_group")
    if group is not None and group.law_compels:
        found["law_compels"] = True
    if found.get("channels"):
        found["channels"], strange = lookups.in_order("channels", found["channels"])
        if strange:
            problems.append(("channels", _("เลือกช่องทางการจำหน่ายจากรายการเท่านั้น")))
    rows: dict[str, list[dict]] = {}
    for name, given in held.items():
        rows[name] = []
        for each in given:
            row, amiss = _READERS[name](each, today)
            rows[name].append(row)
            problems += [(name, problem.sentence) for problem in amiss]
    if problems:
        raise Incomplete(problems)
    return found, rows


def journal_form(product: RegisteredProduct, held: Mapping[str, Iterable] | None = None) -> dict:
    """A product as the journal keeps it, with all that it holds: rows in memory (``held``), or else
    what is stored.
    """
    form = {name: _plain(getattr(product, name)) for name in detail_names(ProductDetails)}
    form["dropped"] = product.dropped
    for holding in HOLDINGS:
        rows = holding.rows_of(product) if held is None else held.get(holding.name, ())
        form[holding.name] = [
            {name: _plain(getattr(row, name)) for name in holding.fields} for row in rows
        ]
    return form


def _plain(value):
    if value is None or isinstance(value, str | bool | int | list):
        return value
    if isinstance(value, Decimal):
        return f"{value:.2f}"  # as the column holds it: 1200 typed again is no change
    return str(value.pk if hasattr(value, "pk") else value)
