"""Requests for more time in the browser: asked from the banner, endorsed, granted."""

import re
from datetime import date

import pytest
from django.urls import reverse

from registration.models import Extension, ExtensionRequest, FiscalQuarter
from tests import more_time
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.registration.views.asking import queries_of

pytestmark = pytest.mark.django_db
DESK, ASK = "/extensions/requests/", "/extensions/requests/new/"
ASKED = {"quarter": QUARTER, "step": "ENTRY", "until_on": "21/3/2561", "reason": "น้ำท่วม"}
ORDER = {"order_number": "มท 0409/9", "until_on": "", "reason": "อนุมัติตามที่ขอ"}


@pytest.fixture
def late(plan, at):
    return at(more_time.LATE)


def deed(row, name):
    return reverse(f"extension-request-{name}", args=(row.pk,))


def test_the_whole_way(own_district, own_province, department, late):
    banner = own_district.client.get("/").text
    link = re.search(r'href="(/extensions/requests/new/[^"]*)"', banner)[1].replace("&amp;", "&")
    page = own_district.client.get(link)
    assert page.context["form"]["quarter"].value() == QUARTER
    assert "พ้นช่วงเวลา" in page.text
    asked = own_district.client.post(ASK, ASKED, follow=True)
    row = ExtensionRequest.objects.get()
    assert asked.redirect_chain[-1][0] == reverse("extension-request", args=(row.pk,))
    assert "รอจังหวัดเห็นชอบ" in asked.text

    assert "คำขอขยายเวลาที่รอท่านพิจารณา 1 คำขอ" in own_province.client.get("/").text
    assert "คำขอขยายเวลาที่รอ" not in department.client.get("/").text
    assert own_province.client.post(deed(row, "endorse"), {"reason": ""}).status_code == 302

    assert "คำขอขยายเวลาที่รอท่านพิจารณา 1 คำขอ" in department.client.get("/").text
    data = ORDER | {"until_on": "20/3/2561"}
    granted = department.client.post(deed(row, "grant"), data, follow=True)
    assert "20 มีนาคม 2561" in granted.text
    assert own_district.client.get("/").context["standing"].open
    extension = Extension.objects.get()
    assert extension.until_on == date(2018, 3, 20)
    page = own_district.client.get(reverse("extension", args=(extension.pk,)))
    assert page.context["request_row"] == row


def test_what_is_done_under_an_extension_is_listed_with_it(
    own_district, other_district, own_province, department, late
):
    extension = more_time.extend(department, scope="PROVINCE", province="31")
    for who in (own_district, other_district):
        handed = reverse("filing-hand-over", args=(who.by.district, QUARTER))
        assert who.client.post(handed, {"nil": "on"}).status_code == 302
    address = reverse("extension", args=(extension.pk,))

    def offices(who):
        return {row["entry"].district_code for row in who.client.get(address).context["rows"]}

    assert offices(own_district) == {"3104"}
    assert offices(other_district) == {"3103"}
    assert offices(own_province) == offices(department) == {"3103", "3104"}
    page = department.client.get(address)
    assert "ส่งแฟ้มให้จังหวัด" in page.text
    assert reverse("extension-revoke", args=(extension.pk,)) in page.text
    assert (
        reverse("extension-revoke", args=(extension.pk,))
        not in own_province.client.get(address).text
    )


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"reason": ""}, 422, "เหตุผลที่ขอ"),
        ({"until_on": "18/3/2561"}, 422, "วันที่ผ่านมาแล้ว"),
        ({"until_on": "วันศุกร์"}, 422, "อ่านวันที่ไม่ได้"),
        ({"step": "CERTIFICATION"}, 422, "ขั้นตอน"),
        ({"quarter": "2561-3"}, 409, "ยังขอขยายเวลาไม่ได้"),
    ],
)
def test_what_cannot_be_asked_keeps_what_was_typed(own_district, late, change, status, sentence):
    before = contents()
    data = {**ASKED, "reason": "ไฟฟ้าดับสามวัน", **change}

    response = own_district.client.post(ASK, data)

    assert response.status_code == status
    assert sentence in response.text
    assert data["reason"] in response.text
    assert contents() == before


