"""An agreed transfer: registered in the new district, moved by the announcement, counted once."""

from collections import Counter
from datetime import date

import pytest

from registration.enums import Kind, Step
from registration.errors import Incomplete
from registration.models import JournalEntry, Producer, Registration, Transfer
from registration.selectors import carrying, register, registrations, tallies
from registration.selectors import plan as plans
from registration.selectors import transfers as selectors
from registration.services import (
    certifications,
    decisions,
    quarters,
)
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.transfers import ON, answer, ask, enter, moved, refused, transfer

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


# Registering where it goes


def test_the_new_district_registers_it_with_a_site_of_its_own(producer, other_district):
    transfer("AGREED", producer)

    row = enter(other_district, producer)

    assert (row.producer, row.name, row.citizen_id) == (
        producer, producer.name, producer.citizen_id,
    )  # fmt: skip
    assert [p.product.number[-2:] for p in row.products.all()] == ["01", "02"]
    assert row.site_subdistrict is None
    assert {row.site_house_no, row.site_moo, row.site_postcode} == {""}
    assert row.mobile == producer.mobile
    with pytest.raises(Incomplete) as caught:
        decisions.submit(by=other_district.by, on=ON, registration=row.pk)
    lacks = {place for place, _sentence in caught.value.problems}
    assert {"site_subdistrict", "site_house_no", "site_postcode"} <= lacks


def test_the_own_district_keeps_the_site(producer, own_district):
    assert enter(own_district, producer).site_subdistrict_id == "310401"


def test_the_new_district_updates_first(producer, other_district):
    transfer("AGREED", producer)

    assert refused(enter, other_district, producer, Kind.CANCEL) == "arriving"


@pytest.mark.parametrize("kind", [Kind.UPDATE, Kind.CANCEL])
def test_the_old_district_neither_registers_nor_cancels_it(producer, own_district, kind):
    row = transfer("AGREED", producer)

    assert refused(enter, own_district, producer, kind) == "leaving"
    answer(own_district, row, "withdraw")
    assert enter(own_district, producer, kind).kind == kind


@pytest.mark.parametrize("state", ["ASKED", "REFUSED", "WITHDRAWN"])
def test_nobody_else_registers_it(producer, own_district, other_district, state):
    transfer(state, producer)
    before = contents()

    with pytest.raises(Producer.DoesNotExist):
        enter(other_district, producer)
    assert contents() == before
    assert enter(own_district, producer)


def test_only_the_district_of_the_agreement(producer, foreign_district):
    transfer("AGREED", producer, to="3103")

    with pytest.raises(Producer.DoesNotExist):
        enter(foreign_district, producer)


# The announcement


def test_the_announcement_moves_it_and_the_number_stays(producer, announce, own_district):
    number, row = producer.number, moved(producer, "3103")
    announce()

    after = Producer.objects.get(pk=producer.pk)
    assert (after.district_id, after.number, after.state) == ("3103", number, "ACTIVE")
    assert after.site_subdistrict_id == "310301"
    assert after.last_quarter_id == QUARTER
    done = Transfer.objects.get()
    on = moment(QUARTER, Step.CERTIFICATION)
    assert (done.state, done.done_at, done.quarter_id) == ("DONE", on, QUARTER)
    assert [p.number[:10] for p in after.products.all()] == [number, number, number]
    for district in ("3104", "3103"):
        entry = JournalEntry.objects.get(action="transfer.done", district_code=district)
        assert (entry.subject_id, entry.quarter_code) == (str(done.pk), QUARTER)
    assert row.filing.district_id == "3103"
    assert not register.visible(own_district.by).exists()


def test_the_next_new_one_of_either_district_takes_the_next_number(producer, announce):
    moved(producer, "3103")
    for code in ("3103", "3104"):
        factories.RegistrationFactory(district=code, state="CERTIFIED")
    announce()

    found = dict(Producer.objects.values_list("number", "district"))
    assert found == {"3104-00001": "3103", "3104-00002": "3104", "3103-00001": "3103"}


def test_into_another_province_it_moves_with_that_ones_announcement(producer, announce):
    moved(producer, "3201")

    announce("31")
    assert Transfer.objects.get().state == "AGREED"
    announce("32")

    assert Transfer.objects.get().state == "DONE"
    assert Producer.objects.get().district_id == "3201"


@pytest.mark.parametrize("state", ["DRAFT", "RETURNED", "REJECTED", "WITHDRAWN"])
def test_what_is_not_certified_moves_nothing(producer, announce, state):
    moved(producer, "3103", state)

    announce()

    assert (Transfer.objects.get().state, Producer.objects.get().district_id) == ("AGREED", "3104")


def test_what_lapsed_is_taken_over_in_the_next_quarter(
    producer, announce, other_district, department
):
    moved(producer, "3103", "SUBMITTED")
    closing = moment(QUARTER, Step.CLOSING)
    quarters.close(by=department.by, on=closing, code=QUARTER, without_reason="ไม่รอ", **WORDS)
    assert Registration.objects.get().state == "LAPSED"

    row = enter(other_district, producer, quarter="2561-3", site_house_no="9")
    assert row.site_subdistrict is None
    Registration.objects.filter(pk=row.pk).update(
        state="CERTIFIED", submitted_at=ON, submitted_by=other_district.id, certified_at=ON,
        certified_by=other_district.id, site_subdistrict="310301",
    )  # fmt: skip
    announce(quarter="2561-3")

    done = Transfer.objects.get()
    assert (done.state, done.quarter_id) == ("DONE", "2561-3")


