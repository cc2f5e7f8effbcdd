"""Which fields hang on which, and that they are emptied where they do not apply."""

from types import SimpleNamespace

import pytest

from registration import conditions
from registration.models import ProducerDetails, Registration, detail_names


def row(**values):
    sole = {"producer_type": "SOLE", "informant": "SELF", "contact_differs": False}
    return SimpleNamespace(**{**sole, "export_countries": "", **values})


def test_only_fields_of_the_form_hang_on_fields_of_the_form():
    names = {*detail_names(ProducerDetails), "cancel_reason", "merge_into"}
    assert names >= set(conditions.SHOWN_WHEN)
    assert names >= {parent for parent, _values in conditions.SHOWN_WHEN.values()}


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("name", {}, True),
        ("members_male", {}, False),
        ("members_male", {"producer_type": "GROUP"}, True),
        ("enterprise_no", {"producer_type": "SME"}, False),
        ("contact_road", {"contact_differs": True}, True),
        ("contact_road", {}, False),
        ("proxy_name", {"informant": "PROXY"}, True),
        ("export_countries", {}, False),
        ("export_countries", {"export_countries": "ญี่ปุ่น"}, True),
    ],
)
def test_what_applies(name, values, expected):
    assert conditions.applies(name, row(**values)) is expected


def test_what_is_out_of_place_is_emptied_by_its_kind():
    held = Registration(
        producer_type="SOLE", members_male=3, member_names="นาง ก", proxy_paper_seen=True,
        contact_road="สุขุมวิท", juristic_id="", mobile="08 1234 5678", members_female=0,
    )  # fmt: skip
    assert conditions.out_of_place(held) == {
        "members_male": None, "member_names": "", "proxy_paper_seen": False, "contact_road": "",
        "members_female": None,
    }  # fmt: skip
    assert conditions.out_of_place(held, ("members_male",)) == {"members_male": None}
