"""The workbook's columns are the page's fields: none is forgotten, none is told in other words."""

from datetime import date

import pytest
from django.utils import translation

from registration.enums import Kind, ProductType
from registration.forms import labels, product_rows
from registration.forms.products import ProductSheet
from registration.forms.registrations import RegistrationForm
from registration.models import ProductGroup
from registration.sheets import columns
from registration.sheets.columns import DATA, PRODUCERS, PRODUCTS, RIGHTS, STANDARDS, ValueKind
from tests.factories import LegalFormFactory, ProductGroupFactory, StandardFactory
from tests.registration.sheets.district import code_lists, lists

pytestmark = pytest.mark.django_db

# What no cell can hold: a version is the hidden column's, and pictures and papers are files.
NO_COLUMN = {"version"}


@pytest.fixture(autouse=True)
def _places(places):
    code_lists()


def of(sheet):
    return columns.of(sheet, lists())


def keys(sheet):
    return [column.key for column in of(sheet)]


def page_fields(sheet):
    """The fields of the page by key, as the page builds them for whom has nothing yet."""
    today = date(2018, 1, 3)
    if sheet == PRODUCERS:
        forms = [
            RegistrationForm(kind=kind, district="3104", today=today)
            for kind in (Kind.NEW, Kind.CANCEL)
        ]
        return forms[0].fields | forms[1].fields
    if sheet == PRODUCTS:
        page = ProductSheet(row=None, version=1, today=today)
        return page.form.fields | {"materials": page.materials.empty_form.fields["name"]}
    rows = {STANDARDS: product_rows.StandardRow, RIGHTS: product_rows.RightRow}
    return dict(rows[sheet].base_fields)


@pytest.mark.parametrize("sheet", DATA)
def test_every_field_of_the_page_has_its_column(sheet):
    assert set(page_fields(sheet)) - NO_COLUMN - set(keys(sheet)) == set()
    assert len(keys(sheet)) == len(set(keys(sheet)))


@pytest.mark.parametrize("sheet", DATA)
def test_a_column_that_is_no_field_is_one_of_the_workbooks_own(sheet):
    own = {
        "producer_ref", "product_ref", "deed", "state", "producer", "producer_name",
        "product_name", "dropped", "registration", "version", "sequence", "product", "seal",
        "digest",
    }  # fmt: skip
    assert set(keys(sheet)) - set(page_fields(sheet)) <= own


@pytest.mark.parametrize("sheet", DATA)
def test_headers_are_the_labels_and_stand_once(sheet):
    found = of(sheet)
    headers = [columns.fold(column.header) for column in found]
    assert len(headers) == len(set(headers))
    with translation.override("th"):
        fields = page_fields(sheet)
        for column in found:
            if column.key in fields and column.key not in ("materials", "version"):
                assert column.header == str(fields[column.key].label)


def test_what_is_needed_is_marked_and_said():
    found = {column.key: column for column in of(PRODUCERS)}
    submit = str(labels.NEEDED["name"])
    for key, words in labels.NEEDED.items():
        assert found[key].needed or found[key].needed_when, key
        if key != "cancel_reason":  # needed for a cancellation only, which has a page of its own
            assert found[key].needed is (str(words) == submit), key
    assert "(จำเป็น)" in found["name"].title
    assert found["name"].title.startswith(found["name"].header)


def test_the_help_of_the_page_is_the_note_of_the_header():
    found = {column.key: column for column in of(PRODUCERS)}
    assert found["founded_year"].note == str(labels.HELP["founded_year"])
    assert all(found[key].note for key in labels.HELP)


def test_the_words_are_thai_whatever_the_page_speaks():
    with translation.override("en"):
        english = [[(c.header, c.note, c.choices) for c in of(sheet)] for sheet in DATA]
    assert english == [[(c.header, c.note, c.choices) for c in of(sheet)] for sheet in DATA]


def test_hidden_columns_stand_last_and_are_locked():
    for sheet in (PRODUCERS, PRODUCTS):
        hidden = [column.hidden for column in of(sheet)]
        assert any(hidden)
        assert hidden == sorted(hidden)
        assert all(column.locked for column in of(sheet) if column.hidden)
    assert not any(column.locked for sheet in (STANDARDS, RIGHTS) for column in of(sheet))


def column_of(sheet, key):
    return next(column for column in of(sheet) if column.key == key)


def test_subdistricts_of_the_own_district_only():
    offered = column_of(PRODUCERS, "site_subdistrict").choices
    assert [(row.pk[:4], label) for row, label in offered] == [
        ("3104", "นางรอง"), ("3104", "สะเดา"), ("3104", "ชุมแสง"),
    ]  # fmt: skip


def test_a_retired_row_is_not_offered():
    LegalFormFactory(is_active=False)
    StandardFactory(code="old", name="มาตรฐานเก่า", is_active=False)
    column = column_of(PRODUCERS, "legal_form")
    assert (column.choices, [label for _v, label in column.retired]) == ((), ["กลุ่มอาชีพ"])
    assert "มาตรฐานเก่า" not in [label for _v, label in column_of(STANDARDS, "standard").choices]


def test_no_label_stands_for_two_rows():
    ProductGroup.objects.create(code="a", name="อื่น ๆ", product_type=ProductType.FOOD)
    ProductGroup.objects.create(code="b", name="อื่น ๆ", product_type=ProductType.FOOD)
    ProductGroup.objects.create(code="c", name="อื่น ๆ", product_type=ProductType.DRINK)
    labels_of = [label for _row, label in column_of(PRODUCTS, "product_group").choices]
    assert labels_of == ["อาหาร: อื่น ๆ (a)", "อาหาร: อื่น ๆ (b)", "เครื่องดื่ม: อื่น ๆ"]


def test_headers_are_found_in_any_order_and_spacing():
    shown = of(STANDARDS)
    header = ["", "เลขที่ \n (จำเป็น)", "ลำดับ ผู้ผลิต", "หมายเหตุของอำเภอ", "เลขที่"]
    assert columns.find(header, shown) == {"number": 1, "producer_ref": 2}


def test_the_columns_ask_few_questions(django_assert_num_queries):
    ProductGroupFactory()
    with django_assert_num_queries(9):
        offered = lists()
        for sheet in DATA:
            columns.of(sheet, offered)


def test_every_kind_of_value_is_read_somewhere():
    assert {column.kind for sheet in DATA for column in of(sheet)} == set(ValueKind)
