"""The rules are total: every transition × state × role × window × quarter answers as written here.

The table below was written from DESIGN §3 and the letter's plan, not from the code.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from registration import calendar, workflow
from registration.enums import (
    CertificationState,
    CorrectionState,
    ExtensionState,
    FilingState,
    QuarterState,
    RegistrationState,
    Role,
    Step,
    TransferState,
)
from registration.workflow import DecidingWindow, Grant, LiveExtension, Situation, Standing

NOON = datetime(2018, 3, 12, 12, tzinfo=calendar.BANGKOK)
TODAY = NOON.date()
DAY = timedelta(days=1)
Q2_ENTRY = (date(2018, 1, 3), date(2018, 3, 16))

STATES = {
    "registration": RegistrationState,
    "filing": FilingState,
    "certification": CertificationState,
    "quarter": QuarterState,
    "transfer": TransferState,
    "correction": CorrectionState,
    "extension": ExtensionState,
}
# subject, transition: (role, step, from which states, to which, what else it needs)
EXPECTED = {
    ("registration", "submit"): ("DISTRICT", "ENTRY", "DRAFT", "SUBMITTED", ""),
    ("registration", "resubmit"): ("DISTRICT", "ENTRY", "RETURNED", "SUBMITTED", "grant"),
    ("registration", "recall"): ("DISTRICT", "ENTRY", "SUBMITTED", "DRAFT", ""),
    ("registration", "withdraw"): ("DISTRICT", "ENTRY", "DRAFT", "WITHDRAWN", "reason"),
    ("registration", "return"): ("PROVINCE", "CERTIFICATION", "SUBMITTED", "RETURNED", "reason"),
    ("registration", "call_back"): (
        "PROVINCE", "CERTIFICATION", "RETURNED", "SUBMITTED", "reason",
    ),
    ("registration", "reject"): ("PROVINCE", "CERTIFICATION", "SUBMITTED", "REJECTED", "reason"),
    ("registration", "certify"): ("PROVINCE", "CERTIFICATION", "SUBMITTED", "CERTIFIED", ""),
    ("registration", "revoke"): ("PROVINCE", "CERTIFICATION", "CERTIFIED", "SUBMITTED", "reason"),
    ("registration", "close"): ("DEPARTMENT", "CLOSING", "CERTIFIED", "CLOSED", ""),
    ("registration", "lapse"): (
        "DEPARTMENT", "CLOSING", "DRAFT SUBMITTED RETURNED CERTIFIED", "LAPSED", "",
    ),
    ("filing", "hand_over"): ("DISTRICT", "ENTRY", "ENTRY", "HANDED_OVER", ""),
    ("filing", "take_back"): ("DISTRICT", "ENTRY", "HANDED_OVER", "ENTRY", ""),
    ("filing", "certify_filing"): ("PROVINCE", "CERTIFICATION", "HANDED_OVER", "CERTIFIED", ""),
    ("filing", "close_filing"): (
        "DEPARTMENT", "CLOSING", "ENTRY HANDED_OVER CERTIFIED", "CLOSED", "",
    ),
    ("certification", "announce"): ("PROVINCE", "CERTIFICATION", "WAITING", "ANNOUNCED", ""),
    ("certification", "close_certification"): (
        "DEPARTMENT", "CLOSING", "WAITING ANNOUNCED", "CLOSED", "",
    ),
    ("quarter", "open_quarter"): ("DEPARTMENT", None, "PLANNED", "OPEN", ""),
    ("quarter", "close_quarter"): ("DEPARTMENT", "CLOSING", "OPEN", "CLOSED", ""),
    ("transfer", "agree"): ("DISTRICT", "ENTRY", "ASKED", "AGREED", "reason"),
    ("transfer", "refuse"): ("DISTRICT", "ENTRY", "ASKED", "REFUSED", "reason"),
    ("transfer", "withdraw_asking"): ("DISTRICT", "ENTRY", "ASKED", "WITHDRAWN", "reason"),
    ("transfer", "call_off"): ("DISTRICT", "ENTRY", "AGREED", "WITHDRAWN", "reason"),
    ("transfer", "move"): ("PROVINCE", "CERTIFICATION", "AGREED", "DONE", ""),
    ("correction", "approve_correction"): ("DEPARTMENT", None, "ASKED", "APPROVED", ""),
    ("correction", "refuse_correction"): ("DEPARTMENT", None, "ASKED", "REFUSED", "reason"),
    ("correction", "withdraw_correction"): ("DISTRICT", None, "ASKED", "WITHDRAWN", ""),
    ("extension", "endorse"): ("PROVINCE", None, "ASKED", "ENDORSED", ""),
    ("extension", "decline"): ("PROVINCE", None, "ASKED", "DECLINED", "reason"),
    ("extension", "grant"): ("DEPARTMENT", None, "ENDORSED", "GRANTED", "reason"),
    ("extension", "turn_down"): ("DEPARTMENT", None, "ENDORSED", "REFUSED", "reason"),
    ("extension", "withdraw_request"): (
        "DISTRICT", None, "ASKED ENDORSED", "WITHDRAWN", "reason",
    ),
    ("extension", "withdraw_own_request"): ("PROVINCE", None, "ENDORSED", "WITHDRAWN", "reason"),
}  # fmt: skip
# Done by an announcement or a closing, never a button of their own.
AUTOMATIC = {
    "close", "lapse", "certify_filing", "close_filing", "close_certification", "open_quarter",
    "move",
}  # fmt: skip
AFTER_THE_CLOSE = {"correction"}
BY_NAME = {(t.subject, t.name): t for t in workflow.TABLE}
# Who asked for a transfer withdraws it; the other one answers.
OURS = {
    ("transfer", "withdraw_asking"), ("extension", "withdraw_request"),
    ("extension", "withdraw_own_request"),
}  # fmt: skip


def window(step, opens, closes):
    return DecidingWindow(Step(step), TODAY + opens * DAY, TODAY + closes * DAY, "หนังสือ ว 1")


def extension(granted, until):
    return LiveExtension(NOON + granted * DAY, TODAY + until * DAY, "(ว 2)")


# How the transition's own step may stand, and what the window rule answers ("" is: go on).
OWN_STEP = {
    "none": (lambda s: Standing(s), "no_window"),
    "not yet": (lambda s: Standing(s, window(s, 1, 5)), "too_early"),
    "open": (lambda s: Standing(s, window(s, -3, 3)), ""),
    "over": (lambda s: Standing(s, window(s, -5, -1)), "too_late"),
    "extended": (lambda s: Standing(s, window(s, -5, -2), (extension(-1, 0),)), ""),
    "extended without a window": (lambda s: Standing(s, None, (extension(-1, 0),)), ""),
    "extension over": (lambda s: Standing(s, window(s, -9, -5), (extension(-4, -1),)), "too_late"),
    "extension not yet": (lambda s: Standing(s, window(s, -9, -5), (extension(1, 2),)), "too_late"),
}


def situation(subject, state, role, step, standing, quarter_state, grant=None):
    """The other two steps stand open: only a transition's own step may count."""
    others = {other: Standing(other, window(other, -3, 3)) for other in Step if other != step}
    return Situation(
        role=Role(role),
        within=True,
        now=NOON,
        state=state,
        quarter_state=state if subject == "quarter" else quarter_state,
        filing_state=FilingState.ENTRY if role == "DISTRICT" else FilingState.HANDED_OVER,
        standings=others | ({step: standing} if step else {}),
        grant=grant,
        reason="เหตุผล",
        filed=1,
    )


