"""A database that knows no Thai letter is refused before anybody searches in it."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from registration import checks

pytestmark = pytest.mark.django_db


def test_this_database_will_do():
    assert checks.thai_letters_are_letters(databases=["default"]) == []


def test_without_a_database_nothing_is_asked():
    assert checks.thai_letters_are_letters(databases=None) == []


@pytest.fixture
def plain_c():
    """An empty database under LC_CTYPE C, in the place of ours."""
    name = "otopreg_plain_c"
    ours = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = ours
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_plain_c_is_refused_with_the_remedy(plain_c):
    (error,) = checks.thai_letters_are_letters(databases=["default"])
    assert error.id == "registration.E001"
    assert "C.UTF-8" in error.hint
    with pytest.raises(SystemCheckError):
        call_command("migrate", verbosity=0, skip_checks=False)
