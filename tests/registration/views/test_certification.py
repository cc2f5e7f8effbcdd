"""The province's quarter: queue, certifying many, announcing; every instant of the window."""

from datetime import date

import pytest
from django.urls import reverse

from registration.enums import FilingState, Kind, RegistrationState
from registration.models import Announcement, Producer, Registration
from registration.services import decisions, officers
from tests.factories import (
    FilingFactory,
    ProducerFactory,
    RegistrationFactory,
    moment,
    set_filing_state,
)
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
Q2 = "2561-2"
PAGE = f"/certification/31/{Q2}/"
CERTIFY, ANNOUNCE = f"{PAGE}certify/", f"{PAGE}announce/"
PAPER = {
    "number": "12/2561", "dated_on": "19/3/2561", "signatory": "นายลงนาม ทดสอบ",
    "signatory_position": "ผู้ว่าราชการจังหวัด", "without_reason": "กระสังไม่ส่งแฟ้ม",
}  # fmt: skip


@pytest.fixture
def queue(plan, at, own_district):
    """Three submitted registrations of a handed-over filing, on the first day of the window."""
    rows = RegistrationFactory.create_batch(
        3, state=RegistrationState.SUBMITTED, entered_by=own_district.officer
    )
    set_filing_state(rows[-1].filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    return rows


def certify(persona, rows):
    return persona.client.post(CERTIFY, {"registration": [row.pk for row in rows]})


def states(rows):
    return set(
        Registration.objects.filter(pk__in=[r.pk for r in rows]).values_list("state", flat=True)
    )


def test_the_queue_holds_what_was_handed_over(own_province, queue):
    waiting = RegistrationFactory(district="3103", state=RegistrationState.SUBMITTED)
    page = own_province.client.get(PAGE)
    assert [row.pk for row in page.context["page"].rows] == [row.pk for row in queue]
    assert waiting.name not in page.text
    assert "x-xxxx" not in page.text
    assert all(row.citizen_id not in page.text for row in queue)


def test_filters(own_province, queue):
    assert len(own_province.client.get(f"{PAGE}?district=3104&kind=NEW").context["page"].rows) == 3
    assert own_province.client.get(f"{PAGE}?kind=CANCEL").context["page"].rows == []
    assert own_province.client.get(f"{PAGE}?district=3103").context["page"].rows == []


def test_many_at_once(own_province, queue):
    assert certify(own_province, queue[:2]).headers["Location"] == PAGE
    assert states(queue[:2]) == {RegistrationState.CERTIFIED}
    assert states(queue[2:]) == {RegistrationState.SUBMITTED}
    assert "รับรองแล้ว 2 รายการ" in own_province.client.get(PAGE).text


def test_all_or_nothing_and_the_row_is_named(own_province, queue):
    decisions.reject(
        by=own_province.by, on=moment(Q2, "CERTIFICATION"), registration=queue[1].pk, reason="ซ้ำ"
    )
    before = contents()
    response = certify(own_province, queue)
    assert response.status_code == 409
    assert queue[1].reference in response.text
    assert contents() == before


def test_four_eyes(own_district, department, own_province, queue):
    """Who entered a registration and moved to the province does not certify it."""
    officers.move(
        by=department.by, on=moment(Q2, "CERTIFICATION"), officer=own_district.id, role="PROVINCE",
        province="31",
    )  # fmt: skip
    before = contents()
    response = certify(own_district, queue)
    assert response.status_code == 409
    assert "ท่านเป็นผู้แก้ไขรายการนี้เอง" in response.text
    assert contents() == before
    assert certify(own_province, queue).status_code == 302


def test_nothing_ticked_and_nonsense(own_province, queue):
    before = contents()
    assert "ยังไม่ได้เลือกรายการ" in own_province.client.post(CERTIFY, {}, follow=True).text
    assert own_province.client.post(CERTIFY, {"registration": "1 OR 1"}).status_code == 404
    foreign = RegistrationFactory(district="3201", state=RegistrationState.SUBMITTED)
    before = contents()
    assert certify(own_province, [*queue, foreign]).status_code == 404
    assert contents() == before


BOUNDARIES = [("before", 409), ("opens", 302), ("last", 302), ("closes", 409)]


@pytest.mark.parametrize(("where", "status"), BOUNDARIES)
def test_certifying_at_each_boundary(own_province, queue, at, where, status):
    at(moment(Q2, "CERTIFICATION", where))
    before = contents()
    response = certify(own_province, queue)
    assert response.status_code == status
    if status == 409:
        assert "ช่วงเวลา “จังหวัดตรวจสอบรับรอง”" in response.text
        assert contents() == before
        page = own_province.client.get(PAGE)
        assert 'name="registration"' not in page.text
        assert not page.context["standing"].open


@pytest.mark.parametrize(("where", "status"), BOUNDARIES)
def test_announcing_at_each_boundary(own_province, own_district, plan, at, where, status):
    set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION", where))
    before = contents()
    dated = "19/3/2561" if where != "before" else "18/3/2561"
    response = own_province.client.post(ANNOUNCE, PAPER | {"dated_on": dated})
    assert response.status_code == status
    if status == 409:
        assert contents() == before
    else:
        assert Announcement.objects.get().number == PAPER["number"]


def test_announcing_writes_register_and_snapshot(own_province, own_district, queue):
    known = ProducerFactory()
    RegistrationFactory(
        kind=Kind.CANCEL, producer=known, state=RegistrationState.SUBMITTED, cancel_reason="CEASED",
        entered_by=own_district.officer,
    )  # fmt: skip
    certify(own_province, [*Registration.objects.all()])
    page = own_province.client.get(ANNOUNCE)
    assert (page.context["n_new"], page.context["n_update"], page.context["n_cancel"]) == (3, 0, 1)
    assert [row.district_id for row in page.context["left_out"]] == ["3103"]
    assert own_province.client.post(ANNOUNCE, PAPER).headers["Location"] == PAGE
    assert Producer.objects.filter(state="ACTIVE").count() == 3
    after = own_province.client.get(PAGE)
    assert PAPER["number"] in after.text
    assert after.context["snapshot"].sha256 in after.text
    assert "?area=31" in after.text
    again = own_province.client.post(ANNOUNCE, PAPER)
    assert again.status_code == 409


def test_offices_left_out_need_a_reason(own_province, own_district, plan, at):
    set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    before = contents()
    assert "กระสัง" in own_province.client.get(ANNOUNCE).text
    response = own_province.client.post(ANNOUNCE, PAPER | {"without_reason": " "})
    assert response.status_code == 422
    assert "เหตุผลที่ดำเนินการโดยไม่รอ" in response.text
    assert contents() == before


def test_nobody_left_out_is_asked_for_no_reason(own_province, own_district, plan, at):
    for district in ("3103", "3104"):
        filing = FilingFactory(district_id=district)
        set_filing_state(filing, FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    assert "without_reason" not in own_province.client.get(ANNOUNCE).text
    own_province.client.post(ANNOUNCE, PAPER)
    assert Announcement.objects.get().without_reason == ""


def test_undecided_rows_hold_the_announcement_back(own_province, queue):
    before = contents()
    assert "ยังมีรายการที่จังหวัดไม่ได้พิจารณา 3" in own_province.client.get(ANNOUNCE).text
    response = own_province.client.post(ANNOUNCE, PAPER)
    assert response.status_code == 409
    assert contents() == before


def test_a_paper_of_tomorrow_is_not_signed(own_province, own_district, plan, at):
    set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    response = own_province.client.post(ANNOUNCE, PAPER | {"dated_on": "20/3/2561"})
    assert response.status_code == 422
    assert "ต้องไม่เกินวันนี้" in response.text


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("own_district", 403, 403),
        ("reader", 403, 403),
        ("other_province", 404, 404),
        ("department", 200, 403),
    ],
)
def test_who_may_stand_here(who, reads, writes, request, queue):
    client = request.getfixturevalue(who).client
    before = contents()
    assert client.get(PAGE).status_code == reads
    assert client.get(ANNOUNCE).status_code == writes
    assert client.post(ANNOUNCE, PAPER).status_code == writes
    assert client.post(CERTIFY, {"registration": [queue[0].pk]}).status_code == writes
    assert contents() == before


def test_no_such_quarter(own_province, plan):
    assert own_province.client.get("/certification/31/2570-1/").status_code == 404
    assert own_province.client.get("/certification/99/2561-2/").status_code == 404


def test_a_name_is_never_markup(own_province, own_district, queue):
    Registration.objects.filter(pk=queue[0].pk).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in own_province.client.get(PAGE).text


def test_it_is_cheap(own_province, own_district, queue):
    few = {url: queries_of(own_province.client, url) for url in (PAGE, ANNOUNCE)}
    RegistrationFactory.create_batch(
        12, state=RegistrationState.SUBMITTED,
        entered_by=own_district.officer,
    )  # fmt: skip
    for url, n in few.items():
        assert queries_of(own_province.client, url) == n <= 12, url


def test_dates_of_the_paper_are_kept(own_province, own_district, plan, at):
    set_filing_state(FilingFactory(), FilingState.HANDED_OVER, by=own_district.officer)
    at(moment(Q2, "CERTIFICATION"))
    own_province.client.post(ANNOUNCE, PAPER | {"dated_on": "๑๙ มีนาคม ๒๕๖๑"})
    assert Announcement.objects.get().dated_on == date(2018, 3, 19)
    assert reverse("certification", args=("31", Q2)) == PAGE
