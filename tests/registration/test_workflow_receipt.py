"""A file that was received while the window was open may be written after it; nothing else may."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registration import workflow
from registration.enums import FilingState, QuarterState, Role, Step
from registration.workflow import DecidingWindow, LiveExtension, Situation, Standing

WINDOW = DecidingWindow(Step.ENTRY, date(2018, 1, 3), date(2018, 3, 16), "หนังสือ ว ๗๕๕")
OPENS, CLOSES = WINDOW.period.opens_at, WINDOW.period.closes_at
TICK = timedelta(microseconds=1)


def situation(now, received=None, **values):
    standings = {Step.ENTRY: Standing(Step.ENTRY, WINDOW)}
    return Situation(
        **{"role": Role.DISTRICT, "within": True, "now": now, "state": FilingState.ENTRY,
           "standings": standings, "received": received, **values}
    )  # fmt: skip


def rule(s):
    refused = workflow.entry_refusal(s)
    return refused.rule if refused else None


@pytest.mark.parametrize(
    ("now", "received", "answer"),
    [
        (CLOSES, CLOSES - TICK, None),
        (CLOSES, OPENS, None),
        (CLOSES, CLOSES, "too_late"),
        (CLOSES, OPENS - TICK, "too_late"),
        (CLOSES, None, "too_late"),
        (OPENS, OPENS - TICK, None),
        (OPENS - TICK, OPENS - TICK, "too_early"),
        (OPENS - TICK, OPENS, "too_early"),  # a clock that was moved back
    ],
)
def test_the_receipt_decides(now, received, answer):
    assert rule(situation(now, received)) == answer


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"quarter_state": QuarterState.CLOSED}, "closed"),
        ({"filing_state": FilingState.HANDED_OVER}, "filing_handed_over"),
        ({"role": Role.PROVINCE}, "role"),
        ({"within": False}, "area"),
    ],
)
def test_all_else_is_judged_as_it_stands_now(values, answer):
    assert rule(situation(CLOSES, OPENS, **values)) == answer


def test_the_permit_says_so_and_an_extension_counts_too():
    assert "รับไฟล์ไว้เมื่อ" not in situation(OPENS, OPENS).permit(Step.ENTRY)
    assert "รับไฟล์ไว้เมื่อ 16 มี.ค. 2561" in situation(CLOSES, CLOSES - TICK).permit(Step.ENTRY)
    until = CLOSES + timedelta(days=3)
    longer = Standing(Step.ENTRY, WINDOW, (LiveExtension(CLOSES, date(2018, 3, 18), "ขยายเวลา"),))
    late = replace(situation(until, CLOSES + TICK), standings={Step.ENTRY: longer})
    assert rule(late) is None
    assert rule(replace(late, received=None)) == "too_late"
