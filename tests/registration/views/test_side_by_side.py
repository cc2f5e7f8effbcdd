"""Two officers save the same form: the second sees both versions and chooses field by field."""

import re

import pytest

from registration.models import FormDraft, JournalEntry, Registration
from tests.factories import (
    QUARTER,
    ProductGroupFactory,
    RegistrationFactory,
    StandardFactory,
    citizen_id,
    moment,
)
from tests.personas import make_persona
from tests.registration.stored import contents
from tests.registration.views.sheets import producer_sheet, product_sheet

pytestmark = pytest.mark.django_db
HIDDEN = ("version", "base", "ticket")
HEADING = "มีผู้บันทึกรายการนี้ไปก่อนแล้ว"


@pytest.fixture
def row(plan, at, own_district):
    at(moment(QUARTER, "ENTRY"))
    return RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def url(row, tail="edit/"):
    return f"/registrations/{row.pk}/{tail}"


def sheet_of(version=1, **changes):
    return producer_sheet(version=version, citizen_id="", **changes)


def choices(page) -> dict:
    """{field: (mine, stored, contested)} as the page lays them out."""
    return {each.name: (each.mine, each.stored, each.contested) for each in page.context["choices"]}


@pytest.fixture
def stale(row, own_district, colleague):
    """The colleague has changed the name and the mobile; mine are name and house number."""
    colleague.client.post(
        url(row), sheet_of(site_house_no="1", name="ของเพื่อน", mobile="0899999999")
    )
    sheet = sheet_of(name="ของฉัน", site_house_no="99", mobile="0812345678")
    return own_district.client.post(url(row), sheet)


def test_both_versions_field_by_field(stale, row, colleague):
    assert stale.status_code == 409
    assert HEADING in stale.text
    assert colleague.officer.full_name in stale.text
    assert choices(stale) == {
        "name": ("ของฉัน", "ของเพื่อน", True),
        "site_house_no": ("99", "1", False),
        "mobile": ("08 1234 5678", "08 9999 9999", True),
    }
    # What only I changed stands unless given up; what both changed has to be chosen.
    radios = re.findall(
        r'<input type="radio"\s+name="([\w-]+)"\s+value="(\w+)"\s+(\w*)', stale.text
    )
    assert radios == [
        ("choose-name", "mine", "required"), ("choose-name", "stored", "required"),
        ("choose-site_house_no", "mine", "checked"), ("choose-site_house_no", "stored", ""),
        ("choose-mobile", "mine", "required"), ("choose-mobile", "stored", "required"),
    ]  # fmt: skip
    assert Registration.objects.get().name == "ของเพื่อน"
    assert FormDraft.objects.get().registration == row


def mixed(version, **chosen):
    picked = {f"choose-{name}": value for name, value in chosen.items()}
    return {"mix": "1", "version": version} | picked


def test_the_mix_is_saved(stale, row, own_district):
    sheet = mixed(2, name="mine", site_house_no="stored", mobile="stored")
    assert own_district.client.post(url(row), sheet).status_code == 302
    saved = Registration.objects.get()
    assert (saved.name, saved.site_house_no, saved.mobile) == ("ของฉัน", "1", "08 9999 9999")
    assert saved.version == 3
    assert not FormDraft.objects.exists()
    entry = JournalEntry.objects.latest("pk")
    assert (entry.action, entry.after) == ("registration.edit", {"name": "ของฉัน"})


def test_everything_stored_writes_nothing_and_ends_the_draft(stale, row, own_district):
    before = contents(typed=False)
    sheet = mixed(2, name="stored", site_house_no="stored", mobile="stored")
    assert own_district.client.post(url(row), sheet).status_code == 302
    assert contents(typed=False) == before
    assert not FormDraft.objects.exists()


def test_somebody_saves_once_more_before_the_choice(stale, row, own_district, colleague):
    colleague.client.post(url(row), sheet_of(version=2, name="ของเพื่อนอีก"))
    before = contents(typed=False)
    again = own_district.client.post(url(row), mixed(2, name="mine"))
    assert again.status_code == 409
    assert choices(again)["name"] == ("ของฉัน", "ของเพื่อนอีก", True)
    assert contents(typed=False) == before
    assert own_district.client.post(url(row), mixed(3, name="mine")).status_code == 302
    assert Registration.objects.get().name == "ของฉัน"


def test_a_choice_without_its_draft_writes_nothing(stale, row, own_district, colleague):
    FormDraft.objects.all().delete()
    before = contents()
    assert own_district.client.post(url(row), mixed(2, name="mine")).status_code == 409
    assert colleague.client.post(url(row), mixed(2, name="mine")).status_code == 409
    assert contents() == before


