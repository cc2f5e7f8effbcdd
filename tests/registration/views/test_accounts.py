"""Signing in and out, the first password."""

import pytest
from django.urls import reverse

from registration.services import officers
from tests.factories import LONG_AGO, PASSWORD
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
SIGN_IN, PASSWORD_PAGE = "/sign-in/", "/password/"


def sign_in(client, username, password):
    return client.post(SIGN_IN, {"username": username, "password": password})


def test_signing_in_and_out(client, own_district, plan):
    assert sign_in(client, "district3104", PASSWORD).headers["Location"] == "/"
    assert client.get(SIGN_IN).headers["Location"] == "/"
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_a_wrong_name_and_a_wrong_password_look_alike(client, own_district):
    answers = [
        sign_in(client, "district3104", "wrong-password-1"),
        sign_in(client, "nobody", PASSWORD),
    ]
    for answer in answers:
        assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in answer.text
    assert client.get("/").status_code == 302


def test_an_ended_account_is_out_at_once(own_district, department, plan):
    client = own_district.client
    assert client.get("/").status_code == 200
    officers.set_active(
        by=department.by, on=LONG_AGO, officer=own_district.id, active=False, reason="ลาออก"
    )
    assert client.get("/").status_code == 302


@pytest.fixture
def newcomer(department, client):
    password = officers.new_password()
    officers.create(
        by=department.by, on=LONG_AGO, username="newcomer", full_name="นางใหม่ ทดสอบ",
        role="DISTRICT", district="3103", password=password,
    )  # fmt: skip
    assert sign_in(client, "newcomer", password).status_code == 302
    return password


def change(client, current, new, again=None):
    return client.post(PASSWORD_PAGE, {"current": current, "password": new, "again": again or new})


def test_a_first_password_opens_one_page_until_it_is_changed(client, newcomer, plan):
    for address in ("/", "/calendar/2561/", "/journal/", "/register/", "/reports/"):
        assert client.get(address).headers["Location"] == PASSWORD_PAGE
    page = client.get(PASSWORD_PAGE)
    assert "ตั้งรหัสผ่านของท่านเองก่อน" in page.text
    assert not page.context["navigation"]
    assert change(client, newcomer, "bua-luang-2561-riverside").headers["Location"] == "/"
    assert client.get("/").status_code == 200, "the session stays"
    client.post("/sign-out/")
    assert "ไม่ถูกต้อง" in sign_in(client, "newcomer", newcomer).text
    assert sign_in(client, "newcomer", "bua-luang-2561-riverside").status_code == 302


@pytest.mark.parametrize(
    ("current", "new", "again", "sentence"),
    [
        ("not-it", "bua-luang-2561-riverside", None, "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        (None, "bua-luang-2561-riverside", "another-one-entirely", "ไม่ตรงกัน"),
        (None, "short1", None, "ต้อง"),
        (None, "19283746556473", None, "ตัวเลข"),
    ],
)
def test_a_bad_new_password_is_refused_with_its_reason(
    client, newcomer, current, new, again, sentence
):
    before = contents()
    response = change(client, current or newcomer, new, again)
    assert response.status_code == 422
    assert sentence in response.text
    assert contents() == before


def test_the_same_password_again_is_no_new_one(client, newcomer):
    assert "ต้องไม่ซ้ำ" in change(client, newcomer, newcomer).text


def test_passwords_are_never_printed_back(client, newcomer):
    response = change(client, newcomer, "bua-luang-2561-riverside", "typo-typo-typo")
    assert newcomer not in response.text
    assert "bua-luang" not in response.text


def test_the_address_of_the_password_page_is_its_name():
    assert reverse("change-password") == PASSWORD_PAGE
