"""Amounts are read as people type them, and refused in words that name the remedy."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from registration.forms.amounts import AmountField, CountField


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1,200", "1200"), ("๑,๒๐๐.๕๐", "1200.50"), ("฿1,500", "1500"), ("1 500 บาท", "1500"),
        ("1,500.-", "1500"), ("1,500.– บาท", "1500"), ("0", "0"), ("999,999,999,999.99",
        "999999999999.99"),
    ],
)  # fmt: skip
def test_read_as_typed(typed, read):
    assert AmountField().clean(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["", "  ", "-", " – "])
def test_nothing_is_no_amount(typed):
    assert AmountField(required=False).clean(typed) is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-1", "ตั้งแต่ 0 ขึ้นไป"), ("แพง", "กรอกเป็นตัวเลข"), ("12-13", "กรอกเป็นตัวเลข"),
        ("1.234", "2"), ("1" * 13, "12"), ("1" * 15, "1"), ("NaN", "กรอกเป็นตัวเลข"),
        ("Infinity", "กรอกเป็นตัวเลข"), ("1,5", "กรอกเป็นตัวเลข"),
    ],
)  # fmt: skip
def test_refused_with_the_remedy(typed, says):
    with pytest.raises(ValidationError) as refused:
        AmountField().clean(typed)
    assert says in refused.value.messages[0]


@pytest.mark.parametrize(("held", "shown"), [(Decimal("1200.00"), "1200"), (Decimal("1.50"), None)])
def test_shown_as_it_was_typed(held, shown):
    assert AmountField().prepare_value(held) == (shown or held)


@pytest.mark.parametrize("typed", ["สิบ", "-3", "1.5", "1,5"])
def test_people_are_counted_whole(typed):
    with pytest.raises(ValidationError, match="จำนวนคน"):
        CountField().clean(typed)
    assert CountField().clean("๑,๒๐๐ คน") == 1200
