"""How a typed search is read, and what the searched column holds."""

import pytest

from registration import searching
from tests.factories import citizen_id, juristic_id


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("ทอผ้า", ("ทอผ้า",)),
        ("ทอผ้า  บ้านโคก ทอผ้า", ("ทอผ้า", "บ้านโคก")),
        ("นํ้าพริก", ("น้ำพริก",)),  # ํ and า, as old keyboards give it
        ("กลุ่ม หมู่ ๕", ("กลุ่ม", "หมู่", "5")),
        ("OTOP Silk", ("otop", "silk")),
        ("3104-00123", ("310400123",)),
        ("310400123", ("310400123",)),
        ("๓๑๐๔-๐๐๑๒๓", ("310400123",)),
        ("3104-00123-02", ("310400123",)),  # a product's number finds its producer
        ("081-234-5678", ("0812345678",)),
        ("(08) 1234.5678", ("0812345678",)),
        ("+66 81 234 5678", ("0812345678",)),
        ("+66 (0) 81 234 5678", ("0812345678",)),
        ("", ()),
        ("- -", ()),
    ],
)
def test_what_is_looked_for(typed, parts):
    assert searching.read(typed).parts == parts


def test_four_digits_may_end_a_citizen_id():
    assert searching.read("๑๒-๓๔").tail == "1234"
    assert searching.read("123").tail == searching.read("12345").tail == ""
    assert searching.read("ผ้า 1234").tail == ""


@pytest.mark.parametrize(
    "typed",
    ["{0}", "{0} ", "นาง {0}", "{1}", "ป้า {1} ค่ะ"],
)
def test_a_whole_citizen_id_is_never_looked_for(typed):
    digits = citizen_id(7)
    grouped = f"{digits[0]}-{digits[1:5]}-{digits[5:10]} {digits[10:12]} {digits[12]}"
    wanted = searching.read(typed.format(digits, grouped))

    assert wanted == searching.Wanted(is_citizen_id=True)


def test_a_juristic_persons_number_is_no_secret():
    assert searching.read(juristic_id(7)).parts == (juristic_id(7),)


def test_the_column():
    text = searching.text_of(
        number="3104-00123", texts=["ร้าน ผ้า ๕", "", "Silk", "Silk"],
        numbers=["08 1234 5678, 0 4466 6512 ต่อ 12", "", "3-31-04/1-0007"],
    )  # fmt: skip

    assert text == "3104-00123 310400123 ร้าน ผ้า 5 silk 0812345678 044666512 3310410007"
