"""A producer moves its production site to another district: one office asks, the other answers, the
new district registers the producer, and its province's announcement moves it in the register.

Every deed locks the own filing, then the producer, then the transfer.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Kind, ProducerState, RegistrationState, Step, TransferState
from registration.errors import Refusal, Refused
from registration.models import Certification, District, Producer, Registration, Transfer
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import filings, journal, news, states


@transaction.atomic
def ask(
    *,
    by: Jurisdiction,
    on: datetime,
    district: str,
    quarter: str,
    producer: str,
    reason: str,
    to_district: str = "",
) -> Transfer:
    """Ask, for the office of ``district``, that a producer moves: one of its own to
    ``to_district``, or another district's to itself.

    Raises ``Producer.DoesNotExist`` for a number that nobody active has, ``Refused`` while the
    producer has a registration on its way or another transfer.
    """
    filing = filings.locked(by, district=district, quarter=quarter)
    states.demand(workflow.asking_refusal(situations.of_asking(by, filing, on, reason=reason)))
    held = _locked_producer(number=producer, state=ProducerState.ACTIVE)
    situation = situations.of_asking(by, filing, on, producer=held, reason=reason)
    states.demand(workflow.asking_refusal(situation))
    origin = held.district_id
    destination = to_district if origin == district else district
    if destination in (origin, ""):
        raise Refused(Refusal("same_district", _("ผู้ผลิตรายนี้อยู่ในทะเบียนของอำเภอนี้อยู่แล้ว")))
    row = Transfer(
        producer=held,
        quarter=filing.quarter,
        from_district_id=origin,
        to_district=District.objects.get(pk=destination),
        asking_district_id=district,
        reason=reason.strip(),
        asked_at=on,
        asked_by_id=by.officer_id,
    )
    _save_once(row)
    with journal.in_thai():
        permit = situation.permit(Step.ENTRY) or ""
    _record(by, on, "ask", row, reason, permit)
    return row


@transaction.atomic
def agree(*, by: Jurisdiction, on: datetime, transfer: int, quarter: str, reason: str) -> Transfer:
    """Agree to what the other office asked. From now on the new district registers the producer,
    and the old one neither registers nor cancels it.
    """
    return _act(by, on, transfer, quarter, workflow.AGREE, reason)


@transaction.atomic
def refuse(*, by: Jurisdiction, on: datetime, transfer: int, quarter: str, reason: str) -> Transfer:
    """Refuse what the other office asked: the producer stays where it is."""
    return _act(by, on, transfer, quarter, workflow.REFUSE, reason)


@transaction.atomic
def withdraw(
    *, by: Jurisdiction, on: datetime, transfer: int, quarter: str, reason: str
) -> Transfer:
    """Withdraw what the own office asked, or call off what both agreed on: either office may,
    while the new district has no registration on its way.
    """
    return _act(by, on, transfer, quarter, None, reason)


@transaction.atomic
def arrive(
    *, by: Jurisdiction, on: datetime, certification: Certification, permit: str
) -> list[Transfer]:
    """Finish the transfers whose new district's registration is announced: inside that
    announcement, when the register says already where the producer is.
    """
    announced = Registration.objects.filter(
        quarter=certification.quarter_id,
        filing__district=OuterRef("to_district"),
        producer=OuterRef("producer"),
        state=RegistrationState.CERTIFIED,
    )
    agreed = Transfer.objects.filter(
        Exists(announced),
        state=TransferState.AGREED,
        to_district__province=certification.province_id,
    )
    rows = list(agreed.select_related("producer"))
    keys = Transfer.objects.filter(pk__in=[row.pk for row in rows])
    states.move_all(keys, workflow.MOVE, by, on, quarter_id=certification.quarter_id, done_at=on)
    for row in rows:
        row.quarter_id = certification.quarter_id
    journal.record_both(by, on, "transfer.done", rows, permit=permit)
    return rows


def agreed_for(producers: Iterable[Producer]) -> dict[int, Transfer]:
    """The agreed transfer of each of these locked producers that has one, by the producer's key."""
    found = Transfer.objects.filter(producer__in=list(producers), state=TransferState.AGREED)
    return {row.producer_id: row for row in found.select_related("to_district").order_by("pk")}


def demand_registrable(
    producer: Producer, agreed: Transfer | None, district: str, kind: str
) -> None:
    """Whether ``district`` may enter a registration of this locked producer as far as its
    ``agreed`` transfer says: its own unless it is leaving, another district's that it takes over,
    to update it.

    Raises ``Refused``, and ``Producer.DoesNotExist`` for any other district's producer.
    """
    if producer.district_id != district:
        if agreed is None or agreed.to_district_id != district:
            raise Producer.DoesNotExist
        if kind != Kind.UPDATE:
            raise Refused(
                Refusal(
                    "arriving",
                    _("ผู้ผลิตรายนี้กำลังย้ายเข้ามา ให้ปรับปรุงข้อมูลเพื่อรับย้ายก่อน จึงยกเลิกได้ในไตรมาสถัดไป"),
                )
            )
    elif agreed is not None:
        raise Refused(
            Refusal(
                "leaving",
                _(
                    "ผู้ผลิตรายนี้ตกลงย้ายไป%(district)sแล้ว จึงลงทะเบียนหรือยกเลิกที่นี่ไม่ได้ "
                    "ถ้าไม่ย้ายแล้วให้ยกเลิกการย้ายก่อน"
                )
                % {"district": agreed.to_district},
            )
        )


def _act(by, on, transfer: int, quarter: str, transition, reason: str) -> Transfer:
    """Answer or withdraw (``transition`` is ``None``) for the own office of the two."""
    area = within(by, "from_district") | within(by, "to_district")
    found = Transfer.objects.filter(area).get(pk=transfer)
    office = next(
        code for code in (found.from_district_id, found.to_district_id) if by.covers(code)
    )
    filing = filings.locked(by, district=office, quarter=quarter)
    held = _locked_producer(pk=found.producer_id)
    row = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer)
    row.producer = held
    words = {"answer": reason.strip()}
    if transition is None:
        is_agreed = row.state == TransferState.AGREED
        transition = workflow.CALL_OFF if is_agreed else workflow.WITHDRAW_ASKING
        words = {"withdrawn_reason": reason.strip()}
    situation = situations.of_transfers(by, [row], filing, on, reason=reason)[0]
    permit = states.allow(transition, situation)
    states.move(row, transition, by, on, quarter_id=filing.quarter_id, **words)
    _record(by, on, transition.name, row, reason, permit)
    return row


def _record(by, on, action: str, row: Transfer, reason: str, permit: str) -> None:
    after = {"from": row.from_district_id, "to": row.to_district_id}
    words = {"after": after, "reason": reason.strip(), "permit": permit}
    journal.record_both(by, on, f"transfer.{action}", [row], **words)
    news.transfer(by, on, action, row)


def _locked_producer(**lookup) -> Producer:
    return Producer.objects.select_for_update(of=("self",)).get(**lookup)


def _save_once(row: Transfer) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            Refusal(
                "moving",
                _("มีคำขอย้ายผู้ผลิตรายนี้ที่ยังไม่เสร็จอยู่แล้ว จึงขอซ้ำไม่ได้ ดูได้ที่หน้าย้ายอำเภอ หรือสอบถามอำเภอเดิม"),
            )
        ) from error
