"""Orders in the browser: issued for any year, superseded, withdrawn; nothing is overwritten."""

from datetime import date

import pytest
from django.urls import reverse

from registration.models import FiscalQuarter, Window, WindowOrder
from registration.selectors import plan as plans
from tests.factories import moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
NEW = "/orders/new/"
HEAD = {
    "number": "มท 0409.4/ว 1", "dated_on": "1 ต.ค. 2561", "issuer": "กรมการพัฒนาชุมชน",
    "subject": "แผนปี 2562", "year": "2562", "scope": "COUNTRY", "province": "", "district": "",
    "note": "", "w-TOTAL_FORMS": "12", "w-INITIAL_FORMS": "0",
}  # fmt: skip


def row(index, opens, closes, days=""):
    keys = (f"w-{index}-{name}" for name in ("opens_on", "closes_on", "stated_days"))
    return dict(zip(keys, (opens, closes, days), strict=True))


FIRST = row(0, "2/10/2561", "๒๑ ธ.ค. ๒๕๖๑", "55")


def post(persona, *rows, **head):
    data = {**HEAD, **head}
    for each in rows:
        data |= each
    response = persona.client.post(NEW, data)
    found = response.context and response.context.get("findings")
    if found and found.mark and response.status_code == 422:
        # What was shown has been read (``test_order_checks``).
        response = persona.client.post(NEW, data | {"acknowledged": found.mark})
    return response


def test_the_department_sets_a_new_year(department, plan):
    response = post(department, FIRST, row(1, "24/12/2561", "28/12/2561", "5"))
    order = WindowOrder.objects.get(number=HEAD["number"])
    assert response.headers["Location"] == reverse("order", args=(order.pk,))
    assert list(order.windows.values_list("quarter", "step", "opens_on", "stated_days")) == [
        ("2562-1", "ENTRY", date(2018, 10, 2), 55),
        ("2562-1", "CERTIFICATION", date(2018, 12, 24), 5),
    ]
    assert FiscalQuarter.objects.get(pk="2562-1").state == "OPEN"
    page = department.client.get(response.headers["Location"])
    assert "วันทำการที่นับได้" in page.text
    assert [w["computed"] for w in page.context["windows"]] == [59, 5]


def test_a_newer_order_supersedes_and_a_withdrawn_one_gives_way(department, plan, at):
    on = at(moment("2561-2", "ENTRY"))
    post(department, row(6, "3/4/2561", "8/6/2561"), year="2561", dated_on="1/3/2561")
    newer = WindowOrder.objects.get(number=HEAD["number"])
    old_page = department.client.get(reverse("order", args=(plan.pk,)))
    assert old_page.context["standing"] == "partly"
    assert sum(w["by"] == newer for w in old_page.context["windows"]) == 1
    assert Window.objects.filter(order=plan).count() == 12
    address = reverse("order", args=(newer.pk,))
    assert department.client.post(address, {"reason": "พิมพ์ผิด"}).status_code == 302
    assert "พิมพ์ผิด" in department.client.get(address).text
    assert department.client.get("/orders/").context["rows"][0]["standing"] == "withdrawn"
    third = FiscalQuarter.objects.get(pk="2561-3")
    standing = plans.plan_of(third).standing("ENTRY", "31", "3104")
    assert standing.window.opens_on == date(2018, 4, 2)
    assert on


@pytest.mark.parametrize(
    ("rows", "head", "sentence"),
    [
        ([], {}, "กรอกช่วงเวลาอย่างน้อยหนึ่งช่วง"),
        ([row(0, "21/12/2561", "2/10/2561")], {}, "ต้องไม่ก่อนวันที่เปิด"),
        ([row(0, "2/10/2561", "")], {}, "กรอกวันที่สิ้นสุด"),
        ([row(0, "", "2/10/2561")], {}, "กรอกวันที่เปิด"),
        ([row(0, "2/10/2018", "5/10/2561")], {}, "เป็นปี ค.ศ."),
        ([row(0, "2/10/2571", "5/10/2571")], {}, "ให้ตรวจปีที่พิมพ์"),
        ([FIRST], {"number": ""}, "เลขที่หนังสือ"),
        ([FIRST], {"scope": "PROVINCE"}, "เลือกจังหวัดที่ใช้"),
        ([FIRST], {"scope": "DISTRICT", "district": "9999"}, "อำเภอ"),
        (
            [row(1, "24/12/2561", "28/12/2561")],
            {"scope": "DISTRICT", "district": "3104"},
            "ใช้ได้กับขั้นตอนอำเภอลงทะเบียนเท่านั้น",
        ),
        (
            [row(2, "24/12/2561", "28/12/2561")],
            {"scope": "PROVINCE", "province": "31"},
            "ใช้กับทั้งประเทศเท่านั้น",
        ),
    ],
)
def test_what_cannot_stand_is_named_and_nothing_is_written(department, plan, rows, head, sentence):
    before = contents()
    response = post(department, *rows, **head)
    assert response.status_code == 422
    assert sentence in response.text
    assert contents() == before


def test_the_same_letter_is_recorded_once(department, plan):
    post(department, FIRST)
    response = post(department, FIRST)
    assert response.status_code == 422
    assert "บันทึกหนังสือฉบับนี้ไว้แล้ว" in response.text


def test_a_row_more_than_the_grid_has_is_ignored(department, plan):
    data = {"w-TOTAL_FORMS": "400"}
    assert post(department, FIRST, row(20, "2/10/2561", "5/10/2561"), data).status_code in {
        302,
        422,
    }
    assert Window.objects.filter(quarter__year=2562).count() <= 1


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_others_read_and_do_not_write(who, request, plan):
    client = request.getfixturevalue(who).client
    address = reverse("order", args=(plan.pk,))
    assert client.get("/orders/").status_code == client.get(address).status_code == 200
    assert NEW not in client.get("/orders/").text
    before = contents()
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {**HEAD, **FIRST}).status_code == 403
    assert client.post(address, {"reason": "x"}).status_code == 403
    assert contents() == before


def test_withdrawing_wants_a_reason(department, plan):
    before = contents()
    assert department.client.post(reverse("order", args=(plan.pk,)), {}).status_code == 409
    assert contents() == before


def test_no_such_order(department, plan):
    assert department.client.get("/orders/999999/").status_code == 404
    assert department.client.post("/orders/999999/", {"reason": "x"}).status_code == 404


def test_lists_are_cheap(department, plan):
    few = queries_of(department.client, "/orders/")
    for n in range(3):
        post(department, FIRST, number=f"ที่ {n}")
    assert queries_of(department.client, "/orders/") == few <= 12
    assert queries_of(department.client, reverse("order", args=(plan.pk,))) <= 12
    assert queries_of(department.client, NEW) <= 12