def test_asked_twice_is_refused_on_the_form(own_district, late):
    own_district.client.post(ASK, ASKED)
    again = own_district.client.post(ASK, {**ASKED, "reason": "ขออีกครั้ง"})
    assert again.status_code == 409
    assert "จึงขอซ้ำไม่ได้" in again.text
    assert "ขออีกครั้ง" in again.text


def test_a_province_asks_for_itself_or_one_district(own_province, plan, at):
    at(moment(QUARTER, "CERTIFICATION", "closes"))
    own = {**ASKED, "step": "CERTIFICATION", "area": "all", "until_on": "28/3/2561"}
    assert own_province.client.post(ASK, {**own, "area": "3104"}).status_code == 422
    assert own_province.client.post(ASK, {**own, "area": "3201"}).status_code == 422
    assert own_province.client.post(ASK, own).status_code == 302
    one = {**own, "step": "ENTRY", "area": "3104"}
    assert own_province.client.post(ASK, one).status_code == 302
    rows = ExtensionRequest.objects.order_by("pk")
    assert [(row.area_code, row.state) for row in rows] == [
        ("31", "ENDORSED"), ("3104", "ENDORSED"),
    ]  # fmt: skip


def test_the_desk_shows_whose_turn_it_is_and_how_long_they_wait(own_province, department, plan, at):
    early = at(moment(QUARTER, "ENTRY", "opens"))  # a Wednesday
    asked = more_time.request("ASKED", on=early)
    endorsed = more_time.request("ENDORSED", on=early, district_id="3103")
    at(early.replace(day=10))  # a week later: five working days

    of_province = own_province.client.get(DESK).context
    of_department = department.client.get(DESK)

    turns = [(each["row"], each["is_turn"], each["waited"]) for each in of_province["live"]]
    assert turns == [(asked, True, 5), (endorsed, False, 5)]
    assert of_department.context["pace"]["department"] == {
        "n": 1, "hint": "นานที่สุด 5 วันทำการ",
    }  # fmt: skip
    boxes = re.findall(r'name="request"\s+value="(\d+)"', of_department.text)
    assert boxes == [str(endorsed.pk)]


def test_many_are_granted_with_one_order_number(department, own_province, late):
    rows = [more_time.request("ENDORSED", district_id=code) for code in ("3103", "3104")]
    grant = reverse("extension-requests-grant")
    keys = [row.pk for row in rows]
    before = contents()
    missing = department.client.post(grant, {"request": keys, **ORDER, "order_number": ""})
    assert missing.status_code == 422
    assert missing.text.count("checked") >= 2
    assert department.client.post(grant, ORDER).status_code == 409
    assert own_province.client.post(grant, {"request": keys, **ORDER}).status_code == 403
    assert contents() == before
    assert department.client.post(grant, {"request": keys, **ORDER}).status_code == 302
    assert set(Extension.objects.values_list("order_number", flat=True)) == {"มท 0409/9"}
    assert Extension.objects.count() == 2


def test_a_decision_that_comes_too_late_keeps_its_words(department, late):
    row = more_time.request("ENDORSED")
    ExtensionRequest.objects.filter(pk=row.pk).update(
        state="WITHDRAWN", withdrawn_at=late, withdrawn_by=row.asked_by, withdrawn_reason="ทัน"
    )
    data = ORDER | {"until_on": "21/3/2561", "reason": "อนุมัติเป็นกรณีพิเศษ"}
    response = department.client.post(deed(row, "grant"), data)
    assert response.status_code == 409
    assert "สถานะปัจจุบันคือ" in response.text
    row = more_time.request("ENDORSED")
    wrong = department.client.post(deed(row, "grant"), data | {"until_on": "18/3/2561"})
    assert wrong.status_code == 422
    assert "อนุมัติเป็นกรณีพิเศษ" in wrong.text


