"""Deciding about likely duplicates: what holds a registration back, who decides, who answers."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from registration.enums import FilingState, Kind, QuarterState, RegistrationState, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import DuplicateDecision, DuplicateInquiry, FiscalQuarter, JournalEntry
from registration.services import decisions, duplicates, registrations
from tests.duplicates import InquiryFactory, like
from tests.factories import (
    QUARTER,
    LegalFormFactory,
    ProducerFactory,
    RegistrationFactory,
    moment,
    set_filing_state,
)
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
INSIDE = moment(QUARTER, Step.ENTRY)
R = RegistrationState


@pytest.fixture
def row(plan, own_district):
    return RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def near(row):
    """Likely the same, but with another citizen ID: it may be somebody else."""
    return ProducerFactory(**like(row, citizen_id=""))


def decide(by, row, other, *, on=INSIDE, verdict="DIFFERENT", reason="คนละคน", version=None):
    return duplicates.decide(
        by=by, on=on, registration=row.pk, version=version or row.version, verdict=verdict,
        other=f"{other._meta.model_name}-{other.pk}", reason=reason,
    )  # fmt: skip


def ask(by, row, other, *, on=INSIDE, question="ยังทำอยู่ไหม"):
    return duplicates.ask(
        by=by, on=on, registration=row.pk, version=row.version, question=question,
        other=f"{other._meta.model_name}-{other.pk}",
    )  # fmt: skip


def submit(by, row, on=INSIDE):
    return decisions.submit(by=by, on=on, registration=row.pk)


def refused(rule, deed, *args, **kwargs):
    before = contents()
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    assert caught.value.refusal.rule == rule
    assert str(caught.value.refusal.sentence)
    assert contents() == before


def held_back(by, row, on=INSIDE):
    before = contents()
    with pytest.raises(Incomplete) as caught:
        submit(by, row, on)
    assert contents() == before
    assert {place for place, _sentence in caught.value.problems} == {"duplicates"}
    return [sentence for _place, sentence in caught.value.problems]


# What holds back


def test_a_likely_duplicate_holds_back_until_it_is_decided(row, near, own_district):
    by = own_district.by
    (sentence,) = held_back(by, row)
    assert near.name in sentence
    decide(by, row, near)
    assert submit(by, row).state == R.SUBMITTED


def test_each_one_is_decided(row, near, own_district):
    by, second = own_district.by, RegistrationFactory(**like(row, citizen_id=""))
    assert len(held_back(by, row)) == 2
    decide(by, row, near)
    assert len(held_back(by, row)) == 1
    decide(by, row, second, verdict="ALLOWED")
    assert submit(by, row).state == R.SUBMITTED


def test_the_same_one_is_not_submitted(row, near, own_district):
    by = own_district.by
    decide(by, row, near, verdict="SAME", reason="เจ้าของเดียวกัน")
    (sentence,) = held_back(by, row)
    assert "ถอน" in sentence
    decide(by, row, near, verdict="DIFFERENT", reason="ตรวจบัตรแล้วคนละคน")
    assert DuplicateDecision.objects.count() == 1
    assert submit(by, row).state == R.SUBMITTED


def test_when_the_other_is_withdrawn_nothing_holds_back(row, own_district):
    by, other = own_district.by, RegistrationFactory(**like(row))
    decide(by, row, other, verdict="SAME")
    decisions.withdraw(by=by, on=INSIDE, registration=other.pk, reason="ซ้ำ")
    assert submit(by, row).state == R.SUBMITTED


def test_the_chair_of_a_group_may_have_a_shop(row, own_district):
    """DOMAIN §1.3: warn, do not block."""
    group = ProducerFactory(
        producer_type="GROUP", legal_form=LegalFormFactory(), citizen_id=row.citizen_id,
        name="กลุ่มจักสานบ้านหนองบัว",
    )  # fmt: skip
    by = own_district.by
    held_back(by, row)
    decide(by, row, group, verdict="ALLOWED", reason="เป็นประธานกลุ่มด้วย")
    assert submit(by, row).state == R.SUBMITTED


def test_an_edit_that_changes_what_agrees_asks_again(row, near, own_district):
    by = own_district.by
    decide(by, row, near)
    registrations.edit(
        by=by, on=INSIDE, registration=row.pk, version=1, values={"mobile": "09 9999 9999"}
    )
    held_back(by, row)


def test_an_edit_that_does_not_asks_nothing(row, near, own_district):
    by = own_district.by
    decide(by, row, near)
    registrations.edit(
        by=by, on=INSIDE, registration=row.pk, version=1, values={"email": "a@example.com"}
    )
    assert submit(by, row).state == R.SUBMITTED


def test_an_update_of_the_producer_is_not_held_back(plan, own_district):
    producer = ProducerFactory()
    update = RegistrationFactory(**like(producer), kind=Kind.UPDATE, producer=producer)
    assert submit(own_district.by, update).state == R.SUBMITTED


def test_what_is_sent_back_is_held_back_too(row, near, own_district, own_province):
    by, on = own_district.by, moment(QUARTER, Step.CERTIFICATION)
    type(row).objects.filter(pk=row.pk).update(
        state=R.SUBMITTED, submitted_at=INSIDE, submitted_by=own_district.id
    )
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    decisions.send_back(
        by=own_province.by, on=on, registration=row.pk, comment="แก้", flags={"name": ""}
    )
    row.refresh_from_db()
    held_back(by, row, on)
    decide(by, row, near, on=on)
    assert submit(by, row, on).state == R.SUBMITTED


def test_many_at_once_are_held_back_as_one_is(row, near, own_district):
    free = RegistrationFactory(entered_by=own_district.officer)
    done = decisions.submit_complete(
        by=own_district.by, on=INSIDE, district="3104", quarter=QUARTER,
        registrations=[row.pk, free.pk],
    )  # fmt: skip
    assert [each.pk for each in done] == [free.pk]


# Deciding


@pytest.mark.parametrize("other", ["sole", "juristic_id", "enterprise_no"])
def test_one_number_is_never_two_producers(plan, own_district, other):
    number = {} if other == "sole" else {other: "0123456789012"}
    row = RegistrationFactory(**number)
    same = {"citizen_id": row.citizen_id} if other == "sole" else number
    there = ProducerFactory(**same, district_id="3201")
    by = own_district.by
    refused("certain", decide, by, row, there)
    decide(by, row, there, verdict="ALLOWED", reason="ศาลสั่งให้แก้เลข")
    assert submit(by, row).state == R.SUBMITTED


@pytest.mark.parametrize(
    ("where", "rule"),
    [("before", "too_early"), ("opens", ""), ("last", ""), ("closes", "too_late")],
)
def test_deciding_and_asking_need_the_window(row, own_district, where, rule):
    on, by = moment(QUARTER, Step.ENTRY, where), own_district.by
    there = ProducerFactory(**like(row), district_id="3103")
    for deed, values in ((decide, {"verdict": "ALLOWED"}), (ask, {})):
        if rule:
            refused(rule, deed, by, row, there, on=on, **values)
        else:
            assert deed(by, row, there, on=on, **values).pk


@pytest.mark.parametrize("deed", [decide, ask])
def test_only_its_own_district_decides_and_asks(row, personas, deed):
    there = ProducerFactory(**like(row, citizen_id=""), district_id="3103")
    expected = {
        "own_district": None, "other_district": ObjectDoesNotExist,
        "foreign_district": ObjectDoesNotExist, "own_province": Forbidden,
        "other_province": ObjectDoesNotExist, "department": Forbidden, "reader": Forbidden,
    }  # fmt: skip
    before = contents()
    for who, error in expected.items():
        if error:
            with pytest.raises(error):
                deed(personas[who].by, row, there)
            assert contents() == before
    assert deed(personas["own_district"].by, row, there).pk


@pytest.mark.parametrize("state", ["SUBMITTED", "CERTIFIED", "REJECTED", "WITHDRAWN", "LAPSED"])
@pytest.mark.parametrize("deed", [decide, ask])
def test_only_what_may_be_edited_is_decided(plan, own_district, state, deed):
    row = RegistrationFactory(state=state)
    there = ProducerFactory(**like(row, citizen_id=""), district_id="3103")
    with pytest.raises(Refused):
        deed(own_district.by, row, there)
    assert not DuplicateDecision.objects.exists()
    assert not DuplicateInquiry.objects.exists()


def test_what_is_not_alike_is_not_decided(row, near, own_district):
    stranger = ProducerFactory()
    for deed in (decide, ask):
        refused("not_alike", deed, own_district.by, row, stranger)
    refused("not_alike", decide, own_district.by, row, row)


def test_a_verdict_needs_a_reason_a_known_word_and_what_was_seen(row, near, own_district):
    by = own_district.by
    refused("reason", decide, by, row, near, reason="  ")
    refused("verdict", decide, by, row, near, verdict="PERHAPS")
    refused("stale", decide, by, row, near, version=row.version + 1)


def test_a_verdict_is_journalled_without_a_number(row, near, own_district):
    decide(own_district.by, row, near)
    entry = JournalEntry.objects.get(action="duplicate.decide")
    assert (entry.reason, entry.officer_id) == ("คนละคน", own_district.id)
    assert entry.after["verdict"] == "DIFFERENT"
    assert entry.after["grounds"] == ["NAME", "PERSON", "PHONE", "ADDRESS"]
    assert "ว ๗๕๕" in entry.permit
    assert row.citizen_id not in str(vars(entry))


# Asking and answering


@pytest.fixture
def inquiry(plan, own_district):
    """Krasang asks Nang Rong."""
    return InquiryFactory(registration__district="3103")


def answer(by, inquiry, on=INSIDE, text="ยังทำอยู่ที่นี่"):
    return duplicates.answer(by=by, on=on, inquiry=inquiry.pk, text=text)


def test_the_district_that_holds_the_other_is_asked_once(row, own_district):
    there, by = ProducerFactory(**like(row), district_id="3103"), own_district.by
    inquiry = ask(by, row, there)
    assert (inquiry.district_id, inquiry.other, inquiry.answer) == ("3103", there, "")
    refused("asked", ask, by, row, there)
    entry = JournalEntry.objects.get(action="duplicate.ask")
    assert entry.district_code == "3104"


def test_about_what_is_only_filed_there_too(row, own_district):
    there = RegistrationFactory(**like(row), district="3103")
    assert ask(own_district.by, row, there).other_registration == there


def test_nobody_asks_the_own_office_or_nothing(row, near, own_district):
    refused("own", ask, own_district.by, row, near)
    there = ProducerFactory(**like(row), district_id="3103")
    refused("reason", ask, own_district.by, row, there, question=" ")


def test_only_the_district_asked_answers(inquiry, personas):
    expected = {
        "other_district": ObjectDoesNotExist, "foreign_district": ObjectDoesNotExist,
        "own_province": Forbidden, "other_province": ObjectDoesNotExist, "department": Forbidden,
        "reader": Forbidden,
    }  # fmt: skip
    before = contents()
    for who, error in expected.items():
        with pytest.raises(error):
            answer(personas[who].by, inquiry)
        assert contents() == before
    done = answer(personas["own_district"].by, inquiry)
    assert (done.answer, done.answered_by_id) == ("ยังทำอยู่ที่นี่", personas["own_district"].id)
    entry = JournalEntry.objects.get(action="duplicate.answer")
    assert (entry.district_code, entry.reason) == ("3104", "ยังทำอยู่ที่นี่")


@pytest.mark.parametrize("step", [Step.CERTIFICATION, Step.CLOSING])
def test_an_answer_waits_for_no_window(inquiry, own_district, step):
    assert answer(own_district.by, inquiry, moment(QUARTER, step, "closes")).answered_at


def test_no_answer_after_the_quarter_twice_or_without_words(inquiry, own_district, department):
    by = own_district.by
    refused("reason", answer, by, inquiry, text="")
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state=QuarterState.CLOSED, closed_at=INSIDE, closed_by=department.officer
    )
    refused("closed", answer, by, inquiry)
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state=QuarterState.OPEN, closed_at=None, closed_by=None
    )
    answer(by, inquiry)
    refused("answered", answer, by, inquiry, text="อีกครั้ง")
