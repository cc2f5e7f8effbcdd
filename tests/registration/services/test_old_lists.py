"""Old lists of an office: whose they are, who may take what of them, and how long they stay."""

from datetime import timedelta

import pytest

from registration.enums import Step
from registration.errors import Forbidden, Refused
from registration.models import JournalEntry, OldList, RememberedMapping
from registration.selectors import old_lists as seen
from registration.services import imports
from registration.services import old_lists as deeds
from tests import factories, old_lists
from tests.factories import QUARTER, moment
from tests.registration.stored import contents

pytestmark = pytest.mark.django_db
ON = moment(QUARTER, Step.ENTRY)
ROWS = [deeds.NewRow(2, {}, district="3104"), deeds.NewRow(3, {}), deeds.NewRow(4, {}, False)]
LINES = [imports.NewLine("ผู้ผลิต", 2, {"sheet": "ผู้ผลิต", "number": 2})]


@pytest.fixture(autouse=True)
def _open(plan):
    """The letter's windows are there."""


def receive(persona):
    return deeds.receive(
        by=persona.by, on=ON, filename="เดิม.xlsx", content=b"file", table=b"x", sheet=0, head=1
    )


def settle(persona, row, *, signature="0" * 64, settled=True, mapping=old_lists.MAPPING):
    return deeds.map_columns(
        by=persona.by, on=ON, old_list=row.pk, sheet=0, head=1, mapping=mapping,
        signature=signature, heads=["ชื่อกลุ่ม"],
        rows=ROWS if settled else None,
    )  # fmt: skip


def take(persona, row):
    return deeds.take(
        by=persona.by, on=ON, old_list=row.pk, quarter=QUARTER, mapped_at=row.mapped_at,
        lines=LINES,
    )  # fmt: skip


def rule_of(call, *args) -> str:
    before = contents()
    with pytest.raises(Refused) as caught:
        call(*args)
    assert contents() == before
    return caught.value.refusal.rule


def test_only_districts_and_provinces_bring_lists_in(personas):
    for who in ("department", "reader"):
        with pytest.raises(Forbidden):
            receive(personas[who])
    assert receive(personas["own_district"]).district_id == "3104"
    assert receive(personas["own_province"]).is_of_province


def test_each_office_may_have_so_many_lists(personas):
    for _n in range(deeds.MOST_OPEN):
        row = receive(personas["own_district"])

    assert rule_of(receive, personas["own_district"]) == "too_many"
    assert receive(personas["other_district"])
    assert receive(personas["own_province"])
    deeds.discard(by=personas["own_district"].by, on=ON, old_list=row.pk)
    assert receive(personas["own_district"])


@pytest.mark.parametrize("of", ["own_district", "own_province"])
def test_nobody_elses_list_is_mapped_or_thrown_away(personas, of):
    row = old_lists.mapped(personas[of].officer)
    before = contents()
    for who, persona in personas.items():
        if who == of:
            continue
        with pytest.raises((OldList.DoesNotExist, Forbidden)):
            settle(persona, row)
        with pytest.raises((OldList.DoesNotExist, Forbidden)):
            deeds.discard(by=persona.by, on=ON, old_list=row.pk)
    assert contents() == before


def test_of_a_provinces_list_only_its_districts_take_their_rows(personas):
    row = old_lists.mapped(personas["own_province"].officer)

    staged = take(personas["own_district"], row)

    assert (staged.content, staged.size, staged.old_list) == (b"", row.size, row)
    entry = JournalEntry.objects.get(action="import.receive")
    assert entry.after["old_list"] == row.pk
    before = contents()
    for who in ("other_district", "foreign_district"):  # the list does not speak of them
        with pytest.raises(OldList.DoesNotExist):
            take(personas[who], row)
    with pytest.raises(OldList.DoesNotExist):
        take(personas["other_province"], row)
    for who in ("own_province", "department", "reader"):
        with pytest.raises(Forbidden):
            take(personas[who], row)
    assert contents() == before


def test_of_a_districts_own_list_the_file_goes_along(personas):
    clerk = personas["own_district"]
    staged = take(clerk, old_lists.mapped(clerk.officer))
    assert staged.content == b"file"


def test_a_sheet_of_a_list_is_known_again(personas):
    clerk = personas["own_district"]
    row = old_lists.mapped(clerk.officer)
    first, second = take(clerk, row), take(clerk, row)
    other = take(clerk, old_lists.mapped(clerk.officer, sheet=1))

    assert first.sha256 == second.sha256 != other.sha256


def test_rows_that_were_read_by_another_mapping_are_not_taken(personas):
    clerk = personas["own_district"]
    row = old_lists.mapped(clerk.officer)
    settle(clerk, row)

    assert rule_of(take, clerk, row) == "mapped_anew"


