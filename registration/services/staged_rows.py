"""The rows of a staged import, done one after the other by the deeds of the pages.

Called inside the commit, under the filing's lock. The first row that cannot be done any more ends
it all: what was said before the commit is what is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from registration.enums import Kind, RowDeed
from registration.errors import Incomplete, Refusal, Refused
from registration.models import Filing, Registration, StagedRow
from registration.scoping import Jurisdiction
from registration.services import carrying, products, registrations
from registration.services.packing import Unpacker

_KINDS = {RowDeed.ENTER: Kind.NEW, RowDeed.UPDATE: Kind.UPDATE, RowDeed.CANCEL: Kind.CANCEL}


def do(by: Jurisdiction, on: datetime, filing: Filing, lines: Sequence[StagedRow]) -> None:
    """Do every row and keep in it which registration it became, in which version."""
    unpacker = Unpacker()
    confirmed = [line for line in lines if line.deed == RowDeed.CONFIRM]
    for line in lines:
        if line.deed != RowDeed.CONFIRM:
            with _named(line):
                _do(by, on, filing, line, unpacker)
    for start in range(0, len(confirmed), carrying.MOST):
        _confirm(by, on, filing, confirmed[start : start + carrying.MOST])
    versions = dict(Registration.objects.filter(filing=filing).values_list("pk", "version"))
    for line in lines:
        line.version = versions[line.registration_id]
    StagedRow.objects.bulk_update(lines, ["registration", "version"], batch_size=200)


def _do(by, on, filing: Filing, line: StagedRow, unpacker: Unpacker) -> None:
    content = line.told
    values = unpacker.producer(content["values"])
    if line.deed == RowDeed.EDIT:
        row = registrations.edit(
            by=by, on=on, registration=line.registration_id, version=line.version, values=values
        )
    else:
        row = registrations.enter(
            by=by, on=on, district=filing.district_id, quarter=filing.quarter_id,
            kind=_KINDS[RowDeed(line.deed)], producer=content["producer"], values=values,
        )  # fmt: skip
    line.registration = row
    _do_products(by, on, row, content["products"], unpacker)


def _do_products(by, on, row: Registration, plans: Sequence[Mapping], unpacker: Unpacker) -> None:
    plans = [plan for plan in plans if plan["deed"]]
    if not plans:
        return
    # Products of the register stand in the registration as its copies.
    by_product = dict(row.products.values_list("product_id", "sequence"))
    version = row.version
    for plan in plans:
        if plan["deed"] == "ADD":
            continue
        where = {
            "by": by, "on": on, "registration": row.pk, "version": version,
            "sequence": plan["sequence"] or by_product[plan["product"]],
        }  # fmt: skip
        if plan["deed"] in ("EDIT", "KEEP") and (plan["values"] or plan["held"]):
            values, held = unpacker.product(plan["values"]), unpacker.held(plan["held"])
            products.edit(**where, values=values, held=held)
            version = where["version"] = _version(row)
        if plan["deed"] != "EDIT":
            (products.remove if plan["deed"] == "REMOVE" else products.keep)(**where)
            version = _version(row)
    added = [
        (unpacker.product(plan["values"]), unpacker.held(plan["held"]))
        for plan in plans
        if plan["deed"] == "ADD"
    ]
    if added:
        products.add_all(by=by, on=on, registration=row.pk, version=version, products=added)


def _version(row: Registration) -> int:
    return Registration.objects.values_list("version", flat=True).get(pk=row.pk)


def _confirm(by, on, filing: Filing, lines: Sequence[StagedRow]) -> None:
    by_number = {line.told["producer"]: line for line in lines}
    done = carrying.confirm_same(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id, producers=by_number
    )
    for number, refusal in done.left:
        raise _stale(by_number[number], refusal.sentence)
    for row in (*done.submitted, *done.drafts):
        by_number[row.producer.number].registration = row


@contextmanager
def _named(line: StagedRow) -> Iterator[None]:
    """What cannot be done any more is said with the row that asked for it."""
    try:
        yield
    except Refused as error:
        raise _stale(line, error.refusal.sentence) from error
    except Incomplete as error:
        raise _stale(line, "; ".join(str(each) for _place, each in error.problems)) from error
    except (ObjectDoesNotExist, KeyError) as error:
        raise _stale(line, _("ข้อมูลที่แถวนี้อ้างถึงไม่มีแล้ว")) from error


def _stale(line: StagedRow, sentence: str) -> Refused:
    return Refused(
        Refusal(
            "stale",
            _("แถวที่ %(row)d บันทึกไม่ได้แล้ว: %(why)s จึงยังไม่ได้บันทึกแถวใดเลย ให้กด “ตรวจใหม่” แล้วดูผลอีกครั้ง")
            % {"row": line.number, "why": sentence},
        )
    )
