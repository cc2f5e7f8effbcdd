"""The page of who has not finished: chosen, previewed with a letter, then sent."""

import re

import pytest

from registration.enums import Step
from registration.models import Message, Province
from registration.services import orders
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
URL = f"/reminders/{QUARTER}/"


@pytest.fixture
def late(plan, at):
    return at(moment(QUARTER, Step.CERTIFICATION))


@pytest.fixture
def entry(plan, at):
    return at(moment(QUARTER, Step.ENTRY))


def offices(response):
    return [row["late"].task.office for row in response.context["rows"]]


def preview(persona, *codes):
    return persona.client.get(f"{URL}preview/", {"office": codes})


def test_from_the_list_to_the_message(own_province, own_district, late):
    page = own_province.client.get(URL)
    assert offices(page) == ["3103", "3104"]
    assert URL in own_province.client.get("/").text
    shown = preview(own_province, "3104")
    assert "จังหวัดบุรีรัมย์ขอให้เร่งดำเนินการ: ยังไม่ส่งแฟ้ม พ้นกำหนดเมื่อวันที่ 16 มี.ค. 2561" in shown.text
    assert Message.objects.count() == 0

    sent = own_province.client.post(f"{URL}send/", {"office": ["3104"]}, follow=True)
    assert "ส่งข้อความติดตามแล้ว 1 แห่ง" in sent.text
    assert "ยังแจ้งซ้ำไม่ได้" in sent.text
    inbox = own_district.client.get("/messages/")
    assert "จังหวัดบุรีรัมย์ขอให้เร่งดำเนินการ" in inbox.text
    again = own_province.client.post(f"{URL}send/", {"office": ["3104"]})
    assert again.status_code == 409
    assert "ภายในหนึ่งชั่วโมง" in again.text


def test_nobody_chosen_is_said_on_the_list(own_province, late):
    response = preview(own_province)
    assert response.status_code == 422
    assert "อย่างน้อยหนึ่งแห่ง" in response.text
    assert offices(response) == ["3103", "3104"]


def test_a_foreign_office_is_not_there(own_province, department, late):
    assert preview(own_province, "3201").status_code == 404
    assert preview(department, "3104").status_code == 404
    before = contents()
    response = own_province.client.post(f"{URL}send/", {"office": ["3104", "3201"]})
    assert (response.status_code, contents()) == (404, before)
    assert own_province.client.get("/reminders/2570-1/").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown", "ticked"),
    [
        ("", ["3103", "3104"], set()),
        ("?tick=all", ["3103", "3104"], {"3103", "3104"}),
        ("?tick=over", ["3103", "3104"], {"3103"}),
        ("?show=over", ["3103"], set()),
        ("?show=over&tick=all", ["3103"], {"3103"}),
        ("?show=x&tick=x", ["3103", "3104"], set()),
    ],
)
def test_showing_and_ticking(own_province, department, late, query, shown, ticked):
    orders.extend(
        by=department.by, on=late, quarter=QUARTER, step=Step.ENTRY, until_on=late.date(),
        reason="น้ำท่วม", scope="DISTRICT", district="3104",
    )  # fmt: skip
    response = own_province.client.get(URL + query)
    assert (offices(response), response.context["ticked"]) == (shown, ticked)
    assert response.text.count("checked>") == len(ticked)


def test_who_was_pressed_just_now_is_not_ticked_and_left_out(own_province, own_district, late):
    own_province.client.post(f"{URL}send/", {"office": ["3104"]})
    assert own_province.client.get(f"{URL}?tick=all").context["ticked"] == {"3103"}
    assert preview(own_province, "3103", "3104").context["n_to_tell"] == 1
    sent = own_province.client.post(f"{URL}send/", {"office": ["3103", "3104"]}, follow=True)
    assert "ไม่ส่งซ้ำ" in sent.text
    assert "อำเภอนางรอง" in sent.text


def letter(persona, *codes):
    return preview(persona, *codes).context["letter"]


def test_the_letter_to_one_district(own_province, entry):
    text = letter(own_province, "3104")
    assert "เรียน  นายอำเภอนางรอง" in text
    assert "ศาลากลางจังหวัดบุรีรัมย์" in text
    assert "ตามหนังสือจังหวัดบุรีรัมย์ ที่ บร ๐๐๑๙ /ว ๗๕๕ ลงวันที่ ๑๗ กุมภาพันธ์ ๒๕๖๑" in text
    assert "ระหว่างวันที่ ๓ มกราคม – ๑๖ มีนาคม ๒๕๖๑ นั้น" in text
    assert "เมื่อวันที่ ๓ มกราคม ๒๕๖๑ เวลา ๑๐.๐๐ น." in text
    assert "ให้แล้วเสร็จภายในวันที่ ๑๖ มีนาคม ๒๕๖๑" in text
    assert "ผู้ว่าราชการจังหวัดบุรีรัมย์" in text
    assert not re.search("[0-9]", text)


def test_the_letter_to_several_has_a_list(own_province, late):
    factories.RegistrationFactory()
    text = letter(own_province, "3103", "3104")
    assert "เรียน  นายอำเภอ (ตามบัญชีรายชื่อท้ายหนังสือ)" in text
    assert "จำนวน ๒ แห่ง" in text
    assert "๒. อำเภอนางรอง  ยังไม่ส่งแฟ้ม ร่างที่ยังไม่ยื่น ๑ รายการ" in text
    assert "พ้นกำหนดเมื่อวันที่ ๑๖ มีนาคม ๒๕๖๑" in text


def test_the_departments_letter(department, late):
    text = letter(department, "10", "31")
    assert "เรียน  ผู้ว่าราชการกรุงเทพมหานคร และผู้ว่าราชการจังหวัด" in text
    assert "อธิบดีกรมการพัฒนาชุมชน" in text
    assert "๑. กรุงเทพมหานคร  ยังไม่ประกาศรับรอง" in text
    assert "เรียน  ผู้ว่าราชการจังหวัดบุรีรัมย์" in letter(department, "31")


def test_bangkok_has_its_own_words(plan, at):
    from registration.enums import Role
    from tests.personas import make_persona

    at(moment(QUARTER, Step.ENTRY))
    bangkok = make_persona("province10", Role.PROVINCE, "10")
    text = letter(bangkok, "1001")
    assert "เรียน  ผู้อำนวยการเขตพระนคร" in text
    assert "ศาลาว่าการกรุงเทพมหานคร" in text
    assert "เขตพระนคร ยังไม่ส่งแฟ้ม" in text
    assert Province.objects.get(pk="10").name == "กรุงเทพมหานคร"


def test_the_letter_is_thai_for_whoever_reads_english(own_province, entry):
    own_province.client.cookies["django_language"] = "en"
    text = letter(own_province, "3104")
    assert not re.search("[a-z]", text)


def test_all_have_finished(own_province, department, plan, at):
    at(moment(QUARTER, Step.ENTRY, "before"))
    for persona in (own_province, department):
        assert "ไม่มีผู้ที่ต้องติดตาม" in persona.client.get(URL).text
