"""Entering and editing: copies, stale versions, one live registration per producer."""

from decimal import Decimal

import pytest

from registration.enums import Kind, Step
from registration.errors import Incomplete, Refused
from registration.models import (
    Producer,
    ProductStandard,
    RegisteredProduct,
    Registration,
)
from registration.services import decisions, products, registrations, typed
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

ON = moment(QUARTER, Step.ENTRY)


def enter(persona, kind=Kind.NEW, district="3104", **values):
    return registrations.enter(
        by=persona.by, on=ON, district=district, quarter=QUARTER, kind=kind, **values
    )


def test_an_update_starts_as_a_full_copy_of_the_register(plan, own_district):
    producer = factories.ProducerFactory(group=True, products=2)
    first = producer.products.first()
    gone = factories.ProductFactory(producer=producer, is_active=False)
    ProductStandard.objects.create(
        product=first, standard=factories.StandardFactory(), number="มผช. 1"
    )

    row = enter(own_district, Kind.UPDATE, producer=producer.number)

    assert row.producer == producer
    assert row.name == producer.name
    assert row.citizen_id == producer.citizen_id
    assert row.citizen_id_index == producer.citizen_id_index
    assert row.legal_form == producer.legal_form
    copied = list(row.products.all())
    assert [p.product for p in copied] == list(producer.products.exclude(pk=gone.pk))
    assert copied[0].standards.get().number == "มผช. 1"
    assert not row.declared  # somebody declares anew each quarter


def test_a_copy_is_no_pointer(plan, own_district):
    producer = factories.ProducerFactory()
    row = enter(own_district, Kind.UPDATE, producer=producer.number)

    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=row.version,
        values={"name": "ชื่อใหม่"},
    )  # fmt: skip

    producer.refresh_from_db()
    assert producer.name != "ชื่อใหม่"


@pytest.mark.parametrize("kind", [Kind.UPDATE, Kind.CANCEL])
def test_a_producer_of_another_district_does_not_exist(plan, own_district, kind):
    neighbour = factories.ProducerFactory(district_id="3103")
    before = contents()

    with pytest.raises(Producer.DoesNotExist):
        enter(own_district, kind, producer=neighbour.number)

    assert contents() == before


def test_a_cancelled_producer_is_not_updated(plan, own_district):
    producer = factories.ProducerFactory(state="CANCELLED")

    with pytest.raises(Refused) as caught:
        enter(own_district, Kind.UPDATE, producer=producer.number)

    assert caught.value.refusal.rule == "cancelled"


def test_one_live_registration_per_producer_and_quarter(plan, own_district):
    producer = factories.ProducerFactory()
    row = enter(own_district, Kind.UPDATE, producer=producer.number)
    before = contents()

    with pytest.raises(Refused) as caught:
        enter(own_district, Kind.CANCEL, producer=producer.number)

    assert caught.value.refusal.rule == "already"
    assert contents() == before
    decisions.withdraw(by=own_district.by, on=ON, registration=row.pk, reason="ผิดคน")
    assert enter(own_district, Kind.CANCEL, producer=producer.number)


def test_the_production_site_lies_in_the_own_district(plan, own_district):
    values = factories.producer_values(subdistrict="310301")

    with pytest.raises(Incomplete) as caught:
        enter(own_district, values=values)

    assert [place for place, _s in caught.value.problems] == ["site_subdistrict"]
    assert not Registration.objects.exists()


def test_unreadable_values_are_all_told_and_nothing_is_stored(plan, own_district):
    values = factories.producer_values(citizen_id="123", mobile="12")

    with pytest.raises(Incomplete) as caught:
        enter(own_district, values=values)

    assert {place for place, _s in caught.value.problems} == {"citizen_id", "mobile"}
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["state", "certified_by", "producer", "citizen_id_index", "foo"])
def test_only_fields_of_the_form_are_taken(plan, own_district, name):
    with pytest.raises(TypeError):
        enter(own_district, values={**factories.producer_values(), name: "x"})


def test_a_stale_version_never_overwrites(plan, own_district):
    row = enter(own_district, values=factories.producer_values())
    edit = {"by": own_district.by, "on": ON, "registration": row.pk, "version": row.version}
    registrations.edit(**edit, values={"name": "คนแรก"})

    for late in (
        lambda: registrations.edit(**edit, values={"name": "คนที่สอง"}),
        lambda: products.add(**edit, values=factories.product_values()),
    ):
        with pytest.raises(Refused) as caught:
            late()
        assert caught.value.refusal.rule == "stale"

    assert Registration.objects.get(pk=row.pk).name == "คนแรก"
    assert not RegisteredProduct.objects.exists()


def test_saving_the_same_again_writes_nothing(plan, own_district):
    row = enter(own_district, values=factories.producer_values())
    before = contents()

    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=row.version,
        values={"name": row.name, "founded_year": "๒๕๕๐"},
    )  # fmt: skip

    assert contents() == before


def test_declaring_keeps_which_privacy_notice_was_read(plan, own_district):
    row = enter(own_district, values=factories.producer_values())

    assert row.privacy_version == typed.PRIVACY_VERSION


def test_products_are_numbered_typed_and_journalled(plan, own_district):
    row = enter(own_district, values=factories.producer_values())
    permit = factories.PermitFactory()

    made = products.add(
        by=own_district.by, on=ON, registration=row.pk, version=row.version,
        values=factories.product_values(story=" หนึ่ง\n  สอง "),
        held={"standards": [{"standard": permit, "number": "10-1"}]},
    )  # fmt: skip

    made.refresh_from_db()
    assert (made.sequence, made.story, made.capacity) == (1, "หนึ่ง\nสอง", Decimal(20))
    assert made.standards.get().number == "10-1"
    row.refresh_from_db()
    assert row.version == 2


def test_a_typed_product_is_removed_a_registered_one_is_dropped_and_kept_again(plan, own_district):
    row = enter(own_district, Kind.UPDATE, producer=factories.ProducerFactory().number)
    by = {"by": own_district.by, "on": ON, "registration": row.pk}
    products.add(**by, version=1, values=factories.product_values())

    products.remove(**by, version=2, sequence=2)
    assert list(row.products.values_list("sequence", "dropped")) == [(1, False)]
    products.remove(**by, version=3, sequence=1)
    assert list(row.products.values_list("sequence", "dropped")) == [(1, True)]
    products.keep(**by, version=4, sequence=1)
    assert list(row.products.values_list("sequence", "dropped")) == [(1, False)]
