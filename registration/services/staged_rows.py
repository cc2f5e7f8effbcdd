"""The rows of a staged import, done one after the other by the deeds of the pages.

Called inside the commit, under the filing's lock. The first row that cannot be done any more ends
it all: what was said before the commit is what is done.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registration.enums import Kind, RowDeed
from registration.errors import Incomplete, Refusal, Refused
from registration.models import Filing, Registration, StagedRow
from registration.scoping import Jurisdiction
from registration.selectors import imports
from registration.services import carrying, identities
from registration.services.entering import Entering
from registration.services.packing import Unpacker
from registration.services.revising import Revising

_KINDS = {RowDeed.ENTER: Kind.NEW, RowDeed.UPDATE: Kind.UPDATE, RowDeed.CANCEL: Kind.CANCEL}
_PART = 500  # rows in memory at a time


def do(
    by: Jurisdiction,
    on: datetime,
    filing: Filing,
    sha256: str,
    lines: QuerySet[StagedRow],
    tell: Callable[[int], None],
) -> int:
    """Do every row in the order of the file, confirmations last, and keep in each which
    registration it became, in which version; ``tell`` is told after each part how many are done.
    ``sha256`` tells the file. Returns how many there were.
    """
    unpacker, standing = Unpacker(), _Standing(by, filing, sha256)
    number = 0
    for part in _parts(lines.exclude(deed=RowDeed.CONFIRM), _PART):
        _do(by, on, filing, part, unpacker, standing)
        tell(number := number + _remember(part))
    for part in _parts(lines.filter(deed=RowDeed.CONFIRM), carrying.MOST):
        _confirm(by, on, filing, part)
        tell(number := number + _remember(part))
    return number


def _parts(lines: QuerySet[StagedRow], size: int) -> Iterator[list[StagedRow]]:
    """In the order of the file, so many at a time."""
    last = 0
    while part := list(lines.filter(pk__gt=last).order_by("pk")[:size]):
        last = part[-1].pk
        yield part


def _remember(lines: list[StagedRow]) -> int:
    keys = [line.registration_id for line in lines]
    versions = dict(Registration.objects.filter(pk__in=keys).values_list("pk", "version"))
    for line in lines:
        line.version = versions[line.registration_id]
        line.content, line.problems = "", []  # what people wrote goes
    # As an upsert: a statement with a case for each row costs ten times as much.
    changed = ["registration", "version", "content", "problems"]
    StagedRow.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["pk"], update_fields=changed
    )
    return len(lines)


class _Standing:
    """Who stood in the filing when the commit began. A new producer has no version that would tell
    that somebody has entered it since the check: the same file sent twice, or at the page.
    """

    def __init__(self, by: Jurisdiction, filing: Filing, sha256: str):
        self._lines = imports.lines_of_same_file(by, filing.pk, sha256)
        self._people = identities.of_new(imports.identities(by, filing.pk))

    def demand_new(self, line: StagedRow, values: Mapping) -> None:
        """``Refused`` where the row has become a registration already."""
        identity = identities.identity_of(values)
        if (line.sheet, line.number) in self._lines or identity in self._people:
            raise Refused(Refusal("entered", _("รายนี้มีผู้บันทึกลงแฟ้มไปแล้วหลังตรวจไฟล์นี้")))


def _do(
    by, on, filing: Filing, lines: list[StagedRow], unpacker: Unpacker, standing: _Standing
) -> None:
    told = [(line, line.told) for line in lines]
    entering = None
    if any(line.deed != RowDeed.EDIT for line in lines):  # under a grant nothing may be entered
        entering = Entering(by, on, filing.district_id, filing.quarter_id)
        entering.lock(content["producer"] for _line, content in told if content["producer"])
    revising = Revising(by, on, filing.pk)
    revising.lock(line.registration_id for line in lines if line.deed == RowDeed.EDIT)
    entered = []
    for line, content in told:
        with _named(line):
            if line.deed == RowDeed.EDIT:
                _edit(revising, line, content, unpacker)
            else:
                _enter(entering, line, content, unpacker, standing)
                entered.append(line)
    revising.write()
    for line, row in zip(entered, entering.write() if entering else (), strict=True):
        line.registration = row


def _enter(
    entering: Entering, line: StagedRow, content: Mapping, unpacker: Unpacker, standing: _Standing
) -> None:
    kind, values = _KINDS[RowDeed(line.deed)], unpacker.producer(content["values"])
    if kind == Kind.NEW:
        standing.demand_new(line, values)
    goods = entering.add(kind, values, content["producer"]).goods
    added = []
    for plan in content["products"]:
        values, held = unpacker.product(plan["values"]), unpacker.held(plan["held"])
        if plan["deed"] == "ADD":
            added.append((values, held))
        elif plan["deed"] == "REMOVE":
            goods.set_dropped(goods.copy_of(plan["product"]), dropped=True)
        elif plan["deed"]:
            goods.edit(goods.copy_of(plan["product"]), values, held)
    goods.add(added)


def _edit(revising: Revising, line: StagedRow, content: Mapping, unpacker: Unpacker) -> None:
    revised = revising.of(line.registration_id, line.version)
    revised.edit(unpacker.producer(content["values"]))
    added = []
    for plan in content["products"]:
        values, held = unpacker.product(plan["values"]), unpacker.held(plan["held"])
        if plan["deed"] == "ADD":
            added.append((values, held))
            continue
        if plan["deed"] in ("EDIT", "KEEP") and (values or held):
            revised.edit_product(plan["sequence"], values, held)
        if plan["deed"] in ("REMOVE", "KEEP"):
            revised.set_dropped(plan["sequence"], plan["deed"] == "REMOVE")
    if added:
        revised.add_products(added)


def _confirm(by, on, filing: Filing, lines: list[StagedRow]) -> None:
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
