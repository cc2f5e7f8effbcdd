"""Likely duplicates as pages: seen before submitting, decided, asked about and answered."""

import pytest

from registration.models import DuplicateDecision, DuplicateInquiry, JournalEntry, Registration
from registration.services import encounters
from tests.duplicates import DecisionFactory, InquiryFactory, like
from tests.factories import ProducerFactory, RegistrationFactory, citizen_id, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
Q2 = "2561-2"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))


@pytest.fixture
def row(entry, own_district):
    return RegistrationFactory(
        entered_by=own_district.officer, name="ร้านทอผ้าบ้านโคกเหล็ก", person_first_name="ดวงใจ"
    )


@pytest.fixture
def near(row):
    return ProducerFactory(**like(row, citizen_id="", site_moo="9"))


@pytest.fixture
def far(row):
    return ProducerFactory(**like(row), district_id="3103")


def url(row, tail=""):
    return f"/registrations/{row.pk}/{tail}"


def verdict(row, near, **changes):
    sent = {
        "other": f"producer-{near.pk}", "version": row.version, "verdict": "DIFFERENT",
        "reason": "ตรวจบัตรแล้ว",
    }  # fmt: skip
    return sent | changes


# Seen


def test_the_registration_s_page_says_it_without_script(row, near, own_district):
    text = own_district.client.get(url(row)).text
    assert "อาจลงทะเบียนไว้แล้ว" in text
    assert url(row, "duplicates/") in text


def test_a_whole_one_is_not_said_to_be_ready_before_it_is_decided(row, near, own_district):
    read = own_district.client.get
    assert "ต้องพิจารณารายการที่อาจซ้ำก่อนยื่น" in read(url(row)).text
    own_district.client.post(url(row, "duplicates/decide/"), verdict(row, near))
    assert "ข้อมูลครบแล้ว ยื่นแบบได้" in read(url(row)).text


def test_submitting_names_it_and_leads_there(row, near, own_district):
    before = contents()
    response = own_district.client.post(url(row, "submit/"))
    assert response.status_code == 422
    assert "อาจเป็นรายเดียวกับ" in response.text
    assert f'href="{url(row, "duplicates/")}"' in response.text
    assert contents() == before


def test_the_own_one_stands_side_by_side(row, near, own_district):
    response = own_district.client.get(url(row, "duplicates/"))
    (one,) = response.context["found"]
    fields = {each["name"]: each for each in one["fields"]}
    assert fields["site_moo"] == {
        "name": "site_moo", "label": "หมู่ที่", "ours": "2", "theirs": "9", "differs": True,
    }  # fmt: skip
    assert fields["person_last_name"]["differs"] is False
    assert "site_postcode" in {each["name"] for each in one["alike"]} - set(fields)
    assert set(fields).isdisjoint(each["name"] for each in one["unlike"])
    assert near.number in response.text
    assert row.citizen_id not in response.text


def test_another_district_s_is_masked(row, far, own_district):
    text = own_district.client.get(url(row, "duplicates/")).text
    assert "กระสัง" in text
    assert "ร้านทอผ้…" in text
    assert "ขอให้อำเภอกระสังตรวจสอบ" in text
    assert far.number not in text
    assert "อีกรายหนึ่ง" not in text


def test_nobody_like_it_is_said(row, own_district):
    assert "ไม่พบรายการที่อาจซ้ำ" in own_district.client.get(url(row, "duplicates/")).text
    assert "อาจลงทะเบียนไว้แล้ว" not in own_district.client.get(url(row)).text


def test_the_province_sees_both_and_who_decided_why(row, far, own_province, own_district):
    DecisionFactory(registration=row, other=far, reason="คนละสาขากัน")
    text = own_province.client.get(url(row, "duplicates/")).text
    assert far.number in text
    assert "อีกรายหนึ่ง" in text
    assert "บันทึกผลการพิจารณา" not in text
    page = own_province.client.get(url(row)).text
    assert "คนละสาขากัน" in page
    assert own_district.officer.full_name in page


