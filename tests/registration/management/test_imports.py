"""A workbook from the command line, and files that nobody came back to."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from registration.enums import Step
from registration.models import Registration, StagedImport
from registration.sheets import writing
from tests import factories, old_lists, workbooks
from tests.factories import QUARTER, moment

ON = moment(QUARTER, Step.ENTRY)
WHERE = {"district": "3104", "quarter": QUARTER, "username": "district3104"}


@pytest.fixture
def run(capsys):
    def called(name, *args, **options):
        call_command(name, *args, **options)
        return capsys.readouterr().out

    return called


@pytest.fixture
def file(plan, own_district, at, tmp_path):
    at(ON)
    factories.RegistrationFactory()
    path = tmp_path / "แฟ้ม.xlsx"
    path.write_bytes(writing.write(own_district.by, ON, "3104", QUARTER))
    return path


def test_a_file_is_checked_and_committed(file, run):
    assert "SAME 1" in run("import_registrations", file, **WHERE)
    assert "committed: 0 rows" in run("import_registrations", file, commit=True, **WHERE)
    assert [row.state for row in StagedImport.objects.order_by("pk")] == ["CHECKED", "COMMITTED"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "nobody"}, "no active officer"),
        ({"district": "3103"}, "3104"),
        ({"quarter": "2561-3"}, "2561-2"),
    ],
)
def test_what_cannot_be_taken_is_said(file, run, other_district, changes, said):
    with pytest.raises(CommandError, match=said):
        run("import_registrations", file, **WHERE | changes)
    assert not StagedImport.objects.exists()


def test_other_files_and_late_ones(file, run, at, tmp_path):
    other = tmp_path / "a.xlsx"
    other.write_bytes(b"PK no workbook")
    with pytest.raises(CommandError):
        run("import_registrations", other, **WHERE)
    at(moment(QUARTER, Step.ENTRY, "closes"))
    with pytest.raises(CommandError, match="พ้นช่วงเวลา"):
        run("import_registrations", file, **WHERE)
    assert Registration.objects.count() == 1


def test_old_files_are_discarded(plan, own_district, at, run):
    at(ON)
    filing = factories.FilingFactory()
    old = workbooks.stage(filing, own_district.officer)
    longer_ago = old_lists.received(own_district.officer, received_at=ON - timedelta(days=91))

    assert run("discard_imports").splitlines() == [
        "1 files older than 14 days", "1 old lists older than 90 days",
    ]  # fmt: skip

    for row in (old, longer_ago):
        row.refresh_from_db()
        assert row.state == "DISCARDED"
