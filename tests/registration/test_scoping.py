"""Whose rows lie within whose area."""

import pytest

from registration.enums import Role
from registration.models import Certification, District, Filing, Officer, Subdistrict
from registration.scoping import Jurisdiction, jurisdiction_of, within
from tests import factories

# For each area: the codes that it covers.
CODES = ("th", "10", "31", "32", "1001", "3103", "3104", "310401", "3201", "320101")
COVERED = {
    (None, None): set(CODES),
    ("31", None): {"31", "3103", "3104", "310401"},
    ("31", "3104"): {"3104", "310401"},
    ("10", None): {"10", "1001"},
    ("32", "3201"): {"3201", "320101"},
}
AREAS = pytest.mark.parametrize(("province", "district"), COVERED)


def somebody(province, district, role=Role.READER):
    return Jurisdiction(1, role, province, district, "ผู้อ่าน")


@AREAS
@pytest.mark.parametrize("code", CODES)
def test_covers(province, district, code):
    by = somebody(province, district)

    assert by.covers(code) == (code in COVERED[province, district])


def test_a_province_code_is_no_prefix_of_another_ones_districts():
    assert not somebody("31", None).covers("13")
    assert not somebody("31", "3104").covers("31")


@AREAS
def test_within_gives_the_rows_that_covers_says(plan, province, district):
    by = somebody(province, district)
    wanted = {code for code in COVERED[province, district] if len(code) == 4}

    filings = Filing.objects.filter(within(by), quarter="2561-2")
    assert set(filings.values_list("district", flat=True)) == wanted
    districts = District.objects.filter(within(by, "pk", "province"))
    assert set(districts.values_list("pk", flat=True)) == wanted
    deep = Subdistrict.objects.filter(within(by, "district"))
    assert {code[:4] for code in deep.values_list("pk", flat=True)} == wanted


def test_an_officer_of_a_district_sees_the_row_of_the_own_province(plan):
    rows = Certification.objects.filter(
        within(somebody("31", "3104"), district="", province="province"), quarter="2561-2"
    )

    assert [row.province_id for row in rows] == ["31"]


@pytest.mark.parametrize(
    ("name", "role", "area", "office"),
    [
        ("own_district", Role.DISTRICT, "3104", "อำเภอนางรอง"),
        ("own_province", Role.PROVINCE, "31", "จังหวัดบุรีรัมย์"),
        ("department", Role.DEPARTMENT, "th", "กรมการพัฒนาชุมชน"),
        ("reader", Role.READER, "31", "จังหวัดบุรีรัมย์"),
    ],
)
def test_a_jurisdiction_is_what_the_officer_is(personas, name, role, area, office):
    officer = personas[name].officer

    by = jurisdiction_of(officer, "request-7")

    assert (by.officer_id, by.role, by.area, by.office) == (officer.pk, role, area, office)
    assert (by.name, by.position) == (officer.full_name, officer.position)
    assert by.request_id == "request-7"
    assert by.is_department == (role == Role.DEPARTMENT)


def test_bangkok_offices_are_named_after_their_khet(places):
    officer = factories.OfficerFactory(district_id="1001")

    assert jurisdiction_of(Officer.objects.get(pk=officer.pk)).office == "เขตพระนคร"
