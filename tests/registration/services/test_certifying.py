"""Certifying: four eyes, all or nothing, revoking before the announcement."""

import pytest

from registration.enums import RegistrationState, Role, Step
from registration.errors import Forbidden, Incomplete, Refused
from registration.models import JournalEntry, Officer, Registration
from registration.scoping import jurisdiction_of
from registration.services import decisions, officers, registrations
from tests import factories
from tests.factories import QUARTER, moment

ENTRY, CERTIFYING = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.CERTIFICATION)


@pytest.fixture
def filing(plan, own_district):
    return factories.set_filing_state(
        factories.FilingFactory(), "HANDED_OVER", by=own_district.officer
    )


def submitted(filing, n=1, **values):
    return factories.RegistrationFactory.create_batch(n, filing=filing, state="SUBMITTED", **values)


def certify(persona_or_by, *rows):
    by = getattr(persona_or_by, "by", persona_or_by)
    return decisions.certify(by=by, on=CERTIFYING, registrations=[row.pk for row in rows])


def states():
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def moved_to_province(department, persona):
    officers.move(
        by=department.by, on=CERTIFYING, officer=persona.id, role=Role.PROVINCE, province="31"
    )
    return jurisdiction_of(Officer.objects.get(pk=persona.id))


def test_many_are_certified_at_once_with_a_journal_entry_each(filing, own_province):
    rows = submitted(filing, 3)

    assert certify(own_province, *rows) == 3
    assert states() == ["CERTIFIED"] * 3
    assert JournalEntry.objects.filter(action="registration.certify").count() == 3
    stamped = Registration.objects.filter(
        certified_by=own_province.officer, certified_at=CERTIFYING
    )
    assert stamped.count() == 3


def test_one_that_cannot_be_certified_holds_all_back(filing, own_province):
    good, drafted = submitted(filing)[0], factories.RegistrationFactory(filing=filing)

    with pytest.raises(Refused) as caught:
        certify(own_province, good, drafted)

    assert drafted.reference in caught.value.refusal.sentence
    assert states() == ["SUBMITTED", "DRAFT"]
    assert not JournalEntry.objects.filter(action="registration.certify").exists()


def test_one_of_another_province_holds_all_back(filing, own_province, foreign_district):
    own = submitted(filing)[0]
    foreign = factories.RegistrationFactory(district="3201", state="SUBMITTED")
    factories.set_filing_state(foreign.filing, "HANDED_OVER", by=foreign_district.officer)

    with pytest.raises(Registration.DoesNotExist):
        certify(own_province, own, foreign)

    assert states() == ["SUBMITTED", "SUBMITTED"]


def test_naming_a_row_twice_certifies_it_once(filing, own_province):
    row = submitted(filing)[0]

    assert certify(own_province, row, row) == 1
    assert JournalEntry.objects.filter(action="registration.certify").count() == 1


@pytest.mark.parametrize("others", [0, 2], ids=["alone", "in bulk"])
def test_who_typed_it_in_the_district_may_not_certify_it_in_the_province(
    filing, own_district, own_province, department, others
):
    """An officer enters, moves to the province, and meets the own registration there."""
    typed = submitted(filing, entered_by=own_district.officer)[0]
    rest = submitted(filing, others)
    mover = moved_to_province(department, own_district)

    with pytest.raises(Refused) as caught:
        certify(mover, typed, *rest)

    assert caught.value.refusal.rule == "four_eyes"
    assert states() == ["SUBMITTED"] * (1 + others)
    assert certify(own_province, typed, *rest) == 1 + others


def test_a_single_edited_field_is_enough(plan, own_district, own_province, department):
    row = factories.RegistrationFactory()
    registrations.edit(
        by=own_district.by, on=ENTRY, registration=row.pk, version=1, values={"name": "ชื่อใหม่"}
    )
    decisions.submit(by=own_district.by, on=ENTRY, registration=row.pk)
    factories.set_filing_state(row.filing, "HANDED_OVER", by=own_district.officer)

    with pytest.raises(Refused) as caught:
        certify(moved_to_province(department, own_district), row)

    assert caught.value.refusal.rule == "four_eyes"


def test_the_mover_may_certify_what_others_typed(filing, own_district, department):
    rows = submitted(filing, 2)

    assert certify(moved_to_province(department, own_district), *rows) == 2


def test_the_mover_may_write_no_more_in_the_old_district(filing, own_district, department):
    mover = moved_to_province(department, own_district)

    with pytest.raises(Forbidden):
        registrations.enter(
            by=mover, on=ENTRY, district="3104", quarter=QUARTER, kind="NEW",
            values=factories.producer_values(),
        )  # fmt: skip


def test_revoking_makes_it_undecided_again(filing, own_province):
    row = submitted(filing)[0]
    certify(own_province, row)

    decisions.revoke(by=own_province.by, on=CERTIFYING, registration=row.pk, reason="กดผิด")

    row = Registration.objects.get(pk=row.pk)
    assert (row.state, row.certified_at, row.certified_by) == ("SUBMITTED", None, None)
    assert row.decision_reason == "กดผิด"
    certify(own_province, row)
    assert Registration.objects.get(pk=row.pk).decision_reason == ""


def test_a_rejected_producer_may_be_entered_again_in_the_quarter(
    filing, own_district, own_province
):
    producer = factories.ProducerFactory()
    row = submitted(filing, kind="UPDATE", producer=producer)[0]
    decisions.reject(by=own_province.by, on=CERTIFYING, registration=row.pk, reason="ไม่ครบ")
    factories.set_filing_state(filing, "ENTRY", by=own_district.officer)

    again = registrations.enter(
        by=own_district.by, on=ENTRY, district="3104", quarter=QUARTER, kind="UPDATE",
        producer=producer.number,
    )  # fmt: skip

    assert again.producer == producer


def test_submitting_signs_for_receipt(plan, own_district):
    row = factories.RegistrationFactory()

    row = decisions.submit(by=own_district.by, on=ENTRY, registration=row.pk)

    assert (row.submitted_by, row.submitted_at) == (own_district.officer, ENTRY)
    assert row.received_by_name == own_district.officer.full_name
    assert row.received_by_position == own_district.officer.position


def test_an_incomplete_draft_is_not_submitted_and_every_gap_is_told(plan, own_district):
    row = factories.RegistrationFactory(name="ร้าน", mobile="", declared=False, products=0)

    with pytest.raises(Incomplete) as caught:
        decisions.submit(by=own_district.by, on=ENTRY, registration=row.pk)

    assert {place for place, _s in caught.value.problems} == {"mobile", "declared", "products"}
    assert states() == [RegistrationState.DRAFT]


def test_recall_and_withdraw(plan, own_district):
    row = factories.RegistrationFactory(state="SUBMITTED")
    values = {"by": own_district.by, "on": ENTRY, "registration": row.pk}

    assert decisions.recall(**values).state == "DRAFT"
    with pytest.raises(Refused):
        decisions.withdraw(**values, reason=" ")
    withdrawn = decisions.withdraw(**values, reason="ผู้ประกอบการขอถอน")
    assert (withdrawn.state, withdrawn.decision_reason) == ("WITHDRAWN", "ผู้ประกอบการขอถอน")