def expected_rule(key, state, role, answer, quarter_state, *, granted=False):
    """The rule that must say no, or "" where nothing may."""
    wanted_role, step, sources, _target, needs = EXPECTED[key]
    if role != wanted_role:
        return "role"
    is_closed = quarter_state == QuarterState.CLOSED
    if key[0] in AFTER_THE_CLOSE and not is_closed:
        return "not_closed"
    if is_closed and key[0] not in AFTER_THE_CLOSE:
        return "closed"
    if state not in sources.split():
        return "state"
    if step is None or (granted and needs == "grant"):
        return ""
    return answer


def test_the_table_has_exactly_these_transitions():
    assert set(BY_NAME) == set(EXPECTED)
    assert len(workflow.TABLE) == len(EXPECTED)


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_each_transition_leads_where_it_should(key):
    role, step, sources, target, _needs = EXPECTED[key]
    transition = BY_NAME[key]

    assert (transition.role, transition.step, transition.target) == (role, step, target)
    assert set(transition.sources) == set(sources.split())


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_total(key):
    subject, transition = key[0], BY_NAME[key]
    step = EXPECTED[key][1] and Step(EXPECTED[key][1])
    looked_at = 0
    for state, role, stands, quarter_state in product(
        STATES[subject], Role, OWN_STEP, (QuarterState.OPEN, QuarterState.CLOSED)
    ):
        make, answer = OWN_STEP[stands]
        s = situation(subject, state, role, step, step and make(step), quarter_state)
        s = replace(s, asked_by_us=key in OURS)

        refusal = workflow.refusal(transition, s)

        told = refusal.rule if refusal else ""
        wanted = expected_rule(key, state, role, answer, s.quarter_state)
        assert told == wanted, (state, role, stands, quarter_state)
        assert refusal is None or refusal.sentence
        looked_at += 1
    assert looked_at == len(STATES[subject]) * len(Role) * len(OWN_STEP) * 2


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
@pytest.mark.parametrize("stands", OWN_STEP)
def test_a_live_grant_opens_nothing_but_sending_a_mended_one_back(key, stands):
    subject, transition = key[0], BY_NAME[key]
    step = EXPECTED[key][1] and Step(EXPECTED[key][1])
    make, answer = OWN_STEP[stands]
    grant = Grant(frozenset({"name"}), NOON - DAY, TODAY)
    for state, role in product(STATES[subject], Role):
        s = situation(subject, state, role, step, step and make(step), "OPEN", grant)
        s = replace(s, asked_by_us=key in OURS)

        refusal = workflow.refusal(transition, s)

        told = refusal.rule if refusal else ""
        assert told == expected_rule(key, state, role, answer, s.quarter_state, granted=True), state


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_a_row_outside_the_area_is_refused_before_anything_else(key):
    s = situation(key[0], EXPECTED[key][2].split()[0], EXPECTED[key][0], None, None, "OPEN")

    refusal = workflow.refusal(BY_NAME[key], Situation(**{**s.__dict__, "within": False}))

    assert refusal.rule == "area"


