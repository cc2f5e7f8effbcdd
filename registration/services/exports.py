"""What leaves the program in files is journalled: who took how much of what."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden
from registration.models import Filing, Officer, StagedImport
from registration.scoping import Jurisdiction, within
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


@transaction.atomic
def record_workbook(*, by: Jurisdiction, on: datetime, district: str, quarter: str) -> None:
    """Journal that a district took its workbook of a quarter out to work in it."""
    filing = Filing.objects.get(within(by), district=district, quarter=quarter)
    _demand_district(by)
    rows = filing.registrations.count()
    journal.record(by, on, "workbook.export", filing, after={"registrations": rows})


@transaction.atomic
def record_marked(*, by: Jurisdiction, on: datetime, staged: int) -> None:
    """Journal that an office took a file that it had handed in out again, with marks in it."""
    row = StagedImport.objects.select_related("filing").get(
        within(by, "filing__district"), pk=staged
    )
    _demand_district(by)
    journal.record(by, on, "import.mark", row, after={"sha256": row.sha256})


def _demand_district(by: Jurisdiction) -> None:
    if by.role != Role.DISTRICT:
        raise Forbidden(_("ไฟล์ของแฟ้มเป็นของเจ้าหน้าที่อำเภอ"))
