"""Where a row lies: codes and names of today, and of places that are gone."""

import geothai
import pytest
from geothai.abolished import abolished_areas

from registration.imports.old import gazetteer, places
from registration.imports.old.places import Said
from registration.imports.old.shapes import Place


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(subdistrict_code="310401"), ("3104", "310401")),
        (Said(subdistrict_code="๓๑๐๔๐๑"), ("3104", "310401")),
        (Said(subdistrict_code="310401.0"), ("3104", "310401")),
        (Said(subdistrict_code="31040105"), ("3104", "310401")),  # a village's
        (Said(district_code="3104"), ("3104", None)),
        (Said(district_code="3104", subdistrict="ต.สะเดา"), ("3104", "310403")),
        (Said(province_code="31", district_code="4", subdistrict_code="3"), ("3104", "310403")),
        (Said(district="3104"), ("3104", None)),
        (Said(district="นางรอง"), ("3104", None)),
        (Said(district="อ.นางรอง", subdistrict="ตำบลสะเดา"), ("3104", "310403")),
        (Said(district="อำเภอ นางรอง", province="จ.บุรีรัมย์"), ("3104", None)),
        (Said(district="เมือง", subdistrict="ในเมือง"), ("3101", "310101")),
        (Said(district="อ.เมือง", province="สุรินทร์"), ("3201", None)),
        (Said(subdistrict="บางนาเหนือ", district="เขตบางนา", province="กทม."), ("1047", "104702")),
    ],
)
def test_codes_and_names_of_today(said, expected):
    found = places.find(said, "31")

    assert (found.district, found.subdistrict, found.note) == (*expected, "")


def test_who_says_nothing_lies_in_the_districts_own_list():
    assert places.find(Said(), "3104") == Place("3104")
    assert places.find(Said(subdistrict="สะเดา"), "3104") == Place("3104", "310403")
    found = places.find(Said(), "31")
    assert found.district is None
    assert "ไม่บอกอำเภอ" in found.note


@pytest.mark.parametrize(
    ("code", "today"), [("430301", "380101"), ("4303", "3801"), ("4304", "3802"), ("4313", "3808")]
)
def test_bueng_kan_under_its_old_codes(code, today):
    """Royal Act of 2554: eight districts of Nong Khai became a province."""
    said = {6: Said(subdistrict_code=code), 4: Said(district_code=code)}[len(code)]
    found = places.find(said, "38")

    assert (found.district, found.subdistrict) == (today[:4], today if len(today) == 6 else None)
    assert "เลิกใช้แล้ว" in found.note
    assert "บึงกาฬ" in found.note


def test_bueng_kan_under_its_old_names():
    found = places.find(Said(district="อ.เซกา", province="จ.หนองคาย"), "th")

    assert found.district == "3804"
    assert "เปลี่ยนเขตการปกครองแล้ว" in found.note
    said = Said(
        subdistrict_code="430301", subdistrict="บึงกาฬ", district="บึงกาฬ", province="หนองคาย"
    )
    assert places.find(said, "38").subdistrict == "380101"
    assert "แต่แถวนี้เขียนว่า" not in places.find(said, "38").note


def test_a_successor_by_its_name_alone_is_to_be_checked():
    found = places.find(Said(subdistrict_code="310107"), "31")

    assert (found.district, found.subdistrict) == ("3116", "311601")
    assert "โปรดตรวจ" in found.note
    named = places.find(Said(subdistrict="ห้วยราช", district="เมือง"), "31")
    assert (named.district, named.subdistrict) == ("3116", "311601")


def test_several_successors_are_narrowed_by_the_rows_names():
    narrowed = places.find(Said(subdistrict_code="104701", subdistrict="แขวงบางนาใต้"), "10")
    assert narrowed.subdistrict == "104703"

    open_ = places.find(Said(subdistrict_code="104701", subdistrict="บางนา"), "10")
    assert (open_.district, open_.subdistrict) == (None, None)
    assert "104702" in open_.note
    assert "104703" in open_.note


def test_gone_without_a_successor_on_record():
    """Sa Kaeo left Prachin Buri in 2536; DOPA's list names no successor."""
    found = places.find(Said(district_code="2505", province="สระแก้ว"), "27")
    assert found.district == "2704"

    alone = places.find(Said(district_code="2505"), "27")
    assert alone.district is None
    assert "2704" in alone.note


def test_names_that_contradict_the_code_are_told():
    found = places.find(Said(subdistrict_code="310401", subdistrict="สะเดา"), "31")
    assert found.subdistrict == "310401"
    assert "สะเดา" in found.note

    found = places.find(Said(district_code="3104", district="กระสัง"), "31")
    assert found.district == "3104"
    assert "กระสัง" in found.note

    found = places.find(Said(district_code="3103", subdistrict_code="310401"), "31")
    assert found.district == "3104"
    assert "3103" in found.note


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (Said(subdistrict_code="319999"), "319999"),
        (Said(district="นางรองใต้"), "นางรองใต้"),
        (Said(district="นางรอง", province="บุรีรำ"), "บุรีรำ"),
        (Said(province_code="99"), "99"),
        (Said(subdistrict="สะเดาใหม่", district="นางรอง"), "สะเดาใหม่"),
        (Said(subdistrict="บ้านยาง"), "บ้านยาง"),
        (Said(district="กระสัง", province="สุรินทร์"), "3103"),
    ],
)
def test_what_is_unknown_is_named(said, word):
    found = places.find(said, "31")

    assert found.subdistrict is None
    assert word in found.note


def test_every_place_that_is_gone_is_read_or_explained():
    for each in abolished_areas():
        said = (
            Said(subdistrict_code=each.code)
            if each.level == "subdistrict"
            else Said(district_code=each.code)
        )
        found = places.find(said, "th")
        assert found.note
        assert found.district is None or geothai.district(found.district)
        assert found.subdistrict is None or geothai.subdistrict(found.subdistrict)
        if len(gazetteer.successors(each)) == 1:
            assert found.district == each.successors[0][:4]


def test_every_place_of_today_is_found_by_its_names():
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for each in geothai.subdistricts(district.code):
                said = Said(each.name_th, "", district.name_th, "", province.name_th)
                found = places.find(said, "th")
                assert found.subdistrict == each.code or "มีหลายแห่ง" in found.note
