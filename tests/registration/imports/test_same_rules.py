"""A row that the page refuses is refused in a file with the same sentence, and what the page takes
a file brings in alike: one table drives both.
"""

import pytest

from registration import calendar
from registration.enums import Kind, ProductType, Step
from registration.forms.products import ProductSheet
from registration.forms.registrations import RegistrationForm
from registration.imports.registrations import binding, gathering
from registration.imports.registrations.binding import Reading
from registration.imports.registrations.gathering import Line
from registration.models import Registration
from registration.sheets import columns
from tests import factories
from tests.factories import moment
from tests.registration.views.sheets import producer_sheet, product_sheet

TODAY = calendar.day_of(moment("2561-2", Step.ENTRY))
SOLE, GROUP, SME = "SOLE", "GROUP", "SME"

# Text by field, alike on the page and in a cell.
PRODUCERS = [
    {},
    {"producer_type": ""},
    {"citizen_id": "1-2345-67890-12-3"},
    {"citizen_id": "๑๒๓"},
    {"citizen_id": " 1 1001 00000 00 0 "},
    {"founded_year": "2017"},
    {"founded_year": "2999"},
    {"founded_year": "ปีที่แล้ว"},
    {"founded_year": "พ.ศ. ๒๕๕๐"},
    {"birth_date": "32/1/2500"},
    {"birth_date": "พฤษภาคม 2510"},
    {"birth_date": "12/5/2610"},
    {"mobile": "12345"},
    {"mobile": "081-234-5678, 0912345678"},
    {"phone": "02"},
    {"fax": "โทรสาร"},
    {"email": "สมชาย@"},
    {"email": "somchai@example.com"},
    {"website": "เว็บ ของเรา"},
    {"site_postcode": "3111"},
    {"site_postcode": "๓๑๑๒๐"},
    {"juristic_id": "12"},
    {"producer_type": SME, "juristic_id": "12"},
    {"producer_type": SME, "juristic_id": "0-1055-36000-00-1"},
    {"latitude": "14.9"},
    {"longitude": "103.1"},
    {"latitude": "14.9932, 103.1029"},
    {"latitude": "103.1", "longitude": "14.9"},
    {"latitude": "เหนือ", "longitude": "ตะวันออก"},
    {"latitude": "51.5", "longitude": "0.1"},
    {"producer_type": GROUP, "members_male": "สาม"},
    {"producer_type": GROUP, "members_male": "-3"},
    {"producer_type": GROUP, "members_male": "123456"},
    {"producer_type": GROUP, "members_male": "1,200", "members_female": "๑๒"},
    {"members_male": "สาม"},  # a sole owner is not asked
    {"last_income": "มาก"},
    {"last_income": "1,5"},
    {"last_income": "๑๒๐,๐๐๐ บาท"},
    {"last_income": "1.234"},
    {"last_income": "9" * 13},
    {"name": "ก" * 201},
    {"name": "  ร้าน   ผ้า\u200b  "},
    {"link_note": "ก" * 1001},
    {"contact_postcode": "1"},
    {"contact_road": "ถนนสายหนึ่ง", "contact_postcode": "10200"},
    {"informant": "PROXY", "proxy_name": "นายแทน", "proxy_citizen_id": "111"},
    {"informant": "SELF", "proxy_name": "นายแทน", "proxy_citizen_id": "111"},
    {"export_countries": "ญี่ปุ่น"},
    {"founded_year": "x", "mobile": "y", "email": "z"},
]
PRODUCTS = [
    {},
    {"name": ""},
    {"product_type": ""},
    {"product_type": ProductType.FOOD},  # the sub-group is another type's
    {"retail_price": "แพง"},
    {"retail_price": "-1"},
    {"retail_price": "1.234"},
    {"capacity": "๑,๒๐๐ ผืน"},
    {"capacity": "1,200"},
    {"opc_year": "2016"},
    {"opc_stars": "6"},
    {"capacity_unit": "ก" * 41},
    {"story": "ก" * 4001},
    {"name": "ก" * 201, "retail_price": "x", "opc_year": "y"},
]


@pytest.fixture
def reading(plan):
    lists = columns.lists_of("3104")
    return Reading(lists, gathering.layout(lists), TODAY)


