"""One producer of the register: its page, two quarters compared, its history, revealing its ID."""

import pytest

from registration.enums import Kind, RegistrationState
from registration.models import JournalEntry, Producer
from registration.services import registrations
from tests.factories import (
    PermitFactory,
    ProducerFactory,
    ProductFactory,
    RegistrationFactory,
    StandardFactory,
    citizen_id,
    moment,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.transfers import ask as asking

pytestmark = pytest.mark.django_db
PAGE = "/register/"
ENTRY = moment("2561-2", "ENTRY")


@pytest.fixture
def producer(plan, at):
    at(ENTRY)
    return ProducerFactory(name="กลุ่มทอผ้าบ้านทดสอบ")


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("own_district", 200), ("other_district", 404), ("own_province", 200),
        ("other_province", 404), ("department", 200),
    ],
)  # fmt: skip
def test_a_producers_page(producer, personas, persona, status):

    response = personas[persona].client.get(f"{PAGE}{producer.number}/")
    assert response.status_code == status
    assert producer.citizen_id not in response.text
    if status == 200:
        assert "x-xxxx-xxxxx-" in response.text


def test_it_holds_products_and_every_quarter(producer, own_district):

    ProductFactory(producer=producer, name="ของเก่าเลิกทำ", is_active=False)
    row = RegistrationFactory(
        producer=producer, kind="UPDATE", state=RegistrationState.SUBMITTED
    )  # fmt: skip
    page = own_district.client.get(f"{PAGE}{producer.number}/")
    assert f"/registrations/{row.pk}/" in page.text
    assert [each["product"].name for each in page.context["products"]] == [
        producer.products.get(is_active=True).name
    ]
    assert "ของเก่าเลิกทำ" in page.text


def test_revealed_once_with_a_reason(producer, own_province):

    url = f"{PAGE}{producer.number}/reveal/"
    response = own_province.client.post(url, {"reason": "สอบยันกับบัตร"})
    assert producer.citizen_id[5:10] in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert JournalEntry.objects.get(action="citizen_id.reveal").reason == "สอบยันกับบัตร"
    assert "สอบยันกับบัตร" in own_province.client.get(f"{PAGE}{producer.number}/history/").text


@pytest.mark.parametrize(
    ("persona", "reason", "status"),
    [("own_district", " ", 409), ("other_district", "x", 404), ("reader", "x", 403)],
)
def test_not_revealed(producer, personas, persona, reason, status):
    url = f"{PAGE}{producer.number}/reveal/"
    before = contents()
    assert personas[persona].client.post(url, {"reason": reason}).status_code == status
    assert personas[persona].client.get(url).status_code in (403, 405)
    assert contents() == before


def filed(producer, quarter, state=RegistrationState.CERTIFIED, **values):
    """A registration of the producer with its product, both as the register has them but for
    ``values``.
    """
    product = producer.products.get()
    same = ("name", "product_group", "story", "capacity", "retail_price")
    of_product = {f"products__{name}": getattr(product, name) for name in same}
    values = {"name": producer.name, "citizen_id": producer.citizen_id,
              "person_first_name": producer.person_first_name, **of_product, **values}  # fmt: skip
    row = RegistrationFactory(
        producer=producer, kind=Kind.UPDATE, quarter_id=quarter, state=state, **values
    )
    row.products.update(product=product)
    return row


def compare(persona, producer, a, b, status=200):
    page = persona.client.get(f"{PAGE}{producer.number}/compare/?a={a}&b={b}")
    assert page.status_code == status
    return page


def test_a_quarter_beside_the_register(producer, own_district):
    row = filed(producer, "2561-1", name="ชื่อเดิม", founded_year=2549, products__retail_price=900)
    page = compare(own_district, producer, row.pk, "now")
    assert [(c["label"], c["before"], c["after"]) for c in page.context["changes"]] == [
        ("ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ", "ชื่อเดิม", producer.name),
        ("ปีที่ก่อตั้ง/เริ่มประกอบการ (พ.ศ.)", "2549", "2550"),
    ]
    (product,) = page.context["products"]
    assert [(c["before"], c["after"]) for c in product["changes"]] == [("900", "1,500")]


def test_two_quarters_either_way_round(producer, own_province):
    old, new = filed(producer, "2561-1", name="ก"), filed(producer, "2561-2", name="ข")
    there = compare(own_province, producer, old.pk, new.pk).context["changes"]
    back = compare(own_province, producer, new.pk, old.pk).context["changes"]
    assert [(c["before"], c["after"]) for c in there] == [("ก", "ข")]
    assert [(c["before"], c["after"]) for c in back] == [("ข", "ก")]
    assert "เหมือนกันทุกช่อง" in compare(own_province, producer, old.pk, old.pk).text


