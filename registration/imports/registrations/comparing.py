"""What a row means against what is stored: new, changed, the same, in conflict, wrong or left."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Kind, ProducerState, RowDeed, RowVerdict
from registration.errors import InvalidValue
from registration.imports.registrations import binding, goods_compared, stored
from registration.imports.registrations.binding import Reading
from registration.imports.registrations.gathering import Line
from registration.imports.registrations.stored import Stored
from registration.models import Filing, Producer, Registration
from registration.services import typed_goods
from registration.sheets import columns, untouched
from registration.sheets.columns import PRODUCERS, Deed

# What confirming writes by itself: the producer says so in person, now.
_SAID_ANEW = frozenset(
    (
        "declared",
        "informant",
        "proxy_name",
        "proxy_citizen_id",
        "proxy_relation",
        "proxy_paper_seen",
    )
)
_DEEDS = {Deed.NEW: RowDeed.ENTER, Deed.UPDATE: RowDeed.UPDATE, Deed.CANCEL: RowDeed.CANCEL}


@dataclass
class Finding:
    """A row as it was found: what is to be done and with which values.

    ``result`` is the registration as it would stand, for what only warns; ``products`` are plans
    of ``goods_compared``. ``differences`` are ``(header, stored, in the file)`` in words.
    """

    line: Line
    verdict: str = RowVerdict.LEFT
    deed: str = ""
    registration: Registration | None = None
    producer: str = ""
    source: Producer | None = None
    values: dict = field(default_factory=dict)
    products: list = field(default_factory=list)
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    result: Registration | None = None

    @property
    def is_to_be_done(self) -> bool:
        return self.verdict in (RowVerdict.NEW, RowVerdict.CHANGED)


def find(line: Line, reading: Reading, known: Stored, filing: Filing) -> Finding:
    """The verdict over a row that has its problems from gathering; more are added to the line."""
    found = Finding(line)
    if line.sheet != PRODUCERS:
        found.verdict = RowVerdict.INVALID
        return found
    deed = _deed(line, reading)
    row = _named(line, reading, known)
    number = line.cell("producer")
    if row is None and number:
        key = known.by_producer.get(number)
        row = known.registrations.get(key)
    if row is not None:
        _compare_filed(found, row, deed, reading, known)
    elif number:
        _compare_carried(found, deed, reading, known, filing)
    elif not line.cell("registration"):
        _compare_new(found, deed, reading, known, filing)
    if line.is_refused:
        found.verdict = RowVerdict.INVALID
    return found


def _deed(line: Line, reading: Reading) -> str:
    column = reading.by_key[PRODUCERS]["deed"]
    try:
        return binding.cell(line, column, reading) or ""
    except InvalidValue as error:
        line.blame(column, str(error))
        return ""


def _named(line: Line, reading: Reading, known: Stored) -> Registration | None:
    """The registration that the workbook was written with."""
    key = line.cell("registration")
    if not key:
        return None
    row = known.registrations.get(int(key)) if key.isdecimal() else None
    if row is None:
        _blame(
            line, reading, "name",
            _("รายการนี้ไม่อยู่ในแฟ้มนี้แล้ว (ถอนหรือไม่รับลงทะเบียน หรือมาจากแฟ้มอื่น) ให้ดาวน์โหลดไฟล์ใหม่"),
        )  # fmt: skip
    return row


def _compare_new(found: Finding, deed: str, reading, known: Stored, filing: Filing) -> None:
    line = found.line
    if deed not in ("", Deed.NEW):
        _blame(line, reading, "deed", _("รายนี้ไม่มีเลขทะเบียน ให้เลือก “ลงทะเบียนใหม่”"))
    base = stored.begun(filing)
    before = list(line.problems)
    values = binding.producer(line, reading, Kind.NEW, None)
    row = known.registration_of(line, values)
    if row is not None and row.kind == Kind.NEW:
        line.problems = before
        _compare_filed(found, row, Deed.NEW, reading, known, is_known=False)
        return
    registered = known.in_register(values)
    if registered is not None:
        found.producer = registered.number
        _leave_registered(line, reading, registered)
        return
    _demand_enterable(found, known, reading)
    found.verdict, found.deed = RowVerdict.NEW, RowDeed.ENTER
    found.values, found.result = values, _with(base, values)
    found.products = goods_compared.plan(line, reading, ())


def _leave_registered(line: Line, reading: Reading, registered) -> None:
    """An old list speaks of the past: whom the register has must not be registered twice."""
    sentence = (
        _(
            "รายนี้อยู่ในทะเบียนแล้ว เลขทะเบียน %(number)s ระบบจึงไม่เพิ่มซ้ำ "
            "ถ้าข้อมูลเปลี่ยนให้ปรับปรุงจากทะเบียน ถ้าเป็นอีกกิจการหนึ่งให้ลงทะเบียนใหม่ในหน้าเว็บ"
        )
        if registered.state == ProducerState.ACTIVE
        else _(
            "รายนี้เคยอยู่ในทะเบียนและยกเลิกแล้ว เลขทะเบียน %(number)s ระบบจึงไม่เพิ่ม "
            "ถ้ากลับมาผลิตอีกให้ลงทะเบียนใหม่ในหน้าเว็บ"
        )
    )
    for each in line.lines():
        each.problems = []  # nothing of it is entered
    _blame(line, reading, "name", sentence % {"number": registered.number}, warns=True)


def _compare_carried(found: Finding, deed: str, reading, known: Stored, filing: Filing) -> None:
    line, source = found.line, known.carried.get(found.line.cell("producer"))
    if source is None:
        _blame(
            line, reading, "producer",
            _("ไม่พบเลขทะเบียนนี้ในผู้ผลิตที่คงอยู่ของอำเภอนี้ (ยกเลิก ย้าย หรือกำลังย้ายอำเภอ) ให้ดาวน์โหลดไฟล์ใหม่"),
        )  # fmt: skip
        return
    if deed == Deed.NEW:
        _blame(line, reading, "deed", _("รายนี้อยู่ในทะเบียนแล้ว ให้เลือก “ปรับปรุงข้อมูล”"))
        return
    found.producer, found.source = source.number, source
    kind = binding.kind_of(deed)
    _warn_of_cancelling(line, reading, kind)
    base = stored.copy_of(source, filing, kind)
    values = binding.producer(line, reading, kind, base)
    _differ(found, base, values, reading, source)
    if deed == "":
        line.problems = [{**each, "is_warning": True} for each in line.problems]
        if found.differences:
            _blame(
                line,
                reading,
                "deed",
                _("มีช่องที่แก้ไขแต่ยังไม่เลือกการดำเนินการ แถวนี้จึงไม่ถูกบันทึก"),
                warns=True,
            )
        return
    _demand_enterable(found, known, reading)
    found.verdict, found.deed = RowVerdict.NEW, _DEEDS.get(deed, RowDeed.CONFIRM)
    if deed == Deed.SAME:
        _demand_unchanged(found, reading)
        found.values, found.products, found.differences = {}, [], []
        found.result = _with(base, {"declared": True})


def _compare_filed(
    found: Finding, row: Registration, deed: str, reading, known: Stored, *, is_known: bool = True
) -> None:
    """``is_known``: the workbook was written with this registration and says in which version."""
    line = found.line
    found.registration, found.producer = row, line.cell("producer")
    if deed and binding.kind_of(deed) != row.kind:
        _blame(
            line, reading, "deed",
            _(
                "รายการนี้อยู่ในแฟ้มแล้วเป็น “%(kind)s” จึงเปลี่ยนการดำเนินการไม่ได้ "
                "ถ้าต้องการเปลี่ยนให้ถอนรายการเดิมในหน้าเว็บก่อน"
            )
            % {"kind": row.get_kind_display()},
        )  # fmt: skip
    _warn_of_cancelling(line, reading, row.kind)
    values = binding.producer(line, reading, row.kind, row)
    if deed == Deed.SAME:
        values = {name: value for name, value in values.items() if name not in _SAID_ANEW}
    _differ(found, row, values, reading, row)
    if not found.differences or _is_untouched(line, reading):
        found.verdict, found.products, found.differences = RowVerdict.SAME, [], []
        return
    if deed == Deed.SAME and line.cell("registration"):
        _demand_unchanged(found, reading)
    refusal = known.refusals[row.pk]
    if refusal:
        _blame(line, reading, "deed", str(refusal.sentence))
    elif (allowed := known.editable[row.pk]) is not workflow.ALL_FIELDS:
        _demand_flagged(found, allowed, reading)
    found.verdict, found.deed = RowVerdict.CHANGED, RowDeed.EDIT
    version = line.cell("version") if is_known and line.cell("registration") else ""
    if version != str(row.version) and known.continued.get(row.pk) != row.version:
        found.verdict = RowVerdict.CONFLICT
        _blame(
            line, reading, "name",
            _("มีผู้แก้ไขรายการนี้ในระบบหลังดาวน์โหลดไฟล์ แถวนี้จึงไม่ถูกบันทึก ให้ดาวน์โหลดไฟล์ใหม่หรือแก้ในหน้าเว็บ"),
            warns=True,
        )  # fmt: skip


def _demand_flagged(found: Finding, allowed: frozenset[str], reading: Reading) -> None:
    """Of a returned registration only what the province flagged is changed."""
    sentence = _("แก้ไขได้เฉพาะช่องที่จังหวัดส่งกลับให้แก้ไข ช่องนี้เปลี่ยนไม่ได้")
    for name in found.values:
        if name not in allowed:
            _blame(found.line, reading, name, sentence)
    for plan in found.products:
        needed = {typed_goods.ANY} if plan.deed in ("ADD", "REMOVE", "KEEP") else set()
        if plan.deed in ("EDIT", "KEEP") and (plan.values or plan.held):
            needed.add(typed_goods.key(plan.sequence))
        if not needed <= allowed:
            for header in dict.fromkeys(each[0] for each in plan.differences):
                _blame(found.line, reading, "deed", f"{header}: {sentence}")


def _demand_enterable(found: Finding, known: Stored, reading: Reading) -> None:
    """A file may also come in to mend what was returned: then nothing new is entered."""
    if known.entry_refusal:
        _blame(found.line, reading, "deed", str(known.entry_refusal.sentence))


def _is_untouched(line: Line, reading: Reading) -> bool:
    """Whether the file says of a producer what it was written with, whatever changed since."""
    rows = [(each.sheet, each.cells) for each in line.lines()]
    return line.cell("digest") == untouched.digest(reading.sheets, rows)


def _differ(found: Finding, base: Registration, values: dict, reading, source) -> None:
    """What the row changes in ``base``; products are those of ``source``."""
    known = reading.by_key[PRODUCERS]
    found.values = {
        name: value
        for name, value in values.items()
        if not binding.is_same(name, getattr(base, name), value, reading.today)
    }
    found.result = _with(base, values)
    found.differences = [
        (known[name].header, said(known[name], getattr(base, name)), said(known[name], value))
        for name, value in found.values.items()
    ]
    if base.kind == Kind.CANCEL:
        return
    found.products = goods_compared.plan(found.line, reading, source.products.all())
    found.differences += [each for plan in found.products for each in plan.differences]


def _warn_of_cancelling(line: Line, reading: Reading, kind: str) -> None:
    """Why somebody is cancelled is asked only where it is a cancellation."""
    if kind != Kind.CANCEL and any(line.cell(name) for name in ("cancel_reason", "merge_into")):
        sentence = _("กรอกเหตุที่ยกเลิกไว้ แต่แถวนี้ไม่ใช่การยกเลิก เหตุที่ยกเลิกจึงไม่ถูกบันทึก")
        _blame(line, reading, "cancel_reason", sentence, warns=True)


def _demand_unchanged(found: Finding, reading) -> None:
    headers = [
        reading.by_key[PRODUCERS][name].header for name in found.values if name not in _SAID_ANEW
    ]
    headers += [each[0] for plan in found.products for each in plan.differences]
    if headers:
        _blame(
            found.line, reading, "deed",
            _("เลือก “ยืนยันไม่เปลี่ยนแปลง” แต่มีช่องที่แก้ไข: %(names)s ให้เลือก “ปรับปรุงข้อมูล”")
            % {"names": ", ".join(dict.fromkeys(headers))},
        )  # fmt: skip


def said(column, value) -> str:
    """A value as the workbook says it; a citizen ID masked."""
    return str(columns.text(column, value) or "")


def _with(base: Registration, values: dict) -> Registration:
    row = copy.copy(base)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _blame(line: Line, reading: Reading, key: str, sentence: str, *, warns: bool = False) -> None:
    line.blame(reading.by_key[PRODUCERS][key], sentence, is_warning=warns)


def to_be_done(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.is_to_be_done]
