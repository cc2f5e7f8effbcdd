"""Offices that an announcement does not wait for: each with a reason, kept beside it."""

from datetime import date

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import JournalEntry, Province
from registration.services import certifications, quarters
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

WORDS = {"number": "1", "dated_on": date(2018, 3, 19), "signatory": "ก", "signatory_position": "ข"}


@pytest.fixture
def announce(plan, own_province):
    """Nobody of province 31 has handed over: 3103 and 3104 are left out."""

    def deed(without=None, reason=""):
        return certifications.announce(
            by=own_province.by, on=moment(QUARTER, Step.CERTIFICATION), province="31",
            quarter=QUARTER, without=without, without_reason=reason, **WORDS,
        )  # fmt: skip

    return deed


@pytest.fixture
def close(plan, department):
    def deed(without=None, reason=""):
        return quarters.close(
            by=department.by, on=moment(QUARTER, Step.CLOSING), code=QUARTER, without=without,
            without_reason=reason, **WORDS,
        )  # fmt: skip

    return deed


def kept(announcement):
    rows = announcement.left_out.values_list("province", "district", "reason")
    return {province or district: reason for province, district, reason in rows}


@pytest.mark.parametrize(
    ("without", "reason", "unexplained"),
    [
        ({}, "", 2),
        ({"3103": "น้ำท่วม"}, "", 1),
        ({"3103": "น้ำท่วม", "3104": "  "}, " ", 1),
        ({"3103": "น้ำท่วม", "3201": "จังหวัดอื่น"}, "", 1),
    ],
)
def test_every_district_needs_a_reason(announce, without, reason, unexplained):
    before = contents()

    with pytest.raises(Refused) as caught:
        announce(without, reason)

    assert caught.value.refusal.rule == "left_out"
    assert f"{unexplained} แห่ง" in caught.value.refusal.sentence
    assert contents() == before


def test_reasons_are_kept_by_district(announce):
    announcement = announce({"3103": " น้ำท่วม ", "3104": "ไฟไหม้"})

    assert kept(announcement) == {"3103": "น้ำท่วม", "3104": "ไฟไหม้"}
    entry = JournalEntry.objects.get(action="certification.announce")
    assert entry.after["left_out"] == {"3103": "น้ำท่วม", "3104": "ไฟไหม้"}


def test_the_common_reason_stands_for_who_has_none(announce):
    assert kept(announce({"3103": "น้ำท่วม"}, "ไม่ส่ง")) == {"3103": "น้ำท่วม", "3104": "ไม่ส่ง"}


def test_who_handed_over_is_not_left_out(announce, own_district):
    factories.set_filing_state(factories.FilingFactory(), "HANDED_OVER", by=own_district.officer)

    assert kept(announce({"3103": "น้ำท่วม", "3104": "ส่งทัน"})) == {"3103": "น้ำท่วม"}


def test_a_closing_names_provinces(close, announce):
    announce(reason="ไม่ส่ง")

    with pytest.raises(Refused):
        close({"10": "ไม่มีผู้ลงทะเบียน"})
    announcement = close({"10": "ไม่มีผู้ลงทะเบียน", "32": "น้ำท่วม"})

    assert kept(announcement) == {"10": "ไม่มีผู้ลงทะเบียน", "32": "น้ำท่วม"}


def test_a_citizen_id_in_a_reason_is_masked(announce):
    secret = factories.citizen_id(1)

    announcement = announce({"3103": f"รอ {secret}", "3104": "ก"})

    assert secret not in "".join(kept(announcement).values())
    assert secret not in str(JournalEntry.objects.get(action="certification.announce").after)


def test_a_closing_names_every_province_that_did_not_announce(close):
    announcement = close(reason="ไม่รอ")

    assert set(kept(announcement)) == set(Province.objects.values_list("pk", flat=True))
