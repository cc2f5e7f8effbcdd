"""The producer's form by sections: each on a page of its own, in the order of the paper."""

import pytest

from registration.enums import Kind, RegistrationState, Step
from registration.forms.sections import SECTIONS
from registration.models import Registration, SalesChannel, Subdistrict, SupportNeed
from tests.factories import ProducerFactory, RegistrationFactory, citizen_id, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
R = RegistrationState
KEYS = [section.key for section in SECTIONS]


def url(row, key):
    return f"/registrations/{row.pk}/edit/{key}/"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))
    for n, code in enumerate(("local", "online", "export")):
        SalesChannel.objects.create(code=code, name=f"ช่อง {code}", sequence=n,
                                    is_export=code == "export")  # fmt: skip
    SupportNeed.objects.create(code="funding", name="เงินทุน")


@pytest.fixture
def draft(entry, own_district):
    return RegistrationFactory(entered_by=own_district.officer, group=True)


def send(persona, row, key, then="", **values):
    sheet = {"version": row.version, **values} | ({"then": then} if then else {})
    response = persona.client.post(url(row, key), sheet)
    row.refresh_from_db()
    return response


@pytest.mark.parametrize("key", KEYS)
def test_each_section_shows_its_fields_and_no_others(own_district, draft, key):
    form = own_district.client.get(url(draft, key)).context["form"]
    (section,) = [section for section in SECTIONS if section.key == key]
    asked = set(form.fields) - {"version"}
    assert asked <= set(section.names)
    assert asked
    assert not any(part["folded"] for part in form.parts())


def test_an_unknown_section_is_not_there(own_district, draft):
    assert own_district.client.get(url(draft, "elsewhere")).status_code == 404
    assert own_district.client.get(url(draft, "cancel")).status_code == 404


def test_from_the_first_to_the_last_and_on_to_the_products(own_district, draft):
    first = {"producer_type": "GROUP", "legal_form": draft.legal_form_id, "name": "กลุ่มใหม่"}
    response = send(own_district, draft, "producer", "next", **first)
    assert response.headers["Location"] == url(draft, "person")
    last = send(own_district, draft, "informant", "next", informant="SELF", declared="on")
    assert last.headers["Location"] == f"/registrations/{draft.pk}/"
    draft.products.all().delete()
    last = send(own_district, draft, "informant", "next", informant="SELF", declared="on")
    assert last.headers["Location"] == f"/registrations/{draft.pk}/products/new/"
    back = send(own_district, draft, "producer", **first)
    assert back.headers["Location"] == f"/registrations/{draft.pk}/"


def test_only_the_section_is_written(own_district, draft):
    kept = (draft.citizen_id, draft.mobile, draft.members_male)
    send(own_district, draft, "link", link_benefit="on", link_note="ปันผลทุกปี")
    assert (draft.link_production, draft.link_benefit) == (False, True)
    assert (draft.citizen_id, draft.mobile, draft.members_male) == kept


def test_another_type_empties_what_stands_in_other_sections(own_district, draft):
    Registration.objects.filter(pk=draft.pk).update(member_names="นาง ก")
    send(own_district, draft, "producer", producer_type="SOLE", name="ร้าน")
    assert (draft.members_male, draft.member_names, draft.legal_form) == (None, "", None)
    form = own_district.client.get(url(draft, "members")).context["form"]
    assert "members_male" not in form.fields
    assert "labour_community" in form.fields