def test_while_words_are_unexplained_nothing_is_taken_or_offered(personas):
    province, clerk = personas["own_province"], personas["own_district"]
    row = old_lists.mapped(province.officer)
    assert seen.offered(clerk.by).exists()

    row = settle(province, row, settled=False)

    assert (row.mapped_at, row.counts, row.rows.count()) == (None, {}, 0)
    assert not seen.offered(clerk.by).exists()
    assert not RememberedMapping.objects.filter(signature="0" * 64).exists()
    own = settle(clerk, old_lists.mapped(clerk.officer), settled=False)
    assert rule_of(take, clerk, own) == "mapped_anew"


def test_a_check_does_not_begin_anew_while_the_list_is_mapped_anew(personas):
    clerk = personas["own_district"]
    row = old_lists.mapped(clerk.officer)
    staged = take(clerk, row)
    settle(clerk, row, settled=False)

    def again():
        imports.start_again(by=clerk.by, on=ON, staged=staged.pk, lines=[])

    assert rule_of(again) == "unmapped"


def test_producers_are_counted_in_the_own_area(personas):
    row = settle(personas["own_province"], old_lists.received(personas["own_province"].officer))
    assert row.counts == {
        "producers": 1, "products": 0, "noted": 0, "elsewhere": 1, "left": 1, "unknown": 0,
        "districts": {"3104": {"producers": 1, "products": 0, "noted": 0}},
    }  # fmt: skip
    assert [each.number for each in seen.producers(personas["own_district"].by, row.pk)] == [2]
    assert not seen.producers(personas["other_district"].by, row.pk)


def test_a_mapping_is_remembered_once_for_an_office_and_headers(personas):
    province, clerk = personas["own_province"], personas["own_district"]
    for persona in (province, province, clerk, clerk):
        settle(persona, old_lists.received(persona.officer))
    settle(clerk, old_lists.received(clerk.officer), signature="1" * 64)

    assert RememberedMapping.objects.count() == 3


def test_a_district_falls_back_to_what_its_province_remembers(personas):
    province, clerk = personas["own_province"], personas["own_district"]
    settle(province, old_lists.received(province.officer))

    for who in ("own_district", "other_district", "own_province"):
        assert seen.remembered(personas[who].by, "0" * 64).district_id is None
    for who in ("foreign_district", "other_province", "department"):
        assert seen.remembered(personas[who].by, "0" * 64) is None
    settle(clerk, old_lists.received(clerk.officer))
    assert seen.remembered(clerk.by, "0" * 64).district_id == "3104"
    assert seen.remembered(personas["other_district"].by, "0" * 64).district_id is None


def test_what_is_thrown_away_is_gone(personas):
    clerk = personas["own_district"]
    row = old_lists.mapped(clerk.officer)
    staged = take(clerk, row)

    deeds.discard(by=clerk.by, on=ON, old_list=row.pk)

    row.refresh_from_db()
    staged.refresh_from_db()
    assert (row.content, row.table, row.mapping, row.state) == (b"", b"", {}, "DISCARDED")
    assert not row.rows.exists()
    assert staged.is_open
    assert rule_of(take, clerk, row) == "discarded"
    assert rule_of(settle, clerk, row) == "discarded"


def test_lists_that_wait_too_long_go(personas):
    clerk = personas["own_district"].officer
    old = old_lists.mapped(clerk, received_at=ON)
    new = old_lists.mapped(clerk, received_at=ON + timedelta(seconds=1))
    last = ON + deeds.KEPT

    assert deeds.expire(by=None, on=last) == 0
    assert deeds.expire(by=None, on=last + timedelta(seconds=1)) == 1

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.discarded_by, old.table) == ("DISCARDED", None, b"")
    assert (new.state, new.content) == ("MAPPED", b"file")


def test_left_out_rows_of_a_provinces_list_are_emptied_in_time(personas):
    """No file is kept with them by which they could be found."""
    clerk = personas["own_district"]
    staged = take(clerk, old_lists.mapped(personas["own_province"].officer))
    wrong = imports.CheckedLine(staged.rows.get().pk, "INVALID", problems=[{"is_warning": False}])
    imports.check(by=clerk.by, on=ON, staged=staged.pk, found=[wrong])
    imports.commit(by=clerk.by, on=ON, staged=staged.pk, only_valid=True)
    assert staged.rows.get().content

    assert imports.expire(by=None, on=ON + imports.KEPT + timedelta(seconds=1)) == 1
    assert (staged.rows.get().content, staged.rows.get().problems) == ("", [])


def test_what_is_kept_is_encrypted_and_the_journal_names_nobody(personas):
    clerk = personas["own_district"]
    row = receive(clerk)
    settle(clerk, row)
    stored = repr(contents()["OldList"])
    assert "b'file'" not in stored
    said = repr(contents()["JournalEntry"])
    assert factories.citizen_id(6_000_001) not in said
    actions = JournalEntry.objects.filter(action__startswith="old_list.")
    assert [each.action for each in actions.order_by("pk")] == ["old_list.receive", "old_list.map"]
    assert {each.district_code for each in actions} == {"3104"}
