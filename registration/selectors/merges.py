"""A proven duplicate ends: its cancellation names the producer that goes on (``merge_into``)."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from registration.enums import (
    CancelReason,
    Kind,
    ProducerState,
    RegistrationState,
    TransferState,
)
from registration.models import Producer, Product, Registration, Transfer
from registration.problems import Problem
from registration.scoping import Jurisdiction, within

_SECRETS = ("citizen_id", "proxy_citizen_id")
_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)


def related(by: Jurisdiction, producer: Producer) -> list[Producer]:
    """Where a duplicate went on, or which duplicates ended in this one; within the own area."""
    rows = Producer.objects.filter(within(by)).defer(*_SECRETS)
    if producer.merged_into_id:
        return list(rows.filter(pk=producer.merged_into_id))
    return list(rows.filter(merged_into=producer))


def is_merge(row: Registration) -> bool:
    """Whether a registration ends a duplicate and says in whom."""
    return (
        row.kind == Kind.CANCEL
        and row.cancel_reason == CancelReason.DUPLICATE
        and row.merge_into_id is not None
    )


def problems_of(row: Registration) -> list[Problem]:
    """Why a cancellation may not be submitted as long as other registrations stand as they do.

    Of two that end in each other, or in one that ends itself, the second is held up here.
    """
    if row.kind != Kind.CANCEL:
        return []
    found, others = [], _others(row)
    if is_merge(row):
        sentence = _why_not(row, _survivor(row), others)
        if sentence:
            found.append(Problem("merge_into", sentence))
    if any(each.merge_into_id == row.producer_id and is_merge(each) for each in others):
        sentence = _("มีรายการอื่นขอรวมเข้ากับผู้ผลิตรายนี้ ให้ดำเนินการรายการนั้นก่อน จึงยกเลิกรายนี้ได้")
        found.append(Problem("cancel_reason", sentence))
    return found


def _why_not(row: Registration, survivor: Producer, others: list[Registration]) -> str:
    if survivor.pk == row.producer_id:
        return _("รวมเข้ากับรายเดียวกันไม่ได้ ให้กรอกเลขทะเบียนของรายที่คงไว้")
    if survivor.state != ProducerState.ACTIVE or survivor.district_id != row.filing.district_id:
        return _("ผู้ผลิตที่จะรวมเข้าด้วยต้องคงอยู่ในทะเบียนของอำเภอนี้ ถ้าอยู่อำเภออื่นให้ย้ายอำเภอก่อน")
    if any(each.producer_id == survivor.pk and each.kind == Kind.CANCEL for each in others):
        return _("ผู้ผลิตที่จะรวมเข้าด้วยมีรายการขอยกเลิกในไตรมาสนี้ จึงรวมเข้าด้วยไม่ได้")
    if survivor.is_leaving:
        return _("ผู้ผลิตที่จะรวมเข้าด้วยกำลังย้ายไปอำเภออื่น จึงรวมเข้าด้วยไม่ได้")
    return ""


def survivors_registration(row: Registration) -> Registration | None:
    """The live registration, in the same quarter, of the producer that goes on."""
    return next((each for each in _others(row) if each.producer_id == row.merge_into_id), None)


def products_to_take(row: Registration) -> list[tuple[Product, bool]]:
    """Products of a duplicate in the register, each with whether one of that name is already on the
    other side: in the survivor's registration of the quarter or, without one, in the register.
    """
    filed = survivors_registration(row)
    there = filed.products if filed else _survivor(row).products.filter(is_active=True)
    known = set(there.values_list("name", "product_type"))
    own = row.producer.products.filter(is_active=True)
    return [(product, (product.name, product.product_type) in known) for product in own]


def _survivor(row: Registration) -> Producer:
    """``merge_into`` with ``is_leaving``, without secrets; read once for each ``row``."""
    is_loaded = Registration._meta.get_field("merge_into").is_cached(row)
    if not (is_loaded and hasattr(row.merge_into, "is_leaving")):
        agreed = Transfer.objects.filter(producer=OuterRef("pk"), state=TransferState.AGREED)
        rows = Producer.objects.annotate(is_leaving=Exists(agreed)).defer(*_SECRETS)
        row.merge_into = rows.get(pk=row.merge_into_id)
    return row.merge_into


def _others(row: Registration) -> list[Registration]:
    """Other live registrations of the quarter: of the survivor, and those that end in the producer
    of ``row``; read once for each ``row``.
    """
    if not hasattr(row, "_merging"):
        rows = Registration.objects.filter(
            Q(producer=row.merge_into_id, producer__isnull=False)
            | Q(merge_into=row.producer_id, merge_into__isnull=False),
            quarter=row.quarter_id,
        )
        rows = rows.exclude(state__in=_GONE).exclude(pk=row.pk)
        row._merging = list(rows.defer(*_SECRETS))
    return row._merging
