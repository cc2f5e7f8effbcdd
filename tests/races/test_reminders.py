"""Two runs at the same instant remind and send once; two officers press an office once
(PostgreSQL).
"""

from functools import partial

import pytest
from django.core import mail

from registration.enums import Mail, Moment, Step
from registration.errors import Refused
from registration.models import Message, Reminder
from registration.services import inbox, mailing, reminders
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
OPENS = moment(QUARTER, Step.ENTRY, "opens")
LATE = moment(QUARTER, Step.CERTIFICATION)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


def remind(on=OPENS):
    return partial(reminders.remind, by=None, on=on, quarter=QUARTER)


def test_the_second_run_waits_and_finds_what_the_first_has_sent(plan, own_district):
    first, second = overlap(remind(), remind())
    assert (len(first), second) == (4, [])
    assert Reminder.objects.count() == 4
    assert Message.objects.count() == 1


def test_four_runs_at_once(plan, own_district):
    outcomes = together(*[remind()] * 4)
    assert sorted(map(len, outcomes)) == [0, 0, 0, 4]
    assert Message.objects.count() == 1


def test_two_runs_at_once_send_one_mail(plan, own_district):
    inbox.choose_mail(by=own_district.by, on=OPENS, mail=Mail.DAILY, email="a@example.go.th")
    reminders.remind(by=None, on=OPENS, quarter=QUARTER)
    on = moment(QUARTER, Step.ENTRY)
    send = partial(mailing.send_queued, on)
    assert overlap(send, send) == [1, 0]
    assert sorted(together(*[send] * 3)) == [0, 0, 0]
    assert len(mail.outbox) == 1


def test_one_office_is_pressed_once_by_two(plan, own_province):
    urge = partial(reminders.urge, by=own_province.by, on=LATE, quarter=QUARTER, offices=["3104"])
    first, second = overlap(urge, urge)
    assert [each.task.office for each in first.reached] == ["3104"]
    assert isinstance(second, Refused)
    assert Reminder.objects.filter(moment=Moment.BY_HAND).count() == 1
