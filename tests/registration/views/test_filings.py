"""A district's filing: who sees it, what it says, handing over, taking back."""

import pytest

from registration.enums import FilingState, Kind, RegistrationState
from registration.models import Filing, Registration
from tests.factories import (
    FilingFactory,
    ProducerFactory,
    RegistrationFactory,
    moment,
    set_filing_state,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
PAGE = f"/filings/3104/{Q2}/"
HAND_OVER, TAKE_BACK = f"{PAGE}hand-over/", f"{PAGE}take-back/"
FROM = f"{PAGE}carry/"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))


def state_of(district="3104"):
    return Filing.objects.get(district=district, quarter=Q2).state


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("own_district", 200), ("other_district", 404), ("foreign_district", 404),
        ("own_province", 200), ("other_province", 404), ("department", 200), ("reader", 403),
    ],
)  # fmt: skip
def test_who_sees_it(entry, personas, persona, status):
    assert personas[persona].client.get(PAGE).status_code == status


@pytest.mark.parametrize("url", [HAND_OVER, TAKE_BACK, f"{PAGE}new/", FROM])
@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("other_district", 404), ("own_province", 403), ("department", 403), ("reader", 403),
    ],
)  # fmt: skip
def test_only_the_own_district_works_in_it(entry, personas, url, persona, status):
    before = contents()
    assert personas[persona].client.post(url, {"update": "3104-00001"}).status_code == status
    assert contents() == before


def test_counts_drafts_and_what_they_lack(own_district, entry):
    draft = RegistrationFactory(founded_year=None)
    RegistrationFactory(state=RegistrationState.SUBMITTED)
    page = own_district.client.get(PAGE)
    assert [(tile["number"], str(tile["label"])) for tile in page.context["tiles"]][:2] == [
        (1, "ร่าง"), (0, "ส่งกลับแก้ไข"),
    ]  # fmt: skip
    assert f"/registrations/{draft.pk}/edit/" in page.text
    assert "#id_founded_year" in page.text
    assert "ยังมีร่างที่ไม่ได้ยื่น 1 รายการ" in page.text
    assert draft.citizen_id not in page.text


def test_what_the_province_sees_has_no_buttons(own_province, entry):
    RegistrationFactory(founded_year=None)
    text = own_province.client.get(PAGE).text
    assert HAND_OVER not in text
    assert f"{PAGE}new/" not in text


def test_filters(own_district, entry):
    RegistrationFactory(name="กลุ่มทอผ้าบ้านทดสอบ")
    RegistrationFactory(name="ขนมไทยทดสอบ", state=RegistrationState.SUBMITTED)

    def found(query):
        return [row.name for row in own_district.client.get(PAGE + query).context["page"].rows]

    assert found("?text=ทอผ้า") == ["กลุ่มทอผ้าบ้านทดสอบ"]
    assert found("?state=SUBMITTED") == ["ขนมไทยทดสอบ"]
    assert found("?kind=CANCEL") == []
    assert len(found("?state=NONSENSE")) == 2


def test_pages(own_district, entry):
    RegistrationFactory.create_batch(51, products=0)
    first = own_district.client.get(PAGE)
    assert len(first.context["page"].rows) == 50
    second = own_district.client.get(PAGE + first.context["page"].next_url)
    assert [row.sequence for row in second.context["page"].rows] == [51]


def test_names_are_escaped(own_district, entry):
    row = RegistrationFactory(name="<script>alert(1)</script>", person_last_name="<b>x</b>")
    for url in (PAGE, f"/registrations/{row.pk}/", f"/registrations/{row.pk}/edit/"):
        text = own_district.client.get(url).text
        assert "<script>alert" not in text
        assert "<b>x" not in text
        assert "&lt;script&gt;" in text


def test_handed_over_with_everything_submitted(own_district, entry):
    RegistrationFactory(state=RegistrationState.SUBMITTED)
    assert own_district.client.post(HAND_OVER).headers["Location"] == PAGE
    assert state_of() == FilingState.HANDED_OVER
    text = own_district.client.get(PAGE).text
    assert TAKE_BACK in text
    assert f"{PAGE}new/" not in text


def test_drafts_hold_the_filing_back(own_district, entry):
    RegistrationFactory()
    before = contents()
    response = own_district.client.post(HAND_OVER)
    assert response.status_code == 409
    assert "ยังมีร่างที่ไม่ได้ยื่น 1 รายการ" in response.text
    assert contents() == before


def test_nothing_registered_must_be_declared(own_district, entry):
    before = contents()
    assert own_district.client.post(HAND_OVER).status_code == 409
    assert contents() == before
    own_district.client.post(HAND_OVER, {"nil": "1"})
    assert Filing.objects.get(district="3104", quarter=Q2).is_nil
    assert "รับรองว่าไม่มีผู้ลงทะเบียน" in own_district.client.get(PAGE).text


