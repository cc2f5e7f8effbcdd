"""A case of ``rules`` typed into the district's workbook, handed in, saved where it is valid."""

from collections import defaultdict

import pytest

from registration import clock, scoping
from registration.models import Officer, ProductGroup, Standard
from registration.services import imports
from tests import workbooks
from tests.registration.views.sheets import product_sheet
from tests.workbooks import G, P, R, S

_HELD = {"standards": S, "rights": R}


def workbook(client, row, case) -> dict[str, list[str]]:
    """What was refused: sentences by column."""
    by = scoping.jurisdiction_of(Officer.objects.get(pk=client.session["_auth_user_id"]))
    book = workbooks.download(by, clock.now())
    producer = _row_of(book, P, row)
    _type(producer, case.typed)
    products = row.products.all() if case.products else ()
    for product, changes in zip(products, case.products() if products else (), strict=True):
        _type_product(book, _row_of(book, G, row, product), row, product, changes)
    with pytest.MonkeyPatch.context() as patch:
        staged = workbooks.receive(patch, by, clock.now(), book)
    found = defaultdict(list)
    for line in staged.rows.all():
        for each in line.problems:
            if not each["is_warning"]:
                found[each["column_key"]].append(each["sentence"])
    imports.commit(by=by, on=clock.now(), staged=staged.pk, only_valid=True)
    return dict(found)


def _row_of(book, sheet, row, product=None) -> dict:
    wanted = {"registration": str(row.pk)}
    if product is not None:
        wanted["sequence"] = str(product.sequence)
    (cells,) = [each for each in book.rows[sheet] if wanted.items() <= each.items()]
    return cells


def _type(cells: dict, typed: dict) -> None:
    ticks = {None: "ไม่ใช่", "on": "ใช่"}
    cells.update({name: ticks.get(value, value) for name, value in typed.items() if name in cells})


def _type_product(book, cells: dict, row, product, changes: dict) -> None:
    """What the page's form of a product would send, into its row and the rows of what it holds."""
    typed = product_sheet(row.version, product.product_group, **changes)
    if typed["product_group"]:
        typed["product_group"] = _code(ProductGroup, typed["product_group"])
    _type(cells, typed)
    cells["materials"] = (
        f"{typed['materials-0-name']} (ในชุมชน)" if typed["materials-0-name"] else ""
    )
    refs = {name: cells[name] for name in ("producer_ref", "product_ref")}
    for name, sheet in _HELD.items():
        book.rows[sheet] = [each for each in book.rows[sheet] if not refs.items() <= each.items()]
        for at in range(int(typed[f"{name}-TOTAL_FORMS"])):
            begin = f"{name}-{at}-"
            held = {
                key.removeprefix(begin): value
                for key, value in typed.items()
                if key.startswith(begin) and value
            }
            if "standard" in held:
                held["standard"] = _code(Standard, held["standard"])
            if held:
                book.rows[sheet].append({**refs, **held})


def _code(model, pk) -> str:
    """What of a list's row may be typed into a cell, besides its name."""
    return model.objects.get(pk=pk).code
