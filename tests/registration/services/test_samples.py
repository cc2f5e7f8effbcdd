"""The sample of the unchanged: drawn once by the server, looked at before any is certified."""

import pytest

from registration.enums import CertificationState, Concern, Role, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import (
    Certification,
    FiscalQuarter,
    JournalEntry,
    Registration,
    Sample,
    SampleAnswer,
    SampledRegistration,
    SampleQuestion,
)
from registration.selectors import clean_sets, exceptions
from registration.services import decisions, filings, samples
from registration.workflow import samples as rules
from tests import carried, factories
from tests.carried import CERTIFYING, check, draw
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.registration.stored import contents


@pytest.fixture
def rows(plan):
    carried.ask()
    found = carried.carry(30)
    carried.hand_over()
    return found


def refused(deed, *args, **kwargs):
    before = contents()
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    assert contents() == before
    assert caught.value.refusal.sentence
    return caught.value.refusal.rule


@pytest.mark.parametrize(
    ("n", "wanted"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (60, 3), (61, 4), (80, 4), (81, 5), (1140, 57)],
)
def test_five_percent_at_least_three_at_most_all(n, wanted):
    assert rules.size(n) == len(rules.draw("seed", range(n))) == wanted


def test_the_same_seed_draws_the_same_from_the_same_in_any_order():
    pool = list(range(100, 400))

    assert rules.draw("a", pool) == rules.draw("a", reversed(pool))
    assert rules.draw("a", pool) != rules.draw("b", pool)


def test_every_row_is_drawn_as_often_as_any_other():
    drawn = [key for n in range(2000) for key in rules.draw(str(n), range(10))]

    assert len(drawn) == 6000
    assert all(500 < drawn.count(key) < 700 for key in range(10))


def test_who_when_seed_and_pool_are_kept(rows, own_province):
    drawn = draw(own_province)

    sample = Sample.objects.get()
    assert (sample.drawn_by, sample.drawn_at) == (own_province.officer, CERTIFYING)
    assert sample.pool == {str(row.pk): row.version for row in rows}
    assert [row.registration_id for row in drawn] == rules.draw(sample.seed, map(int, sample.pool))
    entry = JournalEntry.objects.get(action="sample.draw")
    assert entry.after["seed"] == sample.seed
    assert entry.after["drawn"] == [row.registration_id for row in drawn]
    assert "ว ๗๕๕" in entry.permit
    assert (entry.district_code, entry.quarter_code) == ("3104", QUARTER)


def test_two_draws_of_two_districts_do_not_share_a_seed(plan, own_province):
    for district in ("3103", "3104"):
        carried.carry(5, district=district)
    carried.hand_over("3103", "3104")

    assert len(draw(own_province, district="")) == 6
    assert Sample.objects.values("seed").distinct().count() == 2


def test_nobody_draws_until_it_suits(rows, own_province):
    draw(own_province)

    assert refused(draw, own_province) == "nothing_to_draw"
    assert refused(draw, make_persona("second", Role.PROVINCE, "31")) == "nothing_to_draw"


def test_what_came_later_is_drawn_from_on_its_own(rows, own_province):
    first = draw(own_province)
    later = carried.carry(2)

    second = draw(own_province)

    assert {row.registration_id for row in second} == {row.pk for row in later}
    assert SampledRegistration.objects.count() == len(first) + 2


def test_what_was_edited_since_is_drawn_from_again(rows, own_province):
    draw(own_province)
    Registration.objects.filter(pk=rows[0].pk).update(version=4)

    (again,) = draw(own_province)

    assert (again.registration_id, again.version) == (rows[0].pk, 4)


def test_what_concerns_the_province_anyway_is_not_drawn_from(rows, own_province):
    for row in rows[:29]:
        Registration.objects.filter(pk=row.pk).update(kept_warnings={"far": "ใช่"})

    assert [row.registration_id for row in draw(own_province)] == [rows[29].pk]


def test_a_checked_row_keeps_its_answers(rows, own_province):
    row = check(own_province, draw(own_province)[0])

    assert (row.checked_by, row.checked_at) == (own_province.officer, CERTIFYING)
    assert not row.is_wrong
    assert row.answers.count() == 2
    assert JournalEntry.objects.filter(action="sample.check").count() == 1
    assert refused(check, own_province, row) == "checked"


def test_a_row_found_wrong_goes_to_what_needs_eyes(rows, own_province):
    drawn = draw(own_province)[0]

    row = check(own_province, drawn, wrong="  ไม่มีร้านตามที่อยู่ ")

    assert row.is_wrong
    answer = SampleAnswer.objects.get(is_wrong=True)
    assert answer.comment == "ไม่มีร้านตามที่อยู่"
    found = exceptions.waiting(own_province.by, quarter=QUARTER, province="31")
    assert [e.pk for e in found if e.concerns == (Concern.WRONG,)] == [drawn.registration_id]
    entry = JournalEntry.objects.get(action="sample.find_wrong")
    assert entry.subject_id == str(drawn.registration_id)
    assert entry.reason == "ข้อ name-place: ไม่มีร้านตามที่อยู่"


