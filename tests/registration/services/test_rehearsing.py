"""A rehearsal is the closing, taken back: the same numbers and hash, and no trace."""

from collections import Counter
from datetime import timedelta

import pytest

from registration.enums import Kind, ProductType, Step
from registration.errors import Forbidden, Refused
from registration.models import (
    Announcement,
    Certification,
    FiscalQuarter,
    FormDraft,
    JournalEntry,
    LeftOut,
    Snapshot,
)
from registration.services import drafts, finishing, orders, quarters, snapshots
from tests import factories
from tests.factories import QUARTER, moment
from tests.registration.services.doors import ANNOUNCEMENT
from tests.registration.stored import contents
from tests.reporting import worlds

CLOSING = moment(QUARTER, Step.CLOSING)


@pytest.fixture
def country(plan, own_district, own_province, department):
    """Buri Ram has announced two producers and let one lapse; Surin has certified and drafted."""
    officer = own_district.officer
    worlds.register("3104", state="CERTIFIED", entered_by=officer, group=True)
    worlds.register(
        "3103", state="CERTIFIED", entered_by=officer, sme=True,
        products__product_type=ProductType.FOOD,
    )  # fmt: skip
    gone = factories.ProducerFactory()
    worlds.register("3104", state="CERTIFIED", entered_by=officer, kind=Kind.CANCEL, producer=gone)
    worlds.register("3104", state="RETURNED", entered_by=officer)
    worlds.hand_over(officer, "3103")
    worlds.hand_over(officer, "3104")
    worlds.announce(own_province)
    worlds.register("3201", state="CERTIFIED", entered_by=officer, count=2)
    worlds.register("3201", state="DRAFT", entered_by=officer)
    return department


def rehearse(persona, on=CLOSING):
    return quarters.rehearse(by=persona.by, on=on, code=QUARTER)


def close(persona, on=CLOSING, **values):
    return quarters.close(
        by=persona.by, on=on, code=QUARTER, dated_on=on.date(),
        **({"without_reason": "ไม่รอ"} | ANNOUNCEMENT | values),
    )  # fmt: skip


def test_it_gives_the_numbers_and_the_hash_of_the_closing(country):
    found = rehearse(country)

    snapshot = close(country).snapshots.get()
    assert found.sha256 == snapshot.sha256
    assert found.totals == snapshots.totals(snapshot)
    quarter = found.totals["quarter"]
    assert (quarter["NEW"], quarter["CANCEL"]) == (2, 1)
    assert (quarter["GROUP"], quarter["SME"], quarter["SOLE"]) == (1, 1, 0)
    assert (quarter["TEXTILE"], quarter["FOOD"]) == (1, 1)


def test_it_counts_what_lapses_by_province_and_reason(country):
    found = rehearse(country)

    assert found.lapsing == {
        "31": Counter(RETURNED=1), "32": Counter(NOT_ANNOUNCED=2, DRAFT=1),
    }  # fmt: skip
    close(country)
    lapsed = JournalEntry.objects.get(action="quarter.close").after["LAPSED"]
    assert lapsed == sum(each.total() for each in found.lapsing.values())


def test_nothing_stays_but_one_entry(country):
    before = contents()

    found = rehearse(country)

    after = contents()
    assert {name for name in after if after[name] != before[name]} == {"JournalEntry"}
    entry = JournalEntry.objects.get(action="quarter.rehearse")
    assert entry.after["sha256"] == found.sha256
    assert entry.after["lapsing"] == 4
    assert (entry.officer, entry.quarter_code) == (country.officer, QUARTER)
    assert len(after["JournalEntry"]) == len(before["JournalEntry"]) + 1


def test_it_goes_the_way_of_the_closing(country, monkeypatch):
    """Not a copy: what the closing would do is what the rehearsal did."""
    done, finish = [], finishing.finish
    monkeypatch.setattr(
        finishing, "finish", lambda *given: done.append(given[2].pk) or finish(*given)
    )

    rehearse(country)
    close(country)

    assert done == [QUARTER, QUARTER]


def rules(found):
    return [each.rule for each in found.blockers]


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("before", ["too_early", "left_out"]),
        ("opens", ["left_out"]),
        ("last", ["left_out"]),
        ("closes", ["too_late", "left_out"]),
    ],
)
def test_every_blocker_is_told_at_each_boundary(country, where, told):
    on = moment(QUARTER, Step.CLOSING, where)

    found = rehearse(country, on)

    assert rules(found) == told
    assert found.totals["quarter"]["NEW"] == 2
    if len(told) == 1:  # all that is left can be typed
        close(country, on)
        return
    with pytest.raises(Refused) as caught:
        close(country, on)
    assert caught.value.refusal.rule == told[0]


def test_an_extension_opens_from_its_grant_to_the_end_of_its_day(country):
    granted = moment(QUARTER, Step.CLOSING, "closes")
    tick = timedelta(microseconds=1)
    orders.extend(
        by=country.by, on=granted, quarter=QUARTER, step=Step.CLOSING, scope="COUNTRY",
        until_on=granted.date(), reason="น้ำท่วม",
    )  # fmt: skip
    end = granted + timedelta(days=1)

    assert rules(rehearse(country, granted)) == ["left_out"]
    assert rules(rehearse(country, end - tick)) == ["left_out"]
    assert rules(rehearse(country, end)) == ["too_late", "left_out"]
    with pytest.raises(Refused):
        close(country, end)
    assert close(country, end - tick)


def test_nothing_holds_back_where_everybody_announced(country):
    Certification.objects.filter(quarter=QUARTER).exclude(province="31").delete()

    assert rehearse(country).blockers == ()


def test_a_closed_quarter_is_not_rehearsed(country):
    close(country)
    before = contents()

    with pytest.raises(Refused) as caught:
        rehearse(country)

    assert caught.value.refusal.rule == "closed"
    assert contents() == before


def test_a_quarter_without_a_plan_is_not_rehearsed(country):
    FiscalQuarter.objects.create(code="2562-1", year=2562, number=1)

    with pytest.raises(Refused) as caught:
        quarters.rehearse(by=country.by, on=CLOSING, code="2562-1")

    assert caught.value.refusal.rule == "state"


def test_what_was_typed_and_not_saved_is_kept(country, own_district):
    row = factories.RegistrationFactory(entered_by=own_district.officer)
    drafts.keep(
        by=own_district.by, on=moment(QUARTER, Step.ENTRY), filing=row.filing_id,
        registration=row.pk, form="producer", version=1, content="name=x",
    )  # fmt: skip

    rehearse(country)

    assert FormDraft.objects.count() == 1


@pytest.mark.parametrize("who", ["own_district", "own_province", "reader"])
def test_nobody_else_rehearses(country, request, who):
    persona = request.getfixturevalue(who)
    before = contents()

    with pytest.raises(Forbidden):
        rehearse(persona)

    assert contents() == before


def test_a_rehearsal_may_be_repeated(country):
    assert rehearse(country).sha256 == rehearse(country).sha256
    assert not Announcement.objects.filter(certification__isnull=True).exists()
    assert not Snapshot.objects.filter(province__isnull=True).exists()
    assert not LeftOut.objects.filter(province__isnull=False).exists()
