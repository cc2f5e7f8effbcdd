"""What every request gets, and how a refusal reaches the officer."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from otopreg.middleware import KnowOfficer
from registration import clock
from registration.enums import Role
from registration.models import Officer

pytestmark = pytest.mark.urls("tests.otopreg.probes")


def answer(rf, user, response=None):
    request = rf.get("/")
    request.user, request.request_id = user, "f" * 32
    return request, KnowOfficer(lambda _: response or HttpResponse())(request)


@pytest.fixture
def officer():
    return Officer(pk=7, role=Role.DEPARTMENT, username="department", full_name="ทดสอบ ระบบ")


def test_each_answer_has_its_own_id(client):
    ids = {client.get("/probe/tell").headers["X-Request-ID"] for _ in range(2)}

    assert len(ids) == 2
    assert all(len(one) == 32 for one in ids)


def test_an_id_from_outside_is_ignored(client):
    response = client.get("/probe/tell", headers={"X-Request-ID": "stranger"})

    assert response.headers["X-Request-ID"] != "stranger"


def test_an_early_refusal_has_an_id_too(client):
    response = client.get("/probe/tell", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert response.headers["X-Request-ID"]


def test_now_is_the_one_clock(client):
    clock.shift(date(2018, 3, 12))

    assert client.get("/probe/tell").json()["now"].startswith("2018-03-12T")


def test_nobody_signed_in_has_no_jurisdiction(client):
    assert client.get("/probe/tell").json()["jurisdiction"] is None


def test_an_officer_brings_a_jurisdiction_with_the_request_id(rf, officer):
    request, _ = answer(rf, officer)

    assert request.jurisdiction.officer_id == 7
    assert request.jurisdiction.role == Role.DEPARTMENT
    assert request.jurisdiction.request_id == request.request_id


def test_what_an_officer_saw_is_stored_nowhere(rf, officer):
    assert answer(rf, officer)[1].headers["Cache-Control"] == "no-store"


def test_a_view_that_decided_keeps_its_decision(rf, officer):
    decided = HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    assert answer(rf, officer, decided)[1].headers["Cache-Control"] == "private, max-age=60"


def test_a_public_page_says_nothing_about_caching(rf):
    assert not answer(rf, AnonymousUser())[1].has_header("Cache-Control")


def test_every_view_needs_sign_in(client):
    response = client.get("/probe/guarded")

    assert response.status_code == 302
    assert "next=/probe/guarded" in response.headers["Location"]


@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "th"), ("th", "th"), ("en", "en"), ("de", "th"), ("x", "th")]
)
def test_thai_unless_english_was_chosen_in_the_page(client, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get("/probe/tell", headers={"Accept-Language": "en-US,en;q=0.9"})

    assert response.headers["Content-Language"] == language
