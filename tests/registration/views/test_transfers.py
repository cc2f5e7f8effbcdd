"""The pages of a move: asking, answering, taking over, and what each office sees of it."""

import pytest

from registration.models import JournalEntry, Producer, Registration, Transfer
from tests.factories import ProducerFactory, RegistrationFactory, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.transfers import moved, transfer

pytestmark = pytest.mark.django_db
PAGE = "/transfers/"
REASON = {"reason": "ย้ายโรงทอไปบ้านใหม่"}


@pytest.fixture
def now(plan, at):
    return at(moment("2561-2", "ENTRY"))


@pytest.fixture
def producer(now):
    return ProducerFactory(name="กลุ่มทอผ้าย้ายบ้าน", mobile="08 7777 1234", person_first_name="สมศรี")


def url(row, deed):
    return f"{PAGE}{row.pk}/{deed}/"


def shown(persona):
    return persona.client.get(PAGE).context["live"]


def test_the_whole_way(producer, own_district, other_district):
    response = other_district.client.post(PAGE, {"producer": producer.number, **REASON})
    assert (response.status_code, response.url) == (302, PAGE)
    row = Transfer.objects.get()
    assert "คำขอย้ายอำเภอที่รอท่านตอบ 1 ราย" in own_district.client.get("/").text
    assert "คำขอย้ายอำเภอที่รอท่านตอบ" not in other_district.client.get("/").text
    assert [d["name"] for d in shown(own_district)[0]["deeds"]] == ["agree", "refuse"]
    assert [d["name"] for d in shown(other_district)[0]["deeds"]] == ["withdraw_asking"]

    assert own_district.client.post(url(row, "agree"), REASON).url == PAGE
    assert "ตกลงแล้ว รอลงทะเบียนที่อำเภอใหม่" in own_district.client.get(PAGE).text
    assert shown(other_district)[0]["may_register"]
    assert not shown(own_district)[0]["may_register"]

    made = other_district.client.post(url(row, "register"))
    update = Registration.objects.get()
    assert made.url == f"/registrations/{update.pk}/"
    page = other_district.client.get(made.url)
    assert f"/register/{producer.number}/" not in page.text, "not its own yet"
    assert "กรอกสถานที่ผลิตใหม่" in page.text
    assert shown(other_district)[0]["registration"] == update.pk
    assert [d["refusal"].rule for d in shown(own_district)[0]["deeds"]] == ["registered"]


def test_what_was_typed_stays_when_the_window_has_closed_meanwhile(producer, other_district, at):
    at(moment("2561-2", "CERTIFICATION"))
    assert 'name="producer"' not in other_district.client.get(PAGE).text
    response = other_district.client.post(PAGE, {"producer": producer.number, **REASON})
    assert response.status_code == 409
    assert "พ้นช่วงเวลา" in str(response.context["form"].non_field_errors())
    assert REASON["reason"] in response.text
    assert not Transfer.objects.exists()


def test_how_much_the_new_district_learns(producer, own_district, other_district):
    """Number, name, type and the end of the citizen ID until both agree; of what came to nothing
    the number.
    """
    row = transfer("ASKED", producer)
    page = other_district.client.get(PAGE).text
    for text in (producer.number, producer.name, "เจ้าของรายเดียว", "x-xxxx-xxxxx-"):
        assert text in page
    for secret in (producer.citizen_id, producer.mobile, producer.person_first_name):
        assert secret not in page
    assert other_district.client.get(f"/register/{producer.number}/").status_code == 404

    own_district.client.post(url(row, "refuse"), REASON)
    page = other_district.client.get(PAGE).text
    assert producer.number in page
    assert producer.name not in page
    assert "x-xxxx" not in page
    assert producer.name in own_district.client.get(PAGE).text


def test_after_the_move_the_old_district_keeps_the_name_only(producer, own_district):
    row = transfer("DONE", producer)
    Producer.objects.filter(pk=producer.pk).update(district=row.to_district)

    page = own_district.client.get(PAGE).text

    assert producer.name in page
    assert f"/register/{producer.number}/" not in page


@pytest.mark.parametrize("number", ["3104-99999", "CANCELLED", "กขค", "3104-0000"])
def test_a_number_that_nobody_has(producer, other_district, number):
    """A cancelled one is answered like one that never was."""
    if number == "CANCELLED":
        number = ProducerFactory(state="CANCELLED").number
    before = contents()

    response = other_district.client.post(PAGE, {"producer": number, **REASON})

    assert response.status_code == 422
    assert "ไม่พบผู้ผลิตที่คงอยู่ตามเลขทะเบียนนี้" in response.text
    assert REASON["reason"] in response.text
    assert contents() == before


@pytest.mark.parametrize("typed", ["๓๑๐๔-๐๐๐๐๑", "3104 00001", "310400001", " 3104–00001 "])
def test_a_number_as_people_type_it(producer, other_district, typed):
    other_district.client.post(PAGE, {"producer": typed, **REASON})

    assert Transfer.objects.get().producer == producer


def test_what_holds_it_up_stands_on_the_form(producer, other_district):
    RegistrationFactory(kind="UPDATE", producer=producer)
    before = contents()

    response = other_district.client.post(PAGE, {"producer": producer.number, **REASON})

    assert response.status_code == 409
    assert "มีรายการลงทะเบียนที่ยังดำเนินการอยู่" in response.text
    assert producer.name not in response.text
    assert contents() == before
    empty = other_district.client.post(PAGE, {"producer": "", "reason": ""})
    assert empty.status_code == 422


@pytest.mark.parametrize("persona", ["own_province", "department", "reader"])
def test_only_a_district_asks(producer, personas, persona):
    before = contents()

    response = personas[persona].client.post(PAGE, {"producer": producer.number, **REASON})

    assert response.status_code == 403
    assert contents() == before


