"""Standards in columns of their own and together in one cell."""

import pytest

from registration.imports.old import holdings
from registration.imports.old.holdings import Held

_MPC = ("มผช.", "มาตรฐานผลิตภัณฑ์ชุมชน")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/2546", Held("17/2546")),
        ("มผช. 17/2546", Held("17/2546")),
        ("เลขที่ 17/2546", Held("17/2546")),
        ("มผช.เลขที่ 17/2546", Held("17/2546")),
        ("17/2546 หมดอายุ 12 ม.ค. 62", Held("17/2546", "12/1/2562")),
        ("✓", Held()),
        ("มี", Held()),
        ("/", Held()),
        ("มผช.", Held()),
        ("อยู่ระหว่างขอ", Held(is_pending=True)),
        ("ไม่มี", None),
        ("-", None),
        ("", None),
        ("ไม่ได้", None),
    ],
)
def test_a_column_of_one_standard(text, expected):
    assert holdings.read(text, _MPC) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("มผช., อย.", [("มผช.", ""), ("อย.", "")]),
        (
            "มผช. 17/2546, อย. 31-2-04561-2-0001",
            [("มผช.", "17/2546"), ("อย.", "31-2-04561-2-0001")],
        ),
        ("มผช. เลขที่ 17/2546\nฮาลาล", [("มผช.", "17/2546"), ("ฮาลาล", "")]),
        ("มผช./อย.", [("มผช.", ""), ("อย.", "")]),
        ("-", []),
    ],
)
def test_all_in_one_cell(text, expected):
    assert holdings.parts(text) == expected
