"""Single values: what is accepted, what is refused, and that each refusal names the remedy."""

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration import validators
from registration.errors import InvalidValue

TWELVE = st.text("0123456789", min_size=12, max_size=12)


def valid_id(first12):
    return first12 + validators.check_digit(first12)


# --- text ---


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  กลุ่ม   ทอผ้า \n บ้าน\u00a0นา ", "กลุ่ม ทอผ้า บ้าน นา"),
        ("ผ้า\u200bไหม\ufeff\u2060\u200d", "ผ้าไหม"),
        ("ป\u0e23\u0e30จ\u0e4d\u0e32", "ประจำ"),
        ("น\u0e4d\u0e49\u0e32พริก", "น้ำพริก"),
        ("น\u0e49\u0e4d\u0e32พริก", "น้ำพริก"),
        ("\u0e40\u0e40ม่", "แม่"),
        ("ประจ าตำบล", "ประจำตำบล"),
        ("อ าเภอเมือง ต าบลในเมือง", "อำเภอเมือง ตำบลในเมือง"),
        ("น ้าพริกแม่น้อย", "น้ำพริกแม่น้อย"),
        ("น้ าผึ้ง", "น้ำผึ้ง"),
        ("บริษัท ก จ ากัด", "บริษัท ก จำกัด"),
        ("ยาหม่อง ย าดม", "ยาหม่อง ย าดม"),
        ("ผ้ าไหม", "ผ้ าไหม"),
        ("Cafe\u0301", "Café"),
        ("", ""),
    ],
)
def test_text_is_normalised(typed, stored):
    assert validators.normalise_text(typed) == stored


@given(st.text("กจตนมย ้่ำาํเแ\u200b ab", max_size=30))
def test_normalising_twice_changes_nothing(text):
    once = validators.normalise_text(text)
    assert validators.normalise_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "ordered",
    [
        ["กก", "กะ", "กา", "กำ", "เก", "แก", "โก", "ใก", "ไก", "ขก"],
        ["กระสัง", "คูเมือง", "ชำนิ", "นางรอง", "โนนดินแดง", "โนนสุวรรณ", "บ้านกรวด", "เมืองบุรีรัมย์"],
        ["กบินทร์บุรี", "แก่งคอย", "ขอนแก่น", "เขาค้อ", "ค้อวัง", "คำชะอี"],
        ["ปา", "ป่า", "ป้า", "ป๊า", "ป๋า", "ปาก"],
        ["กลุ่ม 1", "กลุ่ม ๑ ก", "กลุ่ม 2", "กลุ่มก"],
        ["ขาวข่าว", "ข่าวขาว"],
    ],
)
def test_sort_key_orders_like_a_thai_dictionary(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=validators.sort_key) == ordered


def test_sort_key_ignores_case_and_script_of_digits():
    assert validators.sort_key("OTOP ๑๒") == validators.sort_key("otop 12")


# --- citizen ID ---


@given(TWELVE)
def test_check_digit_is_the_published_formula(first12):
    weighted = sum((14 - i) * int(digit) for i, digit in enumerate(first12, start=1))
    assert validators.check_digit(first12) == str((11 - weighted % 11) % 10)


@pytest.mark.parametrize(
    "typed",
    [
        "1234567890121",
        " 1-2345-67890-12-1 ",
        "1 2345 67890 12 1",
        "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
        "1–2345–67890–12–1\u200b",
    ],
)
def test_citizen_id_is_read_in_every_spelling(typed):
    assert validators.citizen_id(typed) == "1234567890121"


@given(st.sampled_from("123458"), st.text("0123456789", min_size=11, max_size=11))
def test_generated_ids_of_allowed_first_digits_pass(first, rest):
    number = valid_id(first + rest)
    assert validators.citizen_id(number) == number


