"""Amounts with words around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("150", ("150", "")), ("๑๕๐", ("150", "")), ("1,200 บาท", ("1200", "")),
        ("1,200.50", ("1200.50", "")), ("ชิ้นละ 150", ("150", "")), ("ผืนละ 1,200 บาท", ("1200", "")),
        ("150 บาท/ผืน", ("150", "ผืน")), ("150.-", ("150", "")), ("ราคา 150.- บาท", ("150", "")),
        ("ประมาณ 150 บาท", ("150", "")), ("20 ผืน", ("20", "ผืน")), ("20 ผืน/เดือน", ("20", "ผืน")),
        ("เดือนละ 20 ผืน", ("20", "ผืน")), ("1.5 ล้านบาท", ("1500000", "")), ("2 หมื่น", ("20000", "")),
        ("15 คน", ("15", "")), ("-", ("", "")),
    ],
)  # fmt: skip
def test_the_number_and_its_unit(text, expected):
    assert amounts.read(text) == expected


@pytest.mark.parametrize("text", ["150-200", "100/150", "1,5", "แล้วแต่ขนาด", "150 ถึง 200", "-150"])
def test_what_is_not_plainly_one_number_stays(text):
    assert amounts.read(text) == (text, "")


@given(st.text(max_size=30))
def test_anything_is_read_or_left(text):
    number, _unit = amounts.read(text)

    assert number in ("", text) or float(number) >= 0
