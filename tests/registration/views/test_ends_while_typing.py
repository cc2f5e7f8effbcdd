"""The form was opened in time: what counts is the instant at which it is sent, and nothing typed
is lost.
"""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from registration.enums import Step
from registration.models import FormDraft, JournalEntry, Registration
from registration.services import orders
from tests import factories, more_time
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)
ENDED = moment(QUARTER, Step.ENTRY, "closes")
END = ENDED + timedelta(days=3)  # of an extension to the third day


@pytest.fixture
def row(plan, own_district):
    return factories.RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def extension(department, plan):
    return more_time.extend(department, on=ENDED, until_on=END.date() - timedelta(days=1))


def edit(row):
    return f"/registrations/{row.pk}/edit/"


def sent(persona, row):
    return persona.client.post(edit(row), producer_sheet(name="ร้านที่พิมพ์ไว้", version="1"))


def refused_and_kept(persona, row, *sentences):
    before = contents(typed=False)
    answer = sent(persona, row)
    assert answer.status_code == 409
    for sentence in sentences:
        assert sentence in answer.text
    assert "ร้านที่พิมพ์ไว้" in answer.text  # on the page, and for later
    kept = QueryDict(FormDraft.objects.get().content)
    assert kept["name"] == "ร้านที่พิมพ์ไว้"
    assert contents(typed=False) == before
    return True


def test_an_extension_that_ends_between_opening_and_sending(row, own_district, extension, at):
    at(END - TICK)
    assert own_district.client.get(edit(row)).status_code == 200
    at(END)
    assert refused_and_kept(own_district, row, "พ้นช่วงเวลา “อำเภอลงทะเบียน” แล้ว", "16 มี.ค. 2561")


def test_the_last_instant_of_an_extension_still_counts(row, own_district, extension, at):
    at(END - TICK)
    assert own_district.client.get(edit(row)).status_code == 200
    assert sent(own_district, row).status_code == 302
    assert JournalEntry.objects.filter(extension=extension).exists()


def test_an_extension_counts_from_the_instant_of_its_grant(row, own_district, department, at):
    granted = ENDED + timedelta(hours=10)
    more_time.extend(department, on=granted, until_on=granted.date())
    at(granted - TICK)
    assert own_district.client.get(edit(row)).status_code == 409
    at(granted)
    assert sent(own_district, row).status_code == 302


def test_an_extension_that_is_revoked_between_opening_and_sending(
    row, own_district, department, extension, at
):
    on = at(ENDED + timedelta(hours=10))
    assert own_district.client.get(edit(row)).status_code == 200
    orders.revoke_extension(by=department.by, on=on, extension=extension.pk, reason="น้ำลด")
    assert refused_and_kept(own_district, row, "พ้นช่วงเวลา")


def _order(department, closes_on):
    return orders.issue(
        by=department.by, on=moment(QUARTER, Step.ENTRY), number="มท 0409/ว 9",
        dated_on=date(2018, 3, 1), issuer="กรมการพัฒนาชุมชน", subject="เลื่อนกำหนด",
        windows=[orders.NewWindow(QUARTER, Step.ENTRY, date(2018, 1, 3), closes_on)],
    )  # fmt: skip


def test_an_order_that_shortens_the_window_while_a_form_is_open(row, own_district, department, at):
    on = at(moment(QUARTER, Step.ENTRY, "last"))
    assert own_district.client.get(edit(row)).status_code == 200
    _order(department, on.date() - timedelta(days=1))
    # Judged by the new order, and told which one it is.
    assert refused_and_kept(own_district, row, "พ้นช่วงเวลา", "มท 0409/ว 9")


def test_an_order_that_lengthens_the_window_while_a_form_is_open(row, own_district, department, at):
    at(ENDED - TICK)
    assert own_district.client.get(edit(row)).status_code == 200
    _order(department, ENDED.date())
    at(ENDED)
    assert sent(own_district, row).status_code == 302
    assert Registration.objects.get().name == "ร้านที่พิมพ์ไว้"
    assert "มท 0409/ว 9" in JournalEntry.objects.get(action="registration.edit").permit
