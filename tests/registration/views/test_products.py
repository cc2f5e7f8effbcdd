"""A product's page: materials, standards, what is missing, removing and keeping."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from registration.enums import FilingState, ProductType, RegistrationState
from registration.models import (
    RegisteredProduct,
    RegisteredStandard,
    Registration,
)
from registration.services import decisions
from registration.services.evidence import MOST
from tests import evidence
from tests.factories import (
    PermitFactory,
    ProducerFactory,
    ProductGroupFactory,
    RegisteredProductFactory,
    RegistrationFactory,
    StandardFactory,
    moment,
    set_filing_state,
)
from tests.registration.files import bad
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.registration.views.sheets import product_sheet

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
STANDARD = {
    "standards-0-number": "123/2560", "standards-0-issuer": "สมอ.",
    "standards-0-issued_on": "17 ก.พ. 60", "standards-0-expires_on": "16/2/2563",
}  # fmt: skip


@pytest.fixture
def draft(plan, at, own_district):
    at(moment(Q2, "ENTRY"))
    return RegistrationFactory(products=0, entered_by=own_district.officer)


@pytest.fixture
def group(db):
    return ProductGroupFactory()


def url(row, tail="new/"):
    return f"/registrations/{row.pk}/products/{tail}"


def test_added_as_people_type(own_district, draft, group):
    standard = StandardFactory()
    sheet = product_sheet(draft.version, group, **STANDARD, **{"standards-0-standard": standard.pk})
    assert own_district.client.post(url(draft), sheet).status_code == 302
    product = RegisteredProduct.objects.get()
    assert (product.sequence, product.capacity) == (1, Decimal(1200))
    assert product.retail_price == Decimal("1500.50")
    assert product.materials == [{"name": "เส้นไหม", "source": "COMMUNITY"}]
    held = RegisteredStandard.objects.get()
    assert (held.issued_on, held.expires_on) == (date(2017, 2, 17), date(2020, 2, 16))
    page = own_district.client.get(url(draft, "1/"))
    assert "17/02/2560" in page.text
    assert "123/2560" in page.text


def test_only_the_name_and_type_are_needed_to_save(own_district, draft, group):
    sheet = {"version": draft.version, "name": "สบู่", "product_type": "HERBAL"}
    sheet |= {"materials-TOTAL_FORMS": "0", "materials-INITIAL_FORMS": "0"}
    sheet |= {"standards-TOTAL_FORMS": "0", "standards-INITIAL_FORMS": "0"}
    sheet |= {"rights-TOTAL_FORMS": "0", "rights-INITIAL_FORMS": "0"}
    own_district.client.post(url(draft), sheet)
    response = own_district.client.post(f"/registrations/{draft.pk}/submit/")
    assert response.status_code == 422
    for name in ("product_group", "story", "capacity", "capacity_unit", "retail_price"):
        assert f'{url(draft, "1/")}#id_{name}"' in response.text, name
    assert f'{url(draft, "1/")}#materials"' in response.text
    assert f'{url(draft, "1/")}#id_sample_seen"' in response.text


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": ""}, "id_name"),
        ({"product_type": ""}, "id_product_type"),
        ({"product_type": ProductType.FOOD}, "id_product_group"),
        ({"capacity": "-1"}, "id_capacity"),
        ({"retail_price": "แพง"}, "id_retail_price"),
        ({"materials-0-source": ""}, "id_materials-0-source"),
        ({"materials-0-name": ""}, "id_materials-0-name"),
        ({"materials-0-source": "MOON"}, "id_materials-0-source"),
        ({"standards-0-number": "1"}, "id_standards-0-standard"),
        ({"standards-0-standard": "STANDARD"}, "id_standards-0-number"),
        ({"standards-0-standard": "99999"}, "id_standards-0-standard"),
        ({"standards-0-issued_on": "30/2/2560"}, "id_standards-0-issued_on"),
        ({"standards-0-issued_on": "17/2/2017"}, "id_standards-0-issued_on"),
        (
            STANDARD | {"standards-0-standard": "STANDARD", "standards-0-expires_on": "1/1/2550"},
            "id_standards-0-expires_on",
        ),
    ],
)
def test_what_cannot_be_read_is_named(own_district, draft, group, changes, place):
    standard = str(StandardFactory().pk)
    changes = {key: standard if v == "STANDARD" else v for key, v in changes.items()}
    before = contents()
    response = own_district.client.post(url(draft), product_sheet(draft.version, group, **changes))
    assert response.status_code == 422
    assert f'href="#{place}"' in response.text
    assert "สืบทอดลายจากรุ่นย่า" in response.text
    assert contents() == before


@pytest.mark.parametrize("stored", ["0", "1"])  # as the page sends it, and forged
def test_saved_again_unchanged(own_district, draft, group, stored):
    standard = StandardFactory().pk
    sheet = product_sheet(draft.version, group, **STANDARD, **{"standards-0-standard": standard})
    own_district.client.post(url(draft), sheet)
    sheet["version"] = version = Registration.objects.get().version
    sheet |= {"materials-INITIAL_FORMS": stored, "standards-INITIAL_FORMS": stored}
    assert own_district.client.post(url(draft, "1/"), sheet).status_code == 302
    assert RegisteredProduct.objects.get().materials == [{"name": "เส้นไหม", "source": "COMMUNITY"}]
    assert RegisteredStandard.objects.get().number == "123/2560"
    assert Registration.objects.get().version == version  # nothing changed


def test_rows_can_be_emptied_and_ticked_away(own_district, draft, group):
    standard = StandardFactory().pk
    sheet = product_sheet(draft.version, group, **STANDARD, **{"standards-0-standard": standard})
    own_district.client.post(url(draft), sheet)
    version = Registration.objects.get().version
    sheet = product_sheet(version, group, **STANDARD, **{"standards-0-standard": standard})
    sheet |= {"standards-0-DELETE": "on", "materials-0-name": "", "materials-0-source": ""}
    own_district.client.post(url(draft, "1/"), sheet)
    assert RegisteredProduct.objects.get().materials == []
    assert not RegisteredStandard.objects.exists()


def test_a_permit_that_the_law_compels(own_district, draft, group):
    sheet = product_sheet(draft.version, group, law_compels="on")
    own_district.client.post(url(draft), sheet)
    submit = f"/registrations/{draft.pk}/submit/"
    assert f'{url(draft, "1/")}#standards"' in own_district.client.post(submit).text
    row = Registration.objects.get()
    permit = {**STANDARD, "standards-0-standard": PermitFactory().pk, "law_compels": "on"}
    assert (
        own_district.client.post(
            url(draft, "1/"), product_sheet(row.version, group, **permit)
        ).status_code
        == 302
    )
    response = own_district.client.post(submit)
    assert response.status_code == 302


def test_somebody_was_quicker(own_district, draft, group):
    own_district.client.post(url(draft), product_sheet(draft.version, group))
    before = contents(typed=False)
    response = own_district.client.post(url(draft), product_sheet(draft.version, group))
    assert response.status_code == 409
    assert "มีผู้บันทึกรายการนี้ไปก่อนแล้ว" in response.text
    for tail in ("1/remove/", "1/keep/"):
        assert own_district.client.post(url(draft, tail), {"version": "1"}).status_code == 409
        assert own_district.client.post(url(draft, tail), {"version": "x"}).status_code == 409
    assert contents(typed=False) == before


def test_removed(own_district, draft, group):
    own_district.client.post(url(draft), product_sheet(draft.version, group))
    version = Registration.objects.get().version
    own_district.client.post(url(draft, "1/remove/"), {"version": version})
    assert not RegisteredProduct.objects.exists()
    assert own_district.client.get(url(draft, "1/")).status_code == 404


def test_a_registered_product_is_dropped_and_kept(own_district, draft):
    number = ProducerFactory().number
    own_district.client.post(f"/filings/3104/{Q2}/carry/", {"update": number})
    row = Registration.objects.get(kind="UPDATE")
    own_district.client.post(url(row, "1/remove/"), {"version": row.version})
    assert RegisteredProduct.objects.get().dropped
    assert "ยังผลิตอยู่" in own_district.client.get(f"/registrations/{row.pk}/").text
    version = Registration.objects.get(pk=row.pk).version
    own_district.client.post(url(row, "1/keep/"), {"version": version})
    assert not RegisteredProduct.objects.get().dropped


def test_only_the_standards_changed(own_district, draft):
    producer = ProducerFactory()
    own_district.client.post(f"/filings/3104/{Q2}/carry/", {"update": producer.number})
    row = Registration.objects.get(kind="UPDATE")
    page = f"/registrations/{row.pk}/"
    assert own_district.client.get(page).context["products"][0]["change"] == "คงเดิม"
    RegisteredStandard.objects.create(
        product=row.products.get(), standard=StandardFactory(), number="123/2560"
    )
    shown = own_district.client.get(page).context["products"][0]
    assert shown["change"] == "แก้ไข"
    assert shown["changes"] == [
        {"label": "มาตรฐาน/ใบอนุญาต", "before": "", "after": "มผช. 123/2560"}
    ]


def test_a_cancellation_has_no_product_pages(own_district, draft):
    row = RegistrationFactory(kind="CANCEL", producer=ProducerFactory())
    assert own_district.client.get(url(row)).status_code == 404


def test_a_grant_opens_the_flagged_product_only(own_district, own_province, plan, at, group):
    row = RegistrationFactory(state=RegistrationState.SUBMITTED, products=2)
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    on = at(moment(Q2, "CERTIFICATION"))
    row = decisions.send_back(
        by=own_province.by, on=on, registration=row.pk, comment="x", flags={"product-2": "ราคา"}
    )
    assert "ราคา" in own_district.client.get(url(row, "2/")).text
    before = contents(typed=False)
    for tail in ("1/", "new/"):
        assert own_district.client.get(url(row, tail)).status_code == 409
        sheet = product_sheet(row.version, group)
        assert own_district.client.post(url(row, tail), sheet).status_code == 409
    assert own_district.client.post(
        url(row, "2/remove/"), {"version": row.version}
    ).status_code == 409  # fmt: skip
    assert contents(typed=False) == before
    assert own_district.client.post(
        url(row, "2/"), product_sheet(row.version, group, retail_price="99")
    ).status_code == 302  # fmt: skip
    assert row.products.get(sequence=2).retail_price == 99


def test_as_many_queries_for_many_rows(own_district, draft, group):
    StandardFactory()
    own_district.client.get(url(draft))
    one = queries_of(own_district.client, url(draft))
    for n in range(10):
        StandardFactory(code=f"test-{n}", name=f"มาตรฐาน {n}")
        ProductGroupFactory(code=f"test-{n}")
    assert queries_of(own_district.client, url(draft)) == one
    assert one <= 12


def photo(content, name="x.jpg"):
    file = BytesIO(content)
    file.name = name
    return file


def test_photographs_are_saved_with_the_product(own_district, draft, group):
    evidence.kind()
    assert 'name="photographs"' in own_district.client.get(url(draft)).text
    sheet = product_sheet(draft.version, group)
    sheet["photographs"] = [photo(bad.jpeg()), photo(bad.png())]

    assert own_district.client.post(url(draft), sheet).status_code == 302

    product = RegisteredProduct.objects.get()
    assert product.evidence.count() == 2
    page = own_district.client.get(url(draft, "1/")).text
    for each in product.evidence.all():
        assert f"/evidence/{each.file.key}/thumbnail/" in page
    assert f"/registrations/{draft.pk}/evidence/" in page


def test_a_product_is_edited_and_photographed_at_once(own_district, draft, group):
    evidence.kind()
    own_district.client.post(url(draft), product_sheet(draft.version, group))
    draft.refresh_from_db()
    sheet = product_sheet(draft.version, group, name="ผ้าใหม่")
    sheet["photographs"] = photo(bad.jpeg())

    assert own_district.client.post(url(draft, "1/"), sheet).status_code == 302

    product = RegisteredProduct.objects.get()
    assert (product.name, product.evidence.count()) == ("ผ้าใหม่", 1)


@pytest.mark.parametrize("content", [bad.EXE, bad.SVG, bad.pdf(), bad.huge_png()])
def test_a_bad_photograph_keeps_what_was_typed(own_district, draft, group, content):
    evidence.kind()
    before = contents()
    sheet = product_sheet(draft.version, group, name="ผ้าที่พิมพ์ไว้")
    sheet["photographs"] = photo(content)

    response = own_district.client.post(url(draft), sheet)

    assert response.status_code == 422
    assert "ผ้าที่พิมพ์ไว้" in response.text
    assert "ภาพที่เลือกไว้ยังไม่ได้ส่ง ให้เลือกอีกครั้งก่อนกดบันทึก" in response.text
    assert contents() == before


def test_too_many_photographs_are_told_and_the_product_stays(own_district, draft, group):
    evidence.kind()
    row = RegisteredProductFactory(registration=draft, photo=False)
    for n in range(MOST):
        file = evidence.stored(checked=evidence.picture((n * 9, 0, 0)))
        evidence.give(draft, product=row, file=file)
    sheet = product_sheet(draft.version, group, name="ผ้าใหม่")
    sheet["photographs"] = photo(bad.jpeg())

    response = own_district.client.post(url(draft, "1/"), sheet, follow=True)

    assert "แต่ยังไม่ได้แนบภาพ" in response.text
    row.refresh_from_db()
    assert (row.name, row.evidence.count()) == ("ผ้าใหม่", MOST)


def test_where_no_photograph_is_asked_for_none_is_offered(own_district, draft):
    assert 'name="photographs"' not in own_district.client.get(url(draft)).text
