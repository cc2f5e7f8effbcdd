"""Old lists on the pages: brought in, mapped, explained, taken, thrown away; by whom, and what of
it each office sees.
"""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from registration.enums import Step
from registration.models import OldList, Registration, StagedImport
from registration.services import old_lists as deeds
from tests import factories, old_lists, workbooks
from tests.factories import QUARTER, moment
from tests.old_lists import NANG_RONG, UNKNOWN
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
ON, LATE = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.ENTRY, "closes")
LISTS, WORKBOOKS = "/old-lists/", f"/filings/3104/{QUARTER}/workbooks/"
TITLE = ("บัญชีรายชื่อผู้ผลิต OTOP ปี 2559",)
NEIGHBOUR = ("กระสัง", "กระสัง")  # 3103


@pytest.fixture
def clerk(plan, own_district, at):
    at(ON)
    return own_district


@pytest.fixture
def staff(plan, own_province, at):
    at(ON)
    return own_province


def send(persona, rows, **laid):
    file = SimpleUploadedFile("เดิม.xlsx", old_lists.file(rows, **laid))
    return persona.client.post(LISTS, {"file": file})


def mapped(page: str, persona, **changes):
    """Save the mapping page as it is proposed, with ``changes``."""
    response = persona.client.get(page)
    form = response.context["form"]
    data = {
        name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()
    }
    laid = response.context["laid"]
    return persona.client.post(page, {"sheet": laid.sheet, "head": laid.head, **data, **changes})


def bring(persona, rows):
    """Send a list and save what the program proposes; returns the address of its page."""
    return mapped(send(persona, rows).url, persona).url


def take(persona, page: str, **follow):
    pk = page.rstrip("/").split("/")[-1]
    url = f"/filings/{persona.by.district}/{QUARTER}/old-lists/{pk}/take/"
    return persona.client.post(url, **follow)


def test_a_province_brings_its_past_in_and_each_district_takes_its_own(staff, personas):
    clerk, neighbour = personas["own_district"], personas["other_district"]
    rows = [
        old_lists.row(1), old_lists.row(2, NEIGHBOUR),
        old_lists.row(3, ประเภทผลิตภัณฑ์=UNKNOWN), old_lists.row(4, ("", "")), old_lists.TOTAL,
    ]  # fmt: skip
    columns = send(staff, rows, above=[TITLE, ()]).url
    page = staff.client.get(columns).text
    assert "แถวหัวตาราง" in page
    assert "ระบบเดา" in page
    assert factories.citizen_id(6_000_001) not in page
    assert "x-xxxx-xxxxx-xx-x" in page

    words = mapped(columns, staff).url
    asked = staff.client.get(words)
    assert UNKNOWN in asked.text
    assert not OldList.objects.get().mapped_at
    assert "รายการเดิมที่จังหวัดนำมา" not in clerk.client.get(WORKBOOKS).text
    field = next(iter(asked.context["form"].fields))
    home = staff.client.post(words, {field: "HOUSEWARE"}).url
    told = staff.client.get(home).text
    assert "ไม่รู้อำเภอหรืออยู่นอกจังหวัด" in told
    assert "รวม 2 ราย" in told
    assert told.count("ยังไม่นำเข้า") == 2

    offer = clerk.client.get(WORKBOOKS).text
    assert "รายการเดิมที่จังหวัดนำมา" in offer
    assert "2 ราย" in offer
    own = clerk.client.get(home).text
    assert "กลุ่มทอผ้าบ้านที่ 3" in own
    for foreign in ("กลุ่มทอผ้าบ้านที่ 2", "กลุ่มทอผ้าบ้านที่ 4", "รวม 2 ราย", "ทิ้งรายชื่อเดิมนี้"):
        assert foreign not in own
    assert "กลุ่มทอผ้าบ้านที่ 2" in neighbour.client.get(home).text
    assert personas["foreign_district"].client.get(home).status_code == 404

    checked = take(clerk, home, follow=True)
    assert "บันทึกทั้งหมด 2 ราย" in checked.text
    assert "ดาวน์โหลดไฟล์ที่ชี้จุดแก้ไข" not in checked.text
    staged = StagedImport.objects.get()
    clerk.client.post(f"/imports/{staged.pk}/commit/", {"which": "all"})
    made = {each.name: each for each in Registration.objects.all()}
    assert set(made) == {"กลุ่มทอผ้าบ้านที่ 1", "กลุ่มทอผ้าบ้านที่ 3"}
    third = made["กลุ่มทอผ้าบ้านที่ 3"]
    assert (third.person_first_name, third.site_subdistrict_id) == ("สมศรี3", "310401")
    assert third.products.get().product_type == "HOUSEWARE"
    after = staff.client.get(home)
    taken = {each["district"].code: each["n_done"] for each in after.context["districts"]}
    assert taken == {"3103": 0, "3104": 2}

    take(clerk, home)
    again = StagedImport.objects.latest("pk")
    assert set(again.rows.values_list("verdict", flat=True)) == {"SAME"}


