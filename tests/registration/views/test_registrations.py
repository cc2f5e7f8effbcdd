"""A registration from the first field to the province's decision, as pages."""

import re
from datetime import date

import pytest

from registration.enums import Kind, RegistrationState
from registration.models import (
    Extension,
    FormDraft,
    JournalEntry,
    Registration,
)
from tests.duplicates import DecisionFactory, like
from tests.factories import (
    LegalFormFactory,
    OfficerFactory,
    ProducerFactory,
    RegistrationFactory,
    citizen_id,
    moment,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
NEW = f"/filings/3104/{Q2}/new/"
R = RegistrationState


def page(row, tail=""):
    return f"/registrations/{row.pk}/{tail}"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))


@pytest.fixture
def draft(entry, own_district):
    return RegistrationFactory(entered_by=own_district.officer)


def edit_sheet(row, **changes):
    return producer_sheet(version=row.version, citizen_id="", **changes)


# Beginning


def test_the_type_comes_first(own_district, entry):
    text = own_district.client.get(NEW).text
    assert "?type=GROUP" in text
    assert "id_name" not in text
    form = own_district.client.get(f"{NEW}?type=GROUP")
    assert form.context["form"]["producer_type"].value() == "GROUP"
    assert "?type=GROUP" in own_district.client.get(f"{NEW}?type=FAKE").text


def test_a_draft_is_saved_and_read_as_people_type(own_district, entry):
    response = own_district.client.post(NEW, producer_sheet())
    row = Registration.objects.get()
    assert response.headers["Location"] == page(row)
    assert (row.kind, row.state, row.founded_year) == (Kind.NEW, R.DRAFT, 2550)
    assert row.mobile == "08 1234 5678"
    assert row.site_postcode == "31110"  # the subdistrict's, left empty
    assert row.citizen_id == citizen_id(77)


def test_a_form_sent_twice_registers_once(own_district, entry):
    ticket = own_district.client.get(f"{NEW}?type=SOLE").context["keeper"].ticket
    assert own_district.client.post(NEW, producer_sheet(ticket=ticket)).status_code == 302
    again = own_district.client.post(NEW, producer_sheet(ticket=ticket))
    assert again.status_code == 409
    assert "บันทึกไปแล้ว" in again.text
    assert again.context["form"]["name"].value() == producer_sheet()["name"]
    assert Registration.objects.count() == 1
    meant = producer_sheet(ticket=again.context["keeper"].ticket)
    assert own_district.client.post(NEW, meant).status_code == 302


def test_a_draft_may_be_incomplete(own_district, entry):
    own_district.client.post(NEW, {"producer_type": "GROUP", "informant": "SELF"})
    row = Registration.objects.get()
    assert row.name == ""
    assert "(ยังไม่กรอกชื่อ)" in own_district.client.get(page(row)).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("citizen_id", "1234567890123"), ("founded_year", "2017"), ("site_postcode", "3111"),
        ("mobile", "12"), ("email", "no"), ("site_subdistrict", "310301"),
        ("members_male", "-1"), ("producer_type", "OTHER"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_saved(own_district, entry, field, value):
    before = contents()
    sheet = {"producer_type": "GROUP"} | {field: value}
    response = own_district.client.post(NEW, producer_sheet(**sheet))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'href="#id_{field}"' in response.text
    assert "ร้านผ้าทอทดสอบ" in response.text  # what was typed is still there
    assert contents() == before


def test_what_does_not_fit_the_type_is_emptied(own_district, entry):
    form = LegalFormFactory()
    own_district.client.post(
        NEW, producer_sheet(legal_form=form.pk, members_male="3", proxy_name="นายแทน")
    )
    row = Registration.objects.get()
    assert (row.legal_form, row.members_male, row.proxy_name) == (None, None, "")


def test_nothing_typed_is_lost_when_the_window_has_closed(own_district, plan, at):
    at(moment(Q2, "ENTRY", "closes"))
    before = contents(typed=False)
    response = own_district.client.post(NEW, producer_sheet())
    assert response.status_code == 409
    assert "พ้นช่วงเวลา" in response.text
    assert "ร้านผ้าทอทดสอบ" in response.text
    assert contents(typed=False) == before


# Who


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("own_district", 200), ("other_district", 404), ("foreign_district", 404),
        ("own_province", 200), ("other_province", 404), ("department", 200), ("reader", 403),
    ],
)  # fmt: skip
def test_who_sees_it(draft, personas, persona, status):
    response = personas[persona].client.get(page(draft))
    assert response.status_code == status
    assert draft.citizen_id not in response.text


_OF_DISTRICT = ("edit/", "submit/", "recall/", "withdraw/", "products/new/",
                "products/1/", "products/1/remove/", "products/1/keep/")  # fmt: skip


@pytest.mark.parametrize("deed", _OF_DISTRICT)
@pytest.mark.parametrize(
    ("persona", "status"),
    [("other_district", 404), ("own_province", 403), ("department", 403), ("reader", 403)],
)
def test_deeds_of_the_district(draft, personas, deed, persona, status):
    before = contents()
    response = personas[persona].client.post(page(draft, deed), {"reason": "x", "version": "1"})
    assert response.status_code == status
    assert contents() == before


