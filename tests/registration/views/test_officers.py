"""Accounts: made, changed, moved, ended by the department; read by the province."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from registration.models import Officer
from tests.factories import PASSWORD, OfficerFactory, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
URL, NEW = "/officers/", "/officers/new/"
ACCOUNT = {
    "username": "district3103b", "full_name": "นายใหม่ ทดสอบ", "position": "นักวิชาการ",
    "role": "DISTRICT", "province": "31", "district": "3103", "email": "", "phone": "",
}  # fmt: skip


@pytest.fixture
def now(plan, at):
    return at(moment("2561-2", "ENTRY"))


def url(name, persona):
    return reverse(name, args=(persona.id,))


def signs_in(username, password):
    response = Client().post("/sign-in/", {"username": username, "password": password})
    return response.status_code == 302


def shown_password(response):
    return re.search(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", response.text)[1]


def test_a_new_account_and_its_first_password_shown_once(department, now):
    response = department.client.post(NEW, ACCOUNT)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    password = shown_password(response)
    officer = Officer.objects.get(username=ACCOUNT["username"])
    assert (officer.province_id, officer.district_id) == ("31", "3103")
    assert officer.must_change_password
    for address in (URL, reverse("officer", args=(officer.pk,)), "/journal/"):
        assert password not in department.client.get(address).text
    assert signs_in(ACCOUNT["username"], password)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "department"}, "มีชื่อผู้ใช้นี้แล้ว"),
        ({"username": "ชื่อไทย"}, "ใช้ได้เฉพาะ"),
        ({"district": ""}, "ต้องมีอำเภอ"),
        ({"role": "PROVINCE", "province": "", "district": ""}, "ต้องมีจังหวัด"),
        ({"role": "KING"}, "บทบาท"),
    ],
)
def test_what_cannot_stand_is_named(department, now, change, sentence):
    before = contents()
    response = department.client.post(NEW, ACCOUNT | change)
    assert response.status_code == 422
    assert sentence in response.text
    assert contents() == before


def test_moving_keeps_the_history(department, own_district, now):
    data = {"role": "PROVINCE", "province": "32", "district": "", "position": ""}
    response = department.client.post(url("officer-move", own_district), data)
    assert response.status_code == 302
    page = department.client.get(url("officer", own_district))
    assert [posting.office for posting in page.context["postings"]] == [
        "จังหวัดสุรินทร์",
        "อำเภอนางรอง",
    ]
    assert department.client.post(
        url("officer-move", own_district), {"role": "DISTRICT"}
    ).status_code == 422  # fmt: skip


def test_contact_changes(department, own_district, now):
    data = {"full_name": "นางเปลี่ยน ทดสอบ", "position": "", "email": "a@example.org", "phone": "1"}
    assert department.client.post(url("officer-change", own_district), data).status_code == 302
    assert "นางเปลี่ยน ทดสอบ" in department.client.get(url("officer", own_district)).text
    wrong = department.client.post(url("officer-change", own_district), data | {"email": "x"})
    assert wrong.status_code == 422


def test_ending_restoring_and_a_new_password(department, own_district, now):
    username = own_district.officer.username
    department.client.post(url("officer-end", own_district), {"reason": "เกษียณ"})
    assert not signs_in(username, PASSWORD)
    department.client.post(url("officer-restore", own_district), {"reason": "กลับมา"})
    assert signs_in(username, PASSWORD)
    response = department.client.post(url("officer-new-password", own_district))
    assert not signs_in(username, PASSWORD)
    assert signs_in(username, shown_password(response))
    text = department.client.post(
        url("officer-end", department), {"reason": "x"}, follow=True
    ).text  # fmt: skip
    assert "ปิดบัญชีของตนเองไม่ได้" in text


def test_a_province_reads_its_own_area_only(own_province, own_district, foreign_district, now):
    listed = {row.username for row in own_province.client.get(URL).context["page"].rows}
    assert listed == {"province31", "district3104"}
    page = own_province.client.get(url("officer", own_district))
    assert "จัดการบัญชี" not in page.text
    assert own_province.client.get(url("officer", foreign_district)).status_code == 404
    assert own_province.client.get("/officers/?province=32").context["page"].rows


POSTS = ["officer-change", "officer-move", "officer-end", "officer-restore", "officer-new-password"]


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_nobody_else_touches_accounts(who, request, other_district, now):
    client = request.getfixturevalue(who).client
    before = contents()
    assert client.post(NEW, ACCOUNT).status_code == 403
    for name in POSTS:
        data = ACCOUNT | {"reason": "x"}
        assert client.post(url(name, other_district), data).status_code == 403, name
    if who != "own_province":
        assert client.get(URL).status_code == 403
        assert client.get(url("officer", other_district)).status_code == 403
    assert contents() == before


def test_search_and_pages(department, now):
    OfficerFactory.create_batch(60)
    OfficerFactory(full_name="นายเฉพาะ ทดสอบ", is_active=False)
    page = department.client.get(URL).context["page"]
    assert len(page.rows) == 50
    following = department.client.get(URL + page.next_url).context["page"]
    assert not {row.pk for row in page.rows} & {row.pk for row in following.rows}
    found = department.client.get("/officers/?text=เฉพาะ&active=no&role=DISTRICT")
    assert [row.full_name for row in found.context["page"].rows] == ["นายเฉพาะ ทดสอบ"]
    assert department.client.get("/officers/?page=99999999").status_code == 200
    assert department.client.get("/officers/?role=KING").status_code == 200


def test_it_is_cheap(department, own_district, now):
    few = queries_of(department.client, URL)
    OfficerFactory.create_batch(20)
    assert queries_of(department.client, URL) == few <= 12
    assert queries_of(department.client, url("officer", own_district)) <= 12
