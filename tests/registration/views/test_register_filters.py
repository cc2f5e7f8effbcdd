"""Filters that officers keep, and the search by citizen ID, which stands in no address."""

import pytest

from registration.models import JournalEntry, SavedFilter
from registration.services.filters import MOST
from tests import factories
from tests.factories import ProducerFactory, citizen_id, moment
from tests.personas import make_persona
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
PAGE, KEEP, BY_ID = "/register/", "/register/filters/", "/register/by-id/"
QUERY = "text=%E0%B8%9C%E0%B9%89%E0%B8%B2&product_type=TEXTILE"


@pytest.fixture(autouse=True)
def _now(plan, at):
    at(moment("2561-2", "ENTRY"))


def keep(persona, name="ผ้าทอ", query=QUERY):
    return persona.client.post(KEEP, {"name": name, "query": query})


def kept(persona):
    return [each["name"] for each in persona.client.get(PAGE).context["kept"]]


def test_kept_shown_and_dropped(own_district):
    response = keep(own_district)
    assert response.status_code == 302
    assert response.url == f"{PAGE}?{QUERY}"
    page = own_district.client.get(response.url)
    (each,) = page.context["kept"]
    assert (each["name"], each["query"], each["is_current"]) == ("ผ้าทอ", QUERY, True)
    assert f'href="?{QUERY.replace("&", "&amp;")}"' in page.text
    assert own_district.client.get(PAGE).context["kept"][0]["is_current"] is False
    assert own_district.client.post(f"{KEEP}{each['pk']}/drop/").status_code == 302
    assert kept(own_district) == []


def test_a_page_and_nonsense_are_not_kept(own_district):
    keep(own_district, query=f"{QUERY}&after=3104-00001&evil=1&state=")
    assert SavedFilter.objects.get().query == QUERY


def test_the_same_name_holds_the_new_query(own_district):
    keep(own_district)
    keep(own_district, query="state=ACTIVE")
    assert SavedFilter.objects.get().query == "state=ACTIVE"


def test_filters_are_their_officers_own(own_district, other_district, personas):
    keep(own_district)
    colleague = make_persona("colleague", "DISTRICT", "31", "3104")
    pk = SavedFilter.objects.get().pk
    before = contents()
    for persona in (colleague, other_district, personas["own_province"], personas["department"]):
        assert kept(persona) == []
        assert persona.client.post(f"{KEEP}{pk}/drop/").status_code == 404
    assert personas["reader"].client.post(f"{KEEP}{pk}/drop/").status_code == 403
    assert contents() == before


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", QUERY), ("  ", QUERY), ("ก" * 81, QUERY), ("ผ้า", ""), ("ผ้า", "state=NOSUCH"),
        ("ผ้า", "text=%E0%B8%9C"), ("ผ้า", f"text={citizen_id(7)}"), (citizen_id(7), QUERY),
        ("ผ้า", "district=3201"),
    ],
)  # fmt: skip
def test_what_is_not_kept(own_district, name, query):
    before = contents()
    response = keep(own_district, name, query)
    assert response.status_code == 409
    assert citizen_id(7) not in response.text
    assert contents() == before


def test_no_more_than_the_list_can_show(own_district):
    SavedFilter.objects.bulk_create(
        SavedFilter(officer=own_district.officer, name=f"{i}", query="state=ACTIVE")
        for i in range(MOST - 1)
    )
    assert keep(own_district, "ยี่สิบ").status_code == 302
    before = contents()
    assert keep(own_district, "ยี่สิบเอ็ด").status_code == 409
    assert contents() == before
    assert keep(own_district, "ยี่สิบ", "state=CANCELLED").status_code == 302


def test_a_name_is_escaped(own_district):
    keep(own_district, "<script>x</script>")
    assert "<script>x" not in own_district.client.get(PAGE).text


# By citizen ID


@pytest.fixture
def person():
    return ProducerFactory(name="ร้านของผู้มีเลขนี้", citizen_id=citizen_id(4711))


def test_found_by_the_whole_id_and_journalled(person, own_district):
    ProducerFactory(citizen_id=citizen_id(4712))
    digits = person.citizen_id
    typed = f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"
    page = own_district.client.post(BY_ID, {"citizen_id": typed})
    assert page.status_code == 200
    assert [row.pk for row in page.context["rows"]] == [person.pk]
    assert page.headers["Cache-Control"] == "no-store"
    assert digits not in page.text
    entry = JournalEntry.objects.get(action="citizen_id.look_up")
    assert (entry.subject_kind, entry.subject_id) == ("producer", str(person.pk))
    assert entry.officer_id == own_district.officer.pk
    assert digits not in repr(entry.__dict__)
    history = own_district.client.get(f"/register/{person.number}/history/")
    assert "ค้นด้วยเลขประจำตัวประชาชน" in history.text


@pytest.mark.parametrize("persona", ["other_district", "other_province"])
def test_another_area_finds_nobody_and_that_is_journalled_too(person, personas, persona):
    page = personas[persona].client.post(BY_ID, {"citizen_id": person.citizen_id})
    assert page.context["rows"] == []
    assert "ไม่พบผู้ผลิตที่มีเลขนี้" in page.text
    entry = JournalEntry.objects.get(action="citizen_id.look_up")
    assert (entry.subject_kind, entry.after) == ("officer", {"found": 0})
    assert person.citizen_id not in repr(entry.__dict__)


@pytest.mark.parametrize("typed", ["", "123", citizen_id(7)[:12] + "x", "0105537000121"])
def test_what_is_no_citizen_id_is_looked_for_nowhere(own_district, typed):
    before = contents()
    page = own_district.client.post(BY_ID, {"citizen_id": typed})
    assert page.status_code == 422
    assert page.context["id_form"].errors
    assert contents() == before


def test_readers_look_nobody_up(person, reader, own_district):
    before = contents()
    assert reader.client.post(BY_ID, {"citizen_id": person.citizen_id}).status_code == 403
    assert own_district.client.get(BY_ID).status_code == 405
    assert contents() == before


@pytest.mark.parametrize("name", ["text", "after", "sort", "anything"])
def test_an_id_in_an_address_is_led_out_of_it(person, own_district, name):
    response = own_district.client.get(PAGE, {name: person.citizen_id})
    assert response.status_code == 302
    assert person.citizen_id not in response.url
    page = own_district.client.get(PAGE)
    assert "ช่องค้นหาไม่รับเลขประจำตัวประชาชน" in page.text
    assert person.citizen_id not in page.text


def test_the_last_four_digits_are_enough_to_find(person, own_district, other_district):
    tail = person.citizen_id[-4:]
    page = own_district.client.get(PAGE, {"text": tail})
    assert person.pk in [row.pk for row in page.context["rows"]]
    assert other_district.client.get(PAGE, {"text": tail}).context["rows"] == []


def test_other_digits_of_an_id_find_nobody(own_district):
    person = ProducerFactory(citizen_id=citizen_id(9_876_543), mobile="08 1111 1111")
    digits = person.citizen_id
    for part in (digits[:4], digits[-5:], digits[-12:], digits[6:10]):
        assert own_district.client.get(PAGE, {"text": part}).context["rows"] == [], part
    assert factories.citizen_id(1)[-4:] != digits[-4:]
