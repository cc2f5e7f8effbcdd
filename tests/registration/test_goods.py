"""What a product must hold: each rule of DOMAIN §3.3 broken once; the permit judged to the day."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from registration import goods, validators
from registration.errors import InvalidValue

TODAY = date(2018, 3, 12)
DAY = timedelta(days=1)


class Permit(SimpleNamespace):
    def __str__(self):
        return self.name


LIQUOR = Permit(name="ใบอนุญาตผลิตสุรา", code="liquor", is_permit=True, issuer="กรมสรรพสามิต")
FOOD = Permit(name="อย.", code="fda-food", is_permit=True, issuer="สำนักงานคณะกรรมการอาหารและยา")
QUALITY = Permit(name="มผช.", code="tcps", is_permit=False, issuer="")


def held(standard, expires_on=None, number="1/2560", issuer="ผู้ออก"):
    return SimpleNamespace(standard=standard, number=number, issuer=issuer, expires_on=expires_on)


def product(*rows, group_compels=False, accepted=(), **values):
    complete = {
        "name": "สาโท", "product_type": "DRINK", "law_compels": False, "story": "ของย่า",
        "product_group": SimpleNamespace(product_type="DRINK", law_compels=group_compels),
        "materials": [{"name": "ข้าว", "source": "COMMUNITY"}], "capacity": Decimal(20),
        "capacity_unit": "ขวด", "retail_price": Decimal(0), "sample_seen": True,
        "opc_year": None, "opc_stars": None,
    }  # fmt: skip
    return SimpleNamespace(**{**complete, "held": rows, "accepted": list(accepted), **values})


def places(a_product):
    return [problem.place for problem in goods.problems(a_product, TODAY)]


def test_a_whole_product_lacks_nothing():
    assert places(product()) == []
    assert places(product(opc_year=2559, opc_stars=5)) == []
    assert places(product(opc_year=2559)) == []


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
        ({"opc_stars": 5}, "opc_year"),  # row 12
        ({"sample_seen": False}, "sample_seen"),
    ],
)
def test_what_is_missing_is_named(values, place):
    assert places(product(**values)) == [place]


@pytest.mark.parametrize(
    ("expires_on", "good"),
    [(None, True), (TODAY + DAY, True), (TODAY, True), (TODAY - DAY, False)],
)
def test_a_permit_is_good_on_its_last_day(expires_on, good):
    row = product(held(LIQUOR, expires_on), group_compels=True, accepted=[LIQUOR])
    assert places(row) == ([] if good else ["standards"])
    assert goods.is_expired(held(QUALITY, expires_on), TODAY) is not good


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "ให้บันทึกใบอนุญาตผลิตสุราที่ยังไม่หมดอายุ"),
        ([held(QUALITY)], "ให้บันทึกใบอนุญาตผลิตสุราที่ยังไม่หมดอายุ"),
        ([held(FOOD)], "อย.ใช้กับกลุ่มย่อยนี้ไม่ได้ ให้บันทึกใบอนุญาตผลิตสุรา"),
        ([held(LIQUOR, number="")], "กรอกเลขที่และผู้ออกของใบอนุญาตผลิตสุรา"),
        ([held(LIQUOR, issuer="")], "กรอกเลขที่และผู้ออกของใบอนุญาตผลิตสุรา"),
        (
            [held(LIQUOR, TODAY - 9 * DAY, "เก่า"), held(LIQUOR, TODAY - DAY, "หลัง"), held(FOOD)],
            "ใบอนุญาตผลิตสุรา เลขที่ หลัง หมดอายุเมื่อ 11 มี.ค. 2561",
        ),
    ],
)
@pytest.mark.parametrize("by", ["group", "officer"])
def test_the_sentence_names_which_permit(rows, says, by):
    compels = {"group_compels": True} if by == "group" else {"law_compels": True}
    row = product(*rows, accepted=[LIQUOR], **compels)
    (problem,) = goods.problems(row, TODAY)
    assert problem.place == "standards"
    assert says in problem.sentence


def test_one_good_permit_is_enough():
    rows = [held(LIQUOR, TODAY - DAY), held(LIQUOR, issuer=""), held(LIQUOR, TODAY)]
    assert places(product(*rows, law_compels=True, accepted=[LIQUOR])) == []
    either = [FOOD, LIQUOR]
    assert places(product(held(FOOD), law_compels=True, accepted=either)) == []
    (problem,) = goods.problems(product(law_compels=True, accepted=either), TODAY)
    assert "อย. หรือ ใบอนุญาตผลิตสุรา" in problem.sentence


def test_where_no_permit_is_named_any_is_good_and_a_standard_is_none():
    assert places(product(held(FOOD), law_compels=True)) == []
    assert places(product(held(QUALITY), law_compels=True)) == ["standards"]
    (problem,) = goods.problems(product(law_compels=True), TODAY)
    assert "ใบอนุญาตตามกฎหมาย" in problem.sentence


def test_a_quality_standard_never_blocks():
    assert places(product(held(QUALITY, TODAY - DAY))) == []
    assert places(product(accepted=[LIQUOR])) == []  # the law does not compel this one


@pytest.mark.parametrize(
    "typed",
    ["3120456120001", "31-2-04561-2-0001", "31 2 04561 2 0001", "อย. 31-2-04561-2-0001",
     "๓๑-๒-๐๔๕๖๑-๒-๐๐๐๑", "31/2/04561/2/0001", "31.2.04561.2.0001", " 31–2–04561–2–0001 "],
)  # fmt: skip
def test_a_food_number_stands_in_one_layout(typed):
    assert validators.food_number(typed) == "31-2-04561-2-0001"
    cleaned, problems = goods.clean_standard({"standard": FOOD, "number": typed}, TODAY)
    assert (cleaned["number"], problems) == ("31-2-04561-2-0001", [])


@pytest.mark.parametrize("typed", ["312045612000", "31204561200011", "31-2-0456A-2-0001", "อย."])
def test_a_food_number_has_thirteen_digits(typed):
    with pytest.raises(InvalidValue, match="เลขสารบบอาหาร"):
        validators.food_number(typed)
    _cleaned, problems = goods.clean_standard({"standard": FOOD, "number": typed}, TODAY)
    assert [problem.place for problem in problems] == ["number"]


def test_other_numbers_are_free_text_and_the_issuer_follows_the_list():
    cleaned, problems = goods.clean_standard(
        {"standard": LIQUOR, "number": "  สม  ๑๒/๒๕๖๐ "}, TODAY
    )
    assert (cleaned["number"], cleaned["issuer"]) == ("สม ๑๒/๒๕๖๐", "กรมสรรพสามิต")
    assert problems == []
    cleaned, _problems = goods.clean_standard(
        {"standard": LIQUOR, "number": "1", "issuer": "เขต 1"}, TODAY
    )
    assert cleaned["issuer"] == "เขต 1"


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"number": "1"}, "standard"),
        ({"standard": QUALITY, "number": " "}, "number"),
        ({"standard": QUALITY, "number": "1", "issued_on": TODAY, "expires_on": TODAY - DAY},
         "expires_on"),
        ({"standard": QUALITY, "number": "1", "issued_on": TODAY + DAY}, "issued_on"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_held_standard(values, place):
    assert [problem.place for problem in goods.clean_standard(values, TODAY)[1]] == [place]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"kind": "TRADEMARK", "number": "ค123"}, []),
        ({"kind": "COPYRIGHT", "number": ""}, []),
        ({"kind": "COPYRIGHT"}, []),
        ({"kind": "PATENT", "number": ""}, ["number"]),
        ({"kind": "GI"}, ["number"]),
        ({"kind": "", "number": "1"}, ["kind"]),
        ({"kind": "MOON", "number": "1"}, ["kind"]),
        ({"kind": "PATENT", "number": "1", "registered_on": TODAY, "expires_on": TODAY}, []),
        ({"kind": "PATENT", "number": "1", "registered_on": TODAY, "expires_on": TODAY - DAY},
         ["expires_on"]),
        ({"kind": "PATENT", "number": "1", "registered_on": TODAY + DAY}, ["registered_on"]),
    ],
)  # fmt: skip
def test_a_right_needs_its_number_unless_it_is_a_copyright(values, found):
    cleaned, problems = goods.clean_right(values, TODAY)
    assert [problem.place for problem in problems] == found
    assert cleaned["holder"] == ""
