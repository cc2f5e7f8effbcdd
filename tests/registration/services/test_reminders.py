"""Reminders by the plan: each moment once, by the office's own window, to who has not finished."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from registration.enums import Moment, RegistrationState, Step
from registration.models import (
    Certification,
    District,
    Filing,
    Holiday,
    JournalEntry,
    Message,
    Province,
    Reminder,
    ReturnGrant,
)
from registration.selectors import sentences
from registration.services import filings, inbox, mailing, orders, reminders
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
M, S = Moment, RegistrationState
TICK = timedelta(microseconds=1)
EXTEND = {"quarter": QUARTER, "step": Step.ENTRY, "reason": "น้ำท่วม", "scope": "DISTRICT"}


def day(month, number, hour=0):
    return factories.at(2018, month, number, hour)


def run(on, quarter=QUARTER):
    return {
        (due.task.office, due.task.step, due.moment)
        for due in reminders.remind(by=None, on=on, quarter=quarter)
    }


def entry(wanted, *offices):
    codes = offices or ("1001", "3103", "3104", "3201")
    return {(code, Step.ENTRY, wanted) for code in codes}


def hand_over(district="3104", on=None):
    row = Filing.objects.get(district=district, quarter=QUARTER)
    factories.set_filing_state(row, "HANDED_OVER", by=factories.OfficerFactory(), on=on)


def test_a_whole_entry_window(plan):
    """At each boundary: nothing a microsecond before, once at it, nothing after."""
    assert run(moment(QUARTER, Step.ENTRY, "before")) == set()
    assert run(moment(QUARTER, Step.ENTRY, "opens")) == entry(M.OPENING)
    assert run(moment(QUARTER, Step.ENTRY)) == set()
    for on, wanted in [
        (day(2, 8), M.HALFWAY),
        (day(3, 13), M.THREE_DAYS),
        (day(3, 14), M.TWO_DAYS),
        (day(3, 15), M.ONE_DAY),
    ]:
        assert run(on - TICK) == set()
        assert run(on) == entry(wanted)
        assert run(on) == set()
    assert run(moment(QUARTER, Step.ENTRY, "last")) == set()


def test_nothing_is_sent_when_the_step_is_over(plan):
    assert run(moment(QUARTER, Step.ENTRY, "last")) == entry(M.ONE_DAY)
    Reminder.objects.all().delete()
    found = run(moment(QUARTER, Step.ENTRY, "closes"))
    assert not {each for each in found if each[1] == Step.ENTRY}


@pytest.fixture
def halfway(plan):
    """All that lay before has gone out."""
    run(day(2, 8))


def test_a_holiday_announced_later_brings_the_moments_forward(plan, halfway):
    Holiday.objects.create(day=date(2018, 3, 15), name="วันหยุดพิเศษ", kind="SPECIAL")
    assert run(day(3, 12) - TICK) == set()
    assert run(day(3, 12)) == entry(M.THREE_DAYS)
    assert run(day(3, 14)) == entry(M.ONE_DAY)
    assert run(day(3, 15)) == set()


def test_who_has_finished_is_left_in_peace(plan, halfway):
    hand_over()
    assert run(day(3, 13)) == entry(M.THREE_DAYS, "1001", "3103", "3201")


def test_an_extension_moves_the_moments_of_its_office_alone(plan, halfway, department):
    orders.extend(
        by=department.by, on=day(3, 12), district="3104", until_on=date(2018, 3, 21), **EXTEND
    )
    others = ("1001", "3103", "3201")
    assert run(day(3, 13)) == entry(M.THREE_DAYS, *others)
    assert run(day(3, 15)) == entry(M.ONE_DAY, *others)
    assert ("3104", Step.ENTRY, M.THREE_DAYS) in run(day(3, 16))
    assert ("3104", Step.ENTRY, M.ONE_DAY) in run(day(3, 20))


def test_moments_come_again_when_the_end_moves_later(plan, halfway, department):
    for on in (day(3, 13), day(3, 14), day(3, 15)):
        run(on)
    orders.extend(
        by=department.by, on=day(3, 16, 9), district="3104", until_on=date(2018, 3, 23), **EXTEND
    )
    assert run(day(3, 16, 10)) == set()  # the middle has moved as well, into the past
    assert ("3104", Step.ENTRY, M.THREE_DAYS) in run(day(3, 20))
    assert not {each for each in run(day(3, 20)) if each[1] == Step.ENTRY}
    assert Reminder.objects.filter(office="3104", moment=M.THREE_DAYS).count() == 1


def test_a_revoked_extension_reminds_nobody(plan, halfway, department):
    row = orders.extend(
        by=department.by, on=day(3, 12), district="3104", until_on=date(2018, 3, 23), **EXTEND
    )
    orders.revoke_extension(by=department.by, on=day(3, 16), extension=row.pk, reason="น้ำลด")
    assert not {each for each in run(day(3, 20)) if each[0] == "3104"}


def test_an_extension_before_the_window_begins_on_its_own_day(plan, department):
    on = day(1, 1, 9)
    orders.extend(by=department.by, on=on, district="3104", until_on=date(2018, 1, 12), **EXTEND)
    assert run(on) == {("3104", Step.ENTRY, M.OPENING)}
    assert run(moment(QUARTER, Step.ENTRY, "opens")) == entry(M.OPENING)  # a later end for all


def test_the_digest_of_the_day_holds_the_numbers(plan, own_district):
    inbox.choose_mail(by=own_district.by, on=day(3, 1), mail="DAILY", email="a@example.go.th")
    factories.RegistrationFactory.create_batch(2)
    run(day(3, 15, 6))
    assert mailing.send_queued(day(3, 15, 6)) == 0
    assert mailing.send_queued(day(3, 15, 7)) == 1
    assert "ร่างที่ยังไม่ยื่น 2 รายการ ภายในวันที่ 16 มี.ค. 2561" in mail.outbox[0].body
    run(day(3, 15, 8))
    assert mailing.send_queued(day(3, 15, 8)) == 0


def order(department, on, opens_on, closes_on, **scope):
    window = orders.NewWindow(QUARTER, Step.ENTRY, opens_on, closes_on)
    orders.issue(
        by=department.by, on=on, number="2", dated_on=date(2018, 2, 18), issuer="กรมฯ",
        subject="ใหม่", windows=[window], **scope,
    )  # fmt: skip


def test_a_newer_order_with_an_earlier_end(plan, halfway, department):
    order(department, day(3, 1), date(2018, 1, 3), date(2018, 3, 9))
    assert run(day(3, 6) - TICK) == set()
    assert run(day(3, 6)) == entry(M.THREE_DAYS)
    assert not {each for each in run(day(3, 13)) if each[1] == Step.ENTRY}


def test_an_order_to_one_province_moves_its_districts_alone(plan, halfway, department):
    scope = {"scope": "PROVINCE", "province": "31"}
    order(department, day(3, 1), date(2018, 1, 3), date(2018, 3, 9), **scope)
    assert run(day(3, 6)) == entry(M.THREE_DAYS, "3103", "3104")


def test_a_window_that_opens_anew_is_told_again(plan, department):
    run(moment(QUARTER, Step.ENTRY, "opens"))
    order(department, day(1, 10), date(2018, 2, 1), date(2018, 4, 20))
    assert run(day(1, 31)) == set()
    assert run(day(2, 1)) == entry(M.OPENING)


def test_a_province_is_reminded_of_what_it_has_to_decide(plan, own_province, own_district):
    row = factories.RegistrationFactory(state=S.SUBMITTED)
    factories.RegistrationFactory(state=S.CERTIFIED)
    hand_over(row.filing.district_id)
    found = run(moment(QUARTER, Step.CERTIFICATION, "opens"))
    assert ("31", Step.CERTIFICATION, M.OPENING) in found
    message = Message.objects.get(officer=own_province.id)
    assert message.data["numbers"] == {"districts": 1, "undecided": 1}
    assert sentences.sentence(message) == (
        "ยังไม่ประกาศรับรอง อำเภอ/เขตที่ยังไม่ส่งแฟ้ม 1 แห่ง รายการที่รอตรวจสอบ 1 รายการ "
        "ภายในวันที่ 23 มี.ค. 2561 (เหลือ 5 วันทำการ)"
    )
    assert (message.url_name, message.url_args) == ("certification", ["31", QUARTER])


def test_a_province_that_announced_is_left_in_peace(plan, own_province):
    Certification.objects.filter(province="31", quarter=QUARTER).update(
        state="ANNOUNCED", announced_at=day(3, 19), announced_by=own_province.officer
    )
    found = run(moment(QUARTER, Step.CERTIFICATION, "opens"))
    assert {office for office, _step, _moment in found} == {"10", "32"}


def test_the_department_is_reminded_to_close(plan, department):
    assert run(moment(QUARTER, Step.CLOSING, "opens")) == {("th", Step.CLOSING, M.ONE_DAY)}
    assert Message.objects.get(officer=department.id).data["numbers"] == {"provinces": 3}


def test_the_numbers_of_a_district(plan, own_district):
    factories.ProducerFactory.create_batch(3, products=0)
    factories.RegistrationFactory.create_batch(2)
    factories.RegistrationFactory(state=S.SUBMITTED)
    run(day(3, 15))
    message = Message.objects.get(officer=own_district.id)
    assert message.data["numbers"] == {"unconfirmed": 3, "drafts": 2}
    assert sentences.sentence(message) == (
        "ยังไม่ส่งแฟ้ม ผู้ผลิตที่ยังไม่เริ่ม 3 ราย ร่างที่ยังไม่ยื่น 2 รายการ ภายในวันที่ 16 มี.ค. 2561 (เหลือ 2 วันทำการ)"
    )


def test_a_district_is_reminded_of_what_was_sent_back(plan, own_district):
    rows = factories.RegistrationFactory.create_batch(2, state=S.RETURNED)
    hand_over()
    for row, until in zip(rows, (date(2018, 3, 22), date(2018, 3, 23)), strict=True):
        ReturnGrant.objects.create(
            registration=row, fields=["name"], until_on=until, granted_at=day(3, 19, 9),
            granted_by=own_district.officer,
        )  # fmt: skip
    mine = {each for each in run(day(3, 20)) if each[0] == "3104"}
    assert mine == {("3104", Step.CERTIFICATION, M.TWO_DAYS)}
    assert sentences.sentence(Message.objects.get(officer=own_district.id)) == (
        "ยังไม่แก้ไขรายการที่ส่งกลับ รายการที่ส่งกลับแก้ไข 2 รายการ ภายในวันที่ 22 มี.ค. 2561 (เหลือ 3 วันทำการ)"
    )


def test_a_closed_quarter_reminds_nobody(plan, department):
    plan_quarter = Filing.objects.first().quarter
    type(plan_quarter).objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=day(3, 26), closed_by=department.officer
    )
    assert run(moment(QUARTER, Step.CLOSING, "opens")) == set()


def test_once_is_held_by_the_database_too(plan):
    values = {
        "quarter_id": QUARTER, "office": "3104", "step": Step.ENTRY, "moment": M.OPENING,
        "due_on": date(2018, 1, 3), "ends_on": date(2018, 3, 16), "sent_at": day(1, 3),
    }  # fmt: skip
    Reminder.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**values)


def test_a_dry_run_says_what_a_run_does_and_writes_nothing(plan, own_district, at, capsys):
    at(day(3, 15))
    before = contents()
    call_command("remind", dry_run=True)
    dry = capsys.readouterr().out.splitlines()
    assert contents() == before
    call_command("remind")
    real = capsys.readouterr().out.splitlines()
    assert dry[:-1] == real[:-1]
    assert dry[2] == "2561-2 3104 ENTRY ONE_DAY (16/03/2561)"
    assert (dry[-1], real[-1]) == ("4 would be sent", "4 reminders sent")
    assert JournalEntry.objects.get(action="reminder.send").after == {"ONE_DAY": 4}


@pytest.mark.any_engine
def test_a_country_costs_as_many_questions_as_one_province(plan):
    filings.locked_keys(Filing.objects.none())
    few = _asked(day(1, 3))
    Reminder.objects.all().delete()
    codes = [f"{province}{n:02d}" for province in range(40, 52) for n in range(1, 78)]
    Province.objects.bulk_create(Province(code=f"{p}", name=f"{p}") for p in range(40, 52))
    District.objects.bulk_create(
        District(code=code, province_id=code[:2], name=code) for code in codes
    )
    Filing.objects.bulk_create(Filing(quarter_id=QUARTER, district_id=code) for code in codes)
    many = _asked(day(1, 3))
    assert Reminder.objects.count() == 928
    assert many == few


def _asked(on):
    with CaptureQueriesContext(connection) as captured:
        run(on)
    return len([q for q in captured if q["sql"].startswith("SELECT")])
