"""Legal forms, product groups and standards: the department keeps these lists (DOMAIN §1.1, §2.1,
§3.4 are no confirmed sources, so the rows are data).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration.errors import Refusal, Refused
from registration.models.lookups import Lookup
from registration.scoping import Jurisdiction
from registration.selectors import lookups
from registration.services import journal
from registration.services.orders import demand_department


@transaction.atomic
def save(*, by: Jurisdiction, on: datetime, kind: type[Lookup], code: str, values: Mapping):
    """Add the row of ``kind`` with ``code``, or change it; what stays the same is not written. A
    list of other rows (the permits of a group) is given as those rows.
    """
    demand_department(by)
    row = kind.objects.select_for_update().filter(code=code).first()
    named = {field.name for field in kind._meta.many_to_many} & set(values)
    own = {name: value for name, value in values.items() if name not in named}
    after = {name: _codes(value) if name in named else value for name, value in values.items()}
    before = {}
    if row:
        before = {name: getattr(row, name) for name in own}
        before |= {name: _codes(getattr(row, name).all()) for name in named}
    if row and before == after:
        return row
    row, created = kind.objects.update_or_create(code=code, defaults=own)
    for name in named:
        getattr(row, name).set(values[name])
    action = "lookup.add" if created else "lookup.change"
    journal.record(by, on, action, row, before=before, after={"code": code, **after})
    return row


def _codes(rows: Iterable[Lookup]) -> list[str]:
    return sorted(row.code for row in rows)


@transaction.atomic
def remove(*, by: Jurisdiction, on: datetime, kind: type[Lookup], code: str) -> None:
    """Delete a row that no form has ever named; a used one is ``Refused``: it can be retired."""
    demand_department(by)
    row = kind.objects.select_for_update().get(code=code)
    if lookups.is_used(row):
        raise Refused(
            Refusal("used", _("มีแบบลงทะเบียนที่ใช้รายการนี้แล้ว จึงลบไม่ได้ ให้เลิกใช้โดยปิด “ใช้อยู่” แทน"))
        )
    journal.record(by, on, "lookup.remove", row, before={"code": row.code, "name": row.name})
    row.delete()
