"""What every page costs and holds: few queries, as many for one row as for many, one title."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from registration import urls
from tests.architecture.pages import STAGES, Country

# A page asks as many queries on every engine; that they run on both, its own tests prove.
pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
MOST = 12
# Addresses that are only posted to, or that are no page of an officer.
NO_PAGE = {
    "register-by-id", "filter-keep", "filter-drop",
    "duplicate-decide", "duplicate-ask", "duplicates-hint", "inquiry-answer",
    "registration-from-register",  # leads on to "carry"
    "sign-in", "sign-out", "clock", "filing-hand-over", "filing-submit", "filing-take-back",
    "product-remove", "evidence-remove", "evidence-file", "evidence-thumbnail",
    "product-keep", "registration-submit", "registration-recall", "registration-withdraw",
    "registration-answers", "registration-call-back",
    "registration-reject", "registration-certify", "registration-revoke", "registration-reveal",
    "producer-reveal", "certify-many", "revoke-many", "extension-revoke", "holiday-remove",
    "order-check", "order-scan", "order-attach",
    "extension-requests-grant", "extension-request-endorse", "extension-request-decline",
    "extension-request-grant", "extension-request-turn-down", "extension-request-withdraw",
    "officer-change",
    "exceptions-step", "exceptions-step-province", "sample-draw", "sample-draw-province",
    "sample-check",
    "officer-move", "officer-end", "officer-restore", "officer-new-password",
    "draft-save", "draft-ticket", "draft-discard",
    "correction-withdraw", "correction-refuse",
    "transfer-agree", "transfer-refuse", "transfer-withdraw", "transfer-register",
    "producer-cancel", "merge-products",
    "workbook-download", "import-check", "import-again", "import-commit", "import-discard",
    "import-marked", "old-list-take", "old-list-discard",
    "message-open", "message-read", "messages-read", "reminders-send",
    "register-export", "filing-export", "certification-export",
}  # fmt: skip


@pytest.fixture(params=STAGES)
def country(request, plan, personas, at):
    found = Country(request.param, personas)
    at(found.on)
    return found


def visit(country):
    """Open every page: {(persona, address): (queries, response)}."""
    found = {}
    for who, url in country.pages():
        client = country.personas[who].client
        client.get("/healthz")  # what signing the test's client in costs is not the page's
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200, f"{who} {url}: {response.status_code}"
        found[who, url] = (len(captured), response)
    return found


def test_queries_title_and_heading(country):
    few = visit(country)
    dear = {page: n for page, (n, _response) in few.items() if n > MOST}
    assert not dear
    for page, (_n, response) in few.items():
        assert response.headers["Cache-Control"] == "no-store", page
        assert len(re.findall(r"<h1\b", response.text)) == 1, page
        title = re.search(r"<title>\s*(.*?)\s*–", response.text, re.DOTALL)
        assert title, page
        assert title[1], page

    country.grow(15)
    many = visit(country)
    grown = {page: (n, many[page][0]) for page, (n, _r) in few.items() if many[page][0] != n}
    assert not grown


def test_no_page_is_forgotten(plan, personas):
    """A new page joins the list of ``pages``, or says here that it is none."""
    visited = {
        "registration-return", "filing-returned",  # of the certification stage, as its list says
        "correction", "registration-correct", "addendum", "addendum-new",  # once it is closed
    }  # fmt: skip
    for _who, url in Country("entry", personas).pages():
        visited.add(resolve(url.split("?")[0]).url_name)
    assert {pattern.name for pattern in urls.urlpatterns} - visited == NO_PAGE
