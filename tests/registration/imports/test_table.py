"""The resource by which a workbook comes in: the library's way, the page's rules."""

import pytest

from registration.enums import Step
from registration.errors import InvalidValue, Refused
from registration.imports.formats import HandedIn, Workbook
from registration.imports.registrations import staging
from registration.imports.registrations.table import RegistrationTable
from registration.models import JournalEntry, Registration, StagedImport, StagedRow
from registration.selectors import imports as staged_imports
from registration.services import registrations
from tests import factories, workbooks
from tests.factories import QUARTER, moment
from tests.registration.stored import contents
from tests.workbooks import G, P

ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def by(plan, own_district):
    factories.ProductGroupFactory()
    return own_district.by


@pytest.fixture
def table(by):
    return RegistrationTable(by, ON, district="3104", quarter=QUARTER)


@pytest.fixture
def tried(table, monkeypatch):
    """The dry run of a workbook that stands for a file."""

    def run(workbook, **options):
        monkeypatch.setattr(staging.reading, "read", lambda *_: workbook.book())
        dataset = Workbook().create_dataset(b"file")
        return table.import_data(dataset, dry_run=True, file_name="แฟ้ม.xlsx", **options)

    return run


def mixed(by):
    """A row of each kind: the same, changed, new, wrong, and one without a deed."""
    factories.RegistrationFactory(name="เหมือนเดิม")
    factories.RegistrationFactory(name="จะเปลี่ยน")
    factories.ProducerFactory()
    workbook = workbooks.download(by, ON)
    workbook.rows[P][1]["name"] = "เปลี่ยนแล้ว"
    workbook.add(1)
    workbook.add(2, mobile="12")
    return workbook


def test_a_dry_run_writes_nothing_but_the_staged_rows(by, tried):
    workbook = mixed(by)
    before = contents()

    result = tried(workbook)

    assert dict(result.totals) == {
        "new": 1, "update": 1, "delete": 0, "skip": 2, "error": 0, "invalid": 1,
    }  # fmt: skip
    assert result.total_rows == len(result.rows) == 5
    after = contents()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"StagedImport", "StagedRow", "JournalEntry"}
    assert result.staged == StagedImport.objects.get()
    assert result.staged.filename == "แฟ้ม.xlsx"
    written = JournalEntry.objects.filter(officer=by.officer_id)
    assert [entry.action for entry in written] == ["import.receive"]


def test_the_differences_are_shown_and_nothing_of_a_file_runs(by, tried):
    factories.RegistrationFactory(name="<b>เดิม</b>")
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0] |= {"name": "<i>ใหม่</i>", "citizen_id": factories.citizen_id(9)}

    (row,) = tried(workbook).rows

    text = " ".join(map(str, row.diff))
    assert "<del>&lt;b&gt;เดิม&lt;/b&gt;</del> <ins>&lt;i&gt;ใหม่&lt;/i&gt;</ins>" in text
    assert factories.citizen_id(9) not in text.replace("-", "")


def test_what_is_to_be_done_stands_first(by, tried):
    kinds = [row.import_type for row in tried(mixed(by)).valid_rows()]
    assert kinds == ["update", "new", "skip", "skip"]


def test_what_is_wrong_is_said_as_on_the_page(by, tried, own_district, at):
    workbook = workbooks.download(by, ON)
    workbook.add(1, products=1, mobile="12")
    workbook.rows[G][0]["retail_price"] = "ถูก"

    result = tried(workbook)

    (wrong,) = result.invalid_rows
    assert wrong.number + 1 == 2  # as the sheet counts
    said = wrong.field_specific_errors
    assert set(said) == {"โทรศัพท์มือถือ", "ผลิตภัณฑ์ 2 ราคาขายปลีก (บาท)"}
    at(ON)
    page = own_district.client.get(f"/imports/{result.staged.pk}/?show=errors").text
    for sentences in said.values():
        assert all(sentence in page for sentence in sentences)


