"""The workbook's pages: out, in, looked at, committed; and the file that comes back marked."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from registration.enums import Step
from registration.imports.registrations import staging
from registration.models import JournalEntry, Registration, StagedImport
from registration.sheets import columns, process
from tests import factories, workbooks
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.workbooks import P

pytestmark = pytest.mark.django_db
ON, LATE = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.ENTRY, "closes")
PAGE = f"/filings/3104/{QUARTER}/workbooks/"


@pytest.fixture
def clerk(plan, own_district, at):
    at(ON)
    return own_district


@pytest.fixture
def hand_in(clerk, monkeypatch):
    """Send a workbook that stands for a file; returns the answer."""

    def sent(workbook, name="แฟ้ม.xlsx"):
        monkeypatch.setattr(staging.reading, "read", lambda *_: workbook.book())
        return clerk.client.post(PAGE, {"file": SimpleUploadedFile(name, b"file")})

    return sent


def downloaded(response) -> bytes:
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return response.content


def test_the_whole_way_with_a_real_file(clerk):
    """Out, filled in wrongly, in, marked, mended, in again, committed; once more: nothing."""
    stored = factories.RegistrationFactory(entered_by=clerk.officer)
    client = clerk.client
    book = load_workbook(BytesIO(downloaded(client.post(f"{PAGE}download/"))))
    assert stored.citizen_id not in str([[c.value for c in row] for row in book[P]])
    headers = [str(cell.value) for cell in book[P][1]]
    own = columns.of(P, columns.lists_of("3104"))
    year = columns.find(headers, own)["founded_year"] + 1
    book[P].cell(2, year).value = "2017"

    def send(book):
        file = BytesIO()
        book.save(file)
        return client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", file.getvalue())}).url

    wrong = send(book)
    assert "คือ 2560" in client.get(wrong).text
    marked = load_workbook(BytesIO(downloaded(client.post(f"{wrong}marked/"))))
    assert marked.sheetnames[0] == "สรุปข้อผิดพลาด"
    assert "2560" in marked[P].cell(2, year).comment.text
    marked[P].cell(2, year).value = "๒๕๔๐"
    mended = send(marked)
    client.post(f"{mended}commit/", {"which": "all"})

    stored.refresh_from_db()
    assert (stored.founded_year, stored.version) == (2540, 2)
    again = send(marked)
    assert "ไม่มีอะไรต้องบันทึก" in client.get(again).text
    actions = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"workbook.export", "import.receive", "import.mark", "import.commit"} <= actions


def test_the_preview_says_everything_before_anything_is_written(clerk, hand_in):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(clerk.by, ON)
    workbook.rows[P][0]["name"] = "ร้านใหม่"
    workbook.add(1, products=1)
    workbook.add(2, mobile="12")
    before = contents()["Registration"]
    url = hand_in(workbook).url

    page = clerk.client.get(url).text
    assert "บันทึกเฉพาะที่ถูกต้อง 2 ราย เว้น 1 แถว" in page
    assert "โทรศัพท์มือถือ" in page
    assert workbook.rows[P][1]["citizen_id"] not in page
    changed = clerk.client.get(f"{url}?show=CHANGED").text
    assert stored.name in changed
    assert "ร้านใหม่" in changed
    assert contents()["Registration"] == before

    refused = clerk.client.post(f"{url}commit/", {"which": "all"})
    assert refused.status_code == 409
    assert clerk.client.post(f"{url}commit/").status_code == 404
    clerk.client.post(f"{url}commit/", {"which": "valid"})
    assert Registration.objects.count() == 2
    assert "เว้นไว้ 1 แถว" in clerk.client.get(url).text


def test_a_conflict_shows_both_sides(clerk, hand_in):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(clerk.by, ON)
    workbook.rows[P][0]["name"] = "จากไฟล์"
    Registration.objects.filter(pk=stored.pk).update(name="จากหน้าเว็บ", version=2)
    page = clerk.client.get(hand_in(workbook).url).text

    assert "จากหน้าเว็บ" in page
    assert "จากไฟล์" in page
    assert "บันทึกทั้งหมด" not in page


def test_long_files_are_checked_part_by_part(clerk, hand_in, monkeypatch):
    monkeypatch.setattr(staging, "PART", 2)
    workbook = workbooks.download(clerk.by, ON)
    for n in range(1, 6):
        workbook.add(n)
    goes_on = hand_in(workbook).url
    url = goes_on.removesuffix("?go=on")

    page = clerk.client.get(goes_on).text
    assert "ตรวจแล้ว 2 จาก 5 แถว" in page
    assert "data-continue" in page
    assert "data-continue" not in clerk.client.get(url).text  # who comes back presses the button
    assert clerk.client.post(f"{url}check/").url == goes_on
    assert clerk.client.post(f"{url}check/").url == url
    assert "บันทึกทั้งหมด 5 ราย" in clerk.client.get(url).text


def test_a_check_that_brings_nothing_does_not_go_on(clerk, hand_in, monkeypatch):
    monkeypatch.setattr(staging, "PART", 1)
    workbook = workbooks.download(clerk.by, ON)
    for n in range(1, 4):
        workbook.add(n)
    url = hand_in(workbook).url.removesuffix("?go=on")
    monkeypatch.setattr(staging, "PART", 0)

    assert clerk.client.post(f"{url}check/").url == url


def test_what_was_received_in_time_is_committed_later(clerk, hand_in, at):
    workbook = workbooks.download(clerk.by, ON)
    workbook.add()
    url = hand_in(workbook).url
    at(LATE)
    clerk.client.force_login(clerk.officer)

    assert "รับไฟล์เมื่อ" in clerk.client.get(url).text
    assert clerk.client.post(f"{url}commit/", {"which": "all"}).status_code == 302
    assert Registration.objects.count() == 1
    late = hand_in(workbook)
    assert late.status_code == 409
    assert "พ้นช่วงเวลา" in late.text
    assert "ส่งไฟล์และตรวจ" not in clerk.client.get(PAGE).text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "ว่างเปล่า"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        ("a.csv", "ก,ข\n1,2\n".encode(), "ดาวน์โหลด"),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused_beside_the_field(clerk, name, content, sentence):
    response = clerk.client.post(PAGE, {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert sentence in response.text
    assert not StagedImport.objects.exists()
    assert clerk.client.post(PAGE).status_code == 422


def test_checked_afresh_and_discarded(clerk, hand_in):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(clerk.by, ON)
    workbook.rows[P][0]["name"] = "ร้านใหม่"
    url = hand_in(workbook).url
    Registration.objects.filter(pk=stored.pk).update(name="ร้านใหม่")

    clerk.client.post(f"{url}again/")
    assert "ไม่มีอะไรต้องบันทึก" in clerk.client.get(url).text
    assert clerk.client.post(f"{url}discard/").url == PAGE
    assert "ทิ้งแล้ว" in clerk.client.get(PAGE).text
    assert clerk.client.post(f"{url}marked/").status_code == 404


def test_names_of_files_are_cleaned():
    name = staging.clean_name(f"C:\\x\\..\\รายชื่อ {factories.citizen_id(1)} \x00<b>.xlsx")
    assert factories.citizen_id(1) not in name
    assert "\\" not in name
    assert name.endswith(".xlsx")
    assert len(staging.clean_name("ก" * 500 + ".xlsx")) == 120
    assert staging.clean_name("") == "workbook.xlsx"


def test_a_file_that_cannot_be_marked_is_told_and_its_errors_stay_listed(
    clerk, hand_in, monkeypatch
):
    workbook = workbooks.download(clerk.by, ON)
    workbook.add(1, mobile="12")
    url = hand_in(workbook).url
    monkeypatch.setattr(process, "MARKER", "import os; os._exit(1)")

    answer = clerk.client.post(f"{url}marked/")
    assert answer.status_code == 409
    assert "หน้าผลตรวจยังแสดงทุกช่องที่ต้องแก้" in answer.text
    assert not JournalEntry.objects.filter(action="import.mark").exists()
    assert "โทรศัพท์มือถือ" in clerk.client.get(f"{url}?show=errors").text
