"""Who may ask for more time, when, and until which day; written from the letter's windows."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from registration import workflow
from registration.enums import CertificationState, ExtensionState, Role, Step
from registration.workflow import DecidingWindow, LiveExtension, Situation, Standing
from tests.factories import QUARTER, letter_windows, moment

TICK, DAY = timedelta(microseconds=1), timedelta(days=1)
LETTER = {w.step: w for w in letter_windows() if w.quarter == QUARTER}
STANDINGS = {
    step: Standing(step, DecidingWindow(step, w.opens_on, w.closes_on, "หนังสือ ว 1"))
    for step, w in LETTER.items()
}
OPENS, CLOSES = moment(QUARTER, Step.ENTRY, "opens"), moment(QUARTER, Step.ENTRY, "closes")


def asking(role=Role.DISTRICT, now=CLOSES, **values):
    values = {"reason": "น้ำท่วม", "standings": STANDINGS, "within": True} | values
    return Situation(role=role, now=now, state="", **values)


def rule(refusal):
    return refusal.rule if refusal else ""


@pytest.mark.parametrize(("role", "step"), list(product(Role, Step)))
def test_who_asks_for_which_step(role, step):
    may = {("DISTRICT", "ENTRY"), ("PROVINCE", "ENTRY"), ("PROVINCE", "CERTIFICATION")}
    now = moment(QUARTER, step, "closes")

    refused = workflow.more_time_refusal(step, asking(role, now))

    assert rule(refused) == ("" if (role, step) in may else "role")


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (OPENS - TICK, "too_early"), (OPENS, ""), (CLOSES - TICK, ""), (CLOSES, ""),
        (CLOSES + 40 * DAY, ""),
    ],
)  # fmt: skip
def test_from_the_window_s_first_instant_on_and_after_its_end(now, wanted):
    refused = workflow.more_time_refusal(Step.ENTRY, asking(now=now))

    assert rule(refused) == wanted
    if refused:
        assert "3 มกราคม 2561" in refused.opens_again_text


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"quarter_state": "CLOSED"}, "closed"), ({"within": False}, "area"),
        ({"reason": " "}, "reason"), ({"standings": {}}, "no_window"),
        ({"certification_state": "ANNOUNCED"}, "announced"),
        ({"certification_state": "CLOSED"}, "announced"),
    ],
)  # fmt: skip
def test_what_else_keeps_an_office_from_asking(change, wanted):
    assert rule(workflow.more_time_refusal(Step.ENTRY, asking(**change))) == wanted


LAST = LETTER[Step.ENTRY].closes_on


@pytest.mark.parametrize(
    ("now", "until_on", "wanted"),
    [
        (CLOSES - TICK, LAST, "not_longer"),  # so long it is open anyway
        (CLOSES - TICK, LAST + DAY, ""),
        (CLOSES, LAST, "past"),
        (CLOSES, LAST + DAY, ""),
    ],
)
def test_an_extension_gives_more_time_than_there_is(now, until_on, wanted):
    assert rule(workflow.lengthening_refusal(STANDINGS[Step.ENTRY], until_on, now)) == wanted


def test_a_live_extension_counts_as_time_that_there_is():
    live = LiveExtension(CLOSES, LAST + 3 * DAY, "(ว 2)")
    standing = replace(STANDINGS[Step.ENTRY], extensions=(live,))

    found = [workflow.lengthening_refusal(standing, LAST + n * DAY, CLOSES) for n in (3, 4)]

    assert [rule(each) for each in found] == ["not_longer", ""]


@pytest.mark.parametrize("asked_by_us", [True, False])
@pytest.mark.parametrize("state", ExtensionState)
def test_who_asked_withdraws_and_nobody_else(state, asked_by_us):
    s = asking(asked_by_us=asked_by_us)
    open_to = {"DISTRICT": ("ASKED", "ENDORSED"), "PROVINCE": ("ENDORSED",)}
    for transition in (workflow.WITHDRAW_REQUEST, workflow.WITHDRAW_OWN_REQUEST):
        role = transition.role
        refused = workflow.refusal(transition, replace(s, role=role, state=state))

        wanted = "" if asked_by_us else "not_our_request"
        assert rule(refused) == (wanted if state in open_to[role] else "state")


def test_the_permit_knows_the_extension_that_it_is():
    live = LiveExtension(CLOSES, LAST + DAY, "(ว 2)", 7)
    standing = replace(STANDINGS[Step.ENTRY], extensions=(live,))

    assert standing.permit(CLOSES).extension == 7
    assert standing.permit(CLOSES - TICK).extension is None  # its window still was open
    received = asking(
        now=CLOSES + 9 * DAY, received=CLOSES, standings={Step.ENTRY: standing}
    ).permit(Step.ENTRY)
    assert received.extension == 7
    assert "รับไฟล์ไว้เมื่อ" in received


@pytest.mark.parametrize("transition", [workflow.ENDORSE, workflow.GRANT])
@pytest.mark.parametrize("state", CertificationState)
def test_after_the_announcement_more_time_would_be_an_empty_promise(transition, state):
    s = asking(transition.role, certification_state=state)
    refused = workflow.refusal(transition, replace(s, state=transition.sources[0]))
    assert rule(refused) == ("" if state == "WAITING" else "announced")
