"""A return grant and the certification window: the earlier end of both decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registration import calendar, workflow
from registration.enums import Role, Step
from registration.workflow import DecidingWindow, Grant, LiveExtension, Situation, Standing
from tests.factories import LETTER, at

GRANTED = at(2017, 12, 22, 10)
WINDOW = LETTER["2561-1", Step.CERTIFICATION][:2]  # 22–28 December 2560
ENTRY = LETTER["2561-1", Step.ENTRY][:2]
TICK = timedelta(microseconds=1)
FIELDS = frozenset({"name", "product-2"})


def window(step, days):
    return DecidingWindow(Step(step), *days, "หนังสือ ว 9")


def certification(days, *extensions):
    return Standing(Step.CERTIFICATION, days and window("CERTIFICATION", days), extensions)


def situation(until_on, standing, now, **values):
    """A returned registration before its district; the entry window is over."""
    values = {"role": Role.DISTRICT, "state": "RETURNED", "filing_state": "HANDED_OVER"} | values
    entry = Standing(Step.ENTRY, window("ENTRY", ENTRY))
    return Situation(
        within=True, now=now, grant=Grant(FIELDS, GRANTED, until_on),
        standings={Step.ENTRY: entry, Step.CERTIFICATION: standing}, **values,
    )  # fmt: skip


def end_of(day):
    return calendar.start_of(day + timedelta(days=1))


LONGER = (date(2017, 12, 22), date(2018, 1, 5))
SHORTER = (date(2017, 12, 22), date(2017, 12, 25))
NOT_YET = (date(2017, 12, 26), date(2017, 12, 28))
EXTENDED = LiveExtension(GRANTED, date(2018, 1, 4), "(ว 2)")


@pytest.mark.parametrize(
    ("until_on", "standing", "last"),
    [
        (date(2017, 12, 27), certification(WINDOW), date(2017, 12, 27)),
        (date(2017, 12, 28), certification(WINDOW), date(2017, 12, 28)),
        (date(2017, 12, 27), certification(SHORTER), date(2017, 12, 25)),
        (date(2017, 12, 27), certification(LONGER), date(2017, 12, 27)),
        # A newer order moved the window away: what was granted stays.
        (date(2017, 12, 27), certification(NOT_YET), date(2017, 12, 27)),
        (date(2018, 1, 3), certification(WINDOW, EXTENDED), date(2018, 1, 3)),
        # The extension that allowed so long a grant was revoked.
        (date(2018, 1, 3), certification(WINDOW), date(2017, 12, 28)),
    ],
)
def test_the_earlier_of_both_decides_to_the_microsecond(until_on, standing, last):
    def fields(now):
        s = situation(until_on, standing, now)
        resubmitted = workflow.refusal(workflow.RESUBMIT, s)
        assert (workflow.edit_refusal(s) is None) == (resubmitted is None)
        assert (workflow.answer_refusal(s) is None) == (resubmitted is None)
        return workflow.editable_fields(s)

    assert situation(until_on, standing, GRANTED).grant_until == last
    assert fields(GRANTED - TICK) == frozenset()
    assert fields(GRANTED) == FIELDS
    assert fields(end_of(last) - TICK) == FIELDS
    assert fields(end_of(last)) == frozenset()


def test_no_certification_window_means_closed():
    s = situation(date(2017, 12, 27), certification(None), GRANTED)

    assert s.grant_until is None
    assert workflow.edit_refusal(s).rule == "too_late"


def test_a_refusal_says_until_when_and_what_shortened_it():
    late = end_of(date(2017, 12, 28))
    over = workflow.edit_refusal(situation(date(2017, 12, 27), certification(WINDOW), late))
    shortened = workflow.edit_refusal(situation(date(2017, 12, 27), certification(SHORTER), late))

    assert "27 ธันวาคม 2560" in over.sentence
    assert over.order_text == ""
    assert "25 ธันวาคม 2560" in shortened.sentence
    assert "หนังสือ ว 9" in shortened.order_text
    assert over.rule == shortened.rule == "too_late"
    assert over.opens_again_text


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ""),
        ({"state": "DRAFT"}, "state"),
        ({"state": "SUBMITTED"}, "state"),
        ({"role": Role.PROVINCE}, "role"),
        ({"role": Role.DEPARTMENT}, "role"),
        ({"role": Role.READER}, "role"),
        ({"quarter_state": "CLOSED"}, "closed"),
    ],
)
def test_remarks_are_answered_by_the_district_while_it_mends(values, wanted):
    s = situation(WINDOW[1], certification(WINDOW), GRANTED, **values)
    if values.get("state") == "DRAFT":  # a draft in its window has nothing to answer
        entry = Standing(Step.ENTRY, window("ENTRY", (GRANTED.date(), GRANTED.date())))
        s = replace(s, filing_state="ENTRY", standings={Step.ENTRY: entry})

    refusal = workflow.answer_refusal(s)

    assert (refusal.rule if refusal else "") == wanted


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ""),
        ({"grant": None}, "too_late"),
        ({"now": end_of(WINDOW[1])}, "too_late"),
        ({"role": Role.PROVINCE}, "role"),
        ({"within": False}, "area"),
        ({"quarter_state": "CLOSED"}, "closed"),
    ],
)
def test_a_file_comes_in_while_something_of_the_filing_may_be_mended(values, wanted):
    s = situation(WINDOW[1], certification(WINDOW), GRANTED, state="HANDED_OVER")

    refusal = workflow.import_refusal(replace(s, **values))

    assert (refusal.rule if refusal else "") == wanted


HOLIDAYS = {date(2017, 12, 5), date(2018, 3, 22)}


@pytest.mark.parametrize(
    ("last", "today", "wanted"),
    [
        (date(2017, 12, 28), date(2017, 12, 22), date(2017, 12, 27)),
        (date(2017, 12, 25), date(2017, 12, 22), date(2017, 12, 22)),  # Monday → Friday
        (date(2017, 12, 25), date(2017, 12, 24), date(2017, 12, 24)),  # never before today
        (date(2018, 3, 23), date(2018, 3, 19), date(2018, 3, 21)),  # over a holiday
        (date(2018, 3, 23), date(2018, 3, 23), date(2018, 3, 23)),
    ],
)
def test_the_proposed_day_leaves_the_province_a_working_day(last, today, wanted):
    assert workflow.proposed_until(last, today, HOLIDAYS) == wanted
