"""Pressing by hand: the department its provinces, a province its districts, once an hour each."""

from datetime import date, timedelta

import pytest

from registration.enums import Moment, Step
from registration.errors import Forbidden, Refused
from registration.models import (
    Certification,
    Filing,
    FiscalQuarter,
    JournalEntry,
    Message,
    Reminder,
)
from registration.selectors import reminders as read
from registration.services import orders, reminders
from registration.workflow.reminding import BETWEEN
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
ENTRY = moment(QUARTER, Step.ENTRY)
LATE = moment(QUARTER, Step.CERTIFICATION)
TICK = timedelta(microseconds=1)


def urge(persona, *offices, on=LATE):
    return reminders.urge(by=persona.by, on=on, quarter=QUARTER, offices=offices)


def late(persona, on=LATE):
    quarter = FiscalQuarter.objects.get(pk=QUARTER)
    return {row.task.office: row for row in read.late(persona.by, quarter, on)}


def hand_over(district):
    row = Filing.objects.get(district=district, quarter=QUARTER)
    factories.set_filing_state(row, "HANDED_OVER", by=factories.OfficerFactory())


def test_a_province_presses_its_districts(plan, personas):
    done = urge(personas["own_province"], "3104", "3103")
    assert [each.task.office for each in done.reached] == ["3103", "3104"]
    assert set(Message.objects.values_list("officer__username", "kind")) == {
        ("district3103", "URGED"),
        ("district3104", "URGED"),
    }
    entries = JournalEntry.objects.filter(action="reminder.urge").order_by("district_code")
    assert [entry.district_code for entry in entries] == ["3103", "3104"]
    assert entries[0].after["until"] == "2018-03-16"


def test_the_department_presses_provinces(plan, personas):
    urge(personas["department"], "31")
    assert list(Message.objects.values_list("officer__username", flat=True)) == ["province31"]
    assert JournalEntry.objects.get(action="reminder.urge").province_code == "31"


@pytest.mark.parametrize("who", ["own_district", "reader"])
def test_nobody_else_presses(plan, personas, who):
    before = contents()
    with pytest.raises(Forbidden):
        urge(personas[who], "3104")
    assert contents() == before


@pytest.mark.parametrize(
    ("who", "office"),
    [
        ("own_province", "3201"),
        ("own_province", "31"),
        ("own_province", "th"),
        ("department", "3104"),
        ("department", "th"),
    ],
)
def test_an_office_that_is_not_below_is_not_there(plan, personas, who, office):
    before = contents()
    with pytest.raises(FiscalQuarter.DoesNotExist):
        urge(personas[who], office)
    assert contents() == before


def test_once_an_hour(plan, own_province):
    urge(own_province, "3104")
    for on in (LATE, LATE + BETWEEN - TICK):
        with pytest.raises(Refused) as refused:
            urge(own_province, "3104", on=on)
        assert refused.value.refusal.rule == "too_soon"
    urge(own_province, "3104", on=LATE + BETWEEN)
    assert Reminder.objects.filter(moment=Moment.BY_HAND).count() == 2


def test_who_was_pressed_just_now_is_left_out_and_named(plan, own_province):
    urge(own_province, "3104")
    done = urge(own_province, "3104", "3103", on=LATE + TICK)
    assert [each.task.office for each in done.reached] == ["3103"]
    assert [each.task.office for each in done.too_soon] == ["3104"]


def test_who_has_finished_since_is_left_out(plan, own_province):
    hand_over("3104")
    done = urge(own_province, "3104", "3103")
    assert ([each.task.office for each in done.reached], done.finished) == (["3103"], {"3104"})
    with pytest.raises(Refused) as refused:
        urge(own_province, "3104", on=LATE + timedelta(hours=2))
    assert refused.value.refusal.rule == "finished"


def test_a_closed_quarter_is_pressed_for_nothing(plan, own_province, department):
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=LATE, closed_by=department.officer
    )
    with pytest.raises(Refused) as refused:
        urge(own_province, "3104")
    assert refused.value.refusal.rule == "closed"


def test_nobody_is_late_before_the_step_begins(plan, own_province, department):
    before = moment(QUARTER, Step.ENTRY, "before")
    assert late(own_province, before) == late(department, before) == {}
    assert set(late(own_province, moment(QUARTER, Step.ENTRY, "opens"))) == {"3103", "3104"}


@pytest.mark.parametrize(("where", "is_open"), [("last", True), ("closes", False)])
def test_when_a_step_is_over(plan, own_province, where, is_open):
    row = late(own_province, moment(QUARTER, Step.ENTRY, where))["3104"]
    assert (row.task.is_open, row.task.until) == (is_open, date(2018, 3, 16))


def test_an_extension_moves_the_last_day_of_its_office(plan, own_province, department):
    orders.extend(
        by=department.by, on=LATE, quarter=QUARTER, step=Step.ENTRY, until_on=date(2018, 3, 21),
        reason="น้ำท่วม", scope="DISTRICT", district="3104",
    )  # fmt: skip
    rows = late(own_province)
    assert (rows["3104"].task.is_open, rows["3104"].task.until) == (True, date(2018, 3, 21))
    assert (rows["3103"].task.is_open, rows["3103"].task.until) == (False, date(2018, 3, 16))


def test_a_province_waits_for_its_districts_until_its_own_step(plan, department):
    rows = late(department, ENTRY)
    assert rows["31"].task.step == Step.ENTRY
    assert rows["31"].task.numbers["districts"] == 2
    hand_over("3201")
    assert "32" not in late(department, ENTRY)
    assert late(department)["32"].task.step == Step.CERTIFICATION


def test_a_province_that_announced_is_not_late(plan, department, own_province):
    Certification.objects.filter(province="31", quarter=QUARTER).update(
        state="ANNOUNCED", announced_at=LATE, announced_by=own_province.officer
    )
    assert set(late(department)) == {"10", "32"}


def test_who_was_pressed_when_and_who_reads_it(plan, own_province, own_district):
    urge(own_province, "3104")
    rows = late(own_province)
    assert (rows["3104"].urged_at, rows["3103"].urged_at) == (LATE, None)
    assert (rows["3104"].n_accounts, rows["3103"].n_accounts) == (1, 0)