def by_place(pairs):
    found = {}
    for place, sentence in pairs:
        found.setdefault(place, []).append(sentence)
    return found


def said_by_form(form):
    return {place: list(sentences) for place, sentences in form.errors.items()}


def said_of_line(line):
    return by_place((each["column_key"], each["sentence"]) for each in line.problems)


@pytest.mark.parametrize("changes", PRODUCERS, ids=str)
def test_a_producer(reading, changes):
    typed = producer_sheet(**changes)
    form = RegistrationForm(typed, kind=Kind.NEW, district="3104", today=TODAY)
    cells = dict.fromkeys(reading.by_key["ผู้ผลิต"], "")
    cells |= {name: "ใช่" if text == "on" else text for name, text in typed.items()}
    line = Line("ผู้ผลิต", 2, {k: t for k, t in cells.items() if t})

    values = binding.producer(line, reading, Kind.NEW, None)

    assert said_of_line(line) == said_by_form(form)
    if form.is_valid():
        assert values == form.values()


@pytest.mark.parametrize("changes", PRODUCTS, ids=str)
def test_a_product(reading, changes):
    group = factories.ProductGroupFactory()
    lists = columns.lists_of("3104")
    reading = Reading(lists, gathering.layout(lists), TODAY)
    row = factories.RegistrationFactory(products=0)
    sheet = ProductSheet(product_sheet(1, group, **changes), row=None, version=1, today=TODAY)
    sheet.is_valid()
    own = {name for name in sheet.form.fields if name != "version"}
    typed = {n: t for n, t in product_sheet(1, group, **changes).items() if n in own}
    cells = dict.fromkeys(reading.by_key["ผลิตภัณฑ์"], "") | typed
    cells |= {"product_group": group.code, "sample_seen": "ใช่", "materials": "เส้นไหม (ในชุมชน)"}
    line = Line("ผลิตภัณฑ์", 2, {name: str(text) for name, text in cells.items()})

    bound = binding.product(line, reading, None)

    assert said_of_line(line).keys() == said_by_form(sheet.form).keys()
    for place, sentences in said_by_form(sheet.form).items():
        if place != "opc_stars":  # on the page a choice cannot be mistyped
            assert said_of_line(line)[place] == sentences
    if sheet.is_valid():
        assert bound.values == sheet.values()
    assert not Registration.objects.exclude(pk=row.pk).exists()


HELD = [
    ("standards", {"number": "1"}),
    ("standards", {"standard": "test-mpc"}),
    ("standards", {"standard": "test-mpc", "number": "1", "issued_on": "เมื่อวาน"}),
    ("standards", {"standard": "test-mpc", "number": "1", "issued_on": "1/2/2560",
                   "expires_on": "1/2/2559"}),
    ("standards", {"standard": "test-mpc", "number": "1", "issuer": "ก" * 161}),
    ("rights", {"kind": "PATENT"}),
    ("rights", {"number": "1"}),
    ("rights", {"kind": "COPYRIGHT", "holder": "กลุ่ม"}),
    ("rights", {"kind": "GI", "number": "1", "registered_on": "31/2/2560"}),
]  # fmt: skip
SHEETS = {name: sheet for sheet, name in gathering.HOLDINGS.items()}


@pytest.mark.parametrize(("name", "changes"), HELD, ids=str)
def test_what_a_product_holds(plan, name, changes):
    group, standard = factories.ProductGroupFactory(), factories.StandardFactory()
    lists = columns.lists_of("3104")
    reading = Reading(lists, gathering.layout(lists), TODAY)
    typed = {key: standard.pk if key == "standard" else text for key, text in changes.items()}
    data = product_sheet(1, group, **{f"{name}-0-{key}": text for key, text in typed.items()})
    sheet = ProductSheet(data, row=None, version=1, today=TODAY)
    sheet.is_valid()
    held = Line(SHEETS[name], 2, dict(changes))
    line = Line("ผลิตภัณฑ์", 2, {"name": "ผ้า", "product_type": "TEXTILE"}, **{name: [held]})

    bound = binding.product(line, reading, None)

    form = getattr(sheet, name).forms[0]
    assert said_of_line(held) == said_by_form(form)
    if form.is_valid():
        assert bound.held[name] == sheet.held()[name]
