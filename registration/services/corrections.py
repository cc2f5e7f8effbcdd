"""Corrections of what was announced, after the close: a district asks, the department approves with
an addendum.

An addendum changes the closed registration, the register where no later announcement has spoken
since, and makes a revision of the snapshots. What was announced stays, byte by byte.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from registration import calendar, eligibility, workflow
from registration.errors import Incomplete, Refusal, Refused
from registration.models import (
    CORRECTABLE,
    PRODUCER_PART,
    Addendum,
    Correction,
    FiscalQuarter,
    Producer,
    Product,
    RegisteredProduct,
    Registration,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import registrations as seen
from registration.selectors import situations
from registration.services import journal, news, packing, register, registrations, snapshots, states


@transaction.atomic
def ask(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    reason: str,
    producer: Mapping,
    products: Mapping[int, Mapping],
) -> Correction:
    """Ask that what was announced of a closed registration be put right.

    ``producer`` and ``products`` (by sequence) hold values of ``CORRECTABLE``; only what differs
    from what was announced is kept. Raises ``Incomplete`` for values that cannot be, and where
    nothing differs; ``Refused`` while the quarter is not closed or another request waits.
    """
    row = registrations.locked(by, registration)
    states.demand(workflow.correcting_refusal(situations.of_correcting(by, row, on, reason=reason)))
    filed = {each.sequence: each for each in row.products.all()}
    changes = {PRODUCER_PART: _changes(row, producer, on)}
    changes |= {str(number): _changes(filed[number], typed, on, number)
                for number, typed in products.items()}  # fmt: skip
    changes = {part: found for part, found in changes.items() if found}
    if not changes:
        raise Incomplete([("", _("ยังไม่มีข้อใดต่างจากที่ประกาศ ให้แก้ข้อที่ประกาศผิดอย่างน้อยหนึ่งข้อ"))])
    _demand_complete(by, row, changes, on)
    asked = Correction(
        registration=row, quarter_id=row.quarter_id, district_id=row.filing.district_id,
        changes=changes, reason=reason.strip(), asked_at=on, asked_by_id=by.officer_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError as error:  # a second press, where no row lock holds it up
        raise Refused(Refusal("asked", _("รายการนี้มีคำขอแก้ไขที่รอพิจารณาอยู่แล้ว"))) from error
    journal.record(by, on, "correction.ask", asked, after=changes, reason=reason)
    news.correction_asked(by, on, asked)
    return asked


@transaction.atomic
def withdraw(*, by: Jurisdiction, on: datetime, correction: int) -> Correction:
    """The district takes its request back."""
    return _answer(by, on, correction, workflow.WITHDRAW_CORRECTION)


@transaction.atomic
def refuse(*, by: Jurisdiction, on: datetime, correction: int, reason: str) -> Correction:
    """The department refuses; what was announced stands."""
    row = _answer(
        by, on, correction, workflow.REFUSE_CORRECTION, reason, answer=reason.strip()[:1000]
    )
    news.correction_refused(by, on, row)
    return row


@transaction.atomic
def approve(
    *,
    by: Jurisdiction,
    on: datetime,
    quarter: str,
    province: str,
    corrections: Iterable[int],
    number: str,
    dated_on: date,
    signatory: str,
    signatory_position: str,
) -> Addendum:
    """Approve all of these requests of a province with one addendum, or none.

    Raises ``Correction.DoesNotExist`` for a request of another quarter or province, ``Refused``
    where one is not open any more or its registration reads otherwise than when it was asked.
    """
    wanted = sorted(set(corrections))
    if not wanted:
        raise Incomplete([("", _("เลือกคำขอที่จะอนุมัติอย่างน้อยหนึ่งรายการ"))])
    held = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter)
    asked = list(
        Correction.objects.select_for_update(of=("self",))
        .select_related("registration__filing__district", "registration__producer")
        .filter(
            within(by), pk__in=wanted, quarter=held, district__province=province
        )
        .order_by("pk")
    )  # fmt: skip
    if len(asked) != len(wanted):
        raise Correction.DoesNotExist
    if Addendum.objects.filter(
        quarter=held, province=province, number=number, dated_on=dated_on
    ).exists():
        raise Incomplete([("number", _("บันทึกประกาศฉบับนี้ไว้แล้ว ให้ตรวจเลขที่และวันที่"))])
    for each in asked:
        each.quarter = held
        states.allow(workflow.APPROVE_CORRECTION, situations.of_correction(by, each, on))
    keys = [each.registration_id for each in asked]
    list(Registration.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    before = snapshots.shares(held, keys)
    addendum = Addendum.objects.create(
        quarter=held, province_id=province, number=number, dated_on=dated_on, signatory=signatory,
        signatory_position=signatory_position, made_at=on, made_by_id=by.officer_id,
    )  # fmt: skip
    for each in asked:
        kept = _put_right(each)
        states.move(
            each, workflow.APPROVE_CORRECTION, by, on, addendum=addendum, kept=kept, answer=number
        )
        journal.record(by, on, "correction.approve", each, before=_side(each, 0),
                       after=_side(each, 1) | {"addendum": number, "kept": kept},
                       reason=each.reason)  # fmt: skip
    made = snapshots.revise(addendum, keys, before, on)
    journal.record(
        by, on, "addendum.issue", addendum,
        after={"number": number, "corrections": len(asked), "sha256": made[0].sha256},
    )  # fmt: skip
    news.corrected(by, on, addendum, len(asked))
    return addendum


def _answer(by, on, correction: int, transition, reason: str = "", **values) -> Correction:
    row = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("quarter")
        .get(within(by), pk=correction)
    )
    states.allow(transition, situations.of_correction(by, row, on, reason=reason))
    states.move(row, transition, by, on, **values)
    journal.record(by, on, f"correction.{transition.name.split('_')[0]}", row, reason=reason)
    return row


def _changes(row, typed: Mapping, on: datetime, product: int | None = None) -> dict[str, list]:
    """What ``typed`` says otherwise than ``row``: old and new as JSON holds them."""
    unknown = set(typed) - set(CORRECTABLE[type(row)])
    if unknown:
        raise TypeError(f"not correctable: {sorted(unknown)}")
    cleaned, problems = eligibility.clean(typed, calendar.day_of(on))
    if problems:
        where = f"product-{product}-" if product else ""
        raise Incomplete([(f"{where}{each.place}", each.sentence) for each in problems])
    old = packing.packed({name: getattr(row, name) for name in cleaned})
    new = packing.packed(cleaned)
    return {name: [old[name], new[name]] for name in cleaned if old[name] != new[name]}


def _demand_complete(by, row: Registration, changes: Mapping, on: datetime) -> None:
    """What is right must be what could have been submitted: the rules of the form, as far as they
    speak of what an announcement says.
    """
    whole = seen.whole(by).get(pk=row.pk)
    before = {(each.place, each.sentence) for each in seen.missing(whole, on)}
    unpack = packing.Unpacker()
    parts = {PRODUCER_PART: whole}
    parts |= {str(each.sequence): each for each in whole.products.all()}
    for part, found in changes.items():
        values = {name: new for name, (_old, new) in found.items()}
        values = unpack.producer(values) if part == PRODUCER_PART else unpack.product(values)
        for name, value in values.items():
            setattr(parts[part], name, value)
    places = {*CORRECTABLE[Registration]} | {
        f"product-{number}.{name}"
        for number in parts.keys() - {PRODUCER_PART}
        for name in CORRECTABLE[RegisteredProduct]
    }
    problems = [
        (each.place.replace(".", "-"), each.sentence)
        for each in seen.missing(whole, on)
        if each.place in places and (each.place, each.sentence) not in before
    ]
    if problems:
        raise Incomplete(problems)


def _put_right(asked: Correction) -> list[str]:
    """Write the registration, and the register as far as it still says what was announced. Returns
    what the register keeps.
    """
    row, unpack, kept = asked.registration, packing.Unpacker(), []
    filed = {str(each.sequence): each for each in row.products.select_related("product")}
    producer = Producer.objects.select_for_update(of=("self",)).get(pk=row.producer_id)
    for part, found in asked.changes.items():
        target = row if part == PRODUCER_PART else filed[part]
        registered = producer if part == PRODUCER_PART else target.product
        values = {name: new for name, (_old, new) in found.items()}
        values = unpack.producer(values) if part == PRODUCER_PART else unpack.product(values)
        now = packing.packed({name: getattr(target, name) for name in found})
        if any(now[name] != old for name, (old, _new) in found.items()):
            raise Refused(states.stale())
        registered_now = packing.packed({name: getattr(registered, name) for name in found})
        for name, value in values.items():
            setattr(target, name, value)
            if registered_now[name] == found[name][0]:
                setattr(registered, name, value)
            else:
                kept.append(f"{part}.{name}")
        if part == PRODUCER_PART:
            row.version += 1
            row.save()
        else:
            target.save()
            registered.save()
    products = Product.objects.filter(producer=producer, is_active=True)
    producer.search_text = register.search_text(producer, products)
    producer.save()
    return kept


def _side(asked: Correction, which: int) -> dict:
    return {
        f"{part}.{name}": pair[which]
        for part, found in asked.changes.items()
        for name, pair in found.items()
    }
