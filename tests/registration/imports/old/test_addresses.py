"""Addresses in one cell, as the lists of offices hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "123/4 ม.5 ถ.สุขุมวิท ต.ในเมือง อ.เมืองบุรีรัมย์ จ.บุรีรัมย์ 31000",
            {"house_no": "123/4", "moo": "5", "road": "สุขุมวิท", "subdistrict": "ในเมือง",
             "district": "เมืองบุรีรัมย์", "province": "บุรีรัมย์", "postcode": "31000"},
        ),
        (
            "เลขที่ 12 หมู่ที่ 3 บ้านโคกสะอาด ตำบลสะเดา อำเภอนางรอง",
            {"house_no": "12", "moo": "3", "village": "บ้านโคกสะอาด", "subdistrict": "สะเดา",
             "district": "นางรอง"},
        ),
        (
            "บ้านเลขที่ ๑๒/๓-๕ ซ.เทศบาล 4 ตรอกวัดใหม่ ถนนประชาสันติ",
            {"house_no": "12/3-5", "soi": "เทศบาล 4 วัดใหม่", "road": "ประชาสันติ"},
        ),
        ("45 ม.7 ต.บ้านยาง อ.บ้านกรวด", {"house_no": "45", "moo": "7", "subdistrict": "บ้านยาง",
                                        "district": "บ้านกรวด"}),
        ("45 ม. 7 ต. บ้านยาง อ. ลำปลายมาศ", {"house_no": "45", "moo": "7",
                                             "subdistrict": "บ้านยาง", "district": "ลำปลายมาศ"}),
        ("9 ม.1ต.ถนนหักอ.นางรองจ.บุรีรัมย์31110", {"house_no": "9", "moo": "1",
         "subdistrict": "ถนนหัก", "district": "นางรอง", "province": "บุรีรัมย์",
         "postcode": "31110"}),
        ("99/1 แขวงบางนา เขตบางนา กทม. 10260", {"house_no": "99/1", "subdistrict": "บางนา",
         "district": "บางนา", "province": "กรุงเทพมหานคร", "postcode": "10260"}),
        ("88 หมู่ 2 อาคารโอทอป ต.ชุมแสง", {"house_no": "88", "moo": "2", "village": "อาคารโอทอป",
                                           "subdistrict": "ชุมแสง"}),
        ("12 หมู่2 กิ่งอำเภอบ้านด่าน", {"house_no": "12", "moo": "2", "district": "บ้านด่าน"}),
        # What no word explains stays with the village.
        ("123 ตลาดสด ม.5", {"house_no": "123", "moo": "5", "village": "ตลาดสด"}),
        ("ตรงข้ามวัดกลาง", {"village": "ตรงข้ามวัดกลาง"}),
        ("-", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_parts_of_an_address(text, expected):
    assert addresses.read(text) == expected


_PARTS = st.lists(
    st.sampled_from(
        ("12/3", "ม.4", "หมู่ที่ 5", "บ้านโคก", "ต.สะเดา", "อ.นางรอง", "จ.บุรีรัมย์", "ซ.3", "ถ.ใหม่",
         "31110", "ตลาดสด", "เลขที่ 7", "กม.", "วัด", ",", "-")
    )
)  # fmt: skip


@given(_PARTS, st.sampled_from((" ", "  ", "")))
def test_no_word_is_lost(parts, between):
    found = " ".join(addresses.read(between.join(parts)).values())

    for part in ("โคก", "สะเดา", "นางรอง", "บุรีรัมย์", "ใหม่", "ตลาดสด", "วัด"):
        assert found.count(part) == "".join(parts).count(part)


@given(st.text(max_size=60))
def test_anything_is_read(text):
    assert all(addresses.read(text).values())
