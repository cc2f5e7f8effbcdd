"""Whom officers meet by a citizen ID: on record on both sides, and only so many an hour."""

from datetime import timedelta

import pytest

from registration.enums import Kind, Step
from registration.errors import Forbidden, Refused
from registration.models import JournalEntry, Registration
from registration.services import encounters, registrations
from tests.factories import (
    QUARTER,
    ProducerFactory,
    RegistrationFactory,
    citizen_id,
    moment,
)
from tests.personas import make_persona
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
ON = moment(QUARTER, Step.ENTRY)
LATER = timedelta(hours=1)


@pytest.fixture
def by(plan, own_district):
    return own_district.by


@pytest.fixture
def foreign(plan):
    return ProducerFactory(district_id="3201", citizen_id=citizen_id(815))


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(encounters, "HINTS_AN_HOUR", 3)
    monkeypatch.setattr(encounters, "MET_AN_HOUR", 3)


def hint(by, on=ON, **values):
    return encounters.hint(by=by, on=on, district="3104", quarter=QUARTER, values=values)


def enter(by, on=ON, **values):
    return registrations.enter(
        by=by, on=on, district="3104", quarter=QUARTER, kind=Kind.NEW,
        values={"producer_type": "SOLE", **values},
    )  # fmt: skip


def actions(**conditions):
    entries = JournalEntry.objects.filter(action__startswith="duplicate.", **conditions)
    return list(entries.order_by("pk").values_list("action", flat=True))


def spend(by, on=ON, n=3):
    for number in range(n):
        assert not hint(by, on, citizen_id=citizen_id(number + 1)).is_spent


# Typed


def test_of_another_area_only_the_office_is_told(by, foreign):
    told = hint(by, citizen_id=foreign.citizen_id)
    assert told.own == []
    assert told.elsewhere == [encounters.Elsewhere("อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์", by_number=True)]


def test_an_id_is_journalled_also_in_vain_and_once(by, foreign):
    hint(by, citizen_id=citizen_id(1))
    hint(by, citizen_id=citizen_id(1), name="ร้านใหม่")
    assert actions() == ["duplicate.hint"]
    assert JournalEntry.objects.get(action="duplicate.hint").after == {"met": []}
    hint(by, citizen_id=foreign.citizen_id)
    hint(by, citizen_id=foreign.citizen_id)
    assert actions() == ["duplicate.hint", "duplicate.hint", "duplicate.met"]
    assert actions(district_code="3201") == ["duplicate.met"]
    last = JournalEntry.objects.filter(action="duplicate.hint").latest("pk")
    assert last.reason == "อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์"


def test_an_own_one_met_by_id_is_on_record(by):
    row = RegistrationFactory(citizen_id=citizen_id(5))
    assert [each.key for each in hint(by, citizen_id=row.citizen_id).own]
    entry = JournalEntry.objects.get(action="duplicate.hint")
    assert entry.after == {"met": [f"registration-{row.pk}"]}


def test_who_is_filed_elsewhere_is_met_too(by):
    row = RegistrationFactory(citizen_id=citizen_id(5), district="3103")
    hint(by, citizen_id=row.citizen_id)
    met = JournalEntry.objects.get(action="duplicate.met")
    assert (met.subject_kind, met.subject_id, met.district_code) == (
        "registration", str(row.pk), "3103",
    )  # fmt: skip


def test_what_is_no_id_and_meets_nobody_is_no_question(by, foreign):
    before = contents()
    hint(by, name="ร้านใหม่")
    hint(by, citizen_id=foreign.citizen_id[:12])
    assert contents() == before


def test_an_hour_later_it_is_a_question_again(by, foreign):
    hint(by, citizen_id=foreign.citizen_id)
    hint(by, ON + LATER, citizen_id=foreign.citizen_id)
    assert actions() == ["duplicate.hint", "duplicate.met"] * 2


def test_beyond_the_limit_nothing_is_said_and_nothing_written(by, foreign, few):
    spend(by)
    before = contents()
    told = hint(by, citizen_id=foreign.citizen_id)
    assert (told.is_spent, told.own, told.elsewhere) == (True, [], [])
    assert contents() == before