def test_a_district_brings_its_own_and_gets_it_back_marked(clerk):
    page = bring(clerk, [old_lists.row(1, โทรศัพท์="12"), old_lists.row(2)])
    staged = take(clerk, page).url
    assert "โทรศัพท์" in clerk.client.get(staged).text

    marked = load_workbook(BytesIO(clerk.client.post(f"{staged}marked/").content))

    sheet = marked["ทะเบียน"]
    assert sheet.cell(2, old_lists.HEADS.index("โทรศัพท์") + 1).comment
    clerk.client.post(f"{staged}commit/", {"which": "valid"})
    assert Registration.objects.get().name == "กลุ่มทอผ้าบ้านที่ 2"
    assert f'href="{LISTS}">ส่งไฟล์ใหม่' in clerk.client.get(staged).text


def test_the_next_list_with_these_headers_is_mapped_already(clerk, other_district):
    columns = send(clerk, [old_lists.row(1, ประเภทผลิตภัณฑ์=UNKNOWN)]).url
    words = mapped(columns, clerk, **{"column-7": "phone"}).url
    field = next(iter(clerk.client.get(words).context["form"].fields))
    clerk.client.post(words, {field: "TEXTILE"})

    columns = send(clerk, [old_lists.row(2, ประเภทผลิตภัณฑ์=UNKNOWN)]).url

    assert "ชื่อกลุ่ม · ประธานกลุ่ม" in clerk.client.get(LISTS).text
    page = clerk.client.get(columns)
    assert "หัวตารางเหมือนไฟล์ที่จับคู่ไว้" in page.text
    assert page.context["form"].initial["column-7"] == "phone"
    assert mapped(columns, clerk).url == columns.removesuffix("columns/")  # the word is known
    elsewhere = send(other_district, [old_lists.row(3, NEIGHBOUR)]).url
    assert "หัวตารางเหมือนไฟล์ที่จับคู่ไว้" not in other_district.client.get(elsewhere).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"column-2": "name"}, "ซ้ำกับคอลัมน์ B"),
        ({"column-1": "", "column-2": ""}, "ชื่อผู้ผลิตหรือชื่อบุคคล"),
        ({"column-4": ""}, "เลือกค่าเดียวที่ใช้กับทุกแถว"),
        ({"column-9": ""}, "เลือกค่าเดียวที่ใช้กับทุกแถว"),
        ({"column-5": "", "column-6": ""}, "อ่านอำเภอของท่านไม่ได้สักแถว"),
    ],
)
def test_what_the_mapping_lacks_is_said(staff, changes, sentence):
    columns = send(staff, [old_lists.row(1)]).url
    before = contents()

    answer = mapped(columns, staff, **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert contents() == before


def test_what_no_column_says_is_said_once(staff):
    columns = send(staff, [old_lists.row(1, ("", ""), ประเภทผู้ผลิต="")]).url
    same = {"fixed-district_code": "3104", "fixed-producer_type": "SOLE"}

    page = mapped(columns, staff, **{"column-4": "", "column-6": "", **same}).url

    assert staff.client.get(page).context["found"].first[0].kind.startswith("ผู้ผลิตชุมชนที่เป็น")
    assert OldList.objects.get().counts["districts"]["3104"]["producers"] == 1


def test_another_row_or_sheet_is_drawn_for_the_asking(clerk):
    columns = send(clerk, [old_lists.row(1)], above=[TITLE]).url

    assert "บัญชีรายชื่อผู้ผลิต" not in clerk.client.get(columns).text
    first = clerk.client.get(f"{columns}?sheet=0&was=0&head=1")
    assert "บัญชีรายชื่อผู้ผลิต" in first.text
    assert "ให้ใส่เลขแถวที่เป็นหัวตาราง" in clerk.client.get(f"{columns}?sheet=0&was=0&head=99").text
    assert "ให้เลือกแผ่นใหม่" in clerk.client.get(f"{columns}?sheet=7&was=0").text
    assert clerk.client.get(f"{columns}?sheet=x&head=-1").status_code == 200
    assert clerk.client.post(columns, {"sheet": "7", "head": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ว่างเปล่า"),
        ("ก,ข\n".encode(), "ไม่พบตารางรายชื่อ"),
        (b"<html>", "ไฟล์"),
    ],
)
def test_what_is_no_list_is_refused_beside_the_field(clerk, content, sentence):
    answer = clerk.client.post(LISTS, {"file": SimpleUploadedFile("a.csv", content)})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not OldList.objects.exists()
    assert clerk.client.post(LISTS).status_code == 422


def test_a_workbook_of_the_filing_is_sent_to_its_own_page(clerk):
    out = clerk.client.post(f"{WORKBOOKS}download/").content
    answer = clerk.client.post(LISTS, {"file": SimpleUploadedFile("a.xlsx", out)})
    assert (answer.status_code, "ทำงานด้วยไฟล์ Excel" in answer.text) == (422, True)


def test_too_many_lists_are_told(clerk, monkeypatch):
    monkeypatch.setattr(deeds, "MOST_OPEN", 0)
    answer = send(clerk, [old_lists.row(1)])
    assert answer.status_code == 409
    assert "ให้ทิ้งไฟล์ที่ไม่ใช้แล้วก่อน" in answer.text


def test_outside_the_window_a_list_is_mapped_and_not_taken(clerk, at):
    at(LATE)
    clerk.client.force_login(clerk.officer)
    page = bring(clerk, [old_lists.row(1)])

    assert "เข้ามาตรวจ</span>" not in clerk.client.get(page).text
    before = contents()["StagedImport"]
    assert take(clerk, page).status_code == 409
    assert contents()["StagedImport"] == before


def test_a_list_that_is_thrown_away_is_gone_from_every_page(staff, personas):
    clerk = personas["own_district"]
    page = bring(staff, [old_lists.row(1)])
    staged = take(clerk, page).url
    assert clerk.client.post(f"{page}discard/").status_code == 404

    assert staff.client.post(f"{page}discard/").url == LISTS

    for address in (page, f"{page}columns/", f"{page}words/"):
        assert staff.client.get(address).status_code == 409
    assert clerk.client.get(page).status_code == 404
    assert "รายการเดิมที่จังหวัดนำมา" not in clerk.client.get(WORKBOOKS).text
    again = clerk.client.post(f"{staged}again/")
    assert again.status_code == 409
    assert "รายชื่อเดิม" in again.text
    clerk.client.post(f"{staged}commit/", {"which": "all"})
    assert Registration.objects.count() == 1


def test_rows_are_checked_afresh_by_the_mapping_of_now(clerk):
    page = bring(clerk, [old_lists.row(1)])
    staged = take(clerk, page).url
    mapped(f"{page}columns/", clerk, **{"column-9": "", "fixed-product.product_type": "FOOD"})

    assert clerk.client.post(f"{staged}again/").status_code == 302

    clerk.client.post(f"{staged}commit/", {"which": "all"})
    assert Registration.objects.get().products.get().product_type == "FOOD"


def test_a_registered_producer_is_left_and_named(clerk):
    known = factories.ProducerFactory(citizen_id=factories.citizen_id(6_000_001))
    gone = factories.ProducerFactory(
        name="กลุ่มทอผ้าบ้านที่ 2", person_first_name="สมศรี2", person_last_name="ใจดี",
        state="CANCELLED",
    )  # fmt: skip
    factories.ProducerFactory(district_id="3103", citizen_id=factories.citizen_id(6_000_003))
    page = bring(clerk, [old_lists.row(n) for n in (1, 2, 3)])

    staged = take(clerk, page).url

    told = clerk.client.get(f"{staged}?show=warnings").text
    assert f"อยู่ในทะเบียนแล้ว เลขทะเบียน {known.number}" in told
    assert f"ยกเลิกแล้ว เลขทะเบียน {gone.number}" in told
    verdicts = StagedImport.objects.get().rows.values_list("verdict", flat=True)
    assert list(verdicts) == ["LEFT", "LEFT", "NEW"]


def test_in_a_workbook_the_same_person_is_still_new(clerk, monkeypatch):
    """There somebody typed it as new now; likely duplicates are asked about on their own page."""
    book = workbooks.download(clerk.by, ON)
    book.add()
    factories.ProducerFactory(citizen_id=book.rows[workbooks.P][0]["citizen_id"])

    staged = workbooks.receive(monkeypatch, clerk.by, ON, book)

    assert [each.verdict for each in staged.rows.all()] == ["NEW"]


def test_what_is_in_the_filing_is_not_entered_twice(clerk):
    """The same person and business, however the list came by its rows."""
    own = factories.producer_values(
        name="กลุ่มทอผ้าบ้านที่ 1", citizen_id=factories.citizen_id(6_000_001)
    )
    factories.RegistrationFactory(entered_by=clerk.officer, **own)
    page = bring(clerk, [old_lists.row(1)])

    take(clerk, page)

    assert StagedImport.objects.get().rows.get().verdict in ("SAME", "CONFLICT")


def test_pages_are_empty_without_lists(clerk):
    page = clerk.client.get(LISTS).text
    assert "ยังไม่มีรายชื่อเดิม" in page
    assert NANG_RONG[0] in page
    assert clerk.client.get(f"{LISTS}?quarter=9999-9").status_code == 404
