"""Orders and extensions: which window decides for whom, and until when."""

from datetime import date, timedelta

import pytest

from registration.enums import Kind, Scope, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import Extension, FiscalQuarter, WindowOrder
from registration.selectors import plan as plans
from registration.services import decisions, orders, registrations
from tests import factories
from tests.factories import QUARTER, at, moment
from tests.registration.services.doors import NAMED

AFTER = moment(QUARTER, Step.ENTRY, "closes") + timedelta(days=2, hours=10)  # 19 March, 10:00
TODAY = AFTER.date()
TICK = timedelta(microseconds=1)


def enter(persona, on, district=None, quarter=QUARTER):
    return registrations.enter(
        by=persona.by, on=on, district=district or persona.by.district, quarter=quarter,
        kind=Kind.NEW, values=factories.producer_values(subdistrict=f"{persona.by.district}01"),
    )  # fmt: skip


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.refusal


def order(department, *windows, on=factories.LONG_AGO, dated_on=date(2018, 3, 1), **scope):
    return orders.issue(
        by=department.by, on=on, number=f"ว {WindowOrder.objects.count()}", dated_on=dated_on,
        issuer="กรมการพัฒนาชุมชน", subject="กำหนดช่วงเวลา", windows=windows, **scope,
    )  # fmt: skip


def entry_window(opens_on, closes_on, quarter=QUARTER):
    return orders.NewWindow(quarter, Step.ENTRY, opens_on, closes_on)


def extend(department, until_on=TODAY, on=AFTER, step=Step.ENTRY, **scope):
    scope.setdefault("scope", Scope.COUNTRY)
    return orders.extend(
        by=department.by, on=on, quarter=QUARTER, step=step, until_on=until_on, reason="ระบบขัดข้อง",
        **scope,
    )  # fmt: skip


def test_an_extension_holds_from_its_instant_to_the_end_of_its_day(plan, own_district, department):
    assert refused(enter, own_district, AFTER - TICK).rule == "too_late"
    extend(department, until_on=date(2018, 3, 20))
    end = at(2018, 3, 21, 0)

    assert refused(enter, own_district, AFTER - TICK).rule == "too_late"
    enter(own_district, AFTER)
    enter(own_district, end - TICK)
    assert refused(enter, own_district, end).rule == "too_late"


def test_a_revoked_extension_ends_at_once(plan, own_district, department):
    extension = extend(department)
    enter(own_district, AFTER)

    orders.revoke_extension(by=department.by, on=AFTER, extension=extension.pk, reason="ผิดพลาด")

    assert refused(enter, own_district, AFTER).rule == "too_late"
    again = refused(
        orders.revoke_extension,
        by=department.by, on=AFTER, extension=extension.pk, reason="ซ้ำ",
    )  # fmt: skip
    assert again.rule == "revoked"


@pytest.mark.parametrize(
    ("scope", "helped"),
    [
        ({"scope": Scope.COUNTRY}, {"own_district", "other_district", "foreign_district"}),
        ({"scope": Scope.PROVINCE, "province": "31"}, {"own_district", "other_district"}),
        ({"scope": Scope.DISTRICT, "district": "3104"}, {"own_district"}),
    ],
)
def test_an_extension_helps_its_area_only(plan, personas, department, scope, helped):
    extend(department, **scope)

    for name in ("own_district", "other_district", "foreign_district"):
        if name in helped:
            assert enter(personas[name], AFTER)
        else:
            assert refused(enter, personas[name], AFTER).rule == "too_late"


def test_an_extension_opens_its_own_step_only(plan, own_district, own_province, department):
    extend(department, step=Step.CERTIFICATION, until_on=date(2018, 3, 30), on=at(2018, 3, 26))

    assert refused(enter, own_district, at(2018, 3, 28)).rule == "too_late"
    filing = factories.FilingFactory()
    row = factories.RegistrationFactory(filing=filing, state="SUBMITTED")
    factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
    decisions.certify(by=own_province.by, on=at(2018, 3, 28), registrations=[row.pk])


def test_the_department_too_needs_an_extension_to_close_late(plan, department):
    close, filing = NAMED["close"], factories.FilingFactory()
    late = moment(QUARTER, Step.CLOSING, "closes")
    assert refused(close.knock, department.by, late, filing).rule == "too_late"

    extend(department, step=Step.CLOSING, on=late, until_on=late.date())

    close.knock(department.by, late, filing)
    assert FiscalQuarter.objects.get(pk=QUARTER).state == "CLOSED"


def test_nothing_is_extended_in_a_closed_quarter(plan, department):
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=AFTER, closed_by=department.officer
    )

    assert refused(extend, department).rule == "closed"
    window = entry_window(date(2018, 3, 20), date(2018, 3, 21))
    assert refused(order, department, window).rule == "closed"
    assert WindowOrder.objects.count() == 1
    assert not Extension.objects.exists()


@pytest.mark.parametrize("name", ["own_district", "own_province", "reader"])
def test_nobody_but_the_department_sets_time(plan, personas, name):
    with pytest.raises(Forbidden):
        order(personas[name], entry_window(date(2018, 3, 20), date(2018, 3, 21)))
    with pytest.raises(Forbidden):
        extend(personas[name])
    with pytest.raises(Forbidden):
        orders.withdraw(by=personas[name].by, on=AFTER, order=plan.pk, reason="ไม่ชอบ")


def test_a_newer_order_supersedes_and_overwrites_nothing(plan, own_district, department):
    order(department, entry_window(date(2018, 1, 3), date(2018, 3, 19)))

    enter(own_district, moment(QUARTER, Step.ENTRY, "closes"))
    assert plan.windows.get(quarter=QUARTER, step=Step.ENTRY).closes_on == date(2018, 3, 16)


