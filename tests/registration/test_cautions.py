"""Each rule that only warns: where it begins and where it is silent."""

from datetime import date
from types import SimpleNamespace

import pytest

from registration import cautions
from registration.enums import Kind

TODAY = date(2018, 3, 12)
MIDDLE = (14.63, 102.79)  # Nang Rong


def row(**values):
    quiet = {
        "kind": Kind.NEW, "producer_type": "SOLE", "birth_date": "1967-05-12",
        "founded_year": 2550, "members_male": None, "members_female": None, "member_names": "",
        "labour_community": None, "labour_province": None, "labour_elsewhere": None,
        "link_production": True, "latitude": None, "longitude": None,
    }  # fmt: skip
    return SimpleNamespace(**{**quiet, **values})


def codes(a_row, middle=MIDDLE):
    found = cautions.of(a_row, middle, TODAY)
    assert all(each.sentence and hasattr(a_row, each.place) for each in found)
    return [each.code for each in found]


GROUP = {"producer_type": "GROUP", "members_male": 1, "members_female": 1}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"birth_date": ""},
        {"birth_date": "1998-03-12", "founded_year": 2561},  # twenty today
        {"birth_date": "1998", "founded_year": 2561},
        {"founded_year": 2520},  # ten years after the year of birth
        {"founded_year": None},
        {**GROUP, "birth_date": "1967", "founded_year": 2460},  # the group is older than its chair
        {**GROUP, "member_names": "นางหนึ่ง\nนายสอง"},
        GROUP,
        {"member_names": "นางหนึ่ง"},  # no group
        {"labour_community": 1, "labour_elsewhere": 9},
        {"labour_province": 1},
        {"labour_elsewhere": 3, "link_production": False},
        {"latitude": 14.63, "longitude": 102.79},
        {"latitude": 15.1, "longitude": 102.9},  # 54 km
        {"latitude": 7.0, "longitude": None},
    ],
)
def test_nothing_odd(values):
    assert codes(row(**values)) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"birth_date": "1998-03-13"}, "underage"),
        ({"birth_date": "1999", "founded_year": 2561}, "underage"),
        ({"founded_year": 2519}, "founded_young"),
        ({"founded_year": 2500}, "founded_young"),
        ({**GROUP, "member_names": "นางหนึ่ง"}, "members_differ"),
        ({"producer_type": "GROUP", "member_names": "นางหนึ่ง"}, "members_differ"),
        ({"labour_elsewhere": 3}, "no_local_labour"),
        ({"labour_community": 0}, "no_local_labour"),
        ({"latitude": 15.3, "longitude": 102.79}, "far_away"),  # 74 km
        ({"latitude": 18.79, "longitude": 98.98}, "far_away"),
    ],
)
def test_each_caution(values, code):
    assert code in codes(row(**values))


def test_a_cancellation_and_an_unknown_middle_are_quiet():
    odd = {"birth_date": "2010", "latitude": 7.0, "longitude": 100.0}
    assert codes(row(kind=Kind.CANCEL, **odd)) == []
    assert "far_away" not in codes(row(**odd), middle=None)


def test_answered_by_a_reason_with_words_in_it():
    found = cautions.of(row(birth_date="2010"), None, TODAY)
    assert [each.code for each in found] == ["underage", "founded_young"]
    reasons = {"underage": "สมรสแล้ว", "founded_young": "  "}
    assert [each.code for each in cautions.unanswered(found, reasons)] == ["founded_young"]
