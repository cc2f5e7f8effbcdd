"""Workbooks committed while somebody else commits, edits or hands over (PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from registration.enums import Step
from registration.errors import Refused
from registration.models import CommitProgress, Registration
from registration.services import filings, imports, packing, registrations, staged_rows
from tests import factories
from tests.factories import QUARTER, moment
from tests.personas import make_persona
from tests.races.threads import PATIENCE, outcome_of, overlap

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ON = moment(QUARTER, Step.ENTRY)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def stage(persona, *found, district="3104"):
    """A checked file; ``found`` are the findings of its rows, without the row."""
    lines = [imports.NewLine("ผู้ผลิต", number, {}) for number, _f in enumerate(found, start=2)]
    row = imports.receive(
        by=persona.by, on=ON, district=district, quarter=QUARTER, filename="ก.xlsx",
        content=b"file", lines=lines,
    )  # fmt: skip
    checked = [
        imports.CheckedLine(line.pk, **values)
        for line, values in zip(row.rows.order_by("pk"), found, strict=True)
    ]
    return imports.check(by=persona.by, on=ON, staged=row.pk, found=checked)


def new(**values):
    content = {"producer": "", "values": packing.packed(values), "products": []}
    return {"verdict": "NEW", "deed": "ENTER", "content": content}


def commit(persona, row):
    return partial(imports.commit, by=persona.by, on=ON, staged=row.pk)


def test_one_file_is_committed_once(own_district, colleague):
    row = stage(own_district, new(**factories.producer_values()))

    first, second = overlap(commit(own_district, row), commit(colleague, row))

    assert first.committed_by_id == own_district.id
    assert isinstance(second, Refused)
    assert second.refusal.rule == "committed"
    assert Registration.objects.count() == 1


def test_an_edit_that_was_quicker_stops_the_commit(own_district, colleague):
    stored = factories.RegistrationFactory()
    content = {"producer": "", "values": {"name": "จากไฟล์"}, "products": []}
    edited = {
        "verdict": "CHANGED", "deed": "EDIT", "registration": stored.pk, "version": 1,
        "content": content,
    }  # fmt: skip
    row = stage(own_district, new(**factories.producer_values()), edited)
    edit = partial(
        registrations.edit, by=colleague.by, on=ON, registration=stored.pk, version=1,
        values={"name": "จากหน้าเว็บ"},
    )  # fmt: skip

    _edited, second = overlap(edit, commit(own_district, row))

    assert isinstance(second, Refused)
    assert second.refusal.rule == "stale"
    assert Registration.objects.get().name == "จากหน้าเว็บ"


def test_a_filing_handed_over_meanwhile_takes_nothing(own_district, colleague):
    row = stage(own_district, new(**factories.producer_values()))
    hand_over = partial(
        filings.hand_over, by=colleague.by, on=ON, district="3104", quarter=QUARTER, nil=True
    )

    _handed, second = overlap(hand_over, commit(own_district, row))

    assert isinstance(second, Refused)
    assert second.refusal.rule == "filing_handed_over"
    assert not Registration.objects.exists()


def test_two_offices_do_not_wait_for_each_other(plan, own_district, other_district):
    values = [factories.producer_values(subdistrict=f"{code}01") for code in ("3104", "3103")]
    rows = [
        stage(persona, new(**own), district=persona.by.district)
        for persona, own in zip((own_district, other_district), values, strict=True)
    ]

    def second():
        commit(other_district, rows[1])()
        # The first has written and not ended yet: its registration is seen by nobody.
        return list(Registration.objects.values_list("filing__district", flat=True))

    _first, seen = overlap(commit(own_district, rows[0]), second)

    assert seen == ["3103"]
    assert Registration.objects.count() == 2


def test_others_see_how_far_a_commit_has_come(own_district, colleague, monkeypatch):
    row = stage(own_district, *(new(**factories.producer_values()) for _n in range(5)))
    parts, seen = staged_rows._parts, []

    def look():
        return colleague.client.get(f"/imports/{row.pk}/").content.decode()

    def watched(lines, size):
        for part in parts(lines, 2):
            with ThreadPoolExecutor(1) as pool:
                seen.append(pool.submit(outcome_of, look).result(PATIENCE))
            yield part

    monkeypatch.setattr(staged_rows, "_parts", watched)
    commit(own_district, row)()

    assert [page.count("กำลังบันทึก") > 0 for page in seen] == [True] * 3
    assert "บันทึกแล้ว 4 จาก 5 ราย" in seen[-1]
    assert "import-commit" not in seen[-1]
    assert "บันทึกแล้ว 5 ราย" in look()
    assert not CommitProgress.objects.exists()
