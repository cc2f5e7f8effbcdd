"""The department's first account: made once, with a password that must be changed."""

import io

import pytest
from django.core.management import CommandError, call_command

from registration.enums import Role
from registration.models import JournalEntry, Officer

pytestmark = pytest.mark.django_db


def test_prints_a_password_that_signs_in_and_must_be_changed(client):
    out = io.StringIO()
    call_command("first_account", "somchai", "สมชาย ทดสอบ", stdout=out)

    officer = Officer.objects.get(username="somchai")
    password = out.getvalue().split()[1]
    assert officer.role == Role.DEPARTMENT
    assert officer.check_password(password)
    assert officer.must_change_password
    assert password not in str(JournalEntry.objects.values_list("after", "before"))
    assert client.login(username="somchai", password=password)
    assert client.get("/").headers["Location"] == "/password/"


def test_refuses_when_the_department_has_an_account():
    call_command("first_account", "somchai", "สมชาย ทดสอบ", stdout=io.StringIO())

    with pytest.raises(CommandError, match="already"):
        call_command("first_account", "somsri", "สมศรี ทดสอบ", stdout=io.StringIO())
    assert not Officer.objects.filter(username="somsri").exists()
