"""The cockpit's pages: who sees what, when it changes, the same sums as elsewhere."""

from datetime import timedelta

import pytest

from registration.enums import FilingState, RegistrationState, Role, Scope, Step
from registration.models import Certification, Filing
from registration.services import certifications, decisions, orders
from tests import factories
from tests.factories import QUARTER, RegistrationFactory, moment, set_filing_state
from tests.personas import Persona
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of
from tests.reporting import worlds

pytestmark = pytest.mark.django_db
COUNTRY = f"/cockpit/{QUARTER}/"
BURI_RAM = f"{COUNTRY}31/"
MICRO = timedelta(microseconds=1)
R = RegistrationState


@pytest.fixture
def busy(plan, own_district, own_province):
    """3104 is handed over with one certified, one returned and one undecided; 3103 has a draft,
    3201 is handed over as nil, 1001 has not begun.
    """
    clerk = own_district.officer
    rows = RegistrationFactory.create_batch(3, state=R.SUBMITTED, entered_by=clerk)
    RegistrationFactory(district="3103", state=R.DRAFT)
    RegistrationFactory(district="3103", state=R.SUBMITTED)
    set_filing_state(rows[0].filing, FilingState.HANDED_OVER, by=clerk)
    worlds.hand_over(clerk, "3201", nil=True)
    on = moment(QUARTER, Step.CERTIFICATION)
    decisions.certify(by=own_province.by, on=on, registrations=[rows[0].pk])
    decisions.send_back(
        by=own_province.by, on=on + timedelta(hours=1), registration=rows[1].pk, comment="แก้",
        flags={"name": ""},
    )  # fmt: skip
    return rows


def stages(page):
    return {row.code: row.stage for row in page.context["page"].rows}


def late(page):
    return {row.code for row in page.context["page"].rows if row.is_late}


def districts(persona, query="", url=COUNTRY):
    return persona.client.get(f"{url}?rows=districts&{query}")


