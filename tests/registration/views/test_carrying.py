"""The page that carries the register forward: one tap each, many at once, what lapsed."""

import pytest

from registration.enums import Kind
from registration.models import Producer, Registration, Transfer
from tests.factories import (
    LONG_AGO,
    FilingFactory,
    OfficerFactory,
    ProducerFactory,
    RegistrationFactory,
    moment,
    set_filing_state,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
FILING = f"/filings/3104/{Q2}/"
PAGE, RESULT = f"{FILING}carry/", f"{FILING}carry/result/"


@pytest.fixture
def entry(plan, at):
    at(moment(Q2, "ENTRY"))


@pytest.fixture
def tap(own_district, entry):
    """Post to the page; ``query`` is the filter it was posted from."""

    def post(query="", **data):
        return own_district.client.post(PAGE + query, data)

    return post


def lapse(**values):
    return RegistrationFactory(**{"quarter_id": "2561-1", "state": "LAPSED", **values})


def said(client, response):
    """What the page after a deed says at its top."""
    page = client.get(response.headers["Location"])
    return " ".join(map(str, page.context["messages"]))


def confirm(tap, *producers, **data):
    return tap(
        confirm="1", declared="1", producer=[each.number for each in producers], **data
    )  # fmt: skip


def test_one_tap_submits(tap, own_district):
    producer = ProducerFactory(name="ร้านเดิม")

    response = tap("?producer_type=SOLE", same=producer.number)

    row = Registration.objects.get()
    assert (row.state, row.kind, row.producer) == ("SUBMITTED", Kind.UPDATE, producer)
    assert response.headers["Location"] == f"{PAGE}?producer_type=SOLE"  # back to the same list
    assert f"ร้านเดิม แล้ว เลขรับ {row.reference}" in said(own_district.client, response)


def test_what_is_missing_becomes_a_draft_that_says_so(tap, own_district):
    producer = ProducerFactory(founded_year=None)

    response = tap(same=producer.number)

    row = Registration.objects.get()
    assert row.state == "DRAFT"
    assert response.headers["Location"] == f"/registrations/{row.pk}/"
    text = own_district.client.get(response.headers["Location"]).text
    assert "บันทึกเป็นร่างไว้แล้ว" in text
    assert "#id_founded_year" in text


def test_who_taps_second_is_told(tap):
    producer = ProducerFactory()
    tap(same=producer.number)
    before = contents()

    response = tap(same=producer.number)

    assert response.status_code == 409
    assert "มีรายการลงทะเบียนในไตรมาสนี้แล้ว" in response.text
    assert contents() == before


def test_many_at_once(tap, own_district):
    whole = ProducerFactory.create_batch(2)
    gap = ProducerFactory(name="ร้านขาดโทรศัพท์", mobile="")
    left = ProducerFactory(name="ร้านที่เหลือ")

    response = confirm(tap, *whole, gap)

    page = own_district.client.get(response.headers["Location"])
    assert [row.producer for row in page.context["submitted"]] == whole
    ((row, gaps),) = page.context["drafts"]
    assert (row.name, [place.label for place, _sentence in gaps]) == (
        "ร้านขาดโทรศัพท์", ["โทรศัพท์มือถือ"],
    )  # fmt: skip
    assert page.context["n_unconfirmed"] == 1
    assert left.name not in page.text
    assert gap.citizen_id not in page.text


def test_without_the_declaration_nothing_is_written_and_the_ticks_stay(tap):
    one, _other = ProducerFactory.create_batch(2)
    before = contents()

    response = tap(confirm="1", producer=[one.number])

    assert response.status_code == 422
    assert contents() == before
    assert response.context["ticked"] == {one.number}
    assert f'value="{one.number}"' in response.text
    assert response.text.count(" checked") == 1
    assert "#id_declared" in response.text


def test_without_a_tick_nothing_happens(tap, own_district):
    ProducerFactory()
    before = contents()

    response = tap(confirm="1", declared="1")

    assert contents() == before
    assert "ยังไม่ได้เลือกราย" in said(own_district.client, response)


def test_whoever_was_taken_meanwhile_is_named(tap, own_district):
    taken, free = ProducerFactory.create_batch(2)
    tap(same=taken.number)

    response = confirm(tap, taken, free)

    assert Registration.objects.filter(state="SUBMITTED").count() == 2
    text = said(own_district.client, response)
    assert "ข้าม 1 ราย" in text
    assert taken.number in text
    assert free.number not in text


def test_all_taken_leads_back_to_the_list(tap):
    taken = ProducerFactory()
    tap(same=taken.number)

    assert confirm(tap, taken).headers["Location"].startswith(f"{PAGE}?")


def test_too_many_are_refused(tap):
    response = tap(confirm="1", declared="1", producer=[f"3104-{n:05d}" for n in range(101)])

    assert response.status_code == 409
    assert "ไม่เกิน 100 ราย" in response.text


def test_a_change_opens_the_form(tap):
    response = tap(update=ProducerFactory().number)

    row = Registration.objects.get()
    assert (row.kind, row.state) == (Kind.UPDATE, "DRAFT")
    assert response.headers["Location"] == f"/registrations/{row.pk}/edit/"


def test_what_lapsed_stands_under_its_own_heading_until_it_is_taken_up(tap, own_district):
    new = lapse(name="กลุ่มตกรอบ", products=2)
    producer = ProducerFactory(name="ร้านในทะเบียน")
    update = lapse(kind=Kind.UPDATE, producer=producer, name="ชื่อที่แก้แล้ว")
    page = own_district.client.get(PAGE)
    assert page.context["lapsed"] == [new, update]
    assert page.context["page"].rows == []
    assert page.context["n_unconfirmed"] == 1
    assert "ตกรอบไตรมาสก่อน" in page.text

    response = tap(again=new.pk)
    tap(again=update.pk)

    row = Registration.objects.get(carried_from=new)
    assert response.headers["Location"] == f"/registrations/{row.pk}/"
    assert (row.kind, row.state, row.name, row.products.count()) == (
        Kind.NEW, "DRAFT", "กลุ่มตกรอบ", 2,
    )  # fmt: skip
    page = own_district.client.get(PAGE)
    assert page.context["lapsed"] == []
    assert page.context["n_unconfirmed"] == 0
    assert tap(again=new.pk).status_code == 409


@pytest.mark.parametrize("key", ["x", "999999", ""])
def test_what_never_lapsed_is_not_found(tap, key):
    before = contents()

    assert tap(again=key).status_code == 404
    assert contents() == before


def test_what_lapsed_is_found_by_name_when_there_is_more(own_district, entry):
    for _n in range(11):
        lapse(products=0)
    late = lapse(name="กลุ่มท้ายสุด", products=0)

    page = own_district.client.get(PAGE)
    assert len(page.context["lapsed"]) == 10
    assert page.context["more_lapsed"]
    assert own_district.client.get(f"{PAGE}?text=ท้ายสุด").context["lapsed"] == [late]


def test_filters(own_district, entry):
    ProducerFactory(name="กลุ่มทอผ้า", group=True)
    ProducerFactory(name="ร้านขนม", site_subdistrict_id="310403")

    def found(query):
        return [row.name for row in own_district.client.get(PAGE + query).context["page"].rows]

    assert found("?text=ทอผ้า") == ["กลุ่มทอผ้า"]
    assert found("?subdistrict=310403") == ["ร้านขนม"]
    assert found("?producer_type=GROUP") == ["กลุ่มทอผ้า"]
    assert "พิมพ์อย่างน้อย 3 ตัวอักษร" in own_district.client.get(f"{PAGE}?text=ท").text


def test_a_page_that_was_emptied_leads_to_the_first(own_district, entry):
    ProducerFactory()

    response = own_district.client.get(f"{PAGE}?page=3&producer_type=SOLE")

    assert response.headers["Location"] == f"{PAGE}?producer_type=SOLE"


def test_ticking_all_needs_no_script(own_district, entry):
    ProducerFactory.create_batch(3)

    assert own_district.client.get(f"{PAGE}?tick=all").text.count(" checked") == 3
    assert own_district.client.get(PAGE).text.count(" checked") == 0


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
@pytest.mark.parametrize("name", ["same", "update", "cancel", "confirm", "again"])
def test_every_instant_of_the_window(own_district, plan, at, name, where, status):
    producer, old = ProducerFactory(), lapse()
    data = {name: old.pk if name == "again" else producer.number}
    if name == "confirm":
        data |= {"producer": producer.number, "declared": "1"}
    at(moment(Q2, "ENTRY", where))
    before = contents()

    response = own_district.client.post(PAGE, data)

    assert response.status_code == status
    if status == 409:
        assert contents() == before
        assert "อำเภอลงทะเบียน" in response.text


def test_a_handed_over_filing_takes_nobody_in(own_district, entry):
    producer = ProducerFactory()
    set_filing_state(FilingFactory(), "HANDED_OVER", by=own_district.officer)
    before = contents()

    assert own_district.client.get(PAGE).status_code == 409
    assert own_district.client.post(PAGE, {"same": producer.number}).status_code == 409
    assert contents() == before


@pytest.mark.parametrize("name", ["same", "update", "cancel", "confirm"])
def test_a_foreign_producer_does_not_exist(tap, name):
    foreign, own = ProducerFactory(district_id="3103"), ProducerFactory()
    before = contents()
    data = {name: foreign.number, "producer": [own.number, foreign.number], "declared": "1"}

    assert tap(**data).status_code == 404
    assert contents() == before


def test_the_result_shows_no_row_of_another_district(own_district, entry):
    foreign = RegistrationFactory(district="3103", name="ของอำเภออื่น")
    page = own_district.client.get(f"{RESULT}?row={foreign.pk}&row=x&row=99999999999999999999")

    assert page.status_code == 200
    assert "ของอำเภออื่น" not in page.text


def test_the_old_address_leads_on(personas, entry):
    old = f"{FILING}from-register/"

    assert personas["own_district"].client.get(old).headers["Location"] == PAGE
    assert personas["other_district"].client.get(old).status_code == 404
    assert personas["own_province"].client.get(old).status_code == 403
    assert personas["own_district"].client.post(old).status_code == 405


def test_what_is_unconfirmed_shows_as_missing(own_district, own_province, entry):
    done, _open = ProducerFactory.create_batch(2)
    own_district.client.post(PAGE, {"same": done.number})

    for url in (FILING, "/"):
        text = own_district.client.get(url).text
        assert "ยังไม่ยืนยัน 1 ราย" in text
        assert f'href="{PAGE}"' in text
    assert "ยังมีผู้ผลิตในทะเบียนที่ไม่ได้ยืนยัน 1 ราย" in own_district.client.get(FILING).text
    text = own_province.client.get(FILING).text
    assert "ยังไม่ยืนยัน 1 ราย" in text
    assert PAGE not in text


def test_handing_over_goes_on_without_them(own_district, entry):
    done, left = ProducerFactory.create_batch(2)
    own_district.client.post(PAGE, {"same": done.number})

    own_district.client.post(f"{FILING}hand-over/")

    text = own_district.client.get(FILING).text
    assert "ยังไม่ยืนยัน 1 ราย" in text
    assert PAGE not in text  # nothing may be entered now
    assert Producer.objects.get(pk=left.pk).state == "ACTIVE"


def test_nobody_is_missing_before_the_quarter_begins_or_after_it_is_over(own_district, plan, at):
    ProducerFactory()
    at(moment(Q2, "ENTRY", "before"))
    assert "ยังไม่ยืนยัน" not in own_district.client.get(FILING).text
    at(moment(Q2, "ENTRY", "closes"))
    assert "ยังไม่ยืนยัน 1 ราย" in own_district.client.get(FILING).text
    set_filing_state(FilingFactory(), "CLOSED", by=own_district.officer)
    assert "ยังไม่ยืนยัน" not in own_district.client.get(FILING).text


def move(producer, state="AGREED", **values):
    """A transfer of a producer that 3103 and 3104 agreed on."""
    clerk = OfficerFactory()
    return Transfer.objects.create(
        producer=producer, quarter_id=Q2, state=state, reason="ย้ายบ้าน", asked_at=LONG_AGO,
        asked_by=clerk, answered_at=LONG_AGO, answered_by=clerk,
        **{"from_district_id": "3103", "to_district_id": "3104", "asking_district_id": "3103",
           **values},
    )  # fmt: skip


def test_whoever_moves_is_confirmed_where_it_arrives(tap, own_district):
    coming = ProducerFactory(district_id="3103", name="ร้านย้ายเข้า")
    going = ProducerFactory(name="ร้านย้ายออก")
    move(coming)
    move(going, from_district_id="3104", to_district_id="3103")

    page = own_district.client.get(PAGE)

    assert page.context["arriving"] == [coming]
    assert page.context["page"].rows == []
    assert page.context["n_unconfirmed"] == 0
    assert "ร้านย้ายออก" not in page.text
    before = contents()
    assert tap(same=going.number).status_code == 409
    assert contents() == before

    assert tap(update=coming.number).status_code == 302
    assert Registration.objects.get().filing.district_id == "3104"
    assert own_district.client.get(PAGE).context["arriving"] == []


def test_as_many_queries_for_fifty_rows(own_district, entry):
    def grow(n):
        made = ProducerFactory.create_batch(n)
        for _n in range(min(n, 9)):
            lapse(products=0)
        return [
            RegistrationFactory(kind=Kind.UPDATE, producer=producer, founded_year=None).pk
            for producer in ProducerFactory.create_batch(len(made))
        ]

    rows = grow(1)
    own_district.client.get(PAGE)
    few = queries_of(own_district.client, PAGE), _result(own_district, rows)
    rows += grow(49)
    many = queries_of(own_district.client, PAGE), _result(own_district, rows)

    assert many == few
    assert max(few) <= 12


def _result(persona, rows):
    return queries_of(persona.client, RESULT + "?" + "&".join(f"row={pk}" for pk in rows))


def test_names_are_escaped(own_district, entry):
    ProducerFactory(name="<b>x</b>")
    lapse(name="<b>x</b>")

    assert "<b>x" not in own_district.client.get(PAGE).text
