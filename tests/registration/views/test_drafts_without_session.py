"""A form that outlives its session: kept for the officer who opened it, and for nobody else."""

import json
import logging
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from registration.models import FormDraft
from registration.views import tickets
from tests.factories import RegistrationFactory, citizen_id
from tests.personas import make_persona
from tests.registration.stored import contents
from tests.registration.views.sheets import producer_sheet
from tests.registration.views.test_drafts import NOON, TICKET, edit, open_form, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(plan, at, own_district):
    at(NOON)
    return RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


@pytest.fixture
def left(row, own_district):
    """A form that was opened; the session ended; the browser still has its CSRF cookie."""
    own_district.client.handler.enforce_csrf_checks = True
    page = own_district.client.get(edit(row))
    sheet = producer_sheet(name="หมดเวลา", version="1", ticket=TICKET.search(page.text)[1])
    sheet["csrfmiddlewaretoken"] = own_district.client.cookies["csrftoken"].value
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = own_district.client.cookies["csrftoken"].value
    return browser, sheet


def test_sent_without_a_session_it_is_kept_for_its_officer(
    left, row, own_district, colleague, caplog
):
    browser, sheet = left
    with caplog.at_level(logging.DEBUG):
        answer = browser.post(edit(row), sheet)
    assert answer.headers["Location"] == f"/sign-in/?{urlencode({'next': edit(row)}, safe='/')}"
    draft = FormDraft.objects.get()
    assert (draft.officer, typed(draft)["name"]) == (own_district.officer, "หมดเวลา")
    assert not {"ticket", "csrfmiddlewaretoken"} & set(typed(draft))
    assert "เก็บไว้ให้แล้ว" in browser.get("/sign-in/").text
    said = caplog.text + answer.headers["Location"] + json.dumps(dict(answer.headers))
    assert citizen_id(77) not in said

    colleague_page = colleague.client.get(edit(row)).text
    assert "หมดเวลา" not in colleague_page.replace("หมดเวลาเข้าใช้", "")
    page = own_district.client.get(edit(row)).text
    assert 'value="หมดเวลา"' in page
    assert "กู้คืนสิ่งที่พิมพ์ไว้" in page


def test_a_forged_or_old_ticket_is_a_plain_sign_in(left, row, at):
    browser, sheet = left
    before = contents()
    for text in ("", "x", sheet["ticket"][:-1] + ("a" if sheet["ticket"][-1] != "a" else "b")):
        answer = browser.post(edit(row), sheet | {"ticket": text})
        assert answer.headers["Location"].startswith("/sign-in/?next=")
    at(NOON + tickets.LASTS + timedelta(seconds=1))
    assert browser.post(edit(row), sheet).headers["Location"].startswith("/sign-in/?next=")
    assert contents() == before


@pytest.mark.parametrize("change", [{"is_active": False}, {"district_id": "3103"}])
def test_an_officer_who_left_keeps_nothing(left, row, own_district, change):
    browser, sheet = left
    for name, value in change.items():
        setattr(own_district.officer, name, value)
    own_district.officer.save()
    before = contents()
    assert browser.post(edit(row), sheet).status_code == 302
    assert contents() == before


def test_signed_in_again_elsewhere_the_old_form_is_kept_and_opened(left, row, own_district):
    """Signing in makes new CSRF tokens: without script the page of before has the old one."""
    _browser, sheet = left
    answer = own_district.client.post(edit(row), sheet | {"csrfmiddlewaretoken": "a" * 32})
    assert (answer.status_code, answer.headers["Location"]) == (302, edit(row))
    assert 'value="หมดเวลา"' in own_district.client.get(edit(row)).text


def test_the_script_with_an_old_token_is_told_so_and_keeps_nothing(left, own_district):
    """It asks for fresh tokens and sends again; a redirect it could not follow."""
    _browser, sheet = left
    answer = own_district.client.post("/drafts/", sheet | {"csrfmiddlewaretoken": "a" * 32})
    assert (answer.status_code, FormDraft.objects.count()) == (403, 0)
    headers = {"X-Draft-Ticket": sheet["ticket"]}
    fresh = own_district.client.get("/drafts/ticket/", headers=headers).json()
    sheet |= {"csrfmiddlewaretoken": fresh["csrf"], "ticket": fresh["ticket"]}
    assert own_district.client.post("/drafts/", sheet).status_code == 200


def test_somebody_else_in_the_same_browser_is_told_nothing(left, row, own_district, colleague):
    _browser, sheet = left
    colleague.client.handler.enforce_csrf_checks = True
    answer = colleague.client.post(edit(row), sheet)
    assert answer.status_code == 403
    assert "หมดเวลา" not in colleague.client.get(edit(row)).text
    assert FormDraft.objects.get().officer == own_district.officer


def test_the_script_is_told_that_the_session_ended(row, client):
    for answer in (client.post("/drafts/", {"name": "x"}), client.get("/drafts/ticket/")):
        assert answer.status_code == 401
        assert "หมดเวลาเข้าใช้" in answer.json()["message"]
        assert answer.json()["link"]["url"] == "/sign-in/"
    assert not FormDraft.objects.exists()


def test_the_cache_holds_no_ticket_itself(row, own_district):
    ticket = open_form(own_district, edit(row))
    tickets.spend(ticket)
    tickets.spend("forged")
    assert tickets.is_spent(ticket)
    assert not tickets.is_spent("forged")
    assert not any(ticket in key for key in cache._cache)