def test_a_newer_order_may_also_shorten(plan, own_district, department):
    order(department, entry_window(date(2018, 1, 3), date(2018, 3, 9)))

    refusal = refused(enter, own_district, at(2018, 3, 12))

    assert refusal.rule == "too_late"
    assert "ว 1 " in refusal.order_text


def test_an_order_dated_earlier_does_not_supersede(plan, own_district, department):
    window = entry_window(date(2018, 1, 3), date(2018, 3, 30))
    order(department, window, dated_on=date(2018, 2, 16))  # the letter is of 17 February

    assert refused(enter, own_district, at(2018, 3, 20)).rule == "too_late"


def test_an_order_may_be_retroactive(places, own_district, department):
    order(department, entry_window(date(2018, 1, 3), date(2018, 3, 16)), on=at(2018, 2, 17),
          dated_on=date(2018, 2, 17))  # fmt: skip

    assert enter(own_district, at(2018, 1, 5)).state == "DRAFT"


@pytest.mark.parametrize(
    ("scope", "helped"),
    [
        ({"scope": Scope.PROVINCE, "province": "31"}, {"own_district", "other_district"}),
        ({"scope": Scope.DISTRICT, "district": "3104"}, {"own_district"}),
    ],
)
def test_the_more_specific_order_decides_though_it_is_older(
    plan, personas, department, scope, helped
):
    late = entry_window(date(2018, 3, 19), date(2018, 3, 20))
    order(department, late, dated_on=date(2018, 1, 1), **scope)
    order(department, entry_window(date(2018, 1, 3), date(2018, 3, 9)))

    for name in ("own_district", "other_district", "foreign_district"):
        assert refused(enter, personas[name], at(2018, 3, 12)).rule == (
            "too_early" if name in helped else "too_late"
        )
        if name in helped:
            enter(personas[name], AFTER)


def test_district_before_province_before_country(plan, department):
    order(department, entry_window(date(2018, 3, 1), date(2018, 3, 2)), scope=Scope.DISTRICT,
          district="3104", dated_on=date(2018, 1, 1))  # fmt: skip
    order(department, entry_window(date(2018, 3, 3), date(2018, 3, 4)), scope=Scope.PROVINCE,
          province="31", dated_on=date(2018, 1, 2))  # fmt: skip
    known = plans.plan_of(plans.quarter_for(QUARTER))

    def opens(province, district):
        return known.standing(Step.ENTRY, province, district).window.opens_on

    assert opens("31", "3104") == date(2018, 3, 1)
    assert opens("31", "3103") == date(2018, 3, 3)
    assert opens("32", "3201") == date(2018, 1, 3)
    assert opens(None, None) == date(2018, 1, 3)


@pytest.mark.parametrize(
    ("step", "scope"),
    [
        (Step.CERTIFICATION, {"scope": Scope.DISTRICT, "district": "3104"}),
        (Step.CLOSING, {"scope": Scope.DISTRICT, "district": "3104"}),
        (Step.CLOSING, {"scope": Scope.PROVINCE, "province": "31"}),
    ],
)
def test_a_window_that_nobody_would_look_at_is_not_taken(plan, department, step, scope):
    window = orders.NewWindow(QUARTER, step, date(2018, 3, 19), date(2018, 3, 20))

    with pytest.raises(Incomplete):
        order(department, window, **scope)
    with pytest.raises(Incomplete):
        extend(department, step=step, **scope)
    assert WindowOrder.objects.count() == 1


@pytest.mark.parametrize(("step", "district"), [(Step.CERTIFICATION, "3104"), (Step.CLOSING, None)])
def test_nobody_hears_it_though_somebody_stored_it(plan, step, district):
    """A row that came past the service: the country's window goes on deciding."""
    scope = {"scope": "DISTRICT", "district_id": "3104"}
    if step == Step.CLOSING:
        scope = {"scope": "PROVINCE", "province_id": "31"}
    smuggled = WindowOrder.objects.create(
        number="x", dated_on=date(2018, 3, 1), issuer="x", issued_at=factories.LONG_AGO, **scope
    )
    smuggled.windows.create(
        quarter_id=QUARTER, step=step, opens_on=date(2018, 4, 1), closes_on=date(2018, 4, 2)
    )

    standing = plans.plan_of(plans.quarter_for(QUARTER)).standing(step, "31", district)

    assert standing.window.opens_on == factories.LETTER[QUARTER, step][0]


def test_a_withdrawn_order_hands_back_to_the_one_before(plan, own_district, department):
    newer = order(department, entry_window(date(2018, 1, 3), date(2018, 3, 30)))
    enter(own_district, AFTER)

    orders.withdraw(by=department.by, on=AFTER, order=newer.pk, reason="ออกผิด")

    assert refused(enter, own_district, AFTER).rule == "too_late"
    assert WindowOrder.objects.filter(pk=newer.pk, withdrawn_reason="ออกผิด").exists()
    again = refused(orders.withdraw, by=department.by, on=AFTER, order=newer.pk, reason="ซ้ำ")
    assert again.rule == "withdrawn"


def test_withdrawing_the_only_order_closes_everything(plan, own_district, department):
    orders.withdraw(by=department.by, on=AFTER, order=plan.pk, reason="ออกผิด")

    assert refused(enter, own_district, moment(QUARTER, Step.ENTRY)).rule == "no_window"


@pytest.mark.parametrize(
    ("windows", "rule"),
    [
        ((), "no_windows"),
        ((entry_window(date(2018, 3, 2), date(2018, 3, 1)),), "dates"),
    ],
)
def test_an_order_without_sense_is_refused(plan, department, windows, rule):
    assert refused(order, department, *windows).rule == rule
