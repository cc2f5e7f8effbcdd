"""Navigation by role and the training bar."""

import pytest
from django.urls import reverse

from tests.factories import moment

pytestmark = pytest.mark.django_db

COMMON = {"หน้าหลัก", "รายงาน", "ปฏิทิน"}
EXPECTED = {
    "own_district": COMMON | {"แฟ้มไตรมาสนี้", "ทะเบียน", "บันทึกการใช้งาน"},
    "own_province": COMMON | {"ตรวจสอบรับรอง", "ทะเบียน", "เจ้าหน้าที่", "บันทึกการใช้งาน"},
    "department": COMMON
    | {"ปิดไตรมาส", "ทะเบียน", "เจ้าหน้าที่", "บันทึกการใช้งาน"}
    | {"หนังสือกำหนดเวลา", "ขยายเวลา", "วันหยุด", "ตารางข้อมูล"},
    "reader": COMMON,
}


@pytest.fixture
def now(plan, at):
    return at(moment("2561-2", "ENTRY"))


def items(client, url):
    return list(client.get(url).context["navigation"])


@pytest.mark.parametrize(("who", "labels"), EXPECTED.items())
def test_each_role_finds_its_own_pages_and_no_other(who, labels, request, now):
    persona = request.getfixturevalue(who)
    found = items(persona.client, reverse("calendar", args=(2561,)))
    assert {str(item.label) for item in found} == labels
    for item in found:
        assert persona.client.get(item.url).status_code == 200, item


def test_the_page_one_stands_on_is_marked(own_province, now):
    found = items(own_province.client, reverse("announce", args=("31", "2561-2")))
    assert [str(item.label) for item in found if item.current] == ["ตรวจสอบรับรอง"]


def test_the_work_is_that_of_the_current_quarter(own_district, now, at):
    own = reverse("filing", args=("3104", "2561-2"))
    assert own in {item.url for item in items(own_district.client, "/")}
    at(moment("2561-3", "ENTRY"))
    following = reverse("filing", args=("3104", "2561-3"))
    assert following in {item.url for item in items(own_district.client, "/")}


def test_a_stranger_sees_neither_navigation_nor_clock(client, now):
    response = client.get(reverse("sign-in"))
    assert not response.context["navigation"]
    assert not response.context["clock_bar"]


def test_the_bar_offers_the_windows_of_this_quarter_and_the_next(own_district, now, settings):
    bar = own_district.client.get("/calendar/2561/").context["clock_bar"]
    assert [jump["date"] for jump in bar["jumps"]] == [
        "2018-01-03",
        "2018-03-19",
        "2018-03-26",
        "2018-04-02",
        "2018-06-18",
        "2018-06-25",
    ]
    settings.TRAINING_CLOCK = False
    assert not own_district.client.get("/calendar/2561/").context["clock_bar"]
