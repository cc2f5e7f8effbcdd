"""Every part of a product's form: folded, read as typed, the law's permit, rights, expiry."""

from datetime import date

import pytest
from django.core.management import call_command

from registration.models import (
    ProductGroup,
    ProductRight,
    RegisteredProduct,
    RegisteredRight,
    Registration,
    Standard,
)
from registration.services import registrations
from tests.factories import (
    PermitFactory,
    ProducerFactory,
    ProductGroupFactory,
    RegistrationFactory,
    StandardFactory,
    moment,
)
from tests.registration.stored import contents
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


RIGHT = {
    "rights-0-kind": "TRADEMARK", "rights-0-number": " ค  123456 ", "rights-0-holder": "กลุ่มทดสอบ",
    "rights-0-registered_on": "1/2/2559", "rights-0-expires_on": "31 ม.ค. 2569",
}  # fmt: skip
WHOLE = {
    "name_en": "Silk", "brand": "ลายย่า", "features": "กว้าง  1 เมตร\nหนัก 300 กรัม",
    "process": "ย้อม\nทอ",
    "unit_cost": "๘๐๐ บาท", "wholesale_price": "1,200.-", "sales_domestic": "120,000",
    "sales_abroad": "-", "channels": ["export", "local"], "opc_year": "๒๕๕๙", "opc_stars": "4",
    "quadrant": "B",
}  # fmt: skip


def test_the_whole_form_is_kept_and_shown(own_district, own_province, draft, group):
    call_command("load_lookups", verbosity=0)
    sheet = product_sheet(draft.version, group, **WHOLE, **RIGHT)
    assert own_district.client.post(url(draft), sheet).status_code == 302
    product = RegisteredProduct.objects.get()
    assert (product.unit_cost, product.wholesale_price) == (800, 1200)
    assert (product.sales_domestic, product.sales_abroad) == (120_000, None)
    assert product.channels == ["local", "export"]  # in the order of the list
    assert (product.opc_year, product.opc_stars, product.quadrant) == (2559, 4, "B")
    assert product.features == "กว้าง 1 เมตร\nหนัก 300 กรัม"
    held = product.rights.get()
    assert (held.kind, held.number) == ("TRADEMARK", "ค 123456")
    assert (held.registered_on, held.expires_on) == (date(2016, 2, 1), date(2026, 1, 31))
    page = own_district.client.get(url(draft, "1/"))
    assert page.text.count('<details class="folded" open') == 6  # none of what is typed is hidden
    shown = own_province.client.get(f"/registrations/{draft.pk}/").text
    for text in ("เครื่องหมายการค้า ค 123456", "กลุ่มทดสอบ", "120,000", "ส่งออก", "B อนุรักษ์สร้างคุณค่า",
                 "กว้าง 1 เมตร", "2559"):  # fmt: skip
        assert text in shown, text


def test_what_few_fill_is_folded(own_district, draft):
    page = own_district.client.get(url(draft)).text
    assert '<details class="folded" open' not in page
    assert page.count('<details class="folded"') == 6


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"rights-0-number": "1"}, "id_rights-0-kind"),
        ({"rights-0-kind": "PATENT"}, "id_rights-0-number"),
        ({"rights-0-kind": "MOON", "rights-0-number": "1"}, "id_rights-0-kind"),
        (RIGHT | {"rights-0-expires_on": "1/1/2550"}, "id_rights-0-expires_on"),
        ({"rights-0-registered_on": "เมื่อวาน"}, "id_rights-0-registered_on"),
        ({"unit_cost": "แพง"}, "id_unit_cost"),
        ({"sales_domestic": "1,5"}, "id_sales_domestic"),
        ({"channels": ["moon"]}, "id_channels"),
        ({"opc_year": "2016"}, "id_opc_year"),
        ({"opc_year": "2562"}, "id_opc_year"),
        ({"opc_stars": "6"}, "id_opc_stars"),
        ({"quadrant": "E"}, "id_quadrant"),
        ({"product_group": "99999"}, "id_product_group"),
        ({"product_group": "x"}, "id_product_group"),
        ({"standards-0-standard": "FOOD", "standards-0-number": "12"}, "id_standards-0-number"),
    ],
)
def test_what_cannot_be_read_is_named_in_every_part(own_district, draft, group, changes, place):
    call_command("load_lookups", verbosity=0)
    food = str(Standard.objects.get(code="fda-food").pk)
    changes = {key: food if value == "FOOD" else value for key, value in changes.items()}
    before = contents()
    response = own_district.client.post(url(draft), product_sheet(draft.version, group, **changes))
    assert response.status_code == 422
    assert f'href="#{place}"' in response.text
    assert "สืบทอดลายจากรุ่นย่า" in response.text
    assert contents() == before


def test_rights_are_ticked_away_and_a_copyright_needs_no_number(own_district, draft, group):
    own_district.client.post(url(draft), product_sheet(draft.version, group, **RIGHT))
    version = Registration.objects.get().version
    sheet = product_sheet(version, group, **RIGHT) | {
        "rights-0-DELETE": "on", "rights-TOTAL_FORMS": "2", "rights-1-kind": "COPYRIGHT",
        "rights-1-number": "", "rights-1-holder": "", "rights-1-registered_on": "",
        "rights-1-expires_on": "",
    }  # fmt: skip
    assert own_district.client.post(url(draft, "1/"), sheet).status_code == 302
    assert RegisteredProduct.objects.get().rights.get().kind == "COPYRIGHT"


