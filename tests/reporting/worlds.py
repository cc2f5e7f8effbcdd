"""A small country with registrations, for the report's tests."""

from datetime import date

from registration import models
from registration.enums import FilingState, Kind, ProductType, RegistrationState
from registration.selectors import plan
from registration.services import certifications, quarters
from reporting import document
from reporting.definitions import QUARTERLY
from tests import factories

SUBMITTED, CERTIFIED = RegistrationState.SUBMITTED, RegistrationState.CERTIFIED
PAPER = {"signatory": "ผู้ว่าราชการ", "signatory_position": "ผู้ว่าราชการจังหวัด"}


def register(district, quarter="2561-2", state=SUBMITTED, count=1, **values):
    """So many registrations with one textile each, unless ``values`` say otherwise."""
    return [
        factories.RegistrationFactory(district=district, quarter_id=quarter, state=state, **values)
        for _n in range(count)
    ]


def hand_over(officer, district, quarter="2561-2", *, nil=False):
    filing = models.Filing.objects.get(district=district, quarter=quarter)
    filing.is_nil = nil
    return factories.set_filing_state(filing, FilingState.HANDED_OVER, by=officer)


def announce(persona, quarter="2561-2", number="บร 0019/1"):
    on = factories.moment(quarter, "CERTIFICATION")
    return certifications.announce(
        by=persona.by, on=on, province=persona.by.province, quarter=quarter, number=number,
        dated_on=on.date(), without_reason="บางอำเภอไม่ส่ง", **PAPER,
    )  # fmt: skip


def close(persona, quarter="2561-2"):
    on = factories.moment(quarter, "CLOSING")
    return quarters.close(
        by=persona.by, on=on, code=quarter, number="มท 0404/9", dated_on=date(2018, 3, 26),
        without_reason="บางจังหวัดไม่ประกาศ", **PAPER,
    )  # fmt: skip


def build(persona, area, span="quarter", quarter="2561-2", on=None):
    on = on or factories.moment(quarter, "ENTRY")
    return document.build(QUARTERLY, plan.quarter_for(quarter), area, span, persona.by, on)


def row(filled, code):
    return next(row for row in filled.rows if row.code == code)


def mixed_country(officer, state=SUBMITTED, quarter="2561-2"):
    """Two districts of Buri Ram and one of Surin: 7 new producers, 9 products."""
    values = {"quarter": quarter, "state": state, "entered_by": officer}
    register("3104", count=2, site_subdistrict_id="310401", **values)
    register("3104", group=True, products=3, site_subdistrict_id="310403", **values)
    register("3103", count=3, products__product_type=ProductType.FOOD, **values)
    register("3201", sme=True, **values)


__all__ = ("CERTIFIED", "SUBMITTED", "Kind", "announce", "build", "close", "hand_over", "register")
