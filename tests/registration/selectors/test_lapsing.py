"""What the end of a quarter takes with it, and why; the same before and after."""

from collections import Counter
from datetime import date

import pytest

from registration.enums import LapseReason, Step
from registration.selectors import lapsing
from registration.services import decisions, quarters
from tests.factories import QUARTER, RegistrationFactory, moment
from tests.reporting import worlds

R = LapseReason


@pytest.fixture
def country(plan, own_district, own_province):
    """One of each reason in Surin and Buri Ram (announced), and what does not lapse."""
    officer = own_district.officer
    rows = {
        R.UNDECIDED: worlds.register("3201", state="SUBMITTED", entered_by=officer),
        R.NOT_ANNOUNCED: worlds.register("3201", state="CERTIFIED", entered_by=officer, count=2),
        R.RETURNED: worlds.register("3104", state="RETURNED", entered_by=officer),
        R.DRAFT: worlds.register("3103", state="DRAFT", entered_by=officer, count=2),
        R.NOT_HANDED_OVER: worlds.register("3103", state="SUBMITTED", entered_by=officer),
    }
    for state in ("CERTIFIED", "REJECTED", "WITHDRAWN"):
        worlds.register("3104", state=state, entered_by=officer)
    worlds.register("3104", "2561-3", state="DRAFT", entered_by=officer)
    worlds.hand_over(officer, "3104")
    worlds.hand_over(officer, "3201")
    worlds.announce(own_province)
    return {reason: {row.pk for row in found} for reason, found in rows.items()}


def by_reason(by):
    found = {}
    for row in lapsing.lapsing(by, QUARTER):
        found.setdefault(row.lapse_reason, set()).add(row.pk)
    return found


def close(persona):
    quarters.close(
        by=persona.by, on=moment(QUARTER, Step.CLOSING), code=QUARTER, number="1",
        dated_on=date(2018, 3, 26), signatory="ก", signatory_position="ข", without_reason="ไม่รอ",
    )  # fmt: skip


def test_each_reason(country, department):
    assert by_reason(department.by) == country


def test_a_closed_quarter_tells_the_same(country, department):
    close(department)

    assert by_reason(department.by) == country


def test_counts(country, department, own_province):
    assert lapsing.counts(department.by, QUARTER) == {
        "31": Counter(RETURNED=1, DRAFT=2, NOT_HANDED_OVER=1),
        "32": Counter(UNDECIDED=1, NOT_ANNOUNCED=2),
    }
    assert lapsing.counts(own_province.by, QUARTER, "31") == {
        "3103": Counter(DRAFT=2, NOT_HANDED_OVER=1), "3104": Counter(RETURNED=1),
    }  # fmt: skip


def test_the_own_area_only(country, own_province, own_district, department):
    assert set(lapsing.counts(own_province.by, QUARTER)) == {"31"}
    assert lapsing.counts(own_province.by, QUARTER, "32") == {}
    assert {row.filing.district_id for row in lapsing.lapsing(own_district.by, QUARTER)} == {"3104"}
    assert not lapsing.lapsing(own_province.by, QUARTER, province="32").exists()


def test_filters(country, department):
    def found(**wanted):
        return {row.pk for row in lapsing.lapsing(department.by, QUARTER, **wanted)}

    assert found(reason=R.DRAFT) == country[R.DRAFT]
    assert found(province="32") == country[R.UNDECIDED] | country[R.NOT_ANNOUNCED]
    assert found(district="3104") == country[R.RETURNED]
    assert found(province="31", reason=R.NOT_ANNOUNCED) == set()


def test_who_mended_what_was_returned_waits_for_the_province(
    plan, own_district, own_province, department
):
    row = RegistrationFactory(state="SUBMITTED", entered_by=own_district.officer)
    worlds.hand_over(own_district.officer, "3104")
    on = moment(QUARTER, Step.CERTIFICATION)
    decisions.send_back(
        by=own_province.by, on=on, registration=row.pk, comment="แก้", flags={"name": ""}
    )
    assert set(by_reason(department.by)) == {R.RETURNED}
    decisions.submit(
        by=own_district.by, on=moment(QUARTER, Step.CERTIFICATION, "last"), registration=row.pk
    )
    assert set(by_reason(department.by)) == {R.UNDECIDED}
    close(department)
    assert set(by_reason(department.by)) == {R.UNDECIDED}