def test_the_law_of_the_sub_group_is_ticked_and_its_permit_is_asked(own_district, draft):
    """More may be ticked than the list says, never less; the wrong permit is named."""
    call_command("load_lookups", verbosity=0)
    liquor, food = (Standard.objects.get(code=code) for code in ("liquor", "fda-food"))
    group = ProductGroup.objects.get(code="2.1")
    submit = f"/registrations/{draft.pk}/submit/"
    held = {"standards-0-standard": food.pk, "standards-0-number": "31 2 04561 2 0001"}
    own_district.client.post(url(draft), product_sheet(draft.version, group, **held))
    product = RegisteredProduct.objects.get()
    assert product.law_compels
    assert product.standards.get().number == "31-2-04561-2-0001"
    assert product.standards.get().issuer == food.issuer
    page = own_district.client.get(url(draft, "1/")).text
    assert "ผลิตภัณฑ์นี้ต้องมีใบอนุญาตผลิตสุรา" in page
    refused = own_district.client.post(submit)
    assert refused.status_code == 422
    assert f"{food}ใช้กับกลุ่มย่อยนี้ไม่ได้ ให้บันทึกใบอนุญาตผลิตสุรา" in refused.text
    held = {"standards-0-standard": liquor.pk, "standards-0-number": "1"}
    sheet = product_sheet(Registration.objects.get().version, group, **held)
    own_district.client.post(url(draft, "1/"), sheet)
    assert f"{url(draft, '1/')}#standards" not in own_district.client.post(submit).text


@pytest.mark.parametrize(
    ("where", "expires_on", "submitted", "said"),
    [
        ("inside", date(2018, 1, 2), False, "หมดอายุเมื่อ 2 ม.ค. 2561"),
        ("inside", date(2018, 1, 3), True, "จะหมดอายุ 3 ม.ค. 2561 ก่อนถึงช่วงลงทะเบียนไตรมาส 2561-3"),
        ("inside", date(2018, 4, 1), True, "จะหมดอายุ 1 เม.ย. 2561"),
        ("inside", date(2018, 4, 2), True, ""),
        ("last", date(2018, 3, 16), True, "จะหมดอายุ"),
        ("last", date(2018, 3, 15), False, "หมดอายุเมื่อ"),
    ],
)
def test_a_permit_lasts_to_the_end_of_its_day(
    own_district, draft, group, at, where, expires_on, submitted, said
):
    at(moment(Q2, "ENTRY", where))
    held = STANDARD | {
        "standards-0-standard": PermitFactory().pk, "law_compels": "on",
        "standards-0-expires_on": expires_on.isoformat(),
    }  # fmt: skip
    own_district.client.post(url(draft), product_sheet(draft.version, group, **held))
    page = own_district.client.get(url(draft, "1/"))
    assert bool(page.context["expiring"]) is bool(said)
    assert said in page.text
    answer = own_district.client.post(f"/registrations/{draft.pk}/submit/")
    assert answer.status_code == (302 if submitted else 422)


def test_an_expired_standard_shows_and_blocks_nothing(own_district, own_province, draft, group):
    held = STANDARD | {"standards-0-standard": StandardFactory().pk}
    held |= {"standards-0-expires_on": "2/1/2561"}
    own_district.client.post(url(draft), product_sheet(draft.version, group, **held))
    page = f"/registrations/{draft.pk}/"
    assert "หมดอายุแล้ว 2 ม.ค. 2561" in own_province.client.get(page).text
    assert own_district.client.post(f"{page}submit/").status_code == 302


def test_only_the_rights_changed(own_district, draft):
    producer = ProducerFactory()
    ProductRight.objects.create(product=producer.products.get(), kind="GI", number="สช 1")
    row = registrations.enter(
        by=own_district.by, on=moment(Q2, "ENTRY"), district="3104", quarter=Q2, kind="UPDATE",
        producer=producer.number,
    )  # fmt: skip
    page = f"/registrations/{row.pk}/"
    assert own_district.client.get(page).context["products"][0]["change"] == "คงเดิม"
    RegisteredRight.objects.update(number="สช 2")
    shown = own_district.client.get(page).context["products"][0]
    assert shown["changes"] == [
        {
            "label": "ประเภททรัพย์สินทางปัญญา",
            "before": "สิ่งบ่งชี้ทางภูมิศาสตร์ (GI) สช 1",
            "after": "สิ่งบ่งชี้ทางภูมิศาสตร์ (GI) สช 2",
        }
    ]


def test_one_product_after_another(own_district, draft, group):
    """The next step is in sight: first a product, then another one or the submission."""
    page = f"/registrations/{draft.pk}/"
    step = f'<a class="button" href="{url(draft)}">'
    assert step in " ".join(own_district.client.get(page).text.split())
    assert 'name="then"' in own_district.client.get(url(draft)).text

    sheet = product_sheet(draft.version, group, name="ผ้าผืนแรก", then="product")
    answer = own_district.client.post(url(draft), sheet, follow=True)
    assert answer.redirect_chain == [(url(draft), 302)]
    assert "บันทึกผลิตภัณฑ์ “ผ้าผืนแรก” แล้ว" in answer.text
    assert not answer.context["sheet"].form["name"].value()

    assert step not in " ".join(own_district.client.get(page).text.split())
    assert 'name="then"' not in own_district.client.get(url(draft, "1/")).text


def test_the_list_of_sub_groups_tells_what_the_law_asks(own_district, draft):
    call_command("load_lookups", verbosity=0)
    text = own_district.client.get(url(draft)).text
    assert 'data-say="ผลิตภัณฑ์นี้ต้องมีใบอนุญาตผลิตสุราที่ยังไม่หมดอายุในวันที่ยื่นแบบ"' in text
    assert text.count("data-say=") == ProductGroup.objects.filter(law_compels=True).count()
