"""Carrying forward: confirmed as they are, or taken up again after they lapsed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import CancelReason, Informant, Kind, Step
from registration.errors import Refused
from registration.models import JournalEntry, Producer, Registration
from registration.selectors import carrying as offers
from registration.services import carrying, decisions, registrations
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.services.doors import lapse
from tests.registration.stored import contents

ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def confirm(plan, own_district):
    def run(*producers):
        return carrying.confirm_same(
            by=own_district.by, on=ON, district="3104", quarter=QUARTER,
            producers=[getattr(each, "number", each) for each in producers],
        )  # fmt: skip

    return run


@pytest.fixture
def again(plan, own_district):
    def run(lapsed):
        return registrations.enter_again(
            by=own_district.by, on=ON, district="3104", quarter=QUARTER, registration=lapsed.pk
        )

    return run


@pytest.fixture
def lapsed(plan, own_district):
    def run(**values):
        filing = factories.FilingFactory()
        return lapse(filing, own_district.officer, **values)

    return run


def rules(confirmation):
    return [(number, refusal.rule) for number, refusal in confirmation.left]


def test_what_lacks_nothing_is_submitted_in_one_step(confirm, own_district):
    producer = factories.ProducerFactory(group=True, products=2)

    done = confirm(producer)

    row = Registration.objects.get()
    assert (done.submitted, done.drafts, done.left) == ([row], [], [])
    assert (row.kind, row.state, row.producer) == (Kind.UPDATE, "SUBMITTED", producer)
    assert row.declared
    assert row.privacy_version
    assert (row.submitted_by, row.received_by_name) == (
        own_district.officer, own_district.officer.full_name,
    )  # fmt: skip
    assert row.citizen_id == producer.citizen_id
    assert row.products.count() == 2
    entries = JournalEntry.objects.filter(subject_id=row.pk, subject_kind="registration")
    assert [entry.action for entry in entries.order_by("pk")] == [
        "registration.enter", "registration.submit",
    ]  # fmt: skip
    assert all("หนังสือ" in entry.permit for entry in entries)


def test_what_lacks_something_stays_a_draft(confirm):
    whole, gap = factories.ProducerFactory(), factories.ProducerFactory(mobile="", phone="")

    done = confirm(whole, gap)

    assert [row.producer for row in done.submitted] == [whole]
    assert [row.producer for row in done.drafts] == [gap]
    assert Registration.objects.get(producer=gap).state == "DRAFT"
    assert not JournalEntry.objects.filter(
        subject_id=done.drafts[0].pk, action="registration.submit"
    )


def test_the_producer_confirms_in_person(confirm):
    producer = factories.ProducerFactory(by_proxy=True)

    (row,) = confirm(producer).submitted

    assert (row.informant, row.proxy_name, row.proxy_citizen_id) == (Informant.SELF, "", "")


def test_who_was_taken_meanwhile_is_named_and_the_rest_goes_on(confirm):
    first, second = factories.ProducerFactory.create_batch(2)
    gone = factories.ProducerFactory(state="CANCELLED")
    confirm(first)

    done = confirm(first, second, gone)

    assert [row.producer for row in done.submitted] == [second]
    assert rules(done) == [(first.number, "already"), (gone.number, "cancelled")]
    assert Registration.objects.count() == 2


def test_one_foreign_number_and_nothing_is_written(confirm):
    own = factories.ProducerFactory()
    neighbour = factories.ProducerFactory(district_id="3103")
    before = contents()

    with pytest.raises(Producer.DoesNotExist):
        confirm(own, neighbour)

    assert contents() == before


def test_not_more_than_a_list(confirm):
    before = contents()

    with pytest.raises(Refused) as caught:
        confirm(*(f"3104-{n:05d}" for n in range(carrying.MOST + 1)))

    assert caught.value.refusal.rule == "too_many"
    assert contents() == before


def test_a_long_list_costs_hardly_more_statements(confirm):
    """SQLite takes only so many values in a statement, so its own are a few more."""
    some = factories.ProducerFactory.create_batch(11, products=2)

    def queries(*rows):
        with CaptureQueriesContext(connection) as captured:
            assert len(confirm(*rows).submitted) == len(rows)
        return len(captured)

    assert queries(*some[3:]) - queries(*some[:3]) <= 8


def test_submit_complete_judges_as_submit_does(confirm, own_district):
    """A draft of another filing, or one that is no draft, is not found."""
    row = factories.RegistrationFactory(state="SUBMITTED")

    with pytest.raises(Registration.DoesNotExist):
        decisions.submit_complete(
            by=own_district.by, on=ON, district="3104", quarter=QUARTER, registrations=[row.pk]
        )


def test_all_that_lacks_nothing_is_submitted_and_the_rest_stays(plan, own_district, monkeypatch):
    monkeypatch.setattr(decisions, "_PART", 2)
    complete = factories.RegistrationFactory.create_batch(3)
    lacking = factories.RegistrationFactory(site_house_no="")
    odd = factories.RegistrationFactory(birth_date="2550-01-01")  # a child: a reason is asked
    twice = factories.RegistrationFactory(citizen_id=lacking.citizen_id)
    others = factories.RegistrationFactory(district="3103")

    done = decisions.submit_all_complete(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER
    )

    assert done == (3, 3)
    states = dict(Registration.objects.values_list("pk", "state"))
    assert {states[row.pk] for row in complete} == {"SUBMITTED"}
    assert {states[row.pk] for row in (lacking, odd, twice, others)} == {"DRAFT"}


def test_a_new_one_that_lapsed_is_taken_up_with_all_it_held(again, lapsed):
    old = lapsed(group=True, name="กลุ่มเดิม")
    product = old.products.first()
    product.standards.create(standard=factories.StandardFactory(), number="มผช. 1")

    row = again(old)

    assert (row.kind, row.state, row.producer) == (Kind.NEW, "DRAFT", None)
    assert (row.carried_from, row.name, row.citizen_id) == (old, "กลุ่มเดิม", old.citizen_id)
    assert row.citizen_id_index == old.citizen_id_index
    assert not row.declared  # somebody declares anew each quarter
    assert row.products.count() == 2
    assert row.products.get(sequence=1).standards.get().number == "มผช. 1"
    assert str(old) in str(JournalEntry.objects.latest("pk").after)


def test_an_update_that_lapsed_keeps_its_producer_and_what_is_made_no_longer(again, lapsed):
    producer = factories.ProducerFactory(products=1)
    old = lapsed(kind=Kind.UPDATE, producer=producer, name="ชื่อใหม่", cancel_reason="")
    first = old.products.first()
    first.product, first.dropped = producer.products.get(), True
    first.save()

    row = again(old)

    assert (row.kind, row.producer, row.name) == (Kind.UPDATE, producer, "ชื่อใหม่")
    copied = row.products.get(sequence=1)
    assert (copied.product, copied.dropped) == (producer.products.get(), True)


def test_a_cancellation_that_lapsed_keeps_its_reason(again, lapsed):
    producer = factories.ProducerFactory()
    row = again(lapsed(kind=Kind.CANCEL, producer=producer, cancel_reason=CancelReason.DECEASED))

    assert (row.kind, row.cancel_reason) == (Kind.CANCEL, CancelReason.DECEASED)


def test_it_is_taken_up_once(again, lapsed):
    old = lapsed()
    again(old)
    before = contents()

    with pytest.raises(Refused) as caught:
        again(old)

    assert caught.value.refusal.rule == "already"
    assert contents() == before


def test_after_it_was_withdrawn_it_may_be_taken_up_again(again, lapsed, own_district):
    old = lapsed()
    decisions.withdraw(by=own_district.by, on=ON, registration=again(old).pk, reason="ผู้ผลิตขอเลื่อน")

    assert again(old).carried_from == old


@pytest.mark.parametrize(
    "values", [{"state": "CLOSED"}, {"state": "WITHDRAWN"}, {"district": "3103"}], ids=str
)
def test_only_what_lapsed_in_the_own_district_is_there(again, plan, values):
    old = factories.RegistrationFactory(
        **{"quarter_id": "2561-1", "state": "LAPSED", **values, "entered_by__username": "x"}
    )
    before = contents()

    with pytest.raises(Registration.DoesNotExist):
        again(old)

    assert contents() == before


def test_offers(confirm, lapsed, own_district):
    """Who is where: confirmed nowhere, lapsed under its own heading, the rest to be confirmed."""
    done, open_, cancelled = factories.ProducerFactory.create_batch(3)
    Producer.objects.filter(pk=cancelled.pk).update(state="CANCELLED")
    waiting = factories.ProducerFactory(name="ร้านรอ")
    factories.ProducerFactory(district_id="3103")
    old = lapsed(kind=Kind.UPDATE, producer=waiting)
    new = lapsed()
    lapsed(kind=Kind.UPDATE, producer=cancelled)
    confirm(done)
    here = (own_district.by, "3104", QUARTER)

    assert set(offers.unconfirmed(*here)) == {open_, waiting}
    assert list(offers.offered(*here)) == [open_]
    assert set(offers.lapsed(*here)) == {old, new}

    confirm(waiting)
    registrations.enter_again(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, registration=new.pk
    )
    assert list(offers.lapsed(*here)) == []


def test_a_rejected_one_is_unconfirmed_again(plan, own_district):
    producer = factories.ProducerFactory()
    factories.RegistrationFactory(kind=Kind.UPDATE, producer=producer, state="REJECTED")

    assert list(offers.unconfirmed(own_district.by, "3104", QUARTER)) == [producer]


def test_filters(plan, own_district, lapsed):
    here = (own_district.by, "3104", QUARTER)
    one = factories.ProducerFactory(name="กลุ่มทอผ้า", group=True)
    two = factories.ProducerFactory(name="ร้านขนม", site_subdistrict_id="310403")
    late = lapsed(name="ขนมตกรอบ", site_subdistrict_id="310403")

    assert list(offers.offered(*here, text="ทอผ้า")) == [one]
    assert list(offers.offered(*here, subdistrict="310403")) == [two]
    assert list(offers.offered(*here, producer_type="GROUP")) == [one]
    assert list(offers.lapsed(*here, text="ขนม", subdistrict="310403", producer_type="SOLE")) == [
        late
    ]
    assert list(offers.lapsed(*here, producer_type="GROUP")) == []
