"""Who comes second finds what the first left, and never half of it (PostgreSQL)."""

from datetime import date
from functools import partial

import pytest

from registration.enums import Kind, Step
from registration.errors import Refused
from registration.models import (
    Announcement,
    Filing,
    FiscalQuarter,
    JournalEntry,
    Producer,
    Registration,
    Snapshot,
)
from registration.services import (
    certifications,
    decisions,
    filings,
    quarters,
    registrations,
)
from tests import factories
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ENTRY, CERTIFYING = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.CERTIFICATION)
CLOSING = moment(QUARTER, Step.CLOSING)
WORDS = {"dated_on": date(2018, 3, 23), "signatory": "ก", "signatory_position": "ข"}


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def second_province(plan):
    return make_persona("province31b", "PROVINCE", "31")


def certify(persona, *rows):
    return partial(
        decisions.certify, by=persona.by, on=CERTIFYING, registrations=[row.pk for row in rows]
    )


def announce(persona, quarter=QUARTER):
    return partial(
        certifications.announce, by=persona.by, on=moment(quarter, Step.CERTIFICATION),
        province="31", quarter=quarter, number=f"1/{quarter}", without_reason="ไม่รอ", **WORDS,
    )  # fmt: skip


def close(persona):
    return partial(
        quarters.close, by=persona.by, on=CLOSING, code=QUARTER, number="ปิด",
        without_reason="ไม่รอ", **WORDS,
    )  # fmt: skip


def enter(persona, **values):
    values = {"kind": Kind.NEW, **values}
    return partial(
        registrations.enter, by=persona.by, on=ENTRY, district="3104", quarter=QUARTER, **values
    )


def hand_over(persona):
    return partial(filings.hand_over, by=persona.by, on=ENTRY, district="3104", quarter=QUARTER)


def submit(persona, row):
    return partial(decisions.submit, by=persona.by, on=ENTRY, registration=row.pk)


def handed_over(state, n=1, quarter=QUARTER):
    rows = factories.RegistrationFactory.create_batch(n, state=state, quarter_id=quarter)
    factories.set_filing_state(rows[0].filing, "HANDED_OVER", by=rows[0].entered_by)
    return rows


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def states():
    return sorted(Registration.objects.values_list("state", flat=True))


def journalled(action):
    return JournalEntry.objects.filter(action=action).count()


def test_two_certifiers_at_once(plan, own_province, second_province):
    (row,) = handed_over("SUBMITTED")

    first, second = overlap(certify(own_province, row), certify(second_province, row))

    assert (first, rule(second)) == (1, "state")
    assert journalled("registration.certify") == 1
    assert Registration.objects.get().certified_by == own_province.officer


def test_certifying_overlapping_sets_in_opposite_order_deadlocks_nobody(
    plan, own_province, second_province
):
    rows = handed_over("SUBMITTED", 4)

    outcomes = together(
        certify(own_province, *rows[:3]), certify(second_province, *reversed(rows[1:]))
    )

    assert [o for o in outcomes if isinstance(o, int)] == [3]
    assert [rule(o) for o in outcomes if not isinstance(o, int)] == ["state"]
    assert states() == ["CERTIFIED"] * 3 + ["SUBMITTED"]


def test_certify_and_return_at_once(plan, own_province, second_province):
    (row,) = handed_over("SUBMITTED")
    send_back = partial(
        decisions.send_back, by=second_province.by, on=CERTIFYING, registration=row.pk,
        comment="แก้", flags={"name": ""},
    )  # fmt: skip

    first, second = overlap(certify(own_province, row), send_back)

    assert (first, rule(second)) == (1, "state")
    assert not row.grants.exists()


def test_a_certification_after_the_announcement_comes_too_late(plan, own_province, second_province):
    """The announcement waits for nobody; who certifies meanwhile is told that it is over."""
    rows = handed_over("CERTIFIED", 2)
    revoke = partial(
        decisions.revoke, by=second_province.by, on=CERTIFYING, registration=rows[0].pk,
        reason="พลาด",
    )  # fmt: skip

    first, second = overlap(announce(own_province), revoke)

    assert isinstance(first, Announcement)
    assert rule(second) == "announced"
    assert Producer.objects.count() == 2
    assert states() == ["CERTIFIED"] * 2


def test_an_announcement_counts_who_was_certified_while_it_waited(
    plan, own_province, second_province
):
    (row,) = handed_over("SUBMITTED")

    first, second = overlap(certify(own_province, row), announce(second_province))

    assert first == 1
    assert isinstance(second, Announcement)
    assert Producer.objects.get().registrations.get() == row
    assert '"NEW":1' in Snapshot.objects.get().summary


def test_an_announcement_does_not_run_past_a_revocation(plan, own_province, second_province):
    (row,) = handed_over("CERTIFIED")
    revoke = partial(
        decisions.revoke, by=own_province.by, on=CERTIFYING, registration=row.pk, reason="พลาด"
    )

    _first, second = overlap(revoke, announce(second_province))

    assert rule(second) == "undecided_left"
    assert not Producer.objects.exists()


