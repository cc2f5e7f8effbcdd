"""Each rule of DOMAIN §3.2 (R and conditional) and §3.3 (R): broken once, named once."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from registration import eligibility
from registration.enums import Kind, ProducerType
from tests.factories import citizen_id, juristic_id

TODAY = date(2018, 3, 12)


def form(producer_type, **needs):
    flags = {"needs_detail": False, "needs_enterprise_no": False, "needs_juristic_id": False}
    return SimpleNamespace(producer_type=producer_type, **{**flags, **needs})


def row(**values):
    """A sole owner of 3104 whose registration lacks nothing."""
    complete = {
        "kind": Kind.NEW, "producer_type": "SOLE", "legal_form": None, "legal_form_detail": "",
        "name": "ร้านทดสอบ", "person_title": "นาง", "person_first_name": "สมมุติ",
        "person_last_name": "-", "citizen_id": citizen_id(1), "thai_nationality": True,
        "enterprise_no": "", "juristic_id": "", "founded_year": 2550, "members_male": None,
        "members_female": None, "site_house_no": "-", "site_subdistrict": object(),
        "site_subdistrict_id": "310401", "site_postcode": "31110", "phone": "",
        "mobile": "08 1234 5678", "link_production": True, "link_management": False,
        "link_benefit": False, "informant": "SELF", "proxy_name": "", "proxy_citizen_id": "",
        "proxy_relation": "", "proxy_paper_seen": False, "declared": True, "cancel_reason": "",
        "cancel_note": "",
    }  # fmt: skip
    return SimpleNamespace(**{**complete, **values})


def product(**values):
    complete = {
        "sequence": 1, "dropped": False, "name": "ผ้าไหม", "product_type": "TEXTILE",
        "product_group": SimpleNamespace(product_type="TEXTILE", law_compels=False),
        "law_compels": False, "story": "สืบทอดจากย่า", "capacity": Decimal(20),
        "materials": [{"name": "ไหม", "source": "COMMUNITY"}], "capacity_unit": "ผืน",
        "retail_price": Decimal(0), "sample_seen": True, "held": [], "accepted": [],
        "opc_year": None, "opc_stars": None,
    }  # fmt: skip
    return SimpleNamespace(**{**complete, **values})


def held(*, is_permit=True, expires_on=None):
    standard = SimpleNamespace(is_permit=is_permit)
    return SimpleNamespace(standard=standard, number="1", issuer="อย.", expires_on=expires_on)


def places_of(a_row, *products):
    found = eligibility.problems(a_row, products or [product()], "3104", TODAY)
    assert all(problem.sentence for problem in found)
    return [problem.place for problem in found]


GROUP = {"producer_type": "GROUP", "legal_form": form("GROUP"), "members_female": 5}
SME = {"producer_type": "SME", "legal_form": form("SME")}
PROXY = {
    "informant": "PROXY", "proxy_name": "นายแทน", "proxy_citizen_id": citizen_id(2),
    "proxy_relation": "บุตร", "proxy_paper_seen": True,
}  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        {},
        GROUP,
        {**GROUP, "members_female": None, "members_male": 1},
        SME,
        PROXY,
        {"mobile": "", "phone": "0 4466 6512"},
        {"link_production": False, "link_benefit": True},
        {"link_production": False, "link_management": True},
        {**SME, "legal_form": form("SME", needs_juristic_id=True), "juristic_id": juristic_id(1)},
        {**GROUP, "legal_form": form("GROUP", needs_enterprise_no=True), "enterprise_no": "4-31"},
        {**GROUP, "legal_form": form("GROUP", needs_detail=True), "legal_form_detail": "ชมรม"},
    ],
)
def test_complete_registrations_have_no_problem(values):
    assert places_of(row(**values)) == []


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"name": ""}, "name"),  # row 3
        ({"person_title": ""}, "person_title"),  # row 4
        ({"person_first_name": ""}, "person_first_name"),
        ({"person_last_name": ""}, "person_last_name"),
        ({"citizen_id": ""}, "citizen_id"),  # row 5
        ({"thai_nationality": False}, "thai_nationality"),  # row 6
        ({**GROUP, "legal_form": None}, "legal_form"),  # row 2
        ({**SME, "legal_form": None}, "legal_form"),
        ({**SME, "legal_form": form("GROUP")}, "legal_form"),
        ({**GROUP, "legal_form": form("GROUP", needs_enterprise_no=True)}, "enterprise_no"),  # 8
        ({**SME, "legal_form": form("SME", needs_juristic_id=True)}, "juristic_id"),
        ({**GROUP, "legal_form": form("GROUP", needs_detail=True)}, "legal_form_detail"),
        ({"founded_year": None}, "founded_year"),  # row 9
        ({**GROUP, "members_female": 0}, "members_female"),  # row 10
        ({**GROUP, "members_female": None}, "members_female"),
        ({"site_house_no": ""}, "site_house_no"),  # row 12
        ({"site_subdistrict": None, "site_subdistrict_id": None}, "site_subdistrict"),
        ({"site_subdistrict_id": "310301"}, "site_subdistrict"),
        ({"site_subdistrict_id": "320101"}, "site_subdistrict"),
        ({"site_postcode": ""}, "site_postcode"),
        ({"mobile": ""}, "mobile"),  # row 15: one of two
        ({"link_production": False}, "link_production"),  # row 17: one of three
        ({**PROXY, "proxy_name": ""}, "proxy_name"),  # row 22
        ({**PROXY, "proxy_citizen_id": ""}, "proxy_citizen_id"),
        ({**PROXY, "proxy_relation": ""}, "proxy_relation"),
        ({**PROXY, "proxy_paper_seen": False}, "proxy_paper_seen"),
        ({"declared": False}, "declared"),  # row 23
    ],
)
def test_each_producer_rule_is_named(values, place):
    assert places_of(row(**values)) == [place]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"name": ""}, "name"),  # row 1
        ({"product_group": None}, "product_group"),  # row 2
        ({"product_type": "FOOD"}, "product_group"),
        ({"story": ""}, "story"),  # row 5
        ({"materials": []}, "materials"),  # row 6
        ({"capacity": None}, "capacity"),  # row 8
        ({"capacity_unit": ""}, "capacity_unit"),
        ({"retail_price": None}, "retail_price"),  # row 9
        ({"sample_seen": False}, "sample_seen"),  # row 15
        ({"law_compels": True}, "standards"),  # rows 3 and 13
        ({"law_compels": True, "held": [held(is_permit=False)]}, "standards"),
        ({"law_compels": True, "held": [held(expires_on=date(2018, 3, 11))]}, "standards"),
    ],
)
def test_each_product_rule_is_named_with_its_product(values, place):
    assert places_of(row(), product(), product(sequence=4, **values)) == [f"product-4.{place}"]


@pytest.mark.parametrize(
    "values",
    [
        {"law_compels": True, "held": [held()]},
        {"law_compels": True, "held": [held(expires_on=TODAY)]},
        {"law_compels": True, "held": [held(expires_on=date(2017, 1, 1)), held()]},
        {"held": [held(expires_on=date(2017, 1, 1))]},  # nobody compels it
    ],
)
def test_a_permit_that_holds_today_is_enough(values):
    assert places_of(row(), product(**values)) == []


def test_a_group_of_products_that_the_law_compels_needs_the_permit_too():
    group = SimpleNamespace(product_type="DRINK", law_compels=True)

    found = places_of(row(), product(product_type="DRINK", product_group=group))

    assert found == ["product-1.standards"]


def test_at_least_one_product_is_made():
    assert [p.place for p in eligibility.problems(row(), [], "3104", TODAY)] == ["products"]
    assert places_of(row(), product(dropped=True)) == ["products"]
    assert places_of(row(), product(dropped=True, story=""), product(sequence=2)) == []


def test_every_problem_is_told_at_once():
    found = places_of(row(name="", citizen_id="", mobile=""), product(story="", sample_seen=False))

    assert found == [
        "name", "citizen_id", "mobile", "product-1.story", "product-1.sample_seen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ({"cancel_reason": "CEASED"}, []),
        ({}, ["cancel_reason"]),
        ({"cancel_reason": "CEASED", "declared": False}, ["declared"]),
        # What a cancelled producer's form once lacked is nobody's business any more.
        ({"cancel_reason": "MOVED", "mobile": "", "site_subdistrict_id": "320101"}, []),
        ({"cancel_reason": "OTHER"}, ["cancel_note"]),
        ({"cancel_reason": "OTHER", "cancel_note": "เหตุอื่น"}, []),
    ],
)
def test_a_cancellation_wants_its_reason(values, places):
    found = eligibility.problems(row(kind=Kind.CANCEL, **values), [], "3104", TODAY)

    assert [problem.place for problem in found] == places


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("citizen_id", "1-0000-00000-01-" + citizen_id(1)[12], citizen_id(1)),
        ("mobile", "๐๘๑-๒๓๔-๕๖๗๘", "08 1234 5678"),
        ("site_postcode", "๓๑๑๑๐", "31110"),
        ("founded_year", "๒๕๕๐", 2550),
        ("founded_year", 2561, 2561),
        ("name", "  ร้าน   ทดสอบ ", "ร้าน ทดสอบ"),
        ("story", " บรรทัดหนึ่ง \n\n  บรรทัดสอง", "บรรทัดหนึ่ง\n\nบรรทัดสอง"),
        ("juristic_id", "", ""),
        ("founded_year", None, None),
        ("materials", [{"name": " ไหม ", "source": "PROVINCE"}, {"name": "", "source": ""}],
         [{"name": "ไหม", "source": "PROVINCE"}]),
    ],
)  # fmt: skip
def test_values_are_read_as_people_type_them(name, typed, stored):
    assert eligibility.clean({name: typed}, TODAY) == ({name: stored}, [])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("citizen_id", citizen_id(1)[:12] + str((int(citizen_id(1)[12]) + 1) % 10)),
        ("citizen_id", "0" + citizen_id(1)[1:]),
        ("proxy_citizen_id", "123"),
        ("juristic_id", citizen_id(1)),
        ("phone", "12"),
        ("site_postcode", "01000"),
        ("founded_year", "2562"),
        ("founded_year", "2018"),
        ("founded_year", "2399"),
        ("materials", [{"name": "ไหม", "source": ""}]),
        ("materials", [{"name": "", "source": "COMMUNITY"}]),
        ("materials", [{"name": "ไหม", "source": "MARS"}]),
    ],
)
def test_unreadable_values_are_problems_of_their_field(name, typed):
    cleaned, problems = eligibility.clean({name: typed, "name": "ร้าน"}, TODAY)

    assert cleaned == {"name": "ร้าน"}
    assert [problem.place for problem in problems] == [name]


def test_the_three_producer_types_are_the_ones_that_the_rules_know():
    assert set(ProducerType) == {"SOLE", "GROUP", "SME"}
