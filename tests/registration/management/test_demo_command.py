"""The demo's command before it fills anything: where it refuses, and how it goes on."""

from collections import Counter
from datetime import date, datetime
from random import Random

import pytest
from django.core.management import CommandError, call_command

from registration import calendar, clock
from registration.management.demo import filling, first_quarter, goods
from registration.models import Holiday, Officer
from tests import factories

PASSWORD = "demo-password-of-the-test"
pytestmark = pytest.mark.django_db


def test_it_refuses_outside_training(settings):
    settings.TRAINING_CLOCK = False
    with pytest.raises(CommandError, match="training only"):
        call_command("demo")
    assert not Officer.objects.exists()


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123"])
def test_a_bad_password_is_refused_and_nothing_is_left(password, monkeypatch, places):
    monkeypatch.setattr(filling, "_load_reference", lambda: None)
    with pytest.raises(CommandError, match="password"):
        call_command("demo", password=password)
    assert not Officer.objects.exists()


@pytest.fixture
def places():
    factories.load_places()


def test_other_peoples_data_are_not_mixed_with_the_demo(places):
    Officer.objects.create(
        username="real", full_name="ก", role="DEPARTMENT", created_at=clock.now()
    )
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("demo", password=PASSWORD)
    assert Officer.objects.count() == 1


def test_an_interrupted_run_goes_on_where_it_stopped(monkeypatch, places):
    on = datetime(2018, 3, 12, 8, tzinfo=calendar.BANGKOK)
    done = []

    def stumble():
        Holiday.objects.create(day=date(2018, 1, 2), name="ค้าง")
        if "stumbled" not in done:
            done.append("stumbled")
            raise KeyboardInterrupt

    phases = [
        ("reference", "", on, lambda: done.append("reference")),
        ("second-quarter", "", on, stumble),
    ]
    monkeypatch.setattr(filling, "_phases", lambda password, scale: phases)
    with pytest.raises(KeyboardInterrupt):
        filling.fill(password=PASSWORD, scale=1, report=done.append)
    assert not Holiday.objects.exists()
    assert not filling.is_filled()
    filling.fill(password=PASSWORD, scale=1, report=lambda text: None)
    assert done.count("reference") == 1
    assert filling.is_filled()


def test_the_full_demo_has_the_size_and_shares_of_the_domain():
    assert 1100 <= sum(first_quarter.SIZES.values()) <= 1200
    assert len(first_quarter.SIZES) == 23
    rng = Random(1)
    dealt = Counter(goods.share_out(goods.SHARES, 2100, rng))
    assert {kind: dealt[kind] * 100 // 2100 for kind in dealt} == {
        "TEXTILE": 45, "FOOD": 27, "HOUSEWARE": 18, "HERBAL": 6, "DRINK": 4,
    }  # fmt: skip
