"""A proven duplicate ends in another producer, and takes along what the officer chose."""

from datetime import date

import pytest

from registration.enums import CancelReason, Kind, Step
from registration.errors import Incomplete, Refused
from registration.models import JournalEntry, Producer, Registration
from registration.selectors import merges as selectors
from registration.services import certifications, decisions, merges, registrations
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.transfers import merge, transfer

ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def pair(plan):
    """The one that ends and the one that goes on."""
    loser = factories.ProducerFactory(name="ร้านซ้ำทดสอบ")
    return loser, factories.ProducerFactory(name="ร้านจริงทดสอบ")


def submit(persona, row):
    return decisions.submit(by=persona.by, on=ON, registration=row.pk)


def places(error):
    return [place for place, _sentence in error.value.problems]


@pytest.fixture
def announce(own_district, own_province):
    def deed(quarter=QUARTER):
        for code in ("3103", "3104"):
            filing = factories.FilingFactory(district_id=code, quarter_id=quarter)
            factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
        certifications.announce(
            by=own_province.by, on=moment(quarter, Step.CERTIFICATION), province="31",
            quarter=quarter, number="1", dated_on=date(2018, 3, 23), signatory="ก",
            signatory_position="ข",
        )  # fmt: skip

    return deed


def test_a_duplicate_names_the_one_that_goes_on(pair, own_district):
    row = merge(*pair)
    Registration.objects.update(merge_into=None)

    with pytest.raises(Incomplete) as caught:
        submit(own_district, row)

    assert places(caught) == ["merge_into"]
    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=1, values={"merge_into": pair[1]}
    )
    assert submit(own_district, row).state == "SUBMITTED"
    entry = JournalEntry.objects.get(action="registration.edit")
    assert entry.after == {"merge_into": pair[1].number}


def test_another_reason_empties_it(pair, own_district):
    row = merge(*pair)

    registrations.edit(
        by=own_district.by, on=ON, registration=row.pk, version=1,
        values={"cancel_reason": CancelReason.CEASED},
    )  # fmt: skip

    row.refresh_from_db()
    assert row.merge_into is None


def test_never_into_itself(pair, own_district):
    with pytest.raises(Incomplete) as caught:
        submit(own_district, merge(pair[0], pair[0]))

    assert places(caught) == ["merge_into"]


@pytest.mark.parametrize("what", ["cancelled", "leaving", "being cancelled", "foreign"])
def test_only_into_one_that_stays_in_the_own_register(pair, own_district, what):
    loser, survivor = pair
    row = merge(loser, survivor)
    if what == "cancelled":
        Producer.objects.filter(pk=survivor.pk).update(state="CANCELLED")
    if what == "leaving":
        transfer("AGREED", survivor)
    if what == "being cancelled":
        factories.RegistrationFactory(kind=Kind.CANCEL, producer=survivor)
    if what == "foreign":
        Producer.objects.filter(pk=survivor.pk).update(district="3103")

    with pytest.raises(Incomplete) as caught:
        submit(own_district, row)

    assert places(caught) == ["merge_into"]


def test_one_that_others_end_in_is_not_cancelled(pair, own_district):
    loser, survivor = pair
    first = merge(loser, survivor)
    other = factories.RegistrationFactory(kind=Kind.CANCEL, producer=survivor)

    with pytest.raises(Incomplete) as caught:
        submit(own_district, other)

    assert places(caught) == ["cancel_reason"]
    Registration.objects.filter(pk=first.pk).update(state="WITHDRAWN", withdrawn_at=ON,
                                                    withdrawn_by=own_district.officer)  # fmt: skip
    assert submit(own_district, other).state == "SUBMITTED"


def test_neither_of_two_that_end_in_each_other(pair, own_district):
    loser, survivor = pair
    rows = merge(loser, survivor), merge(survivor, loser)

    for row in rows:
        with pytest.raises(Incomplete):
            submit(own_district, row)


def test_no_producer_of_another_district_is_named(pair, own_district):
    foreign = factories.ProducerFactory(district_id="3103")
    row = merge(*pair)
    before = contents()

    with pytest.raises(Incomplete) as caught:
        registrations.edit(
            by=own_district.by, on=ON, registration=row.pk, version=1,
            values={"merge_into": foreign},
        )  # fmt: skip

    assert places(caught) == ["merge_into"]
    assert contents() == before


# What the announcement writes


def test_the_register_says_where_a_duplicate_went_on(pair, announce):
    loser, survivor = pair
    merge(loser, survivor, state="CERTIFIED")

    announce()

    loser.refresh_from_db()
    assert (loser.state, loser.merged_into) == ("CANCELLED", survivor)
    survivor.refresh_from_db()
    assert (survivor.state, survivor.merged_into) == ("ACTIVE", None)
    entry = JournalEntry.objects.get(action="producer.merge")
    assert (entry.subject_id, entry.after) == (str(loser.pk), {"merged_into": survivor.number})
    assert "ว ๗๕๕" in entry.permit


def test_a_cancellation_for_another_reason_goes_on_nowhere(pair, announce):
    loser, survivor = pair
    row = merge(loser, survivor, state="CERTIFIED")
    Registration.objects.filter(pk=row.pk).update(cancel_reason="CEASED")

    announce()

    loser.refresh_from_db()
    assert (loser.state, loser.merged_into) == ("CANCELLED", None)


