"""Two certify the same unchanged ones, or a district edits meanwhile: nothing twice, nothing lost
(PostgreSQL).
"""

from functools import partial

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import (
    Certification,
    CleanCertification,
    JournalEntry,
    Registration,
    Sample,
    SampledRegistration,
)
from registration.selectors import clean_sets
from registration.services import certifications, decisions, filings, registrations
from tests import carried, factories
from tests.carried import CERTIFYING
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import overlap, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ENTRY = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def second(plan):
    return make_persona("province31b", "PROVINCE", "31")


@pytest.fixture
def rows(plan, own_province, own_district):
    """Eight unchanged ones of one district, the sample looked at."""
    carried.ask()
    found = carried.carry(8, clerk=own_district.officer)
    carried.hand_over()
    carried.sampled(own_province)
    return found


def certify(persona, district="3104"):
    certification = Certification.objects.get(province="31", quarter=QUARTER)
    shown = clean_sets.clean_set(persona.by, certification, CERTIFYING, district=district)
    return partial(carried.certify, persona, shown.digest, district)


def one_by_one(persona, *rows):
    keys = [row.pk for row in rows]
    return partial(decisions.certify, by=persona.by, on=CERTIFYING, registrations=keys)


def rule(outcome):
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal.rule


def states():
    return sorted(Registration.objects.values_list("state", flat=True))


def certified_twice():
    entries = JournalEntry.objects.filter(action__startswith="registration.certify")
    keys = list(entries.values_list("subject_id", flat=True))
    return len(keys) - len(set(keys))


@pytest.mark.parametrize("area", ["3104", ""])
def test_two_certify_the_same_set_at_once(rows, own_province, second, area):
    """Each from another page, of the district and of the province: it is the same set."""
    first, other = overlap(certify(own_province), certify(second, area))

    assert first[1] is True
    assert other == (first[0], False)
    assert states() == ["CERTIFIED"] * 8
    assert CleanCertification.objects.count() == 1
    assert certified_twice() == 0
    assert set(Registration.objects.values_list("certified_by", flat=True)) == {own_province.id}


def test_many_presses_at_once_are_one(rows, own_province, second):
    deeds = [certify(persona) for persona in (own_province, second) * 3]

    outcomes = together(*deeds)

    assert sorted(is_new for _act, is_new in outcomes) == [False] * 5 + [True]
    assert len({act.pk for act, _new in outcomes}) == 1
    assert (states(), certified_twice()) == (["CERTIFIED"] * 8, 0)


def test_who_certifies_one_of_them_meanwhile_brings_a_new_preview(rows, own_province, second):
    first, other = overlap(one_by_one(second, rows[0]), certify(own_province))

    assert (first, rule(other)) == (1, "changed")
    assert states() == ["CERTIFIED"] + ["SUBMITTED"] * 7
    assert certify(own_province)()[0].n_certified == 7


def test_who_comes_with_one_after_the_set_is_told(rows, own_province, second):
    first, other = overlap(certify(own_province), one_by_one(second, rows[0]))

    assert (first[1], rule(other)) == (True, "state")
    assert certified_twice() == 0


def test_a_return_meanwhile_takes_its_row_out(rows, own_province, second):
    send_back = partial(
        decisions.send_back, by=second.by, on=CERTIFYING, registration=rows[0].pk, comment="แก้",
        flags={"mobile": ""},
    )  # fmt: skip

    _first, other = overlap(send_back, certify(own_province))

    assert rule(other) == "changed"
    assert states() == ["RETURNED"] + ["SUBMITTED"] * 7


@pytest.fixture
def returned(rows, own_province):
    """One of them is back with its district, which may mend its telephone."""
    decisions.send_back(
        by=own_province.by,
        on=CERTIFYING,
        registration=rows[0].pk,
        comment="แก้",
        flags={"mobile": ""},
    )
    return Registration.objects.get(pk=rows[0].pk)


def mend(persona, row):
    return partial(
        registrations.edit, by=persona.by, on=CERTIFYING, registration=row.pk, version=row.version,
        values={"mobile": "08 5555 5555"},
    )  # fmt: skip


def hand_in(persona, row):
    return partial(decisions.submit, by=persona.by, on=CERTIFYING, registration=row.pk)