@given(st.sampled_from("123458"), st.text("0123456789", min_size=11, max_size=11))
def test_only_one_check_digit_passes(first, rest):
    number = valid_id(first + rest)
    passing = []
    for digit in "0123456789":
        try:
            passing.append(validators.citizen_id(number[:12] + digit))
        except InvalidValue:
            continue
    assert passing == [number]


def test_wrong_check_digit_does_not_give_the_right_one_away():
    with pytest.raises(InvalidValue) as refused:
        validators.citizen_id("1234567890125")
    assert "บัตรประชาชน" in str(refused.value)
    assert not re.search("[0-9๐-๙]", str(refused.value))


@pytest.mark.parametrize(
    ("first", "says"),
    [("0", "นิติบุคคล"), ("6", "เข้าเมือง"), ("7", "บุตร"), ("9", "ไม่มีเลขประจำตัวประชาชนที่ขึ้นต้นด้วย 9")],
)
def test_first_digits_of_people_without_thai_nationality(first, says):
    with pytest.raises(InvalidValue, match=says) as refused:
        validators.citizen_id(valid_id(first + "10060044563"))
    assert "กรุณา" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "กรอกไว้ 0 หลัก"),
        ("123456789012", "กรอกไว้ 12 หลัก"),
        ("12345678901211", "กรอกไว้ 14 หลัก"),
        ("123456789012a", "เฉพาะตัวเลข"),
        ("١٢٣٤٥٦٧٨٩٠١٢١", "เฉพาะตัวเลข"),
    ],
)
def test_citizen_id_of_other_shapes(typed, says):
    with pytest.raises(InvalidValue, match=says):
        validators.citizen_id(typed)


def test_citizen_id_on_screen():
    assert validators.format_citizen_id("1234567890121") == "1-2345-67890-12-1"
    assert validators.mask_citizen_id("1234567890121") == "x-xxxx-xxxxx-12-1"
    assert validators.mask_citizen_id("") == ""


@given(st.one_of(TWELVE.map(valid_id), st.text(max_size=20)))
def test_mask_shows_at_most_three_digits(digits):
    assert sum(char.isdigit() for char in validators.mask_citizen_id(digits)) <= 3


# --- juristic ID ---


def test_juristic_id():
    number = valid_id("031556100001")
    assert validators.juristic_id(f"{number[:1]}-{number[1:3]}-{number[3:]}") == number


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("บัตร {0} และ {1}", "บัตร {2} และ {3}"),
        ("1-1037-0000{0}", "1-1037-0000{0}"),  # longer than an ID
        ("โทร 08 1234 5678 แจ้งวันที่ 12/3/2561", None),
        ("สารบบอาหาร 31-2-04561-2-0009", None),
        ("", None),
    ],
)
def test_citizen_ids_within_a_text_are_masked(text, masked):
    """However they are written; other numbers and everything around them stay."""
    first, second = valid_id("110370000077"), valid_id("110370000078")
    thai = validators.format_citizen_id(second).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    ids = (first, thai, *map(validators.mask_citizen_id, (first, second)))
    said = text.format(*ids)
    assert validators.mask_within(said) == (masked.format(*ids) if masked else said)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("1234567890121", "ขึ้นต้นด้วย 0"), ("0315561", "กรอกไว้ 7 หลัก"), ("03155610000x1", "เฉพาะตัวเลข")],
)
def test_other_numbers_are_no_juristic_id(typed, says):
    with pytest.raises(InvalidValue, match=says):
        validators.juristic_id(typed)


def test_juristic_id_with_wrong_check_digit():
    number = valid_id("031556100001")
    wrong = number[:12] + str((int(number[12]) + 1) % 10)
    with pytest.raises(InvalidValue, match="หนังสือรับรองนิติบุคคล"):
        validators.juristic_id(wrong)


