"""Every deed of a quarter as a door: what must stand for it to open, and how one knocks.

``Door.prepare`` writes the rows that make the deed legal (all but the instant); ``Door.knock``
does it. Tests then change one thing: the instant, the person, the state.
"""

from collections.abc import Callable
from dataclasses import dataclass

from registration import calendar, models
from registration.enums import FilingState, Kind, RegistrationState, Step
from registration.services import (
    carrying,
    certifications,
    decisions,
    evidence,
    filings,
    imports,
    merges,
    products,
    quarters,
    registrations,
    remarks,
    transfers,
)
from registration.services import old_lists as taking
from tests import evidence as given
from tests import factories, old_lists, workbooks
from tests import transfers as moves

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
    lay: Callable | None = None  # (filing, clerk): what else must be there

    def prepare(self, clerk, quarter=factories.QUARTER):
        """The subject: a registration in the state that the door wants, or the filing."""
        filing = models.Filing.objects.get(district="3104", quarter=quarter)
        subject = filing
        if self.state:
            subject = factories.RegistrationFactory(
                filing=filing, quarter_id=quarter, state=self.state, entered_by=clerk, products=2
            )
        factories.set_filing_state(filing, self.filing, by=clerk)
        if self.lay:
            self.lay(filing, clerk)
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


def _confirm_same(by, on, filing):
    numbers = models.Producer.objects.filter(district="3104").values_list("number", flat=True)
    return carrying.confirm_same(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id, producers=numbers
    )


def lapse(filing, clerk, **values):
    """A registration that lapsed in the quarter before."""
    before = calendar.QuarterCode.parse(filing.quarter_id).previous
    models.FiscalQuarter.objects.get_or_create(
        code=str(before), defaults={"year": before.year, "number": before.number}
    )
    return factories.RegistrationFactory(
        quarter_id=str(before), state=R.LAPSED, entered_by=clerk, products=2,
        when=factories.LONG_AGO, **values,
    )  # fmt: skip


def _enter_again(by, on, filing):
    lapsed = models.Registration.objects.get(state=R.LAPSED)
    return registrations.enter_again(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id,
        registration=lapsed.pk,
    )  # fmt: skip


def _entry(name, knock, state=None, filing=F.ENTRY, lay=None):
    return Door(name, Step.ENTRY, "own_district", knock, state, filing, lay=lay)


def _province(name, knock, state=R.SUBMITTED, filing=F.HANDED_OVER):
    return Door(name, Step.CERTIFICATION, "own_province", knock, state, filing)


def _of_transfer(deed):
    return lambda by, on, filing: deed(
        by=by, on=on, transfer=models.Transfer.objects.get().pk, quarter=filing.quarter_id,
        reason="ย้ายจริง",
    )  # fmt: skip


def _ask_to_give(by, on, filing):
    return transfers.ask(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id,
        producer="3104-00001", to_district="1001", reason="ย้ายโรงทอ",
    )  # fmt: skip


def _ask_to_take(by, on, filing):
    return transfers.ask(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id,
        producer="1001-00001", reason="ย้ายโรงทอ",
    )  # fmt: skip


def _take_products(by, on, row):
    merge = models.Registration.objects.get(kind=Kind.CANCEL)
    numbers = merge.producer.products.values_list("number", flat=True)
    return merges.take_products(by=by, on=on, registration=merge.pk, chosen=list(numbers))


def _lay_merge(filing, clerk):
    pair = factories.ProducerFactory.create_batch(2)
    moves.merge(*pair, filing=filing, quarter_id=filing.quarter_id, entered_by=clerk)


def _lay_transfer(state, asking="1001"):
    return lambda filing, clerk: moves.transfer(
        state, to="1001", asking=asking, quarter=filing.quarter_id
    )


def _receive(by, on, filing):
    return imports.receive(
        by=by, on=on, district=filing.district_id, quarter=filing.quarter_id, filename="ก.xlsx",
        content=b"x", lines=[imports.NewLine("ผู้ผลิต", 2, {})],
    )  # fmt: skip


def _commit(by, on, filing):
    return imports.commit(by=by, on=on, staged=filing.imports.get().pk)


