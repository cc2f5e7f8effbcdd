"""A producer moves to another district: asked, answered, registered there, announced."""

from datetime import date

import pytest

from registration.enums import Kind, Step
from registration.models import Extension, JournalEntry, Producer, Transfer
from registration.services import (
    certifications,
    orders,
    quarters,
)
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.transfers import ON, answer, ask, merge, refused, transfer

WORDS = {"dated_on": date(2018, 3, 23), "signatory": "ก", "signatory_position": "ข", "number": "1"}


@pytest.fixture
def producer(plan):
    return factories.ProducerFactory(name="กลุ่มทอผ้าย้ายบ้าน", products=2)


@pytest.fixture
def announce(plan, own_district, personas):
    """Hands the filings of a province over and announces."""

    def deed(province="31", quarter=QUARTER):
        who = {"31": "own_province", "32": "other_province"}[province]
        for code in factories.DISTRICTS:
            if code.startswith(province):
                filing = factories.FilingFactory(district_id=code, quarter_id=quarter)
                factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
        return certifications.announce(
            by=personas[who].by, on=moment(quarter, Step.CERTIFICATION), province=province,
            quarter=quarter, **WORDS,
        )  # fmt: skip

    return deed


# Asking


def test_either_office_asks(producer, own_district, other_district):
    row = ask(own_district, producer, "3103")
    assert (row.from_district_id, row.to_district_id, row.asking_district_id) == (
        "3104", "3103", "3104",
    )  # fmt: skip
    assert (row.state, row.asked_at, row.asked_by_id) == ("ASKED", ON, own_district.id)
    row.delete()

    row = ask(other_district, producer)
    assert (row.from_district_id, row.to_district_id, row.asking_district_id) == (
        "3104", "3103", "3103",
    )  # fmt: skip


def test_both_offices_read_it_in_the_journal(producer, own_district, foreign_district):
    row = ask(foreign_district, producer)
    answer(own_district, row)

    for district, province in (("3104", "31"), ("3201", "32")):
        entries = JournalEntry.objects.filter(district_code=district, province_code=province)
        found = entries.filter(subject_kind="transfer").order_by("pk")
        assert [e.action for e in found] == ["transfer.ask", "transfer.agree"]
        assert [e.reason for e in found] == ["ย้ายโรงทอ", "ตรวจสถานที่แล้ว"]
        assert all(e.subject_text == f"{producer.number}: 3104 → 3201" for e in found)
        assert all("ว ๗๕๕" in e.permit for e in found)
        assert producer.citizen_id not in str(list(found.values()))


def test_an_unknown_number_and_a_cancelled_one_are_answered_alike(producer, other_district):
    gone = factories.ProducerFactory(state="CANCELLED")
    before = contents()

    for number in ("3104-99999", gone.number, "", "x"):
        with pytest.raises(Producer.DoesNotExist):
            ask(other_district, number)
    assert contents() == before


def test_one_that_is_here_already(producer, own_district):
    assert refused(ask, own_district, producer) == "same_district"
    assert refused(ask, own_district, producer, "3104") == "same_district"


@pytest.mark.parametrize("state", ["ASKED", "AGREED"])
def test_one_transfer_at_a_time(producer, own_district, foreign_district, state):
    transfer(state, producer)

    assert refused(ask, own_district, producer, "3201") == "moving"
    assert refused(ask, foreign_district, producer) == "moving"


@pytest.mark.parametrize("state", ["REFUSED", "WITHDRAWN"])
def test_it_may_be_asked_again(producer, own_district, state):
    transfer(state, producer)

    assert ask(own_district, producer, "3201").state == "ASKED"


