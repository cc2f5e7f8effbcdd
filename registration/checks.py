"""What the database must be able to do before it is used; asked by ``migrate`` and ``check
--database``.
"""

from django.core import checks
from django.db import connections


@checks.register(checks.Tags.database)
def thai_letters_are_letters(databases=None, **kwargs) -> list[checks.Error]:
    """Trigrams are made of letters. Under LC_CTYPE C PostgreSQL takes no Thai letter for one, and
    the register's search would quietly find nothing fast, or nothing at all.
    """
    found = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "postgresql" and not _knows_thai(connection):
            found.append(
                checks.Error(
                    f"The database {connection.settings_dict['NAME']!r} takes no Thai letter for a "
                    "letter (LC_CTYPE is C or its encoding is not UTF8): the search cannot work.",
                    hint="Make a new one and restore the dump into it: CREATE DATABASE … TEMPLATE "
                    "template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' "
                    "(th_TH.UTF-8 is as good).",
                    id="registration.E001",
                )
            )
    return found


def _knows_thai(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_encoding_to_char(encoding) = 'UTF8' AND 'ก' ~ '[[:alpha:]]' "
                       "FROM pg_database WHERE datname = current_database()")  # fmt: skip
        return bool(cursor.fetchone()[0])
