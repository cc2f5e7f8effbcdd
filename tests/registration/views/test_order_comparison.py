"""Two orders side by side."""

import pytest

from registration.models import WindowOrder
from tests.registration.views.asking import queries_of
from tests.registration.views.test_orders import HEAD, post, row

pytestmark = pytest.mark.django_db
HEAD = HEAD | {"year": "2561", "dated_on": "1/3/2561"}


def order(department, *rows, **head):
    assert post(department, *rows, **{**HEAD, **head}).status_code == 302
    return WindowOrder.objects.latest("pk")


def address(a, b):
    return f"/orders/compare/?a={a.pk}&b={b.pk}"


def test_what_moves_and_by_how_many_days(department, own_district, plan):
    newer = order(
        department, row(3, "3/1/2561", "20/3/2561"), row(4, "18/3/2561", "23/3/2561"),
        number="ว 2",
    )  # fmt: skip
    context = own_district.client.get(address(plan, newer)).context
    found = {(each["quarter"], each["step"]): each for each in context["rows"]}
    assert len(found) == 12
    entry = found["2561-2", "อำเภอลงทะเบียน"]
    assert (entry["opens"], entry["closes"]) == ("เท่าเดิม", "ช้าลง 4 วัน")
    assert found["2561-2", "จังหวัดตรวจสอบรับรอง"]["opens"] == "เร็วขึ้น 1 วัน"
    assert found["2561-1", "กรมฯ ปิดระบบ"]["only"] == "ฉบับหลังไม่ได้กำหนด"
    assert entry["b"]["counted"] - entry["a"]["counted"] == 2


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ({}, ["ใช้ทั้งสองฉบับ: 3 จังหวัด 4 อำเภอ/เขต"]),
        (
            {"scope": "DISTRICT", "district": "3104"},
            ["ใช้ทั้งสองฉบับ: 1 จังหวัด 1 อำเภอ/เขต", "ใช้เฉพาะฉบับแรก: 3 อำเภอ/เขต"],
        ),
        (
            {"scope": "PROVINCE", "province": "31"},
            ["ใช้ทั้งสองฉบับ: 1 จังหวัด 2 อำเภอ/เขต", "ใช้เฉพาะฉบับแรก: 2 อำเภอ/เขต"],
        ),
    ],
)
def test_for_which_offices(department, plan, scope, said):
    newer = order(department, row(3, "3/1/2561", "20/3/2561"), **scope)
    assert department.client.get(address(plan, newer)).context["offices"] == said


def test_two_places_that_share_no_office(department, plan):
    one = order(department, row(3, "3/1/2561", "20/3/2561"), scope="DISTRICT", district="3104")
    other = order(
        department, row(3, "3/1/2561", "21/3/2561"), scope="PROVINCE", province="32", number="ว 3"
    )
    assert department.client.get(address(one, other)).context["offices"] == [
        "ไม่มีสำนักงานใดที่หนังสือทั้งสองฉบับใช้ด้วยกัน",
        "ใช้เฉพาะฉบับแรก: 1 อำเภอ/เขต",
        "ใช้เฉพาะฉบับหลัง: 1 อำเภอ/เขต",
    ]


@pytest.mark.parametrize("query", ["a=1&b=", "a=x&b=y", "a=999&b=1"])
def test_orders_that_are_not_there(own_district, plan, query):
    assert own_district.client.get(f"/orders/compare/?{query}").status_code == 422


def test_the_same_order_twice(own_district, plan):
    assert "ที่ต่างกัน" in own_district.client.get(address(plan, plan)).text


def test_it_is_cheap(department, plan):
    newer = order(department, row(3, "3/1/2561", "20/3/2561"))
    assert queries_of(department.client, address(plan, newer)) <= 12
