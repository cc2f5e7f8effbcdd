"""Steps that overlap and working days on which nothing is open."""

from datetime import date

import pytest

from registration.enums import Step
from registration.workflow import DecidingWindow, Standing
from registration.workflow.proposals import frictions
from tests.factories import letter_windows

MARCH = {n: date(2018, 3, n) for n in range(1, 32)}  # the 1st is a Thursday


def standings(**windows):
    return {
        Step(name.upper()): Standing(
            Step(name.upper()),
            DecidingWindow(Step(name.upper()), MARCH[opens], MARCH[closes], "หนังสือ ว 1"),
        )
        for name, (opens, closes) in windows.items()
    }


def found(*holidays, **windows):
    days = {MARCH[day] for day in holidays}
    return [
        (each.overlaps, each.from_on.day, each.until_on.day, each.days)
        for each in frictions(standings(**windows), days)
    ]


@pytest.mark.parametrize(
    ("entry", "certification", "wanted"),
    [
        ((1, 16), (17, 23), []),  # the next day
        ((1, 16), (19, 23), []),  # only a weekend between them
        ((1, 15), (19, 23), [(False, 16, 18, 1)]),
        ((1, 14), (19, 23), [(False, 15, 18, 2)]),
        ((1, 16), (16, 23), [(True, 16, 16, 1)]),
        ((1, 16), (12, 23), [(True, 12, 16, 5)]),
        ((1, 23), (12, 16), [(True, 12, 16, 5)]),  # inside
        ((19, 23), (1, 7), [(True, 1, 23, 23)]),  # the wrong way round
    ],
)
def test_between_two_steps(entry, certification, wanted):
    assert found(entry=entry, certification=certification) == wanted


def test_a_holiday_between_them_is_no_gap():
    assert found(16, entry=(1, 15), certification=(19, 23)) == []


def test_a_step_without_a_window_is_passed_over():
    assert found(entry=(1, 15), closing=(22, 23)) == [(False, 16, 21, 4)]
    assert found(entry=(1, 15)) == []


@pytest.mark.parametrize("quarter", ["2561-1", "2561-2", "2561-3", "2561-4"])
def test_the_letters_own_plan_has_neither(quarter):
    plan = {
        w.step: Standing(w.step, DecidingWindow(w.step, w.opens_on, w.closes_on, ""))
        for w in letter_windows()
        if w.quarter == quarter
    }
    assert frictions(plan, ()) == []
