"""Where a district stands, when it is late, who waits for whom."""

from datetime import date, datetime, timedelta

import pytest

from registration import calendar
from registration.enums import (
    CertificationState,
    FilingState,
    RegistrationState,
    Stage,
    Step,
    Waiting,
)
from registration.workflow import (
    DecidingWindow,
    LiveExtension,
    Progress,
    Standing,
    is_late,
    stage_of,
    wait_of_province,
    waits_of,
)

R, F, C = RegistrationState, FilingState, CertificationState
OPENS, CLOSES = date(2018, 1, 3), date(2018, 3, 16)
FIRST = calendar.start_of(OPENS)
TOO_LATE = calendar.start_of(CLOSES + timedelta(days=1))
MICRO = timedelta(microseconds=1)
BEGAN = FIRST + timedelta(days=2)
HANDED = FIRST + timedelta(days=30)
LATER = HANDED + timedelta(days=20)
WITH_DISTRICT = {Stage.NOT_BEGUN, Stage.ENTERING, Stage.SUBMITTED}
WITH_PROVINCE = {Stage.HANDED_OVER, Stage.CERTIFYING}


def standing(step=Step.ENTRY, *, opens=OPENS, closes=CLOSES, extensions=()):
    return Standing(step, DecidingWindow(step, opens, closes, "หนังสือทดสอบ"), tuple(extensions))


ENTRY = standing()
CERTIFICATION = standing(Step.CERTIFICATION, opens=date(2018, 3, 19), closes=date(2018, 3, 23))
CERTIFYING = CERTIFICATION.window.period.opens_at


def told(filing=F.ENTRY, certification=C.WAITING, **values):
    if filing != F.ENTRY:
        values.setdefault("handed_over_at", HANDED)
    return Progress(filing, certification, **values)


@pytest.mark.parametrize(
    ("row", "stage"),
    [
        (told(), Stage.NOT_BEGUN),
        (told(n={R.DRAFT: 1}, began_at=BEGAN), Stage.ENTERING),
        (told(n={R.DRAFT: 1, R.SUBMITTED: 9}, began_at=BEGAN), Stage.ENTERING),
        # What was withdrawn was begun; nothing of it is left to hand over.
        (told(n={R.WITHDRAWN: 1}, began_at=BEGAN), Stage.ENTERING),
        (told(n={R.SUBMITTED: 1, R.WITHDRAWN: 1}, began_at=BEGAN), Stage.SUBMITTED),
        (told(F.HANDED_OVER), Stage.HANDED_OVER),  # nobody registered, and it says so
        (told(F.HANDED_OVER, n={R.SUBMITTED: 2}), Stage.HANDED_OVER),
        (told(F.HANDED_OVER, n={R.SUBMITTED: 2, R.RETURNED: 1}), Stage.CERTIFYING),
        (told(F.HANDED_OVER, n={R.REJECTED: 1}), Stage.CERTIFYING),
        (told(F.HANDED_OVER, n={R.CERTIFIED: 3}), Stage.CERTIFYING),
        (told(F.CERTIFIED, C.ANNOUNCED, n={R.CERTIFIED: 3}), Stage.ANNOUNCED),
        (told(F.ENTRY, C.ANNOUNCED, n={R.SUBMITTED: 3}), Stage.LEFT_OUT),
        (told(F.ENTRY, C.ANNOUNCED), Stage.LEFT_OUT),
        (told(F.CLOSED, C.CLOSED, n={R.CLOSED: 3}, certified_at=LATER), Stage.CLOSED),
        (told(F.CLOSED, C.CLOSED, n={R.LAPSED: 3}), Stage.LEFT_OUT),
    ],
)
def test_the_stage(row, stage):
    assert stage_of(row) == stage


def test_every_stage_is_reached():
    reached = {args[1] for args in test_the_stage.pytestmark[0].args[1]}
    assert reached == set(Stage)


@pytest.mark.parametrize(
    ("on", "late"),
    [
        (FIRST - MICRO, False),
        (FIRST, False),
        (TOO_LATE - MICRO, False),
        (TOO_LATE, True),
    ],
)
def test_the_district_is_late_from_the_instant_after_its_window(on, late):
    for stage in Stage:
        assert is_late(stage, ENTRY, CERTIFICATION, on) == (late and stage in WITH_DISTRICT)


