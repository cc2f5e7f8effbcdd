"""What a district reads and does about a return, and what the province reads afterwards."""

from datetime import date

import pytest

from registration.enums import FilingState, RegistrationState, Step
from registration.models import (
    FormDraft,
    JournalEntry,
    Registration,
    Remark,
    ReturnGrant,
    ReturnReason,
)
from registration.services import certifications, decisions, orders, registrations
from tests import factories
from tests.factories import QUARTER, RegistrationFactory, moment, set_filing_state
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.registration.views.sheets import producer_sheet

R = RegistrationState
LIST = f"/filings/3104/{QUARTER}/returned/"
ON = moment(QUARTER, Step.CERTIFICATION)


def page(row, tail=""):
    return f"/registrations/{row.pk}/{tail}"


@pytest.fixture
def submitted(plan, at, own_district):
    row = RegistrationFactory(state=R.SUBMITTED, products=2, entered_by=own_district.officer)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(ON)
    return row


def send_back(persona, row, **flags):
    flags = flags or {"name": "สะกดผิด", "product-2": "ราคาไม่ตรง", "evidence": ""}
    return decisions.send_back(
        by=persona.by, on=ON, registration=row.pk, comment="ขอให้ตรวจ", flags=flags,
        until_on=date(2018, 3, 21),
    )  # fmt: skip


@pytest.fixture
def returned(submitted, own_province):
    return send_back(own_province, submitted)


def rename(own_district, row, name="ร้านชื่อใหม่", on=ON):
    return registrations.edit(
        by=own_district.by, on=on, registration=row.pk, version=row.version, values={"name": name}
    )


# Sending back


def test_the_form_proposes_a_working_day_before_the_end(own_province, submitted, at):
    def proposed(on):
        at(on)
        return own_province.client.get(page(submitted, "return/"))

    first = proposed(ON)
    assert 'value="22/03/2561"' in first.text
    assert "หนึ่งวันทำการก่อนวันสุดท้าย" in first.text
    last = proposed(moment(QUARTER, Step.CERTIFICATION, "last"))
    assert 'value="23/03/2561"' in last.text
    assert "ภายในวันเดียวกัน" in last.text


@pytest.fixture
def listed(db):
    ReturnReason.objects.create(code="blurred", name="ภาพถ่ายไม่ชัด", for_reject=True)
    ReturnReason.objects.create(code="wrong", name="สะกดผิด")


def test_listed_reasons_are_ticked(own_province, submitted, listed):
    sheet = {"reasons": ["blurred", "wrong"], "until_on": "21/3/2561", "flag-name": "on"}
    own_province.client.post(page(submitted, "return/"), sheet)

    assert Registration.objects.get().decision_reason == "ภาพถ่ายไม่ชัด, สะกดผิด"


def test_rejecting_asks_for_one_of_both(own_province, submitted, listed):
    before = contents()
    for sheet in ({}, {"reason": " "}, {"reasons": ["wrong"]}):  # that one is for returning only
        answer = own_province.client.post(page(submitted, "reject/"), sheet)
        assert answer.status_code == 422
        assert answer.context["reject_form"].errors
    assert contents() == before
    own_province.client.post(page(submitted, "reject/"), {"reasons": ["blurred"]})
    assert Registration.objects.get().decision_codes == ["blurred"]


def test_a_second_return_shows_what_was_said(own_province, own_district, returned):
    decisions.submit(
        by=own_district.by, on=ON, registration=returned.pk, answers={"name": "ตรงตามบัตรแล้ว"}
    )
    assert "ตรงตามบัตรแล้ว" in own_province.client.get(page(returned, "return/")).text


# What to mend


def test_the_list_tells_each_thing_with_then_now_and_where(own_district, returned):
    rename(own_district, returned)
    found = own_district.client.get(LIST)
    ((row, card),) = found.context["found"]

    assert row.pk == returned.pk
    assert [(f.key, f.is_mended) for f in card.flags] == [
        ("name", True), ("product-2", False), ("evidence", False),
    ]  # fmt: skip
    name, product, evidence = card.flags
    assert (name.then, name.now) == (returned.name, "ร้านชื่อใหม่")
    assert name.place.url == page(returned, "edit/producer/#id_name")
    assert product.place.url == page(returned, "products/2/")
    assert evidence.place.url == page(returned, "evidence/")
    for text in (returned.name, "ร้านชื่อใหม่", "สะกดผิด", "21 มีนาคม 2561", name.place.url):
        assert text in found.text


