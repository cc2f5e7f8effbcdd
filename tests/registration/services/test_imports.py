"""Files that an office hands in: the time of receipt, one commit, a bounded life."""

from datetime import timedelta

import pytest
from django.db import connection

from registration.enums import FilingState, Step
from registration.errors import Forbidden, Refused
from registration.models import Filing, JournalEntry, Registration, StagedImport
from registration.services import imports, packing
from tests import factories, workbooks
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

OPEN, LAST = moment(QUARTER, Step.ENTRY), moment(QUARTER, Step.ENTRY, "last")
AFTER = moment(QUARTER, Step.ENTRY, "closes") + timedelta(days=1)


@pytest.fixture
def clerk(plan, own_district):
    return own_district


@pytest.fixture
def filing(clerk):
    return Filing.objects.get(district="3104", quarter=QUARTER)


@pytest.fixture
def staged(clerk, filing):
    """A file with one new producer, received at the last instant of the entry window."""
    values = factories.producer_values()
    return stage(clerk, filing, values)


def stage(clerk, filing, values, on=LAST, file=b"file", **more):
    row = imports.receive(
        by=clerk.by, on=on, district="3104", quarter=QUARTER, filename="ก.xlsx", content=file,
        lines=[imports.NewLine("ผู้ผลิต", 2, {})],
    )  # fmt: skip
    content = {"producer": "", "values": packing.packed(values), "products": []}
    found = imports.CheckedLine(row.rows.get().pk, "NEW", deed="ENTER", content=content, **more)
    return imports.check(by=clerk.by, on=on, staged=row.pk, found=[found])


def refused(call, **kwargs):
    before = contents()
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    assert contents() == before
    return caught.value.refusal


def test_the_time_of_receipt_decides(clerk, staged):
    imports.commit(by=clerk.by, on=AFTER, staged=staged.pk)

    made = Registration.objects.get()
    assert made.entered_at == AFTER
    entries = JournalEntry.objects.filter(action__in=("registration.enter", "import.commit"))
    assert len(entries) == 2
    for entry in entries:
        assert entry.at == AFTER
        assert "ว ๗๕๕" in entry.permit
        assert "รับไฟล์ไว้เมื่อ" in entry.permit


def test_what_came_too_early_may_be_committed_in_the_window(clerk, filing):
    early = workbooks.stage(filing, clerk.officer)
    imports.commit(by=clerk.by, on=OPEN, staged=early.pk)
    assert "รับไฟล์" not in JournalEntry.objects.get(action="import.commit").permit


def test_a_filing_that_went_on_is_not_written_into(clerk, staged, filing):
    factories.set_filing_state(filing, FilingState.HANDED_OVER, by=clerk.officer)
    assert refused(imports.commit, by=clerk.by, on=AFTER, staged=staged.pk).rule == (
        "filing_handed_over"
    )


def test_a_second_commit_is_refused(clerk, staged):
    imports.commit(by=clerk.by, on=OPEN, staged=staged.pk)
    assert refused(imports.commit, by=clerk.by, on=OPEN, staged=staged.pk).rule == "committed"


@pytest.mark.parametrize(
    ("file", "more"), [(b"file", {"name": "", "citizen_id": ""}), (b"mended file", {})]
)
def test_who_was_entered_since_the_check_is_not_entered_again(clerk, filing, file, more):
    """The very file knows its lines, another one business and person."""
    values = factories.producer_values(**more)
    first, second = stage(clerk, filing, values), stage(clerk, filing, values, file=file)
    imports.commit(by=clerk.by, on=OPEN, staged=first.pk)

    said = refused(imports.commit, by=clerk.by, on=OPEN, staged=second.pk)
    assert said.rule == "stale"
    assert "แถวที่ 2" in said.sentence


def test_a_namesake_is_another_one(clerk, filing):
    for n, file in enumerate((b"file", b"another file")):
        values = factories.producer_values(name="ร้านเดียวกัน", citizen_id=factories.citizen_id(n + 1))
        staged = stage(clerk, filing, values, file=file)
        imports.commit(by=clerk.by, on=OPEN, staged=staged.pk)
    assert Registration.objects.count() == 2


def test_a_discarded_one_is_gone(clerk, staged):
    row = imports.discard(by=clerk.by, on=AFTER, staged=staged.pk)
    assert (row.content, row.rows.count(), row.state) == (b"", 0, "DISCARDED")
    assert refused(imports.commit, by=clerk.by, on=OPEN, staged=staged.pk).rule == "discarded"


def test_nobody_elses_is_discarded(staged, personas):
    for who in ("other_district", "own_province", "department", "reader"):
        with pytest.raises((StagedImport.DoesNotExist, Forbidden)):
            imports.discard(by=personas[who].by, on=OPEN, staged=staged.pk)
    staged.refresh_from_db()
    assert staged.is_open


def test_what_is_kept_is_encrypted_and_ends_with_the_commit(clerk, filing):
    values = factories.producer_values()
    row = stage(clerk, filing, values)
    stored = repr(contents()["StagedRow"]) + repr(contents()["StagedImport"])
    assert values["citizen_id"] not in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM registration_stagedimport")
        assert b"file" not in bytes(cursor.fetchone()[0])

    row = imports.commit(by=clerk.by, on=OPEN, staged=row.pk)

    row.refresh_from_db()
    assert (row.content, row.rows.get().content) == (b"", "")
    assert row.rows.get().registration == Registration.objects.get()


def test_a_value_that_cannot_be_stored_any_more_stops_all(clerk, filing):
    row = stage(clerk, filing, factories.producer_values(juristic_id="1"))
    said = refused(imports.commit, by=clerk.by, on=OPEN, staged=row.pk)
    assert said.rule == "stale"
    assert "แถวที่ 2" in said.sentence


def test_too_many_files_wait(clerk, filing):
    for _n in range(imports.MOST_OPEN):
        workbooks.stage(filing, clerk.officer)
    assert refused(
        imports.receive, by=clerk.by, on=OPEN, district="3104", quarter=QUARTER, filename="ก",
        content=b"", lines=[],
    ).rule == "too_many"  # fmt: skip


def test_files_that_wait_too_long_are_discarded(clerk, filing):
    late = OPEN + imports.KEPT + timedelta(seconds=1)
    old = workbooks.stage(filing, clerk.officer, received_at=OPEN)
    rest = workbooks.stage(
        filing, clerk.officer, received_at=OPEN, committed_at=OPEN, committed_by=clerk.officer
    )
    rest.rows.create(sheet="ผู้ผลิต", number=2, content="{}", problems=[{"is_warning": False}])
    new = workbooks.stage(filing, clerk.officer, received_at=late)

    assert imports.expire(by=None, on=late) == 2

    for row in (old, rest, new):
        row.refresh_from_db()
    assert (old.state, old.content, new.content) == ("DISCARDED", b"", b"file")
    assert (rest.state, rest.content, rest.rows.get().problems) == ("COMMITTED", b"", [])
    assert imports.expire(by=None, on=late) == 0
