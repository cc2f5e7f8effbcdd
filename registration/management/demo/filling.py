"""Filling an empty database phase by phase; an interrupted run goes on where it stopped."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from registration import clock
from registration.management import places, reference
from registration.management.demo import first_quarter, moments, offices, second_quarter, twice
from registration.management.demo.moments import at
from registration.models import JournalEntry, Officer, Province, Registration
from registration.selectors import plan
from registration.services import journal

_LAST = "second-quarter"


class NotEmpty(Exception):
    """The database holds accounts or registrations that are not the demo's."""


def is_filled() -> bool:
    return _is_done(_LAST)


def fill(*, password: str, scale: float, report: Callable[[str], None]) -> None:
    """Do all phases that are not done yet, each in one transaction, then set the date.

    Raises ``NotEmpty`` where data of other origin would be mixed with the demo's.
    """
    if not _is_done("reference") and (Officer.objects.exists() or Registration.objects.exists()):
        raise NotEmpty
    if _is_done("accounts") and not is_filled():
        # Interrupted before anybody was told the first password.
        offices.set_password(on=at(moments.TODAY, 8), password=password)
    for name, text, on, deed in _phases(password, scale):
        if _is_done(name):
            continue
        report(text)
        with transaction.atomic(), plan.remembered():
            deed()
            province = Province.objects.get(pk=offices.PROVINCE)
            journal.record(None, on, f"demo.{name}", province)


def _phases(password: str, scale: float) -> list[tuple[str, str, datetime, Callable]]:
    founding = at(date(2017, 9, 25), 9)
    return [
        ("reference", "สถานที่ รายการตัวเลือก และแผนตามหนังสือ", founding, _load_reference),
        (
            "accounts",
            "บัญชีเจ้าหน้าที่",
            founding,
            lambda: offices.create(on=founding, password=password),
        ),
        (
            "entry",
            "ไตรมาส 1: อำเภอลงทะเบียน",
            at(date(2017, 12, 21), 17),
            lambda: first_quarter.enter(scale=scale),
        ),
        (
            "certification",
            "ไตรมาส 1: จังหวัดรับรองและประกาศ",
            at(date(2017, 12, 28), 17),
            lambda: first_quarter.certify(scale=scale),
        ),
        ("closing", "ไตรมาส 1: กรมฯ ปิดระบบ", at(date(2017, 12, 29), 17), first_quarter.close),
        (
            _LAST,
            "ไตรมาส 2: อำเภอกำลังลงทะเบียน",
            at(moments.TODAY, 8),
            lambda: _second_quarter(scale),
        ),
    ]


def _load_reference() -> None:
    founding = at(date(2017, 9, 25), 9)
    places.load(on=founding)
    reference.load_lookups(on=founding)
    # The letter is of Saturday 17 February: an office records it on Monday.
    reference.load_plan(on=at(date(2018, 2, 19), 9))


def _second_quarter(scale: float) -> None:
    second_quarter.enter(scale=scale)
    twice.enter()
    clock.shift(moments.TODAY)


def _is_done(name: str) -> bool:
    return JournalEntry.objects.filter(action=f"demo.{name}").exists()
