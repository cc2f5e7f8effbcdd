"""What a browser is told about our pages."""

import pytest
from django.conf import settings


def policy(response):
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts)}


def test_healthz_is_open_plain_and_asks_no_database(client):
    # Without the django_db mark any query is an error.
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"] == "text/plain"


def test_nothing_is_allowed_that_is_not_named(client):
    assert policy(client.get("/healthz"))["default-src"] == ["'none'"]


@pytest.mark.parametrize("directive", ["script-src", "style-src", "form-action", "base-uri"])
def test_only_our_own_files_run(client, directive):
    assert policy(client.get("/healthz"))[directive] == ["'self'"]


def test_nobody_frames_us(client):
    response = client.get("/healthz")

    assert policy(response)["frame-ancestors"] == ["'none'"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_pages_are_never_compressed_on_the_fly():
    assert not any("GZip" in name for name in settings.MIDDLEWARE)
