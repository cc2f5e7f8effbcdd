"""Certifying the unchanged together: the very set that was shown, once, and nobody's own work."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registration.enums import Concern, RegistrationState, Role, Step
from registration.errors import Forbidden, Refused
from registration.models import (
    Certification,
    Filing,
    JournalEntry,
    Registration,
)
from registration.selectors import clean_sets, exceptions
from registration.services import decisions
from tests import carried, factories
from tests.carried import CERTIFYING, certify, sampled
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.registration.stored import contents


@pytest.fixture
def rows(plan, own_province):
    """Thirty unchanged ones, their sample looked at, and a new one."""
    found = carried.carry(30)
    factories.RegistrationFactory(state=RegistrationState.SUBMITTED)
    carried.hand_over()
    sampled(own_province)
    return found


def shown(persona, district="3104", on=CERTIFYING):
    certification = Certification.objects.get(province="31", quarter=QUARTER)
    return clean_sets.clean_set(persona.by, certification, on, district=district)


def refused(*args, **kwargs):
    before = contents()
    with pytest.raises(Refused) as caught:
        certify(*args, **kwargs)
    assert contents() == before
    return caught.value.refusal.rule


def n_certified():
    return Registration.objects.filter(state=RegistrationState.CERTIFIED).count()


def test_what_was_shown_is_certified_and_nothing_else(rows, own_province):
    found = shown(own_province)
    assert {each.pk for each in found.rows} == {row.pk for row in rows}
    assert [each.concerns for each in found.concerning] == [(Concern.NEW,)]

    act, is_new = certify(own_province, found.digest)

    assert is_new
    assert (act.n_certified, act.made_by, act.made_at) == (30, own_province.officer, CERTIFYING)
    assert act.district_id == "3104"
    assert n_certified() == 30
    each = JournalEntry.objects.filter(action="registration.certify_clean")
    assert each.count() == 30
    assert all("ว ๗๕๕" in entry.permit for entry in each)
    entry = JournalEntry.objects.get(action="certification.certify_clean")
    assert "ว ๗๕๕" in entry.permit
    assert entry.after == {"n": 30, "digest": found.digest, "district": "3104"}


def test_sent_twice_it_is_done_once_and_says_so(rows, own_province):
    digest = shown(own_province).digest
    first, _new = certify(own_province, digest)
    colleague = make_persona("second", Role.PROVINCE, "31")
    before = contents()

    for persona in (own_province, colleague):
        again, is_new = certify(persona, digest)
        assert (again, is_new) == (first, False)
    assert contents() == before


def _one_more(rows, persona):
    carried.carry()
    sampled(persona)


def _one_decided(rows, persona):
    decisions.certify(by=persona.by, on=CERTIFYING, registrations=[rows[0].pk])


def _one_changed(rows, persona):
    Registration.objects.filter(pk=rows[0].pk).update(name="อีกชื่อ")


def _one_warned(rows, persona):
    Registration.objects.filter(pk=rows[0].pk).update(kept_warnings={"far": "ใช่"})


@pytest.mark.parametrize("change", [_one_more, _one_decided, _one_changed, _one_warned])
def test_another_set_than_was_shown_is_not_certified(rows, own_province, change):
    digest = shown(own_province).digest
    change(rows, own_province)

    assert refused(own_province, digest) == "changed"
    certify(own_province, shown(own_province).digest)


def test_a_new_version_of_the_same_is_another_set(rows, own_province):
    digest = shown(own_province).digest
    Registration.objects.filter(pk=rows[0].pk).update(version=7)

    assert refused(own_province, digest) == "undrawn"


def test_nonsense_is_no_set(rows, own_province):
    for digest in ("", "0" * 64):
        assert refused(own_province, digest) == "changed"


def test_what_was_revoked_is_looked_at_one_by_one(rows, own_province):
    digest = shown(own_province).digest
    certify(own_province, digest)
    decisions.revoke(by=own_province.by, on=CERTIFYING, registration=rows[0].pk, reason="ร้องเรียน")

    _act, is_new = certify(own_province, digest)

    assert not is_new
    assert Registration.objects.get(pk=rows[0].pk).state == RegistrationState.SUBMITTED
    assert shown(own_province).rows == []


def test_nothing_before_the_sample_is_looked_at(plan, own_province):
    carried.ask()
    carried.carry(4)
    carried.hand_over()
    digest = clean_sets.digest_of(
        exceptions.waiting(own_province.by, quarter=QUARTER, province="31")
    )
    assert refused(own_province, digest) == "undrawn"

    first, *rest = carried.draw(own_province)
    carried.check(own_province, first)
    assert refused(own_province, digest) == "unchecked"

    for row in rest:
        carried.check(own_province, row)
    assert certify(own_province, digest)[1]


def test_a_row_found_wrong_stays_behind(plan, own_province):
    carried.ask()
    carried.carry(4)
    carried.hand_over()
    bad, *rest = carried.draw(own_province)
    carried.check(own_province, bad, wrong="เลิกกิจการแล้ว")
    for row in rest:
        carried.check(own_province, row)

    certify(own_province, shown(own_province).digest)

    assert n_certified() == 3
    assert Registration.objects.get(pk=bad.registration_id).state == RegistrationState.SUBMITTED


def test_a_sampled_row_that_was_decided_by_hand_holds_nobody_up(plan, own_province):
    carried.ask()
    carried.carry(10)
    carried.hand_over()
    keys = [row.registration_id for row in carried.draw(own_province)]
    decisions.certify(by=own_province.by, on=CERTIFYING, registrations=keys)

    act, _new = certify(own_province, shown(own_province).digest)

    assert act.n_certified == 7


def test_nobody_certifies_the_own_work_in_a_set(rows, own_province):
    for row in rows[:4]:
        row.editors.add(own_province.officer)
    colleague = make_persona("second", Role.PROVINCE, "31")
    whole = shown(colleague).digest
    assert refused(own_province, whole) == "changed"  # no set of theirs

    found = shown(own_province)
    assert [each.pk for each in found.mine] == [row.pk for row in rows[:4]]
    act, _new = certify(own_province, found.digest)

    assert act.n_certified == 26
    assert refused(own_province, shown(own_province).digest) == "nothing_clean"
    assert certify(colleague, shown(colleague).digest)[0].n_certified == 4


def test_where_all_is_the_own_work_there_is_nothing(plan, own_province):
    rows = carried.carry(3)
    carried.hand_over()
    sampled(make_persona("second", Role.PROVINCE, "31"))
    for row in rows:
        row.editors.add(own_province.officer)

    assert refused(own_province, shown(own_province).digest) == "nothing_clean"


def test_the_whole_province_at_once_leaves_out_who_is_not_looked_at(rows, own_province):
    other = carried.carry(5, district="3103")
    carried.hand_over("3103")
    found = shown(own_province, district="")
    assert [part.district for part in found.held_back] == ["3103"]
    assert found.held_back[0].refusal.rule == "undrawn"

    act, _new = certify(own_province, found.digest, district="")
    assert (act.n_certified, act.district) == (30, None)

    sampled(own_province, "3103")
    act, _new = certify(own_province, shown(own_province, district="").digest, district="")
    assert act.n_certified == len(other)


def test_a_district_alone_leaves_the_others_alone(rows, own_province):
    carried.carry(5, district="3103")
    carried.hand_over("3103")
    sampled(own_province, "3103")

    certify(own_province, shown(own_province, "3103").digest, district="3103")

    assert set(Filing.objects.filter(registrations__state="CERTIFIED").values_list(
        "district", flat=True)) == {"3103"}  # fmt: skip


@pytest.mark.parametrize(
    ("where", "rule"),
    [("before", "too_early"), ("opens", ""), ("last", ""), ("closes", "too_late")],
)
def test_only_in_the_window(rows, own_province, where, rule):
    digest, on = shown(own_province).digest, moment(QUARTER, Step.CERTIFICATION, where)
    if rule:
        assert refused(own_province, digest, on=on) == rule
        assert n_certified() == 0
    else:
        certify(own_province, digest, on=on)
        assert n_certified() == 30


@pytest.mark.parametrize("who", ["own_district", "department", "reader", "other_province"])
def test_it_is_its_provinces(rows, own_province, who, request):
    persona = request.getfixturevalue(who)
    digest, before = shown(own_province).digest, contents()
    wanted = Certification.DoesNotExist if who == "other_province" else Forbidden
    with pytest.raises(wanted):
        certify(persona, digest)
    assert contents() == before


@pytest.fixture
def province_of_1200(plan, own_province):
    """1,200 registrations in two districts, of which 60 were changed."""
    for district in ("3103", "3104"):
        rows = carried.carry(600, district=district)
        keys = [row.pk for row in rows[::20]]
        Registration.objects.filter(pk__in=keys).update(mobile="08 9999 9999")
    carried.hand_over("3103", "3104")


def test_of_1200_registrations_the_province_sees_60(province_of_1200, own_province):
    began = time.perf_counter()
    found = shown(own_province, district="")
    took = time.perf_counter() - began
    assert (len(found.concerning), len(found.clean)) == (60, 1140)
    assert {each.concerns for each in found.concerning} == {(Concern.CHANGED,)}
    assert took < 3  # a third of it on an idle machine

    sampled(own_province, district="")
    digest = shown(own_province, district="").digest
    with CaptureQueriesContext(connection) as captured:
        act, is_new = certify(own_province, digest, district="")

    assert (act.n_certified, is_new) == (1140, True)
    assert len(captured) < 60  # the journal and its like are written in parts
    assert n_certified() == 1140
    assert JournalEntry.objects.filter(action="registration.certify_clean").count() == 1140
    assert len(exceptions.waiting(own_province.by, quarter=QUARTER, province="31")) == 60
    assert not certify(own_province, digest, district="")[1]
