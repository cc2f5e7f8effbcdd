"""Rules that only warn: a reason is asked before the submission, kept, journalled, and goes away
with its caution.
"""

import pytest

from registration.enums import Kind, RegistrationState, Step
from registration.errors import Incomplete, Refused, Unanswered
from registration.models import JournalEntry, Registration
from registration.services import carrying, decisions, registrations
from tests import factories
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
R = RegistrationState
YOUNG = {"birth_date": "2000", "founded_year": 2561}


@pytest.fixture
def on(plan, at):
    return at(factories.moment(Q2, Step.ENTRY))


@pytest.fixture
def young(plan, own_district):
    return factories.RegistrationFactory(entered_by=own_district.officer, **YOUNG)


def submit(persona, on, row, **reasons):
    return decisions.submit(by=persona.by, on=on, registration=row.pk, reasons=reasons)


def edit(persona, on, row, **values):
    row = Registration.objects.get(pk=row.pk)
    return registrations.edit(
        by=persona.by, on=on, registration=row.pk, version=row.version, values=values
    )


@pytest.mark.parametrize("reasons", [{}, {"underage": "  "}, {"other": "x"}])
def test_without_a_reason_nothing_is_submitted(own_district, on, young, reasons):
    before = contents()
    with pytest.raises(Unanswered) as refused:
        submit(own_district, on, young, **reasons)
    assert [each.code for each in refused.value.cautions] == ["underage"]
    assert isinstance(refused.value, Incomplete)  # every door that knows what is missing knows it
    assert contents() == before


def test_a_reason_is_kept_and_journalled(own_district, on, young):
    submit(own_district, on, young, underage="สมรสแล้ว\u200b ", stray="ไม่มีข้อนี้")
    row = Registration.objects.get(pk=young.pk)
    assert (row.state, row.kept_warnings) == (R.SUBMITTED, {"underage": "สมรสแล้ว"})
    entry = JournalEntry.objects.get(action="registration.submit")
    assert entry.after == {"kept_warnings": {"underage": "สมรสแล้ว"}}
    # Recalled and submitted again: the reason stands.
    decisions.recall(by=own_district.by, on=on, registration=row.pk)
    submit(own_district, on, row)


def test_what_is_missing_comes_first(own_district, on, young):
    edit(own_district, on, young, name="")
    with pytest.raises(Incomplete) as refused:
        submit(own_district, on, young, underage="สมรสแล้ว")
    assert not isinstance(refused.value, Unanswered)
    assert Registration.objects.get().kept_warnings == {}
    assert {p.place for p in decisions.problems_of(Registration.objects.get(), on)} == {
        "name", "birth_date",
    }  # fmt: skip


def test_a_reason_goes_away_with_its_caution(own_district, on, young):
    Registration.objects.filter(pk=young.pk).update(kept_warnings={"underage": "สมรสแล้ว"})
    edit(own_district, on, young, mobile="08 1111 1111")
    assert Registration.objects.get().kept_warnings == {"underage": "สมรสแล้ว"}
    edit(own_district, on, young, birth_date="12/5/2510", founded_year=2550)
    assert Registration.objects.get().kept_warnings == {}
    entry = JournalEntry.objects.filter(action="registration.edit").latest("pk")
    assert entry.before["kept_warnings"] == {"underage": "สมรสแล้ว"}
    assert entry.after["kept_warnings"] == {}
    edit(own_district, on, young, birth_date="2543", founded_year=2561)
    with pytest.raises(Unanswered):
        submit(own_district, on, young)


@pytest.mark.parametrize("where", ["before", "closes"])
def test_outside_the_window_no_reason_is_kept(own_district, plan, young, at, where):
    on = at(factories.moment(Q2, Step.ENTRY, where))
    before = contents()
    with pytest.raises(Refused):
        submit(own_district, on, young, underage="สมรสแล้ว")
    assert contents() == before


def test_last_quarters_reason_goes_on(own_district, on):
    producer = factories.ProducerFactory(**YOUNG)
    factories.RegistrationFactory(
        quarter_id="2561-1", state=R.CERTIFIED, kind=Kind.UPDATE, producer=producer,
        kept_warnings={"underage": "สมรสแล้ว", "far_away": "เก่าแล้ว"}, **YOUNG,
    )  # fmt: skip
    row = registrations.enter(
        by=own_district.by, on=on, district="3104", quarter=Q2, kind=Kind.UPDATE,
        producer=producer.number,
    )  # fmt: skip
    assert row.kept_warnings == {"underage": "สมรสแล้ว"}


def test_who_is_confirmed_with_an_open_caution_stays_a_draft(own_district, on):
    odd = factories.ProducerFactory(**YOUNG)
    done = carrying.confirm_same(
        by=own_district.by, on=on, district="3104", quarter=Q2, producers=[odd.number]
    )
    assert [row.producer_id for row in done.drafts] == [odd.pk]
    assert done.submitted == []


# What else an edit brings along


def test_another_type_takes_its_fields_along(own_district, on):
    row = factories.RegistrationFactory(
        group=True, entered_by=own_district.officer, member_names="นาง ก", members_male=0
    )
    edit(own_district, on, row, producer_type="SOLE")
    row.refresh_from_db()
    assert (row.legal_form, row.members_male, row.members_female) == (None, None, None)
    assert row.member_names == ""
    entry = JournalEntry.objects.get(action="registration.edit")
    assert entry.before["member_names"] == "นาง ก"
    assert entry.after["members_female"] is None


@pytest.mark.parametrize("codes", [["fake"], ["export", "fake"]])
def test_a_code_of_no_list_is_refused(own_district, on, young, codes):
    factories.models.SalesChannel.objects.create(code="export", name="ส่งออก", is_export=True)
    before = contents()
    with pytest.raises(Incomplete) as refused:
        edit(own_district, on, young, channels=codes)
    assert [place for place, _sentence in refused.value.problems] == ["channels"]
    assert contents() == before


def test_half_a_position_is_refused_at_every_door(own_district, on, young):
    with pytest.raises(Incomplete):
        edit(own_district, on, young, latitude="14.6", longitude=None)
    with pytest.raises(Incomplete):
        edit(own_district, on, young, latitude="51.5")  # alone, and not in the country
    edit(own_district, on, young, latitude="14.6", longitude="102.7")
    assert f"{Registration.objects.get().latitude}" == "14.600000"