def test_the_draft_opened_again_says_that_somebody_saved(stale, row, own_district):
    page = own_district.client.get(url(row))
    assert 'value="ของฉัน"' in page.text
    assert "หลังจากนั้นมีผู้บันทึกรายการนี้แล้ว" in page.text
    assert 'name="version" value="1"' in page.text  # so saving compares again


def test_citizen_ids_are_masked(row, own_district, colleague):
    mine, theirs = citizen_id(1234), citizen_id(4321)
    colleague.client.post(url(row), sheet_of() | {"citizen_id": theirs})
    page = own_district.client.post(url(row), sheet_of() | {"citizen_id": mine})
    shown = choices(page)["citizen_id"]
    assert [each[:13] for each in shown[:2]] == ["x-xxxx-xxxxx-"] * 2
    assert mine not in page.text
    assert theirs not in page.text
    own_district.client.post(url(row), mixed(2, citizen_id="stored"))
    assert Registration.objects.get().citizen_id == theirs


def test_the_same_typed_twice(row, own_district, colleague):
    colleague.client.post(url(row), sheet_of(name="เหมือนกัน"))
    page = own_district.client.post(url(row), sheet_of(name="เหมือนกัน"))
    assert choices(page) == {}
    assert "ตรงกับที่บันทึกไว้แล้วทุกช่อง" in page.text
    assert own_district.client.post(url(row), mixed(2)).status_code == 302
    assert not FormDraft.objects.exists()


# Products


@pytest.fixture
def group(db):
    return ProductGroupFactory()


def test_a_product_and_its_rows(row, own_district, colleague, group):
    mpc = StandardFactory()
    held = {"standards-0-standard": mpc.pk, "standards-0-number": "๑/๒๕๖๐"}
    colleague.client.post(url(row, "products/1/"), product_sheet(1, group, name="ของเพื่อน", **held))
    sheet = product_sheet(1, group, name="ของฉัน", **{"materials-0-name": "ฝ้าย"})
    page = own_district.client.post(url(row, "products/1/"), sheet)

    assert page.status_code == 409
    found = choices(page)
    assert found["name"] == ("ของฉัน", "ของเพื่อน", True)
    assert found["materials"][:2] == ("ฝ้าย (ในชุมชน)", "เส้นไหม (ในชุมชน)")
    assert found["standards"] == ("", f"{mpc} ๑/๒๕๖๐", True)

    sheet = mixed(2, name="mine", materials="mine", standards="stored")
    assert own_district.client.post(url(row, "products/1/"), sheet).status_code == 302
    product = Registration.objects.get().products.get()
    assert (product.name, product.materials[0]["name"]) == ("ของฉัน", "ฝ้าย")
    assert product.standards.get().number == "๑/๒๕๖๐"


def test_rows_are_given_up_as_a_whole(row, own_district, colleague, group):
    mpc = StandardFactory()
    held = {"standards-0-standard": mpc.pk, "standards-0-number": "1"}
    own_district.client.post(url(row, "products/1/"), product_sheet(1, group))
    colleague.client.post(url(row, "products/1/"), product_sheet(2, group, name="ของเพื่อน"))
    more = {
        "materials-TOTAL_FORMS": "2",
        "materials-1-name": "ทอง",
        "materials-1-source": "IMPORTED",
    }
    sheet = product_sheet(2, group, name="ของฉัน", **held, **more)
    page = own_district.client.post(url(row, "products/1/"), sheet)
    assert choices(page)["standards"] == (f"{mpc} 1", "", False)

    sheet = mixed(3, name="stored", materials="stored", standards="stored")
    assert own_district.client.post(url(row, "products/1/"), sheet).status_code == 302
    product = Registration.objects.get().products.get()
    assert [each["name"] for each in product.materials] == ["เส้นไหม"]
    assert not product.standards.exists()
    assert product.name == "ของเพื่อน"


def test_a_new_product_beside_the_colleagues(row, own_district, colleague, group):
    colleague.client.post(url(row, "products/new/"), product_sheet(1, group, name="ของเพื่อน"))
    sheet = product_sheet(1, group, name="ของฉัน")
    page = own_district.client.post(url(row, "products/new/"), sheet)
    assert (page.status_code, choices(page)) == (409, {})
    assert "<li>ของเพื่อน</li>" in page.text
    assert own_district.client.post(url(row, "products/new/"), mixed(2)).status_code == 302
    names = Registration.objects.get().products.values_list("name", flat=True)
    assert sorted(names)[:2] == ["ของฉัน", "ของเพื่อน"]


@pytest.mark.parametrize(
    ("persona", "status"), [("other_district", 404), ("own_province", 403), ("reader", 403)]
)
def test_who_may_not_mixes_nothing(stale, row, personas, persona, status):
    before = contents()
    assert personas[persona].client.post(url(row), mixed(2, name="mine")).status_code == status
    assert contents() == before


