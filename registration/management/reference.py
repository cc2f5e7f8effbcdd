"""Lookups, holidays and window orders, from files into the tables that offices edit."""

import json
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from registration.models import (
    EvidenceKind,
    Holiday,
    LegalForm,
    ProductGroup,
    ReturnReason,
    SalesChannel,
    SampleQuestion,
    Standard,
    SupportNeed,
    WindowOrder,
)
from registration.models.lookups import Lookup
from registration.services import journal, orders

FIXTURES = settings.BASE_DIR / "fixtures"
PLAN = FIXTURES / "plan-2561.json"
_LOOKUPS = {
    LegalForm: "legal_forms.json",
    Standard: "standards.json",  # before the groups, which name their permits
    ProductGroup: "product_groups.json",
    SalesChannel: "sales_channels.json",
    SupportNeed: "support_needs.json",
    SampleQuestion: "sample_questions.json",
    ReturnReason: "return_reasons.json",
    EvidenceKind: "evidence_kinds.json",  # after the forms and groups that they may be limited to
}


class DifferentOrder(Exception):
    """The database holds an order of this number and date, but with other windows."""


def read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


@transaction.atomic
def load_lookups(*, on: datetime) -> dict[str, int]:
    """Add lookup rows and holidays that are missing; returns how many of each.

    What is there stays as it is, edited or not: these lists belong to the department
    (DOMAIN §1.1, §2.1, §3.4 are no confirmed sources).
    """
    added = {}
    for model, name in _LOOKUPS.items():
        there = set(model.objects.values_list("code", flat=True))
        rows = [
            _add(model, row)
            for row in read(FIXTURES / "lookups" / name)
            if row["code"] not in there
        ]
        journal.record_many(
            [
                journal.entry_of(None, on, "lookup.add", row, after={"code": row.code})
                for row in rows
            ]
        )
        added[str(model._meta.verbose_name)] = len(rows)
    added[str(Holiday._meta.verbose_name)] = _load_holidays(on)
    return added


def _add(model: type[Lookup], values: dict) -> Lookup:
    permits = values.pop("permits", ())
    for field in model._meta.fields:
        if field.many_to_one and field.name in values:  # files name other rows by code
            values[field.name] = field.related_model.objects.get(code=values[field.name])
    row = model.objects.create(**values)
    if permits:
        row.permits.set(Standard.objects.filter(code__in=permits))
    return row


def _load_holidays(on: datetime) -> int:
    there = set(Holiday.objects.values_list("day", flat=True))
    missing = [
        row
        for row in read(FIXTURES / "holidays.json")
        if date.fromisoformat(row["day"]) not in there
    ]
    for row in missing:
        announced = row["announced_on"] and date.fromisoformat(row["announced_on"])
        days = {"day": date.fromisoformat(row["day"]), "announced_on": announced}
        orders.set_holiday(by=None, on=on, **{**row, **days})
    return len(missing)


@transaction.atomic
def load_plan(*, on: datetime, path: Path = PLAN) -> tuple[WindowOrder, bool]:
    """Issue the order of a file; returns it and whether it is new.

    The same order is issued once. Raises ``DifferentOrder`` where it is there with other windows:
    an issued order is never changed, a newer one supersedes it. A file that is no order raises
    ``ValueError``, ``KeyError`` or ``TypeError``.
    """
    order = read(path)
    dated_on = date.fromisoformat(order.pop("dated_on"))
    windows = [
        orders.NewWindow(
            row["quarter"],
            row["step"],
            date.fromisoformat(row["opens_on"]),
            date.fromisoformat(row["closes_on"]),
            row.get("stated_days"),
        )
        for row in order.pop("windows")
    ]
    there = WindowOrder.objects.filter(
        number=order["number"], dated_on=dated_on, issuer=order["issuer"]
    ).first()
    if there is None:
        return orders.issue(by=None, on=on, dated_on=dated_on, windows=windows, **order), True
    stored = {
        orders.NewWindow(w.quarter_id, w.step, w.opens_on, w.closes_on, w.stated_days)
        for w in there.windows.all()
    }
    if stored != set(windows):
        raise DifferentOrder(
            _("มีหนังสือ %(number)s อยู่แล้ว แต่ช่วงเวลาไม่ตรงกับในแฟ้ม ให้ออกหนังสือฉบับใหม่แทนการแก้ไข")
            % {"number": there.number}
        )
    return there, False