@pytest.mark.parametrize("district_first", [True, False])
@pytest.mark.parametrize("deed", [mend, hand_in])
def test_a_mended_row_and_the_set_do_not_meet(
    returned, own_province, own_district, deed, district_first
):
    """What the district saves under its grant is neither lost nor certified unseen."""
    if deed is hand_in:
        mend(own_district, returned)()
    pair = [deed(own_district, returned), certify(own_province)]

    outcomes = overlap(*(pair if district_first else reversed(pair)))

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    returned.refresh_from_db()
    assert returned.state == ("RETURNED" if deed is mend else "SUBMITTED")
    assert returned.mobile == "08 5555 5555"
    assert states().count("CERTIFIED") == 7
    assert certified_twice() == 0


@pytest.mark.parametrize("district_first", [True, False])
def test_a_filing_taken_back_and_the_set(rows, own_province, own_district, district_first):
    take_back = partial(
        filings.take_back, by=own_district.by, on=ENTRY, district="3104", quarter=QUARTER
    )
    pair = [take_back, certify(own_province)]

    first, other = overlap(*(pair if district_first else reversed(pair)))

    assert not isinstance(first, Exception)
    if district_first:
        assert rule(other) == "nothing_clean"
        assert states() == ["SUBMITTED"] * 8
    else:
        assert rule(other) == "decided"
        assert states() == ["CERTIFIED"] * 8


def test_who_recalls_first_edits_and_the_set_is_another(plan, own_province, own_district):
    """The entry window is still open for the district: it recalls before it hands over again."""
    carried.ask()
    (row, *_rest) = carried.carry(4, clerk=own_district.officer)
    recall = partial(decisions.recall, by=own_district.by, on=ENTRY, registration=row.pk)
    hand_over = partial(
        filings.hand_over, by=own_district.by, on=ENTRY, district="3104", quarter=QUARTER
    )

    _first, other = overlap(recall, hand_over)

    assert rule(other) == "drafts_left"
    draft = Registration.objects.get(pk=row.pk)
    registrations.edit(
        by=own_district.by, on=ENTRY, registration=row.pk, version=draft.version,
        values={"mobile": "08 5555 5555"},
    )  # fmt: skip
    decisions.submit(by=own_district.by, on=ENTRY, registration=row.pk)
    hand_over()
    carried.sampled(own_province)
    certify(own_province)()
    assert states() == ["CERTIFIED"] * 3 + ["SUBMITTED"]


def test_two_draw_at_once(plan, own_province, second):
    carried.carry(8)
    carried.hand_over()

    first, other = overlap(partial(carried.draw, own_province), partial(carried.draw, second))

    assert (len(first), rule(other)) == (3, "nothing_to_draw")
    assert (Sample.objects.count(), SampledRegistration.objects.count()) == (1, 3)


def test_two_check_the_same_row_at_once(plan, own_province, second):
    carried.ask()
    carried.carry(8)
    carried.hand_over()
    row = carried.draw(own_province)[0]

    _first, other = overlap(
        partial(carried.check, own_province, row, wrong="ไม่พบร้าน"),
        partial(carried.check, second, row),
    )

    assert rule(other) == "checked"
    row.refresh_from_db()
    assert (row.is_wrong, row.checked_by_id) == (True, own_province.id)


def test_what_is_found_wrong_meanwhile_is_not_certified(rows, own_province, second):
    later = carried.carry(1)[0]
    (drawn,) = carried.draw(own_province)
    deed = certify(own_province)  # shown before the answer

    _first, other = overlap(partial(carried.check, second, drawn, wrong="เลิกแล้ว"), deed)

    assert isinstance(other, Refused)
    later.refresh_from_db()
    assert later.state == "SUBMITTED"


def test_an_announcement_does_not_run_past_the_set(rows, own_province, second):
    announce = partial(
        certifications.announce, by=second.by, on=CERTIFYING, province="31", quarter=QUARTER,
        number="1", dated_on=CERTIFYING.date(), signatory="ก", signatory_position="ข",
        without_reason="ไม่รอ",
    )  # fmt: skip

    first, other = overlap(certify(own_province), announce)

    assert first[1] is True
    assert not isinstance(other, Exception), other
    assert states() == ["CERTIFIED"] * 8

    Registration.objects.update(state="SUBMITTED")
    assert rule(overlap(announce, certify(own_province))[1]) == "announced"