def test_it_moves_back(producer, announce, own_district):
    moved(producer, "3103", quarter="2561-1")
    announce(quarter="2561-1")
    producer.refresh_from_db()
    back = ask(own_district, producer)
    assert (back.from_district_id, back.to_district_id) == ("3103", "3104")
    Transfer.objects.filter(pk=back.pk).delete()
    moved(producer, "3104")

    announce()

    assert Producer.objects.get().district_id == "3104"
    assert set(Transfer.objects.values_list("state", flat=True)) == {"DONE"}


# What each office is told


def test_lists(producer, announce, own_district, other_district, foreign_district):
    offered = lambda who: list(carrying.unconfirmed(who.by, who.by.district, QUARTER))  # noqa: E731
    arriving = lambda who: list(selectors.arriving(who.by, QUARTER))  # noqa: E731
    row = transfer("ASKED", producer)
    assert (offered(own_district), offered(other_district)) == ([producer], [])
    assert arriving(other_district) == []
    assert [selectors.waiting(p.by) for p in (own_district, other_district)] == [1, 0]

    answer(own_district, row)

    assert (offered(own_district), arriving(own_district)) == ([], [])
    assert arriving(other_district) == [producer]
    assert arriving(foreign_district) == []
    assert selectors.waiting(own_district.by) == 0
    enter(other_district, producer)
    assert arriving(other_district) == []


def test_the_old_district_learns_nothing_of_what_came_after(producer, announce, own_district):
    old = factories.RegistrationFactory(
        kind=Kind.UPDATE, producer=producer, state="CLOSED", quarter_id="2561-1", name="ชื่อเก่า"
    )
    coming = moved(producer, "3103")
    assert registrations.compare(_read(own_district, old)).producer

    announce()

    assert registrations.compare(_read(own_district, old)).producer == []
    coming.refresh_from_db()
    assert coming.producer.district_id == "3103"


def test_the_new_province_sees_what_changes(producer, own_province, other_province):
    row = moved(producer, "3201", "SUBMITTED")

    changes = registrations.compare(_read(other_province, row)).producer

    assert "site_subdistrict" in {each.field.name for each in changes}


def _read(persona, row):
    return registrations.registration_for(persona.by, row.pk)


# Counting (DOMAIN §5.3)


def counts(by, area, span="quarter"):
    added = Counter()
    for cell in tallies.read(by, plans.quarter_for(QUARTER), area, span).cells.values():
        added += cell
    return added


def active():
    return Counter(
        Producer.objects.filter(state="ACTIVE").order_by().values_list("district", flat=True)
    )


@pytest.mark.parametrize("order", [("31", "32"), ("32", "31")])
def test_opening_and_new_less_cancelled_and_moved_is_closing(announce, department, order):
    """Within a province, across provinces, both ways, beside new and cancelled ones."""
    here = factories.ProducerFactory.create_batch(5)
    near = factories.ProducerFactory.create_batch(3, district_id="3103")
    far = factories.ProducerFactory.create_batch(2, district_id="3201")
    opening = active()
    moved(here[0], "3103")
    moved(here[1], "3201")
    moved(near[0], "3104")
    moved(far[0], "3104")
    moved(here[2], "3201", "REJECTED")
    for district in ("3104", "3104", "3201"):
        factories.RegistrationFactory(district=district, state="CERTIFIED")
    factories.RegistrationFactory(kind=Kind.CANCEL, producer=near[1], district="3103",
                                  state="CERTIFIED")  # fmt: skip
    factories.RegistrationFactory(kind=Kind.UPDATE, producer=here[3], state="CERTIFIED")
    for province in order:
        announce(province)

    closing = active()
    done = selectors.moved(department.by, QUARTER)
    to = Counter(done.values_list("to_district", flat=True))
    gone = Counter(done.values_list("from_district", flat=True))
    for area in ("3104", "3103", "3201", "31", "32", "th"):
        n = counts(department.by, area)
        inside = [code for code in factories.DISTRICTS if area == "th" or code.startswith(area)]
        total = lambda found, codes=inside: sum(found[code] for code in codes)  # noqa: E731
        balance = total(opening) + n["NEW"] - n["CANCEL"] + total(to) - total(gone)
        assert balance == total(closing), area
    # Each that moved counts once, as an update, where it is now.
    updates = {area: counts(department.by, area)["UPDATE"] for area in ("3104", "3103", "3201")}
    assert updates == {"3104": 3, "3103": 1, "3201": 1}


@pytest.mark.parametrize("order", [("31", "32"), ("32", "31")])
def test_in_a_year_it_counts_once_and_where_it_is(announce, department, order):
    """New in quarter 1, moved in quarter 2: new in that year, and counted in the new province,
    whichever of both announces first.
    """
    factories.RegistrationFactory(state="CERTIFIED", quarter_id="2561-1")
    announce(quarter="2561-1")
    moved(Producer.objects.get(), "3201", "SUBMITTED")
    live = {area: counts(department.by, area, "year")["NEW"] for area in ("31", "32", "th")}
    assert live == {"31": 0, "32": 1, "th": 1}
    for province in order:
        if province == "32":
            Registration.objects.filter(state="SUBMITTED").update(
                state="CERTIFIED", certified_at=ON, certified_by=department.id
            )
        announce(province)

    year = {area: counts(department.by, area, "year")["NEW"] for area in ("31", "32", "th")}
    assert year == {"31": 0, "32": 1, "th": 1}
    assert counts(department.by, "32") == Counter(UPDATE=1, SOLE=1, TEXTILE=1)
