"""How alike two producers are: what folds away, what tells apart, what is only a question."""

import pytest

from registration.enums import DuplicateGround as G
from registration.enums import ProducerType
from registration.similarity import (
    LIKELY,
    Traits,
    alike,
    alike_persons,
    fold,
    fold_person,
    house_key,
    likeness,
    number_key,
    phones,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ร้านผ้าไหม", "ร้านผาไหม"),  # a tone mark
        ("กลุ่มทอผ้า บ้านโคก", "กลุ่มทอผ้าบ้านโคก"),
        ("กลุ่มทอผ้าบ้านโคก", "วิสาหกิจชุมชนทอผ้าบ้านโคก"),
        ("วิสาหกิจชุมชนกลุ่มทอผ้าบ้านโคก", "ทอผ้าบ้านโคก"),
        ("บริษัท ทองดีผ้าไทย จำกัด", "บริษัททองดีผ้าไทย"),
        ("หจก.ทองดีผ้าไทย", "ห้างหุ้นส่วนจำกัด ทองดีผ้าไทย"),
        ("ร้านศักดิ์สิทธิ์", "ร้านศักสิท"),  # การันต์ with its letter
        ("ประจ\u0e4d\u0e32บ้าน", "ประจำบ้าน"),
        ("กลุ่มผ้าไหม ๑", "กลุ่มผ้าไหม 1"),
        ("OTOP Shop", "otop shop"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize("name", ["ร้าน", "กลุ่ม", "กลุ่มก", "บริษัท จำกัด", "จำกัด"])
def test_something_is_left_of_a_name(name):
    assert fold(name)


def test_nothing_folds_to_nothing():
    assert fold("") == fold(" - ") == fold_person("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สมใจ ทองดี", "ทองดี สมใจ"),  # the order
        ("นางสมใจ ทองดี", "สมใจ ทองดี"),
        ("นางสาวสมใจ ทองดี", "น.ส. สมใจ ทองดี"),
        ("ว่าที่ ร.ต.สมชาย ทองดี", "นายสมชาย ทองดี"),
        ("ดร. สมชาย ทองดี", "สมชาย ทองดี"),
        ("ศักดิ์ ทองดี", "ศัก ทองดี"),
        ("สมใจ ณ อยุธยา", "สมใจ ณอยุธยา"),
    ],
)
def test_one_person_folds_alike(one, other):
    assert fold_person(one) == fold_person(other) != ""


def test_a_name_that_begins_like_a_title_is_a_name():
    assert fold_person("นางรอง ใจดี").split()[-1] != ""
    assert fold_person("ดรุณี ใจดี") == fold_person("ใจดี ดรุณี")
    assert "ดรุณี" in fold_person("ดรุณี ใจดี")


def test_numbers_tell_names_apart():
    assert alike(fold("กลุ่มทอผ้าบ้านโคก หมู่ 3"), fold("กลุ่มทอผ้าบ้านโคก หมู่ 8")) <= 60
    assert alike(fold("กลุ่มทอผ้าบ้านโคก"), fold("กลุ่มทอผ้าบ้านโคก 2")) <= 60
    assert alike(fold("กลุ่มทอผ้าบ้านโคก 2"), fold("กลุ่มทอผ้าบ้านโคก ๒")) == 100


def test_a_name_that_goes_on_is_near():
    assert alike(fold("กลุ่มทอผ้าไหม"), fold("กลุ่มทอผ้าไหมบ้านโคกเหล็กนางรอง")) >= 80
    assert alike(fold("กลุ่มทอผ้าไหม"), "") == 0


def test_a_last_name_alone_makes_nobody_the_same():
    father, son = fold_person("สมชาย ทองประเสริฐ"), fold_person("ไพโรจน์ ทองประเสริฐ")
    assert alike_persons(father, son) < 70
    assert alike_persons(father, fold_person("สมชาย ทองประเสิด")) > 70
    assert alike_persons(father, fold_person("สมชาย")) < 70
    assert alike_persons(father, "") == 0


