"""Which column is what, by headers as Thai offices write them and by the cells below."""

import pytest

from registration.imports.old import guessing, targets
from registration.sheets import columns
from tests import factories


@pytest.fixture
def lists(places):
    factories.StandardFactory(code="tcps", name="มผช. (มาตรฐานผลิตภัณฑ์ชุมชน)")
    factories.StandardFactory(code="fda-food", name="อย. (เลขสารบบอาหาร)")
    return columns.lists_of("3104")


def guessed(lists, header, *samples):
    found = guessing.guess(header, samples, lists)
    return [found.get(place, "") for place in range(len(header))]


def test_a_districts_list(lists):
    header = (
        "ที่", "ชื่อกลุ่ม/ผู้ประกอบการ", "ชื่อ-สกุล ประธาน", "เลขบัตรประชาชน", "บ้านเลขที่", "หมู่ที่", "ตำบล",
        "อำเภอ", "เบอร์โทรศัพท์", "ประเภทผู้ประกอบการ", "ชื่อผลิตภัณฑ์", "ประเภทผลิตภัณฑ์", "ราคา (บาท)",
        "มผช. เลขที่", "อย.", "ระดับดาว", "ปีที่ก่อตั้ง", "หมายเหตุ",
    )  # fmt: skip

    assert guessed(lists, header) == [
        "", "name", "person_name", "citizen_id", "site_house_no", "site_moo", "subdistrict",
        "district", "telephone", "producer_type", "product.name", "product.product_type",
        "product.retail_price", "standard:tcps", "standard:fda-food", "product.opc_stars",
        "founded_year", "",
    ]  # fmt: skip


def test_our_own_headers_are_known(lists):
    """Whoever copied columns out of our workbook finds them again."""
    for target in targets.targets(lists):
        assert guessed(lists, [target.label]) != [""], target


def test_slips_of_the_keyboard(lists):
    header = ("ชื่อผลิตภัณท์", "เลขประจำตัวประชาชชน", "รหัสไปรษณี", "เบอร์โทรศัพท์ติดต่อ")

    assert guessed(lists, header) == ["product.name", "citizen_id", "site_postcode", "telephone"]


@pytest.mark.parametrize(
    "header",
    ["จำนวนสมาชิก (คน)", "ผู้รับผิดชอบ", "รหัสผลิตภัณฑ์", "รายได้ (บาท/เดือน)", "ยอดจำหน่าย ต.ค. 60", "พิกัด X"],
)
def test_what_our_form_has_no_place_for_is_left(lists, header):
    """Near as it may be to something else, and whatever stands below it."""
    assert guessed(lists, (header,), ("นายทองดี มีสุข",), ("นางสมศรี ใจดี",)) == [""]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("ชื่อ – นามสกุล", "person_name"),
        ("ระดับดาว ปี 2559", "product.opc_stars"),
        ("ยอดจำหน่ายปี 2560", "last_income"),
        ("ประเภทสินค้า (อาหาร/ผ้า)", "product.product_type"),
        ("ประเภท (กลุ่ม/เจ้าของรายเดียว/SMEs)", "producer_type"),
        ("ชื่อประธานกลุ่ม/ผู้ประกอบการ", "person_name"),
        ("7. เลขบัตรประจำตัวประชาชน 13 หลัก", "citizen_id"),
    ],
)
def test_what_stands_around_a_header(lists, header, key):
    assert guessed(lists, (header,)) == [key]


def test_parts_below_a_common_head(lists):
    header = (
        "ผลิตภัณฑ์ – ชื่อ", "ผลิตภัณฑ์ – ประเภท", "สมาชิก – ชาย", "สมาชิก – หญิง", "มาตรฐาน – มผช.",
        "ที่อยู่ติดต่อ – ตำบล", "ที่ตั้ง – ตำบล",
    )  # fmt: skip

    assert guessed(lists, header) == [
        "product.name", "product.product_type", "members_male", "members_female", "standard:tcps",
        "contact_subdistrict", "subdistrict",
    ]  # fmt: skip


def test_cells_tell_what_headers_leave_open(lists):
    header = ("ชื่อ", "นามสกุล", "ตำบล", "อำเภอ", "ประเภท", "", "", "")
    samples = [
        ("นางสมศรี", "ใจดี", "310401", "3104", "กลุ่มผู้ผลิตชุมชน", "3310400000019", "081-2345678", "x"),
        ("นายทองดี", "มีสุข", "310403", "3104", "รายเดียว", "3310400000027", "44666512", "y"),
    ]

    assert guessed(lists, header, *samples) == [
        "person_first_name", "person_last_name", "subdistrict_code", "district_code",
        "producer_type", "citizen_id", "telephone", "",
    ]  # fmt: skip


def test_a_name_with_a_title_in_it_is_a_persons(lists):
    sample = [("นางสมศรี ใจดี", "ผ้าไหม"), ("น.ส.บุญมา มีสุข", "หมอน")]

    assert guessed(lists, ("ชื่อผู้ประกอบการ", "ผลิตภัณฑ์"), *sample)[0] == "person_name"
    shops = [("ร้านทองดี", "ผ้าไหม"), ("กลุ่มทอผ้า", "หมอน")]
    assert guessed(lists, ("ชื่อผู้ประกอบการ", "ผลิตภัณฑ์"), *shops)[0] == "name"


def test_no_target_is_given_twice(lists):
    assert guessed(lists, ("ชื่อกลุ่ม", "ชื่อกลุ่ม", "โทร", "โทรศัพท์")) == ["name", "", "telephone", ""]


def test_nothing_is_known_about_nothing(lists):
    assert guessed(lists, ("", "กกกกกกกกกก", "1", "-")) == ["", "", "", ""]
    assert guessing.guess((), (), lists) == {}