def test_a_conflict_is_invalid_and_says_why(by, tried):
    stored = factories.RegistrationFactory()
    workbook = workbooks.download(by, ON)
    workbook.rows[P][0]["name"] = "จากไฟล์"
    registrations.edit(
        by=by, on=ON, registration=stored.pk, version=1, values={"name": "จากหน้าเว็บ"}
    )

    (wrong,) = tried(workbook).invalid_rows

    assert "มีผู้แก้ไขรายการนี้ในระบบ" in str(wrong.error_dict)
    assert "จากหน้าเว็บ" in str(wrong.values)


def test_what_was_tried_is_committed_by_its_key(by, tried, table):
    workbook = workbooks.download(by, ON)
    workbook.add(1)
    handed_in = HandedIn(staged=tried(workbook).staged.pk)

    result = table.import_data(handed_in, dry_run=False)

    assert (result.totals["new"], result.staged.state) == (1, "COMMITTED")
    assert Registration.objects.get().name == workbook.rows[P][0]["name"]
    assert StagedImport.objects.count() == 1
    again = table.import_data(handed_in, dry_run=False)
    assert "บันทึกไปแล้ว" in str(again.base_errors[0].error)
    assert Registration.objects.count() == 1


def test_all_rows_or_none_unless_only_the_valid_ones_are_asked_for(by, tried, table):
    handed_in = HandedIn(staged=tried(mixed(by)).staged.pk)
    before = contents()

    with pytest.raises(Refused) as refused:
        table.import_data(handed_in, dry_run=False, raise_errors=True)

    assert refused.value.refusal.rule == "not_all_valid"
    assert contents() == before
    result = table.import_data(handed_in, dry_run=False, only_valid=True)
    assert result.staged.counts["done"] == 2
    assert Registration.objects.filter(name="เปลี่ยนแล้ว").exists()


def test_long_files_are_checked_in_all_their_parts(by, tried, monkeypatch):
    monkeypatch.setattr(staging, "PART", 2)
    workbook = workbooks.download(by, ON)
    for n in range(1, 6):
        workbook.add(n)

    assert tried(workbook).totals["new"] == 5
    assert not StagedRow.objects.filter(verdict="").exists()


def test_parts_are_the_same_door(by, table, tried, monkeypatch):
    """The page receives, checks, starts again and commits one after the other."""
    monkeypatch.setattr(staging, "PART", 1)
    workbook = workbooks.download(by, ON)
    workbook.add(1)
    workbook.add(2)
    monkeypatch.setattr(staging.reading, "read", lambda *_: workbook.book())

    row = table.receive("แฟ้ม.xlsx", b"file")
    assert (row.n_checked, row.state) == (1, "RECEIVED")
    with pytest.raises(Refused):
        table.commit(row.pk)
    assert table.check(row.pk).state == "CHECKED"
    assert table.start_again(row.pk).n_checked == 1
    table.check(row.pk)
    assert table.commit(row.pk).counts["done"] == 2


@pytest.mark.parametrize("raises", [True, False])
def test_a_whole_file_that_is_refused_is_an_error_or_raised(table, raises):
    dataset = Workbook().create_dataset("ก,ข\n1,2\n".encode())
    if raises:
        with pytest.raises(InvalidValue, match="ดาวน์โหลด"):
            table.import_data(dataset, dry_run=True, raise_errors=True, file_name="a.csv")
    else:
        result = table.import_data(dataset, dry_run=True, file_name="a.csv")
        assert "ดาวน์โหลด" in str(result.base_errors[0].error)
        assert result.has_errors()
    assert not StagedImport.objects.exists()


def test_another_offices_file_does_not_exist(by, tried, other_district, own_province):
    workbook = workbooks.download(by, ON)
    workbook.add(1)
    staged = tried(workbook).staged.pk
    for persona in (other_district, own_province):
        with pytest.raises(StagedImport.DoesNotExist):
            RegistrationTable(persona.by, ON).import_data(HandedIn(staged=staged), dry_run=False)
    assert not staged_imports.import_for(by, staged).committed_at
