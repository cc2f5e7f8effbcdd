"""The workbook that a district downloads: what stands in it, what may be chosen, what is closed."""

from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from registration.enums import CancelReason, Kind, RegistrationState
from registration.models import Filing, RegisteredProduct
from registration.sheets import columns, seals, writing
from registration.sheets.columns import (
    CHOICES,
    DATA,
    HELP,
    PRODUCERS,
    PRODUCTS,
    RIGHTS,
    STANDARDS,
    Deed,
)
from tests import factories
from tests.factories import QUARTER, ProducerFactory, RegistrationFactory, at
from tests.registration.sheets.district import (
    NOW,
    TODAY,
    full_product,
    full_registration,
    lists,
    table,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(plan, own_district):
    return own_district.by


def text_of(book):
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )


def test_sheets_in_order_and_only_the_lists_hidden(by):
    book = written(by)
    assert book.sheetnames == [*DATA, HELP, CHOICES]
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [CHOICES]


def test_filed_rows_first_then_what_may_be_carried_forward(by):
    known = ProducerFactory(name="กลุ่มในทะเบียน")
    RegistrationFactory(name="รายใหม่")
    gone = RegistrationFactory(
        kind=Kind.CANCEL, producer=ProducerFactory(), cancel_reason=CancelReason.CEASED
    )
    RegistrationFactory(state=RegistrationState.WITHDRAWN, name="ถอนแล้ว")
    ProducerFactory(district_id="3103", name="อำเภออื่น")

    rows = table(written(by), PRODUCERS)

    assert [row["producer_ref"] for row in rows] == ["1", "2", "3"]
    assert [(row["name"], row["deed"], row["producer"]) for row in rows] == [
        ("รายใหม่", "ลงทะเบียนใหม่", ""),
        (gone.name, "ยกเลิกจากทะเบียน", gone.producer.number),
        ("กลุ่มในทะเบียน", "", known.number),
    ]
    assert [row["state"] for row in rows] == ["ร่าง", "ร่าง", "ยังไม่ยืนยัน"]
    assert rows[2]["registration"] == rows[2]["version"] == rows[2]["declared"] == ""


def test_products_and_what_they_hold_name_their_producer(by):
    first, second = full_registration(), full_registration()
    full_product(second)

    book = written(by)
    products = [row for row in table(book, PRODUCTS) if row["registration"]]

    places = [(row["producer_ref"], row["product_ref"]) for row in products]
    assert places == [("1", "1"), ("2", "1"), ("2", "2")]
    assert [row["registration"] for row in products] == [str(first.pk), *[str(second.pk)] * 2]
    assert {row["producer_name"] for row in products[1:]} == {second.name}
    for title, key in ((STANDARDS, "number"), (RIGHTS, "holder")):
        rows = table(book, title)
        assert [(row["producer_ref"], row["product_ref"]) for row in rows] == places
        assert all(row[key] and row["product_name"] == "-ผ้าไหม" for row in rows)


def test_the_products_of_a_cancellation_are_left_out(by):
    row = RegistrationFactory(kind=Kind.CANCEL, producer=ProducerFactory(), products=1)
    assert RegisteredProduct.objects.filter(registration=row).exists()
    assert table(written(by), PRODUCTS) == []


def test_what_is_no_longer_made_says_so(by):
    producer = ProducerFactory()
    row = RegistrationFactory(kind=Kind.UPDATE, producer=producer, products=1)
    row.products.update(dropped=True, product=producer.products.get())
    (product,) = table(written(by), PRODUCTS)
    assert (product["dropped"], product["product"]) == ("ใช่", producer.products.get().number)


def test_last_quarters_proxy_has_no_say(by):
    ProducerFactory(by_proxy=True)
    (row,) = table(written(by), PRODUCERS)
    assert row["informant"] == "มาด้วยตนเอง"
    assert row["proxy_name"] == row["proxy_citizen_id"] == row["proxy_paper_seen"] == ""


def test_every_cell_of_a_full_row_comes_back(by):
    row = full_registration()
    (line, *_others) = table(written(by), PRODUCERS)
    for column in columns.of(PRODUCERS, lists()):
        if column.field is None or column.key in ("citizen_id", "proxy_citizen_id"):
            continue
        read = columns.value(column, line[column.key], TODAY)
        stored = getattr(row, column.key)
        assert read == (str(stored) if column.key in ("latitude", "longitude") else stored)


def test_no_citizen_id_stands_in_it(by):
    row, known = full_registration(), ProducerFactory(by_proxy=True)
    book = written(by)
    everything = text_of(book).replace("-", "")
    for person in (row, known):
        assert person.citizen_id not in everything
        assert person.proxy_citizen_id not in everything
    assert table(book, PRODUCERS)[0]["citizen_id"].startswith("x-xxxx-xxxxx-")


def test_text_stays_text(by):
    RegistrationFactory(name='=HYPERLINK("http://example.com")', person_title="@a\x0bb")
    RegistrationFactory(name="+66 กลุ่ม", person_title="_x0041_")
    sheet = written(by)[PRODUCERS]
    first, second = sheet["C2"], sheet["C3"]
    assert (first.value, first.data_type) == ('=HYPERLINK("http://example.com")', "s")
    assert first.quotePrefix
    assert second.quotePrefix
    assert not sheet["F2"].quotePrefix
    titles = [cell.value for cell in sheet["J"][1:]]
    assert titles == ["@ab", "_x005F_x0041_"]  # the file's way to write these seven characters


