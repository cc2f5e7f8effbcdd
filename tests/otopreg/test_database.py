"""What the two engines need so that many officers can write at once, in Thai."""

import pytest
from django.db import connection

from otopreg.settings.database import databases


def test_sqlite_takes_the_write_lock_at_the_beginning():
    options = databases({"ENGINE": "django.db.backends.sqlite3", "NAME": "x"})["default"]["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_is_left_as_the_address_says():
    config = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "x",
        "OPTIONS": {"sslmode": "require"},
    }

    assert databases(config)["default"] == config


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_knows_thai_letters_and_speaks_through_psycopg2():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'ก' ~ '[[:alpha:]]', pg_encoding_to_char(encoding) "
            "FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == (True, "UTF8")
    assert type(connection.connection).__module__.startswith("psycopg2")