def test_a_province_reads_what_leaves_and_comes(producer, own_province, other_province):
    transfer("ASKED", producer, to="3201")

    page = own_province.client.get(PAGE)
    assert f"/register/{producer.number}/" in page.text
    assert page.context["live"][0]["deeds"] == []
    assert "ขอรับผู้ผลิต" not in page.text
    assert producer.name in other_province.client.get(PAGE).text
    assert f"/register/{producer.number}/" not in other_province.client.get(PAGE).text


def test_giving_away(producer, own_district):
    page = f"/register/{producer.number}/transfer/"
    assert page in own_district.client.get(f"/register/{producer.number}/").text
    assert own_district.client.get(page).status_code == 200

    for data in ({}, {"district": "3104"}, {"district": "9999"}):
        response = own_district.client.post(page, data | REASON)
        assert response.status_code in (409, 422), data
        assert REASON["reason"] in response.text
    assert not Transfer.objects.exists()
    assert own_district.client.post(page, {"district": "3201", **REASON}).url == PAGE
    row = Transfer.objects.get()
    assert (row.from_district_id, row.to_district_id, row.asking_district_id) == (
        "3104", "3201", "3104",
    )  # fmt: skip


@pytest.mark.parametrize("deed", ["agree", "refuse", "withdraw", "register"])
@pytest.mark.parametrize(
    ("persona", "status"),
    [("foreign_district", 404), ("own_province", 403), ("department", 403), ("reader", 403)],
)
def test_strangers_do_nothing(producer, personas, persona, status, deed):
    row = transfer("AGREED" if deed == "register" else "ASKED", producer)
    before = contents()

    assert personas[persona].client.post(url(row, deed), REASON).status_code == status
    assert contents() == before


def test_the_old_district_does_not_take_over_its_own(producer, own_district):
    row = transfer("AGREED", producer)

    assert own_district.client.post(url(row, "register")).status_code == 404


def test_out_of_the_window_everything_says_why(producer, own_district, other_district, at):
    asked, agreed = transfer("ASKED", producer), transfer("AGREED", ProducerFactory())
    at(moment("2561-2", "CERTIFICATION"))
    before = contents()

    assert "พ้นช่วงเวลา" in other_district.client.get(PAGE).context["asking_refusal"].sentence
    assert {d["refusal"].rule for each in shown(own_district) for d in each["deeds"]} == {
        "too_late"
    }
    taken = next(each for each in shown(other_district) if each["row"] == agreed)
    assert taken["entry_refusal"].rule == "too_late"
    for client, address in (
        (own_district.client, url(asked, "agree")),
        (other_district.client, url(agreed, "register")),
        (own_district.client, f"/register/{producer.number}/cancel/"),
    ):  # fmt: skip
        response = client.post(address, REASON)
        assert response.status_code == 409
        assert "พ้นช่วงเวลา" in response.text
    page = own_district.client.get(f"/register/{ProducerFactory().number}/").text
    assert page.count("พ้นช่วงเวลา") == 2, "moving and cancelling both say why not"
    assert own_district.client.get(f"/register/{producer.number}/transfer/").status_code == 409
    assert contents()["Transfer"] == before["Transfer"]


def test_the_producers_page_says_where_it_goes(producer, own_district, other_district):
    page = f"/register/{producer.number}/"
    asked = transfer("ASKED", producer)
    assert f"{PAGE}#transfer-{asked.pk}" in own_district.client.get(page).text
    assert f"{page}transfer/" not in own_district.client.get(page).text
    assert f"{page}cancel/" in own_district.client.get(page).text

    own_district.client.post(url(asked, "agree"), REASON)
    assert f"{page}cancel/" not in own_district.client.get(page).text
    Transfer.objects.update(state="DONE", done_at=moment("2561-2", "CERTIFICATION"))
    Producer.objects.update(district="3103")
    text = other_district.client.get(page).text
    assert "ไตรมาส 2561-2" in text
    assert "นางรอง" in text
    assert "นางรอง" in text


def test_a_cancellation_begins_on_the_producers_page(producer, own_district):
    response = own_district.client.post(f"/register/{producer.number}/cancel/")

    row = Registration.objects.get()
    assert (row.kind, row.producer) == ("CANCEL", producer)
    assert response.url == f"/registrations/{row.pk}/edit/"
    page = own_district.client.get(f"/register/{producer.number}/").text
    assert f"/registrations/{row.pk}/" in page
    assert "/cancel/" not in page


def test_the_journal_names_the_deeds(producer, own_district, other_district, own_province):
    other_district.client.post(PAGE, {"producer": producer.number, **REASON})

    for persona in (own_district, other_district, own_province):
        assert "ขอย้ายอำเภอ" in persona.client.get("/journal/").text
    assert JournalEntry.objects.filter(action="transfer.ask").count() == 2


def test_past_ones_turn_pages(now, own_district):
    for _n in range(31):
        transfer("REFUSED", ProducerFactory(products=0))
    first = own_district.client.get(PAGE)
    assert len(first.context["past"]) == 30
    second = own_district.client.get(PAGE + first.context["page"].next_url)
    assert len(second.context["past"]) == 1


def test_as_many_queries_for_many(now, own_district, other_district, own_province):
    def more():
        transfer("ASKED", ProducerFactory())
        transfer("AGREED", ProducerFactory())
        transfer("DONE", ProducerFactory())
        moved(ProducerFactory(district_id="3103"), "3104", "DRAFT")

    more()
    few = {persona: queries_of(persona.client, PAGE) for persona in (own_district, own_province)}
    for _n in range(4):
        more()
    for persona, n in few.items():
        assert queries_of(persona.client, PAGE) == n <= 12