def test_everything_optional_is_kept_as_people_type_it(own_district, draft):
    send(
        own_district, draft, "members", members_male="๓", members_female="12",
        member_names="1. นางหนึ่ง ใจดี\n\n๒) นายสอง  ใจดี\r\n", labour_community="1,000",
        labour_province="", labour_elsewhere="0",
    )  # fmt: skip
    assert (draft.members_male, draft.labour_community, draft.labour_elsewhere) == (3, 1000, 0)
    assert draft.member_names == "นางหนึ่ง ใจดี\nนายสอง ใจดี"
    send(
        own_district, draft, "person", person_title="นาง", person_first_name="ก",
        person_last_name="ข", citizen_id="", thai_nationality="on", birth_date="พ.ค. ๒๕๑๐",
        gender="FEMALE",
    )  # fmt: skip
    assert (draft.birth_date, draft.gender) == ("1967-05", "FEMALE")
    assert draft.citizen_id
    send(
        own_district, draft, "business", capital_source="ธ.ก.ส.",
        registered_capital="๑,๐๐๐,๐๐๐ บาท", working_capital="20 000", last_income="1,200.50",
        channels=["export", "local"], export_countries="ญี่ปุ่น", support_needs=["funding"],
    )  # fmt: skip
    assert (draft.registered_capital, draft.working_capital) == (1_000_000, 20_000)
    assert f"{draft.last_income}" == "1200.50"
    assert draft.channels == ["local", "export"]  # in the order of the list
    assert (draft.export_countries, draft.support_needs) == ("ญี่ปุ่น", ["funding"])
    page = own_district.client.get(f"/registrations/{draft.pk}/").text
    for said in ("พฤษภาคม 2510", "ช่อง local, ช่อง export", "2 ชื่อ", "1,200.50", "หญิง"):
        assert said in page, said


def test_countries_go_with_the_export(own_district, draft):
    send(own_district, draft, "business", channels=["export"], export_countries="ลาว")
    assert draft.export_countries == "ลาว"
    send(own_district, draft, "business", channels=["online"], export_countries="ลาว")
    assert (draft.channels, draft.export_countries) == (["online"], "")


def test_a_retired_code_stays_by_name(own_district, draft):
    send(own_district, draft, "business", channels=["online"])
    SalesChannel.objects.filter(code="online").update(is_active=False)
    page = own_district.client.get(f"/registrations/{draft.pk}/").text
    assert "ช่อง online" in page
    send(own_district, draft, "business", channels=["online", "local"])
    assert draft.channels == ["local", "online"]
    other = RegistrationFactory()
    assert send(own_district, other, "business", channels=["online"]).status_code == 422


def test_a_contact_elsewhere(own_district, draft):
    contact = {
        "mobile": "0812345678", "fax": "044-666512", "line_id": "@silk",
        "website": "www.example.com", "contact_house_no": "๑๒๓/๔", "contact_province": "31",
        "contact_postcode": "๑๐๑๑๐",
    }  # fmt: skip
    send(own_district, draft, "contact", contact_differs="on", **contact)
    assert (draft.fax, draft.website) == ("0 4466 6512", "https://www.example.com")
    assert (draft.contact_house_no, draft.contact_province_id) == ("๑๒๓/๔", "31")
    assert draft.contact_postcode == "10110"
    send(own_district, draft, "contact", **contact)  # the tick taken away
    assert (draft.contact_differs, draft.contact_house_no) == (False, "")
    assert (draft.contact_province, draft.fax) == (None, "0 4466 6512")


def test_an_address_typed_without_the_tick_is_not_lost(own_district, draft):
    """A browser without script shows the address all the time."""
    send(own_district, draft, "contact", mobile="0812345678", contact_road="สุขุมวิท")
    assert (draft.contact_differs, draft.contact_road) == (True, "สุขุมวิท")


@pytest.mark.parametrize(
    ("key", "field", "typed"),
    [
        ("person", "birth_date", "1967"),
        ("person", "birth_date", "12/5/2590"),
        ("contact", "website", "javascript:alert(1)"),
        ("contact", "fax", "12"),
        ("site", "site_postcode", "3111"),
        ("business", "last_income", "-5"),
        ("business", "last_income", "1,5"),
        ("business", "channels", "fake"),
        ("members", "labour_community", "100000"),
    ],
)
def test_what_cannot_be_read_stays_in_the_form(own_district, draft, key, field, typed):
    before = contents(typed=False)
    response = send(own_district, draft, key, **{field: typed})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert field == "channels" or typed in response.text
    assert contents(typed=False) == before


SITE = {"site_house_no": "1", "site_subdistrict": "310401"}


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("14.6318", "102.7925"), ("๑๔.๖๓๑๘", "๑๐๒.๗๙๒๕"), ("14.6318, 102.7925", ""),
     ("14.6318 102.7925", "")],
)  # fmt: skip
def test_a_position_is_one_value(own_district, draft, lat, lon):
    send(own_district, draft, "site", latitude=lat, longitude=lon, **SITE)
    assert (f"{draft.latitude}", f"{draft.longitude}") == ("14.631800", "102.792500")
    send(own_district, draft, "site", latitude="", longitude="", **SITE)
    assert (draft.latitude, draft.longitude) == (None, None)


