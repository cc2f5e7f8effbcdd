"""Accounts and holidays: the department makes, moves and ends; history stays."""

from datetime import date, timedelta

import pytest

from registration.enums import HolidayKind, Role
from registration.errors import Forbidden, Incomplete
from registration.models import Holiday, JournalEntry, Officer, Posting
from registration.services import officers, orders
from tests import factories
from tests.factories import at
from tests.registration.stored import contents

ON = at(2018, 3, 12)
NEW = {
    "username": "new", "full_name": "นายใหม่ ทดสอบ", "role": Role.DISTRICT, "district": "3103",
    "password": "a-long-enough-word-7",
}  # fmt: skip


def test_a_new_account_has_a_posting_and_a_hashed_password(department):
    officer = officers.create(by=department.by, on=ON, **NEW)

    assert (officer.role, officer.province_id, officer.district_id) == ("DISTRICT", "31", "3103")
    assert officer.must_change_password
    assert officer.check_password(NEW["password"])
    assert NEW["password"] not in repr(contents())
    posting = Posting.objects.get(officer=officer)
    assert (posting.from_on, posting.until_on) == (date(2018, 3, 12), None)


@pytest.mark.parametrize("name", ["own_district", "own_province", "reader"])
@pytest.mark.parametrize(
    "deed",
    [
        lambda by, pk: officers.create(by=by, on=ON, **NEW),
        lambda by, pk: officers.change(
            by=by, on=ON, officer=pk, full_name="x", position="", email="", phone=""
        ),
        lambda by, pk: officers.move(by=by, on=ON, officer=pk, role=Role.DEPARTMENT),
        lambda by, pk: officers.set_active(by=by, on=ON, officer=pk, active=False),
        lambda by, pk: officers.reset_password(by=by, on=ON, officer=pk),
        lambda by, pk: orders.set_holiday(by=by, on=ON, day=ON.date(), name="x", kind="SPECIAL"),
        lambda by, pk: orders.remove_holiday(by=by, on=ON, day=ON.date()),
    ],
    ids=["create", "change", "move", "end", "reset", "holiday", "no holiday"],
)
def test_nobody_but_the_department(personas, name, deed):
    before = contents()

    with pytest.raises(Forbidden):
        deed(personas[name].by, personas[name].id)

    assert contents() == before


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"district": None}, "district"),
        ({"role": Role.PROVINCE, "district": None}, "province"),
        ({"password": "short"}, "password"),
        ({"password": "1234567890123"}, "password"),
        ({"username": "DISTRICT3104"}, "username"),
    ],
)
def test_an_account_that_does_not_fit_is_not_made(department, own_district, values, place):
    before = contents()

    with pytest.raises(Incomplete) as caught:
        officers.create(by=department.by, on=ON, **{**NEW, **values})

    assert caught.value.problems[0][0] == place
    assert contents() == before


def test_an_officer_who_moves_keeps_the_history(plan, department, own_district):
    row = factories.RegistrationFactory(entered_by=own_district.officer)
    later = ON + timedelta(days=30)

    officers.move(
        by=department.by, on=later, officer=own_district.id, role=Role.PROVINCE, province="32",
        position="หัวหน้ากลุ่มงาน",
    )  # fmt: skip

    officer = Officer.objects.get(pk=own_district.id)
    assert (officer.role, officer.province_id, officer.district_id) == ("PROVINCE", "32", None)
    postings = Posting.objects.filter(officer=officer).order_by("pk")
    assert [(p.role, p.district_id, p.until_on) for p in postings] == [
        ("DISTRICT", "3104", later.date()),
        ("PROVINCE", None, None),
    ]
    row.refresh_from_db()
    assert row.entered_by == officer
    entry = JournalEntry.objects.get(action="officer.move")
    assert (entry.before["area"], entry.after["area"]) == ("3104", "32")


def test_nobody_ends_the_own_account(department):
    with pytest.raises(Incomplete):
        officers.set_active(by=department.by, on=ON, officer=department.id, active=False)

    assert Officer.objects.get(pk=department.id).is_active


def test_an_ended_account_is_signed_out_at_once(department, own_district, at):
    at(ON)
    client = own_district.client
    assert client.get("/calendar/2561/").status_code == 200

    officers.set_active(by=department.by, on=ON, officer=own_district.id, active=False)

    assert client.get("/calendar/2561/").status_code == 302


def test_a_reset_password_must_be_changed(department, own_district):
    password = officers.reset_password(by=department.by, on=ON, officer=own_district.id)

    officer = Officer.objects.get(pk=own_district.id)
    assert officer.check_password(password)
    assert officer.must_change_password
    assert password not in repr(contents())
    officers.change_password(by=own_district.by, on=ON, password="another-good-word-9")
    assert not Officer.objects.get(pk=own_district.id).must_change_password


def test_first_passwords_differ_and_are_strong_enough():
    made = {officers.new_password() for _n in range(50)}

    assert len(made) == 50
    assert {len(password) for password in made} == {19}


def test_a_holiday_is_set_changed_and_removed(department):
    values = {"by": department.by, "on": ON, "day": date(2018, 4, 12), "kind": HolidayKind.SPECIAL}

    orders.set_holiday(**values, name="วันหยุดพิเศษ", announced_on=date(2018, 2, 27))
    orders.set_holiday(**values, name="วันหยุดพิเศษ", announced_on=date(2018, 2, 27))
    assert JournalEntry.objects.filter(action="holiday.set").count() == 1
    orders.set_holiday(**values, name="ชื่อใหม่")
    assert Holiday.objects.get().name == "ชื่อใหม่"
    orders.remove_holiday(by=department.by, on=ON, day=values["day"])
    assert not Holiday.objects.exists()
    assert JournalEntry.objects.get(action="holiday.remove").before["name"] == "ชื่อใหม่"