@pytest.mark.parametrize("key", EXPECTED, ids=" ".join)
def test_a_reason_is_demanded_where_the_table_says_so(key):
    role, step, sources, _target, needs = EXPECTED[key]
    step = step and Step(step)
    standing = step and OWN_STEP["open"][0](step)
    quarter = "CLOSED" if key[0] in AFTER_THE_CLOSE else "OPEN"
    s = situation(key[0], sources.split()[0], role, step, standing, quarter)
    s = replace(s, asked_by_us=key in OURS, reason="  ")

    refusal = workflow.refusal(BY_NAME[key], s)

    assert (refusal.rule if refusal else "") == ("reason" if needs == "reason" else "")


def test_a_window_refusal_names_window_order_and_when_it_opens():
    late = Standing(Step.ENTRY, DecidingWindow(Step.ENTRY, *Q2_ENTRY, "หนังสือ ว 755")).refusal(
        calendar.start_of(date(2018, 3, 17))
    )
    early = Standing(Step.ENTRY, DecidingWindow(Step.ENTRY, *Q2_ENTRY, "หนังสือ ว 755")).refusal(
        calendar.start_of(date(2018, 1, 2))
    )

    assert (late.rule, early.rule) == ("too_late", "too_early")
    for refusal in (late, early):
        assert "16 มี.ค. 2561" in refusal.window_text
        assert "ว 755" in refusal.order_text
    assert "3 มกราคม 2561" in early.opens_again_text
    assert late.opens_again_text


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("subject", STATES)
def test_available_offers_own_transitions_of_this_state_only(subject, role):
    for state in STATES[subject]:
        for open_or_not in ("open", "over"):
            standings = {step: OWN_STEP[open_or_not][0](step) for step in Step}
            s = Situation(role=role, within=True, now=NOON, state=state, standings=standings)

            offered = workflow.available(subject, s)

            wanted = {
                name
                for (about, name), row in EXPECTED.items()
                if about == subject and row[0] == role and state in row[2].split()
            } - AUTOMATIC
            assert {transition.name for transition, _refusal in offered} == wanted
            assert [t for t, _r in offered] == [t for t in workflow.TABLE if t.name in wanted]


def test_available_greys_out_with_the_reason():
    s = Situation(
        role=Role.DISTRICT, within=True, now=NOON, state="DRAFT",
        standings={Step.ENTRY: OWN_STEP["over"][0](Step.ENTRY)},
    )  # fmt: skip

    assert {t.name: r.rule for t, r in workflow.available("registration", s)} == {
        "submit": "too_late",
        "withdraw": "too_late",
    }


def test_available_does_not_grey_out_what_can_still_be_typed():
    s = situation(
        "registration", "DRAFT", "DISTRICT", Step.ENTRY, OWN_STEP["open"][0](Step.ENTRY), "OPEN"
    )
    s = Situation(**{**s.__dict__, "reason": ""})

    assert {t.name: r for t, r in workflow.available("registration", s)} == {
        "submit": None,
        "withdraw": None,
    }
