"""Likely duplicates as pages: seen before submitting, decided, asked about and answered."""

import pytest

from registration.models import DuplicateDecision, DuplicateInquiry
from tests.duplicates import DecisionFactory, InquiryFactory, like
from tests.factories import ProducerFactory, RegistrationFactory, moment
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


def test_the_same_one_is_said_once_and_asks_no_more(row, near, own_district, own_province):
    own_district.client.post(url(row, "duplicates/decide/"), verdict(row, near, verdict="SAME"))
    text = own_district.client.get(url(row, "duplicates/")).text
    assert "จึงยื่นแบบไม่ได้" in text
    assert "ต้องพิจารณาอีก" not in text
    assert text.count('class="timeline__note"') == 1
    page = own_district.client.get(url(row)).text
    assert "จึงยื่นแบบไม่ได้" in page
    assert "ต้องพิจารณารายการที่อาจซ้ำก่อนยื่น" not in page
    # Withdrawing is the district's to do.
    assert "#withdraw" not in own_province.client.get(url(row, "duplicates/")).text


def test_who_is_the_same_elsewhere_leads_to_moving(row, far, own_district):
    own_district.client.post(url(row, "duplicates/decide/"), verdict(row, far, verdict="SAME"))
    assert 'href="/transfers/"' in own_district.client.get(url(row, "duplicates/")).text
    sentence = own_district.client.post(url(row, "submit/")).text
    assert "ให้ถอนรายการนี้" in sentence
    assert "แล้วปรับปรุงข้อมูลรายเดิมแทน" not in sentence


def test_a_verdict_on_somebody_who_is_alike_no_more_is_kept_below(row, near, own_district):
    own_district.client.post(url(row, "duplicates/decide/"), verdict(row, near))
    type(near).objects.filter(pk=near.pk).update(state="CANCELLED")
    text = own_district.client.get(url(row, "duplicates/")).text
    assert "ผลการพิจารณาก่อนหน้า" in text
    assert "ตรวจบัตรแล้ว" in text


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