# --- telephone ---


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("044666512", "0 4466 6512"),
        ("044-666512", "0 4466 6512"),
        ("๐ ๔๔๖๖ ๖๕๑๒", "0 4466 6512"),
        ("(02) 123.4567", "0 2123 4567"),
        ("0812345678", "08 1234 5678"),
        ("06-1234-5678", "06 1234 5678"),
        ("+66 81 234 5678", "08 1234 5678"),
        ("+66 (0)44 666 512", "0 4466 6512"),
        ("0 4466 6512 ต่อ ๑๒", "0 4466 6512 ต่อ 12"),
        ("044666512 ext. 9", "0 4466 6512 ต่อ 9"),
        ("044666512#101", "0 4466 6512 ต่อ 101"),
        ("044666512, 0812345678", "0 4466 6512, 08 1234 5678"),
        ("044666512/044666513 ต่อ 2;", "0 4466 6512, 0 4466 6513 ต่อ 2"),
        ("044666512, 0 4466 6512", "0 4466 6512"),
    ],
)
def test_phone(typed, stored):
    assert validators.phone(typed) == stored
    assert validators.phone(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " , ",
        "1155",
        "04466651",
        "0446665120",
        "081234567",
        "08123456789",
        "012345678",
        "0112345678",
        "044666512-3",
        "ไม่มี",
        "044666512 ต่อ ก",
        "044666512 ต่อ",
        "044666512, 12",
    ],
)
def test_other_phones_name_the_remedy(typed):
    with pytest.raises(InvalidValue, match="เช่น 0 4466 6512"):
        validators.phone(typed)


# --- postcode, year, position ---


@pytest.mark.parametrize("typed", ["31000", " 31 000", "๓๑๐๐๐"])
def test_postcode(typed):
    assert validators.postcode(typed) == "31000"


@pytest.mark.parametrize("typed", ["", "3100", "310000", "03100", "31O00"])
def test_other_postcodes(typed):
    with pytest.raises(InvalidValue, match="5 หลัก"):
        validators.postcode(typed)


@pytest.mark.parametrize(
    ("typed", "year"), [("2400", 2400), ("2561", 2561), ("พ.ศ. ๒๕๔๔", 2544), (2544, 2544)]
)
def test_be_year(typed, year):
    assert validators.be_year(typed, 2561) == year


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2399", "2400 ถึง 2561"),
        ("2562", "2400 ถึง 2561"),
        ("2018", "กรุณากรอกปี พ.ศ. คือ 2561"),
        ("61", "4 หลัก"),
        ("", "4 หลัก"),
    ],
)
def test_other_years(typed, says):
    with pytest.raises(InvalidValue, match=says):
        validators.be_year(typed, 2561)


def test_gps_at_the_edges_of_thailand():
    assert validators.gps("๑๔.๙๙๓๒", 103.1029) == (Decimal("14.993200"), Decimal("103.102900"))
    assert validators.gps("5.6", "97.3") == (Decimal("5.6"), Decimal("97.3"))
    assert validators.gps("20.5", "105.7") == (Decimal("20.5"), Decimal("105.7"))


@pytest.mark.parametrize(
    ("lat", "lon", "says"),
    [
        ("5.599999", "100", "นอกประเทศไทย"),
        ("20.500001", "100", "นอกประเทศไทย"),
        ("14", "97.299999", "นอกประเทศไทย"),
        ("14", "105.700001", "นอกประเทศไทย"),
        ("103.1", "14.9", "สลับช่อง"),
        ("", "103.1", "ครบทั้งสองช่อง"),
        ("14.9", "", "ครบทั้งสองช่อง"),
        ("NaN", "103.1", "องศาทศนิยม"),
        ("14.9", "Infinity", "องศาทศนิยม"),
        ("1e999999", "103.1", "องศาทศนิยม"),
        ("14°59'", "103.1", "องศาทศนิยม"),
        (None, "103.1", "ครบทั้งสองช่อง"),
    ],
)
def test_gps_elsewhere(lat, lon, says):
    with pytest.raises(InvalidValue, match=says):
        validators.gps(lat, lon)
