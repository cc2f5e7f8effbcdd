"""A database of its own for a benchmark: made, migrated, laid with places, letter and an officer,
and dropped at the end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def database() -> Iterator[None]:
    """What ``DATABASE_URL`` names is only the server; the database is a test database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otopreg.settings.test")
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["OPTIONS"] = {}  # commits reach the disk, as in production
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)