def _take_list(by, on, filing):
    row = models.OldList.objects.get()
    return taking.take(
        by=by, on=on, old_list=row.pk, quarter=filing.quarter_id, mapped_at=row.mapped_at,
        lines=[imports.NewLine("ผู้ผลิต", 2, {})],
    )  # fmt: skip


DOORS = (
    _entry(
        "enter",
        lambda by, on, row: registrations.enter(
            by=by, on=on, district=row.district_id, quarter=row.quarter_id, kind=Kind.NEW,
            values=factories.producer_values(),
        ),
    ),
    _entry("enter again", _enter_again, lay=lapse),
    _entry("confirm same", _confirm_same, lay=lambda *_: factories.ProducerFactory(products=2)),
    _entry("receive import", _receive),
    _entry("commit import", _commit, lay=workbooks.stage),
    _entry("take old list", _take_list, lay=lambda filing, clerk: old_lists.mapped(clerk)),
    _entry("ask to give", _ask_to_give, lay=lambda *_: factories.ProducerFactory()),
    _entry("ask to take", _ask_to_take,
           lay=lambda *_: factories.ProducerFactory(district_id="1001")),
    _entry("agree", _of_transfer(transfers.agree), lay=_lay_transfer("ASKED")),
    _entry("refuse", _of_transfer(transfers.refuse), lay=_lay_transfer("ASKED")),
    _entry("withdraw asking", _of_transfer(transfers.withdraw),
           lay=_lay_transfer("ASKED", "3104")),
    _entry("call off", _of_transfer(transfers.withdraw), lay=_lay_transfer("AGREED")),
    _entry("take products", _take_products, lay=_lay_merge),
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
    _entry(
        "attach evidence",
        _of_registration(
            evidence.attach, kind=given.PHOTO, sequence=1, uploads=[given.picture("gold")]
        ),
        R.DRAFT,
    ),
    _entry(
        "remove evidence",
        lambda by, on, row: evidence.remove(
            by=by, on=on, registration=row.pk, evidence=row.evidence.first().pk
        ),
        R.DRAFT,
    ),
    _entry("submit", _of_registration(decisions.submit), R.DRAFT),
    _entry("resubmit", _of_registration(decisions.submit), R.RETURNED, F.HANDED_OVER),
    _entry("answer", _of_registration(remarks.answer, answers={"": "แก้แล้ว"}), R.RETURNED,
           F.HANDED_OVER),
    _entry("recall", _of_registration(decisions.recall), R.SUBMITTED),
    _entry("withdraw", _of_registration(decisions.withdraw, reason="ซ้ำ"), R.DRAFT),
    _entry("hand over", lambda by, on, row: filings.hand_over(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id), R.SUBMITTED),
    _entry("submit all complete", lambda by, on, row: decisions.submit_all_complete(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id), R.DRAFT),
    _entry("hand over nil", _of_filing(filings.hand_over, nil=True)),
    _entry("take back", lambda by, on, row: filings.take_back(
        by=by, on=on, district=row.filing.district_id, quarter=row.quarter_id),
        R.SUBMITTED, F.HANDED_OVER),
    _province("return", _of_registration(decisions.send_back, comment="แก้", flags={"name": ""})),
    _province("reject", _of_registration(decisions.reject, reason="ไม่ใช่ผู้ผลิต")),
    _province("call back", _of_registration(decisions.call_back, reason="ส่งผิดราย"), R.RETURNED),
    _province("certify", lambda by, on, row: decisions.certify(
        by=by, on=on, registrations=[row.pk])),
    _province("revoke", _of_registration(decisions.revoke, reason="พลาด"), R.CERTIFIED),
    _province("revoke many", lambda by, on, row: decisions.revoke_many(
        by=by, on=on, registrations=[row.pk], reason="พลาด"), R.CERTIFIED),
    _province("announce", _announce, R.CERTIFIED),
    Door("close", Step.CLOSING, "department", _close, R.CERTIFIED, F.HANDED_OVER),
)  # fmt: skip
NAMED = {door.name: door for door in DOORS}
