"""Transfers and merges as they stand in the database, with their stamps; and asking for them."""

import pytest

from registration import models
from registration.enums import CancelReason, Kind, Step
from registration.errors import Refused
from registration.services import registrations, transfers
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

ON = moment(QUARTER, Step.ENTRY)

_STAMPS = {
    "ASKED": (), "AGREED": ("answered",), "REFUSED": ("answered",), "WITHDRAWN": ("withdrawn",),
    "DONE": ("answered",),
}  # fmt: skip


def transfer(state="ASKED", producer=None, to="3103", asking="", quarter=factories.QUARTER):
    """A transfer out of the producer's district; unless ``asking`` says otherwise the new district
    asked.
    """
    producer = producer or factories.ProducerFactory()
    on = factories.moment(quarter, Step.ENTRY)
    officer = factories.OfficerFactory(district_id=asking or to)
    stamps = {}
    for stamp in _STAMPS[state]:
        stamps |= {f"{stamp}_at": on, f"{stamp}_by": officer}
    if state == "DONE":
        stamps["done_at"] = on
    return models.Transfer.objects.create(
        producer=producer, quarter_id=quarter, from_district_id=producer.district_id,
        to_district_id=to, asking_district_id=asking or to, reason="ย้ายโรงทอไปบ้านใหม่", state=state,
        asked_at=on, asked_by=officer, **stamps,
    )  # fmt: skip


def merge(loser, survivor, **values):
    """A cancellation that ends ``loser`` in ``survivor``."""
    return factories.RegistrationFactory(
        kind=Kind.CANCEL, cancel_reason=CancelReason.DUPLICATE, producer=loser,
        merge_into=survivor, district=loser.district_id, **values,
    )  # fmt: skip


def ask(persona, producer, to="", on=ON, reason="ย้ายโรงทอ", quarter=QUARTER):
    return transfers.ask(
        by=persona.by, on=on, district=persona.by.district, quarter=quarter,
        producer=getattr(producer, "number", producer), to_district=to, reason=reason,
    )  # fmt: skip


def answer(persona, row, deed="agree", on=ON, reason="ตรวจสถานที่แล้ว", quarter=QUARTER):
    return getattr(transfers, deed)(
        by=persona.by, on=on, transfer=row.pk, quarter=quarter, reason=reason
    )


def enter(persona, producer, kind=Kind.UPDATE, quarter=QUARTER, **values):
    return registrations.enter(
        by=persona.by, on=moment(quarter, Step.ENTRY), district=persona.by.district,
        quarter=quarter, kind=kind, producer=producer.number, values=values,
    )  # fmt: skip


def refused(deed, *args, **kwargs):
    before = contents()
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    assert contents() == before
    assert caught.value.refusal.sentence
    return caught.value.refusal.rule


def moved(producer, to, state="CERTIFIED", quarter=QUARTER):
    """Agreed, and registered where the producer goes."""
    transfer("AGREED", producer, to=to, quarter=quarter)
    return factories.RegistrationFactory(
        kind=Kind.UPDATE, producer=producer, district=to, state=state, quarter_id=quarter,
        name=producer.name,
    )  # fmt: skip