def test_a_closed_quarter_says_so(own_district, department, late):
    row = more_time.request("ENDORSED")
    FiscalQuarter.objects.filter(pk=QUARTER).update(
        state="CLOSED", closed_at=late, closed_by=department.officer
    )
    assert "ปิดไตรมาสก่อนพิจารณา" in own_district.client.get(DESK).text
    page = department.client.get(reverse("extension-request", args=(row.pk,))).text
    assert "ไตรมาสนี้ปิดแล้ว" in page
    filing = own_district.client.get(f"/filings/3104/{QUARTER}/")
    assert ASK not in filing.text


@pytest.mark.parametrize("where", ["before", "opens", "last", "closes"])
def test_the_banner_asks_when_the_window_ends_and_after(own_district, reader, plan, at, where):
    at(moment(QUARTER, "ENTRY", where))
    assert (ASK in own_district.client.get("/").text) == (where in ("last", "closes"))
    assert ASK not in reader.client.get("/").text


def test_the_banner_of_a_province_asks_for_its_own_step(own_province, own_district, plan, at):
    at(moment(QUARTER, "CERTIFICATION", "closes"))
    assert "step=CERTIFICATION" in own_province.client.get("/").text
    assert "step=CERTIFICATION" not in own_district.client.get("/").text


def test_desk_and_pages_are_cheap(department, own_district, late):
    rows = [more_time.request("ENDORSED", district_id=code) for code in ("3201", "3103")]
    few = queries_of(department.client, DESK)
    more_time.request("ENDORSED")
    for _n in range(3):
        more_time.request("WITHDRAWN")
    assert queries_of(department.client, DESK) == few <= 12
    assert queries_of(department.client, reverse("extension-request", args=(rows[0].pk,))) <= 12
    assert queries_of(own_district.client, ASK) <= 12


def test_the_form_says_at_once_that_asking_is_in_vain(own_district, late):
    page = own_district.client.get(f"{ASK}?quarter=2561-3&step=ENTRY")
    assert page.context["refusal"].rule == "too_early"
    assert "ยังไม่เปิด" in page.text
    assert own_district.client.get(f"{ASK}?quarter={QUARTER}").context["refusal"] is None


@pytest.mark.parametrize("query", ["quarter=x&step=y", "quarter=2561-2&step=CLOSING", ""])
def test_an_address_that_somebody_typed(own_district, own_province, late, query):
    assert own_district.client.get(f"{ASK}?{query}").status_code == 200
    assert own_province.client.get(f"{ASK}?{query}").status_code == 200


def test_the_journal_leads_to_the_extension(own_district, department, late):
    extension = more_time.extend(department)
    handed = reverse("filing-hand-over", args=("3104", QUARTER))
    own_district.client.post(handed, {"nil": "on"})
    address = reverse("extension", args=(extension.pk,))
    assert f'href="{address}"' in own_district.client.get("/journal/").text


def test_the_ready_reason_is_thai_whatever_the_officer_reads(department, late):
    row = more_time.request("ENDORSED")
    department.client.cookies["django_language"] = "en"
    for address in (DESK, reverse("extension-request", args=(row.pk,))):
        assert "อนุมัติตามที่ขอ" in department.client.get(address).text


def test_granting_many_that_are_gone_meanwhile_keeps_the_words(department, late):
    row = more_time.request("WITHDRAWN")
    data = {"request": [row.pk], **ORDER, "reason": "อนุมัติเป็นกรณีพิเศษ"}
    response = department.client.post(reverse("extension-requests-grant"), data)
    assert response.status_code == 409
    assert "อนุมัติไม่ได้ทั้งชุด" in response.text
    assert "อนุมัติเป็นกรณีพิเศษ" in response.text
