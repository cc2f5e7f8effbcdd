"""What stands in a cell means what the same text means on the page, and a refusal is the page's."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.enums import Informant, Kind, MaterialSource, ProducerType
from registration.errors import InvalidValue
from registration.forms.registrations import RegistrationForm
from registration.models import SalesChannel
from registration.sheets import columns
from registration.sheets.columns import DATA, PRODUCERS, PRODUCTS, RIGHTS, STANDARDS
from registration.sheets.texts import is_masked, without_ids
from tests import factories
from tests.factories import LegalFormFactory, ProducerFactory
from tests.registration.sheets.district import TODAY, code_lists, full_registration, lists
from tests.registration.views.sheets import producer_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(plan):
    return full_registration()


def by_key(sheet):
    return {column.key: column for column in columns.of(sheet, lists())}


def read(sheet, key, text, **kwargs):
    return columns.value(by_key(sheet)[key], text, TODAY, **kwargs)


def rows_of(registration):
    product = registration.products.get()
    return {
        PRODUCERS: registration, PRODUCTS: product,
        STANDARDS: product.standards.get(), RIGHTS: product.rights.get(),
    }  # fmt: skip


@pytest.mark.parametrize("sheet", DATA)
def test_every_value_comes_back_as_it_was(made, sheet):
    row, seen = rows_of(made)[sheet], 0
    for key, column in by_key(sheet).items():
        if column.field is None or not hasattr(row, key):
            continue
        stored, seen = getattr(row, key), seen + 1
        written = columns.text(column, stored)
        assert written is not None, f"{key} is not filled by the factory"
        if key in ("citizen_id", "proxy_citizen_id"):
            assert stored not in str(written)
            stored = ""
        if isinstance(stored, Decimal) and key in ("latitude", "longitude"):
            stored = str(stored)  # read as a pair, with the row
        assert columns.value(column, str(written), TODAY) == stored, key
    assert seen >= {PRODUCERS: 60, PRODUCTS: 20, STANDARDS: 5, RIGHTS: 5}[sheet]


def test_an_empty_cell_is_the_pages_empty_field(places):
    code_lists()
    form = RegistrationForm(
        producer_sheet(citizen_id="", mobile="", name="x", thai_nationality=""),
        kind=Kind.NEW, district="3104", today=TODAY,
    )  # fmt: skip
    assert form.is_valid()
    filled = {"producer_type", "name", "site_postcode", "informant", "declared", "link_production"}
    filled |= {"person_title", "person_first_name", "person_last_name", "founded_year"}
    for key, column in by_key(PRODUCERS).items():
        if key in form.fields and key not in filled | {"site_house_no", "site_subdistrict"}:
            if key == "version":
                continue
            assert columns.value(column, " ", TODAY) == form.cleaned_data[key], key
    assert read(PRODUCERS, "informant", "") == Informant.SELF
    assert read(PRODUCTS, "opc_stars", "") is None
    assert read(PRODUCTS, "materials", "") == []


# Column, what is typed there, and how the page must be filled besides.
REFUSED = [
    ("citizen_id", "1234567890123"), ("citizen_id", "12345"), ("citizen_id", "เลขบัตร"),
    ("citizen_id", "0105500000001"), ("founded_year", "2017"), ("founded_year", "50"),
    ("founded_year", "2600"), ("juristic_id", "1105500000001"), ("mobile", "08123"),
    ("phone", "12345678"), ("fax", "0 4466"), ("email", "somchai@"), ("site_postcode", "311"),
    ("website", "javascript:alert(1)"), ("birth_date", "31/2/2510"), ("birth_date", "12/5/1967"),
    ("members_male", "1,5"), ("members_male", "100000"), ("labour_province", "-3"),
    ("last_income", "1e9"), ("last_income", "12.345"), ("registered_capital", "มาก"),
    ("name", "ก" * 201), ("line_id", "x" * 81), ("member_names", "ก" * 20_001),
    ("producer_type", ""),
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed"), REFUSED)
def test_a_cell_is_refused_with_the_sentence_of_the_page(places, key, typed):
    code_lists()
    group = {"producer_type": "GROUP", "legal_form": LegalFormFactory().pk}
    data = producer_sheet(**group | {key: typed})
    page = RegistrationForm(data, kind=Kind.NEW, district="3104", today=TODAY)
    with pytest.raises(InvalidValue) as refused:
        read(PRODUCERS, key, typed)
    assert page.errors[key] == [str(refused.value)]


TAKEN = [
    ("founded_year", "๒๕๕๐"), ("mobile", "+66 81 234 5678 / 0 4466-6512"), ("citizen_id", None),
    ("members_female", "1,200 คน"), ("last_income", "๑๒,๐๐๐.๕๐ บาท"), ("working_capital", "-"),
    ("birth_date", "12 พ.ค. 2510"), ("birth_date", "2510"), ("name", "กลุ่ม  ทอ\u200bผ้า"),
    ("site_postcode", "๓๑๑๑๐"), ("website", "www.example.com"), ("email", "a@example.com"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed"), TAKEN)
def test_a_cell_is_read_as_the_page_reads_it(places, key, typed):
    code_lists()
    typed = typed or factories.citizen_id(123)
    data = producer_sheet(producer_type="GROUP", legal_form=LegalFormFactory().pk, **{key: typed})
    page = RegistrationForm(data, kind=Kind.NEW, district="3104", today=TODAY)
    assert page.is_valid(), page.errors
    assert read(PRODUCERS, key, typed) == page.cleaned_data[key]


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("site_subdistrict", "สะเดา", "310403"), ("site_subdistrict", " ต.สะเดา", "310403"),
        ("site_subdistrict", "ตำบลสะเดา", "310403"), ("site_subdistrict", "310403", "310403"),
        ("contact_province", "จังหวัดสุรินทร์", "32"), ("contact_province", "32", "32"),
    ],
)  # fmt: skip
def test_places_by_name_or_code(places, key, typed, code):
    assert read(PRODUCERS, key, typed).pk == code


def test_a_place_of_another_district_is_not_in_the_list(places):
    with pytest.raises(InvalidValue, match="ไม่อยู่ในรายการ"):
        read(PRODUCERS, "site_subdistrict", "ลำดวน")


def test_a_choice_with_a_slip_names_the_nearest(places):
    with pytest.raises(InvalidValue, match="กลุ่มผู้ผลิตชุมชน"):
        read(PRODUCERS, "producer_type", "กลุ่มผู้ผลิตชุมชม")
    assert read(PRODUCERS, "producer_type", "กลุ่มผู้ผลิต ชุมชน") == ProducerType.GROUP


def test_groups_by_label_or_unmistakable_name(places):
    food, drink = (
        factories.ProductGroupFactory(product_type=kind, code=kind, name="อื่น ๆ")
        for kind in ("FOOD", "DRINK")
    )
    only = factories.ProductGroupFactory(product_type="TEXTILE", name="ผ้า")
    assert read(PRODUCTS, "product_group", "อาหาร: อื่น ๆ") == food
    assert read(PRODUCTS, "product_group", "เครื่องดื่ม:อื่นๆ") == drink
    assert read(PRODUCTS, "product_group", "ผ้า") == only
    with pytest.raises(InvalidValue, match="ไม่อยู่ในรายการ"):
        read(PRODUCTS, "product_group", "อื่น ๆ")


def test_a_retired_choice_is_taken_where_it_was_chosen_before(places):
    old = LegalFormFactory(is_active=False)
    SalesChannel.objects.create(code="radio", name="วิทยุ", is_active=False)
    with pytest.raises(InvalidValue, match="เลิกใช้แล้ว"):
        read(PRODUCERS, "legal_form", old.name)
    assert read(PRODUCERS, "legal_form", old.name, stored=old) == old
    with pytest.raises(InvalidValue, match="เลิกใช้แล้ว"):
        read(PRODUCERS, "channels", "วิทยุ")
    assert read(PRODUCERS, "channels", "วิทยุ", stored=["radio"]) == ["radio"]


@pytest.mark.parametrize("typed", ["ใช่", "ใช่ ", "yes", "1", "✓", "/", "TRUE"])
def test_yes(places, typed):
    assert read(PRODUCERS, "declared", typed) is True


@pytest.mark.parametrize("typed", ["ไม่ใช่", "ไม่", "-", "0", "", "False"])
def test_no(places, typed):
    assert read(PRODUCERS, "declared", typed) is False


def test_neither_yes_nor_no(places):
    with pytest.raises(InvalidValue, match="ใช่ หรือ ไม่ใช่"):
        read(PRODUCERS, "declared", "x")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ในชุมชน/อำเภอ/จังหวัด", ["local"]),
        ("ห้าง / ร้านค้าปลีก, ในชุมชน/อำเภอ/จังหวัด", ["shops", "local"]),
        ("ส่งออก (ระบุประเทศ)\nห้าง/ร้านค้าปลีก\n", ["shops", "export"]),
        ("Q / GAP, สด; แห้ง / export", ["gap", "export"]),
        ("local;local", ["local"]),
    ],
)
def test_several_choices_in_one_cell(places, typed, codes):
    code_lists()
    assert read(PRODUCERS, "channels", typed) == codes


def test_an_unknown_choice_among_others_is_named_alone(places):
    code_lists()
    with pytest.raises(InvalidValue) as refused:
        read(PRODUCERS, "channels", "ในชุมชน/อำเภอ/จังหวัด / ร้านของฝาก / ส่งออก (ระบุประเทศ)")
    assert "“ร้านของฝาก”" in str(refused.value)


@pytest.mark.parametrize("typed", ["เส้นไหม", "เส้นไหม (ในชุมชน) / สี", "เส้นไหม (ที่บ้าน)", "(ในชุมชน)"])
def test_a_material_needs_name_and_source(places, typed):
    with pytest.raises(InvalidValue, match="ทั้งชื่อและแหล่งที่มา"):
        read(PRODUCTS, "materials", typed)


def test_materials_have_the_limits_of_the_page(places):
    with pytest.raises(InvalidValue, match="ไม่เกิน 20"):
        read(PRODUCTS, "materials", " / ".join(f"ไหม{n} (ในชุมชน)" for n in range(21)))
    with pytest.raises(InvalidValue, match="120"):
        read(PRODUCTS, "materials", f"{'ก' * 121} (ในชุมชน)")


_NAMES = st.text("กขค ()/,;ไหม", min_size=1, max_size=20).map(lambda text: " ".join(text.split()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": _NAMES.filter(lambda name: name.strip(" /,;") == name and name),
                "source": st.sampled_from([str(source) for source in MaterialSource]),
            }
        ),
        max_size=5,
    )
)
def test_materials_come_back_as_they_were(places, materials):
    column = by_key(PRODUCTS)["materials"]
    written = columns.text(column, materials) or ""
    assert columns.value(column, written, TODAY) == materials


@pytest.mark.parametrize(
    "names", ["นาง ก", "นาง ก, ประธาน", "นาง ก\nนาย ข / รองประธาน", "นาง ก; ข"]
)  # fmt: skip
def test_names_of_members_come_back_as_they_were(places, names):
    column = by_key(PRODUCERS)["member_names"]
    assert columns.value(column, columns.text(column, names), TODAY) == names


def test_names_of_members_on_one_line(places):
    assert read(PRODUCERS, "member_names", "1. นาง ก / 2. นาย ข") == "นาง ก\nนาย ข"


def test_a_masked_citizen_id_is_unchanged(places):
    for text in ("x-xxxx-xxxxx-12-1", "X-XXXX-XXXXX-12-1", "x-xxxx-xxxxx-xx-x", "", "  "):
        assert read(PRODUCERS, "citizen_id", text) == ""
    assert not is_masked("1-2345-67890-12-1")
    with pytest.raises(InvalidValue):
        read(PRODUCERS, "citizen_id", "x-2345-67890-12-1")


def test_the_survivor_of_a_merge_is_found_without_a_query_each(plan, django_assert_num_queries):
    kept, gone = ProducerFactory(products=0), ProducerFactory(products=0, state="CANCELLED")
    elsewhere = ProducerFactory(products=0, district_id="3103")
    column = by_key(PRODUCERS)["merge_into"]
    with django_assert_num_queries(1):
        assert columns.value(column, kept.number, TODAY) == kept
        assert columns.value(column, kept.number.replace("-", " "), TODAY).district_id == "3104"
        for number in (gone.number, elsewhere.number, "3104-99999"):
            with pytest.raises(InvalidValue, match="ไม่พบผู้ผลิต"):
                columns.value(column, number, TODAY)


@pytest.mark.parametrize("typed", ["1.5", "หนึ่ง", "-1", "1234567890"])
def test_a_running_number_is_whole(places, typed):
    with pytest.raises(InvalidValue):
        read(PRODUCERS, "producer_ref", typed)
    assert read(PRODUCERS, "producer_ref", " ๑๒ ") == 12


def test_dates_of_permits(places):
    assert read(STANDARDS, "issued_on", "17 ก.พ. 61") == date(2018, 2, 17)
    assert read(STANDARDS, "issued_on", "2018-02-17") == date(2018, 2, 17)
    with pytest.raises(InvalidValue, match="ปี ค"):
        read(STANDARDS, "issued_on", "17/2/2018")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("“1-2345-67890-12-1” ผิด", "“x-xxxx-xxxxx-xx-x” ผิด"),
        ("1234567890121", "x-xxxx-xxxxx-xx-x"),
        ("๑๒๓๔๕๖๗๘๙๐๑๒", "x-xxxx-xxxxx-xx-x"),
        ("โทร 0 4466 6512", "โทร 0 4466 6512"),
        ("อย. 10-1-04561-2-0001", "อย. 10-1-04561-2-0001"),
        ("นิติบุคคล 0105500000001", "นิติบุคคล 0105500000001"),
    ],
)
def test_no_sentence_tells_a_citizen_id(sentence, shown):
    assert without_ids(sentence) == shown


def test_an_id_in_the_wrong_column_is_not_told(places):
    digits = factories.citizen_id(5)
    with pytest.raises(InvalidValue) as refused:
        read(PRODUCERS, "producer_type", digits)
    assert digits not in str(refused.value)
