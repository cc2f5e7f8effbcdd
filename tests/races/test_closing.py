"""Closing and rehearsing a quarter while others work in it (PostgreSQL)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import connection, transaction

from registration.enums import Step
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
    finishing,
    quarters,
    registrations,
    rehearsing,
    snapshots,
)
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.threads import PATIENCE, await_waiting, overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENTRY, CERTIFYING = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.CERTIFICATION)
CLOSING = moment(QUARTER, Step.CLOSING)
WORDS = {
    "number": "1", "dated_on": date(2018, 3, 19), "signatory": "ก", "signatory_position": "ข",
    "without_reason": "ไม่รอ",
}  # fmt: skip


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def row(plan):
    """Submitted in a filing that is handed over."""
    found = factories.RegistrationFactory(state="SUBMITTED")
    factories.set_filing_state(found.filing, "HANDED_OVER", by=found.entered_by)
    return found


@pytest.fixture
def close(plan, department):
    return partial(quarters.close, by=department.by, on=CLOSING, code=QUARTER, **WORDS)


@pytest.fixture
def rehearse(plan, department):
    return partial(quarters.rehearse, by=department.by, on=CLOSING, code=QUARTER)


@pytest.fixture
def certify(row, own_province):
    return partial(decisions.certify, by=own_province.by, on=CERTIFYING, registrations=[row.pk])


@pytest.fixture
def announce(plan, own_province):
    return partial(
        certifications.announce, by=own_province.by, on=CERTIFYING, province="31",
        quarter=QUARTER, **WORDS,
    )  # fmt: skip


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def states():
    return sorted(Registration.objects.values_list("state", flat=True))


def test_a_closing_takes_along_what_was_certified_before_it(close, certify):
    first, second = overlap(certify, close)

    assert first == 1
    assert isinstance(second, Announcement)
    row = Registration.objects.get()
    assert (row.state, row.certified_at) == ("LAPSED", CERTIFYING)  # nobody announced it


def test_who_certifies_while_it_is_closed_finds_it_closed(close, certify):
    first, second = overlap(close, certify)

    assert isinstance(first, Announcement)
    assert rule(second) == "closed"
    assert Registration.objects.get().certified_at is None


@pytest.mark.parametrize("saving_first", [True, False])
def test_closing_and_saving(plan, close, own_district, saving_first):
    row = factories.RegistrationFactory()
    save = partial(
        registrations.edit, by=own_district.by, on=ENTRY, registration=row.pk, version=1,
        values={"name": "ชื่อใหม่"},
    )  # fmt: skip

    outcomes = overlap(save, close) if saving_first else overlap(close, save)

    closed = outcomes[1 if saving_first else 0]
    assert isinstance(closed, Announcement)
    assert states() == ["LAPSED"]
    assert (Registration.objects.get().name == "ชื่อใหม่") is saving_first
    if not saving_first:
        assert rule(outcomes[1]) == "closed"


@pytest.mark.parametrize("handing_first", [True, False])
def test_closing_and_handing_over(plan, close, own_district, handing_first):
    factories.RegistrationFactory(state="SUBMITTED")
    hand_over = partial(
        filings.hand_over, by=own_district.by, on=ENTRY, district="3104", quarter=QUARTER
    )

    outcomes = overlap(hand_over, close) if handing_first else overlap(close, hand_over)

    filing = Filing.objects.get(district="3104", quarter=QUARTER)
    assert filing.state == "CLOSED"
    assert (filing.handed_over_at is not None) is handing_first
    if not handing_first:
        assert rule(outcomes[1]) == "closed"


def test_everybody_at_once_leaves_one_whole_quarter(row, close, certify, announce, own_district):
    """Whoever wins: no row is half closed, and the snapshot counts what is closed."""
    other = factories.RegistrationFactory(district="3103", entered_by=own_district.officer)
    submit = partial(decisions.submit, by=own_district.by, on=ENTRY, registration=other.pk)

    outcomes = together(certify, announce, close, close, submit)

    closings = [each for each in outcomes[2:4] if isinstance(each, Announcement)]
    assert len(closings) == 1, outcomes
    assert [rule(each) for each in outcomes[2:4] if not isinstance(each, Announcement)] == [
        "closed"
    ]
    assert set(states()) <= {"CLOSED", "LAPSED"}
    n_closed = Registration.objects.filter(state="CLOSED").count()
    assert Producer.objects.count() == n_closed
    numbers = snapshots.totals(Snapshot.objects.get(province__isnull=True))
    assert numbers["quarter"]["NEW"] == n_closed
    assert set(Filing.objects.filter(quarter=QUARTER).values_list("state", flat=True)) == {"CLOSED"}


def test_a_rehearsal_waits_for_who_is_writing_and_counts_it(rehearse, certify):
    first, second = overlap(certify, rehearse)

    assert first == 1
    assert second.lapsing["31"] == {"NOT_ANNOUNCED": 1}
    assert states() == ["CERTIFIED"]


def test_after_a_rehearsal_nothing_is_held(rehearse, certify):
    """Even where its journal entry is not committed yet: who comes meanwhile does not wait."""
    first, second = overlap(rehearse, certify)

    assert first.lapsing["31"] == {"UNDECIDED": 1}
    assert second == 1
    assert states() == ["CERTIFIED"]


def test_who_comes_during_a_rehearsal_goes_on_after_it(row, certify, rehearse, monkeypatch):
    """In the middle of it the certifier waits, and then certifies: nothing was closed."""
    backend, inside, done = [], threading.Event(), threading.Event()
    finish = finishing.finish

    def until_somebody_waits(*given):
        finished = finish(*given)
        inside.set()
        await_waiting(backend, done)
        assert not done.is_set(), "nobody waited"
        return finished

    def follow():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.append(cursor.fetchone()[0])
        assert inside.wait(PATIENCE)
        try:
            return certify()
        finally:
            done.set()

    monkeypatch.setattr(finishing, "finish", until_somebody_waits)
    rehearsal, certified = together(rehearse, follow)

    assert rehearsal.lapsing["31"] == {"UNDECIDED": 1}
    assert certified == 1
    assert states() == ["CERTIFIED"]
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "OPEN"


def test_a_rehearsal_gives_up_where_somebody_writes_for_long(rehearse, monkeypatch):
    """Who comes behind it would wait for both."""
    monkeypatch.setattr(rehearsing, "PATIENCE", "50ms")
    holds, done = threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                Filing.objects.select_for_update().get(district="3201", quarter=QUARTER)
                holds.set()
                assert done.wait(PATIENCE)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert holds.wait(PATIENCE)
        with pytest.raises(Refused) as caught:
            rehearse()
        done.set()
        writing.result(PATIENCE)
    assert caught.value.refusal.rule == "busy"
    assert not JournalEntry.objects.filter(action="quarter.rehearse").exists()
    assert rehearse().sha256
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "0"


def test_two_rehearsals_at_once(rehearse, row):
    first, second = together(rehearse, rehearse)

    assert first.sha256 == second.sha256
    assert JournalEntry.objects.filter(action="quarter.rehearse").count() == 2


def test_a_rehearsal_and_a_closing_at_once(rehearse, close, row):
    first, second = overlap(close, rehearse)

    assert isinstance(first, Announcement)
    assert rule(second) == "closed"


def test_the_closing_has_the_hash_of_the_rehearsal_before_it(rehearse, close, certify, announce):
    certify()
    announce()

    assert rehearse().sha256 == close().snapshots.get().sha256