def test_every_question_wants_an_answer_and_a_wrong_one_words(rows, own_province):
    drawn = draw(own_province)[0]
    for answers, places in (
        ({}, ["name-place", "products"]),
        ({"name-place": None}, ["products"]),
        ({"name-place": None, "products": "  "}, ["products"]),
    ):
        before = contents()
        with pytest.raises(Incomplete) as caught:
            samples.check(by=own_province.by, on=CERTIFYING, sampled=drawn.pk, answers=answers)
        assert [place for place, _sentence in caught.value.problems] == places
        assert contents() == before


def test_a_retired_question_is_not_asked(rows, own_province):
    SampleQuestion.objects.filter(code="products").update(is_active=False)

    assert check(own_province, draw(own_province)[0]).answers.count() == 1


def test_who_had_a_hand_in_it_does_not_check_it(rows, own_province):
    drawn = draw(own_province)[0]
    drawn.registration.editors.add(own_province.officer)

    assert refused(check, own_province, drawn) == "four_eyes"
    check(make_persona("second", Role.PROVINCE, "31"), drawn)


def test_what_changed_since_the_draw_is_not_checked_by_it(rows, own_province):
    drawn = draw(own_province)[0]
    Registration.objects.filter(pk=drawn.registration_id).update(version=9)

    assert refused(check, own_province, drawn) == "changed"


def test_what_is_decided_is_not_checked_any_more(rows, own_province):
    drawn = draw(own_province)[0]
    decisions.certify(by=own_province.by, on=CERTIFYING, registrations=[drawn.registration_id])

    assert refused(check, own_province, drawn) == "state"


WHEN = [("before", "too_early"), ("opens", ""), ("last", ""), ("closes", "too_late")]


@pytest.mark.parametrize(("where", "rule"), WHEN)
def test_only_in_the_window_of_the_province(rows, own_province, where, rule):
    drawn = draw(own_province)[0]
    carried.carry()
    on = moment(QUARTER, Step.CERTIFICATION, where)
    for deed, values in ((draw, (own_province,)), (check, (own_province, drawn))):
        if rule:
            assert refused(deed, *values, on=on) == rule
        else:
            deed(*values, on=on)


def _announced():
    Certification.objects.filter(province="31").update(
        state=CertificationState.ANNOUNCED, announced_at=CERTIFYING,
        announced_by=factories.OfficerFactory(),
    )  # fmt: skip


def _closed():
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=CERTIFYING, closed_by=factories.OfficerFactory()
    )


@pytest.mark.parametrize(("change", "rule"), [(_announced, "announced"), (_closed, "closed")])
def test_not_when_it_is_over(rows, own_province, change, rule):
    drawn = draw(own_province)[0]
    carried.carry()
    change()

    assert refused(draw, own_province) == rule
    assert refused(check, own_province, drawn) == rule


def test_a_filing_that_was_not_handed_over_has_nothing_to_draw_from(plan, own_province):
    carried.carry(5)

    assert refused(draw, own_province) == "nothing_to_draw"


def test_a_filing_taken_back_and_handed_over_again_is_not_drawn_anew(
    rows, own_province, own_district
):
    drawn = draw(own_province)
    entry = moment(QUARTER, Step.ENTRY)
    filings.take_back(by=own_district.by, on=entry, district="3104", quarter=QUARTER)
    assert refused(check, own_province, drawn[0]) == "filing_not_handed_over"
    carried.hand_over()

    assert refused(draw, own_province) == "nothing_to_draw"
    check(own_province, drawn[0])


@pytest.mark.parametrize("who", ["own_district", "department", "reader", "other_province"])
def test_it_is_its_provinces(rows, own_province, who, request):
    drawn = draw(own_province)[0]
    carried.carry()
    persona, before = request.getfixturevalue(who), contents()
    wanted = Certification.DoesNotExist if who == "other_province" else Forbidden
    with pytest.raises(wanted):
        draw(persona)
    missing = SampledRegistration.DoesNotExist if who == "other_province" else Forbidden
    with pytest.raises(missing):
        check(persona, drawn)
    assert contents() == before


def test_another_provinces_district_does_not_exist(rows, own_province):
    for district in ("3201", "9999"):
        with pytest.raises(filings.Filing.DoesNotExist):
            draw(own_province, district=district)


def test_the_set_says_what_it_waits_for(rows, own_province):
    certification = Certification.objects.get(province="31", quarter=QUARTER)

    def rule():
        found = clean_sets.clean_set(own_province.by, certification, CERTIFYING)
        return found.refusal and found.refusal.rule

    assert rule() == "undrawn"
    drawn = draw(own_province)
    for row in drawn:
        assert rule() == "unchecked"
        check(own_province, row)
    assert rule() is None
    carried.carry()
    assert rule() == "undrawn"