def test_only_returned_ones_of_the_filing_are_listed(own_district, own_province, returned):
    RegistrationFactory(filing=returned.filing, state=R.SUBMITTED, name="ร้านที่ยังรอ")
    elsewhere = RegistrationFactory(district="3103", state=R.SUBMITTED, name="ร้านข้างบ้าน")
    set_filing_state(elsewhere.filing, FilingState.HANDED_OVER, by=own_district.officer)
    send_back(own_province, elsewhere)
    text = own_district.client.get(LIST).text

    assert "ร้านที่ยังรอ" not in text
    assert "ร้านข้างบ้าน" not in text


def test_the_dashboard_counts_them_and_names_the_nearest_day(own_district, returned, department):
    seen = own_district.client.get("/")
    assert "ส่งกลับ 1 รายการ" in seen.context["next"].title
    assert "21 มีนาคม 2561" in seen.context["next"].text
    assert LIST in seen.text
    shorter = orders.NewWindow(QUARTER, "CERTIFICATION", ON.date(), date(2018, 3, 20), None)
    orders.issue(
        by=department.by, on=ON, number="ว 800", dated_on=ON.date(), issuer="กรมฯ", subject="ปรับ",
        windows=[shorter],
    )  # fmt: skip
    assert "20 มีนาคม 2561" in own_district.client.get("/").context["next"].text
    assert "20 มีนาคม 2561" in own_district.client.get(LIST).text


def test_flagged_fields_stand_out_beside_what_was_said(own_district, returned):
    for tail in ("edit/", "edit/producer/"):
        found = own_district.client.get(page(returned, tail))
        drawn = {
            each["field"].name: each
            for part in found.context["parts"]
            for each in part["fields"] + part["folded"]
        }
        assert {name for name, each in drawn.items() if each["flagged"]} == {"name"}
        assert [r.text for r in drawn["name"]["remarks"]] == ["สะกดผิด"]
        assert all(each["field"].field.disabled for n, each in drawn.items() if n != "name")


def test_a_seldom_field_that_is_flagged_is_unfolded(own_district, own_province, submitted):
    send_back(own_province, submitted, name="", email="ผิด")
    parts = own_district.client.get(page(submitted, "edit/")).context["parts"]
    assert [part["unfolded"] for part in parts] == [False, True]


def test_saving_a_section_leads_on_to_the_next_flagged_one(own_district, own_province, submitted):
    row = send_back(own_province, submitted, name="", mobile="", site_moo="")
    sent = []
    for section in ("producer", "site", "contact"):
        row.refresh_from_db()
        sheet = producer_sheet(version=row.version, citizen_id="", then="next")
        sent.append(own_district.client.post(page(row, f"edit/{section}/"), sheet)["Location"])

    assert sent == [page(row, "edit/site/"), page(row, "edit/contact/"), page(row) + "#mending"]


# Answers


def test_answers_are_saved_before_sending(own_district, own_province, returned):
    sheet = {"answer-name": "ตรงบัตร", "answer-whole": "กำลังแก้", "answer-evidence": " "}
    own_district.client.post(page(returned, "answers/"), sheet)

    said = Remark.objects.filter(is_answer=True).values_list("field", "text")
    assert sorted(said) == [("", "กำลังแก้"), ("name", "ตรงบัตร")]
    for persona in (own_district, own_province):
        text = persona.client.get(page(returned)).text
        assert "ตรงบัตร" in text
        assert own_district.by.name in text


def test_answers_go_along_when_it_is_sent(own_district, returned):
    text = own_district.client.get(page(returned)).text
    assert 'form="resubmit"' in text
    assert 'id="resubmit"' in text
    own_district.client.post(page(returned, "submit/"), {"answer-name": "ตรงบัตร"})

    assert Registration.objects.get().state == R.SUBMITTED
    assert Remark.objects.get(is_answer=True).resolved_at == ON


def test_an_answer_is_not_lost_when_something_is_missing(own_district, returned):
    rename(own_district, returned, name="")
    n = Remark.objects.count()
    answer = own_district.client.post(page(returned, "submit/"), {"answer-name": "ตรงบัตร"})

    assert answer.status_code == 422
    assert ">\nตรงบัตร</textarea>" in answer.text
    assert Remark.objects.count() == n


