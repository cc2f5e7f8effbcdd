"""The rows of a list as producers, with everything that stands between them."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.imports.old import headings, producers
from registration.imports.old.shapes import Mapping
from registration.imports.registrations.gathering import line_of
from tests.registration.imports.old.sheets import (
    HEADER,
    SOMSRI,
    THONGDEE,
    gathered,
    names,
    notes,
    table,
)


def test_a_row_becomes_a_producer_with_a_product(lists):
    (found,) = gathered(lists, HEADER, SOMSRI).producers

    assert found.place.district == "3104"
    assert found.line.cells == {
        "name": "กลุ่มทอผ้า", "person_title": "นาง", "person_first_name": "สมศรี",
        "person_last_name": "ใจดี", "mobile": "08 1234 5678", "producer_type": "กลุ่มผู้ผลิตชุมชน",
        "site_subdistrict": "310403",
    }  # fmt: skip
    (product,) = found.line.products
    assert product.cells == {
        "name": "ผ้าไหม", "product_type": "ผ้า เครื่องแต่งกาย", "retail_price": "1200"
    }  # fmt: skip
    assert found.line.typed["mobile"] == "812345678"
    assert (found.line.of_sheet, found.line.heads["person_title"][1]) == ("ทะเบียน", "ชื่อ-สกุล")
    assert notes(found) == [(2, "ราคา", "อ่านเป็น 1200 โปรดตรวจ")]


def test_only_what_the_list_speaks_of_is_spoken_of(lists):
    (found,) = gathered(lists, HEADER, SOMSRI).producers

    assert found.line.has("mobile")
    assert found.line.has("phone")
    assert not found.line.has("founded_year")
    assert not found.line.has("declared")
    assert not found.line.products[0].has("story")
    # Without these nothing can be entered, so their absence is refused and not passed over.
    (bare,) = gathered(lists, ("ชื่อกลุ่ม", "ผลิตภัณฑ์"), ("ก", "ข")).producers
    assert bare.line.has("producer_type")
    assert bare.line.products[0].has("product_type")


def test_rows_of_one_producer_are_one_producer(lists):
    again = ("", "กลุ่ม ทอผ้า", "นางสมศรี  ใจดี", "สะเดา", "", "กลุ่ม", "ผ้าขาวม้า", "ผ้า", "150")
    found = gathered(lists, HEADER, SOMSRI, again, THONGDEE).producers

    assert [names(each) for each in found] == [["ผ้าไหม", "ผ้าขาวม้า"], ["น้ำพริก"]]
    assert [each.rows for each in found] == [[2, 3], [4]]
    assert [line.number for line in found[0].line.products] == [2, 3]


def test_what_differs_between_rows_of_one_producer_is_told(lists):
    again = ("", "กลุ่มทอผ้า", "นางสมศรี ใจดี", "สะเดา", "044666512", "SME", "ผ้าขาวม้า", "ผ้า", "1")
    (found,) = gathered(lists, HEADER, SOMSRI, again).producers

    assert (found.line.cells["producer_type"], found.line.cells["phone"]) == (
        "กลุ่มผู้ผลิตชุมชน", "0 4466 6512"
    )  # fmt: skip
    (told,) = [each for each in notes(found) if each[0] == 3]
    assert told[1] == "ประเภทผู้ผลิต"
    assert "แถวที่ 2" in told[2]


def test_namesakes_in_other_districts_are_others(lists):
    header = (*HEADER[:3], "อำเภอ", *HEADER[4:])
    elsewhere = (*SOMSRI[:3], "กระสัง", *SOMSRI[4:])
    found = gathered(lists, header, (*SOMSRI[:3], "นางรอง", *SOMSRI[4:]), elsewhere, area="31")

    assert [each.district for each in found.producers] == ["3104", "3103"]


def test_rows_without_a_name_go_with_the_one_above(lists):
    more = ("", "", "", "", "", "", "ผ้าขาวม้า", "ผ้า", "150")
    (found,) = gathered(lists, HEADER, SOMSRI, more).producers

    assert names(found) == ["ผ้าไหม", "ผ้าขาวม้า"]
    assert (3, "ผลิตภัณฑ์") in [each[:2] for each in notes(found)]


def test_cells_merged_downwards_need_no_word(lists):
    more = ("", "", "", "", "", "", "ผ้าขาวม้า", "ผ้า", "150")
    merged = [(2, column, 3, column) for column in range(1, 7)]
    (found,) = gathered(lists, HEADER, SOMSRI, more, merged=merged).producers

    assert names(found) == ["ผ้าไหม", "ผ้าขาวม้า"]
    assert [each for each in notes(found) if each[0] == 3] == []


def test_a_product_of_nobody_is_refused(lists):
    (found,) = gathered(lists, HEADER, ("", "", "", "", "", "", "ผ้าขาวม้า", "ผ้า", "1")).producers

    assert found.line.is_refused


def test_who_has_no_business_name_is_registered_by_the_own_one(lists):
    (found,) = gathered(lists, ("ชื่อ-สกุล", "ผลิตภัณฑ์"), ("นายทองดี มีสุข", "น้ำพริก")).producers

    assert found.line.cells["name"] == "นายทองดี มีสุข"
    assert [each[:2] for each in notes(found)] == [(2, "ชื่อ-สกุล")]


def test_a_person_where_the_producers_name_stands(lists):
    (found,) = gathered(lists, ("ชื่อกลุ่ม", "ผลิตภัณฑ์"), ("นายทองดี มีสุข", "น้ำพริก")).producers

    assert found.line.cells["name"] == "นายทองดี มีสุข"
    assert found.line.cells["person_last_name"] == "มีสุข"


def test_title_and_names_in_columns_of_their_own(lists):
    header = ("ชื่อกลุ่ม", "คำนำหน้า", "ชื่อ", "นามสกุล")
    found = gathered(lists, header, ("ก", "น.ส.", "สมศรี", "ใจดี"), ("ข", "", "นายทองดี", "มีสุข"))

    assert [
        [each.line.cells[f"person_{part}"] for part in ("title", "first_name", "last_name")]
        for each in found.producers
    ] == [["นางสาว", "สมศรี", "ใจดี"], ["นาย", "ทองดี", "มีสุข"]]


def test_an_address_in_one_cell(lists):
    header = ("ชื่อกลุ่ม", "ที่อยู่", "ผลิตภัณฑ์")
    text = "12/3 ม.5 บ้านโคก ต.สะเดา อ.นางรอง จ.บุรีรัมย์ 31110"
    (found,) = gathered(lists, header, ("ก", text, "ผ้า"), area="31").producers

    assert found.line.cells == {
        "name": "ก", "site_house_no": "12/3", "site_moo": "5", "site_village": "บ้านโคก",
        "site_postcode": "31110", "site_subdistrict": "310403",
    }  # fmt: skip
    assert found.line.heads["site_subdistrict"][1] == "ที่อยู่"


def test_an_unknown_subdistrict_stays_for_the_rules_and_is_explained(lists):
    (found,) = gathered(lists, ("ชื่อกลุ่ม", "ตำบล"), ("ก", "ไม่รู้จัก")).producers

    assert found.line.cells["site_subdistrict"] == "ไม่รู้จัก"
    assert [each[:2] for each in notes(found)] == [(2, "ตำบล")]


def test_retired_codes_are_taken_with_a_word(lists):
    header = ("ชื่อกลุ่ม", "รหัสตำบล")
    (found,) = gathered(lists, header, ("ก", "430301"), area="38").producers

    assert (found.district, found.line.cells["site_subdistrict"]) == ("3801", "380101")
    assert found.line.typed["site_subdistrict"] == "430301"
    assert "เลิกใช้แล้ว" in notes(found)[0][2]


def test_standards_in_columns_and_together(lists):
    header = ("ชื่อกลุ่ม", "ผลิตภัณฑ์", "มผช.", "มาตรฐาน")
    rows = (
        ("ก", "ผ้า", "มผช. 17/2546", "-"),
        ("ข", "ผ้า", "✓", ""),
        ("ค", "ผ้า", "ไม่มี", "มผช. 1/2550, ตราดี"),
        ("ง", "ผ้า", "อยู่ระหว่างขอ", ""),
    )
    found = gathered(lists, header, *rows).producers

    held = [[each.cells for each in one.line.products[0].standards] for one in found]
    label = "มผช. (มาตรฐานผลิตภัณฑ์ชุมชน)"
    assert held == [
        [{"standard": label, "number": "17/2546"}], [],
        [{"standard": label, "number": "1/2550"}], [],
    ]  # fmt: skip
    assert "ไม่มีเลขที่ จึงไม่นำเข้า" in notes(found[1])[0][2]
    assert "ตราดี" in notes(found[2])[0][2]
    assert "อยู่ระหว่างขอ" in notes(found[3])[0][2]
    assert found[0].line.products[0].standards[0].heads["number"][1] == "มผช."


def test_several_products_in_one_cell(lists):
    found = table(
        ("ชื่อ", "สินค้า", "ประเภท", "ราคา"), ("ก", "1. ผ้าไหม 2. ผ้าขาวม้า\n3. หมอน", "ผ้า", "150")
    )
    columns_ = {0: "name", 1: "product.names", 2: "product.product_type", 3: "product.retail_price"}
    (one,) = producers.producers(headings.headed(found, 1), Mapping(columns_), lists, "3104")

    assert [each.cells["name"] for each in one.line.products] == ["ผ้าไหม", "ผ้าขาวม้า", "หมอน"]
    assert {each.cells["product_type"] for each in one.line.products} == {"ผ้า เครื่องแต่งกาย"}
    assert [each.cells.get("retail_price") for each in one.line.products] == ["150", None, None]


def test_what_counts_for_every_row(lists):
    fixed = {"product.product_type": "TEXTILE", "producer_type": "SOLE", "district": "3103"}
    header = ("ชื่อกลุ่ม", "ผลิตภัณฑ์", "ประเภท")
    rows = (("ก", "ผ้า", ""), ("ข", "น้ำพริก", "อาหาร"))
    found = gathered(lists, header, *rows, fixed=fixed, area="31").producers

    assert [each.line.products[0].cells["product_type"] for each in found] == [
        "ผ้า เครื่องแต่งกาย", "อาหาร"
    ]  # fmt: skip
    assert {each.line.cells["producer_type"] for each in found} == {"ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว"}
    assert {each.district for each in found} == {"3103"}


def test_a_sub_group_tells_the_type(lists):
    header = ("ชื่อกลุ่ม", "ผลิตภัณฑ์", "กลุ่มย่อย")
    (found,) = gathered(lists, header, ("ก", "ผ้าไหม", "3.1")).producers

    assert found.line.products[0].cells["product_type"] == "ผ้า เครื่องแต่งกาย"


def test_materials_with_their_source_for_all(lists):
    header = ("ชื่อกลุ่ม", "ผลิตภัณฑ์", "วัตถุดิบ")
    row = ("ก", "ผ้าไหม", "เส้นไหม, สีย้อม")
    (found,) = gathered(
        lists, header, row, fixed={"product.material_source": "COMMUNITY"}
    ).producers  # fmt: skip

    assert found.line.products[0].cells["materials"] == "เส้นไหม (ในชุมชน) / สีย้อม (ในชุมชน)"


def test_an_id_whose_digits_are_lost_is_refused_and_not_repeated(lists):
    header = ("ชื่อกลุ่ม", "เลขบัตรประชาชน")
    lost, whole = ("ก", "3.31E+12"), ("ข", "3-3104-00000-01-9")
    first, second = gathered(lists, header, lost, whole).producers

    assert first.line.is_refused
    assert "citizen_id" not in first.line.cells
    assert not second.line.is_refused
    told = json.dumps([each.line.problems for each in (first, second)])
    assert "3-3104-00000-01-9" not in told


def test_ids_that_contradict_each_other_are_told_without_them(lists):
    header = ("รหัสผู้ประกอบการ", "ชื่อกลุ่ม", "เลขบัตรประชาชน", "ผลิตภัณฑ์")
    rows = (("A1", "ก", "3310400000019", "ผ้า"), ("A1", "ก", "3310400000027", "หมอน"))
    (found,) = gathered(lists, header, *rows).producers

    assert found.line.cells["citizen_id"] == "3310400000019"
    assert [each[:2] for each in notes(found)] == [(3, "เลขบัตรประชาชน")]
    assert "33104" not in json.dumps(found.line.problems)


def test_a_formulas_error_is_no_text(lists):
    header = ("ชื่อกลุ่ม", "ที่อยู่", "ราคา", "ผลิตภัณฑ์")
    (found,) = gathered(
        lists, header, ("ก", "12", "#REF!", "ผ้า"), errors=[(2, 3)]
    ).producers  # fmt: skip

    assert found.line.products[0].unreadable == {"retail_price": "ERROR"}
    assert "retail_price" not in found.line.products[0].cells


def test_lines_of_one_district(lists):
    header = ("ชื่อกลุ่ม", "อำเภอ", "ผลิตภัณฑ์", "มผช.")
    rows = (("ก", "นางรอง", "ผ้า", "1/2550"), ("ข", "กระสัง", "ผ้า", ""), ("ค", "นางรอง", "ผ้า", ""))
    found = gathered(lists, header, *rows, area="31").producers
    lines = producers.lines(found, "3104")

    assert [(line.cells["producer_ref"], line.cells["name"]) for line in lines] == [
        ("1", "ก"), ("2", "ค"),
    ]  # fmt: skip
    assert {line.cells["deed"] for line in lines} == {"ลงทะเบียนใหม่"}
    assert [line.number for line in lines] == [2, 4]
    held = lines[0].products[0].standards[0]
    assert (held.cells["producer_ref"], held.cells["product_ref"]) == ("1", "1")
    assert line_of(json.loads(json.dumps(lines[0].kept()))) == lines[0]


_TEXT = st.sampled_from(
    (
        "", "", "1", "-", "รวม", "อำเภอนางรอง", "กลุ่มทอผ้า", "นางสมศรี ใจดี", "ผ้าไหม", "0812345678",
        "โทรไม่ติด", "ผ้า", "อาหาร", "แปลกใหม่", "12 ม.3 ต.สะเดา", "ชิ้นละ 150", "แพงมาก", "หมายเหตุ",
        "(2)", "มผช. 1/2550", "พ.ศ. 2559", "กระสัง",
    )
)  # fmt: skip
_HEADS = (
    "name", "person_name", "telephone", "site_address", "producer_type", "product.name",
    "product.product_type", "product.retail_price", "standards", "founded_year", "district",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.lists(_TEXT, min_size=11, max_size=11), min_size=1, max_size=8),
    order=st.permutations(_HEADS),
)
def test_no_row_and_no_text_is_lost(lists, rows, order):
    found = table(tuple(f"คอลัมน์ {n}" for n in range(11)), *rows)
    mapping = Mapping(dict(enumerate(order)))
    read = producers.gather(found, mapping, lists, "31")

    taken = [number for each in read.producers for number in each.rows]
    left = [each.number for each in read.left]
    assert sorted(taken + left) == [row.number for row in found.rows]
    for each in read.producers:
        told = json.dumps(each.line.kept(), ensure_ascii=False) + each.place.note
        for number in each.rows:
            for text in found.rows[number - 2].cells:
                for word in ("กลุ่มทอผ้า", "สมศรี", "ผ้าไหม", "โทรไม่ติด", "แปลกใหม่", "แพงมาก", "1/2550"):
                    assert word not in text or word in told


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 ม.3", {"house_no": "12", "moo": "3"}),
        ("45/1 หมู่ที่ 2 บ้านหนองทราย", {"house_no": "45/1", "moo": "2", "village": "บ้านหนองทราย"}),
        ("9/9", {"house_no": "9/9"}),
        ("-", {}),
    ],
)
def test_what_stands_beside_a_house_number_goes_where_it_belongs(lists, text, parts):
    (found,) = gathered(lists, ("ชื่อกลุ่ม", "บ้านเลขที่"), ("ก", text)).producers

    cells = found.line.cells
    assert {name: cells[f"site_{name}"] for name in parts} == parts
    assert not {"site_house_no", "site_moo", "site_village"} & cells.keys() - {
        f"site_{name}" for name in parts
    }