def test_beyond_the_limit_an_id_tells_nothing_of_the_own_area_either(by, few):
    own = RegistrationFactory(citizen_id=citizen_id(5))
    spend(by)
    assert hint(by, citizen_id=own.citizen_id).own == []
    named = hint(by, name=own.name, person_first_name=own.person_first_name,
                 person_last_name=own.person_last_name, mobile=own.mobile)  # fmt: skip
    assert [each.key for each in named.own] == [f"registration-{own.pk}"]


def test_what_was_asked_within_the_limit_is_still_answered(by, foreign, few):
    hint(by, citizen_id=foreign.citizen_id)
    spend(by, n=2)
    assert hint(by, citizen_id=citizen_id(9)).is_spent
    assert hint(by, citizen_id=foreign.citizen_id).elsewhere


def test_the_limit_is_each_officer_s_own_and_ends_with_the_hour(by, foreign, few):
    spend(by)
    colleague = make_persona("district3104b", "DISTRICT", "31", "3104").by
    assert hint(colleague, citizen_id=foreign.citizen_id).elsewhere
    assert hint(by, ON + LATER, citizen_id=foreign.citizen_id).elsewhere


def test_an_emptied_cache_lifts_no_limit(by, foreign, few):
    spend(by)
    encounters.cache.clear()
    assert hint(by, citizen_id=foreign.citizen_id).is_spent


@pytest.mark.parametrize("persona", ["own_province", "department", "reader"])
def test_only_a_district_asks(by, personas, persona):
    with pytest.raises(Forbidden):
        hint(personas[persona].by, citizen_id=citizen_id(1))


# Saved


def test_an_id_that_is_saved_meets_them_on_record(by, foreign):
    row = enter(by, citizen_id=foreign.citizen_id)
    assert actions(district_code="3201", subject_kind="producer") == ["duplicate.met"]
    values = {"email": "a@example.com"}
    registrations.edit(by=by, on=ON, registration=row.pk, version=1, values=values)
    assert actions() == ["duplicate.met"]
    values = {"citizen_id": citizen_id(3)}
    registrations.edit(by=by, on=ON, registration=row.pk, version=2, values=values)
    values = {"citizen_id": foreign.citizen_id}
    registrations.edit(by=by, on=ON, registration=row.pk, version=3, values=values)
    assert actions() == ["duplicate.met"] * 2
    assert foreign.citizen_id not in repr([vars(each) for each in JournalEntry.objects.all()])


def test_the_own_area_and_who_is_gone_are_not_met_elsewhere(by):
    ProducerFactory(citizen_id=citizen_id(4))
    ProducerFactory(citizen_id=citizen_id(4), district_id="3201", state="CANCELLED")
    RegistrationFactory(citizen_id=citizen_id(4), district="3201", state="WITHDRAWN")
    enter(by, citizen_id=citizen_id(4))
    assert actions() == []


def test_a_producer_and_its_update_elsewhere_are_met_once(by, foreign):
    RegistrationFactory(
        citizen_id=foreign.citizen_id, district="3201", kind=Kind.UPDATE, producer=foreign
    )
    enter(by, citizen_id=foreign.citizen_id)
    assert actions() == ["duplicate.met"]


def test_too_many_met_in_an_hour_are_not_saved(by, few):
    for n in range(1, 6):
        ProducerFactory(district_id="3201", citizen_id=citizen_id(n))
    row = enter(by, citizen_id=citizen_id(1))
    enter(by)  # without one
    for n in (2, 3):
        enter(by, citizen_id=citizen_id(n))
    before = contents()
    with pytest.raises(Refused) as caught:
        enter(by, citizen_id=citizen_id(4))
    assert caught.value.refusal.rule == "too_many_met"
    values = {"citizen_id": citizen_id(5)}
    with pytest.raises(Refused):
        registrations.edit(by=by, on=ON, registration=row.pk, version=1, values=values)
    assert contents() == before
    assert enter(by, citizen_id=citizen_id(6)).pk  # nobody's elsewhere
    enter(by, ON + LATER, citizen_id=citizen_id(4))
    assert Registration.objects.count() == 6


def test_what_is_saved_without_a_new_id_is_not_counted(by, few):
    row = enter(by, citizen_id=citizen_id(1))
    for version in range(1, 6):
        values = {"name": f"ร้าน {version}", "citizen_id": row.citizen_id}
        registrations.edit(by=by, on=ON, registration=row.pk, version=version, values=values)
    assert enter(by, citizen_id=citizen_id(2)).pk
