"""Moving the program's date in training; real operation knows no such address."""

from datetime import date

import pytest
from django.urls import reverse

from registration import clock

pytestmark = pytest.mark.django_db
URL = "/clock/"


def test_a_date_as_typed_or_as_a_jump_moves_the_clock(own_district):
    client = own_district.client
    for text in ("19/03/2561", "2018-03-19", "๑๙ มี.ค. ๖๑"):
        clock.shift(None)
        response = client.post(URL, {"date": text, "next": "/calendar/2561/"})
        assert response.headers["Location"] == "/calendar/2561/"
        assert clock.shifted_to() == date(2018, 3, 19), text
    client.post(URL, {"date": ""})
    assert clock.shifted_to() is None


def test_what_is_no_date_moves_nothing_and_says_why(reader, plan):
    response = reader.client.post(URL, {"date": "พรุ่งนี้"}, follow=True)
    assert "อ่านวันที่ไม่ได้" in response.text
    assert clock.shifted_to() is None


def test_the_way_back_never_leaves_the_site(own_district):
    response = own_district.client.post(URL, {"date": "", "next": "https://example.org/"})
    assert response.headers["Location"] == reverse("dashboard")


def test_real_operation_has_no_clock(department, settings):
    settings.TRAINING_CLOCK = False
    assert department.client.post(URL, {"date": "2018-03-19"}).status_code == 404
    assert not settings.TRAINING_CLOCK_FILE.exists()


def test_strangers_and_readers_of_addresses_move_nothing(client, department):
    response = client.post(URL, {"date": "2018-03-19"})
    assert response.headers["Location"].startswith(reverse("sign-in"))
    assert department.client.get(URL).status_code == 405
    assert clock.shifted_to() is None
