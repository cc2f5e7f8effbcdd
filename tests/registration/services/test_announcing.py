"""The announcement: register, numbers for life, snapshot, in one transaction."""

import hashlib
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Kind, ProducerState, Step
from registration.errors import Refused
from registration.models import (
    District,
    Filing,
    Producer,
    Product,
    ProductStandard,
    RegisteredStandard,
    Registration,
    Snapshot,
    blind_index,
)
from registration.services import certifications, snapshots
from tests import evidence, factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents


@pytest.fixture
def announce(plan, own_district, own_province):
    """Hands both filings of province 31 over and announces."""

    def deed(quarter=QUARTER, hand_over=("3103", "3104"), reason=""):
        for code in hand_over:
            filing = factories.FilingFactory(district_id=code, quarter_id=quarter)
            factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
        return certifications.announce(
            by=own_province.by, on=moment(quarter, Step.CERTIFICATION), province="31",
            quarter=quarter, number=f"1/{quarter}", dated_on=date(2018, 3, 23),
            signatory="นายทดสอบ", signatory_position="ผู้ว่าราชการจังหวัด", without_reason=reason,
        )  # fmt: skip

    return deed


def certified(n=1, **values):
    return factories.RegistrationFactory.create_batch(n, state="CERTIFIED", **values)


def numbers(model=Producer):
    return list(model.objects.order_by("number").values_list("number", flat=True))


def test_new_producers_get_gap_free_numbers_by_district_and_filing_order(announce):
    certified(2)
    certified(1, district="3103", products=2)

    announce()

    assert numbers() == ["3103-00001", "3104-00001", "3104-00002"]
    assert numbers(Product) == [
        "3103-00001-01", "3103-00001-02", "3104-00001-01", "3104-00002-01",
    ]  # fmt: skip
    first = Registration.objects.get(filing__district="3104", sequence=1)
    assert first.producer.number == "3104-00001"
    assert first.products.get().product.number == "3104-00001-01"
    assert District.objects.get(pk="3104").last_producer_no == 2


def test_numbers_go_on_where_the_last_quarter_stopped_and_are_never_used_again(announce):
    certified(2, quarter_id="2561-1")
    announce("2561-1")
    certified(1, kind=Kind.CANCEL, producer=Producer.objects.get(number="3104-00002"))
    certified(1)

    announce()

    assert numbers() == ["3104-00001", "3104-00002", "3104-00003"]
    assert Producer.objects.get(number="3104-00002").state == ProducerState.CANCELLED


def test_only_certified_registrations_enter_the_register(announce):
    for state in ("DRAFT", "RETURNED", "REJECTED", "WITHDRAWN"):
        factories.RegistrationFactory(state=state)
    kept = certified(1)[0]

    announce()

    assert [p.registrations.get() for p in Producer.objects.all()] == [kept]


def test_an_update_overwrites_the_register_and_keeps_number_and_first_quarter(announce):
    producer = factories.ProducerFactory(first_quarter_id="2561-1")
    new_id = factories.citizen_id(777)
    certified(1, kind=Kind.UPDATE, producer=producer, name="ชื่อใหม่", citizen_id=new_id)

    announce()

    after = Producer.objects.get(number=producer.number)
    assert (after.name, after.citizen_id) == ("ชื่อใหม่", new_id)
    assert after.citizen_id_index == blind_index(new_id)
    assert (after.first_quarter_id, after.last_quarter_id) == ("2561-1", QUARTER)
    assert "ชื่อใหม่" in after.search_text
    assert Producer.objects.count() == 1


def test_an_update_takes_over_products_as_filed(announce):
    producer = factories.ProducerFactory(products=2)
    kept, dropped = producer.products.all()
    old = factories.StandardFactory()
    ProductStandard.objects.create(product=kept, standard=old, number="เก่า")
    row = certified(1, kind=Kind.UPDATE, producer=producer, products=0)[0]
    make = factories.RegisteredProductFactory
    filed = make(registration=row, product=kept, name="ชื่อใหม่ของผ้า")
    RegisteredStandard.objects.create(product=filed, standard=old, number="ใหม่")
    make(registration=row, product=dropped, dropped=True)
    make(registration=row, name="ของใหม่")

    announce()

    register = {p.number[-2:]: p for p in producer.products.all()}
    assert register["01"].name == "ชื่อใหม่ของผ้า"
    assert [s.number for s in register["01"].standards.all()] == ["ใหม่"]
    assert not register["02"].is_active
    assert (register["03"].name, register["03"].is_active) == ("ของใหม่", True)


