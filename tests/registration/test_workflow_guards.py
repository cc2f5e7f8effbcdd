"""The extra guards, what may be edited, and the words of a permit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from registration import calendar, workflow
from registration.enums import CertificationState, FilingState, RegistrationState, Role, Step
from registration.workflow import Grant, LiveExtension, Situation, Standing
from tests.factories import LETTER, at

NOON = at(2018, 3, 12, 12)


def standings(*open_steps):
    """The steps named stand open until the end of the day, the rest without a window."""
    live = LiveExtension(NOON, NOON.date(), "(ว 2)")
    return {step: Standing(step, None, (live,) if step in open_steps else ()) for step in Step}


def district(state="DRAFT", **values):
    values.setdefault("standings", standings(Step.ENTRY))
    return Situation(role=Role.DISTRICT, within=True, now=NOON, state=state, **values)


def province(state="SUBMITTED", **values):
    values.setdefault("standings", standings(Step.CERTIFICATION))
    values.setdefault("filing_state", FilingState.HANDED_OVER)
    return Situation(role=Role.PROVINCE, within=True, now=NOON, state=state, **values)


def rule(transition, s):
    refusal = workflow.refusal(transition, s)
    return refusal.rule if refusal else ""


WITHDRAWN_BY_WHO_ASKED = {
    workflow.WITHDRAW_ASKING, workflow.WITHDRAW_REQUEST, workflow.WITHDRAW_OWN_REQUEST,
}  # fmt: skip


@pytest.mark.parametrize("transition", [workflow.SUBMIT, workflow.RECALL, workflow.WITHDRAW])
@pytest.mark.parametrize("filing_state", list(FilingState))
def test_a_handed_over_filing_is_no_longer_the_districts(transition, filing_state):
    s = district(transition.sources[0], filing_state=filing_state, reason="เหตุผล")

    assert rule(transition, s) == ("" if filing_state == "ENTRY" else "filing_handed_over")


@pytest.mark.parametrize("filing_state", list(FilingState))
def test_a_returned_row_is_sent_back_whatever_the_filing_says(filing_state):
    assert rule(workflow.RESUBMIT, district("RETURNED", filing_state=filing_state)) == ""


@pytest.mark.parametrize("transition", [workflow.RETURN, workflow.REJECT, workflow.CERTIFY])
@pytest.mark.parametrize("filing_state", list(FilingState))
def test_the_province_decides_only_what_was_handed_over(transition, filing_state):
    s = province(filing_state=filing_state, reason="เหตุผล")

    wanted = "" if filing_state == "HANDED_OVER" else "filing_not_handed_over"
    assert rule(transition, s) == wanted


@pytest.mark.parametrize(
    "transition",
    [workflow.RETURN, workflow.CALL_BACK, workflow.REJECT, workflow.CERTIFY, workflow.REVOKE],
)
@pytest.mark.parametrize("state", list(CertificationState))
def test_nothing_is_decided_after_the_announcement(transition, state):
    s = province(transition.sources[0], certification_state=state, reason="เหตุผล")

    assert rule(transition, s) == ("" if state == "WAITING" else "announced")


@pytest.mark.parametrize("transition", workflow.TABLE, ids=lambda t: t.name)
def test_four_eyes_bind_the_certifier_only(transition):
    s = Situation(
        role=transition.role, within=True, now=NOON, state=transition.sources[0],
        quarter_state=_quarter_of(transition),
        filing_state="ENTRY" if transition.role == "DISTRICT" else "HANDED_OVER",
        standings=standings(*Step), edited_by_me=True, reason="เหตุผล", filed=1,
        asked_by_us=transition in WITHDRAWN_BY_WHO_ASKED,
    )  # fmt: skip

    assert rule(transition, s) == ("four_eyes" if transition is workflow.CERTIFY else "")


def _quarter_of(transition) -> str:
    if transition.after_close:
        return "CLOSED"
    return transition.sources[0] if transition.subject == "quarter" else "OPEN"


@pytest.mark.parametrize(
    ("filed", "nil", "undecided", "wanted"),
    [
        (3, False, 0, ""),
        (0, True, 0, ""),
        (0, False, 0, "nil_undeclared"),
        (3, True, 0, "not_nil"),
        (3, False, 1, "drafts_left"),
    ],
)
def test_handing_over_wants_everything_submitted_or_a_nil_declaration(
    filed, nil, undecided, wanted
):
    s = district("ENTRY", filed=filed, declares_nil=nil, undecided=undecided)

    assert rule(workflow.HAND_OVER, s) == wanted


@pytest.mark.parametrize(("decided", "wanted"), [(0, ""), (1, "decided")])
def test_a_filing_is_taken_back_only_before_the_province_began(decided, wanted):
    assert rule(workflow.TAKE_BACK, district("HANDED_OVER", decided=decided)) == wanted


@pytest.mark.parametrize(
    ("undecided", "left_out", "reason", "wanted"),
    [
        (0, 0, "", ""),
        (1, 0, "เหตุผล", "undecided_left"),
        (0, 2, "", "left_out"),
        (0, 2, " ", "left_out"),
        (0, 2, "อำเภอไม่ส่ง", ""),
    ],
)
def test_announcing_wants_every_row_decided_and_a_reason_for_who_is_left_out(
    undecided, left_out, reason, wanted
):
    s = province("WAITING", undecided=undecided, left_out=left_out, reason=reason)

    assert rule(workflow.ANNOUNCE, s) == wanted


@pytest.mark.parametrize(("reason", "wanted"), [("", "left_out"), ("จังหวัดไม่ประกาศ", "")])
def test_closing_wants_a_reason_for_provinces_that_have_not_announced(reason, wanted):
    s = Situation(
        role=Role.DEPARTMENT, within=True, now=NOON, state="OPEN", left_out=1, reason=reason,
        standings=standings(Step.CLOSING),
    )  # fmt: skip

    assert rule(workflow.CLOSE_QUARTER, s) == wanted


@pytest.mark.parametrize(
    ("left_out", "explained", "reason", "wanted"),
    [(2, 2, "", ""), (2, 1, "", "left_out"), (2, 1, "ไม่ส่ง", ""), (2, 0, " ", "left_out")],
)
def test_an_office_with_a_reason_of_its_own_needs_no_common_one(
    left_out, explained, reason, wanted
):
    s = province("WAITING", left_out=left_out, explained=explained, reason=reason)

    assert rule(workflow.ANNOUNCE, s) == wanted


def test_every_rule_that_says_no_is_told_in_the_order_of_the_first():
    s = Situation(role=Role.DEPARTMENT, within=True, now=NOON, state="OPEN", left_out=1)

    told = workflow.refusals(workflow.CLOSE_QUARTER, s)

    assert [each.rule for each in told] == ["no_window", "left_out"]
    assert told[0] == workflow.refusal(workflow.CLOSE_QUARTER, s)
    open_now = replace(s, standings=standings(Step.CLOSING), left_out=0)
    assert workflow.refusals(workflow.CLOSE_QUARTER, open_now) == []


# Editing: by state, with the entry window open, by a grant alone, and with neither.
EDITABLE = {
    "DRAFT": ("all", "none", "none"),
    "SUBMITTED": ("none", "none", "none"),
    "RETURNED": ("all", "flagged", "none"),
    "REJECTED": ("none", "none", "none"),
    "CERTIFIED": ("none", "none", "none"),
    "CLOSED": ("none", "none", "none"),
    "WITHDRAWN": ("none", "none", "none"),
    "LAPSED": ("none", "none", "none"),
}
FLAGGED = frozenset({"name", "product-2"})


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(RegistrationState))
@pytest.mark.parametrize("how", range(3), ids=["window", "grant", "nothing"])
@pytest.mark.parametrize("quarter_state", ["OPEN", "CLOSED"])
def test_what_may_be_edited(role, state, how, quarter_state):
    filing_state = "HANDED_OVER" if state == "RETURNED" else "ENTRY"
    grant = Grant(FLAGGED, NOON, NOON.date()) if how == 1 else None
    s = Situation(
        role=role, within=True, now=NOON, state=state, quarter_state=quarter_state, grant=grant,
        filing_state=filing_state,
        standings=standings(Step.CERTIFICATION, *[Step.ENTRY] * (how == 0)),
    )  # fmt: skip

    fields = workflow.editable_fields(s)

    wanted = EDITABLE[state][how]
    if role != Role.DISTRICT or quarter_state == "CLOSED":
        wanted = "none"
    answers = {"all": workflow.ALL_FIELDS, "flagged": FLAGGED, "none": frozenset()}
    assert fields == answers[wanted]
    assert (workflow.edit_refusal(s) is None) == (wanted != "none")
    # Nobody edits in a foreign area, whatever else holds.
    assert workflow.edit_refusal(replace(s, within=False)) is not None


def test_a_draft_is_locked_when_the_filing_was_handed_over():
    s = district("DRAFT", filing_state="HANDED_OVER")

    assert workflow.edit_refusal(s).rule == "filing_handed_over"


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ""),
        ({"filing_state": "HANDED_OVER"}, "filing_handed_over"),
        ({"quarter_state": "CLOSED"}, "closed"),
        ({"standings": standings(Step.CERTIFICATION)}, "no_window"),
        ({"role": Role.PROVINCE}, "role"),
        ({"role": Role.DEPARTMENT}, "role"),
        ({"role": Role.READER}, "role"),
        ({"within": False}, "area"),
    ],
)
def test_who_may_enter_a_new_registration(values, wanted):
    refusal = workflow.entry_refusal(replace(district("ENTRY"), **values))

    assert (refusal.rule if refusal else "") == wanted


@pytest.mark.parametrize(("quarter", "step"), LETTER)
def test_windows_are_half_open_bangkok_days(quarter, step):
    opens_on, closes_on, _stated = LETTER[quarter, step]
    standing = Standing(step, workflow.DecidingWindow(step, opens_on, closes_on, "ว 755"))
    midnight = calendar.start_of(opens_on)
    tick = timedelta(microseconds=1)
    end = calendar.start_of(closes_on) + timedelta(days=1)

    assert standing.permit(midnight - tick) is None
    assert standing.permit(midnight)
    assert standing.permit(end - tick)
    assert standing.permit(end) is None
    assert standing.until(midnight) == closes_on


def test_a_permit_names_the_window_the_extension_or_the_grant():
    window = workflow.DecidingWindow(Step.ENTRY, NOON.date(), NOON.date(), "หนังสือ ว 755")
    by_window = district(standings={Step.ENTRY: Standing(Step.ENTRY, window)})
    grant = Grant(FLAGGED, NOON, NOON.date())
    by_grant = district("RETURNED", standings=standings(Step.CERTIFICATION), grant=grant)

    assert "หนังสือ ว 755" in workflow.permit(workflow.SUBMIT, by_window)
    assert "12 มี.ค. 2561 (ว 2)" in workflow.permit(workflow.SUBMIT, district())
    assert "สิทธิ์แก้ไข" in workflow.permit(workflow.RESUBMIT, by_grant)
    assert workflow.permit(workflow.SUBMIT, by_grant) == ""
    assert workflow.permit(workflow.OPEN_QUARTER, district()) == ""


@pytest.mark.parametrize(("gaps", "wanted"), [(0, ""), (2, "half_mended")])
def test_a_half_mended_registration_is_not_called_back(gaps, wanted):
    assert rule(workflow.CALL_BACK, province("RETURNED", gaps=gaps, reason="เหตุผล")) == wanted


# Transfers: who asked, who answers, and a producer that has a registration on its way


def transfer(state, **values):
    return district(state, reason="เหตุผล", **values)


@pytest.mark.parametrize("asked_by_us", [True, False])
def test_one_office_asks_and_the_other_answers(asked_by_us):
    s = transfer("ASKED", asked_by_us=asked_by_us)

    answers = "own_asking" if asked_by_us else ""
    assert [rule(t, s) for t in (workflow.AGREE, workflow.REFUSE)] == [answers, answers]
    assert rule(workflow.WITHDRAW_ASKING, s) == ("" if asked_by_us else "not_our_asking")
    # What both agreed on either of them calls off.
    assert rule(workflow.CALL_OFF, transfer("AGREED", asked_by_us=asked_by_us)) == ""


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"is_registered": True}, ["registered", "", "registered", "registered"]),
        ({"is_active": False}, ["cancelled", "", "", ""]),
        ({}, ["", "", "", ""]),
    ],
)
def test_a_registration_on_its_way_holds_a_transfer_up(change, wanted):
    asked, agreed = transfer("ASKED", **change), transfer("AGREED", **change)
    asking = workflow.asking_refusal(asked)

    found = [rule(workflow.AGREE, asked), rule(workflow.REFUSE, asked)]
    assert [*found, rule(workflow.CALL_OFF, agreed), asking.rule if asking else ""] == wanted


@pytest.mark.parametrize("role", list(Role))
def test_only_a_district_asks_and_says_why(role):
    s = replace(transfer(""), role=role)
    assert (workflow.asking_refusal(s) is None) == (role == Role.DISTRICT)
    for change, wanted in (
        ({"within": False}, "area"), ({"quarter_state": "CLOSED"}, "closed"),
        ({"standings": standings(Step.CERTIFICATION)}, "no_window"), ({"reason": " "}, "reason"),
    ):  # fmt: skip
        assert workflow.asking_refusal(replace(transfer(""), **change)).rule == wanted


@pytest.mark.parametrize("role", list(Role))
def test_only_the_province_draws_and_certifies_the_unchanged(role):
    s = replace(province(FilingState.HANDED_OVER), role=role)
    for refusal in (workflow.drawing_refusal(s), workflow.clean_refusal(s)):
        assert (refusal.rule if refusal else "") == ("" if role == Role.PROVINCE else "role")


@pytest.mark.parametrize(
    ("values", "drawing", "clean"),
    [
        ({}, "", ""),
        ({"undrawn": 4}, "", "undrawn"),
        ({"unchecked": 2}, "", "unchecked"),
        ({"undrawn": 4, "unchecked": 2}, "", "undrawn"),
        ({"filing_state": FilingState.ENTRY}, "filing_not_handed_over", "filing_not_handed_over"),
        ({"certification_state": CertificationState.ANNOUNCED}, "announced", "announced"),
        ({"quarter_state": "CLOSED"}, "closed", "closed"),
        ({"standings": standings(Step.ENTRY)}, "no_window", "no_window"),
        ({"within": False}, "area", "area"),
    ],
)
def test_the_unchanged_wait_for_their_sample(values, drawing, clean):
    s = replace(province(FilingState.HANDED_OVER), **values)

    asked = (workflow.drawing_refusal(s), workflow.clean_refusal(s))
    assert [each.rule if each else "" for each in asked] == [drawing, clean]
