"""The signed-in officer comes with the office, and not at all once the account is ended."""

import datetime as dt

import pytest

from otopreg.backends import OfficerBackend
from registration.services import officers

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2018, 1, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def officer():
    return officers.create(
        by=None,
        on=NOON,
        username="department",
        full_name="ผู้ดูแล ทดสอบ",
        role="DEPARTMENT",
        password="ลองใช้-เท่านั้น-9731",
    )


def test_office_costs_no_query_of_its_own(officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert OfficerBackend().get_user(officer.pk).office == "กรมการพัฒนาชุมชน"


def test_ended_account_is_nobody_at_once(officer):
    officer.is_active = False
    officer.save()
    assert OfficerBackend().get_user(officer.pk) is None