# Decided


def test_a_verdict_is_recorded(row, near, own_district):
    response = own_district.client.post(url(row, "duplicates/decide/"), verdict(row, near))
    assert response.headers["Location"] == url(row, "duplicates/")
    decision = DuplicateDecision.objects.get()
    assert (decision.other, decision.verdict, decision.reason) == (near, "DIFFERENT", "ตรวจบัตรแล้ว")
    assert "ตรวจบัตรแล้ว" in own_district.client.get(url(row, "duplicates/")).text
    assert "อาจลงทะเบียนไว้แล้ว" not in own_district.client.get(url(row)).text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"reason": ""}, 422), ({"verdict": ""}, 422), ({"verdict": "PERHAPS"}, 422),
        ({"version": ""}, 422), ({"version": 99}, 409), ({"other": "producer-0"}, 409),
    ],
)  # fmt: skip
def test_what_is_wrong_shows_and_nothing_is_lost(row, near, own_district, changes, status):
    before = contents()
    sent = verdict(row, near, **changes)
    response = own_district.client.post(url(row, "duplicates/decide/"), sent)
    assert response.status_code == status
    assert contents() == before
    assert "error-summary" in response.text
    if "reason" not in changes and "other" not in changes:
        assert "ตรวจบัตรแล้ว" in response.text


def test_the_certain_one_is_not_offered_as_another(row, own_district):
    same = ProducerFactory(**like(row))
    (one,) = own_district.client.get(url(row, "duplicates/")).context["found"]
    assert [value for value, _label in one["verdict_form"].fields["verdict"].choices] == [
        "ALLOWED", "SAME",
    ]  # fmt: skip
    response = own_district.client.post(url(row, "duplicates/decide/"), verdict(row, same))
    assert response.status_code == 409
    assert "เป็นคนละรายไม่ได้" in response.text
    assert "ถ้าพิมพ์เลขผิด" in response.text


def test_the_same_one_leads_to_withdrawing_or_updating(row, near, own_district):
    sent = verdict(row, near, verdict="SAME")
    own_district.client.post(url(row, "duplicates/decide/"), sent)
    text = own_district.client.get(url(row, "duplicates/")).text
    assert f'href="{url(row)}#withdraw"' in text
    assert f'href="/register/{near.number}/"' in text


def test_after_the_window_nothing_is_offered(row, near, own_district, at):
    at(moment(Q2, "ENTRY", "closes"))
    text = own_district.client.get(url(row, "duplicates/")).text
    assert "พ้นช่วงเวลา" in text
    assert "บันทึกผลการพิจารณา" not in text
    response = own_district.client.post(url(row, "duplicates/decide/"), verdict(row, near))
    assert response.status_code == 409
    assert not DuplicateDecision.objects.exists()


# Asked and answered


def test_asked_found_on_the_dashboard_and_answered(row, far, own_district, other_district):
    asked = {"other": f"producer-{far.pk}", "version": 1, "question": "ยังทำอยู่ไหม"}
    own_district.client.post(url(row, "duplicates/ask/"), asked)
    inquiry = DuplicateInquiry.objects.get()
    assert "อำเภออื่นถาม" in other_district.client.get("/").text
    assert "อำเภออื่นถาม" not in own_district.client.get("/").text

    text = other_district.client.get("/inquiries/").text
    assert far.number in text  # its own producer in full
    assert far.mobile in text
    assert "ยังทำอยู่ไหม" in text
    assert "เลขประจำตัวประชาชนตรงกัน" in text
    assert "ด…" in text
    assert "ดวงใจ ทดสอบระบบ ·" in text  # its own person
    masked = text.partition("<dt>ที่กำลังลงทะเบียน")[2].partition("<dt>")[0]
    assert row.person_first_name not in masked
    assert row.name not in masked

    other_district.client.post(f"/inquiries/{inquiry.pk}/answer/", {"text": "ย้ายไปแล้ว"})
    assert "ย้ายไปแล้ว" in own_district.client.get(url(row, "duplicates/")).text
    assert "อำเภออื่นถาม" not in other_district.client.get("/").text


