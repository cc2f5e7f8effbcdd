"""What concerns the province in a submitted registration, and what was carried unchanged."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Concern, Informant, Kind, RegistrationState
from registration.models import (
    Producer,
    ProducerDetails,
    ProducerEvidence,
    Product,
    ProductDetails,
    Province,
    RegisteredProduct,
    Registration,
    Sample,
    detail_names,
)
from registration.selectors import exceptions
from tests import carried, evidence, factories
from tests.duplicates import DecisionFactory, InquiryFactory
from tests.factories import LONG_AGO, QUARTER
from tests.registration.services import doors

C = Concern
_INFORMANT = {"informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen"}


@pytest.fixture
def row(plan):
    (row,) = carried.carry()
    carried.hand_over()
    return row


@pytest.fixture
def concerns(own_province):
    def ask(row):
        found = exceptions.waiting(own_province.by, quarter=QUARTER, province="31")
        return {each.pk: set(each.concerns) for each in found}[row.pk]

    return ask


def test_carried_unchanged_concerns_nobody(row, concerns):
    assert concerns(row) == set()


def another(model, name):
    """A value of the field that no factory gives."""
    field = model._meta.get_field(name)
    kinds = {
        "DecimalField": lambda: Decimal("14.25"),
        "PositiveIntegerField": lambda: 77,
        "PositiveSmallIntegerField": lambda: 4,
        "JSONField": lambda: [{"name": "ฝ้าย", "source": "PROVINCE"}],
        "EncryptedTextField": lambda: factories.citizen_id(8_123_456),
    }
    if field.choices:
        return field.choices[-1][0]
    if field.many_to_one:
        return _FOREIGN[name]().pk
    if field.get_internal_type() == "BooleanField":
        return True
    return kinds.get(field.get_internal_type(), lambda: "อื่น"[: field.max_length or 9])()


_FOREIGN = {
    "legal_form": factories.LegalFormFactory,
    "site_subdistrict": lambda: factories.models.Subdistrict.objects.get(pk="310403"),
    "contact_province": lambda: Province.objects.get(pk="32"),
    "product_group": lambda: factories.ProductGroupFactory(code="other"),
}


def column(model, name):
    return model._meta.get_field(name).attname


@pytest.mark.parametrize("name", sorted(set(detail_names(ProducerDetails)) - _INFORMANT))
def test_every_field_of_the_producer_is_compared(row, concerns, name):
    old, new = getattr(row, column(Registration, name)), another(Registration, name)
    new = (not old) if isinstance(old, bool) else new
    assert new != old
    setattr(row, column(Registration, name), new)
    row.save()

    assert concerns(row) == {C.CHANGED}


@pytest.mark.parametrize("name", detail_names(ProductDetails))
def test_every_field_of_a_product_is_compared(row, concerns, name):
    product = row.products.get()
    old, new = getattr(product, column(RegisteredProduct, name)), another(RegisteredProduct, name)
    new = (not old) if isinstance(old, bool) else new
    assert new != old
    setattr(product, column(RegisteredProduct, name), new)
    product.save()

    assert concerns(row) == {C.PRODUCTS}


def test_what_is_emptied_is_a_change(row, concerns):
    Registration.objects.filter(pk=row.pk).update(founded_year=None, mobile="")
    assert concerns(row) == {C.CHANGED}


@pytest.mark.parametrize("name", sorted(_INFORMANT - {"informant"}))
def test_a_proxy_of_today_is_compared(row, concerns, name):
    Registration.objects.filter(pk=row.pk).update(informant=Informant.PROXY)
    Producer.objects.update(informant=Informant.PROXY)
    row.refresh_from_db()
    assert concerns(row) == set()

    setattr(row, name, another(Registration, name))
    row.save()

    assert concerns(row) == {C.CHANGED}


def test_that_the_proxy_of_last_time_did_not_come_again_is_no_change(row, concerns):
    Producer.objects.update(
        informant=Informant.PROXY, proxy_name="นายแทน", proxy_relation="บุตร", proxy_paper_seen=True
    )
    assert concerns(row) == set()


def _add_product(row):
    factories.RegisteredProductFactory(registration=row)


def _drop(row):
    row.products.update(dropped=True)


def _revive(row):
    Product.objects.update(is_active=False)


def _leave_out(row):
    number = f"{row.producer.number}-02"
    factories.ProductFactory(producer=row.producer, number=number, photo=False)


def _hold(row, **values):
    values = {"standard": factories.StandardFactory(), "number": "1", **values}
    row.products.get().standards.create(**values)


def _hold_longer(row):
    _hold(row, expires_on=date(2020, 1, 2))
    row.producer.products.get().standards.create(
        standard=factories.StandardFactory(), number="1", expires_on=date(2020, 1, 1)
    )


def _right(row):
    row.producer.products.get().rights.create(kind="TRADEMARK", number="9")


def _cancel(row):
    row.products.all().delete()
    Registration.objects.filter(pk=row.pk).update(kind=Kind.CANCEL, cancel_reason="CEASED")


def _new(row):
    Registration.objects.filter(pk=row.pk).update(kind=Kind.NEW, producer=None)


def _moved(row):
    Producer.objects.update(district="3103")


def _lapsed(row):
    lapsed = doors.lapse(row.filing, row.entered_by)
    Registration.objects.filter(pk=row.pk).update(carried_from=lapsed)


def _another_picture(row):
    evidence.give(
        row, product=row.products.get(), file=evidence.stored(checked=evidence.picture("gold"))
    )


def _a_picture_less(row):
    evidence.hold(row.producer, product=row.producer.products.get(),
                  file=evidence.stored(checked=evidence.picture("gold")))  # fmt: skip


def _no_picture(row):
    row.evidence.all().delete()
    ProducerEvidence.objects.all().delete()


def _decided(row):
    DecisionFactory(registration=row)


def _decided_by_the_other(row):
    other = factories.RegistrationFactory(filing=row.filing)
    DecisionFactory(registration=other, other=None, other_registration=row)


def _kept(row):
    Registration.objects.filter(pk=row.pk).update(kept_warnings={"far": "โรงงานอยู่ชายแดน"})


def _sent_back(row):
    Registration.objects.filter(pk=row.pk).update(decision_reason="ให้แก้ชื่อ")


def _found_wrong(row, version=None):
    sample = Sample.objects.create(
        filing=row.filing, seed="x", pool={}, drawn_at=LONG_AGO, drawn_by=row.entered_by
    )
    sample.rows.create(
        registration=row, version=version or row.version, is_wrong=True, checked_at=LONG_AGO,
        checked_by=row.entered_by,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (_add_product, {C.PRODUCTS}),
        (_drop, {C.DROPPED}),
        (_revive, {C.PRODUCTS, C.PAPERS}),
        (_leave_out, {C.PRODUCTS}),
        (_hold, {C.PRODUCTS}),
        (_hold_longer, {C.PRODUCTS}),
        (_right, {C.PRODUCTS}),
        (_cancel, {C.CANCELLED}),
        (_new, {C.NEW}),
        (_moved, {C.MOVED}),
        (_lapsed, {C.LAPSED}),
        (_another_picture, {C.PAPERS}),
        (_a_picture_less, {C.PAPERS}),
        (_no_picture, {C.MISSING}),
        (_decided, {C.ALIKE}),
        (_decided_by_the_other, {C.ALIKE}),
        (lambda row: InquiryFactory(registration=row), {C.ALIKE}),
        (_kept, {C.WARNED}),
        (_sent_back, {C.AGAIN}),
        (_found_wrong, {C.WRONG}),
    ],
)  # fmt: skip
def test_what_concerns_the_province(row, concerns, change, wanted):
    change(row)
    assert concerns(row) == wanted


def test_every_concern_is_met():
    met = {C.CHANGED}
    for mark in test_what_concerns_the_province.pytestmark:
        met |= {each for _change, wanted in mark.args[1] for each in wanted}
    assert met == set(Concern)


def test_the_same_holdings_are_no_change(row, concerns):
    for product in (row.products.get(), row.producer.products.get()):
        for number in ("1", "2"):
            product.standards.create(
                standard=factories.StandardFactory(), number=number, expires_on=date(2020, 1, 1)
            )
        product.rights.create(kind="TRADEMARK", number="9", holder="นาง ก")
    assert concerns(row) == set()


def test_two_of_a_kind_are_not_one(row, concerns):
    for product, n in ((row.products.get(), 2), (row.producer.products.get(), 1)):
        for _n in range(n):
            product.standards.create(standard=factories.StandardFactory(), number="1")
    assert concerns(row) == {C.PRODUCTS}


def test_that_an_original_was_seen_again_is_no_change(row, concerns):
    evidence.give(row, "paper", seen_original=True, file=None)
    assert concerns(row) == set()


def test_what_was_wrong_in_an_older_version_has_been_looked_at_since(row, concerns):
    _found_wrong(row, version=row.version + 1)
    assert concerns(row) == set()


def test_only_what_was_handed_over_and_submitted(plan, own_province):
    (waits,) = carried.carry()
    carried.carry(district="3103")
    carried.hand_over()
    factories.RegistrationFactory(filing=waits.filing, state=RegistrationState.CERTIFIED)
    ask = {"quarter": QUARTER, "province": "31"}

    for more in ({}, {"district": "3104"}):
        found = exceptions.waiting(own_province.by, **ask, **more)
        assert [each.pk for each in found] == [waits.pk]
        assert found[0].reference == str(waits)
    assert exceptions.waiting(own_province.by, **ask, district="3103") == []


def test_a_province_costs_as_much_as_a_row(row, own_province):
    by = own_province.by

    def cost():
        with CaptureQueriesContext(connection) as captured:
            found = exceptions.waiting(by, quarter=QUARTER, province="31")
        return len(captured), len(found)

    few = cost()
    for each in carried.carry(20)[:10]:
        _hold(each)
        _another_picture(each)

    assert cost() == (few[0], few[1] + 20)
    assert few[0] <= 5


def test_a_hand_in_it_is_told_to_whom_it_was(row, own_province, own_district):
    row.editors.add(own_province.officer)
    for persona, wanted in ((own_province, True), (own_district, False)):
        (found,) = exceptions.waiting(persona.by, quarter=QUARTER, province="31")
        assert found.is_mine is wanted