def test_after_the_window_the_choice_waits_too(stale, row, own_district, at):
    at(moment(QUARTER, "ENTRY", "closes"))
    before = contents(typed=False)
    assert own_district.client.post(url(row), mixed(2, name="mine")).status_code == 409
    assert contents(typed=False) == before
    assert FormDraft.objects.exists()


# Another part of the same registration was saved meanwhile: nothing of this form is overwritten


def opened(persona, address) -> dict:
    """What the hidden fields of an opened form send back."""
    text = persona.client.get(address).text
    return {name: re.search(rf'name="{name}"\s+value="([^"]*)"', text)[1] for name in HIDDEN}


def test_two_officers_in_two_sections_do_not_meet(row, own_district, colleague):
    mine, theirs = url(row, "edit/contact/"), url(row, "edit/site/")
    sheet = opened(own_district, mine) | {"mobile": "0899999999"}
    site = {"site_house_no": "99", "site_subdistrict": "310401", "site_postcode": "31110"}
    colleague.client.post(theirs, opened(colleague, theirs) | site)
    assert own_district.client.post(mine, sheet).status_code == 302
    saved = Registration.objects.get()
    assert (saved.mobile, saved.site_house_no, saved.version) == ("08 9999 9999", "99", 3)


def test_the_same_section_is_laid_side_by_side(row, own_district, colleague):
    mine = url(row, "edit/contact/")
    sheets = [opened(who, mine) for who in (own_district, colleague)]
    colleague.client.post(mine, sheets[1] | {"mobile": "0811111111", "email": "a@example.org"})
    before = contents(typed=False)
    page = own_district.client.post(mine, sheets[0] | {"mobile": "0822222222"})
    assert page.status_code == 409
    assert set(choices(page)) == {"mobile", "email"}
    assert contents(typed=False) == before
    # What a page says it showed is not believed when it is nothing of ours.
    for base in ("", "x", sheets[1]["base"][:-1]):
        forged = sheets[0] | {"mobile": "0822222222", "base": base}
        assert own_district.client.post(mine, forged).status_code == 409
    assert contents(typed=False) == before


def test_a_citizen_id_that_the_form_does_not_show_counts(row, own_district, colleague):
    mine = url(row, "edit/person/")
    person = {
        "person_title": row.person_title, "person_first_name": row.person_first_name,
        "person_last_name": row.person_last_name, "thai_nationality": "on",
    }  # fmt: skip
    sheet = opened(own_district, mine) | person
    theirs = opened(colleague, mine) | person | {"citizen_id": citizen_id(4321)}
    assert colleague.client.post(mine, theirs).status_code == 302
    page = own_district.client.post(mine, sheet | {"citizen_id": citizen_id(1234)})
    assert page.status_code == 409
    assert Registration.objects.get().citizen_id == citizen_id(4321)


def test_two_products_of_one_registration(plan, at, own_district, colleague, group):
    at(moment(QUARTER, "ENTRY"))
    row = RegistrationFactory(products=2)
    first, second = url(row, "products/1/"), url(row, "products/2/")
    mine = product_sheet(1, group, name="ของฉัน") | opened(own_district, first)
    theirs = product_sheet(1, group, name="ของเพื่อน") | opened(colleague, second)
    assert colleague.client.post(second, theirs).status_code == 302
    assert own_district.client.post(first, mine).status_code == 302
    names = row.products.order_by("sequence").values_list("name", flat=True)
    assert list(names) == ["ของฉัน", "ของเพื่อน"]


def test_a_new_product_sent_twice_is_added_once(row, own_district, group):
    address = url(row, "products/new/")
    sheet = product_sheet(1, group) | opened(own_district, address)
    assert sheet["base"] == ""
    answers = [own_district.client.post(address, sheet).status_code for _twice in range(2)]
    assert answers == [302, 409]
    assert row.products.count() == 2


def test_a_draft_is_not_behind_when_only_another_section_was_saved(row, own_district):
    mine, other = url(row, "edit/contact/"), url(row, "edit/site/")
    typed = opened(own_district, mine) | {"email": "half@"}
    own_district.client.post("/drafts/", typed)
    site = {"site_house_no": "99", "site_subdistrict": "310401", "site_postcode": "31110"}
    own_district.client.post(other, opened(own_district, other) | site)
    page = own_district.client.get(mine)
    assert 'value="half@"' in page.text
    assert "หลังจากนั้นมีผู้บันทึก" not in page.text
    sheet = opened(own_district, mine) | {"email": "half@example.org", "mobile": row.mobile}
    assert own_district.client.post(mine, sheet).status_code == 302
    assert Registration.objects.get().email == "half@example.org"
