"""Places: counts, names, idempotency, refusal of an incomplete list."""

from datetime import datetime

import geothai
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from registration import calendar
from registration.management import places, reference
from registration.models import (
    Certification,
    District,
    Filing,
    JournalEntry,
    Province,
    Subdistrict,
)
from tests import laid

ON = datetime(2018, 2, 19, 9, tzinfo=calendar.BANGKOK)
# DOMAIN §6.3. Lists of the department often say 188 subdistricts: the data say 189.
BURI_RAM = {
    "3101": 19, "3102": 7, "3103": 11, "3104": 15, "3105": 10, "3106": 6, "3107": 16, "3108": 9,
    "3109": 7, "3110": 16, "3111": 12, "3112": 5, "3113": 5, "3114": 7, "3115": 5, "3116": 8,
    "3117": 4, "3118": 6, "3119": 5, "3120": 3, "3121": 4, "3122": 4, "3123": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole country, loaded once and gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), laid.away():
        loaded = places.load(on=ON)
        yield loaded
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_country_is_complete(country):
    assert {model.__name__: n for model, n in country.written.items()} == {
        "Province": 77, "District": 928, "Subdistrict": 7436,
    }  # fmt: skip
    assert Province.objects.count() == 77
    assert District.objects.count() == 928
    assert Subdistrict.objects.count() == 7436
    assert not any(country.retired.values())


@pytest.mark.django_db
def test_buri_ram_has_23_districts_and_189_subdistricts(country):
    counted = District.objects.filter(province="31").annotate(n=Count("subdistricts"))
    assert {district.code: district.n for district in counted} == BURI_RAM
    assert sum(BURI_RAM.values()) == 189


@pytest.mark.django_db
def test_names_regions_points_and_postcodes(country):
    assert District.objects.get(code="3117").name_en == "Non Suwan"  # wrong in another list
    assert str(District.objects.get(code="1001")) == "เขตพระนคร"
    buri_ram = Province.objects.get(code="31")
    assert (buri_ram.name_en, buri_ram.region) == ("Buri Ram", "ภาคตะวันออกเฉียงเหนือ")
    for model in (Province, District):
        assert not model.objects.exclude(
            latitude__range=(5.6, 20.5), longitude__range=(97.3, 105.7)
        ).exists()
    assert not Province.objects.filter(region="").exists()
    assert not Subdistrict.objects.exclude(postcode__regex=r"^[1-9][0-9]{4}$").exists()


@pytest.mark.django_db
def test_a_second_run_changes_nothing(country):
    entries = JournalEntry.objects.count()
    again = places.load(on=ON)
    assert not any(again.written.values())
    assert JournalEntry.objects.count() == entries


@pytest.mark.django_db
def test_a_changed_name_is_mended_and_the_counter_kept(country):
    District.objects.filter(code="3104").update(name="นางลอง", last_producer_no=7)
    entries = JournalEntry.objects.count()
    again = places.load(on=ON)
    district = District.objects.get(code="3104")
    assert (district.name, district.last_producer_no) == ("นางรอง", 7)
    assert again.written == {Province: 0, District: 1, Subdistrict: 0}
    newest = JournalEntry.objects.last()
    assert JournalEntry.objects.count() == entries + 1
    assert (newest.action, newest.province_code, newest.after) == ("places.load", "", {"rows": 1})
    assert newest.subject_id == "31"


@pytest.mark.django_db
def test_a_retired_code_stays_and_is_named(country):
    Subdistrict.objects.create(code="310499", district_id="3104", name="เก่า", name_en="Old")
    again = places.load(on=ON)
    assert again.retired[Subdistrict] == ["310499"]
    assert Subdistrict.objects.filter(code="310499").exists()


@pytest.mark.django_db
def test_a_new_district_gets_its_filings_in_open_quarters(country):
    reference.load_plan(on=ON)
    Filing.objects.filter(district="3123").delete()
    Subdistrict.objects.filter(district="3123").delete()
    District.objects.filter(code="3123").delete()
    places.load(on=ON)
    assert Filing.objects.filter(district="3123").count() == 4
    assert Certification.objects.count() == 4 * 77


@pytest.mark.django_db
def test_an_incomplete_list_is_refused_and_nothing_written(country, monkeypatch):
    complete = geothai.districts
    monkeypatch.setattr(
        geothai, "districts", lambda code: complete(code)[1:] if code == "31" else complete(code)
    )
    Province.objects.filter(code="31").update(name="ชื่อเดิม")
    with pytest.raises(CommandError, match="927"):
        call_command("load_places")
    assert Province.objects.get(code="31").name == "ชื่อเดิม"
