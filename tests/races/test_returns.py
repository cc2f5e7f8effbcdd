"""A district mends while its province decides: who comes second finds what the first left
(PostgreSQL).
"""

from functools import partial

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import JournalEntry, Registration, Remark, ReturnGrant
from registration.selectors import registrations as rows
from registration.selectors import returns
from registration.services import certifications, decisions, registrations, remarks
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.threads import overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ON = moment(QUARTER, Step.CERTIFICATION)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def returned(plan, own_district, own_province):
    row = factories.RegistrationFactory(state="SUBMITTED", entered_by=own_district.officer)
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)
    return send_back(own_province, row)()


def send_back(persona, row):
    return partial(
        decisions.send_back, by=persona.by, on=ON, registration=row.pk, comment="แก้ชื่อ",
        flags={"name": "สะกดผิด"},
    )  # fmt: skip


def save(persona, row, name="ชื่อที่แก้"):
    return partial(
        registrations.edit, by=persona.by, on=ON, registration=row.pk, version=row.version,
        values={"name": name},
    )  # fmt: skip


def submit(persona, row, **values):
    return partial(decisions.submit, by=persona.by, on=ON, registration=row.pk, **values)


def call_back(persona, row):
    return partial(decisions.call_back, by=persona.by, on=ON, registration=row.pk, reason="ส่งผิดราย")


def announce(persona):
    return partial(
        certifications.announce, by=persona.by, on=ON, province="31", quarter=QUARTER, number="1",
        dated_on=ON.date(), signatory="ก", signatory_position="ข", without_reason="ไม่รอ",
    )  # fmt: skip


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def journalled(*actions):
    found = JournalEntry.objects.filter(action__in=actions).order_by("pk")
    return list(found.values_list("action", flat=True))


def test_saved_first_and_called_back_then(returned, own_district, own_province):
    _first, second = overlap(save(own_district, returned), call_back(own_province, returned))

    assert (second.state, second.name) == ("SUBMITTED", "ชื่อที่แก้")
    last = returns.last_return(rows.registration_for(own_province.by, returned.pk))
    assert [change.name for change in last.changes] == ["name"]
    assert journalled("registration.edit", "registration.call_back") == [
        "registration.edit", "registration.call_back",
    ]  # fmt: skip


def test_called_back_first_and_nothing_is_saved_then(returned, own_district, own_province):
    first, second = overlap(call_back(own_province, returned), save(own_district, returned))

    assert (first.state, rule(second)) == ("SUBMITTED", "state")
    assert Registration.objects.get().name == returned.name
    assert not journalled("registration.edit")


def test_saved_first_and_announced_then(returned, own_district, own_province):
    _first, second = overlap(save(own_district, returned), announce(own_province))

    assert not isinstance(second, Exception), second
    row = Registration.objects.get()
    assert (row.state, row.name) == ("RETURNED", "ชื่อที่แก้")
    assert not ReturnGrant.objects.filter(ended_at__isnull=True).exists()


def test_announced_first_and_nothing_is_saved_then(returned, own_district, own_province):
    _first, second = overlap(announce(own_province), save(own_district, returned))

    assert rule(second) == "too_late"
    assert Registration.objects.get().name == returned.name


def test_sent_again_while_it_is_called_back(returned, own_district, own_province):
    answers = {"name": "ตรงบัตรแล้ว"}
    first, second = overlap(
        submit(own_district, returned, answers=answers), call_back(own_province, returned)
    )

    assert (first.state, rule(second)) == ("SUBMITTED", "state")
    assert Remark.objects.filter(is_answer=True, resolved_at=ON).count() == 1


def test_saved_on_the_old_page_while_it_is_sent_and_returned_again(
    returned, own_district, own_province
):
    """The page was open before the second return: its version is not the one of now."""

    def again():
        submit(own_district, returned)()
        return send_back(own_province, returned)()

    first, second = overlap(again, save(own_district, returned))

    assert (first.state, rule(second)) == ("RETURNED", "stale")
    assert ReturnGrant.objects.filter(ended_at__isnull=True).count() == 1
    assert Registration.objects.get().name == returned.name


def test_saved_first_and_returned_again_then_keeps_both(returned, own_district, own_province):
    """What the second return keeps as said is what the district had saved."""

    def mend():
        save(own_district, returned)()
        return submit(own_district, returned)()

    _first, second = overlap(mend, send_back(own_province, returned))

    assert second.state == "RETURNED"
    grant = ReturnGrant.objects.get(ended_at__isnull=True)
    assert grant.said["fields"]["name"] == "ชื่อที่แก้"


def test_an_answer_and_the_sending_at_once(returned, own_district, own_province):
    answer = partial(
        remarks.answer, by=own_district.by, on=ON, registration=returned.pk,
        answers={"name": "ตรงบัตรแล้ว"},
    )  # fmt: skip
    _first, second = overlap(answer, submit(own_district, returned))

    assert second.state == "SUBMITTED"
    assert not Remark.objects.filter(resolved_at__isnull=True).exists()
    assert Remark.objects.get(is_answer=True).text == "ตรงบัตรแล้ว"
