"""What stands in the rows of a district's workbook: values by column key."""

from collections.abc import Mapping
from typing import Any

from registration.enums import Informant, Kind
from registration.scoping import Jurisdiction
from registration.selectors import workbooks
from registration.sheets import seals
from registration.sheets.shapes import Deed
from registration.sheets.titles import DATA, PRODUCERS, PRODUCTS, RIGHTS, STANDARDS

_DEEDS = {Kind.NEW: Deed.NEW, Kind.UPDATE: Deed.UPDATE, Kind.CANCEL: Deed.CANCEL}
# The producer confirms anew: last quarter's proxy has no say in it (``services.carrying``).
_CONFIRMED = {
    "informant": Informant.SELF, "proxy_name": "", "proxy_citizen_id": "", "proxy_relation": "",
    "proxy_paper_seen": False,
}  # fmt: skip
_UNCONFIRMED = "ยังไม่ยืนยัน"


class Values(dict):
    """The workbook's own values of a row, over what the form's fields of ``row`` hold."""

    def __init__(self, row: Any, own: Mapping):
        super().__init__(own)
        self.row = row

    def __missing__(self, key: str) -> Any:
        return getattr(self.row, key, None)


def of_filing(by: Jurisdiction, origin: seals.Origin) -> dict[str, list[Values]]:
    """The rows of each sheet: what is filed, then what may be carried forward."""
    rows: dict[str, list[Values]] = {title: [] for title in DATA}
    where = {"district": origin.district, "quarter": origin.quarter}
    filed = map(_filed, workbooks.filed(by, **where))
    entries = [*filed, *map(_carried, workbooks.carried(by, **where))]
    for number, (row, own, products) in enumerate(entries, start=1):
        own["producer_ref"] = number
        rows[PRODUCERS].append(_sealed(origin, PRODUCERS, row, own))
        for product, of_product in products:
            of_product |= {"producer_ref": number, "producer_name": row.name}
            rows[PRODUCTS].append(_sealed(origin, PRODUCTS, product, of_product))
            shown = {
                "producer_ref": number, "product_ref": of_product["product_ref"],
                "product_name": product.name,
            }  # fmt: skip
            rows[STANDARDS] += [Values(held, shown) for held in product.standards.all()]
            rows[RIGHTS] += [Values(held, shown) for held in product.rights.all()]
    return rows


def _filed(row) -> tuple[Any, dict, list]:
    own = {
        "deed": _DEEDS[Kind(row.kind)], "state": row.get_state_display(),
        "producer": row.producer.number if row.producer else "",
        "registration": row.pk, "version": row.version,
    }  # fmt: skip
    # The page of a cancellation asks for no products either.
    made = [] if row.kind == Kind.CANCEL else row.products.all()
    products = [
        (each, {
            "registration": row.pk, "sequence": each.sequence, "product_ref": each.sequence,
            "product": each.product.number if each.product else "",
        })
        for each in made
    ]  # fmt: skip
    return row, own, products


def _carried(row) -> tuple[Any, dict, list]:
    own = {"deed": "", "state": _UNCONFIRMED, "producer": row.number, **_CONFIRMED}
    products = [
        (each, {"product": each.number, "product_ref": number})
        for number, each in enumerate(row.products.all(), start=1)
    ]
    return row, own, products


def _sealed(origin: seals.Origin, sheet: str, row, own: dict) -> Values:
    return Values(row, own | {"seal": seals.seal(origin, sheet, own)})