def test_a_chain_ends_in_its_last(pair, announce):
    first, second = pair
    third = factories.ProducerFactory()
    merge(first, second, state="CERTIFIED", quarter_id="2561-1")
    announce("2561-1")
    merge(second, third, state="CERTIFIED")

    announce()

    ends = dict(Producer.objects.values_list("number", "merged_into__number"))
    assert ends == {first.number: third.number, second.number: third.number, third.number: None}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_chain_within_one_announcement_ends_in_its_last(pair, announce, backwards):
    """The rules hold such a chain up; the register would still come out right."""
    first, second = pair
    third = factories.ProducerFactory()
    links = [(first, second), (second, third)]
    for loser, survivor in reversed(links) if backwards else links:
        merge(loser, survivor, state="CERTIFIED")

    announce()

    ends = dict(Producer.objects.values_list("number", "merged_into__number"))
    assert ends == {first.number: third.number, second.number: third.number, third.number: None}


def test_related_shows_both_ways_within_the_area(pair, announce, own_district, other_district):
    loser, survivor = pair
    merge(loser, survivor, state="CERTIFIED")
    announce()
    loser.refresh_from_db()

    assert selectors.related(own_district.by, loser) == [survivor]
    assert selectors.related(own_district.by, survivor) == [loser]
    assert selectors.related(other_district.by, loser) == []


# Products


def take(persona, row, *numbers):
    return merges.take_products(by=persona.by, on=ON, registration=row.pk, chosen=numbers)


def test_chosen_products_come_into_a_new_update_of_the_other(pair, own_district):
    loser, survivor = pair
    kept, left = factories.ProductFactory.create_batch(2, producer=loser)
    factories.models.ProductStandard.objects.create(
        product=kept, standard=factories.StandardFactory(), number="มผช. 7"
    )

    target, n = take(own_district, merge(loser, survivor), kept.number)

    assert (n, target.kind, target.producer, target.state) == (1, "UPDATE", survivor, "DRAFT")
    names = {p.name: p for p in target.products.all()}
    assert set(names) == {survivor.products.get().name, kept.name}
    copy = names[kept.name]
    assert (copy.product, copy.story, copy.retail_price) == (None, kept.story, kept.retail_price)
    assert copy.standards.get().number == "มผช. 7"
    assert copy.evidence.count() == kept.evidence.filter(file__isnull=False).count() > 0
    assert left.name not in names


def test_they_join_an_update_that_is_already_there(pair, own_district):
    loser, survivor = pair
    update = registrations.enter(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, kind=Kind.UPDATE,
        producer=survivor.number,
    )  # fmt: skip
    product = loser.products.get()

    target, _n = take(own_district, merge(loser, survivor), product.number)

    assert target == update
    assert target.products.count() == 2


def test_once_only_and_nothing_of_a_name_that_is_there(pair, own_district):
    loser, survivor = pair
    product, row = loser.products.get(), merge(loser, survivor)
    take(own_district, row, product.number)
    before = contents()

    for chosen in ([product.number], [], ["3104-99999-01"], [survivor.products.get().number]):
        with pytest.raises(Refused) as caught:
            take(own_district, row, *chosen)
        assert caught.value.refusal.rule == "nothing_chosen"
    assert [there for _product, there in selectors.products_to_take(row)] == [True]
    assert contents() == before


@pytest.mark.parametrize(
    ("state", "rule"), [("SUBMITTED", "submitted"), ("RETURNED", "done"), ("CERTIFIED", "state")]
)
def test_not_into_a_registration_that_is_out_of_hand(pair, own_district, state, rule):
    loser, survivor = pair
    factories.RegistrationFactory(kind=Kind.UPDATE, producer=survivor, state=state)
    row, before = merge(loser, survivor), contents()

    if rule == "done":
        assert take(own_district, row, loser.products.get().number)
        return
    with pytest.raises(Refused) as caught:
        take(own_district, row, loser.products.get().number)

    assert caught.value.refusal.rule == rule
    assert before["RegisteredProduct"] == contents()["RegisteredProduct"]


def test_only_where_a_duplicate_says_where_it_goes_on(pair, own_district):
    row = factories.RegistrationFactory(kind=Kind.CANCEL, producer=pair[0])

    with pytest.raises(Refused) as caught:
        take(own_district, row, pair[0].products.get().number)

    assert caught.value.refusal.rule == "no_merge"


def test_a_taken_product_gets_a_number_of_the_other(pair, own_district, announce):
    loser, survivor = pair
    product, row = loser.products.get(), merge(loser, survivor)
    target, _n = take(own_district, row, product.number)
    for each in (row, target):
        Registration.objects.filter(pk=each.pk).update(declared=True)
        submit(own_district, each)
    Registration.objects.update(state="CERTIFIED", certified_at=ON,
                                certified_by=own_district.officer)  # fmt: skip

    announce()

    numbers = [p.number for p in survivor.products.all()]
    assert numbers == [f"{survivor.number}-01", f"{survivor.number}-02"]
    assert survivor.products.get(number=numbers[1]).name == product.name
