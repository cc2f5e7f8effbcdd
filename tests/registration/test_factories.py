"""The test house's own furniture: rows that factories make stand as the services leave them."""

import pytest
from django.utils import timezone

from registration import eligibility, models
from registration.enums import FilingState, Kind, RegistrationState, Step
from registration.services import decisions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(RegistrationState))
@pytest.mark.parametrize("trait", ["group", "sme", "by_proxy", "declared"])
def test_registrations_are_complete_in_every_state(plan, state, trait):
    row = factories.RegistrationFactory(state=state, products=2, **{trait: True})

    assert row.state == state
    assert decisions.problems_of(row, factories.moment(factories.QUARTER, Step.ENTRY)) == []
    assert [p.sequence for p in row.products.all()] == [1, 2]


def test_registrations_of_a_filing_are_counted_through(plan):
    first, second = factories.RegistrationFactory.create_batch(2)

    assert (first.sequence, second.sequence) == (1, 2)
    assert first.filing_id == second.filing_id
    assert models.Filing.objects.get(pk=first.filing_id).last_sequence == 2


def test_producers_get_the_next_number(plan):
    first, second = factories.ProducerFactory(), factories.ProducerFactory(group=True)
    update = factories.RegistrationFactory(kind=Kind.UPDATE, producer=second)

    assert (first.number, second.number) == ("3104-00001", "3104-00002")
    assert second.products.get().number == "3104-00002-01"
    assert update.producer == second


@pytest.mark.parametrize("state", list(FilingState))
def test_filings_stand_in_every_state(plan, own_district, state):
    filing = factories.FilingFactory(district_id="3103")

    factories.set_filing_state(filing, state, by=own_district.officer)

    assert models.Filing.objects.get(pk=filing.pk).state == state


def test_values_have_no_unreadable_one(plan):
    on = factories.LONG_AGO.date()

    assert eligibility.clean(factories.producer_values(), on)[1] == []
    assert eligibility.clean(factories.product_values(), on)[1] == []


def test_the_letter_opens_four_quarters(plan):
    assert plan.windows.count() == 12
    assert models.FiscalQuarter.objects.filter(state="OPEN").count() == 4
    assert models.Filing.objects.count() == 4 * len(factories.DISTRICTS)


def test_personas_stand_in_their_area(personas):
    areas = {name: persona.by.area for name, persona in personas.items()}

    assert areas == {
        "own_district": "3104",
        "other_district": "3103",
        "foreign_district": "3201",
        "own_province": "31",
        "other_province": "32",
        "department": "th",
        "reader": "31",
    }


def test_a_session_outlives_a_jump_of_the_clock(own_district, at):
    for quarter in ("2561-4", "2561-1", "2561-2"):
        instant = at(factories.moment(quarter, Step.ENTRY))

        assert timezone.now() == instant  # noqa: TID251 - that the freezer freezes
        response = own_district.client.get("/nowhere/at/all")
        assert response.wsgi_request.user == own_district.officer
        assert response.wsgi_request.now == instant