def test_where_every_district_stands(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    assert stages(districts(department)) == {
        "1001": "NOT_BEGUN", "3103": "ENTERING", "3104": "CERTIFYING", "3201": "HANDED_OVER",
    }  # fmt: skip


def test_the_sums_are_those_of_the_closing_page(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    ours = department.client.get(COUNTRY).context
    theirs = department.client.get(f"/closing/{QUARTER}/").context
    assert ours["total"] == theirs["total"] == department.client.get("/").context["total"]
    assert ours["provinces"] == theirs["rows"]
    assert (ours["total"]["n_handed_over"], ours["total"]["n_undecided"]) == (2, 3)
    rows = districts(department).context["page"].rows
    assert sum(row.n[R.DRAFT] for row in rows) == theirs["total"]["n_draft"] == 1
    assert sum(row.n[R.CERTIFIED] for row in rows) == theirs["total"]["n_certified"] == 1
    # A province's page is its line of the country's.
    of_province = department.client.get(BURI_RAM).context
    assert of_province["row"] == next(r for r in theirs["rows"] if r.province.code == "31")


def test_a_closed_quarter_has_the_closing_pages_sums(department, own_province, busy, at):
    decisions.certify(
        by=own_province.by, on=moment(QUARTER, Step.CERTIFICATION), registrations=[busy[2].pk]
    )
    worlds.announce(own_province)
    worlds.close(department)
    at(moment(QUARTER, Step.CLOSING))
    page = districts(department)
    assert page.context["total"] == department.client.get(f"/closing/{QUARTER}/").context["total"]
    assert stages(page) == {
        "1001": "LEFT_OUT", "3103": "LEFT_OUT", "3104": "CLOSED", "3201": "LEFT_OUT",
    }  # fmt: skip
    assert page.context["paces"] == page.context["queues"] == page.context["behind"] == []
    assert late(page) == set()


def test_who_waits_for_whom_since_when(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    page = department.client.get(COUNTRY)
    entered, handed = moment(QUARTER, Step.ENTRY, "opens"), moment(QUARTER, Step.ENTRY, "last")
    returned = moment(QUARTER, Step.CERTIFICATION) + timedelta(hours=1)
    found = {queue.what: (queue.n, queue.since) for queue in page.context["queues"]}
    assert found == {
        "HAND_OVER": (2, entered), "DECIDE": (1, handed), "MEND": (1, returned),
        "ANNOUNCE": (1, handed),
    }  # fmt: skip
    waiting = page.context["waiting_provinces"]
    assert (waiting.n, waiting.since) == (3, moment(QUARTER, Step.CERTIFICATION, "opens"))
    assert "จังหวัดรออำเภอ/เขตแก้ไข" in page.text


@pytest.mark.parametrize(
    ("step", "where", "expected"),
    [
        (Step.ENTRY, "before", set()),
        (Step.ENTRY, "opens", set()),
        (Step.ENTRY, "last", set()),
        (Step.ENTRY, "closes", {"1001", "3103"}),
        (Step.CERTIFICATION, "last", {"1001", "3103"}),
        (Step.CERTIFICATION, "closes", {"1001", "3103", "3104", "3201"}),
    ],
)
def test_late_at_each_boundary(department, busy, at, step, where, expected):
    at(moment(QUARTER, step, where))
    page = districts(department)
    assert late(page) == expected
    assert page.context["n_late"] == len(expected)
    assert {row.code for row in districts(department, "late=yes").context["page"].rows} == expected


def test_an_extension_of_one_district_is_seen_there_only(department, busy, at):
    on = at(moment(QUARTER, Step.CERTIFICATION))
    orders.extend(
        by=department.by, on=on, quarter=QUARTER, step=Step.ENTRY, until_on=on.date(),
        reason="น้ำท่วม", scope=Scope.DISTRICT, district="3103",
    )  # fmt: skip
    assert late(districts(department)) == {"1001"}


def test_a_district_that_its_province_left_out(department, own_province, busy, at):
    on = at(moment(QUARTER, Step.CERTIFICATION))
    decisions.certify(by=own_province.by, on=on, registrations=[busy[2].pk])
    certifications.announce(
        by=own_province.by, on=on, province="31", quarter=QUARTER, number="1", dated_on=on.date(),
        signatory="ก", signatory_position="ข", without_reason="ไม่ส่ง",
    )  # fmt: skip
    page = own_province.client.get(BURI_RAM)
    assert stages(page) == {"3103": "LEFT_OUT", "3104": "ANNOUNCED"}
    assert page.context["paces"] == []
    assert [queue.what for queue in page.context["queues"]] == ["CLOSE"]
    assert "ไม่ได้ประกาศรับรอง" in page.text


def test_the_pace_and_the_days_left(department, own_province, busy, at):
    at(moment(QUARTER, Step.ENTRY, "last"))
    context = department.client.get(COUNTRY).context
    handed = context["paces"][0]
    assert (handed.done, handed.all, handed.days_left) == (2, 4, 1)
    assert (handed.needed, handed.is_behind) == (2.0, True)
    assert context["time_left"].n == 1
    at(moment(QUARTER, Step.ENTRY, "closes"))
    context = own_province.client.get(BURI_RAM).context
    assert (context["paces"][0].days_left, context["paces"][0].needed) == (None, None)
    assert context["time_left"].n is None  # nothing is open between the two windows
    assert "เปิด" in context["time_left"].note


def test_time_spent_from_the_stamps(department, own_province, busy, at):
    on = at(moment(QUARTER, Step.CERTIFICATION))
    decisions.certify(by=own_province.by, on=on, registrations=[busy[2].pk])
    worlds.announce(own_province)
    row = next(r for r in districts(department).context["page"].rows if r.code == "3104")
    filing = Filing.objects.get(district="3104", quarter=QUARTER)
    began = busy[0].entered_at
    assert row.days_entering == (filing.handed_over_at.date() - began.date()).days
    assert row.days_deciding == (filing.certified_at.date() - filing.handed_over_at.date()).days
    line = department.client.get(f"{COUNTRY}?sort=-deciding").context["page"].rows[0]
    assert (line.row.province.code, line.deciding.n) == ("31", 1)
    # The nil filing was never begun, and nothing of it is announced.
    nil = next(r for r in districts(department).context["page"].rows if r.code == "3201")
    assert (nil.days_entering, nil.days_deciding, nil.is_nil) == (None, None, True)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("stage=NOT_BEGUN", ["1001"]),
        ("stage=nonsense", ["1001", "3103", "3104", "3201"]),
        ("waits=MEND", ["3104"]),
        ("waits=HAND_OVER&stage=ENTERING", ["3103"]),
        ("late=yes", ["1001", "3103"]),
        ("sort=-name", ["3201", "3104", "3103", "1001"]),
        ("sort=-live", ["3104", "3103", "1001", "3201"]),
        ("sort=handed", ["3104", "3201", "1001", "3103"]),
        ("sort=-handed", ["3104", "3201", "1001", "3103"]),  # without a day they stay last
        ("sort=stage", ["3104", "3201", "3103", "1001"]),
        ("sort=nonsense", ["1001", "3103", "3104", "3201"]),
        ("page=2", []),
    ],
)
def test_the_table_is_filtered_and_sorted_by_the_address(department, busy, at, query, codes):
    at(moment(QUARTER, Step.CERTIFICATION))
    page = districts(department, query)
    assert [row.code for row in page.context["page"].rows] == codes


def test_provinces_are_filtered_by_region_and_by_what_their_districts_are(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    Certification.objects.get(province="32", quarter=QUARTER).province.__class__.objects.filter(
        pk="32"
    ).update(region="ภาคใต้")

    def found(query):
        rows = department.client.get(f"{COUNTRY}?{query}").context["page"].rows
        return [line.row.province.code for line in rows]

    assert found("") == ["10", "31", "32"]
    assert found("region=ภาคใต้") == ["32"]
    assert found("stage=ENTERING") == ["31"]
    assert found("sort=-idle") == ["10", "31", "32"]
    assert found("sort=-late") == ["10", "31", "32"]
    assert found("sort=handed") == ["10", "31", "32"]
    assert found("sort=-handed") == ["32", "31", "10"]
    assert 'aria-sort="descending"' in department.client.get(f"{COUNTRY}?sort=-handed").text


def test_a_head_turns_the_order_round_and_keeps_the_filter(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    heads = districts(department, "stage=ENTERING&sort=name&page=1").context["heads"]
    assert "stage=ENTERING" in heads[0].url
    assert "sort=-name" in heads[0].url
    assert "page=" not in heads[0].url
    assert (heads[0].direction, heads[1].direction) == ("ascending", "")


def reader_of(role=Role.READER, **area):
    return Persona(factories.OfficerFactory(role=role, **area))


def test_readers_of_reports_see_their_own_area_and_open_no_offices_page(plan, reader, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    page = reader.client.get(BURI_RAM)
    assert page.status_code == 200
    assert "/filings/" not in page.text
    assert "/certification/" not in page.text
    assert reader.client.get(COUNTRY).status_code == 404
    assert reader.client.get(f"{COUNTRY}32/").status_code == 404
    assert BURI_RAM in reader.client.get("/").text
    of_country = reader_of(province_id=None, district_id=None)
    page = of_country.client.get(f"{COUNTRY}?rows=districts")
    assert page.status_code == 200
    assert "/filings/" not in page.text
    assert "/closing/" not in page.text
    assert COUNTRY in of_country.client.get("/").text
    of_district = reader_of(province_id="31", district_id="3104")
    assert of_district.client.get(BURI_RAM).status_code == 404
    assert "/cockpit/" not in of_district.client.get("/").text


def test_offices_of_other_areas(own_district, own_province, other_province, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    assert own_province.client.get(BURI_RAM).status_code == 200
    assert other_province.client.get(BURI_RAM).status_code == 404
    for url in (COUNTRY, BURI_RAM):
        assert own_district.client.get(url).status_code == 403
    assert own_province.client.get(COUNTRY).status_code == 403


@pytest.mark.parametrize("url", ["/cockpit/2599-1/", "/cockpit/2599-1/31/", f"{COUNTRY}99/"])
def test_what_is_not_there(department, plan, at, url):
    at(moment(QUARTER, Step.ENTRY))
    assert department.client.get(url).status_code == 404


def test_the_ways_to_it_and_from_it(department, own_province, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    assert COUNTRY in department.client.get("/").text
    assert COUNTRY in department.client.get(f"/closing/{QUARTER}/").text
    assert BURI_RAM in own_province.client.get("/").text
    assert BURI_RAM in own_province.client.get(f"/certification/31/{QUARTER}/").text
    page = own_province.client.get(BURI_RAM)
    assert f"/filings/3104/{QUARTER}/" in page.text
    assert f"/certification/31/{QUARTER}/" in page.text
    assert f'"{COUNTRY}"' not in page.text  # that is not for a province
    assert f'"{COUNTRY}"' in department.client.get(BURI_RAM).text


def test_looking_writes_nothing_and_costs_the_same(department, busy, at):
    at(moment(QUARTER, Step.CERTIFICATION))
    before = contents()
    few = queries_of(department.client, COUNTRY)
    RegistrationFactory.create_batch(5, district="3103")
    many = queries_of(department.client, COUNTRY)
    assert few == many <= 12
    assert len(contents()) == len(before)
