"""Where the headers of a list stand."""

from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import headings
from tests.registration.imports.old.sheets import table

HEADER = ("ที่", "ชื่อกลุ่ม", "ชื่อ-สกุล", "ที่อยู่", "โทรศัพท์", "ผลิตภัณฑ์")
ROW = ("1", "กลุ่มทอผ้า", "นางสมศรี ใจดี", "12 ม.3", "0812345678", "ผ้าไหม")


def test_titles_stand_above():
    found = table(
        ("ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP",), ("อำเภอนางรอง จังหวัดบุรีรัมย์",), None, HEADER, ROW, ROW
    )

    assert headings.head_of(found) == 4
    read = headings.headed(found, 4)
    assert (read.header_number, read.header) == (4, HEADER)
    assert [row.number for row in read.rows] == [5, 6]


def test_the_first_row_is_the_head_of_a_plain_list():
    assert headings.head_of(table(HEADER, ROW)) == 1
    assert headings.headed(table(HEADER, ROW), 1).rows == table(HEADER, ROW).rows


def test_a_head_of_two_rows_merged_over_several_columns():
    upper = ("ที่", "ชื่อกลุ่ม", "ที่ตั้ง", "", "", "โทรศัพท์")
    lower = ("", "", "หมู่ที่", "ตำบล", "อำเภอ", "")
    merged = ((2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 5), (2, 6, 3, 6))
    found = table(("ทะเบียน",), upper, lower, ROW, merged=((1, 1, 1, 6), *merged))

    assert headings.head_of(found) == 3
    read = headings.headed(found, 3)
    assert read.header == (
        "ที่", "ชื่อกลุ่ม", "ที่ตั้ง – หมู่ที่", "ที่ตั้ง – ตำบล", "ที่ตั้ง – อำเภอ", "โทรศัพท์"
    )  # fmt: skip
    assert [row.number for row in read.rows] == [4]


def test_a_csv_merges_nothing():
    upper = ("ที่", "ชื่อกลุ่ม", "ที่ตั้ง", "", "", "โทรศัพท์")
    lower = ("", "", "หมู่ที่", "ตำบล", "อำเภอ", "")
    found = table(("ทะเบียน",), upper, lower, ROW)

    assert headings.head_of(found) == 3
    assert headings.headed(found, 3).header[2:] == (
        "ที่ตั้ง – หมู่ที่", "ที่ตั้ง – ตำบล", "ที่ตั้ง – อำเภอ", "โทรศัพท์"
    )  # fmt: skip


def test_a_title_over_the_whole_width_is_no_common_head():
    found = table(("ทะเบียน OTOP",), HEADER, ROW, merged=((1, 1, 1, 6),))

    assert headings.headed(found, 2).header == HEADER


def test_breaks_in_headers_are_spaces():
    found = table(("ชื่อ\nกลุ่ม", "เบอร์\nโทร"), ("ก", "ข"))

    assert headings.headed(found, 1).header == ("ชื่อ กลุ่ม", "เบอร์ โทร")


def test_a_row_that_is_not_there_changes_nothing():
    found = table(HEADER, ROW)

    assert headings.headed(found, 99) is found


_CELL = st.sampled_from(("", "1", "ชื่อกลุ่ม", "ตำบล", "ผ้า", "รวม", "-", "(2)", "กข" * 50))


@given(st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_table_has_a_head_and_keeps_the_rows_below_it(rows):
    found = table(*rows)
    number = headings.head_of(found)
    read = headings.headed(found, number)

    assert read.header_number == number
    assert [row.number for row in read.rows] == list(range(number + 1, len(rows) + 1))
