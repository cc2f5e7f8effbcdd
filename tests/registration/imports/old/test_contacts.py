"""Telephones of old lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import contacts


@pytest.mark.parametrize(
    ("text", "mobiles", "phones"),
    [
        ("0812345678", ["08 1234 5678"], []),
        ("812345678", ["08 1234 5678"], []),  # a spreadsheet took it for a number
        ("812345678.0", ["08 1234 5678"], []),
        ("44666512", [], ["0 4466 6512"]),
        ("081-234-5678 / 044-666512", ["08 1234 5678"], ["0 4466 6512"]),
        ("0812345678,0898765432", ["08 1234 5678", "08 9876 5432"], []),
        ("0812345678 0898765432", ["08 1234 5678", "08 9876 5432"], []),
        ("0812345678 หรือ 0898765432", ["08 1234 5678", "08 9876 5432"], []),
        ("โทร. 0 4466 6512 ต่อ 12", [], ["0 4466 6512 ต่อ 12"]),
        ("044-666512-3", [], ["0 4466 6512", "0 4466 6513"]),
        ("๐๘๑-๒๓๔๕๖๗๘", ["08 1234 5678"], []),
        ("01-2345678", ["08 1234 5678"], []),  # until 2549
        ("", [], []),
    ],
)
def test_every_number_in_its_field(text, mobiles, phones):
    found = contacts.read(text)

    assert (found.mobiles, found.phones, found.unread) == (mobiles, phones, [])


def test_what_is_no_number_is_not_thrown_away():
    found = contacts.read("0812345678, 08123")

    assert (found.mobiles, found.unread) == (["08 1234 5678"], ["08123"])


@given(st.text(alphabet="0123456789๐๑-/, ต่อ.()", max_size=40))
def test_anything_is_sorted(text):
    found = contacts.read(text)
    parts = found.mobiles + found.phones + found.unread

    assert bool(parts) == bool(set(text) - set(" .,/:"))