def test_products_that_came_and_went(producer, own_district):
    row = filed(producer, "2561-1")
    row.products.update(product=None, name="ที่ไม่เคยได้รับรอง")
    found = compare(own_district, producer, row.pk, "now").context["products"]
    assert [(p["name"], p["is_added"], p["is_gone"]) for p in found] == [
        (producer.products.get().name, True, False), ("ที่ไม่เคยได้รับรอง", False, True),
    ]  # fmt: skip


def test_a_cancellation_has_no_products_to_compare(producer, own_district):
    row = RegistrationFactory(producer=producer, kind=Kind.CANCEL, quarter_id="2561-2")
    page = compare(own_district, producer, row.pk, "now")
    assert page.context["products"] == []
    assert "แบบยกเลิกไม่มีรายการผลิตภัณฑ์" in page.text


def test_a_changed_citizen_id_is_told_masked(producer, own_district):
    row = filed(producer, "2561-1", citizen_id=citizen_id(4321))
    page = compare(own_district, producer, row.pk, "now")
    assert [c["label"] for c in page.context["changes"]] == ["เลขประจำตัวประชาชน"]
    assert row.citizen_id not in page.text
    assert producer.citizen_id not in page.text


@pytest.mark.parametrize("key", ["0", "x", "๓", "-1", "9" * 30, "now'"])
def test_what_cannot_be_compared_is_not_found(producer, own_district, key):
    compare(own_district, producer, key, "now", status=404)


def test_another_producers_registration_cannot_be_compared(producer, own_district):
    other = filed(ProducerFactory(), "2561-1")
    compare(own_district, producer, other.pk, "now", status=404)
    compare(own_district, producer, "now", other.pk, status=404)


def test_without_a_choice_the_register_stands_beside_itself(producer, own_district):
    page = own_district.client.get(f"{PAGE}{producer.number}/compare/")
    assert "เหมือนกันทุกช่อง" in page.text


@pytest.mark.parametrize("page", ["compare/", "history/"])
@pytest.mark.parametrize(
    ("persona", "status"),
    [("other_district", 404), ("other_province", 404), ("department", 200), ("reader", 403)],
)
def test_who_looks_closer(producer, personas, persona, status, page):
    url = f"{PAGE}{producer.number}/{page}"
    assert personas[persona].client.get(url).status_code == status


def test_the_history_tells_what_was_changed(producer, own_district):
    by = own_district.by
    row = registrations.enter(
        by=by, on=ENTRY, district="3104", quarter="2561-2", kind=Kind.UPDATE,
        producer=producer.number,
    )  # fmt: skip
    was, now = producer.citizen_id, citizen_id(4321)
    form = row.legal_form
    registrations.edit(
        by=by, on=ENTRY, registration=row.pk, version=row.version,
        values={"name": "ชื่อใหม่", "citizen_id": now, "link_benefit": True, "legal_form": form,
                "founded_year": 2551},
    )  # fmt: skip
    page = own_district.client.get(f"{PAGE}{producer.number}/history/")
    latest = page.context["entries"][0]
    told = {each["label"]: (each["before"], each["after"]) for each in latest["changes"]}
    assert latest["text"] == "แก้ไขข้อมูลผู้ผลิต"
    assert told["ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"] == (producer.name, "ชื่อใหม่")
    assert told["ชุมชนได้รับประโยชน์"] == ("ไม่ใช่", "ใช่")
    assert told["ปีที่ก่อตั้ง/เริ่มประกอบการ (พ.ศ.)"] == ("2550", "2551")
    assert was not in page.text
    assert now not in page.text


def test_the_history_names_what_was_chosen_from_a_list(producer, own_district):
    filed(producer, "2561-2")
    product = producer.products.get()
    group = product.product_group
    row = producer.registrations.get()
    JournalEntry.objects.create(
        at=ENTRY, action="product.edit", subject_kind="registration", subject_id=str(row.pk),
        province_code="31", district_code="3104",
        before={"product-1": {"product_group": "", "retail_price": "900.00", "name": "ผ้า"},
                "site_subdistrict": "310401"},
        after={"product-1": {"product_group": str(group.pk), "retail_price": "950.00",
                             "name": "ผ้า"}, "site_subdistrict": "310403", "version": 3},
    )  # fmt: skip
    page = own_district.client.get(f"{PAGE}{producer.number}/history/")
    (entry,) = page.context["entries"]
    assert [(c["label"], c["before"], c["after"]) for c in entry["changes"]] == [
        ("ผลิตภัณฑ์ที่ 1: กลุ่มย่อย", "", group.name),
        ("ผลิตภัณฑ์ที่ 1: ราคาขายปลีก (บาท)", "900", "950"),
        ("ตำบล/แขวง ที่ตั้งสถานที่ผลิต", "ตำบลนางรอง", "ตำบลสะเดา"),
    ]


