"""Closing a quarter: who is missing, what lapses; every instant of the window."""

import pytest

from registration.enums import FilingState, RegistrationState
from registration.models import FiscalQuarter, Registration
from registration.services import certifications, filings, orders
from tests.factories import FilingFactory, RegistrationFactory, moment, set_filing_state
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
URL = f"/closing/{Q2}/"
PAPER = {
    "number": "พช 1/2561", "dated_on": "26/3/2561", "signatory": "นายอธิบดี ทดสอบ",
    "signatory_position": "อธิบดี", "without_reason": "สองจังหวัดไม่ประกาศ",
}  # fmt: skip


@pytest.fixture
def announced(plan, own_district, own_province):
    """Buri Ram has announced one certified registration; a draft elsewhere is left."""
    row = RegistrationFactory(state=RegistrationState.CERTIFIED, entered_by=own_district.officer)
    RegistrationFactory(district="3201")
    set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    set_filing_state(
        FilingFactory(district_id="3103"), FilingState.HANDED_OVER, by=own_district.officer
    )
    on = moment(Q2, "CERTIFICATION")
    certifications.announce(
        by=own_province.by, on=on, province="31", quarter=Q2, number="1", dated_on=on.date(),
        signatory="ก", signatory_position="ข",
    )  # fmt: skip
    return row


def test_who_is_missing_and_what_would_lapse(department, announced, at):
    at(moment(Q2, "CLOSING"))
    page = department.client.get(URL)
    rows = {row.province.code: row for row in page.context["rows"]}
    assert rows["31"].state == "ANNOUNCED"
    assert (rows["31"].n_lapsing, rows["32"].n_lapsing) == (0, 1)
    assert page.context["n_waiting"] == 2


def test_closing_closes_what_was_announced_and_lapses_the_rest(department, announced, at):
    at(moment(Q2, "CLOSING"))
    assert department.client.post(URL, PAPER).headers["Location"] == URL
    assert set(Registration.objects.values_list("filing__district", "state")) == {
        ("3104", RegistrationState.CLOSED),
        ("3201", RegistrationState.LAPSED),
    }
    page = department.client.get(URL)
    assert PAPER["number"] in page.text
    assert page.context["snapshot"].sha256 in page.text
    assert '<form class="card"' not in page.text
    before = contents()
    again = department.client.post(URL, PAPER)
    assert again.status_code == 409
    assert "ปิดแล้ว" in again.text
    assert contents() == before


@pytest.mark.parametrize(
    ("where", "status"), [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]
)
def test_each_boundary(department, announced, at, where, status):
    at(moment(Q2, "CLOSING", where))
    before = contents()
    dated = "25/3/2561" if where == "before" else "26/3/2561"
    response = department.client.post(URL, PAPER | {"dated_on": dated})
    assert response.status_code == status
    if status == 409:
        assert "ช่วงเวลา “กรมฯ ปิดระบบ”" in response.text
        assert contents() == before
    else:
        assert FiscalQuarter.objects.get(pk=Q2).state == "CLOSED"


def test_missing_provinces_need_a_reason(department, announced, at):
    at(moment(Q2, "CLOSING"))
    before = contents()
    response = department.client.post(URL, PAPER | {"without_reason": ""})
    assert response.status_code == 422
    assert "เหตุผลที่ดำเนินการโดยไม่รอ" in response.text
    assert contents() == before


def test_too_late_needs_an_extension_like_everybody_else(department, announced, at):
    on = at(moment(Q2, "CLOSING", "closes"))
    assert department.client.post(URL, PAPER).status_code == 409
    orders.extend(
        by=department.by, on=on, quarter=Q2, step="CLOSING", until_on=on.date(), reason="ล่าช้า",
        scope="COUNTRY",
    )  # fmt: skip
    assert department.client.post(URL, PAPER).status_code == 302


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_nobody_else_closes(who, request, announced, at):
    at(moment(Q2, "CLOSING"))
    client = request.getfixturevalue(who).client
    before = contents()
    assert client.get(URL).status_code == client.post(URL, PAPER).status_code == 403
    assert contents() == before


def test_no_such_quarter(department, plan):
    assert department.client.get("/closing/2570-1/").status_code == 404


def test_it_is_cheap(department, announced, at):
    at(moment(Q2, "CLOSING"))
    few = queries_of(department.client, URL)
    RegistrationFactory.create_batch(5, district="1001")
    assert queries_of(department.client, URL) == few <= 12


def test_a_closed_quarter_still_says_who_had_announced_and_handed_over(
    department, own_province, announced, at
):
    at(moment(Q2, "CLOSING"))
    department.client.post(URL, PAPER)
    page = department.client.get(URL).context
    rows = {row.province.code: row for row in page["rows"]}
    assert (rows["31"].label, rows["32"].label) == ("ประกาศรับรองแล้ว", "ไม่ได้ประกาศรับรอง")
    assert (rows["31"].n_handed_over, rows["32"].n_handed_over) == (2, 0)
    assert (rows["31"].n_lapsing, rows["32"].n_lapsing) == (0, 1)
    assert page["total"]["n_announced"] == 1
    assert own_province.client.get(f"/certification/31/{Q2}/").context["n_handed_over"] == 2


def test_a_filing_taken_back_was_not_handed_over(department, own_district, plan, at):
    on = at(moment(Q2, "ENTRY"))
    place = {"district": "3104", "quarter": Q2}
    filings.hand_over(by=own_district.by, on=on, nil=True, **place)
    assert department.client.get(URL).context["total"]["n_handed_over"] == 1
    filings.take_back(by=own_district.by, on=on, **place)
    assert department.client.get(URL).context["total"]["n_handed_over"] == 0
