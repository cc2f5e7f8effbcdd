"""Cancelling a proven duplicate: the form asks who goes on, the page offers the products."""

import pytest

from registration.models import Producer, Registration
from tests.factories import ProducerFactory, ProductFactory, RegistrationFactory, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.transfers import merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(plan, at):
    at(moment("2561-2", "ENTRY"))
    return ProducerFactory(name="ร้านซ้ำทดสอบ", products=2), ProducerFactory(name="ร้านจริงทดสอบ")


def edit(persona, row, **data):
    page = f"/registrations/{row.pk}/edit/"
    sent = {"version": row.version, "informant": "SELF", "declared": "on", **data}
    return persona.client.post(page, sent)


@pytest.mark.parametrize("typed", ["{}", " {} ", "๓๑๐๔-๐๐๐๐๒"])
def test_the_form_asks_who_goes_on(pair, own_district, typed):
    loser, survivor = pair
    row = RegistrationFactory(kind="CANCEL", producer=loser)
    page = own_district.client.get(f"/registrations/{row.pk}/edit/").text
    assert 'data-shown-when="cancel_reason=DUPLICATE"' in page

    response = edit(
        own_district, row, cancel_reason="DUPLICATE", merge_into=typed.format(survivor.number)
    )

    assert response.status_code == 302
    assert Registration.objects.get().merge_into == survivor
    assert f'value="{survivor.number}"' in own_district.client.get(
        f"/registrations/{row.pk}/edit/"
    ).text  # fmt: skip


def test_what_nobody_of_the_district_has_is_named(pair, own_district):
    row = RegistrationFactory(kind="CANCEL", producer=pair[0])
    foreign = ProducerFactory(district_id="3103")
    gone = ProducerFactory(state="CANCELLED")

    for number in (foreign.number, gone.number, "3104-99999", "ร้านจริง"):
        response = edit(own_district, row, cancel_reason="DUPLICATE", merge_into=number)
        assert response.status_code == 422
        assert "ไม่พบผู้ผลิตที่คงอยู่ตามเลขนี้" in response.text
        assert foreign.name not in response.text
        assert number in response.text
    assert Registration.objects.get().merge_into is None


def test_another_reason_empties_it(pair, own_district):
    row = merge(*pair)

    assert edit(own_district, row, cancel_reason="CEASED", merge_into="x").status_code == 302
    assert Registration.objects.get().merge_into is None


def test_an_incomplete_one_says_what_is_missing(pair, own_district):
    row = merge(*pair)
    Registration.objects.update(merge_into=None)

    response = own_district.client.post(f"/registrations/{row.pk}/submit/")

    assert response.status_code == 422
    assert "กรอกเลขทะเบียนของผู้ผลิตรายที่คงไว้" in response.text


def test_chosen_products_go_on_in_the_other(pair, own_district):
    loser, survivor = pair
    twin = ProductFactory(producer=loser, name=survivor.products.get().name)
    row, first = merge(loser, survivor), loser.products.first()
    page = own_district.client.get(f"/registrations/{row.pk}/").text
    assert f"/register/{survivor.number}/" in page
    assert f'value="{first.number}"' in page
    assert "รายที่คงไว้มีผลิตภัณฑ์ชื่อนี้แล้ว" in page

    response = own_district.client.post(
        f"/registrations/{row.pk}/merge-products/", {"product": [first.number, twin.number]}
    )

    update = Registration.objects.get(kind="UPDATE")
    assert response.url == f"/registrations/{update.pk}/"
    assert first.name in own_district.client.get(response.url).text
    assert update.products.count() == 2
    assert response.url in own_district.client.get(f"/registrations/{row.pk}/").text


def test_nothing_chosen(pair, own_district):
    row, before = merge(*pair), contents()

    page = f"/registrations/{row.pk}/"
    response = own_district.client.post(f"{page}merge-products/")

    assert response.url == page
    assert "เลือกผลิตภัณฑ์" in own_district.client.get(page).text
    assert contents() == before


def test_one_that_ends_in_itself_offers_no_products(pair, own_district):
    loser, _survivor = pair
    row = merge(loser, loser)
    response = own_district.client.get(f"/registrations/{row.pk}/")
    assert response.context["merge"] is None
    assert "รวมเข้ากับรายเดียวกันไม่ได้" in response.text


def test_after_the_window_no_product_is_taken(pair, own_district, at):
    row, before = merge(*pair), contents()
    at(moment("2561-2", "CERTIFICATION"))
    chosen = {"product": [each.number for each in pair[0].products.all()]}
    response = own_district.client.post(f"/registrations/{row.pk}/merge-products/", chosen)
    assert response.status_code == 409
    assert contents() == before


def test_only_to_the_district_while_it_edits(pair, own_district, own_province, at):
    row = merge(*pair)
    assert own_district.client.get(f"/registrations/{row.pk}/").context["merge"]
    assert own_province.client.get(f"/registrations/{row.pk}/").context["merge"] is None
    assert pair[1].number in own_province.client.get(f"/registrations/{row.pk}/").text
    at(moment("2561-2", "CERTIFICATION"))
    assert own_district.client.get(f"/registrations/{row.pk}/").context["merge"] is None


def test_the_register_says_where_it_went_on(pair, own_district, own_province):
    loser, survivor = pair
    Producer.objects.filter(pk=loser.pk).update(state="CANCELLED", merged_into=survivor)

    for persona in (own_district, own_province):
        client = persona.client
        assert f"รวมเข้ากับ {survivor.number}" in client.get("/register/?text=ร้านซ้ำ").text
        assert f"/register/{survivor.number}/" in client.get(f"/register/{loser.number}/").text
        assert f"/register/{loser.number}/" in client.get(f"/register/{survivor.number}/").text


def test_one_that_went_on_elsewhere_is_not_linked(pair, own_district):
    """The survivor has moved to another district since."""
    loser, survivor = pair
    Producer.objects.filter(pk=survivor.pk).update(district="3103")
    Producer.objects.filter(pk=loser.pk).update(state="CANCELLED", merged_into=survivor)

    page = own_district.client.get(f"/register/{loser.number}/").text

    assert survivor.name not in page


def test_it_is_cheap(pair, own_district):
    loser, survivor = pair
    row = merge(loser, survivor)
    plain = RegistrationFactory(kind="CANCEL", producer=ProducerFactory())
    usual = queries_of(own_district.client, f"/registrations/{plain.pk}/")
    few = queries_of(own_district.client, f"/registrations/{row.pk}/")
    ProductFactory.create_batch(5, producer=loser)
    assert queries_of(own_district.client, f"/registrations/{row.pk}/") == few <= usual + 3
    ProducerFactory.create_batch(3, state="CANCELLED", merged_into=survivor)
    page = f"/register/{survivor.number}/"
    few = queries_of(own_district.client, page)
    ProducerFactory.create_batch(3, state="CANCELLED", merged_into=survivor)
    assert queries_of(own_district.client, page) == few <= 13
