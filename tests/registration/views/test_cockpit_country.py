"""928 districts in one picture: all of them, in few queries, on a light page."""

import re
from collections import Counter
from datetime import datetime

import pytest
from django.db import transaction

from registration import calendar
from registration.enums import RegistrationState, Role, Step
from registration.management import places
from registration.models import District, Registration
from tests import country, factories, laid
from tests.factories import QUARTER, moment
from tests.personas import Persona
from tests.registration.views.asking import queries_of

URL = f"/cockpit/{QUARTER}/"
KB = 1000
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """The whole country at work in one quarter, and who looks at it."""
    with django_db_blocker.unblock(), transaction.atomic(), laid.away():
        places.load(on=datetime(2018, 2, 19, 9, tzinfo=calendar.BANGKOK))
        factories.issue_letter()
        officer = factories.OfficerFactory(
            role=Role.DEPARTMENT, district_id=None, province_id=None, username="of-the-country"
        )
        stages = country.lay(officer, country.spread)
        persona = Persona(officer)
        persona.client.get("/healthz")  # signed in for the module, not for its first test
        yield persona, stages
        transaction.set_rollback(True)


@pytest.fixture
def look(whole, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    persona, _stages = whole

    def get(query=""):
        return persona.client.get(f"{URL}{query}")

    return get


def test_every_district_has_its_square(whole, look):
    _persona, laid_stages = whole
    page = look()
    blocks = page.context["blocks"]
    assert len(laid_stages) == 928
    assert len(blocks) == 77
    assert all(block.place for block in blocks)
    drawn = Counter()
    for block in blocks:
        for group in block.groups:
            lines = re.findall(r"M\d+ \d+h(\d+)v8h-\1z", group.path)
            drawn[group.stage] += sum(int(width) // 8 for width in lines)
    expected = Counter(laid_stages.values())
    left_out = sum(
        stage == "NOT_BEGUN" and int(code[:2]) % 9 == 0 for code, stage in laid_stages.items()
    )
    expected["NOT_BEGUN"] -= left_out
    expected["LEFT_OUT"] = left_out
    assert drawn == {stage.lower(): n for stage, n in expected.items()}
    assert left_out
    names = {name for block in blocks for group in block.groups for name in [group.title]}
    assert any("นางรอง" in title for title in names)


def test_the_sums_are_those_of_the_closing_page(whole, look):
    persona, _stages = whole
    ours, theirs = look().context, persona.client.get(f"/closing/{QUARTER}/").context
    assert ours["total"] == theirs["total"]
    assert ours["provinces"] == theirs["rows"]
    stored = Registration.objects.filter(quarter=QUARTER)
    counted = dict(ours["counts"])
    for state in (RegistrationState.DRAFT, RegistrationState.CERTIFIED):
        assert counted[state.label] == stored.filter(state=state).count()


@pytest.mark.any_engine
@pytest.mark.parametrize("query", ["", "?rows=districts", "?rows=districts&sort=-since", "31/"])
def test_few_queries_for_the_whole_country(whole, look, query):
    persona, _stages = whole
    persona.client.get("/healthz")
    assert queries_of(persona.client, f"{URL}{query}") <= 12


@pytest.mark.parametrize("query", ["", "?rows=districts", "?page=2", "10/", "30/"])
def test_a_light_page(look, query):
    page = look(query)
    assert page.status_code == 200
    assert 20 * KB < len(page.content) < 200 * KB


def test_pages_of_the_table_hold_everybody_once(look):
    found, query = [], "?rows=districts&region=ภาคเหนือ"
    while query:
        context = look(query).context
        found += [row.code for row in context["page"].rows]
        query = context["page"].next_url
    assert found == sorted(set(found))
    districts = District.objects.filter(province__region="ภาคเหนือ").values_list("pk", flat=True)
    assert set(found) == set(districts)
    assert look("?rows=districts").context["count"] == 928


def test_regions_are_read_from_the_north(look):
    page = look()
    opened = [block.opens_region for block in page.context["blocks"] if block.opens_region]
    assert opened == ["ภาคเหนือ", "ภาคตะวันออกเฉียงเหนือ", "ภาคกลาง", "ภาคใต้"]
    rows = look("?region=ภาคใต้").context["page"].rows
    assert len(rows) == 14
    assert {line.row.province.region for line in rows} == {"ภาคใต้"}