@pytest.mark.parametrize(
    ("lat", "lon", "place"),
    [("14.6", "", "longitude"), ("", "102.7", "latitude"), ("102.7", "14.6", "latitude"),
     ("51.5", "0.1", "latitude"), ("abc", "102.7", "latitude")],
)  # fmt: skip
def test_half_a_position_and_a_foreign_one(own_district, draft, lat, lon, place):
    response = send(own_district, draft, "site", latitude=lat, longitude=lon, **SITE)
    assert list(response.context["form"].errors) == [place]


@pytest.mark.parametrize(
    ("postcode", "kept"), [("31110", "31120"), ("", "31120"), ("31999", "31999")]
)
def test_the_postcode_follows_another_subdistrict(own_district, draft, postcode, kept):
    Subdistrict.objects.filter(pk="310403").update(postcode="31120")
    values = {"site_house_no": "1", "site_subdistrict": "310403", "site_postcode": postcode}
    send(own_district, draft, "site", **values)
    assert draft.site_postcode == kept


# The task list


def tasks(persona, row):
    context = persona.client.get(f"/registrations/{row.pk}/").context
    return {each["url"].rstrip("/").rsplit("/", 1)[-1]: each for each in context["tasks"]}


def test_the_task_list_names_every_part(own_district, draft):
    found = tasks(own_district, draft)
    assert list(found)[: len(KEYS)] == KEYS
    assert "#products" in found
    assert str(found["person"]["label"]) == "ครบแล้ว"
    assert str(found["business"]["label"]) == "ไม่บังคับ"


def test_the_task_list_counts_what_is_missing(own_district, entry):
    row = RegistrationFactory(products=0, citizen_id="", person_title="", declared=False)
    found = tasks(own_district, row)
    assert found["person"]["n_missing"] == 2
    assert str(found["informant"]["label"]) == "ยังไม่เริ่ม"
    assert str(found["new"]["label"]) == "ยังไม่เริ่ม"


def test_who_sees_the_task_list(own_district, own_province, draft):
    submitted = RegistrationFactory(state=R.SUBMITTED)
    for persona, row in ((own_province, draft), (own_district, submitted)):
        assert persona.client.get(f"/registrations/{row.pk}/").context["tasks"] == []


def test_a_cancellation_has_two_sections(own_district, entry):
    row = RegistrationFactory(kind=Kind.CANCEL, producer=ProducerFactory())
    assert list(tasks(own_district, row)) == ["cancel", "informant"]
    response = send(own_district, row, "informant", "next", informant="SELF", declared="on")
    assert response.headers["Location"] == f"/registrations/{row.pk}/"


# Who and when


@pytest.mark.parametrize(
    ("persona", "status"),
    [("other_district", 404), ("own_province", 403), ("department", 403), ("reader", 403)],
)
def test_nobody_else(draft, personas, persona, status):
    before = contents()
    assert personas[persona].client.get(url(draft, "person")).status_code == status
    assert personas[persona].client.post(url(draft, "person"), {}).status_code == status
    assert contents() == before


@pytest.mark.parametrize(
    ("where", "is_open"), [("before", False), ("opens", True), ("last", True), ("closes", False)]
)
def test_every_instant_of_the_entry_window(own_district, draft, at, where, is_open):
    at(moment(Q2, Step.ENTRY, where))
    before = contents(typed=False)
    response = send(own_district, draft, "link", link_benefit="on")
    assert response.status_code == (302 if is_open else 409)
    assert (contents(typed=False) == before) is not is_open


def test_a_stored_citizen_id_is_not_in_the_page(own_district, draft):
    assert draft.citizen_id not in own_district.client.get(url(draft, "person")).text
    send(own_district, draft, "person", citizen_id=citizen_id(321), thai_nationality="on")
    assert draft.citizen_id == citizen_id(321)


@pytest.mark.parametrize("key", KEYS)
def test_cost(own_district, draft, key):
    own_district.client.get(url(draft, key))
    assert queries_of(own_district.client, url(draft, key)) <= 12
