"""Typing that is kept: by the script, by a refused save, by a form that outlives its session."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict

from registration.models import FormDraft, Registration
from registration.views import tickets
from tests.factories import QUARTER, RegistrationFactory, at, moment
from tests.personas import make_persona
from tests.registration.stored import contents
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db
NEW = f"/filings/3104/{QUARTER}/new/"
FILING = f"/filings/3104/{QUARTER}/"
TICKET = re.compile(r'name="ticket"\s+value="([^"]+)"')
NOON = at(2018, 3, 12, 12, 0)


@pytest.fixture
def noon(plan, at):
    return at(NOON)


@pytest.fixture
def row(noon, own_district):
    return RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def edit(row):
    return f"/registrations/{row.pk}/edit/"


def open_form(persona, url):
    """The ticket in the page of a form."""
    return TICKET.search(persona.client.get(url).text)[1]


def autosave(persona, ticket, **fields):
    return persona.client.post("/drafts/", {"ticket": ticket, "version": "1", **fields})


def typed(draft):
    return QueryDict(draft.content).dict()


# While typing


def test_kept_as_typed_readable_or_not(row, own_district):
    ticket = open_form(own_district, edit(row))
    before = contents(typed=False)
    answer = autosave(own_district, ticket, name="กลุ่มใหม่", founded_year="ไม่ทราบ")

    assert answer.json() == {
        "message": "บันทึกร่างอัตโนมัติแล้ว 12:00 น.", "saved_at": "12:00 น.", "others": [],
    }  # fmt: skip
    draft = FormDraft.objects.get()
    assert typed(draft) == {"version": "1", "name": "กลุ่มใหม่", "founded_year": "ไม่ทราบ"}
    assert (draft.officer, draft.registration, draft.form) == (
        own_district.officer, row, "producer",
    )  # fmt: skip
    assert contents(typed=False) == before  # nothing counts, nothing is journalled


def test_the_form_is_filled_again_and_says_so(row, own_district, at):
    ticket = open_form(own_district, edit(row))
    autosave(own_district, ticket, name="กลุ่มใหม่", founded_year="ไม่ทราบ")
    at(NOON + timedelta(days=1))
    page = own_district.client.get(edit(row))

    assert "กู้คืนสิ่งที่พิมพ์ไว้เมื่อ 12 มี.ค. 2561 12:00 น." in page.text
    assert 'value="กลุ่มใหม่"' in page.text
    assert 'value="ไม่ทราบ"' in page.text
    assert "error-summary" not in page.text  # it was not sent yet
    assert "field__errors" not in page.text
    assert row.citizen_id not in page.text


def test_saving_ends_it(row, own_district):
    ticket = open_form(own_district, edit(row))
    autosave(own_district, ticket, name="กลุ่มใหม่")
    sheet = producer_sheet(name="กลุ่มใหม่กว่า", version="1", ticket=ticket)
    assert own_district.client.post(edit(row), sheet).status_code == 302
    assert not FormDraft.objects.exists()
    assert Registration.objects.get().name == "กลุ่มใหม่กว่า"


def test_what_the_script_sends_late_does_not_come_back(row, own_district):
    ticket = open_form(own_district, edit(row))
    own_district.client.post(edit(row), producer_sheet(version="1", ticket=ticket))
    answer = autosave(own_district, ticket, name="กลุ่มใหม่")

    assert (answer.status_code, FormDraft.objects.count()) == (409, 0)
    assert "บันทึกไปแล้ว" in answer.json()["message"]
    headers = {"X-Draft-Ticket": ticket}
    assert own_district.client.get("/drafts/ticket/", headers=headers).status_code == 409
    again = open_form(own_district, edit(row))  # opened once more in the same second
    assert autosave(own_district, again, name="กลุ่มใหม่").status_code == 200


def test_saved_while_the_script_was_writing(row, own_district, monkeypatch):
    ticket = open_form(own_district, edit(row))
    looks = iter([False, True])
    monkeypatch.setattr(tickets, "is_spent", lambda text: next(looks))
    assert autosave(own_district, ticket, name="กลุ่มใหม่").status_code == 409
    assert not FormDraft.objects.exists()


def test_a_new_form_is_found_again_whatever_type_is_chosen(noon, own_district):
    ticket = open_form(own_district, f"{NEW}?type=SOLE")
    autosave(own_district, ticket, name="ร้านค้าง", producer_type="SOLE")
    for url in (NEW, f"{NEW}?type=GROUP"):
        page = own_district.client.get(url)
        assert 'value="ร้านค้าง"' in page.text
        assert page.context["form"]["producer_type"].value() == "SOLE"
    sheet = producer_sheet(ticket=ticket)
    assert own_district.client.post(NEW, sheet).status_code == 302
    assert "ร้านค้าง" not in own_district.client.get(NEW).text


def test_thrown_away(row, own_district, colleague):
    for url, back in ((edit(row), edit(row)), (f"{NEW}?type=SOLE", NEW)):
        autosave(own_district, open_form(own_district, url), name="กลุ่มใหม่")
        discard = f"/drafts/{FormDraft.objects.get().pk}/discard/"
        assert f'action="{discard}"' in own_district.client.get(url).text
        assert colleague.client.post(discard).status_code == 404
        assert FormDraft.objects.exists()
        response = own_district.client.post(discard)
        assert response.headers["Location"] == back
        assert not FormDraft.objects.exists()
        assert "กลุ่มใหม่" not in own_district.client.get(url).text


def test_a_file_is_not_typed(row, own_district, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"x")
    with path.open("rb") as photo:
        autosave(own_district, open_form(own_district, edit(row)), name="ก", photo=photo)
    assert "photo" not in FormDraft.objects.get().content


def test_too_much_is_refused(row, own_district):
    answer = autosave(own_district, open_form(own_district, edit(row)), name="x" * 200_001)
    assert (answer.status_code, FormDraft.objects.count()) == (409, 0)
    assert "ยาวเกินไป" in answer.json()["message"]


# Two officers


def test_a_colleague_is_told_to_both(row, own_district, colleague, at):
    autosave(colleague, open_form(colleague, edit(row)), name="ของเพื่อน")
    name = colleague.officer.full_name.removeprefix("นางสาว")
    sentence = f"คุณ{name} กำลังแก้ไขรายการนี้ (12:00 น.)"

    page = own_district.client.get(edit(row))
    assert sentence in page.text
    assert "ของเพื่อน" not in page.text  # that is for its officer alone
    ticket = TICKET.search(page.text)[1]
    assert autosave(own_district, ticket, name="ของฉัน").json()["others"] == [sentence]
    at(NOON + timedelta(minutes=29, seconds=59))
    assert sentence in own_district.client.get(edit(row)).text
    at(NOON + timedelta(minutes=30))
    assert "กำลังแก้ไข" not in own_district.client.get(edit(row)).text


# Who


@pytest.mark.parametrize(
    ("persona", "status"),
    [("other_district", 403), ("foreign_district", 403), ("own_province", 403), ("reader", 403)],
)
def test_another_officers_ticket_keeps_nothing(row, personas, persona, status):
    ticket = open_form(personas["own_district"], edit(row))
    assert autosave(personas[persona], ticket, name="x").status_code == status
    headers = {"X-Draft-Ticket": ticket}
    answer = personas[persona].client.get("/drafts/ticket/", headers=headers)
    assert answer.status_code == status
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("ticket", ["", "x", "WzEsMSwxLCJwcm9kdWNlciIsMSwiYSJd:1abcde:xyz"])
def test_a_forged_ticket_is_none(row, own_district, ticket):
    assert autosave(own_district, ticket, name="x").status_code == 404
    headers = {"X-Draft-Ticket": ticket}
    assert own_district.client.get("/drafts/ticket/", headers=headers).status_code == 404
    assert not FormDraft.objects.exists()


def test_who_moved_away_keeps_nothing(row, own_district):
    ticket = open_form(own_district, edit(row))
    officer = own_district.officer
    officer.district_id = "3103"
    officer.save()
    assert autosave(own_district, ticket, name="x").status_code == 404
    assert not FormDraft.objects.exists()


def test_a_ticket_lasts_a_day_and_is_renewed_for_its_officer(row, own_district, at):
    ticket = open_form(own_district, edit(row))
    at(NOON + tickets.LASTS + timedelta(seconds=1))
    assert autosave(own_district, ticket, name="x").status_code == 404
    headers = {"X-Draft-Ticket": ticket}
    fresh = own_district.client.get("/drafts/ticket/", headers=headers).json()
    assert fresh["csrf"]
    assert autosave(own_district, fresh["ticket"], name="x").status_code == 200


# After the window


def test_sent_after_the_window_it_waits_and_counts_nowhere(row, own_district, colleague, at):
    late = moment(QUARTER, "ENTRY", "closes")
    at(late)
    before = contents(typed=False)
    answer = own_district.client.post(edit(row), producer_sheet(name="สายไป", version="1"))

    assert answer.status_code == 409
    assert "สิ่งที่พิมพ์เก็บไว้ให้แล้ว" in answer.text
    assert "สายไป" in answer.text
    assert contents(typed=False) == before
    for persona, url in ((own_district, edit(row)), (colleague, f"/registrations/{row.pk}/")):
        text = persona.client.get(FILING).text
        assert "พิมพ์ค้างไว้ ยังไม่นับ 1 แบบ" in text
        assert own_district.officer.full_name in text
        assert f'href="{url}"' in text
        assert "สายไป" not in text
        assert ("/discard/" in text) == (persona is own_district)
    assert own_district.client.get(edit(row)).status_code == 409


def test_the_window_opens_again_and_the_form_is_filled(row, own_district, department, at):
    from registration.services import orders

    late = at(moment(QUARTER, "ENTRY", "closes"))
    own_district.client.post(edit(row), producer_sheet(name="สายไป", version="1"))
    orders.extend(
        by=department.by, on=late, quarter=QUARTER, step="ENTRY", until_on=late.date(),
        reason="น้ำท่วม", scope="DISTRICT", district="3104",
    )  # fmt: skip
    page = own_district.client.get(edit(row))
    assert 'value="สายไป"' in page.text
    sheet = producer_sheet(name="ทันแล้ว", version="1", ticket=TICKET.search(page.text)[1])
    assert own_district.client.post(edit(row), sheet).status_code == 302
    assert "พิมพ์ค้างไว้" not in own_district.client.get(FILING).text


@pytest.mark.parametrize("persona", ["own_province", "department"])
def test_others_do_not_see_what_waits(row, personas, persona):
    autosave(personas["own_district"], open_form(personas["own_district"], edit(row)), name="x")
    assert "พิมพ์ค้างไว้" not in personas[persona].client.get(FILING).text


@pytest.mark.parametrize(
    ("back", "there"), [(FILING, FILING), ("https://elsewhere.example/", None), ("//x.y/", None)]
)
def test_a_discarded_draft_of_a_list_leads_back_to_it(row, own_district, back, there):
    autosave(own_district, open_form(own_district, edit(row)), name="x")
    url = f"/drafts/{FormDraft.objects.get().pk}/discard/"
    answer = own_district.client.post(url, {"back": back})
    assert answer.headers["Location"] == (there or edit(row))


def test_a_registrations_page_tells_what_waits_in_it(row, own_district, colleague, own_province):
    section = f"{edit(row)}contact/"
    autosave(own_district, open_form(own_district, section), email="x")
    autosave(colleague, open_form(colleague, f"/registrations/{row.pk}/products/1/"), name="x")
    text = own_district.client.get(f"/registrations/{row.pk}/").text
    assert "พิมพ์ค้างไว้ ยังไม่นับ 1 แบบ" in text
    assert f'href="{section}"' in text
    assert "กำลังแก้ไขรายการนี้" in text
    text = own_province.client.get(f"/registrations/{row.pk}/").text
    assert "พิมพ์ค้างไว้" not in text
    assert "กำลังแก้ไขรายการนี้" not in text


def test_a_section_is_a_form_of_its_own(row, own_district):
    section = f"{edit(row)}contact/"
    autosave(own_district, open_form(own_district, section), email="ยังไม่จบ@")
    assert FormDraft.objects.get().form == "producer-contact"
    assert 'value="ยังไม่จบ@"' in own_district.client.get(section).text
    assert "ยังไม่จบ@" not in own_district.client.get(edit(row)).text
    assert "การติดต่อ" in own_district.client.get(FILING).text


def test_a_product_that_is_gone_is_no_link(row, own_district, colleague):
    url = f"/registrations/{row.pk}/products/1/"
    autosave(own_district, open_form(own_district, url), name="x")
    assert f'href="{url}"' in own_district.client.get(FILING).text
    colleague.client.post(f"{url}remove/", {"version": "1"})
    text = own_district.client.get(FILING).text
    assert "ผลิตภัณฑ์ลำดับ 1 (ถูกตัดออกแล้ว)" in text
    assert f'href="{url}"' not in text