def test_an_empty_answer_and_a_second_one(entry, own_district):
    inquiry = InquiryFactory(registration__district="3103")
    path = f"/inquiries/{inquiry.pk}/answer/"
    assert own_district.client.post(path, {"text": ""}).status_code == 422
    assert own_district.client.post(path, {"text": "ไม่ใช่"}).status_code == 302
    response = own_district.client.post(path, {"text": "ใช่"})
    assert response.status_code == 409
    assert "มีผู้ตอบแล้ว" in response.text
    assert DuplicateInquiry.objects.get().answer == "ไม่ใช่"


# Typed


def hint(client, **typed):
    return client.post("/duplicates/", {"producer_type": "SOLE", **typed})


def test_while_typing_it_says_who(row, own_district):
    response = hint(own_district.client, citizen_id=row.citizen_id)
    assert "อาจลงทะเบียนไว้แล้ว" in response.text
    assert row.name in response.text
    assert "<html" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_while_typing_an_own_name_nothing_is_written(row, own_district):
    before = contents()
    typed = {"name": row.name, "person_first_name": "ดวงใจ", "person_last_name": "ทดสอบระบบ"}
    assert row.name in hint(own_district.client, **typed).text
    assert contents() == before


@pytest.fixture
def foreign(entry):
    """In another province, where only a number is looked for."""
    return ProducerFactory(
        district_id="3201", citizen_id=citizen_id(815), name="โรงทอไหมบ้านอื่น",
        person_first_name="พิกุล", person_last_name="ต่างถิ่น", mobile="08 7654 3210",
        site_house_no="77/7",
    )  # fmt: skip


def told_nothing_of(one, text):
    for secret in (one.name, one.name[:4], one.person_first_name, one.person_last_name,
                   one.citizen_id, one.number, one.mobile, one.site_house_no, "…"):  # fmt: skip
        assert secret not in text


def test_while_typing_of_another_area_only_the_office_is_told(foreign, own_district):
    text = hint(own_district.client, citizen_id=foreign.citizen_id).text
    assert str(foreign.district) in text
    assert "มีผู้ลงทะเบียนด้วยเลขนี้" in text
    told_nothing_of(foreign, text)


def test_guesses_beside_the_id_are_not_confirmed(foreign, own_district):
    alone = hint(own_district.client, citizen_id=foreign.citizen_id).text
    guessed = {"name": foreign.name, "mobile": foreign.mobile, "person_first_name": "พิกุล",
               "person_last_name": foreign.person_last_name}  # fmt: skip
    assert hint(own_district.client, citizen_id=foreign.citizen_id, **guessed).text == alone


def test_a_like_name_in_the_province_tells_only_the_office(far, row, own_district):
    Registration.objects.filter(pk=row.pk).update(state="WITHDRAWN", withdrawn_at=row.entered_at,
                                                  withdrawn_by=row.entered_by)  # fmt: skip
    typed = {"name": far.name, "person_first_name": far.person_first_name,
             "person_last_name": far.person_last_name, "mobile": far.mobile}  # fmt: skip
    text = hint(own_district.client, **typed).text
    assert "กระสัง" in text
    assert "มีผู้ลงทะเบียนด้วยชื่อคล้ายกัน" in text
    told_nothing_of(far, text)


def test_who_was_met_by_whom_can_be_read_on_both_sides(
    foreign, own_district, own_province, foreign_district
):
    for _n in range(3):  # as the script asks again after each field
        hint(own_district.client, citizen_id=foreign.citizen_id)
    asked, met = JournalEntry.objects.filter(action__startswith="duplicate.").order_by("pk")
    assert (asked.action, asked.district_code, asked.officer) == (
        "duplicate.hint", "3104", own_district.officer,
    )  # fmt: skip
    assert asked.after == {"met": [f"producer-{foreign.pk}"]}
    assert (met.action, met.district_code, met.officer) == (
        "duplicate.met", "3201", own_district.officer,
    )  # fmt: skip
    assert (met.subject_kind, met.subject_id) == ("producer", str(foreign.pk))
    for persona in (own_district, own_province):
        text = persona.client.get("/journal/").text
        assert "ตรวจรายที่อาจซ้ำระหว่างพิมพ์" in text
        told_nothing_of(foreign, text)
    text = foreign_district.client.get("/journal/").text
    assert "อำเภออื่นพิมพ์ข้อมูลที่ตรงกับรายนี้" in text
    assert own_district.officer.full_name in text


