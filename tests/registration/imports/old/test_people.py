"""Names in one cell, as the lists of offices hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import people
from registration.imports.old.people import Person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("นางสาวสมศรี ใจดี", ("นางสาว", "สมศรี", "ใจดี")),
        ("น.ส.สมศรี ใจดี", ("นางสาว", "สมศรี", "ใจดี")),
        ("น.ส. สมศรี  ใจดี", ("นางสาว", "สมศรี", "ใจดี")),
        ("นส.สมศรี ใจดี", ("นางสาว", "สมศรี", "ใจดี")),
        ("นายทองดี  มีสุข", ("นาย", "ทองดี", "มีสุข")),
        ("นาย ทองดี มีสุข", ("นาย", "ทองดี", "มีสุข")),
        ("นางน้อย ใจดี", ("นาง", "น้อย", "ใจดี")),
        ("ว่าที่ ร.ต.หญิง สมศรี ใจดี", ("ว่าที่ ร.ต.หญิง", "สมศรี", "ใจดี")),
        ("ว่าที่ร้อยตรีสมชาย ใจดี", ("ว่าที่ร้อยตรี", "สมชาย", "ใจดี")),
        ("พ.ต.อ.สมชาย ใจดี", ("พ.ต.อ.", "สมชาย", "ใจดี")),
        ("ร.ต.ต. สมชาย ใจดี", ("ร.ต.ต.", "สมชาย", "ใจดี")),
        ("ด.ต.สมชาย ใจดี", ("ด.ต.", "สมชาย", "ใจดี")),
        ("จ.ส.อ.สมชาย ใจดี", ("จ.ส.อ.", "สมชาย", "ใจดี")),
        ("ม.ล.สมศรี ใจดี", ("ม.ล.", "สมศรี", "ใจดี")),
        ("ม.ร.ว.สมศรี ใจดี", ("ม.ร.ว.", "สมศรี", "ใจดี")),
        ("ผศ.ดร.สมชาย ใจดี", ("ผศ. ดร.", "สมชาย", "ใจดี")),
        ("ดร.สมชาย ใจดี", ("ดร.", "สมชาย", "ใจดี")),
        ("นางสมศรี ณ อยุธยา", ("นาง", "สมศรี", "ณ อยุธยา")),
        ("นางสมศรี ใจดี มีสุข", ("นาง", "สมศรี", "ใจดี มีสุข")),
        ("1. นางสมศรี ใจดี", ("นาง", "สมศรี", "ใจดี")),
        ("สมศรี ใจดี", ("", "สมศรี", "ใจดี")),
        ("สมศรี", ("", "สมศรี", "")),
        # Names that only look as if they began with a title.
        ("นายิกา ใจดี", ("", "นายิกา", "ใจดี")),
        ("คุณากร ใจดี", ("", "คุณากร", "ใจดี")),
        ("นวลจันทร์ ใจดี", ("", "นวลจันทร์", "ใจดี")),
        ("", ("", "", "")),
    ],
)
def test_title_first_and_last_name(text, expected):
    found = people.read(text)

    assert (found.title, found.first, found.last) == expected
    assert found.rest == ""


def test_of_two_people_the_first_and_a_word_about_the_other():
    assert people.read("นางสมศรี ใจดี และนายทองดี มีสุข") == Person("นาง", "สมศรี", "ใจดี", "นายทองดี มีสุข")
    assert people.read("นางสมศรี ใจดี (ประธาน)") == Person("นาง", "สมศรี", "ใจดี", "ประธาน")


def test_a_title_in_a_column_of_its_own_is_written_in_full():
    assert people.in_full("น.ส.") == people.in_full("น. ส.") == "นางสาว"
    assert people.in_full("พ.ต.อ.") == "พ.ต.อ."


_THAI = st.text(alphabet="กขคจชดตนบปมยรลวสหอะาิีุูเแโไ่้.() \n,/นายนางสาวดร1๒", max_size=30)


@given(_THAI)
def test_no_letter_is_lost(text):
    found = people.read(text)

    kept = f"{found.title}{found.first}{found.last}{found.rest}".replace("นางสาว", "นส")
    for letter in "กขคจชบปมยรลหอโไ":
        assert kept.count(letter) >= text.replace("และ", "").count(letter)
