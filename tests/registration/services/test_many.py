"""Many at once are what one after the other would be, in as many statements for many as for few."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from registration.enums import Kind, Step
from registration.errors import Incomplete, Refused
from registration.models import (
    JournalEntry,
    Producer,
    RegisteredProduct,
    RegisteredStandard,
    Registration,
)
from registration.services import products, registrations
from registration.services.entering import Entering
from registration.services.revising import Revising
from tests import factories
from tests.factories import QUARTER, citizen_id, moment

ON = moment(QUARTER, Step.ENTRY)
HERE = {"on": ON, "district": "3104", "quarter": QUARTER}


@pytest.fixture
def by(plan, own_district):
    return own_district.by


def registered(n):
    """So many producers of the register, each with two products, one of them with a standard."""
    made = factories.ProducerFactory.create_batch(n, products=2)
    for producer in made:
        producer.products.first().standards.create(
            standard=factories.StandardFactory(), number="1/2560"
        )
    return [each.number for each in made]


def told(first):
    """What was stored since ``first``, without keys and running numbers."""
    rows = []
    for model in (Registration, RegisteredProduct, RegisteredStandard):
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if field.attname not in ("id", "sequence", "registration_id", "product_id",
                                     "producer_id", "citizen_id")
        ]  # fmt: skip
        rows += [(model.__name__, *map(repr, row)) for row in model.objects.values_list(*names)]
    entries = JournalEntry.objects.filter(pk__gt=first).order_by("pk")
    rows += [("journal", each.action, repr(each.before), repr(each.after)) for each in entries]
    return Counter(rows)


def undone(deed):
    """What ``deed`` stores; it is taken back."""
    last = JournalEntry.objects.order_by("pk").last()
    with transaction.atomic():
        deed()
        found = told(last.pk if last else 0)
        transaction.set_rollback(True)
    return found


def test_entered_together_is_entered_one_by_one(by):
    numbers = registered(2)
    values = [factories.producer_values(citizen_id=citizen_id(6_000_000 + n)) for n in range(2)]
    goods = [(factories.product_values(), {"rights": [{"kind": "GI", "number": "7"}]})]

    def apart():
        for each in values:
            row = registrations.enter(by=by, kind=Kind.NEW, values=each, **HERE)
            products.add_all(by=by, on=ON, registration=row.pk, version=1, products=goods)
        for number in numbers:
            row = registrations.enter(
                by=by, kind=Kind.UPDATE, producer=number, values={"phone": "044123456"}, **HERE
            )
            price = {"retail_price": Decimal(7)}
            where = {"by": by, "on": ON, "registration": row.pk}
            products.edit(version=1, sequence=1, values=price, held={"standards": []}, **where)
            products.remove(version=2, sequence=2, **where)

    def together():
        entering = Entering(by, ON, "3104", QUARTER)
        for each in values:
            entering.add(Kind.NEW, each).goods.add(goods)
        for number in numbers:
            made = entering.add(Kind.UPDATE, {"phone": "044123456"}, number).goods
            first, second = made.products
            made.edit(first, {"retail_price": Decimal(7)}, {"standards": []})
            made.set_dropped(second, dropped=True)
        entering.write()

    found = undone(together)
    assert found == undone(apart)
    assert sum(found.values()) == 20


def test_edited_together_is_edited_one_by_one(by):
    rows = factories.RegistrationFactory.create_batch(3, products=2)
    added = [(factories.product_values(name="เพิ่มใหม่"), {})]

    def apart():
        for row in rows:
            where = {"by": by, "on": ON, "registration": row.pk}
            registrations.edit(version=1, values={"phone": "044123456"}, **where)
            products.edit(version=2, sequence=1, values={"brand": "ตราใหม่"}, **where)
            products.remove(version=3, sequence=2, **where)
            products.add_all(version=4, products=added, **where)

    def together():
        revising = Revising(by, ON, rows[0].filing_id)
        revising.lock(row.pk for row in rows)
        for row in rows:
            revised = revising.of(row.pk, 1)
            revised.edit({"phone": "044123456"})
            revised.edit_product(1, {"brand": "ตราใหม่"}, {})
            revised.set_dropped(2, True)
            revised.add_products(added)
        revising.write()

    assert undone(together) == undone(apart)


def test_one_that_is_refused_leaves_the_others(by):
    (number,) = registered(1)
    entering = Entering(by, ON, "3104", QUARTER)
    entering.add(Kind.UPDATE, {}, number)

    with pytest.raises(Refused, match="มีรายการลงทะเบียนในไตรมาสนี้แล้ว"):
        entering.add(Kind.UPDATE, {}, number)
    with pytest.raises(Incomplete):
        entering.add(Kind.NEW, {"mobile": "12"})
    with pytest.raises(Producer.DoesNotExist):
        entering.add(Kind.UPDATE, {}, "3103-00001")

    (row,) = entering.write()
    assert Registration.objects.get() == row
    assert [each.dropped for each in row.products.all()] == [False, False]


# SQLite takes only so many values in a statement.
@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["NEW", "UPDATE", "EDIT"])
def test_many_cost_no_more_statements_than_few(by, kind):
    def statements(n):
        deed = {"NEW": _enter_new, "UPDATE": _update, "EDIT": _edit}[kind](by, n)
        with CaptureQueriesContext(
            connection,
        ) as found:
            deed()
        return len(found)

    assert statements(2) == statements(60) < 40


def _enter_new(by, n):
    values = [factories.producer_values() for _n in range(n)]
    goods = [(factories.product_values(), {})]

    def deed():
        entering = Entering(by, ON, "3104", QUARTER)
        for each in values:
            entering.add(Kind.NEW, each).goods.add(goods)
        entering.write()

    return deed


def _update(by, n):
    numbers = registered(n)

    def deed():
        entering = Entering(by, ON, "3104", QUARTER)
        entering.lock(numbers)
        for number in numbers:
            made = entering.add(Kind.UPDATE, {"phone": "044123456"}, number).goods
            made.edit(made.products[0], {"brand": "ใหม่"}, {"standards": []})
        entering.write()

    return deed


def _edit(by, n):
    rows = factories.RegistrationFactory.create_batch(n)

    def deed():
        revising = Revising(by, ON, rows[0].filing_id)
        revising.lock(row.pk for row in rows)
        for row in rows:
            revised = revising.of(row.pk, 1)
            revised.edit({"phone": "044123456"})
            revised.edit_product(1, {"brand": "ใหม่"}, {"rights": [{"kind": "GI", "number": "7"}]})
        revising.write()

    return deed
