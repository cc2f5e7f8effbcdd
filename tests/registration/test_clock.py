"""The one clock, real and shifted."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from registration import clock, errors

EVENING_UTC = datetime(2026, 11, 21, 18, 30, 15, 123456, tzinfo=UTC)  # 01:30 next day in Bangkok


@pytest.fixture
def training(settings, tmp_path):
    settings.TRAINING_CLOCK = True
    settings.TRAINING_CLOCK_FILE = tmp_path / "var" / "clock"
    with time_machine.travel(EVENING_UTC, tick=False):
        yield settings.TRAINING_CLOCK_FILE


@pytest.fixture
def real(training, settings):
    settings.TRAINING_CLOCK = False
    return training


def test_real_clock_shows_bangkok_time(real):
    assert clock.now() == EVENING_UTC
    assert clock.now().isoformat() == "2026-11-22T01:30:15.123456+07:00"
    assert clock.today() == date(2026, 11, 22)


def test_an_activated_time_zone_does_not_move_the_day(real):
    with timezone.override("UTC"):
        assert clock.today() == date(2026, 11, 22)


def test_day_changes_at_bangkok_midnight(real):
    with time_machine.travel(datetime(2018, 3, 16, 16, 59, 59, 999999, tzinfo=UTC), tick=False):
        assert clock.today() == date(2018, 3, 16)
    with time_machine.travel(datetime(2018, 3, 16, 17, tzinfo=UTC), tick=False):
        assert clock.today() == date(2018, 3, 17)


def test_training_clock_without_a_file_is_the_real_one(training):
    assert clock.shifted_to() is None
    assert clock.now() == EVENING_UTC


def test_shifted_clock_keeps_the_time_of_day(training):
    clock.shift(date(2018, 3, 12))
    assert clock.shifted_to() == date(2018, 3, 12)
    assert clock.today() == date(2018, 3, 12)
    assert clock.now().isoformat() == "2018-03-12T01:30:15.123456+07:00"


def test_shift_replaces_and_takes_back(training):
    clock.shift(date(2018, 3, 12))
    clock.shift(date(2020, 2, 29))
    assert clock.today() == date(2020, 2, 29)
    assert [path.name for path in training.parent.iterdir()] == ["clock"]
    clock.shift(None)
    clock.shift(None)
    assert list(training.parent.iterdir()) == []
    assert clock.now() == EVENING_UTC


def test_shift_to_a_datetime_takes_its_date(training):
    clock.shift(datetime(2018, 3, 12, 9, tzinfo=UTC))
    assert training.read_text() == "2018-03-12\n"


def test_real_operation_neither_shifts_nor_reads(real):
    with pytest.raises(errors.TrainingOnly):
        clock.shift(date(2018, 3, 12))
    with pytest.raises(errors.TrainingOnly):
        clock.shift(None)
    assert not real.exists()
    real.parent.mkdir()
    real.write_text("2018-03-12\n")
    assert clock.shifted_to() is None
    assert clock.now() == EVENING_UTC
    real.write_text("broken")
    assert clock.today() == date(2026, 11, 22)


@pytest.mark.parametrize("content", ["", "12/03/2561", "2018-03-12T09:00", "2018-02-30", "วันนี้"])
def test_broken_file_stops_instead_of_showing_a_wrong_date(training, content):
    training.parent.mkdir()
    training.write_text(content, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match="Delete it"):
        clock.now()
    clock.shift(None)
    assert clock.now() == EVENING_UTC


def test_failed_write_leaves_the_old_date(training, monkeypatch):
    clock.shift(date(2018, 3, 12))

    def fail(self, target):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        clock.shift(date(2018, 3, 19))
    assert clock.today() == date(2018, 3, 12)
    assert [path.name for path in training.parent.iterdir()] == ["clock"]
