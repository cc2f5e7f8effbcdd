"""What a product holds goes wherever the product goes: into a registration, the journal, the
register and back.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Kind, RegistrationState, Step
from registration.errors import Incomplete
from registration.models import HOLDINGS, JournalEntry, ProductRight, RegisteredProduct
from registration.selectors import holdings
from registration.services import decisions, products, registrations
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
ON = moment(QUARTER, Step.ENTRY)
RIGHT = {
    "kind": "PATENT", "number": "1234", "holder": "กลุ่มทดสอบ",
    "registered_on": date(2016, 2, 1), "expires_on": date(2036, 1, 31),
}  # fmt: skip


def standard(**changes):
    return {
        "standard": factories.PermitFactory(), "number": "1/2560", "issuer": "อำเภอ",
        "issued_on": date(2017, 2, 17), "expires_on": date(2020, 2, 16), **changes,
    }  # fmt: skip


def held_by(product) -> dict[str, list[dict]]:
    return {
        holding.name: [
            {name: getattr(row, name) for name in holding.fields}
            for row in holding.rows_of(product)
        ]
        for holding in HOLDINGS
    }


@pytest.fixture
def draft(plan, own_district):
    return factories.RegistrationFactory(products=0, entered_by=own_district.officer)


def add(persona, row, held=None, **values):
    row.refresh_from_db()
    return products.add(
        by=persona.by, on=ON, registration=row.pk, version=row.version,
        values=factories.product_values(**values), held=held,
    )  # fmt: skip


def edit(persona, row, held=None, **values):
    row.refresh_from_db()
    return products.edit(
        by=persona.by, on=ON, registration=row.pk, version=row.version, sequence=1,
        values=values, held=held,
    )  # fmt: skip


def test_from_the_form_into_the_register_and_back_into_the_next_quarter(
    draft, own_district, own_province, at
):
    held = {"standards": [standard()], "rights": [RIGHT]}
    product = add(own_district, draft, held)
    assert held_by(product) == held
    decisions.submit(by=own_district.by, on=ON, registration=draft.pk)
    worlds.hand_over(own_district.officer, "3104")
    decisions.certify(
        by=own_province.by, on=moment(QUARTER, Step.CERTIFICATION), registrations=[draft.pk]
    )
    worlds.announce(own_province)

    product.refresh_from_db()
    assert held_by(product.product) == held

    later = moment("2561-3", Step.ENTRY)
    again = registrations.enter(
        by=own_district.by, on=later, district="3104", quarter="2561-3", kind=Kind.UPDATE,
        producer=product.product.producer.number,
    )  # fmt: skip
    assert held_by(again.products.get()) == held


def test_an_announcement_replaces_what_the_register_held(plan, own_district, own_province, at):
    producer = factories.ProducerFactory()
    registered = producer.products.get()
    ProductRight.objects.create(product=registered, kind="GI", number="เก่า")
    row = factories.RegistrationFactory(
        state=RegistrationState.CERTIFIED, kind=Kind.UPDATE, producer=producer, products=0,
        entered_by=own_district.officer,
    )  # fmt: skip
    filed = factories.RegisteredProductFactory(registration=row, product=registered)
    filed.rights.create(kind="COPYRIGHT", holder="นางสมมุติ")
    worlds.hand_over(own_district.officer, "3104")
    worlds.announce(own_province)
    assert [(right.kind, right.holder) for right in registered.rights.all()] == [
        ("COPYRIGHT", "นางสมมุติ")
    ]


def test_a_page_reads_all_of_both_sides_in_one_query(draft, own_district):
    add(own_district, draft, {"standards": [standard(), standard(number="2")], "rights": [RIGHT]})
    add(own_district, draft)
    registered = factories.ProducerFactory().products.get()
    registered.rights.create(kind="GI", number="สช 1")
    registered.standards.create(standard=factories.StandardFactory(), number="3")
    rows = [*RegisteredProduct.objects.all(), registered]
    with CaptureQueriesContext(connection) as captured:
        holdings.attach(rows)
        found = [[list(getattr(row, holding.name).all()) for row in rows] for holding in HOLDINGS]
    assert len(captured) == 1
    for holding, of_kind in zip(HOLDINGS, found, strict=True):
        for row, attached in zip(rows, of_kind, strict=True):
            assert attached == holding.rows_of(row)
            wanted = held_by(row)[holding.name]
            assert [{n: getattr(e, n) for n in holding.fields} for e in attached] == wanted
    permit = rows[0].standards.all()[0].standard
    assert (str(permit), permit.code, permit.is_permit) == ("ใบอนุญาตผลิต", "test-permit", True)
    holdings.attach([])


def test_each_kind_of_rows_is_replaced_only_where_it_is_named(draft, own_district):
    product = add(own_district, draft, {"standards": [standard()], "rights": [RIGHT]})
    edit(own_district, draft, {"rights": []})
    assert len(held_by(product)["standards"]) == 1
    assert held_by(product)["rights"] == []
    edit(own_district, draft, name="ชื่อใหม่")
    assert len(held_by(product)["standards"]) == 1


def test_the_journal_says_what_was_held_before_and_after(draft, own_district):
    add(own_district, draft, {"rights": [RIGHT]})
    edit(own_district, draft, {"rights": [RIGHT | {"number": "5678"}]})
    entry = JournalEntry.objects.get(action="product.edit")
    before, after = (found["product-1"]["rights"] for found in (entry.before, entry.after))
    assert (before[0]["number"], after[0]["number"]) == ("1234", "5678")
    assert before[0]["expires_on"] == "2036-01-31"

    count = JournalEntry.objects.count()
    edit(own_district, draft, {"rights": [RIGHT | {"number": " 5678 "}]})
    assert JournalEntry.objects.count() == count  # the same typed again is no change


@pytest.mark.parametrize(
    ("held", "place"),
    [
        ({"rights": [{"kind": "PATENT", "number": ""}]}, "rights"),
        ({"rights": [RIGHT, RIGHT | {"expires_on": date(2000, 1, 1)}]}, "rights"),
        ({"standards": [{"standard": None, "number": "1"}]}, "standards"),
    ],
)
def test_rows_that_cannot_be_stored_are_named_and_nothing_is(draft, own_district, held, place):
    add(own_district, draft)
    before = contents()
    for deed in (add, edit):
        with pytest.raises(Incomplete) as refused:
            deed(own_district, draft, held)
        assert [found for found, _sentence in refused.value.problems] == [place]
    assert contents() == before


def test_a_part_that_no_product_has_is_a_slip_of_the_caller(draft, own_district):
    with pytest.raises(TypeError, match="medals"):
        add(own_district, draft, {"medals": []})


def test_what_the_law_compels_is_ticked_at_every_door(draft, own_district):
    group = factories.ProductGroupFactory(law_compels=True)
    add(own_district, draft, product_group=group, law_compels=False)
    assert RegisteredProduct.objects.get().law_compels
    free = factories.ProductGroupFactory(code="free")
    edit(own_district, draft, product_group=free, law_compels=True)
    assert RegisteredProduct.objects.get().law_compels  # more may be ticked
    edit(own_district, draft, product_group=free, law_compels=False)
    assert not RegisteredProduct.objects.get().law_compels


def test_channels_stand_in_the_lists_order_and_unknown_ones_are_refused(draft, own_district):
    for n, code in enumerate(("local", "online")):
        factories.models.SalesChannel.objects.create(code=code, name=code, sequence=n)
    add(own_district, draft, channels=["online", "local"])
    assert RegisteredProduct.objects.get().channels == ["local", "online"]
    with pytest.raises(Incomplete) as refused:
        edit(own_district, draft, channels=["moon"])
    assert [place for place, _sentence in refused.value.problems] == ["channels"]