def test_taken_back_until_the_province_decides(own_district, entry):
    row = RegistrationFactory(state=RegistrationState.SUBMITTED)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    own_district.client.post(TAKE_BACK)
    assert state_of() == FilingState.ENTRY
    set_filing_state(Filing.objects.get(pk=row.filing_id), FilingState.HANDED_OVER,
                     by=own_district.officer)  # fmt: skip
    Registration.objects.update(
        state=RegistrationState.REJECTED, decision_reason="x", rejected_at=row.entered_at,
        rejected_by=own_district.officer,
    )  # fmt: skip
    assert own_district.client.post(TAKE_BACK).status_code == 409
    assert "เรียกแฟ้มกลับไม่ได้" in own_district.client.get(PAGE).text


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
@pytest.mark.parametrize("url", [HAND_OVER, TAKE_BACK, FROM])
def test_every_instant_of_the_window(own_district, plan, at, url, where, status):
    producer = ProducerFactory()
    if url == TAKE_BACK:
        set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "ENTRY", where))
    before = contents()
    response = own_district.client.post(url, {"nil": "1", "update": producer.number})
    assert response.status_code == status
    if status == 409:
        assert contents() == before
        assert "อำเภอลงทะเบียน" in response.text


def test_a_locked_filing_says_why(own_district, plan, at):
    at(moment(Q2, "ENTRY", "closes"))
    text = own_district.client.get(PAGE).text
    assert "พ้นช่วงเวลา" in text
    assert "๐๐๑๙" in text  # the order that set it
    assert f"{PAGE}new/" not in text
    response = own_district.client.get(f"{PAGE}new/")
    assert response.status_code == 409
    assert "พ้นช่วงเวลา" in response.text


def test_update_begins_as_a_copy(own_district, entry):
    producer = ProducerFactory(products=2)
    assert producer.number in own_district.client.get(FROM).text
    response = own_district.client.post(FROM, {"update": producer.number})
    row = Registration.objects.get()
    assert response.headers["Location"] == f"/registrations/{row.pk}/edit/"
    assert (row.kind, row.name, row.products.count()) == (Kind.UPDATE, producer.name, 2)
    assert not row.declared
    assert own_district.client.get(FROM).context["page"].rows == []
    before = contents()
    assert own_district.client.post(FROM, {"update": producer.number}).status_code == 409
    assert contents() == before


def test_cancel_asks_for_its_reason(own_district, entry):
    producer = ProducerFactory()
    response = own_district.client.post(FROM, {"cancel": producer.number})
    row = Registration.objects.get()
    assert response.headers["Location"] == f"/registrations/{row.pk}/edit/"
    page = own_district.client.get(response.headers["Location"])
    assert "id_cancel_reason" in page.text
    assert "id_producer_type" not in page.text
    assert own_district.client.post(f"/registrations/{row.pk}/submit/").status_code == 422
    version = Registration.objects.get().version
    own_district.client.post(
        f"/registrations/{row.pk}/edit/",
        {"version": version, "cancel_reason": "OTHER", "informant": "SELF", "declared": "on"},
    )
    response = own_district.client.post(f"/registrations/{row.pk}/submit/")
    assert "ระบุรายละเอียดของเหตุที่ยกเลิก" in response.text
    version = Registration.objects.get().version
    own_district.client.post(
        f"/registrations/{row.pk}/edit/",
        {"version": version, "cancel_reason": "CEASED", "informant": "SELF", "declared": "on"},
    )
    assert own_district.client.post(f"/registrations/{row.pk}/submit/").status_code == 302


def test_another_districts_producer_does_not_exist(own_district, entry):
    foreign = ProducerFactory(district_id="3103")
    before = contents()
    assert foreign.number not in own_district.client.get(FROM).text
    assert own_district.client.post(FROM, {"update": foreign.number}).status_code == 404
    assert own_district.client.post(FROM, {"update": "9999-99999"}).status_code == 404
    assert own_district.client.post(FROM).status_code == 404
    assert contents() == before


def test_search_of_the_register_needs_three_letters(own_district, entry):
    ProducerFactory(name="กลุ่มจักสานทดสอบ")
    assert own_district.client.get(f"{FROM}?text=จักสาน").context["page"].rows
    assert own_district.client.get(f"{FROM}?text=ไม่มีจริง").context["page"].rows == []
    assert "พิมพ์อย่างน้อย 3 ตัวอักษร" in own_district.client.get(f"{FROM}?text=จ").text


@pytest.mark.parametrize("url", [PAGE, FROM])
def test_as_many_queries_for_fifty_rows(own_district, entry, url):
    ProducerFactory()
    RegistrationFactory(founded_year=None)
    own_district.client.get(url)
    one = queries_of(own_district.client, url)
    ProducerFactory.create_batch(20)
    RegistrationFactory.create_batch(20, founded_year=None)
    assert queries_of(own_district.client, url) == one
    assert one <= 13  # one of them for the clock bar of training


def test_all_complete_drafts_are_submitted_at_one_press(entry, own_district):
    RegistrationFactory.create_batch(2)
    RegistrationFactory(name="")
    assert "ยื่นทุกร่างที่ครบแล้ว" in own_district.client.get(PAGE).content.decode()

    answer = own_district.client.post(f"{PAGE}submit/", follow=True)

    assert [str(each) for each in answer.context["messages"]] == [
        "ยื่นแบบแล้ว 2 ราย", "อีก 1 ร่างยังขาดข้อมูลหรือต้องตอบข้อสงสัย ดูในแต่ละร่าง",
    ]  # fmt: skip
