"""What tells that a workbook is ours and that a row's hidden cells still belong to it."""

import pytest
from django.core import signing

from registration.sheets import seals
from registration.sheets.columns import PRODUCERS, PRODUCTS
from tests.registration.sheets.district import NOW

ORIGIN = seals.Origin("3104", "2561-2", NOW)
ROW = {"producer_ref": 7, "registration": 12, "version": 3, "producer": "3104-00001"}


def sealed(sheet=PRODUCERS, origin=ORIGIN, **changes):
    row = ROW | {"product_ref": 1, "sequence": 1, "product": ""} | changes
    return row | {"seal": seals.seal(origin, sheet, row)}


def test_a_signature_tells_the_filing():
    text = seals.signed(ORIGIN)
    assert seals.origin_of(text) == ORIGIN
    assert set(text) <= set("0123456789abcdef")  # no character that a file writes in another way


@pytest.mark.parametrize(
    "text", ["", "00", "ก", "list_1", signing.dumps([1, "3104"]).encode().hex()]
)
def test_whatever_else_stands_there_is_nothing_of_ours(text):
    assert seals.origin_of(text) is None


def test_an_altered_signature_is_nothing():
    text = seals.signed(ORIGIN)
    assert seals.origin_of(text[:-2] + ("00" if text[-2:] != "00" else "11")) is None


def test_it_outlives_a_change_of_keys(settings):
    text, row = seals.signed(ORIGIN), sealed()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-this-test-only"
    assert seals.origin_of(text) == ORIGIN
    assert seals.holds(ORIGIN, PRODUCERS, row)


@pytest.mark.parametrize("sheet", [PRODUCERS, PRODUCTS])
def test_a_row_as_it_was_written_holds(sheet):
    row = sealed(sheet)
    assert seals.holds(ORIGIN, sheet, row)
    assert seals.holds(ORIGIN, sheet, {key: str(value) for key, value in row.items()})


@pytest.mark.parametrize(
    ("sheet", "key"),
    [(sheet, key) for sheet, keys in seals.SEALED.items() for key in keys],
)
def test_every_cell_that_a_seal_binds_counts(sheet, key):
    row = sealed(sheet, product="3104-00001-01")
    assert not seals.holds(ORIGIN, sheet, row | {key: "99"})
    assert not seals.holds(ORIGIN, sheet, row | {key: ""})


def test_a_row_of_another_workbook_does_not_hold():
    row = sealed()
    assert not seals.holds(seals.Origin("3103", "2561-2", NOW), PRODUCERS, row)
    assert not seals.holds(seals.Origin("3104", "2561-3", NOW), PRODUCERS, row)
    assert not seals.holds(ORIGIN, PRODUCTS, row)
    assert seals.holds(seals.Origin("3104", "2561-2", NOW.replace(hour=9)), PRODUCERS, row)


def test_a_row_of_the_officers_own_holds():
    assert seals.holds(ORIGIN, PRODUCERS, {"producer_ref": "8"})
    assert not seals.holds(ORIGIN, PRODUCERS, {"producer_ref": "8", "registration": "12"})
    assert not seals.holds(ORIGIN, PRODUCERS, {"producer_ref": "8", "seal": "00ff"})
    assert not seals.holds(ORIGIN, PRODUCERS, {"producer_ref": "8", "seal": "ไม่ใช่ตรา"})
