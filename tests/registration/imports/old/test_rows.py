"""What stands between the rows of a list, and titles that count for those below."""

from tests.registration.imports.old.sheets import HEADER, SOMSRI, THONGDEE, gathered, names


def test_rows_that_are_no_data_are_named(lists):
    numbering = tuple(f"({n})" for n in range(1, 10))
    total = ("", "รวม", "", "", "", "", "2 รายการ", "", "")
    remark = ("หมายเหตุ: ข้อมูล ณ วันที่ 1 ม.ค. 2560",)
    found = gathered(
        lists, HEADER, numbering, SOMSRI, HEADER, THONGDEE, ("3",), total, remark
    )  # fmt: skip

    assert [each.line.cells["name"] for each in found.producers] == ["กลุ่มทอผ้า", "ร้านทองดี"]
    assert [(each.number, each.why) for each in found.left] == [
        (2, "แถวเลขคอลัมน์"), (4, "หัวตารางซ้ำ"), (6, "ไม่มีชื่อผู้ผลิตและไม่มีผลิตภัณฑ์"), (7, "แถวรวม"),
        (8, "หมายเหตุหรือลายมือชื่อ"),
    ]  # fmt: skip


def test_a_name_that_begins_like_a_total_is_one(lists):
    rows = [(str(n), name, *SOMSRI[2:]) for n, name in enumerate(("รวมใจพัฒนา", "กลุ่มรวมพลัง"))]
    found = gathered(lists, HEADER, *rows)

    assert [each.line.cells["name"] for each in found.producers] == ["รวมใจพัฒนา", "กลุ่มรวมพลัง"]


def test_a_title_sets_the_district_of_the_rows_below(lists):
    header = ("ที่", "ชื่อกลุ่ม", "ตำบล", "ผลิตภัณฑ์")
    found = gathered(
        lists, header,
        ("อำเภอนางรอง",), ("1", "ก", "สะเดา", "ผ้า"), ("2", "ข", "", "ผ้า"),
        ("2. อ.กระสัง จ.บุรีรัมย์",), ("3", "ค", "ลำดวน", "ผ้า"), ("4", "ง", "", "ผ้า"),
        ("อำเภอที่ไม่มี",), ("5", "จ", "", "ผ้า"),
        area="31",
    )  # fmt: skip

    assert [(each.place.district, each.place.subdistrict) for each in found.producers] == [
        ("3104", "310403"), ("3104", None), ("3103", "310302"), ("3103", None), (None, None),
    ]  # fmt: skip
    assert "ที่ไม่มี" in found.producers[-1].place.note


def test_a_title_of_a_subdistrict_and_the_name_of_the_sheet(lists):
    header = ("ที่", "ชื่อกลุ่ม", "ผลิตภัณฑ์")
    found = gathered(
        lists, header, ("ตำบลสะเดา",), ("1", "ก", "ผ้า"), title="อ.นางรอง", area="31"
    )  # fmt: skip

    assert found.producers[0].place.subdistrict == "310403"


def test_a_column_counts_before_a_title(lists):
    header = ("ที่", "ชื่อกลุ่ม", "อำเภอ", "ผลิตภัณฑ์")
    found = gathered(
        lists, header, ("อำเภอนางรอง",), ("1", "ก", "กระสัง", "ผ้า"), area="31"
    )  # fmt: skip

    assert found.producers[0].district == "3103"


def test_a_title_of_a_product_type_counts_where_no_column_says_it(lists):
    header = ("ที่", "ชื่อกลุ่ม", "ผลิตภัณฑ์")
    found = gathered(
        lists, header, ("ประเภทอาหาร",), ("1", "ก", "น้ำพริก"),
        ("ผ้าและเครื่องแต่งกาย",), ("2", "ข", "ผ้าไหม"),
    )  # fmt: skip

    assert [each.line.products[0].cells["product_type"] for each in found.producers] == [
        "อาหาร", "ผ้า เครื่องแต่งกาย"
    ]  # fmt: skip


def test_a_producer_alone_in_its_row_heads_its_products(lists):
    header = ("ชื่อกลุ่ม", "ผลิตภัณฑ์", "ราคา")
    found = gathered(
        lists, header, ("กลุ่ม ก",), ("", "ผ้าไหม", "1"), ("กลุ่ม ข",), ("", "หมอน", "2")
    )  # fmt: skip

    assert [(each.line.cells["name"], names(each)) for each in found.producers] == [
        ("กลุ่ม ก", ["ผ้าไหม"]), ("กลุ่ม ข", ["หมอน"]),
    ]  # fmt: skip


def test_an_unknown_title_parts_products_from_the_producer_above(lists):
    header = ("ที่", "ชื่อกลุ่ม", "ผลิตภัณฑ์")
    rows = (("1", "กลุ่ม ก", "ผ้า"), ("กลุ่มเป้าหมายพิเศษ",), ("", "", "หมอน"))
    first, second = gathered(lists, header, *rows).producers

    assert names(first) == ["ผ้า"]
    assert second.line.is_refused
