"""What others shall see of a long deed before its transaction ends: told on a second connection."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from registration.models import CommitProgress

_TABLE = CommitProgress._meta.db_table
_TELL = f"""INSERT INTO {_TABLE} (staged_id, n_done, n_all) VALUES (%s, %s, %s)
ON CONFLICT (staged_id) DO UPDATE SET n_done = excluded.n_done, n_all = excluded.n_all"""  # noqa: S608 - our table
_FORGET = f"DELETE FROM {_TABLE} WHERE staged_id = %s"  # noqa: S608 - our table


@contextmanager
def of_commit(staged: int, n_all: int) -> Iterator[Callable[[int], None]]:
    """Within this block the given function tells how many of ``n_all`` rows are done; afterwards it
    is forgotten. SQLite has only one writer: there nothing is told.
    """
    other = connection.copy()

    def tell(n_done: int) -> None:
        # A short commit is done at once and opens no connection.
        if n_done < n_all and connection.features.has_select_for_update:
            _execute(other, _TELL, staged, n_done, n_all)

    try:
        yield tell
    finally:
        if other.connection is not None:
            _execute(other, _FORGET, staged)
            other.close()


def _execute(other, statement: str, *values) -> None:
    with other.cursor() as cursor:
        cursor.execute(statement, values)
