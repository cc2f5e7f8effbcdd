"""A deed that is done in full and taken back: nothing of it stays, and it keeps nobody waiting."""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from registration.errors import Refusal, Refused

T = TypeVar("T")

# Who rehearses waits this long for one row: whoever comes behind would have to wait for both.
PATIENCE = "3s"
_NOT_AVAILABLE = "55P03"


class _TakenBackError(Exception):
    """Ends the transaction of a rehearsal."""


def taken_back(deed: Callable[[], T]) -> T:
    """What ``deed`` returns, of which nothing stays. Constraints that wait for the commit are
    checked as well. Raises ``Refused`` where somebody else holds a row for long.
    """
    found, is_postgres = [], connection.vendor == "postgresql"  # SQLite has one writer anyway
    try:
        with transaction.atomic():
            if is_postgres:
                _set_patience()
            found.append(deed())
            if is_postgres:
                connection.check_constraints()
            raise _TakenBackError
    except _TakenBackError:
        return found[0]
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != _NOT_AVAILABLE:
            raise
        raise Refused(
            Refusal(
                "busy",
                _("ขณะนี้มีเจ้าหน้าที่กำลังบันทึกข้อมูลชุดใหญ่ของไตรมาสนี้ จึงยังซ้อมปิดไม่ได้ ให้รอสักครู่แล้วซ้อมใหม่"),
            )
        ) from error


def _set_patience() -> None:
    """To the end of this transaction, or of its taking back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