def test_an_id_is_in_no_journal_no_log_and_no_answer(foreign, own_district, caplog):
    caplog.set_level("DEBUG")
    unknown = citizen_id(816)
    for digits in (foreign.citizen_id, unknown):
        text = hint(own_district.client, citizen_id=digits).text
        assert digits not in text
        assert digits not in caplog.text
        assert digits not in repr([vars(each) for each in JournalEntry.objects.all()])


def test_too_many_ids_are_answered_by_silence_and_the_form_still_saves(
    foreign, own_district, monkeypatch
):
    monkeypatch.setattr(encounters, "HINTS_AN_HOUR", 3)
    for n in range(3):
        assert "มากเกินกำหนด" not in hint(own_district.client, citizen_id=citizen_id(n + 1)).text
    response = hint(own_district.client, citizen_id=foreign.citizen_id)
    assert response.status_code == 200
    assert "มากเกินกำหนด" in response.text
    assert "บุรีรัมย์" not in response.text
    assert "สุรินทร์" not in response.text
    typed = {"producer_type": "SOLE", "name": "ร้านใหม่", "citizen_id": foreign.citizen_id}
    saved = own_district.client.post(f"/filings/3104/{Q2}/new/", typed)
    assert saved.status_code == 302


def test_saving_too_many_ids_keeps_what_was_typed(foreign, own_district, monkeypatch):
    monkeypatch.setattr(encounters, "IDS_AN_HOUR", 0)
    typed = {"producer_type": "SOLE", "name": "ร้านใหม่", "citizen_id": foreign.citizen_id}
    refused = own_district.client.post(f"/filings/3104/{Q2}/new/", typed)
    assert refused.status_code == 409
    assert "เว้นช่องเลขไว้" in refused.text
    assert "ร้านใหม่" in refused.text
    assert not Registration.objects.exists()
    saved = own_district.client.post(f"/filings/3104/{Q2}/new/", typed | {"citizen_id": ""})
    assert saved.status_code == 302


def test_a_number_alone_names_nobody_on_the_page_either(foreign, own_district):
    row = RegistrationFactory(entered_by=own_district.officer, citizen_id=foreign.citizen_id)
    text = own_district.client.get(url(row, "duplicates/")).text
    assert str(foreign.district) in text
    told_nothing_of(foreign, text)
    told_nothing_of(foreign, own_district.client.get(url(row)).text)
    told_nothing_of(foreign, own_district.client.post(url(row, "submit/")).text)


@pytest.mark.parametrize("persona", ["own_province", "department", "reader"])
def test_only_districts_are_hinted(foreign, personas, persona):
    before = contents()
    response = hint(personas[persona].client, citizen_id=foreign.citizen_id)
    assert response.status_code == 403
    assert personas["own_district"].client.get("/duplicates/").status_code == 405
    assert contents() == before


def test_nobody_and_nonsense_say_nothing(row, own_district):
    for typed in ({}, {"name": "ก"}, {"citizen_id": "๑๒x"}, {"site_subdistrict": "999999"}):
        response = hint(own_district.client, **typed)
        assert (response.status_code, response.text.strip()) == (200, "")


def test_the_form_of_a_new_one_asks_and_an_edit_does_not(row, own_district):
    new = own_district.client.get(f"/filings/3104/{Q2}/new/?type=SOLE").text
    assert 'data-duplicates="/duplicates/"' in new
    assert "data-duplicates" not in own_district.client.get(url(row, "edit/")).text
