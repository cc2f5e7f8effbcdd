"""What leaves the program in files is journalled: who took how much of what."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Forbidden
from registration.models import Certification, Filing, Officer, StagedImport
from registration.scoping import Jurisdiction, within
from registration.services import journal

_UNTOLD = ("text", "sort")


@transaction.atomic
def record_list(
    *, by: Jurisdiction, on: datetime, action: str, rows: int, file_format: str
) -> None:
    """Journal that so many rows of a list of the admin went out."""
    _demand_office(by)
    journal.record(
        by, on, action, Officer.objects.get(pk=by.officer_id),
        after={"rows": rows, "format": file_format},
    )  # fmt: skip


@transaction.atomic
def record_register(
    *,
    by: Jurisdiction,
    on: datetime,
    table: str,
    rows: int,
    file_format: str,
    filters: Mapping[str, str],
) -> None:
    """Journal that so many rows of the register went out. Of the search's text only that there was
    one: people search for names.
    """
    _demand_office(by)
    journal.record(
        by, on, "register.export", Officer.objects.get(pk=by.officer_id),
        after={"table": table, "rows": rows, "format": file_format, "filters": _told(filters)},
    )  # fmt: skip


@transaction.atomic
def record_filed(
    *,
    by: Jurisdiction,
    on: datetime,
    quarter: str,
    table: str,
    rows: int,
    file_format: str,
    filters: Mapping[str, str],
    district: str = "",
    province: str = "",
) -> None:
    """Journal that so many rows of a filing, or of a province's filings in a quarter, went out."""
    _demand_office(by)
    if district:
        subject = Filing.objects.get(within(by), district=district, quarter=quarter)
    else:
        subject = Certification.objects.get(
            within(by, "", "province"), province=province, quarter=quarter
        )
    journal.record(
        by, on, "registration.export", subject,
        after={"table": table, "rows": rows, "format": file_format, "filters": _told(filters)},
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


def _told(filters: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in filters.items() if value and name not in _UNTOLD}
    return {**kept, "text": "…"} if filters.get("text") else kept


def _demand_office(by: Jurisdiction) -> None:
    if by.role == Role.READER:
        raise Forbidden(_("ผู้อ่านรายงานส่งออกทะเบียนไม่ได้"))


def _demand_district(by: Jurisdiction) -> None:
    if by.role != Role.DISTRICT:
        raise Forbidden(_("ไฟล์ของแฟ้มเป็นของเจ้าหน้าที่อำเภอ"))
