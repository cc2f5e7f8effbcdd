"""What leaves the program in files is journalled: who took how much of what."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden
from registration.models import Officer
from registration.scoping import Jurisdiction
from registration.services import journal

_UNTOLD = ("text", "sort")


@transaction.atomic
def record_register(*, by: Jurisdiction, on: datetime, rows: int, filters: Mapping[str, str]):
    """Journal that so many rows of the register went out. Of the search's text only that there was
    one: people search for names.
    """
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานส่งออกทะเบียนไม่ได้"))
    kept = {name: value for name, value in filters.items() if value and name not in _UNTOLD}
    if filters.get("text"):
        kept["text"] = "…"
    journal.record(
        by, on, "register.export", Officer.objects.get(pk=by.officer_id),
        after={"rows": rows, "format": "xlsx", "filters": kept},
    )  # fmt: skip