# When


@pytest.mark.parametrize(
    ("where", "is_open"), [("before", False), ("opens", True), ("last", True), ("closes", False)]
)
@pytest.mark.parametrize(
    ("deed", "state"),
    [
        ("edit/", R.DRAFT), ("submit/", R.DRAFT), ("withdraw/", R.DRAFT),
        ("recall/", R.SUBMITTED), ("products/1/remove/", R.DRAFT), ("new", R.DRAFT),
    ],
)  # fmt: skip
def test_every_instant_of_the_entry_window(own_district, plan, at, deed, state, where, is_open):
    row = RegistrationFactory(state=state)
    at(moment(Q2, "ENTRY", where))
    before = contents(typed=False)
    url = NEW if deed == "new" else page(row, deed)
    sheet = edit_sheet(row, reason="ซ้ำ")
    assert own_district.client.post(url, sheet).status_code == (302 if is_open else 409)
    assert (contents(typed=False) == before) is not is_open


# Editing


def test_a_stored_citizen_id_is_never_shown(own_district, draft):
    for tail in ("", "edit/"):
        text = own_district.client.get(page(draft, tail)).text
        assert draft.citizen_id not in text
        assert f"x-xxxx-xxxxx-{draft.citizen_id[10:12]}-{draft.citizen_id[12]}" in text


def test_an_empty_citizen_id_means_unchanged(own_district, draft):
    own_district.client.post(page(draft, "edit/"), edit_sheet(draft, name="ร้านใหม่"))
    row = Registration.objects.get()
    assert (row.name, row.citizen_id) == ("ร้านใหม่", draft.citizen_id)


def test_a_citizen_id_can_be_changed(own_district, draft):
    sheet = edit_sheet(draft) | {"citizen_id": citizen_id(123)}
    own_district.client.post(page(draft, "edit/"), sheet)
    assert Registration.objects.get().citizen_id == citizen_id(123)
    assert citizen_id(123) not in str(list(JournalEntry.objects.values()))


def test_the_proxys_citizen_id_goes_with_the_proxy(own_district, entry):
    row = RegistrationFactory(by_proxy=True)
    proxy = {
        "informant": "PROXY", "proxy_name": "นายแทน", "proxy_relation": "บุตร",
        "proxy_paper_seen": "on", "proxy_citizen_id": "",
    }  # fmt: skip
    own_district.client.post(page(row, "edit/"), edit_sheet(row, **proxy))
    assert Registration.objects.get().proxy_citizen_id == row.proxy_citizen_id
    own_district.client.post(page(row, "edit/"), edit_sheet(Registration.objects.get()))
    assert Registration.objects.get().proxy_citizen_id == ""


def test_a_colleague_was_quicker(own_district, draft):
    old = edit_sheet(draft, name="ของฉัน")
    own_district.client.post(page(draft, "edit/"), edit_sheet(draft, name="ของเพื่อน"))
    before = contents(typed=False)
    response = own_district.client.post(page(draft, "edit/"), old)
    assert response.status_code == 409
    assert "มีผู้บันทึกรายการนี้ไปก่อนแล้ว" in response.text
    assert "ของฉัน" in response.text
    assert contents(typed=False) == before


def test_after_the_window_it_is_not_said_to_be_ready(own_district, draft, at):
    assert "ยื่นไม่ได้ในขณะนี้" not in own_district.client.get(page(draft)).text
    at(moment(Q2, "ENTRY", "closes"))
    assert "ยื่นไม่ได้ในขณะนี้" in own_district.client.get(page(draft)).text


def test_what_is_submitted_cannot_be_edited(own_district, entry):
    row = RegistrationFactory(state=R.SUBMITTED)
    response = own_district.client.get(page(row, "edit/"))
    assert response.status_code == 409
    assert "เรียกกลับมาแก้ไขก่อน" in response.text
    assert page(row, "edit/") not in own_district.client.get(page(row)).text


# Submitting


def test_submitted_and_recalled(own_district, draft):
    assert own_district.client.post(page(draft, "submit/")).status_code == 302
    row = Registration.objects.get()
    assert (row.state, row.received_by_name) == (R.SUBMITTED, own_district.officer.full_name)
    own_district.client.post(page(draft, "recall/"))
    assert Registration.objects.get().state == R.DRAFT


_REQUIRED = (
    "name", "person_title", "person_first_name", "person_last_name", "citizen_id",
    "founded_year", "site_house_no", "site_subdistrict", "site_postcode", "thai_nationality",
    "mobile", "link_production", "declared",
)  # fmt: skip


