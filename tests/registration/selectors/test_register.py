"""Searching the register: what is found, and on PostgreSQL by which index."""

import pytest
from django.db import connection

from registration.models import Producer, Product
from registration.selectors import register
from registration.services.register import search_text
from tests.factories import (
    PermitFactory,
    ProducerFactory,
    ProductFactory,
    ProductGroupFactory,
    StandardFactory,
    citizen_id,
    juristic_id,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def weaver(plan):
    return ProducerFactory(
        name="กลุ่มทอผ้าไหมบ้านโคกกระชาย", name_en="Khok Silk", person_first_name="สมใจ",
        phone="0 4466 6512 ต่อ 12", mobile="08 1234 5678, 06 1111 2222",
        enterprise_no="3-31-04-05/1-0007",
        products__name="ผ้าซิ่นตีนแดง", products__brand="โคกกระชาย ซิลค์", sme=True,
        juristic_id=juristic_id(77), citizen_id=citizen_id(1234),
    )  # fmt: skip


@pytest.fixture
def others(plan):
    return ProducerFactory.create_batch(3, name="ร้านอื่น", mobile="09 9999 9999")


@pytest.mark.parametrize(
    "text",
    [
        "ทอผ้าไหม", "บ้านโคก กลุ่ม", "สมใจ", "khok", "KHOK SILK", "ตีนแดง", "ซิลค์", "3104-00001",
        "310400001", "๓๑๐๔-๐๐๐๐๑", "3104-00001-01", "0446 66512", "081-234-5678", "+66812345678",
        "0611112222", "5678", "3310405", juristic_id(77), citizen_id(1234)[-4:],
    ],
)  # fmt: skip
def test_found(weaver, others, own_district, text):
    assert list(register.search(own_district.by, text=text)) == [weaver]


@pytest.mark.parametrize(
    "text", ["ไม่มี", "ทอผ้า ร้านอื่น", "081-234-5679", "100%", "ผ้_ไหม", "'", "\\", "ก%", "5679"]
)
def test_not_found(weaver, others, own_district, text):
    assert list(register.search(own_district.by, text=text)) == []


def test_a_whole_citizen_id_is_found_by_its_holder_only(weaver, others, own_district):
    assert list(register.search(own_district.by, text=weaver.citizen_id)) == []
    assert list(register.holders(own_district.by, weaver.citizen_id)) == [weaver]
    assert list(register.holders(own_district.by, "")) == []
    assert weaver.citizen_id not in weaver.search_text


def test_a_product_no_longer_made_is_not_searched_for_by_brand(weaver):
    weaver.products.update(is_active=False)
    held = weaver.products.filter(is_active=True)
    assert "ซิลค์" not in search_text(weaver, held)


def test_one_product_answers_to_every_filter(weaver, own_district):
    """Not: one of this type, another with that standard."""
    food = ProductGroupFactory(product_type="FOOD")
    jam = ProductFactory(producer=weaver, product_type="FOOD", product_group=food)
    jam.standards.create(standard=PermitFactory(), number="1")
    weaver.products.exclude(pk=jam.pk).get().standards.create(
        standard=StandardFactory(), number="2"
    )

    def finds(**filters):
        return weaver in register.search(own_district.by, **filters)

    assert finds(product_type="FOOD", standard="test-permit")
    assert finds(product_type="TEXTILE", standard="test-mpc", product_group="test-textile")
    assert finds(product_group=food.code)
    assert not finds(product_type="FOOD", standard="test-mpc")
    jam.is_active = False
    jam.save()
    assert not finds(standard="test-permit")


def test_with_and_without_products(weaver, own_district):
    empty = ProducerFactory(products=0)
    gone = ProducerFactory()
    Product.objects.filter(producer=gone).update(is_active=False)
    rows = {row.pk: row.n_products for row in register.search(own_district.by)}
    assert rows == {weaver.pk: 1, empty.pk: 0, gone.pk: 0}
    assert list(register.search(own_district.by, products="yes")) == [weaver]
    assert set(register.search(own_district.by, products="no")) == {empty, gone}


def test_quarters(weaver, own_district):
    late = ProducerFactory(first_quarter_id="2561-2")
    touched = ProducerFactory(last_quarter_id="2561-2")
    assert list(register.search(own_district.by, first_quarter="2561-2")) == [late]
    assert set(register.search(own_district.by, last_quarter="2561-2")) == {late, touched}
    assert next(iter(register.search(own_district.by, sort="newest"))) == late


def test_a_filter_that_is_none_is_a_mistake_of_ours(own_district):
    with pytest.raises(TypeError):
        register.search(own_district.by, colour="red")


@pytest.mark.postgres
@pytest.mark.parametrize("text", ["ทอผ้าไหม", "โคกกระชาย ซิลค์", "0812345678", "5678"])
def test_the_search_goes_by_its_indexes(weaver, department, text):
    rows = register.search(department.by, text=text)
    assert list(rows) == [weaver]
    with connection.cursor() as cursor:
        # So few rows are read faster in a row; the question is whether the index can answer.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = Producer.objects.filter(pk__in=rows.order_by().values("pk")).explain()
    assert "producer_search_trigrams" in plan, plan


@pytest.mark.postgres
def test_names_are_sorted_by_code_points_whatever_the_database_thinks(plan):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_name = 'registration_producer' AND column_name = 'name_sort'"
        )
        assert cursor.fetchone() == ("C",)