def test_telephones_houses_and_numbers_as_they_are_compared():
    assert phones("08 1234 5678, 0 4466 6512 ต่อ 12,") == {"0812345678", "044666512"}
    assert house_key("เลขที่ ๑๒/๓") == house_key("12/3") == "12/3"
    assert house_key("-") == house_key("/") == ""
    assert number_key("4-31-01-03/1-0012") == number_key("4 31 01 03/1 ๐๐๑๒")


SHOP = Traits(
    producer_type=ProducerType.SOLE, name=fold("ร้านสมใจผ้าไทย"), person=fold_person("สมใจ ทองดี"),
    citizen_id="a", phones="08 1234 5678", house="12/3", moo="4", subdistrict="310401",
)  # fmt: skip
GROUP = Traits(
    producer_type=ProducerType.GROUP, name=fold("กลุ่มทอผ้าบ้านโคกเหล็ก"),
    person=fold_person("สมใจ ทองดี"), citizen_id="a", subdistrict="310401",
)  # fmt: skip


def other(traits, **changes):
    known = {name: getattr(traits, name) for name in Traits.__slots__}
    return Traits(**known | changes)


def test_the_same_twice_is_certain_and_says_everything():
    found = likeness(SHOP, SHOP)
    assert (found.score, found.is_certain, found.is_likely, found.is_asked) == (100, 1, 1, 1)
    assert found.grounds == (G.CITIZEN_ID, G.NAME, G.PERSON, G.PHONE, G.ADDRESS)


def test_two_sole_owners_with_one_id_are_one_whatever_they_call_themselves():
    found = likeness(SHOP, other(SHOP, name="อื่น", person="คน อื่น", phones="", house=""))
    assert (found.is_certain, found.is_likely) == (True, True)


@pytest.mark.parametrize("name", ["juristic_id", "enterprise_no"])
def test_one_registration_number_is_one_producer(name):
    one, two = other(GROUP, citizen_id="b", **{name: "9"}), other(SHOP, **{name: "9"})
    assert likeness(one, two).is_certain
    assert not likeness(one, other(two, **{name: "8"})).is_certain


def test_who_leads_a_group_and_has_a_shop_is_asked_and_not_presumed():
    found = likeness(GROUP, SHOP)
    assert (found.is_certain, found.is_likely, found.is_asked) == (False, False, True)
    assert found.score < LIKELY
    two_groups = likeness(GROUP, other(GROUP, name=fold("กลุ่มเลี้ยงไหมบ้านหนองบัว")))
    assert (two_groups.is_likely, two_groups.is_asked) == (False, True)


def test_without_an_id_name_and_person_and_place_speak():
    assert likeness(other(SHOP, citizen_id=""), SHOP).is_likely
    assert likeness(other(SHOP, citizen_id="b"), SHOP).is_likely  # a number typed wrong


@pytest.mark.parametrize(
    "changes",
    [
        {"person": fold_person("ไพโรจน์ ทองดี"), "citizen_id": "b", "name": fold("ร้านจักสานลุงคำ")},
        {"person": fold_person("คำพันธ์ แก้วใส"), "citizen_id": "b", "phones": ""},
        {"name": fold("ร้านขนมแม่บัวลา"), "citizen_id": "b", "phones": "",
         "subdistrict": "310403"},
    ],
    ids=["family in one house", "shop of the same name", "namesake elsewhere"],
)  # fmt: skip
def test_what_only_looks_alike_is_not_asked(changes):
    assert not likeness(SHOP, other(SHOP, **changes)).is_asked


def test_nothing_known_is_like_nothing():
    blank = Traits(producer_type=ProducerType.SOLE)
    assert not likeness(blank, blank).is_asked
    assert not likeness(SHOP, blank).is_asked


def test_it_does_not_matter_who_is_compared_with_whom():
    pairs = [(SHOP, GROUP), (SHOP, other(SHOP, citizen_id="", phones="08 1234 5679"))]
    for one, two in pairs:
        assert likeness(one, two) == likeness(two, one)