@pytest.mark.parametrize("tail", ["submit/", "answers/"])
def test_an_answer_is_not_lost_when_the_grant_has_ended(own_district, returned, at, tail):
    at(factories.at(2018, 3, 22, 0))
    n = Remark.objects.count()
    answer = own_district.client.post(page(returned, tail), {"answer-name": "ตรงบัตร"})

    assert answer.status_code == 409
    assert ">\nตรงบัตร</textarea>" in answer.text
    assert "21 มีนาคม 2561" in answer.text
    assert Remark.objects.count() == n


@pytest.mark.parametrize(
    ("deed", "persona", "status"),
    [
        ("answers/", "own_province", 403), ("answers/", "other_district", 404),
        ("answers/", "foreign_district", 404), ("answers/", "department", 403),
        ("answers/", "reader", 403), ("call-back/", "own_district", 403),
        ("call-back/", "other_province", 404), ("call-back/", "department", 403),
        ("call-back/", "reader", 403),
    ],
)  # fmt: skip
def test_who_may_not(returned, personas, deed, persona, status):
    before = contents()
    sheet = {"answer-name": "x", "reason": "x"}
    assert personas[persona].client.post(page(returned, deed), sheet).status_code == status
    assert contents() == before


# What the province reads afterwards


def test_the_province_reads_only_what_changed(own_district, own_province, returned):
    rename(own_district, returned)
    decisions.submit(by=own_district.by, on=ON, registration=returned.pk)
    found = own_province.client.get(page(returned))
    card = found.context["returned"]

    assert [(c["before"], c["after"]) for c in card.changes] == [(returned.name, "ร้านชื่อใหม่")]
    assert [flag.key for flag in card.untouched] == ["product-2", "evidence"]
    assert found.context["is_second_look"]
    assert found.text.index("สิ่งที่เปลี่ยนไปตั้งแต่ส่งกลับ") < found.text.index("ดูข้อมูลทั้งรายการ")
    assert "ขอให้แก้ แต่ไม่เปลี่ยนแปลง" in found.text
    assert queries_of(own_province.client, page(returned)) <= 12


def test_called_back_from_the_page(own_province, returned):
    assert page(returned, "call-back/") in own_province.client.get(page(returned)).text
    before = contents()
    assert own_province.client.post(page(returned, "call-back/")).status_code == 409
    assert contents() == before
    own_province.client.post(page(returned, "call-back/"), {"reason": "ส่งผิดราย"})
    assert Registration.objects.get().state == R.SUBMITTED


def test_what_was_returned_before_this_was_kept_is_still_readable(own_district, returned):
    ReturnGrant.objects.update(said={})
    text = own_district.client.get(page(returned)).text
    assert "สะกดผิด" in text
    assert "ยังไม่แก้ไข" not in text


# A form that is open while the grant ends


def _announce(own_province, own_district):
    certifications.announce(
        by=own_province.by, on=ON, province="31", quarter=QUARTER, number="1/2561",
        dated_on=ON.date(), signatory="นายทดสอบ", signatory_position="ผู้ว่าราชการจังหวัด",
        without_reason="อำเภออื่นไม่ส่ง",
    )  # fmt: skip


@pytest.mark.parametrize("end", ["day", "call back", "announce", "resubmit"])
def test_what_is_typed_is_kept_when_the_grant_ends(own_district, own_province, returned, at, end):
    client = own_district.client
    client.get(page(returned, "edit/producer/"))
    if end == "day":
        at(factories.at(2018, 3, 22, 0))
    elif end == "call back":
        decisions.call_back(by=own_province.by, on=ON, registration=returned.pk, reason="พลาด")
    elif end == "announce":
        _announce(own_province, own_district)
    else:
        decisions.submit(by=own_district.by, on=ON, registration=returned.pk)
    n = JournalEntry.objects.count()
    sheet = {"version": returned.version, "name": "ชื่อที่พิมพ์ค้าง"}
    answer = client.post(page(returned, "edit/producer/"), sheet)

    assert answer.status_code == 409
    assert "ชื่อที่พิมพ์ค้าง" in answer.text
    assert "ชื่อที่พิมพ์ค้าง" not in Registration.objects.get().name
    assert JournalEntry.objects.count() == n
    assert "name=" in FormDraft.objects.get().content