def test_two_announcements_at_once(plan, own_province, second_province):
    handed_over("CERTIFIED", 3)

    first, second = overlap(announce(own_province), announce(second_province))

    assert isinstance(first, Announcement)
    assert rule(second) == "state"
    assert Producer.objects.count() == 3
    assert (Announcement.objects.count(), Snapshot.objects.count()) == (1, 1)


def test_numbers_stay_gap_free_when_two_quarters_are_announced_at_once(
    plan, own_province, second_province
):
    handed_over("CERTIFIED", 4, "2561-1")
    handed_over("CERTIFIED", 3, "2561-2")

    first, second = overlap(announce(own_province, "2561-1"), announce(second_province, "2561-2"))

    assert isinstance(first, Announcement)
    assert isinstance(second, Announcement), second
    numbers = sorted(Producer.objects.values_list("number", flat=True))
    assert numbers == [f"3104-{n:05d}" for n in range(1, 8)]


def test_who_enters_while_the_quarter_is_closed_finds_it_closed(plan, department, own_district):
    first, second = overlap(close(department), enter(own_district))

    assert isinstance(first, Announcement)
    assert rule(second) == "closed"
    assert not Registration.objects.exists()


def test_closing_takes_along_what_was_entered_before_it(plan, department, own_district):
    first, second = overlap(enter(own_district), close(department))

    assert first.state == "DRAFT"
    assert isinstance(second, Announcement)
    assert states() == ["LAPSED"]


def test_who_submits_while_the_quarter_is_closed_finds_it_closed(plan, department, own_district):
    row = factories.RegistrationFactory()

    _first, second = overlap(close(department), submit(own_district, row))

    assert rule(second) == "closed"
    assert states() == ["LAPSED"]


@pytest.mark.parametrize("announcing_first", [True, False])
def test_announcing_and_closing_at_once(plan, own_province, department, announcing_first):
    handed_over("CERTIFIED")
    deeds = [announce(own_province), close(department)]

    outcomes = overlap(*(deeds if announcing_first else reversed(deeds)))

    assert isinstance(outcomes[0], Announcement)
    if announcing_first:
        assert isinstance(outcomes[1], Announcement)
        assert (states(), Producer.objects.count()) == (["CLOSED"], 1)
    else:
        assert rule(outcomes[1]) == "closed"
        assert (states(), Producer.objects.count()) == (["LAPSED"], 0)
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "CLOSED"


def test_two_closings_at_once(plan, department):
    other = make_persona("department2", "DEPARTMENT")

    first, second = overlap(close(department), close(other))

    assert isinstance(first, Announcement)
    assert rule(second) == "closed"
    assert Announcement.objects.count() == 1


def test_a_double_click_submits_once(plan, own_district):
    row = factories.RegistrationFactory()

    first, second = overlap(submit(own_district, row), submit(own_district, row))

    assert (first.state, rule(second)) == ("SUBMITTED", "state")
    assert journalled("registration.submit") == 1


def test_a_double_click_enters_an_update_once(plan, own_district):
    producer = factories.ProducerFactory()
    update = enter(own_district, kind=Kind.UPDATE, producer=producer.number)

    _first, second = overlap(update, update)

    assert rule(second) == "already"
    assert Registration.objects.count() == 1
    assert Filing.objects.get(district="3104", quarter=QUARTER).last_sequence == 1


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(plan, own_district):
    row = factories.RegistrationFactory()

    def edit(name):
        return partial(
            registrations.edit, by=own_district.by, on=ENTRY, registration=row.pk, version=1,
            values={"name": name},
        )  # fmt: skip

    _first, second = overlap(edit("คนแรก"), edit("คนที่สอง"))

    assert rule(second) == "stale"
    assert Registration.objects.get().name == "คนแรก"


def test_nothing_slips_into_a_filing_that_is_handed_over(plan, own_district):
    factories.RegistrationFactory(state="SUBMITTED")

    _first, second = overlap(hand_over(own_district), enter(own_district))

    assert rule(second) == "filing_handed_over"
    assert states() == ["SUBMITTED"]


def test_a_filing_with_a_fresh_draft_is_not_handed_over(plan, own_district):
    factories.RegistrationFactory(state="SUBMITTED")

    _first, second = overlap(enter(own_district), hand_over(own_district))

    assert rule(second) == "drafts_left"
    assert Filing.objects.get(district="3104", quarter=QUARTER).state == "ENTRY"


def test_a_filing_is_not_taken_back_under_the_certifiers_hand(plan, own_district, own_province):
    (row,) = handed_over("SUBMITTED")
    take_back = partial(
        filings.take_back, by=own_district.by, on=ENTRY, district="3104", quarter=QUARTER
    )

    _first, second = overlap(certify(own_province, row), take_back)
    assert rule(second) == "decided"

    Registration.objects.update(state="SUBMITTED")
    _first, second = overlap(take_back, certify(own_province, row))
    assert rule(second) == "filing_not_handed_over"


def test_sequences_stay_gap_free_however_many_type(plan, own_district):
    outcomes = together(*[enter(own_district) for _n in range(6)])

    assert sorted(row.sequence for row in outcomes) == [1, 2, 3, 4, 5, 6]
