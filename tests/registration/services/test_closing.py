"""Closing: what was announced is closed, all else lapses and is offered again."""

from datetime import date

import pytest

from registration.enums import Kind, Step
from registration.errors import Refused
from registration.models import (
    Announcement,
    Certification,
    Filing,
    FiscalQuarter,
    JournalEntry,
    Producer,
    Registration,
    ReturnGrant,
    Snapshot,
)
from registration.selectors import carrying
from registration.services import certifications, quarters, registrations
from registration.services.snapshots import digest
from tests import factories
from tests.factories import QUARTER, moment

WORDS = {"dated_on": date(2018, 3, 26), "signatory": "นางทดสอบ", "signatory_position": "อธิบดี"}


@pytest.fixture
def close(plan, department):
    def deed(reason="สุรินทร์และกรุงเทพฯ ไม่ประกาศ"):
        return quarters.close(
            by=department.by, on=moment(QUARTER, Step.CLOSING), code=QUARTER, number="ปิด 1",
            without_reason=reason, **WORDS,
        )  # fmt: skip

    return deed


@pytest.fixture
def announced(plan, own_district, own_province):
    """Province 31 has announced one new producer; a rejected one lies beside it."""
    row = factories.RegistrationFactory(state="CERTIFIED")
    factories.RegistrationFactory(state="REJECTED")
    for code in ("3103", "3104"):
        filing = factories.FilingFactory(district_id=code)
        factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
    certifications.announce(
        by=own_province.by, on=moment(QUARTER, Step.CERTIFICATION), province="31", quarter=QUARTER,
        number="1", **WORDS,
    )  # fmt: skip
    return row


def state_of(row):
    return Registration.objects.get(pk=row.pk).state


def test_what_was_announced_is_closed_and_the_rest_lapses(announced, close, foreign_district):
    officer = foreign_district.officer
    rows = {
        state: factories.RegistrationFactory(district="3201", state=state, entered_by=officer)
        for state in ("DRAFT", "SUBMITTED", "RETURNED", "CERTIFIED", "REJECTED", "WITHDRAWN")
    }

    close()

    assert state_of(announced) == "CLOSED"
    assert {state: state_of(row) for state, row in rows.items()} == {
        "DRAFT": "LAPSED",
        "SUBMITTED": "LAPSED",
        "RETURNED": "LAPSED",
        "CERTIFIED": "LAPSED",  # never announced, so never official
        "REJECTED": "REJECTED",
        "WITHDRAWN": "WITHDRAWN",
    }


def test_everything_of_the_quarter_is_closed(announced, close, department):
    close()

    quarter = FiscalQuarter.objects.get(pk=QUARTER)
    assert (quarter.state, quarter.closed_by) == ("CLOSED", department.officer)
    assert set(Filing.objects.filter(quarter=QUARTER).values_list("state", flat=True)) == {"CLOSED"}
    of_quarter = Certification.objects.filter(quarter=QUARTER)
    assert set(of_quarter.values_list("state", flat=True)) == {"CLOSED"}
    others = Filing.objects.exclude(quarter=QUARTER)
    assert set(others.values_list("state", flat=True)) == {"ENTRY"}
    announcement = Announcement.objects.get(certification__isnull=True)
    snapshot = Snapshot.objects.get(announcement=announcement)
    assert snapshot.province is None
    assert digest(snapshot.summary, snapshot.detail) == snapshot.sha256


def test_a_producer_that_never_was_announced_is_in_no_register(close):
    factories.RegistrationFactory(district="3201", state="CERTIFIED")

    close()

    assert not Producer.objects.exists()


def test_open_grants_end(close, own_province):
    row = factories.RegistrationFactory(state="RETURNED")
    ReturnGrant.objects.create(
        registration=row, fields=["name"], until_on=date(2018, 3, 30),
        granted_by_id=own_province.id, granted_at=moment(QUARTER, Step.CERTIFICATION),
    )  # fmt: skip

    close()

    assert not ReturnGrant.objects.filter(ended_at__isnull=True).exists()


def test_closing_journals_what_it_did(announced, close):
    factories.RegistrationFactory(district="3201")

    close()

    entry = JournalEntry.objects.get(action="quarter.close")
    assert entry.before == {"CERTIFIED": 1, "DRAFT": 1, "REJECTED": 1}
    counted = {"CLOSED": 1, "LAPSED": 1, "REJECTED": 1}
    assert {state: entry.after[state] for state in counted} == counted
    assert entry.after["sha256"] == Snapshot.objects.get(province__isnull=True).sha256
    assert set(entry.after["left_out"]) == {"10", "32"}
    assert entry.reason


def test_provinces_that_have_not_announced_need_a_reason(announced, close):
    with pytest.raises(Refused) as caught:
        close(reason=" ")

    assert caught.value.refusal.rule == "left_out"
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "OPEN"


def test_it_is_closed_once(announced, close):
    close()

    with pytest.raises(Refused) as caught:
        close()

    assert caught.value.refusal.rule == "closed"
    assert Announcement.objects.filter(certification__isnull=True).count() == 1


def test_a_lapsed_producer_is_offered_again_next_quarter(close, own_district):
    producer = factories.ProducerFactory()
    row = factories.RegistrationFactory(kind=Kind.UPDATE, producer=producer)
    by = own_district.by
    assert producer not in carrying.unconfirmed(by, "3104", QUARTER)

    close()

    assert state_of(row) == "LAPSED"
    assert producer in carrying.unconfirmed(by, "3104", "2561-3")
    again = registrations.enter(
        by=by, on=moment("2561-3", Step.ENTRY), district="3104", quarter="2561-3",
        kind=Kind.UPDATE, producer=producer.number,
    )  # fmt: skip
    assert (again.producer, again.state) == (producer, "DRAFT")


def test_a_new_order_does_not_reopen_a_closed_quarter(close):
    close()

    assert quarters.ensure_open(by=None, on=moment(QUARTER, "CLOSING"), code=QUARTER).state == (
        "CLOSED"
    )
