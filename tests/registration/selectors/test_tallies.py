"""What the quarterly report counts (DOMAIN §5.3), live and from snapshots."""

from collections import Counter
from datetime import date

import pytest

from registration.enums import Kind, Step
from registration.models import FiscalQuarter, Producer, Registration
from registration.selectors import plan as plans
from registration.selectors import tallies
from registration.services import certifications, quarters
from tests import factories
from tests.factories import QUARTER, moment

WORDS = {
    "dated_on": date(2018, 3, 23), "signatory": "นายทดสอบ", "signatory_position": "ตำแหน่ง",
    "number": "1",
}  # fmt: skip
make = factories.RegistrationFactory


@pytest.fixture
def announce(plan, own_district, own_province):
    def deed(quarter=QUARTER):
        filings = [factories.FilingFactory(district_id=code, quarter_id=quarter)
                   for code in ("3103", "3104")]  # fmt: skip
        for filing in filings:
            factories.set_filing_state(filing, "HANDED_OVER", by=own_district.officer)
        return certifications.announce(
            by=own_province.by, on=moment(quarter, Step.CERTIFICATION), province="31",
            quarter=quarter, **WORDS,
        )  # fmt: skip

    return deed


@pytest.fixture
def close(plan, department):
    def deed(quarter=QUARTER):
        return quarters.close(
            by=department.by, on=moment(quarter, Step.CLOSING), code=quarter,
            without_reason="ไม่รอ", **WORDS,
        )  # fmt: skip

    return deed


@pytest.fixture
def read(department):
    def ask(area="th", span="quarter", quarter=QUARTER, by=department.by):
        return tallies.read(by, plans.quarter_for(quarter), area, span)

    return ask


def total(tally):
    added = Counter()
    for cell in tally.cells.values():
        added += cell
    return dict(added)


def test_a_producer_counts_once_however_many_products(plan, read):
    make(state="SUBMITTED", products=3)

    assert read().cells == {"310401": Counter(NEW=1, SOLE=1, TEXTILE=3)}


def test_kinds_types_and_places_are_told_apart(plan, read):
    make(state="SUBMITTED", group=True)
    make(state="CERTIFIED", sme=True, site_subdistrict_id="310403")
    make(state="RETURNED", kind=Kind.UPDATE, producer=factories.ProducerFactory())
    row = make(state="SUBMITTED", district="3103", products=0)
    for product_type in ("FOOD", "HERBAL", "HERBAL"):
        factories.RegisteredProductFactory(registration=row, product_type=product_type)

    assert read().cells == {
        "310401": Counter(NEW=1, UPDATE=1, GROUP=1, SOLE=1, TEXTILE=2),
        "310403": Counter(NEW=1, SME=1, TEXTILE=1),
        "310301": Counter(NEW=1, SOLE=1, FOOD=1, HERBAL=2),
    }


def test_a_cancelled_producer_is_in_no_total(plan, read):
    make(state="CERTIFIED", kind=Kind.CANCEL, producer=factories.ProducerFactory(), products=2)

    for span in ("quarter", "year"):
        assert total(read(span=span)) == {"CANCEL": 1}


def test_a_dropped_product_is_not_counted(plan, read):
    producer = factories.ProducerFactory()
    row = make(state="SUBMITTED", kind=Kind.UPDATE, producer=producer)
    factories.RegisteredProductFactory(
        registration=row, product=producer.products.get(), dropped=True
    )

    assert total(read()) == {"UPDATE": 1, "SOLE": 1, "TEXTILE": 1}


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        ("DRAFT", 0), ("SUBMITTED", 1), ("RETURNED", 1), ("CERTIFIED", 1), ("CLOSED", 1),
        ("REJECTED", 0), ("WITHDRAWN", 0), ("LAPSED", 0),
    ],
)  # fmt: skip
def test_what_is_filed_counts_while_nothing_is_announced(plan, read, state, counts):
    make(state=state)

    assert total(read()).get("NEW", 0) == counts
    assert read().is_live


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("th", {"310401", "310301", "320101"}),
        ("31", {"310401", "310301"}),
        ("3104", {"310401"}),
        ("32", {"320101"}),
        ("10", set()),
    ],
)
def test_areas(plan, read, area, codes):
    for district in ("3104", "3103", "3201"):
        make(district=district, state="SUBMITTED")

    assert set(read(area).cells) == codes


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("own_district", {"3104"}),
        ("own_province", {"31", "3104", "3103"}),
        ("reader", {"31", "3104", "3103"}),
        ("foreign_district", {"3201"}),
        ("department", {"th", "31", "32", "3104", "3103", "3201"}),
    ],
)
def test_nobody_reads_another_area(plan, personas, read, name, areas):
    for area in ("th", "31", "32", "3104", "3103", "3201"):
        if area in areas:
            assert read(area, by=personas[name].by) is not None
        else:
            with pytest.raises(FiscalQuarter.DoesNotExist):
                read(area, by=personas[name].by)


# The span of a year


def test_new_then_updated_in_a_year_counts_once_as_new(announce, read):
    make(quarter_id="2561-1", state="CERTIFIED")
    announce("2561-1")
    make(state="CERTIFIED", kind=Kind.UPDATE, producer=Producer.objects.get())

    assert total(read(span="year")) == {"NEW": 1, "SOLE": 1, "TEXTILE": 1}
    assert total(read(span="quarter")) == {"UPDATE": 1, "SOLE": 1, "TEXTILE": 1}
    announce()
    assert total(read(span="year")) == {"NEW": 1, "SOLE": 1, "TEXTILE": 1}