def test_everything_that_is_missing_is_named_at_once(own_district, entry):
    own_district.client.post(NEW, {"producer_type": "GROUP", "informant": "PROXY"})
    row = Registration.objects.get()
    before = contents()
    response = own_district.client.post(page(row, "submit/"))
    assert response.status_code == 422
    proxy = ("proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen")
    for name in (*_REQUIRED, *proxy, "legal_form"):
        assert re.search(rf'{page(row, "edit/")}[a-z]+/#id_{name}"', response.text), name
    assert page(row, "products/new/") in response.text
    assert contents() == before


def test_withdrawn_with_a_reason(own_district, draft):
    before = contents()
    assert own_district.client.post(page(draft, "withdraw/"), {"reason": " "}).status_code == 409
    assert contents() == before
    own_district.client.post(page(draft, "withdraw/"), {"reason": "ลงซ้ำ"})
    row = Registration.objects.get()
    assert (row.state, row.decision_reason) == (R.WITHDRAWN, "ลงซ้ำ")


# Compared with the register


def test_an_update_shows_what_it_changes(own_district, own_province, entry):
    producer = ProducerFactory(name="ชื่อเดิม")
    own_district.client.post(f"/filings/3104/{Q2}/carry/", {"update": producer.number})
    row = Registration.objects.get()
    assert own_district.client.get(page(row)).context["changes"] == []
    own_district.client.post(
        page(row, "edit/"),
        edit_sheet(row, name="ชื่อใหม่") | {"citizen_id": citizen_id(55)},
    )
    found = own_province.client.get(page(row))
    changes = {each["label"]: each for each in found.context["changes"]}
    name = changes["ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"]
    assert (name["before"], name["after"]) == ("ชื่อเดิม", "ชื่อใหม่")
    assert changes["เลขประจำตัวประชาชน"]["after"].startswith("x-xxxx-xxxxx-")
    assert citizen_id(55) not in found.text


# Revealing


@pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])
def test_revealed_once_with_a_reason(draft, personas, persona):
    client = personas[persona].client
    response = client.post(page(draft, "reveal/"), {"reason": "ตรวจกับบัตร"})
    digits = draft.citizen_id
    assert f"{digits[0]}-{digits[1:5]}-" in response.text
    assert response.headers["Cache-Control"] == "no-store"
    entry = JournalEntry.objects.get(action="citizen_id.reveal")
    assert entry.reason == "ตรวจกับบัตร"
    assert digits not in client.get(page(draft)).text


@pytest.mark.parametrize(
    ("persona", "reason", "status"),
    [("own_district", "", 409), ("other_district", "x", 404), ("reader", "x", 403)],
)
def test_not_revealed(draft, personas, persona, reason, status):
    before = contents()
    response = personas[persona].client.post(page(draft, "reveal/"), {"reason": reason})
    assert response.status_code == status
    assert draft.citizen_id[1:5] + "-" + draft.citizen_id[5:10] not in response.text
    assert personas[persona].client.get(page(draft, "reveal/")).status_code in (403, 405)
    assert contents() == before


# Cost


@pytest.mark.parametrize("tail", ["", "edit/"])
def test_as_many_queries_for_many_products(own_district, draft, tail):
    own_district.client.get(page(draft, tail))
    one = queries_of(own_district.client, page(draft, tail))
    many = RegistrationFactory(products=8)
    assert queries_of(own_district.client, page(many, tail)) == one
    assert one <= 13  # one of them for the clock bar of training


@pytest.mark.parametrize("kind", [Kind.NEW, Kind.UPDATE])
def test_few_queries_for_everything_at_once(own_district, entry, at, kind):
    """An extension is live, two officers type, and somebody is likely the same."""
    producer = ProducerFactory() if kind == Kind.UPDATE else None
    row = RegistrationFactory(
        entered_by=own_district.officer, kind=kind, producer=producer, products=3, group=True,
        birth_date="2003",
    )  # fmt: skip
    ProducerFactory(**like(row))
    RegistrationFactory(**like(row))
    on = at(moment(Q2, "ENTRY", "closes"))
    Extension.objects.create(
        quarter_id=Q2, step="ENTRY", scope="DISTRICT", district_id="3104", reason="น้ำท่วม",
        until_on=date(2018, 3, 20), granted_at=on, granted_by=own_district.officer,
    )  # fmt: skip
    for officer in (own_district.officer, OfficerFactory()):
        FormDraft.objects.create(
            officer=officer, filing=row.filing, registration=row, form="producer", version=1,
            content="name=x", saved_at=on,
        )  # fmt: skip
    own_district.client.get("/healthz")
    text = own_district.client.get(page(row)).text
    for said in ("การขยายเวลา", "พิมพ์ค้างไว้", "กำลังแก้ไขรายการนี้", "อาจลงทะเบียนไว้แล้ว"):
        assert said in text
    assert queries_of(own_district.client, page(row)) <= 12
    # Another district's name, and verdicts: a query more for each of both, and both are rare.
    RegistrationFactory(district="3103", **like(row))
    decided = DecisionFactory(registration=row, other=ProducerFactory(**like(row)))
    assert queries_of(own_district.client, page(row)) <= 14
    assert decided.reason in own_district.client.get(page(row)).text
