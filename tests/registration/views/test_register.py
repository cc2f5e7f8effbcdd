"""The register: who finds whom, paging, a producer's page, revealing."""

import pytest

from registration.enums import ProducerState
from registration.models import Producer
from tests.factories import (
    ProducerFactory,
    ProductFactory,
    ProductGroupFactory,
    moment,
)
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
    assert found(own_province, "?district=3103") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?producer_type=GROUP") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?product_type=FOOD") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_province, "?state=CANCELLED") == ["ร้านเลิกแล้วทดสอบ"]
    assert found(department, "?province=32") == ["กลุ่มสุรินทร์ทดสอบ"]
    assert found(own_province, "?text=ไม่มีใครชื่อนี้") == []


def test_a_filter_cannot_reach_another_area(producers, own_province):
    page = own_province.client.get(f"{PAGE}?district=3201")
    assert page.context["rows"] == []
    assert "สุรินทร์" not in page.text


def test_three_letters(producers, own_district):
    page = own_district.client.get(f"{PAGE}?text=กล")
    assert "พิมพ์อย่างน้อย 3 ตัวอักษร" in page.text
    assert "ยังไม่ได้ค้นหา" in page.text
    assert "คำสั้นลง" not in page.text, "the remedy is another one"
    assert page.context["rows"] == []


def test_two_digits_of_many_are_too_few(producers, own_district):
    assert "พิมพ์อย่างน้อย 3 ตัวอักษร" in own_district.client.get(f"{PAGE}?text=1-2").text


def test_places_are_chosen_level_by_level(producers, own_district, own_province, department):
    def offered(persona, query=""):
        fields = persona.client.get(PAGE + query).context["filter"].fields
        return [name for name in ("province", "district", "subdistrict") if name in fields]

    assert offered(own_district) == ["subdistrict"]
    assert offered(own_province) == ["district"]
    assert offered(own_province, "?district=3104") == ["district", "subdistrict"]
    assert offered(department) == ["province"]
    assert offered(department, "?province=31") == ["province", "district"]
    assert offered(department, "?province=31&district=3104") == [
        "province", "district", "subdistrict",
    ]  # fmt: skip
    assert found(department, "?province=31&district=3103&subdistrict=310301") == ["กลุ่มกระสังทดสอบ"]
    assert found(own_district, "?subdistrict=310403") == []


def test_another_province_drops_the_old_ones_district(producers, department):
    """Whoever changes the province means all of it, whatever was chosen below before."""
    assert found(department, "?province=32&district=3104&subdistrict=310401") == ["กลุ่มสุรินทร์ทดสอบ"]


def test_more_filters_stand_open_while_they_are_used(producers, own_district):
    page = own_district.client.get(f"{PAGE}?products=no")
    assert page.context["filter"].is_more_used()
    assert page.context["rows"] == []
    assert not own_district.client.get(PAGE).context["filter"].is_more_used()


def test_how_many_there_are(producers, own_province):
    assert own_province.client.get(PAGE).context["count"] == 3
    assert own_province.client.get(f"{PAGE}?state=CANCELLED").context["count"] == 1


@pytest.mark.parametrize("sort", ["", "name", "newest", "touched"])
def test_pages_there_and_back(plan, at, own_district, sort):
    """Through all pages in every order and back again: each producer once, no page shorter."""
    at(moment("2561-2", "ENTRY"))
    for i in range(102):
        ProducerFactory(
            name=f"ร้าน{'กขคง'[i % 4]}", first_quarter_id="2561-1",
            last_quarter_id=f"2561-{1 + i % 2}", products=0,
        )  # fmt: skip
    query = f"?sort={sort}&text=ร้าน"
    pages, url = [], PAGE + query
    while url:
        page = own_district.client.get(url)
        pages.append([row.number for row in page.context["rows"]])
        back = page.context["previous_url"]
        url = page.context["next_url"] and PAGE + page.context["next_url"]
    assert [len(page) for page in pages] == [50, 50, 2]
    assert len({number for page in pages for number in page}) == 102
    page = own_district.client.get(PAGE + back)
    assert [row.number for row in page.context["rows"]] == pages[1]
    assert "text=%E0" in page.context["previous_url"]
    page = own_district.client.get(PAGE + page.context["previous_url"])
    assert [row.number for row in page.context["rows"]] == pages[0]
    assert page.context["previous_url"] == ""
    assert page.context["next_url"]


def test_a_new_producer_shifts_no_page(plan, at, own_district):
    at(moment("2561-2", "ENTRY"))
    ProducerFactory.create_batch(51, name="ร้านข", products=0)
    first = own_district.client.get(f"{PAGE}?sort=name")
    ProducerFactory(name="ร้านก", products=0)
    second = own_district.client.get(PAGE + first.context["next_url"])
    assert [row.number for row in second.context["rows"]] == ["3104-00051"]


@pytest.mark.parametrize("query", ["?after=9999-99999", "?sort=name&after=x", "?before=x&after=y"])
def test_a_page_that_cannot_be_told_is_no_error(producers, own_district, query):
    assert own_district.client.get(PAGE + query).status_code == 200


def test_names_stand_as_in_a_dictionary(plan, at, own_district):
    at(moment("2561-2", "ENTRY"))
    for name in ("ไก่ทอง", "แก้ว", "ขวัญ", "กล้วย", "กลอง"):
        ProducerFactory(name=name)
    assert found(own_district, "?sort=name") == ["กล้วย", "กลอง", "แก้ว", "ไก่ทอง", "ขวัญ"]


def test_names_are_escaped(producers, own_district):
    Producer.objects.update(name="<script>x</script>")
    for url in (PAGE, f"{PAGE}{producers['own'].number}/"):
        assert "<script>x" not in own_district.client.get(url).text


def test_as_many_queries_for_fifty_rows(producers, department, own_province):
    """Also where most is asked: every level of places chosen, sorted, on a later page."""
    last = Producer.objects.get(name="กลุ่มทอผ้าบ้านทดสอบ").number
    deep = (
        f"{PAGE}?province=31&district=3104&sort=name&text=ทดสอบ&product_type=TEXTILE&after={last}"
    )
    pages = [(own_province, PAGE), (department, deep)]
    for persona, _url in pages:
        persona.client.get(PAGE)
    few = [queries_of(persona.client, url) for persona, url in pages]
    ProducerFactory.create_batch(40, products=2)
    assert [queries_of(persona.client, url) for persona, url in pages] == few
    assert max(few) <= 12
