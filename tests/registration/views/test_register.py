"""The register: who finds whom, paging, a producer's page, revealing."""

import pytest

from registration.enums import ProducerState, RegistrationState
from registration.models import JournalEntry, Producer
from tests.factories import (
    ProducerFactory,
    ProductFactory,
    ProductGroupFactory,
    RegistrationFactory,
    moment,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
PAGE = "/register/"


@pytest.fixture
def producers(plan, at):
    at(moment("2561-2", "ENTRY"))
    return {
        "own": ProducerFactory(name="กลุ่มทอผ้าบ้านทดสอบ"),
        "gone": ProducerFactory(name="ร้านเลิกแล้วทดสอบ", state=ProducerState.CANCELLED),
        "near": ProducerFactory(name="กลุ่มกระสังทดสอบ", district_id="3103", group=True),
        "far": ProducerFactory(name="กลุ่มสุรินทร์ทดสอบ", district_id="3201"),
    }


def found(persona, query=""):
    return [row.name for row in persona.client.get(PAGE + query).context["rows"]]


@pytest.mark.parametrize(
    ("persona", "names"),
    [
        ("own_district", {"own", "gone"}), ("other_district", {"near"}),
        ("own_province", {"own", "gone", "near"}), ("other_province", {"far"}),
        ("department", {"own", "gone", "near", "far"}),
    ],
)  # fmt: skip
def test_everybody_finds_the_own_area(producers, personas, persona, names):
    assert set(found(personas[persona])) == {producers[name].name for name in names}
    text = personas[persona].client.get(PAGE).text
    assert all(row.citizen_id not in text for row in producers.values())


@pytest.mark.parametrize("url", [PAGE, f"{PAGE}3104-00001/"])
def test_a_reader_has_no_register(producers, reader, url):
    assert reader.client.get(url).status_code == 403


def test_filters(producers, own_province, department):
    ProductFactory(producer=producers["near"], product_type="FOOD",
                   product_group=ProductGroupFactory(product_type="FOOD"))  # fmt: skip
    assert found(own_province, "?text=ทอผ้า") == ["กลุ่มทอผ้าบ้านทดสอบ"]
    assert found(own_province, f"?text={producers['near'].number}") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?area=3103") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?producer_type=GROUP") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?product_type=FOOD") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?state=CANCELLED") == ["ร้านเลิกแล้วทดสอบ"]
    assert found(department, "?area=32") == ["กลุ่มสุรินทร์ทดสอบ"]
    assert found(own_province, "?text=ไม่มีใครชื่อนี้") == []


def test_a_filter_cannot_reach_another_area(producers, own_province):
    page = own_province.client.get(f"{PAGE}?area=3201")
    assert page.context["rows"] == []
    assert "สุรินทร์" not in page.text


def test_three_letters(producers, own_district):
    page = own_district.client.get(f"{PAGE}?text=กล")
    assert "พิมพ์อย่างน้อย 3 ตัวอักษร" in page.text
    assert page.context["rows"] == []


def test_pages_go_on_from_a_number(plan, at, own_district):
    at(moment("2561-2", "ENTRY"))
    ProducerFactory.create_batch(52)
    first = own_district.client.get(PAGE)
    last = first.context["rows"][-1].number
    assert (len(first.context["rows"]), last) == (50, "3104-00050")
    second = own_district.client.get(PAGE + first.context["next_url"])
    assert [row.number for row in second.context["rows"]] == ["3104-00051", "3104-00052"]
    assert second.context["next_url"] == ""
    assert second.context["previous_url"]


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("own_district", 200), ("other_district", 404), ("own_province", 200),
        ("other_province", 404), ("department", 200),
    ],
)  # fmt: skip
def test_a_producers_page(producers, personas, persona, status):
    producer = producers["own"]
    response = personas[persona].client.get(f"{PAGE}{producer.number}/")
    assert response.status_code == status
    assert producer.citizen_id not in response.text
    if status == 200:
        assert "x-xxxx-xxxxx-" in response.text


def test_it_holds_products_and_every_quarter(producers, own_district):
    producer = producers["own"]
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


def test_names_are_escaped(producers, own_district):
    Producer.objects.update(name="<script>x</script>")
    for url in (PAGE, f"{PAGE}{producers['own'].number}/"):
        assert "<script>x" not in own_district.client.get(url).text


def test_revealed_once_with_a_reason(producers, own_province):
    producer = producers["own"]
    url = f"{PAGE}{producer.number}/reveal/"
    response = own_province.client.post(url, {"reason": "สอบยันกับบัตร"})
    assert producer.citizen_id[5:10] in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert JournalEntry.objects.get(action="citizen_id.reveal").reason == "สอบยันกับบัตร"
    assert "สอบยันกับบัตร" in own_province.client.get(f"{PAGE}{producer.number}/").text


@pytest.mark.parametrize(
    ("persona", "reason", "status"),
    [("own_district", " ", 409), ("other_district", "x", 404), ("reader", "x", 403)],
)
def test_not_revealed(producers, personas, persona, reason, status):
    url = f"{PAGE}{producers['own'].number}/reveal/"
    before = contents()
    assert personas[persona].client.post(url, {"reason": reason}).status_code == status
    assert personas[persona].client.get(url).status_code in (403, 405)
    assert contents() == before


def test_as_many_queries_for_fifty_rows(producers, own_province):
    own_province.client.get(PAGE)
    one = queries_of(own_province.client, PAGE)
    ProducerFactory.create_batch(40, products=2)
    assert queries_of(own_province.client, PAGE) == one
    assert one <= 8
    many = ProducerFactory(products=9)
    few = f"{PAGE}{producers['own'].number}/"
    assert queries_of(own_province.client, few) == queries_of(
        own_province.client, f"{PAGE}{many.number}/"
    )
    assert queries_of(own_province.client, few) <= 12
