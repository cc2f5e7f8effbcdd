"""Who is found, who is not, and how little is told of another area's people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import DuplicateGround as G
from registration.enums import Kind, ProducerState
from registration.selectors import duplicates, verdicts
from tests.duplicates import DecisionFactory, like
from tests.factories import (
    LegalFormFactory,
    ProducerFactory,
    RegistrationFactory,
    citizen_id,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(plan, own_district):
    return RegistrationFactory(entered_by=own_district.officer, name="กลุ่มทอผ้าไหมบ้านโคกเหล็ก")


def keys(by, row):
    return [each.key for each in duplicates.candidates(by, row)]


def test_nobody_else_is_found(row, own_district):
    ProducerFactory.create_batch(3)
    RegistrationFactory.create_batch(3)
    assert keys(own_district.by, row) == []


@pytest.mark.parametrize("district", ["3104", "3103"])
def test_names_are_looked_for_in_the_province(row, own_district, district):
    there = ProducerFactory(
        **like(row, citizen_id="", name="ทอผ้าไหม บ้านโคกเหล็ก"), district_id=district
    )
    (found,) = duplicates.candidates(own_district.by, row)
    assert found.key == f"producer-{there.pk}"
    assert G.NAME in found.likeness.grounds
    assert found.is_own is (district == "3104")


def test_names_are_not_looked_for_in_another_province(row, own_district):
    ProducerFactory(**like(row, citizen_id=""), district_id="3201")
    assert keys(own_district.by, row) == []


@pytest.mark.parametrize("number", ["citizen_id", "juristic_id", "enterprise_no"])
def test_numbers_are_looked_for_in_the_country(plan, own_district, number):
    values = {"citizen_id": citizen_id(5), "juristic_id": "0123456789012", "enterprise_no": "4-31"}
    shared = {number: values[number]}
    row = RegistrationFactory(entered_by=own_district.officer, **shared)
    there = ProducerFactory(district_id="3201", **shared)
    filed = RegistrationFactory(district="3201", **shared)
    assert set(keys(own_district.by, row)) == {f"producer-{there.pk}", f"registration-{filed.pk}"}


def test_no_number_is_the_number_of_nobody(plan, own_district):
    row = RegistrationFactory(citizen_id="", entered_by=own_district.officer)
    ProducerFactory(citizen_id="", district_id="3201")
    assert keys(own_district.by, row) == []


@pytest.mark.parametrize("state", ["WITHDRAWN", "REJECTED", "LAPSED"])
def test_who_is_gone_is_no_duplicate(row, own_district, state):
    RegistrationFactory(**like(row), state=state)
    assert keys(own_district.by, row) == []


@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "RETURNED", "CERTIFIED"])
def test_who_is_filed_in_the_quarter_may_be_one(row, own_district, state):
    there = RegistrationFactory(**like(row), state=state, district="3103")
    assert keys(own_district.by, row) == [f"registration-{there.pk}"]


def test_another_quarter_and_the_cancelled_are_not_looked_through(row, own_district):
    RegistrationFactory(**like(row), quarter_id="2561-1")
    ProducerFactory(**like(row), state=ProducerState.CANCELLED)
    assert keys(own_district.by, row) == []


def test_an_update_is_no_duplicate_of_its_own_producer(plan, own_district):
    producer = ProducerFactory()
    update = RegistrationFactory(
        **like(producer), kind=Kind.UPDATE, producer=producer, entered_by=own_district.officer
    )
    assert keys(own_district.by, update) == []


def test_a_producer_and_its_update_are_found_as_one(row, own_district):
    producer = ProducerFactory(**like(row))
    RegistrationFactory(**like(row), kind=Kind.UPDATE, producer=producer)
    assert keys(own_district.by, row) == [f"producer-{producer.pk}"]


def test_a_cancellation_asks_nothing_and_is_nobody(row, own_district):
    producer = ProducerFactory(**like(row))
    cancelled = RegistrationFactory(**like(row), kind=Kind.CANCEL, producer=producer)
    assert keys(own_district.by, cancelled) == []
    assert keys(own_district.by, row) == [f"producer-{producer.pk}"]


def test_the_most_alike_comes_first(row, own_district):
    near = ProducerFactory(**like(row, citizen_id="", mobile="", name="กลุ่มทอผ้าไหมบ้านโคกเหล็กนางรอง"))
    same = ProducerFactory(**like(row))
    assert keys(own_district.by, row) == [f"producer-{same.pk}", f"producer-{near.pk}"]


def test_another_area_is_masked(row, own_district):
    there = ProducerFactory(**like(row), district_id="3103")
    (found,) = duplicates.candidates(own_district.by, row)
    told = repr(found)
    assert (found.name, found.number) == ("กลุ่มทอผ้…", "")
    assert "กระสัง" in found.place
    for secret in (there.number, there.name, there.citizen_id, "1234", there.person_first_name,
                   there.person_last_name, there.citizen_id_index):  # fmt: skip
        assert secret not in told
    assert verdicts.sides(own_district.by, [found]) == {}


def test_the_province_sees_both_of_its_districts(row, own_province):
    there = ProducerFactory(**like(row), district_id="3103")
    (found,) = duplicates.candidates(own_province.by, row)
    assert (found.is_own, found.name, found.number) == (True, there.name, there.number)
    assert set(verdicts.sides(own_province.by, [found])) == {f"producer-{there.pk}"}


def test_one_query_and_a_second_for_the_places_of_others(row, own_district):
    by = own_district.by
    assert str(row.filing.district)  # comes with every row of a page

    def cost():
        with CaptureQueriesContext(connection) as captured:
            duplicates.candidates(by, row)
        return len(captured)

    assert cost() == 1
    ProducerFactory(**like(row))
    assert cost() == 1
    ProducerFactory(**like(row), district_id="3103")
    assert cost() == 2
    ProducerFactory.create_batch(10, **like(row))
    assert cost() == 2


def test_rows_of_a_filing_cost_as_many_queries_as_one(row, own_district):
    rows, by = [row, *RegistrationFactory.create_batch(9, **like(row))], own_district.by
    assert str(row.filing.district)
    with CaptureQueriesContext(connection) as captured:
        found = duplicates.candidates_of(by, rows)
    assert len(captured) == 1
    assert all(len(found[each.pk]) == 9 for each in rows)


# What is being typed


def hints(by, **values):
    return duplicates.hints(by, district="3104", quarter="2561-2", values=values)


def test_what_is_typed_is_compared_as_far_as_it_can_be_read(row, own_district):
    by = own_district.by
    spaced = " ".join(row.citizen_id)
    assert [each.key for each in hints(by, citizen_id=spaced)] == [f"registration-{row.pk}"]
    assert hints(by, citizen_id=row.citizen_id[:12]) == []
    assert hints(by, name="ก") == hints(by) == []
    typed = {"name": row.name, "mobile": "0812345678", "person_first_name": row.person_first_name,
             "person_last_name": "ทดสอบระบบ", "producer_type": "SOLE"}  # fmt: skip
    assert len(hints(by, **typed)) == 1


def test_what_is_typed_in_another_district_finds_nothing(row, other_district):
    assert hints(other_district.by, citizen_id=row.citizen_id) == []


# What was decided


@pytest.fixture
def pair(row):
    producer = ProducerFactory(**like(row))
    grounds = ["CITIZEN_ID", "NAME", "PERSON", "PHONE", "ADDRESS"]
    return DecisionFactory(registration=row, other=producer, grounds=grounds)


def is_open(by, row):
    (found,) = verdicts.review(by, row)
    return found.is_open


def test_a_verdict_stands_while_the_grounds_do(pair, row, own_district):
    assert not is_open(own_district.by, row)
    row.mobile = "09 9999 9999"
    row.save()
    assert is_open(own_district.by, row)  # the telephone agrees no more


def test_the_same_one_keeps_it_open(pair, row, own_district):
    type(pair).objects.update(verdict="SAME")
    assert is_open(own_district.by, row)


def test_a_verdict_of_the_same_office_holds_for_both(row, own_district):
    other = RegistrationFactory(**like(row))
    grounds = duplicates.candidates(own_district.by, row)[0].likeness.grounds
    decision = DecisionFactory(
        registration=row, other=None, other_registration=other, grounds=list(grounds)
    )
    assert not is_open(own_district.by, other)
    type(decision).objects.update(verdict="SAME")
    assert is_open(own_district.by, other)  # somebody must still say which of them goes


def test_a_verdict_of_another_office_does_not_speak_for_this_one(row, own_district):
    other = RegistrationFactory(**like(row), district="3103")
    grounds = duplicates.candidates(own_district.by, row)[0].likeness.grounds
    DecisionFactory(registration=other, other=None, other_registration=row, grounds=list(grounds))
    assert is_open(own_district.by, row)


def test_a_verdict_goes_on_in_the_next_quarter(pair, row, own_district):
    """The registration became a producer; its update is not asked again."""
    producer = ProducerFactory(**like(row))
    type(row).objects.filter(pk=row.pk).update(producer=producer, state="CERTIFIED",
        submitted_at=row.entered_at, submitted_by=row.entered_by, certified_at=row.entered_at,
        certified_by=row.entered_by)  # fmt: skip
    update = RegistrationFactory(
        **like(row), quarter_id="2561-3", kind=Kind.UPDATE, producer=producer
    )
    assert keys(own_district.by, update) == [f"producer-{pair.other_id}"]
    assert not is_open(own_district.by, update)


def test_a_group_and_its_chair_s_shop_are_related(row, own_district):
    ProducerFactory(
        producer_type="GROUP", legal_form=LegalFormFactory(), citizen_id=row.citizen_id,
        name="กลุ่มจักสานบ้านหนองบัว",
    )  # fmt: skip
    (found,) = duplicates.candidates(own_district.by, row)
    assert not found.likeness.is_likely
    assert not found.likeness.is_certain
