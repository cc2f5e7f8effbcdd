"""A duplicate that is cancelled goes on in another producer of the same district.

Products do not move by themselves. The officer chooses which of them the other producer takes:
they are added to its own registration of the quarter as new products, with what they hold, and get
numbers of that producer when it is announced.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import CancelReason, Kind, RegistrationState
from registration.errors import Refusal, Refused
from registration.models import (
    HOLDINGS,
    Certification,
    EvidenceDetails,
    Producer,
    Product,
    ProductDetails,
    RegisteredEvidence,
    Registration,
    details_of,
)
from registration.scoping import Jurisdiction
from registration.selectors import merges, situations
from registration.services import journal, products, registrations, states


@transaction.atomic
def take_products(
    *, by: Jurisdiction, on: datetime, registration: int, chosen: Iterable[str]
) -> tuple[Registration, int]:
    """Add the ``chosen`` products (numbers) of a producer that is cancelled as a duplicate to the
    registration of the producer that goes on; its update is entered first where there is none.

    Products of a name that is already there are left out. Returns that registration and how many
    products were added. Raises ``Refused`` when none is left, or as entering and adding do.
    """
    row = registrations.locked(by, registration)
    states.demand(workflow.edit_refusal(situations.of_registration(by, row, on)))
    if not merges.is_merge(row):
        raise Refused(Refusal("no_merge", _("เลือกเหตุ “ลงทะเบียนซ้ำ” และกรอกเลขทะเบียนของรายที่คงไว้ก่อน")))
    wanted = set(chosen)
    new = [
        product
        for product, is_there in merges.products_to_take(row)
        if product.number in wanted and not is_there
    ]
    if not new:
        raise Refused(Refusal("nothing_chosen", _("เลือกผลิตภัณฑ์ที่ยังไม่มีในรายที่คงไว้อย่างน้อยหนึ่งรายการ")))
    target = merges.survivors_registration(row) or registrations.enter(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id,
        kind=Kind.UPDATE, producer=row.merge_into.number,
    )  # fmt: skip
    if target.kind == Kind.CANCEL:
        raise Refused(
            Refusal("cancelled", _("รายที่จะรวมเข้าด้วยมีรายการขอยกเลิกในไตรมาสนี้ จึงรับผลิตภัณฑ์ไม่ได้"))
        )
    made = products.add_all(
        by=by, on=on, registration=target.pk, version=target.version,
        products=[(details_of(product, ProductDetails), _held(product)) for product in new],
    )  # fmt: skip
    RegisteredEvidence.objects.bulk_create(
        RegisteredEvidence(
            registration_id=target.pk, product=copy, added_at=on, added_by_id=by.officer_id,
            **details_of(each, EvidenceDetails),
        )
        for product, copy in zip(new, made, strict=True)
        for each in product.evidence.filter(file__isnull=False)
    )  # fmt: skip
    return target, len(new)


def _held(product: Product) -> dict[str, list[dict]]:
    return {
        holding.name: [details_of(row, holding.details) for row in holding.rows_of(product)]
        for holding in HOLDINGS
    }


@transaction.atomic
def join(*, by: Jurisdiction, on: datetime, certification: Certification, permit: str) -> None:
    """Say in the register where the announced duplicates go on; whatever had ended in one of them
    goes on there, too.
    """
    rows = Registration.objects.filter(
        quarter=certification.quarter_id,
        filing__district__province=certification.province_id,
        state=RegistrationState.CERTIFIED,
        kind=Kind.CANCEL,
        cancel_reason=CancelReason.DUPLICATE,
        merge_into__isnull=False,
    ).select_related("producer", "merge_into")
    entries = []
    for row in rows.order_by("pk"):
        survivor = _last(row.merge_into)
        ended = Producer.objects.filter(Q(pk=row.producer_id) | Q(merged_into=row.producer_id))
        ended.update(merged_into=survivor)
        after = {"merged_into": survivor.number}
        entries.append(
            journal.entry_of(by, on, "producer.merge", row.producer, after=after, permit=permit)
        )
    journal.record_many(entries)


def _last(producer: Producer) -> Producer:
    """The end of a chain, as it stands in the register now."""
    producer.refresh_from_db(fields=["merged_into"])
    return _last(producer.merged_into) if producer.merged_into_id else producer
