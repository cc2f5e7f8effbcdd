"""What every selector is asked about: something of everything in 3104."""

import pytest

from registration.enums import Kind, Step
from registration.models import Certification, Filing, JournalEntry
from registration.scoping import jurisdiction_of
from registration.services import decisions
from registration.services import drafts as keeping
from tests import factories, workbooks
from tests import old_lists as lists
from tests import transfers as moves
from tests.duplicates import DecisionFactory, InquiryFactory
from tests.factories import QUARTER, moment
from tests.registration.selectors import later
from tests.registration.services.doors import NAMED

HERE = {"quarter": QUARTER, "district": "3104"}


class World:
    """Something of everything in 3104, and a neighbour's draft in 3103 to be told apart."""


@pytest.fixture
def world(plan, personas):
    made, clerk = World(), personas["own_district"]
    made.clerk = clerk.officer
    made.clerk.filters.create(name="ผ้า", query="state=ACTIVE")
    made.filing = Filing.objects.get(**HERE)
    made.certification = Certification.objects.get(province="31", quarter=QUARTER)
    made.producer = factories.ProducerFactory()
    made.ends_on = moment(QUARTER, Step.ENTRY).date()
    made.producer.products.get().standards.create(
        standard=factories.PermitFactory(), number="1", expires_on=made.ends_on
    )
    make = factories.RegistrationFactory
    made.by = clerk.by
    twin = factories.ProducerFactory(sme=True)
    made.like = make(sme=True, juristic_id=twin.juristic_id, entered_by=clerk.officer)
    DecisionFactory(registration=made.like, other=twin)
    made.undecided = make(sme=True, juristic_id=twin.juristic_id, entered_by=clerk.officer)
    InquiryFactory(registration=made.like, other=twin)
    made.row = make(kind=Kind.UPDATE, producer=made.producer)
    make(state="CERTIFIED")
    make(state="LAPSED")
    made.next = Filing.objects.get(district="3104", quarter="2561-3")
    returned, _submitted = make.create_batch(2, state="SUBMITTED")
    _typed(made, factories.OfficerFactory(username="typist"))
    made.draft = _typed(made, made.clerk, "product-1")
    made.staged = _committed(made)
    rows = [lists.row(1), lists.row(2, lists.BURI_RAM), lists.TOTAL]
    made.list = lists.mapped(made.clerk, rows)
    made.staged.old_list = made.list
    made.staged.save()
    lists.mapped(personas["own_province"].officer)
    lists.remember(made.clerk)
    _moves(made)
    _sampled(made)
    announced = Filing.objects.get(district="3103", quarter="2561-1")
    made.announcement = _announce(personas, announced)
    later.lay(made)
    factories.set_filing_state(made.filing, "HANDED_OVER", by=clerk.officer)
    decisions.send_back(
        by=personas["own_province"].by, on=moment(QUARTER, Step.CERTIFICATION),
        registration=returned.pk, comment="แก้", flags={"name": ""},
    )  # fmt: skip
    JournalEntry.objects.create(
        at=factories.LONG_AGO, action="try.out", subject_kind="filing",
        quarter_code=QUARTER, subject_id=str(made.filing.pk), province_code="31",
        district_code="3104",
    )  # fmt: skip
    return made


def _moves(made):
    """Out of 3104 and into it, in every state; and a duplicate that ended."""
    made.transfer = moves.transfer(to="1001")
    for state in ("AGREED", "REFUSED", "DONE"):
        moves.transfer(state, to="1001")
    moves.moved(factories.ProducerFactory(district_id="1001"), "3104")
    survivor = factories.ProducerFactory()
    made.duplicate = factories.ProducerFactory(state="CANCELLED", merged_into=survivor)


def _sampled(made):
    """A draw, and an act that certified a set."""
    when = {"drawn_at": factories.LONG_AGO, "drawn_by": made.clerk}
    sample = made.filing.samples.create(seed="x", pool={}, **when)
    sample.rows.create(registration=made.row, version=1)
    made.certification.clean_sets.create(
        digest="0" * 64, n_certified=1, made_at=factories.LONG_AGO, made_by=made.clerk
    )


def _typed(made, officer, form="producer"):
    return keeping.keep(
        by=jurisdiction_of(officer), on=moment(QUARTER, Step.ENTRY), filing=made.filing.pk,
        registration=made.row.pk, form=form, version=1, content="name=x",
    )  # fmt: skip


def _committed(made):
    """A committed file with something still wrong in it."""
    staged = workbooks.stage(
        made.filing, made.clerk, committed_at=factories.LONG_AGO, committed_by=made.clerk
    )
    staged.rows.create(
        sheet="ผู้ผลิต", number=2, registration=made.row, version=1,
        problems=[{"is_warning": False}],
    )  # fmt: skip
    return staged


def _announce(personas, filing):
    return NAMED["announce"].knock(
        personas["own_province"].by, moment("2561-1", Step.CERTIFICATION), filing
    )