@pytest.mark.parametrize(
    ("state", "free"),
    [
        ("DRAFT", False), ("SUBMITTED", False), ("RETURNED", False), ("CERTIFIED", False),
        ("REJECTED", True), ("WITHDRAWN", True), ("LAPSED", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("deed", ["ask", "agree", "call off"])
def test_a_live_registration_of_the_quarter_holds_it_up(
    producer, own_district, other_district, deed, state, free
):
    factories.RegistrationFactory(kind=Kind.UPDATE, producer=producer, state=state)
    knock = {
        "ask": lambda: ask(other_district, producer),
        "agree": lambda: answer(own_district, row),
        "call off": lambda: answer(own_district, row, "withdraw"),
    }[deed]
    row = None if deed == "ask" else transfer("ASKED" if deed == "agree" else "AGREED", producer)

    if free:
        knock()
    else:
        assert refused(knock) == "registered"


def test_refusing_and_withdrawing_what_was_asked_wait_for_nothing(
    producer, own_district, other_district
):
    factories.RegistrationFactory(kind=Kind.UPDATE, producer=producer)

    assert answer(own_district, transfer("ASKED", producer), "refuse").state == "REFUSED"
    assert answer(other_district, transfer("ASKED", producer), "withdraw").state == "WITHDRAWN"


def test_an_earlier_quarter_holds_it_up_until_it_is_announced(
    producer, own_district, other_district, announce
):
    """Quarter 1 is certified and not announced when quarter 2 is open already."""
    factories.RegistrationFactory(
        kind=Kind.UPDATE, producer=producer, state="CERTIFIED", quarter_id="2561-1"
    )
    assert refused(ask, other_district, producer) == "registered"

    announce(quarter="2561-1")

    assert ask(other_district, producer).state == "ASKED"


def test_one_that_another_is_to_be_merged_into_stays(producer, other_district):
    merge(factories.ProducerFactory(), producer)

    assert refused(ask, other_district, producer) == "registered"


def test_a_cancelled_one_is_not_agreed_to(producer, own_district):
    row = transfer("ASKED", producer)
    Producer.objects.filter(pk=producer.pk).update(state="CANCELLED")

    assert refused(answer, own_district, row) == "cancelled"
    assert answer(own_district, row, "refuse").state == "REFUSED"


# Answering


@pytest.mark.parametrize(
    ("deed", "state", "before"),
    [
        ("agree", "AGREED", "ASKED"), ("refuse", "REFUSED", "ASKED"),
        ("withdraw", "WITHDRAWN", "AGREED"),
    ],
)  # fmt: skip
def test_an_answer_is_stamped(producer, own_district, deed, state, before):
    row = answer(own_district, transfer(before, producer), deed)

    row = Transfer.objects.get(pk=row.pk)
    assert row.state == state
    stamp = "withdrawn" if deed == "withdraw" else "answered"
    assert (getattr(row, f"{stamp}_at"), getattr(row, f"{stamp}_by_id")) == (ON, own_district.id)
    assert "ตรวจสถานที่แล้ว" in (row.answer, row.withdrawn_reason)


def test_the_one_that_asked_does_not_answer(producer, own_district, other_district):
    row = transfer("ASKED", producer)  # 3103 asked

    assert refused(answer, other_district, row) == "own_asking"
    assert refused(answer, other_district, row, "refuse") == "own_asking"
    assert refused(answer, own_district, row, "withdraw") == "not_our_asking"


@pytest.mark.parametrize("deed", ["agree", "refuse", "withdraw"])
@pytest.mark.parametrize("state", ["ASKED", "AGREED", "REFUSED", "WITHDRAWN", "DONE"])
def test_states(producer, own_district, deed, state):
    asking = "3104" if deed == "withdraw" else "3103"
    row = transfer(state, producer, asking=asking)

    if state == "ASKED" or (state == "AGREED" and deed == "withdraw"):
        answer(own_district, row, deed)
    else:
        assert refused(answer, own_district, row, deed) == "state"


@pytest.mark.parametrize("deed", ["agree", "refuse", "withdraw"])
def test_an_answer_has_a_reason(producer, own_district, deed):
    row = transfer("ASKED", producer, asking="3104" if deed == "withdraw" else "3103")

    assert refused(answer, own_district, row, deed, reason="  ") == "reason"
    assert refused(ask, own_district, factories.ProducerFactory(), "3103", reason=" ") == "reason"


def test_each_office_in_its_own_window(producer, own_district, foreign_district, department):
    """Entry is over; only Surin was given more time."""
    late = moment(QUARTER, Step.ENTRY, "closes")
    orders.extend(
        by=department.by, on=ON, quarter=QUARTER, step=Step.ENTRY, until_on=date(2018, 3, 20),
        reason="น้ำท่วม", scope="DISTRICT", district="3201",
    )  # fmt: skip
    assert Extension.objects.count() == 1

    row = ask(foreign_district, producer, on=late)
    assert refused(answer, own_district, row, on=late) == "too_late"
    assert answer(foreign_district, row, "withdraw", on=late).state == "WITHDRAWN"


def test_an_answer_may_wait_for_the_next_quarter(producer, own_district, department):
    row = transfer("ASKED", producer)
    closing = moment(QUARTER, Step.CLOSING)
    quarters.close(by=department.by, on=closing, code=QUARTER, without_reason="ไม่รอ", **WORDS)
    following = moment("2561-3", Step.ENTRY)

    assert refused(answer, own_district, row, on=following) == "closed"
    row = answer(own_district, row, on=following, quarter="2561-3")

    assert (row.state, row.quarter_id) == ("AGREED", "2561-3")