def test_numbers_are_numbers_and_identifiers_text(by):
    full_registration()
    sheet = written(by)[PRODUCERS]
    found = columns.find([cell.value for cell in sheet[1]], columns.of(PRODUCERS, lists()))

    def cell(key):
        return sheet.cell(2, found[key] + 1)

    assert (cell("last_income").value, cell("working_capital").value) == (0, 12000.5)
    assert cell("last_income").number_format == "#,##0.##"
    for key in ("juristic_id", "founded_year", "mobile", "site_postcode", "citizen_id"):
        assert isinstance(cell(key).value, str)
        assert cell(key).number_format == "@"


def offered(book, title, key):
    """The labels that a column's cells offer, and the rule."""
    sheet = book[title]
    place = columns.find([c.value for c in sheet[1]], columns.of(title, lists()))[key] + 1
    letter = sheet.cell(2, place).column_letter
    rule = next(
        each for each in sheet.data_validations.dataValidation
        if str(each.sqref).startswith(f"{letter}2")
    )  # fmt: skip
    area = book.defined_names[rule.formula1].attr_text.partition("!")[2].replace("$", "")
    return [row[0].value for row in book[CHOICES][area]], rule


def test_every_choice_has_its_list(by):
    full_registration()
    book = written(by)
    for title in DATA:
        for column in columns.of(title, lists()):
            if column.choices and column.key != "materials":
                labels, rule = offered(book, title, column.key)
                assert labels == [label for _value, label in column.choices]
                assert rule.showErrorMessage is (column.kind is not columns.ValueKind.CODES)
    labels, rule = offered(book, PRODUCERS, "site_subdistrict")
    assert labels == ["นางรอง", "สะเดา", "ชุมแสง"]
    assert str(rule.sqref).endswith(str(len(table(book, PRODUCERS)) + 1 + writing.SPARE))
    assert rule.error
    assert rule.error.strip().startswith("เลือกจากรายการ")


def test_only_the_programs_own_columns_are_closed(by):
    full_registration()
    book = written(by)
    for title in (PRODUCERS, PRODUCTS):
        sheet = book[title]
        guard = sheet.protection
        assert guard.sheet
        assert not any((guard.insertRows, guard.sort, guard.autoFilter, guard.formatCells))
        assert not guard.password
        for place, column in enumerate(columns.of(title, lists()), start=1):
            dimension = sheet.column_dimensions[sheet.cell(1, place).column_letter]
            assert sheet.cell(2, place).protection.locked is column.locked
            assert dimension.protection.locked is column.locked  # of the rows that are empty yet
            assert dimension.hidden is column.hidden
    assert not any(book[title].protection.sheet for title in (STANDARDS, RIGHTS))


def test_rows_and_file_are_sealed(by):
    full_registration()
    ProducerFactory()
    book = written(by)
    origin = seals.origin_of(book[CHOICES]["A1"].value)
    assert (origin.district, origin.quarter, origin.written_at) == ("3104", QUARTER, NOW)
    for title in (PRODUCERS, PRODUCTS):
        rows = table(book, title)
        assert len(rows) >= 2
        assert all(row["seal"] and seals.holds(origin, title, row) for row in rows)


def test_what_stays_in_sight(by):
    book = written(by)
    for title in DATA:
        sheet = book[title]
        assert sheet.freeze_panes == "D2"
        assert sheet.auto_filter.ref
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")
        assert sheet.page_setup.orientation == "landscape"


def test_it_explains_itself(by):
    words = text_of(written(by))
    for deed in Deed:
        assert str(deed.label) in words
    assert "ถึงสิ้นวันที่ 16 มีนาคม 2561" in words
    assert "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์" in words
    assert "พ้นช่วงเวลา" in text_of(written(by, on=at(2018, 3, 17)))
    assert "2018" not in words.replace(written(by)[CHOICES]["A1"].value, "")


def test_it_is_thai_whatever_the_page_speaks(by):
    full_registration()
    with translation.override("en"):
        english = text_of(written(by))
    assert english == text_of(written(by))


def test_as_many_queries_for_one_producer_as_for_thirty(by, django_assert_num_queries):
    full_registration()
    ProducerFactory()
    with django_assert_num_queries(19):
        writing.write(by, NOW, "3104", QUARTER)
    for _n in range(29):
        RegistrationFactory(products=2)
        ProducerFactory()
    full_registration()
    with django_assert_num_queries(19):
        content = writing.write(by, NOW, "3104", QUARTER)
    assert load_workbook(BytesIO(content))[PRODUCERS].max_row > 60


def test_another_districts_workbook_is_not_written(by, foreign_district, own_province):
    for who in (foreign_district.by,):
        with pytest.raises(Filing.DoesNotExist):
            writing.write(who, NOW, "3104", QUARTER)
    assert writing.write(own_province.by, NOW, "3104", QUARTER)


def test_an_empty_district_has_an_empty_workbook(by):
    book = written(by)
    assert [table(book, title) for title in DATA] == [[], [], [], []]
    assert factories.DISTRICTS["3104"][0] in text_of(book)