def test_evidence_goes_along_and_replaces_what_was_there(announce):
    producer = factories.ProducerFactory(products=1)
    evidence.hold(producer, "site-photo", file=evidence.stored(checked=evidence.picture("red")))
    (row,) = certified(kind=Kind.UPDATE, producer=producer, products=2)
    evidence.kind("id-card", keeps_copy=False, accepts_seen=True)
    evidence.give(row, "id-card", seen_original=True)

    announce()

    row.refresh_from_db()
    held = list(row.producer.evidence.order_by("pk"))
    assert [(each.kind.code, each.product and each.product.producer_id) for each in held] == [
        ("product-photo", producer.pk), ("product-photo", producer.pk), ("id-card", None),
    ]  # fmt: skip
    assert [each.file for each in held[:2]] == [each.file for each in row.evidence.all()[:2]]
    assert held[2].seen_original


def test_a_cancellation_keeps_the_registers_evidence(announce):
    producer = factories.ProducerFactory()
    certified(kind=Kind.CANCEL, producer=producer)

    announce()

    assert producer.evidence.count() == 1


def test_a_cancellation_leaves_the_form_in_the_register_as_it_was(announce):
    producer = factories.ProducerFactory(name="ร้านเดิม")
    certified(1, kind=Kind.CANCEL, producer=producer, name="พิมพ์ผิด")

    announce()

    after = Producer.objects.get(pk=producer.pk)
    assert (after.state, after.name) == (ProducerState.CANCELLED, "ร้านเดิม")


def test_the_snapshot_recomputes_and_holds_no_citizen_id(announce):
    row = certified(1)[0]

    announcement = announce()

    snapshot = Snapshot.objects.get(announcement=announcement)
    text = f"{snapshot.summary}\n{snapshot.detail}"
    assert hashlib.sha256(text.encode()).hexdigest() == snapshot.sha256
    assert snapshots.digest(snapshot.summary, snapshot.detail) == snapshot.sha256
    assert (snapshot.revision, snapshot.province_id) == (1, "31")
    assert row.citizen_id not in text
    assert row.mobile not in text
    detail = json.loads(snapshot.detail)
    assert [(d["number"], d["reference"]) for d in detail] == [
        ("3104-00001", "2561/2/3104/0001")
    ]  # fmt: skip
    assert snapshots.canonical(detail) == snapshot.detail


def test_canonical_text_does_not_depend_on_order():
    one = snapshots.canonical({"ข": 1, "ก": {"b": 2, "a": 1}})

    assert one == snapshots.canonical({"ก": {"a": 1, "b": 2}, "ข": 1})
    assert one == '{"ก":{"a":1,"b":2},"ข":1}'


def test_filings_are_certified_with_it(announce):
    announce(hand_over=["3104"], reason="กระสังไม่ส่ง")

    filings = Filing.objects.filter(quarter=QUARTER, district__province="31")
    states = dict(filings.values_list("district", "state"))
    assert states == {"3103": "ENTRY", "3104": "CERTIFIED"}


@pytest.mark.parametrize(
    ("undecided", "hand_over", "reason", "rule"),
    [
        (True, ("3103", "3104"), "", "undecided_left"),
        (False, ("3104",), "", "left_out"),
        (False, ("3104",), "กระสังไม่ส่ง", ""),
        (False, ("3103", "3104"), "", ""),
    ],
)
def test_it_waits_for_every_decision_and_a_reason_for_who_is_missing(
    announce, undecided, hand_over, reason, rule
):
    certified(1)
    if undecided:
        factories.RegistrationFactory(state="SUBMITTED")

    if not rule:
        assert announce(hand_over=hand_over, reason=reason)
        return
    with pytest.raises(Refused) as caught:
        announce(hand_over=hand_over, reason=reason)
    assert caught.value.refusal.rule == rule
    assert not Producer.objects.exists()
    assert not Snapshot.objects.exists()


def test_it_is_made_once(announce):
    announce()

    with pytest.raises(Refused) as caught:
        announce(hand_over=())

    assert caught.value.refusal.rule == "state"


@pytest.mark.any_engine
def test_it_reads_as_often_for_many_as_for_few(announce, own_province):
    assert own_province.by.office  # read once

    def queries(quarter, n):
        certified(n, quarter_id=quarter, group=True)
        known = factories.ProducerFactory.create_batch(n)
        for producer in known:
            certified(1, quarter_id=quarter, kind=Kind.UPDATE, producer=producer)
        with CaptureQueriesContext(connection) as captured:
            announce(quarter, reason="ไม่รอ", hand_over=())
        return sum(each["sql"].startswith("SELECT") for each in captured)

    few = queries("2561-1", 2)
    assert queries("2561-2", 6) == few


def test_a_failure_half_way_leaves_nothing(announce, monkeypatch):
    certified(2)
    factories.set_filing_state(factories.FilingFactory(district_id="3103"), "HANDED_OVER",
                               by=factories.OfficerFactory())  # fmt: skip
    factories.set_filing_state(factories.FilingFactory(), "HANDED_OVER",
                               by=factories.OfficerFactory())  # fmt: skip
    before = contents()
    monkeypatch.setattr(snapshots, "canonical", lambda value: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        announce(hand_over=())

    assert contents() == before
