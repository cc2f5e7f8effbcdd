"""Corrections at the same instant (PostgreSQL): one answer to each request."""

import json
from datetime import date, datetime
from functools import partial

import pytest

from registration import calendar, models
from registration.enums import CorrectionState
from registration.errors import Refused
from registration.services import corrections
from tests import factories
from tests.personas import make_persona
from tests.races.threads import overlap
from tests.reporting import worlds

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AFTER = datetime(2018, 4, 2, 10, tzinfo=calendar.BANGKOK)


@pytest.fixture
def world(transactional_db):
    factories.load_places()
    factories.issue_letter()
    district = make_persona("d1", "DISTRICT", "31", "3104")
    department = make_persona("c1", "DEPARTMENT")
    rows = worlds.register("3104", count=2, state=worlds.CERTIFIED, entered_by=district.officer)
    worlds.hand_over(district.officer, "3104")
    worlds.announce(make_persona("p1", "PROVINCE", "31"))
    worlds.close(department)
    return district, department, rows


def ask(district, row, name="ชื่อที่ถูก"):
    return corrections.ask(
        by=district.by, on=AFTER, registration=row.pk, reason="พิมพ์ผิด",
        producer={"name": name}, products={},
    )  # fmt: skip


def approve(department, *asked, number="แก้ 1"):
    return partial(
        corrections.approve, by=department.by, on=AFTER, quarter="2561-2", province="31",
        corrections=[row.pk for row in asked], number=number, dated_on=date(2018, 4, 2),
        **worlds.PAPER,
    )  # fmt: skip


def test_two_addenda_approve_one_request(world):
    district, department, (row, _other) = world
    asked = ask(district, row)

    first, second = overlap(approve(department, asked), approve(department, asked, number="แก้ 2"))

    assert isinstance(second, Refused)
    assert models.Addendum.objects.get() == first
    assert models.Snapshot.objects.filter(addendum__isnull=False).count() == 2


def test_two_addenda_of_a_province_stand_on_each_other(world):
    district, department, rows = world
    asked = [ask(district, row, f"ชื่อ {n}") for n, row in enumerate(rows)]

    overlap(approve(department, asked[0]), approve(department, asked[1], number="แก้ 2"))

    last = models.Snapshot.objects.filter(province="31").latest("revision")
    assert last.revision == 3
    assert {each["name"] for each in json.loads(last.detail)} == {"ชื่อ 0", "ชื่อ 1"}


@pytest.mark.parametrize("approves_first", [True, False])
def test_a_request_is_withdrawn_while_it_is_approved(world, approves_first):
    district, department, (row, _other) = world
    asked = ask(district, row)
    withdraw = partial(corrections.withdraw, by=district.by, on=AFTER, correction=asked.pk)
    deeds = [approve(department, asked), withdraw]

    first, second = overlap(*(deeds if approves_first else reversed(deeds)))

    assert not isinstance(first, Exception)
    assert isinstance(second, Refused)
    asked.refresh_from_db()
    wanted = CorrectionState.APPROVED if approves_first else CorrectionState.WITHDRAWN
    assert asked.state == wanted
    assert models.Addendum.objects.count() == int(approves_first)


def test_two_clerks_ask_about_one_registration(world):
    district, _department, (row, _other) = world

    first, second = overlap(partial(ask, district, row, "หนึ่ง"), partial(ask, district, row, "สอง"))

    assert isinstance(second, Refused)
    assert models.Correction.objects.get() == first
