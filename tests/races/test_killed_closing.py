"""A server that is killed while it announces, closes or rehearses: all of it or nothing."""

from datetime import date
from functools import partial

import pytest

from registration.enums import Kind, Step
from registration.models import FiscalQuarter, JournalEntry, Producer, Registration
from registration.services import certifications, quarters
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.killing import killed_at
from tests.registration.stored import contents
from tests.reporting import worlds

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORDS = {
    "number": "1", "dated_on": date(2018, 3, 19), "signatory": "ก", "signatory_position": "ข",
    "without_reason": "ไม่รอ",
}  # fmt: skip


@pytest.fixture
def country(transactional_db):
    """Buri Ram with a new producer, one that goes on and one that ends; Surin with what lapses."""
    factories.load_places()
    factories.issue_letter()
    officer = factories.OfficerFactory()
    for kind in (Kind.UPDATE, Kind.CANCEL):
        known = factories.ProducerFactory()
        worlds.register("3104", state="CERTIFIED", entered_by=officer, kind=kind, producer=known)
    worlds.register("3104", state="CERTIFIED", entered_by=officer)
    worlds.register("3104", state="RETURNED", entered_by=officer)
    worlds.register("3201", state="CERTIFIED", entered_by=officer)
    worlds.hand_over(officer, "3104")


@pytest.fixture
def announce(country, own_province):
    return partial(
        certifications.announce, by=own_province.by, on=moment(QUARTER, Step.CERTIFICATION),
        province="31", quarter=QUARTER, without={"3103": "น้ำท่วม"}, **WORDS,
    )  # fmt: skip


@pytest.fixture
def close(announce, department):
    announce()
    return partial(
        quarters.close, by=department.by, on=moment(QUARTER, Step.CLOSING), code=QUARTER,
        without={"32": "น้ำท่วม"}, **WORDS,
    )  # fmt: skip


def killed_everywhere(deed):
    """Kill ``deed`` before each of its statements; returns before which it was not killed."""
    before, number = contents(), 0
    while killed_at(number := number + 1, deed):
        assert contents() == before, f"killed before statement {number}"
    return number


def test_an_announcement(announce):
    assert killed_everywhere(announce) > 20

    assert Producer.objects.filter(first_quarter=QUARTER).count() == 1
    assert Producer.objects.filter(state="CANCELLED").count() == 1
    assert JournalEntry.objects.filter(action="certification.announce").count() == 1


def test_a_closing(close):
    assert killed_everywhere(close) > 20

    assert FiscalQuarter.objects.get(pk=QUARTER).state == "CLOSED"
    states = Registration.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["CLOSED"] * 3 + ["LAPSED"] * 2
    assert JournalEntry.objects.filter(action="quarter.close").count() == 1


def test_a_rehearsal(close):
    deed = partial(quarters.rehearse, by=close.keywords["by"], on=close.keywords["on"],
                   code=QUARTER)  # fmt: skip

    assert killed_everywhere(deed) > 20

    assert FiscalQuarter.objects.get(pk=QUARTER).state == "OPEN"
    assert JournalEntry.objects.filter(action="quarter.rehearse").count() == 1
