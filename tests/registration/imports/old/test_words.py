"""A list's own words for our choices."""

import pytest

from registration.imports.old import asking
from registration.imports.old.shapes import Mapping
from registration.imports.old.targets import Known
from registration.imports.old.words import Words
from registration.models import SalesChannel
from registration.sheets import columns
from registration.spelling import fold
from tests import factories
from tests.registration.imports.old.sheets import table


@pytest.fixture
def lists(places):
    factories.LegalFormFactory(code="company", name="บริษัทจำกัด", producer_type="SME")
    factories.ProductGroupFactory(code="3.1", name="ผ้าผืน")
    factories.StandardFactory(code="tcps", name="มผช. (มาตรฐานผลิตภัณฑ์ชุมชน)")
    for code, name in (("fairs", "งานแสดงสินค้า"), ("shops", "ห้าง/ร้านค้าปลีก")):
        SalesChannel.objects.create(code=code, name=name)
    return columns.lists_of("3104")


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        ("producer_type", "กลุ่มผู้ผลิตชุมชน", "GROUP"),
        ("producer_type", "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว", "SOLE"),
        ("producer_type", "รายเดียว", "SOLE"),
        ("producer_type", "เจ้าของ รายเดียว", "SOLE"),
        ("producer_type", "SMEs", "SME"),
        ("producer_type", "วิสาหกิจขนาดกลางและขนาดย่อม (SMEs)", "SME"),
        ("product.product_type", "อาหาร", "FOOD"),
        ("product.product_type", "ประเภทอาหาร", "FOOD"),
        ("product.product_type", "๑. อาหาร", "FOOD"),
        ("product.product_type", "ผ้า", "TEXTILE"),
        ("product.product_type", "ผ้าและเครื่องแต่งกาย", "TEXTILE"),
        ("product.product_type", "ผ้า/เครื่องแต่งกาย", "TEXTILE"),
        ("product.product_type", "ของใช้", "HOUSEWARE"),
        ("product.product_type", "ของใช้ ของตกแต่ง ของที่ระลึก", "HOUSEWARE"),
        ("product.product_type", "ของใช้/ของตกแต่ง/ของที่ระลึก", "HOUSEWARE"),
        ("product.product_type", "สมุนไพร", "HERBAL"),
        ("product.product_type", "สมุนไพรที่ไม่ใช่อาหาร", "HERBAL"),
        ("product.product_type", "FOOD", "FOOD"),
        ("product.product_group", "3.1", "3.1"),
        ("product.product_group", "ผ้าผืน", "3.1"),
        ("product.opc_stars", "5 ดาว", "5"),
        ("product.opc_stars", "๔", "4"),
        ("product.opc_stars", "★★★", "3"),
        ("product.opc_stars", "OTOP 3 ดาว", "3"),
        ("product.quadrant", "กลุ่ม A", "A"),
        ("legal_form", "บจก.", "company"),
        ("gender", "ญ", "FEMALE"),
        ("thai_nationality", "ไทย", "yes"),
        ("thai_nationality", "✓", "yes"),
        ("thai_nationality", "ใช่", "yes"),
        ("standards", "มผช.", "tcps"),
        ("producer_type", "ไม่ระบุ", ""),
        # What this office's own lists do not hold is not understood.
        ("legal_form", "หจก.", None),
        ("producer_type", "ผู้ประกอบการใจดี", None),
        ("product.opc_stars", "6 ดาว", None),
    ],
)
def test_what_a_text_means(lists, target, text, value):
    assert Words(Known(lists), Mapping()).value(target, text) == value


def test_several_choices_in_one_cell(lists):
    words = Words(Known(lists), Mapping())

    assert words.written("channels", "ออกบูธ, ร้านค้าปลีก") == ("งานแสดงสินค้า / ห้าง/ร้านค้าปลีก", [])
    assert words.written("channels", "ห้าง/ร้านค้าปลีก") == ("ห้าง/ร้านค้าปลีก", [])
    assert words.written("channels", "ออกบูธ, ปากต่อปาก") == ("ออกบูธ, ปากต่อปาก", ["ปากต่อปาก"])


def test_a_persons_word_counts_first(lists):
    said = {"producer_type": {fold("รายเดียว"): "SME", fold("อื่น ๆ"): ""}}
    words = Words(Known(lists), Mapping(words=said))

    assert words.value("producer_type", "ราย เดียว") == "SME"
    assert words.written("producer_type", "อื่น ๆ") == ("", [])


def test_what_must_be_asked_and_how_often_it_stands_there(lists):
    found = table(
        ("ชื่อกลุ่ม", "ประเภทผู้ผลิต", "ประเภท", "มาตรฐาน"),
        ("กลุ่ม ก", "สหกรณ์หมู่บ้าน", "ผ้า", "มผช. 1/2550, ตราดี"),
        ("กลุ่ม ข", "สหกรณ์ หมู่บ้าน", "ของกิน", ""),
        ("กลุ่ม ค", "กลุ่ม", "-", "ตราดี"),
        ("รวม", "3 ราย", "", ""),
    )
    mapping = Mapping({0: "name", 1: "producer_type", 2: "product.product_type", 3: "standards"})

    assert asking.unknown_words(found, mapping, lists) == {
        "producer_type": {"สหกรณ์หมู่บ้าน": 2},
        "product.product_type": {"ของกิน": 1},
        "standards": {"ตราดี": 2},
    }
    words = {
        "producer_type": {fold("สหกรณ์หมู่บ้าน"): "GROUP"},
        "product.product_type": {"ของกิน": "FOOD"},
        "standards": {"ตราดี": ""},
    }
    assert asking.unknown_words(found, Mapping(mapping.columns, {}, words), lists) == {}