def test_the_history_tells_of_permits_and_of_what_is_made_no_longer(producer, own_district):
    """Of rows only those that came or went; a product that is still made is not said to be so."""
    filed(producer, "2561-2")
    row, old, new = producer.registrations.get(), StandardFactory(), PermitFactory()
    permit = {"number": "12", "issuer": "สสจ.", "issued_on": None, "expires_on": "2019-03-02"}
    kept, gone = permit | {"standard": str(old.pk)}, permit | {"standard": str(new.pk)}
    held = {"rights": [], "dropped": False}
    JournalEntry.objects.create(
        at=ENTRY, action="product.edit", subject_kind="registration", subject_id=str(row.pk),
        province_code="31", district_code="3104",
        before={"product-1": held | {"standards": [kept, gone]}},
        after={"product-1": held | {"standards": [kept], "dropped": True}},
    )  # fmt: skip
    page = own_district.client.get(f"{PAGE}{producer.number}/history/")
    (entry,) = page.context["entries"]
    assert [(c["label"], c["before"], c["after"]) for c in entry["changes"]] == [
        ("ผลิตภัณฑ์ที่ 1: เลิกผลิต", "ไม่ใช่", "ใช่"),
        ("ผลิตภัณฑ์ที่ 1: มาตรฐานและใบอนุญาต", f"{new} 12 สสจ. วันหมดอายุ 2 มี.ค. 2562", ""),
    ]


@pytest.mark.parametrize("persona", ["own_district", "own_province", "department"])
def test_the_history_tells_of_moves_once(producer, personas, other_district, persona):
    asking(other_district, producer)
    page = personas[persona].client.get(f"{PAGE}{producer.number}/history/")
    (entry,) = page.context["entries"]
    assert (entry["text"], entry["reason"]) == ("ขอย้ายอำเภอ", "ย้ายโรงทอ")
    assert [(c["label"], c["after"]) for c in entry["changes"]] == [
        ("ย้ายจาก", "อำเภอนางรอง"), ("ย้ายไป", str(other_district.officer.district)),
    ]  # fmt: skip


def test_the_history_goes_on_from_an_entry(producer, own_district):
    JournalEntry.objects.bulk_create(
        JournalEntry(
            at=ENTRY, action="citizen_id.reveal", subject_kind="producer", reason=f"เหตุที่ {i}",
            subject_id=str(producer.pk), province_code="31", district_code="3104",
        )
        for i in range(52)
    )  # fmt: skip
    url = f"{PAGE}{producer.number}/history/"
    first = own_district.client.get(url)
    assert [len(first.context["entries"]), first.context["previous_url"]] == [50, ""]
    second = own_district.client.get(url + first.context["next_url"])
    assert [each["reason"] for each in second.context["entries"]] == ["เหตุที่ 1", "เหตุที่ 0"]
    assert second.context["previous_url"]


def test_as_many_queries_for_much(producer, own_district):
    """The producer's page, a comparison of two quarters and of one with the register."""
    old, new = filed(producer, "2561-1"), filed(producer, "2561-2", name="ข")
    url = f"{PAGE}{producer.number}/"
    pages = [url, f"{url}compare/?a={old.pk}&b={new.pk}", f"{url}compare/?a={old.pk}&b=now",
             f"{url}history/"]  # fmt: skip
    own_district.client.get("/healthz")
    few = [queries_of(own_district.client, page) for page in pages]
    ProductFactory.create_batch(9, producer=producer)
    Producer.objects.filter(pk=producer.pk).update(last_product_no=10)
    for i in range(12):
        JournalEntry.objects.create(
            at=ENTRY, action="registration.edit", subject_kind="registration",
            subject_id=str(new.pk), before={"name": str(i)}, after={"name": "x"},
            province_code="31", district_code="3104",
        )  # fmt: skip
    assert [queries_of(own_district.client, page) for page in pages] == few
    assert max(few) <= 12
