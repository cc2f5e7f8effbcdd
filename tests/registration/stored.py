"""What the database holds, to prove that a refused deed or request wrote nothing."""

from django.apps import apps
from django.db import connection

_PASSING = "last_login"  # comes and goes with every sign-in; it is no deed


def _bytes(value):
    """PostgreSQL's driver gives bytes that are another object each time."""
    return bytes(value) if isinstance(value, memoryview) else value


def contents(*, typed: bool = True) -> dict[str, list[str]]:
    """All rows of the program's tables as they are stored: equal means that nothing was written.

    ``typed=False`` leaves out what is only kept as typed: a form that is refused keeps it.
    """
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("registration").get_models(include_auto_created=True):
            columns = [f.column for f in model._meta.concrete_fields if f.name != _PASSING]
            names = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {names} FROM {model._meta.db_table}")  # noqa: S608 - our tables
            found[model.__name__] = sorted(repr([_bytes(value) for value in row]) for row in cursor)
    if not typed:
        del found["FormDraft"]
    return found
