"""A workbook through the admin: tried, shown, confirmed by its key; districts, in the window."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registration.enums import Step
from registration.imports.registrations import staging
from registration.models import JournalEntry, Registration, StagedImport
from tests import factories, workbooks
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.workbooks import P

pytestmark = pytest.mark.django_db
URL = "/admin/registration/registration/import/"
CONFIRM = "/admin/registration/registration/process_import/"
PAGE = f"/filings/3104/{QUARTER}/workbooks/"
ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def clerk(plan, own_district, at):
    at(ON)
    return own_district


def upload(client, quarter=QUARTER, content=b"file"):
    file = SimpleUploadedFile("แฟ้ม.xlsx", content)
    asked = {"import_file": file, "quarter": quarter, "format": "0", "resource": "0"}
    return client.post(URL, asked)


@pytest.fixture
def stands_for(monkeypatch):
    def given(workbook):
        monkeypatch.setattr(staging.reading, "read", lambda *_: workbook.book())

    return given


@pytest.fixture
def workbook(clerk, stands_for):
    found = workbooks.download(clerk.by, ON)
    stands_for(found)
    return found


def test_a_file_is_tried_shown_and_confirmed_once(clerk, workbook):
    workbook.add(1)
    workbook.add(2)
    tried = upload(clerk.client)

    assert tried.status_code == 200
    staged = StagedImport.objects.get()
    assert "เพิ่ม 2 แก้ไข 0 เหมือนเดิม 0 ต้องแก้ไข 0 แถว" in tried.text
    assert workbook.rows[P][0]["name"] in tried.text
    assert workbook.rows[P][0]["citizen_id"] not in tried.text.replace("-", "")
    assert f'href="/imports/{staged.pk}/"' in tried.text
    assert not Registration.objects.exists()
    assert f'name="staged" value="{staged.pk}"' in tried.text

    done = clerk.client.post(CONFIRM, {"staged": staged.pk})
    assert done.status_code == 302
    assert "บันทึกลงแฟ้มแล้ว 2 ราย" in clerk.client.get(done.url).text
    assert Registration.objects.count() == 2
    again = clerk.client.post(CONFIRM, {"staged": staged.pk})
    assert again.status_code == 409
    assert "บันทึกไปแล้ว" in again.text
    assert Registration.objects.count() == 2
    written = JournalEntry.objects.filter(officer=clerk.officer)
    actions = list(written.order_by("pk").values_list("action", flat=True))
    assert (actions[0], actions[-1]) == ("import.receive", "import.commit")
    assert actions.count("registration.enter") == 2


def test_a_wrong_row_is_shown_and_cannot_be_confirmed(clerk, workbook):
    workbook.add(1)
    workbook.add(2, mobile="12")
    tried = upload(clerk.client)

    assert "ต้องแก้ไข 1 แถว" in tried.text
    assert "โทรศัพท์มือถือ" in tried.text
    assert 'name="confirm"' not in tried.text
    staged = StagedImport.objects.get()
    assert f'href="/imports/{staged.pk}/"' in tried.text
    before = contents()
    assert clerk.client.post(CONFIRM, {"staged": staged.pk}).status_code == 409
    assert contents() == before


def test_a_file_that_changes_nothing_is_not_confirmed(clerk, stands_for):
    factories.RegistrationFactory()
    stands_for(workbooks.download(clerk.by, ON))
    tried = upload(clerk.client)
    assert "เหมือนเดิม 1" in tried.text
    assert 'name="confirm"' not in tried.text


def test_at_most_fifty_rows_are_shown(clerk, workbook):
    for n in range(1, 61):
        workbook.add(n)
    tried = upload(clerk.client)
    assert "เพิ่ม 60" in tried.text
    assert tried.text.count('<tr class="new">') == 50
    assert "แสดง 50 แถวแรก" in tried.text


@pytest.mark.parametrize(("day", "status"), [("last", 200), ("closes", 409)])
def test_the_window_is_the_pages(clerk, workbook, at, day, status):
    """Half-open: up to the day after the last."""
    workbook.add(1)
    end = moment(QUARTER, Step.ENTRY, "closes")
    at(end if day == "closes" else end - timedelta(seconds=1))
    clerk.client.force_login(clerk.officer)
    drawn = clerk.client.get(URL).text
    assert (f'<option value="{QUARTER}"' in drawn) is (status == 200)
    assert ("ไม่มีไตรมาสใดเปิดให้ลงทะเบียน" in drawn) is (status == 409)

    tried = upload(clerk.client)

    assert tried.status_code == status
    if status == 409:
        sentence = str(tried.context["result"].base_errors[0].error)
        page = clerk.client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", b"file")})
        assert page.status_code == 409
        assert sentence in page.text
        assert not StagedImport.objects.exists()


def test_what_is_no_workbook_of_ours_is_said(clerk):
    before = contents()
    wrong = upload(clerk.client, content="ก,ข\n1,2\n".encode())
    assert wrong.status_code == 422
    assert "ดาวน์โหลด" in wrong.text
    empty = clerk.client.post(URL, {"quarter": QUARTER, "format": "0", "resource": "0"})
    assert empty.status_code == 422
    assert "เลือกไฟล์ที่จะส่งก่อน" in empty.text
    assert contents() == before


def test_only_districts_come_in_and_only_with_their_own(personas, clerk, workbook):
    workbook.add(1)
    upload(clerk.client)
    staged = StagedImport.objects.get().pk
    before = contents()
    for name in ("own_province", "department", "reader"):
        client = personas[name].client
        assert client.get(URL).status_code == 403, name
        assert upload(client).status_code == 403, name
        assert client.post(CONFIRM, {"staged": staged}).status_code == 403, name
    other = personas["other_district"].client
    assert other.post(CONFIRM, {"staged": staged}).status_code == 404
    assert other.post(CONFIRM, {"staged": "x"}).status_code == 404
    assert clerk.client.get(CONFIRM).status_code == 405
    assert contents() == before