@pytest.mark.parametrize(
    ("on", "late"),
    [
        (CERTIFYING - MICRO, False),
        (CERTIFYING, False),
        (CERTIFICATION.window.period.closes_at - MICRO, False),
        (CERTIFICATION.window.period.closes_at, True),
    ],
)
def test_the_province_is_late_with_what_was_handed_over(on, late):
    for stage in WITH_PROVINCE:
        assert is_late(stage, ENTRY, CERTIFICATION, on) == late


def test_an_extension_makes_nobody_late_while_it_lives():
    until = CLOSES + timedelta(days=7)
    granted = TOO_LATE + timedelta(hours=9)
    extended = standing(extensions=[LiveExtension(granted, until, "(น้ำท่วม)")])
    over = calendar.start_of(until + timedelta(days=1))
    asked = [TOO_LATE - MICRO, TOO_LATE, granted - MICRO, granted, over - MICRO, over]

    late = [is_late(Stage.ENTERING, extended, CERTIFICATION, on) for on in asked]

    assert late == [False, True, True, False, False, True]


def test_without_a_window_nobody_is_late_or_waited_for():
    for stage in Stage:
        assert not is_late(stage, Standing(Step.ENTRY), Standing(Step.CERTIFICATION), TOO_LATE)
    assert waits_of(told(), Stage.NOT_BEGUN, Standing(Step.ENTRY), TOO_LATE) == ()


def waits(row, on=LATER):
    return [(wait.what, wait.since) for wait in waits_of(row, stage_of(row), ENTRY, on)]


def test_the_province_waits_for_a_filing_from_the_day_it_may_come():
    assert waits(told(), FIRST - MICRO) == []
    assert waits(told(), FIRST) == [(Waiting.HAND_OVER, FIRST)]
    row = told(n={R.SUBMITTED: 1}, submitted_at=BEGAN, began_at=BEGAN)
    assert waits(row, TOO_LATE) == [(Waiting.HAND_OVER, FIRST)]


def test_the_district_waits_for_decisions_since_the_filing_or_what_was_mended_came():
    row = told(F.HANDED_OVER, n={R.SUBMITTED: 2}, submitted_at=BEGAN)
    assert waits(row) == [(Waiting.DECIDE, HANDED)]
    mended = told(F.HANDED_OVER, n={R.SUBMITTED: 1, R.CERTIFIED: 1}, submitted_at=LATER)
    assert waits(mended) == [(Waiting.DECIDE, LATER)]


def test_both_wait_where_some_was_sent_back_and_some_is_undecided():
    row = told(
        F.HANDED_OVER, n={R.SUBMITTED: 1, R.RETURNED: 1}, submitted_at=BEGAN, returned_at=LATER
    )
    assert waits(row) == [(Waiting.DECIDE, HANDED), (Waiting.MEND, LATER)]


def test_when_all_is_decided_the_announcement_is_waited_for():
    row = told(F.HANDED_OVER, n={R.CERTIFIED: 1}, submitted_at=None, decided_at=LATER)
    assert waits(row) == [(Waiting.ANNOUNCE, LATER)]
    nil = told(F.HANDED_OVER)
    assert waits(nil) == [(Waiting.ANNOUNCE, HANDED)]


def test_after_the_announcement_the_department_is_waited_for_and_then_nobody():
    row = told(F.CERTIFIED, C.ANNOUNCED, n={R.CERTIFIED: 1}, certified_at=LATER)
    assert waits(row) == [(Waiting.CLOSE, LATER)]
    closed = told(F.CLOSED, C.CLOSED, n={R.CLOSED: 1}, certified_at=LATER)
    left_out = told(F.ENTRY, C.ANNOUNCED)
    assert waits(closed) == waits(left_out) == []


@pytest.mark.parametrize(
    ("state", "on", "waited"),
    [
        (C.WAITING, CERTIFYING - MICRO, False),
        (C.WAITING, CERTIFYING, True),
        (C.WAITING, datetime(2018, 6, 1, tzinfo=calendar.BANGKOK), True),
        (C.ANNOUNCED, CERTIFYING, False),
        (C.CLOSED, CERTIFYING, False),
    ],
)
def test_the_department_waits_for_a_province_from_the_day_it_may_announce(state, on, waited):
    wait = wait_of_province(state, CERTIFICATION, on)

    assert (wait is not None) == waited
    if wait:
        assert (wait.what, wait.since) == (Waiting.ANNOUNCE, CERTIFYING)