def test_updated_twice_in_a_year_counts_once(announce, read):
    producer = factories.ProducerFactory(first_quarter_id="2561-1")
    make(quarter_id="2561-1", state="CERTIFIED", kind=Kind.UPDATE, producer=producer)
    announce("2561-1")
    make(state="SUBMITTED", kind=Kind.UPDATE, producer=producer)

    assert total(read(span="year")) == {"UPDATE": 1, "SOLE": 1, "TEXTILE": 1}


def test_new_then_cancelled_in_a_year_is_cancelled_only(announce, read):
    make(quarter_id="2561-1", state="CERTIFIED")
    announce("2561-1")
    make(state="SUBMITTED", kind=Kind.CANCEL, producer=Producer.objects.get())

    assert total(read(span="year")) == {"CANCEL": 1}


def test_a_year_adds_its_quarters_and_no_other_year(announce, close, department, read):
    make(quarter_id="2561-1", state="CERTIFIED")
    announce("2561-1")
    close("2561-1")
    make(state="SUBMITTED", district="3103")

    assert total(read(span="year")) == {"NEW": 2, "SOLE": 2, "TEXTILE": 2}
    assert total(read(span="year", quarter="2561-1"))["NEW"] == 1
    with_next_year = quarters.ensure_open(by=department.by, on=moment(QUARTER, "ENTRY"),
                                          code="2562-1")  # fmt: skip
    assert total(read(span="year", quarter=with_next_year.code)) == {}


def test_of_earlier_quarters_only_what_was_certified_counts(plan, read):
    for state in ("SUBMITTED", "RETURNED", "LAPSED", "REJECTED", "WITHDRAWN", "DRAFT"):
        make(quarter_id="2561-1", state=state)
    make(quarter_id="2561-1", state="CLOSED")
    make(quarter_id="2561-3", state="CLOSED")  # later than the quarter asked for

    assert total(read(span="year")) == {"NEW": 1, "SOLE": 1, "TEXTILE": 1}


def test_a_lapsed_update_takes_an_earlier_certified_one_out_of_no_year(announce, read):
    """The year keeps what Q1 certified though Q2's attempt lapsed."""
    make(quarter_id="2561-1", state="CERTIFIED")
    announce("2561-1")
    make(state="LAPSED", kind=Kind.UPDATE, producer=Producer.objects.get())

    assert total(read(span="year")) == {"NEW": 1, "SOLE": 1, "TEXTILE": 1}


# Snapshots


def test_an_announced_number_never_changes(announce, read):
    make(state="CERTIFIED")
    announcement = announce()
    before = read("31")

    make(state="SUBMITTED", district="3103")
    Registration.objects.filter(state="CERTIFIED").update(producer_type="SME")

    after = read("31")
    assert after == before
    assert not after.is_live
    assert after.bases["31"].announcement == announcement
    assert after.bases["31"].sha256


def test_the_country_mixes_announced_and_live_provinces_and_says_so(announce, read):
    make(state="CERTIFIED")
    make(state="SUBMITTED", district="3201")
    announce()

    tally = read()

    assert total(tally)["NEW"] == 2
    assert tally.is_live
    assert {code: basis.is_live for code, basis in tally.bases.items()} == {
        "31": False,
        "th": True,
    }


def test_live_areas_count_what_is_filed_and_an_announcement_only_what_is_certified(announce, read):
    make(state="CERTIFIED")
    make(state="RETURNED")
    assert total(read("31"))["NEW"] == 2

    announce()

    assert total(read("31"))["NEW"] == 1


@pytest.mark.parametrize("area", ["th", "31", "3104", "32", "3201"])
def test_a_closed_quarter_reads_snapshots_only(announce, close, read, area):
    make(state="CERTIFIED")
    make(state="SUBMITTED", district="3201")
    announce()
    close()
    before = read(area)

    Registration.objects.update(state="CLOSED", certified_at=moment(QUARTER, "CLOSING"),
                                certified_by=factories.OfficerFactory(),
                                closed_at=moment(QUARTER, "CLOSING"), producer_type="SME",
                                closed_by=factories.OfficerFactory())  # fmt: skip

    assert read(area) == before
    assert not before.is_live
    assert total(before).get("NEW", 0) == (0 if area.startswith("32") else 1)


def test_levels_add_up(announce, close, read):
    make(state="CERTIFIED", group=True)
    make(state="CERTIFIED", district="3103", products=2)
    producer = factories.ProducerFactory()
    make(state="CERTIFIED", kind=Kind.CANCEL, producer=producer)
    for deed in (lambda: None, announce, close):
        deed()
        for span in ("quarter", "year"):
            country, province = total(read("th", span)), total(read("31", span))
            districts = Counter(total(read("3103", span))) + Counter(total(read("3104", span)))
            assert country == province == dict(districts)
            acted_on = province["NEW"] + province.get("UPDATE", 0)
            assert acted_on == province["GROUP"] + province["SOLE"]


def test_counting_costs_the_same_for_one_row_and_fifty(plan, read, django_assert_max_num_queries):
    make(state="SUBMITTED")
    with django_assert_max_num_queries(4):
        read()
    make.create_batch(10, state="SUBMITTED")
    with django_assert_max_num_queries(4):
        read()
