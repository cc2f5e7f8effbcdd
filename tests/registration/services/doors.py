"""Every deed of a quarter as a door: what must stand for it to open, and how one knocks.

``Door.prepare`` writes the rows that make the deed legal (all but the instant); ``Door.knock``
does it. Tests then change one thing: the instant, the person, the state.
"""

from collections.abc import Callable
from dataclasses import dataclass

from registration import calendar, models
from registration.enums import FilingState, Kind, RegistrationState, Step
from registration.services import (
    certifications,
    decisions,
    filings,
    products,
    quarters,
    registrations,
)
from tests import factories

R, F = RegistrationState, FilingState
ANNOUNCEMENT = {
    "number": "1/2561", "signatory": "นายทดสอบ ผู้ว่า", "signatory_position": "ผู้ว่าราชการจังหวัด",
}  # fmt: skip


@dataclass(frozen=True)
class Door:
    name: str
    step: Step
    persona: str  # whose door it is
    knock: Callable  # (by, on, subject)
    state: str | None = None  # of the registration, where there is one
    filing: str = F.ENTRY
    kind: str = Kind.NEW

    def prepare(self, clerk, quarter=factories.QUARTER):
        """The subject: a registration in the state that the door wants, or the filing."""
        filing = models.Filing.objects.get(district="3104", quarter=quarter)
        subject = filing
        if self.state:
            subject = factories.RegistrationFactory(
                filing=filing, quarter_id=quarter, state=self.state, entered_by=clerk, products=2
            )
        factories.set_filing_state(filing, self.filing, by=clerk)
        return subject

    def __str__(self):
        return self.name


def _announce(by, on, subject):
    filing = subject if isinstance(subject, models.Filing) else subject.filing
    return certifications.announce(
        by=by, on=on, province=filing.district_id[:2], quarter=filing.quarter_id,
        dated_on=calendar.day_of(on), without_reason="อำเภออื่นไม่ส่ง", **ANNOUNCEMENT,
    )  # fmt: skip


def _close(by, on, subject):
    return quarters.close(
        by=by, on=on, code=subject.quarter_id, dated_on=calendar.day_of(on),
        without_reason="จังหวัดอื่นไม่ประกาศ", **ANNOUNCEMENT,
    )  # fmt: skip


def _of_registration(deed, **values):
    return lambda by, on, row: deed(by=by, on=on, registration=row.pk, **values)


def _of_version(deed, **values):
    return lambda by, on, row: deed(
        by=by, on=on, registration=row.pk, version=row.version, **values
    )


def _of_filing(deed, **values):
    return lambda by, on, row: deed(
        by=by, on=on, district=row.district_id, quarter=row.quarter_id, **values
    )


def _entry(name, knock, state=None, filing=F.ENTRY):
    return Door(name, Step.ENTRY, "own_district", knock, state, filing)


def _province(name, knock, state=R.SUBMITTED, filing=F.HANDED_OVER):
    return Door(name, Step.CERTIFICATION, "own_province", knock, state, filing)


DOORS = (
    _entry(
        "enter",
        lambda by, on, row: registrations.enter(
            by=by, on=on, district=row.district_id, quarter=row.quarter_id, kind=Kind.NEW,
            values=factories.producer_values(),
        ),
    ),
    _entry("edit", _of_version(registrations.edit, values={"name": "ร้านใหม่"}), R.DRAFT),
    _entry(
        "add product",
        lambda by, on, row: products.add(
            by=by, on=on, registration=row.pk, version=row.version,
            values=factories.product_values(),
        ),
        R.DRAFT,
    ),
    _entry("edit product", _of_version(products.edit, sequence=1, values={"name": "ผ้า"}), R.DRAFT),
    _entry("remove product", _of_version(products.remove, sequence=2), R.DRAFT),
    _entry("submit", _of_registration(decisions.submit), R.DRAFT),
    _entry("resubmit", _of_registration(decisions.submit), R.RETURNED, F.HANDED_OVER),
    _entry("recall", _of_registration(decisions.recall), R.SUBMITTED),
    _entry("withdraw", _of_registration(decisions.withdraw, reason="ซ้ำ"), R.DRAFT),
    _entry("hand over", lambda by, on, row: filings.hand_over(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id), R.SUBMITTED),
    _entry("hand over nil", _of_filing(filings.hand_over, nil=True)),
    _entry("take back", lambda by, on, row: filings.take_back(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id),
        R.SUBMITTED, F.HANDED_OVER),
    _province("return", _of_registration(decisions.send_back, comment="แก้", flags={"name": ""})),
    _province("reject", _of_registration(decisions.reject, reason="ไม่ใช่ผู้ผลิต")),
    _province("certify", lambda by, on, row: decisions.certify(
        by=by, on=on, registrations=[row.pk])),
    _province("revoke", _of_registration(decisions.revoke, reason="พลาด"), R.CERTIFIED),
    _province("announce", _announce, R.CERTIFIED),
    Door("close", Step.CLOSING, "department", _close, R.CERTIFIED, F.HANDED_OVER),
)  # fmt: skip
NAMED = {door.name: door for door in DOORS}
