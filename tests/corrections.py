"""Corrections and addenda as rows, without the way there."""

from datetime import date

from registration import models
from registration.enums import QuarterState
from tests import factories
from tests.factories import LONG_AGO

CHANGES = {"producer": {"name": ["ร้านผิด", "ร้านถูก"]}}


def correction(row=None, **values):
    """A request about ``row``; more ``values`` for its state and stamps."""
    row = row or factories.RegistrationFactory(state="CLOSED")
    return models.Correction.objects.create(
        **{"registration": row, "quarter_id": row.quarter_id,
           "district_id": row.filing.district_id, "changes": CHANGES, "reason": "พิมพ์ชื่อผิด",
           "asked_at": LONG_AGO, "asked_by": row.entered_by, **values}
    )  # fmt: skip


def addendum(**values):
    return models.Addendum.objects.create(
        **{"quarter_id": factories.QUARTER, "province_id": "31", "number": "แก้ 1",
           "dated_on": date(2018, 4, 2), "signatory": "อธิบดี", "signatory_position": "อธิบดี",
           "made_at": LONG_AGO, "made_by": factories.OfficerFactory(), **values}
    )  # fmt: skip


def close(row):
    """``row`` as an announcement and a closing leave it, and its quarter closed."""
    on, who = row.entered_at, row.entered_by
    stamps = {}
    for stamp in ("submitted", "certified", "closed"):
        stamps |= {f"{stamp}_at": on, f"{stamp}_by": who}
    models.Registration.objects.filter(pk=row.pk).update(state="CLOSED", **stamps)
    models.FiscalQuarter.objects.filter(pk=row.quarter_id).update(
        state=QuarterState.CLOSED, closed_at=on, closed_by=who
    )
