"""Window orders, extensions and holidays: the department's plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.enums import QuarterState, Role, Scope, Step
from registration.errors import Forbidden, Incomplete, Refusal, Refused
from registration.files import Checked
from registration.models import Extension, FiscalQuarter, Holiday, Window, WindowOrder
from registration.scoping import Jurisdiction
from registration.services import files, journal, news, quarters, writers


@dataclass(frozen=True)
class NewWindow:
    """A window as an order states it: ``quarter`` is ``2561-2``, ``stated_days`` what the letter
    says.
    """

    quarter: str
    step: Step
    opens_on: date
    closes_on: date
    stated_days: int | None = None


def demand_department(by: Jurisdiction | None) -> None:
    """Raises ``Forbidden`` for everybody but the department; ``None`` is the program itself."""
    if by is not None and by.role != Role.DEPARTMENT:
        raise Forbidden(_("หน้าที่นี้เป็นของกรมการพัฒนาชุมชน"))


@transaction.atomic
def issue(
    *,
    by: Jurisdiction | None,
    on: datetime,
    number: str,
    dated_on: date,
    issuer: str,
    subject: str,
    windows: Iterable[NewWindow],
    scope: str = Scope.COUNTRY,
    province: str | None = None,
    district: str | None = None,
    note: str = "",
    scan: Checked | None = None,
) -> WindowOrder:
    """Record an order with its windows and open the quarters that it speaks of.

    Nothing is overwritten: for an office the most specific, newest order decides. An order may be
    dated after its windows (the letter of 17 Feb 2561 was). A closed quarter takes no new window.
    Raises ``Incomplete`` for an order that is already recorded, or a scope that a step does not
    hear.
    """
    demand_department(by)
    windows = list(windows)
    if not windows:
        raise Refused(Refusal("no_windows", _("หนังสือต้องกำหนดช่วงเวลาอย่างน้อยหนึ่งช่วง")))
    for window in windows:
        if window.closes_on < window.opens_on:
            raise Refused(Refusal("dates", _("วันสิ้นสุดของช่วงเวลาต้องไม่ก่อนวันเริ่มต้น ให้ตรวจวันที่อีกครั้ง")))
        demand_heard(scope, window.step)
    if WindowOrder.objects.filter(number=number, dated_on=dated_on, issuer=issuer).exists():
        raise Incomplete([("number", _("บันทึกหนังสือฉบับนี้ไว้แล้ว ให้ตรวจเลขที่และวันที่"))])
    order = WindowOrder.objects.create(
        number=number,
        dated_on=dated_on,
        issuer=issuer,
        subject=subject,
        note=note,
        scope=scope,
        province_id=province,
        district_id=district,
        issued_at=on,
        issued_by_id=by.officer_id if by else None,
    )
    for code in sorted({window.quarter for window in windows}):
        _demand_not_closed(quarters.ensure_open(by=by, on=on, code=code))
    rows = [
        Window(
            order=order,
            quarter_id=window.quarter,
            step=window.step,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            stated_days=window.stated_days,
        )
        for window in windows
    ]
    writers.lock_all(rows, order)
    Window.objects.bulk_create(rows)
    journal.record(by, on, "order.issue", order, after={"windows": len(windows), "scope": scope})
    if scan:
        attach_scan(by=by, on=on, order=order.pk, scan=scan)
    news.order_issued(by, on, order, {window.step for window in windows})
    return order


@transaction.atomic
def attach_scan(*, by: Jurisdiction, on: datetime, order: int, scan: Checked) -> WindowOrder:
    """Put the letter itself to its order, once: what was attached is never exchanged."""
    demand_department(by)
    row = WindowOrder.objects.select_for_update().get(pk=order)
    if row.scan_id:
        raise Refused(Refusal("attached", _("หนังสือฉบับนี้มีสำเนาแล้ว ถ้าแนบผิดให้ถอนหนังสือแล้วบันทึกใหม่")))
    with files.storing() as written:
        row.scan = files.store(by, on, scan, None, written)
        row.save(update_fields=["scan"])
        journal.record(by, on, "order.attach", row, after={"sha256": row.scan.sha256})
    return row


@transaction.atomic
def withdraw(*, by: Jurisdiction, on: datetime, order: int, reason: str) -> WindowOrder:
    """Take an order out of force; it stays readable. The order before it decides again."""
    demand_department(by)
    _demand_reason(reason)
    found = WindowOrder.objects.get(pk=order)
    writers.lock_all(found.windows.all(), found)
    row = WindowOrder.objects.select_for_update().get(pk=order)
    if row.withdrawn_at:
        raise Refused(Refusal("withdrawn", _("หนังสือฉบับนี้ถอนไปแล้ว")))
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = on, by.officer_id, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    journal.record(by, on, "order.withdraw", row, reason=reason)
    news.order_withdrawn(by, on, row, set(row.windows.values_list("step", flat=True)))
    return row


@transaction.atomic
def extend(
    *,
    by: Jurisdiction,
    on: datetime,
    quarter: str,
    step: str,
    until_on: date,
    reason: str,
    scope: str,
    province: str | None = None,
    district: str | None = None,
    order_number: str = "",
) -> Extension:
    """Let an area go on with a step to the end of ``until_on``. The department extends for itself
    too.
    """
    demand_department(by)
    _demand_reason(reason)
    demand_heard(scope, step)
    _demand_not_closed(FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter))
    extension = Extension.objects.create(
        quarter_id=quarter,
        step=step,
        until_on=until_on,
        reason=reason,
        scope=scope,
        province_id=province,
        district_id=district,
        order_number=order_number,
        granted_at=on,
        granted_by_id=by.officer_id,
    )
    journal.record(
        by, on, "extension.grant", extension,
        after={"step": step, "until": until_on, "area": district or province or "th"},
        reason=reason,
    )  # fmt: skip
    news.extended(by, on, extension)
    return extension


@transaction.atomic
def revoke_extension(*, by: Jurisdiction, on: datetime, extension: int, reason: str) -> Extension:
    """End an extension at once. Whoever was writing under it has finished; whoever comes later
    finds it ended: the filings that they lock are locked here first.
    """
    demand_department(by)
    _demand_reason(reason)
    found = Extension.objects.get(pk=extension)
    writers.lock(found.quarter_id, found.step, found)
    row = Extension.objects.select_for_update().get(pk=extension)
    if row.revoked_at:
        raise Refused(Refusal("revoked", _("การขยายเวลานี้ยกเลิกไปแล้ว")))
    row.revoked_at, row.revoked_by_id = on, by.officer_id
    row.save(update_fields=["revoked_at", "revoked_by"])
    journal.record(by, on, "extension.revoke", row, reason=reason)
    news.extension_revoked(by, on, row)
    return row


@transaction.atomic
def set_holiday(
    *,
    by: Jurisdiction | None,
    on: datetime,
    day: date,
    name: str,
    kind: str,
    source: str = "",
    announced_on: date | None = None,
) -> Holiday:
    """Add a holiday or change the one on that day."""
    demand_department(by)
    values = {"name": name, "kind": kind, "source": source, "announced_on": announced_on}
    holiday = Holiday.objects.select_for_update().filter(day=day).first()
    before = {key: getattr(holiday, key) for key in values} if holiday else {}
    if before == values:
        return holiday
    holiday, _created = Holiday.objects.update_or_create(day=day, defaults=values)
    journal.record(by, on, "holiday.set", holiday, before=before, after={"day": day, **values})
    return holiday


@transaction.atomic
def remove_holiday(*, by: Jurisdiction, on: datetime, day: date) -> None:
    demand_department(by)
    holiday = Holiday.objects.select_for_update().get(day=day)
    journal.record(by, on, "holiday.remove", holiday, before={"day": day, "name": holiday.name})
    holiday.delete()


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(Refusal("reason", _("ต้องระบุเหตุผล")))


def demand_heard(scope: str, step: str) -> None:
    """Only the entry step asks for a district's own window, and nobody but the department closes;
    a window nobody looks at would be a promise that does not hold.
    """
    if scope == Scope.DISTRICT and step != Step.ENTRY:
        raise Incomplete([("scope", _("เฉพาะอำเภอ ใช้ได้กับขั้นตอนอำเภอลงทะเบียนเท่านั้น"))])
    if scope == Scope.PROVINCE and step == Step.CLOSING:
        raise Incomplete([("scope", _("ขั้นตอนกรมฯ ปิดระบบ ใช้กับทั้งประเทศเท่านั้น"))])


def _demand_not_closed(quarter: FiscalQuarter) -> None:
    if quarter.state == QuarterState.CLOSED:
        raise Refused(
            Refusal(
                "closed", _("ไตรมาส %(code)s ปิดแล้ว จึงกำหนดเวลาใหม่ไม่ได้") % {"code": quarter.code}
            )
        )
