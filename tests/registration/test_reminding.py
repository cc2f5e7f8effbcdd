"""The moments of a step: opening, the middle, three, two and one working days before the end."""

from datetime import date, timedelta

import pytest

from registration.enums import Moment
from registration.workflow import reminding
from registration.workflow.reminding import Sent

M = Moment
ENTRY = (date(2018, 1, 3), date(2018, 3, 16))  # Wednesday to Friday
MAKHA_BUCHA = date(2018, 3, 1)


def days(opens_on, ends_on, holidays=(), **words):
    return {m: day for day, m in reminding.moments(opens_on, ends_on, holidays, **words)}


def test_the_letters_entry_window():
    assert days(*ENTRY, {MAKHA_BUCHA}) == {
        M.OPENING: date(2018, 1, 3),
        M.HALFWAY: date(2018, 2, 8),  # the 27th of 52 working days
        M.THREE_DAYS: date(2018, 3, 13),
        M.TWO_DAYS: date(2018, 3, 14),
        M.ONE_DAY: date(2018, 3, 15),
    }


def test_the_five_days_of_the_province():
    found = reminding.moments(date(2018, 3, 19), date(2018, 3, 23), ())
    assert found == [
        (date(2018, 3, 19), M.OPENING),
        (date(2018, 3, 20), M.THREE_DAYS),
        (date(2018, 3, 21), M.HALFWAY),
        (date(2018, 3, 21), M.TWO_DAYS),
        (date(2018, 3, 22), M.ONE_DAY),
    ]


def test_holidays_and_weekends_are_no_days_to_remind_on():
    # Songkran: Friday 13 to Monday 16 April 2018; the step ends on Tuesday 17.
    songkran = {date(2018, 4, 13), date(2018, 4, 16)}
    found = days(date(2018, 4, 2), date(2018, 4, 17), songkran)
    assert found[M.ONE_DAY] == date(2018, 4, 12)
    assert found[M.TWO_DAYS] == date(2018, 4, 11)
    assert found[M.THREE_DAYS] == date(2018, 4, 10)


def test_an_end_on_a_saturday():
    # The letter's closing of quarter 1: Friday 29 and Saturday 30 December 2017.
    assert reminding.moments(date(2017, 12, 29), date(2017, 12, 30), ()) == [
        (date(2017, 12, 29), M.OPENING),
        (date(2017, 12, 29), M.ONE_DAY),
    ]


def test_no_moment_lies_before_the_opening():
    assert days(date(2018, 3, 16), date(2018, 3, 16)) == {M.OPENING: date(2018, 3, 16)}


def test_a_return_has_no_opening():
    found = days(date(2018, 3, 19), date(2018, 3, 23), only_end=True)
    assert set(found) == {M.THREE_DAYS, M.TWO_DAYS, M.ONE_DAY}


PLANNED = reminding.moments(*ENTRY, {MAKHA_BUCHA})
END = ENTRY[1]


def due(today, *sent, planned=PLANNED, end=END):
    return reminding.due(planned, end, sent, today)


@pytest.mark.parametrize(("day", "moment"), PLANNED)
def test_each_moment_comes_with_its_day_and_once(day, moment):
    assert due(day) == (day, moment)
    before = due(day - timedelta(days=1))
    assert before is None or before[1] != moment
    assert due(day, Sent(moment, day, END)) is None


def test_a_missed_run_is_not_made_up_for():
    opening = Sent(M.OPENING, date(2018, 1, 3), END)
    assert due(date(2018, 3, 15), opening) == (date(2018, 3, 15), M.ONE_DAY)
    assert due(date(2018, 3, 15), opening, Sent(M.ONE_DAY, date(2018, 3, 15), END)) is None


LATER = date(2018, 3, 23)
MOVED = reminding.moments(ENTRY[0], LATER, {MAKHA_BUCHA})
ALL_SENT = [Sent(moment, day, END) for day, moment in PLANNED]


def test_a_later_end_brings_the_last_moments_again():
    for day, moment in MOVED[-3:]:
        assert due(day, *ALL_SENT, planned=MOVED, end=LATER) == (day, moment)


@pytest.mark.parametrize("day", [date(2018, 3, 16), date(2018, 3, 17), date(2018, 3, 19)])
def test_a_later_end_does_not_bring_back_what_is_past(day):
    """The middle moved to another day, too, but that day has gone by."""
    assert due(day, *ALL_SENT, planned=MOVED, end=LATER) is None


def test_the_middle_of_a_longer_window_is_not_sent_weeks_late():
    opening, middle = Sent(M.OPENING, *[date(2018, 1, 3), END]), Sent(M.HALFWAY, PLANNED[1][0], END)
    assert due(date(2018, 3, 12), opening, middle, planned=MOVED, end=LATER) is None
    day = next(day for day, moment in MOVED if moment == M.HALFWAY)
    assert due(day, opening, middle, planned=MOVED, end=LATER) == (day, M.HALFWAY)


def test_an_earlier_end_sends_nothing_twice():
    earlier = date(2018, 3, 9)
    planned = reminding.moments(ENTRY[0], earlier, {MAKHA_BUCHA})
    first = Sent(M.THREE_DAYS, date(2018, 3, 13), END)
    assert due(date(2018, 3, 14), first, planned=planned, end=earlier) is None


def test_an_earlier_end_comes_with_its_own_days():
    earlier = date(2018, 3, 9)
    planned = reminding.moments(ENTRY[0], earlier, {MAKHA_BUCHA})
    sent = [Sent(M.OPENING, date(2018, 1, 3), END), Sent(M.HALFWAY, date(2018, 2, 8), END)]
    assert due(date(2018, 3, 6), *sent, planned=planned, end=earlier) == (
        date(2018, 3, 6),
        M.THREE_DAYS,
    )


def test_two_moments_on_one_day_are_one_reminder():
    planned = reminding.moments(date(2018, 3, 19), date(2018, 3, 23), ())
    day = date(2018, 3, 21)
    found = reminding.due(planned, date(2018, 3, 23), [], day)
    assert found == (day, M.TWO_DAYS)
    assert reminding.due(planned, date(2018, 3, 23), [Sent(M.TWO_DAYS, day, END)], day) is None
