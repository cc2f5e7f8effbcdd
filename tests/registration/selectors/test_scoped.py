"""Every selector within its area: a foreign row does not exist (DESIGN §4)."""

from collections.abc import Iterable

import pytest
from django.core.exceptions import ObjectDoesNotExist

from registration.enums import Step
from registration.models import Filing, Registration
from registration.selectors import (
    carrying,
    certifications,
    clean_sets,
    cockpit,
    drafts,
    duplicates,
    evidence,
    exceptions,
    filings,
    filters,
    histories,
    imports,
    journal,
    lapsing,
    letters,
    merges,
    officers,
    old_lists,
    papers,
    permits,
    progress,
    register,
    registrations,
    samples,
    situations,
    tallies,
    transfers,
    verdicts,
)
from registration.selectors import (
    workbooks as sheets,
)
from registration.services import orders
from tests import factories
from tests.architecture.test_layers_of_functions import READS
from tests.factories import QUARTER, moment
from tests.registration.selectors import later
from tests.registration.selectors.conftest import HERE

# One question to each selector about 3104 in province 31.
ASKED = {
    "carrying.unconfirmed": lambda by, w: carrying.unconfirmed(by, "3104", "2561-3"),
    "carrying.counted": lambda by, w: (
        carrying.counted(by, Filing.objects.filter(pk=w.next.pk)).get().unconfirmed
    ),
    "carrying.offered": lambda by, w: carrying.offered(by, "3104", "2561-3"),
    "carrying.lapsed": lambda by, w: carrying.lapsed(by, "3104", "2561-3"),
    "carrying.confirmed": lambda by, w: carrying.confirmed(by, "3104", QUARTER, [w.row.pk]),
    "certifications.visible": lambda by, w: certifications.visible(by).filter(province="31"),
    "certifications.certification_for": lambda by, w: certifications.certification_for(
        by, "31", QUARTER
    ),
    "certifications.overview": lambda by, w: certifications.overview(by, QUARTER).filter(
        province="31"
    ),
    "certifications.latest_snapshot": lambda by, w: certifications.latest_snapshot(
        by, "2561-1", "31"
    ),
    "certifications.left_out": lambda by, w: certifications.left_out(by, w.announcement).filter(
        district="3104"
    ),
    "certifications.waited_for": lambda by, w: certifications.waited_for(
        by, Filing.objects.filter(pk=w.filing.pk)
    ),
    "lapsing.counts": lambda by, w: lapsing.counts(by, QUARTER, "31").get("3104"),
    "lapsing.lapsing": lambda by, w: lapsing.lapsing(by, QUARTER, district="3104"),
    "clean_sets.clean_set": lambda by, w: (
        clean_sets.clean_set(
            by, w.certification, moment(QUARTER, Step.CERTIFICATION), district="3104"
        ).concerning
    ),
    "clean_sets.done": lambda by, w: clean_sets.done(by, w.certification, "0" * 64),
    "exceptions.waiting": lambda by, w: exceptions.waiting(by, **HERE, province="31"),
    "samples.of_filing": lambda by, w: samples.of_filing(by, w.filing),
    "samples.rows": lambda by, w: samples.rows(by, w.filing),
    "drafts.visible": lambda by, w: drafts.visible(by),
    "drafts.noticed": lambda by, w: (
        drafts.noticed(by, Filing.objects.filter(pk=w.filing.pk)).get().has_typing
    ),
    "drafts.of_filing": lambda by, w: drafts.of_filing(by, w.filing),
    "drafts.others_at": lambda by, w: drafts.others_at(by, w.row.pk, moment(QUARTER, Step.ENTRY)),
    "drafts.at_row": lambda by, w: drafts.at_row(by, w.row, moment(QUARTER, Step.ENTRY)).others,
    "drafts.around": lambda by, w: (
        drafts.around(by, w.filing, w.row, "producer", moment(QUARTER, Step.ENTRY)).others
    ),
    "drafts.own": lambda by, w: drafts.own(by, w.draft.pk),
    "duplicates.candidates": lambda by, w: duplicates.candidates(by, w.like),
    "duplicates.candidates_of": lambda by, w: duplicates.candidates_of(by, [w.like])[w.like.pk],
    "duplicates.hints": lambda by, w: duplicates.hints(
        by, district="3104", quarter=QUARTER, values={"juristic_id": w.like.juristic_id}
    ),
    "verdicts.review": lambda by, w: verdicts.review(by, w.like),
    "verdicts.unsettled": lambda by, w: verdicts.unsettled(by, w.undecided),
    "verdicts.summary": lambda by, w: [
        row for rows in verdicts.summary(by, w.like, looks=True) for row in rows
    ],
    "verdicts.decided": lambda by, w: verdicts.decided(by, w.like),
    "verdicts.inquiries": lambda by, w: verdicts.inquiries(by),
    "verdicts.open_inquiries": lambda by, w: verdicts.open_inquiries(by),
    "verdicts.sides": lambda by, w: verdicts.sides(by, duplicates.candidates(w.by, w.like)),
    "evidence.file_for": lambda by, w: evidence.file_for(by, w.row.evidence.first().file.key),
    "evidence.shown_by": lambda by, w: evidence.shown_by(by, w.row.evidence.first().file),
    "filings.visible": lambda by, w: filings.visible(by).filter(district="3104"),
    "filings.filing_for": lambda by, w: filings.filing_for(by, "3104", QUARTER),
    "filings.progress": lambda by, w: filings.progress(by, QUARTER, "31").filter(district="3104"),
    "journal.visible": lambda by, w: journal.visible(by).filter(district_code="3104"),
    "journal.of_subject": lambda by, w: journal.of_subject(by, "filing", w.filing.pk),
    "journal.search": lambda by, w: journal.search(by, quarter=QUARTER).filter(
        district_code="3104"
    ),
    "officers.visible": lambda by, w: officers.visible(by).filter(pk=w.clerk.pk),
    "officers.officer_for": lambda by, w: officers.officer_for(by, w.clerk.pk),
    "officers.postings": lambda by, w: officers.postings(by, w.clerk),
    "officers.search": lambda by, w: officers.search(by, text=w.clerk.username),
    "papers.received_days": lambda by, w: papers.received_days(by, "3104", QUARTER),
    "papers.received": lambda by, w: papers.received(
        by, "3104", QUARTER, moment(QUARTER, Step.ENTRY).date()
    ),
    "progress.by_province": lambda by, w: progress.by_province(by, QUARTER).get("31"),
    "progress.by_filing": lambda by, w: progress.by_filing(by, QUARTER).get(w.filing.pk),
    "cockpit.read": lambda by, w: [
        row
        for row in cockpit.read(by, w.filing.quarter, moment(QUARTER, Step.ENTRY), "31").districts
        if row.code == "3104"
    ],
    "progress.live_grants": lambda by, w: progress.live_grants(by, QUARTER),
    "progress.certified_by_kind": lambda by, w: progress.certified_by_kind(by, QUARTER, "31"),
    "filters.mine": lambda by, w: filters.mine(by),
    "histories.compared": lambda by, w: histories.compared(
        by, register.bare(by, w.producer.number), "now", str(w.row.pk)
    ),
    "histories.entries": lambda by, w: histories.entries(
        by, w.producer, Registration.objects.values_list("pk", flat=True)
    ),
    "imports.visible": lambda by, w: imports.visible(by),
    "imports.import_for": lambda by, w: imports.import_for(by, w.staged.pk),
    "imports.listed": lambda by, w: imports.listed(by, **HERE),
    "imports.content_of": lambda by, w: imports.content_of(by, w.staged.pk),
    "imports.rows": lambda by, w: imports.rows(by, w.staged.pk),
    "imports.problems": lambda by, w: imports.problems(by, w.staged.pk),
    "imports.identities": lambda by, w: imports.identities(by, w.filing.pk),
    "imports.lines_of_same_file": lambda by, w: imports.lines_of_same_file(
        by, w.filing.pk, w.staged.sha256
    ),
    "imports.last_versions": lambda by, w: imports.last_versions(by, [w.row.pk]),
    "imports.registered": lambda by, w: imports.registered(by, "3104"),
    "old_lists.visible": lambda by, w: old_lists.visible(by),
    "old_lists.takeable": lambda by, w: old_lists.takeable(by).filter(pk=w.list.pk),
    "old_lists.offered": lambda by, w: old_lists.offered(by),
    "old_lists.shown": lambda by, w: old_lists.shown(by, w.list.pk),
    "old_lists.with_table": lambda by, w: old_lists.with_table(by, w.list.pk),
    "old_lists.producers": lambda by, w: old_lists.producers(by, w.list.pk),
    "old_lists.elsewhere": lambda by, w: old_lists.elsewhere(by, w.list.pk),
    "old_lists.others": lambda by, w: old_lists.others(by, w.list.pk),
    "old_lists.taken": lambda by, w: old_lists.taken(by, w.list.pk),
    "old_lists.memories": lambda by, w: old_lists.memories(by),
    "old_lists.remembered": lambda by, w: old_lists.remembered(by, "0" * 64),
    "register.bare": lambda by, w: register.bare(by, w.producer.number),
    "register.holders": lambda by, w: register.holders(by, w.producer.citizen_id),
    "register.turned": lambda by, w: register.turned(by, register.search(by), size=9).rows,
    "register.visible": lambda by, w: register.visible(by),
    "register.products": lambda by, w: register.products(by, text=w.producer.name),
    "register.search": lambda by, w: register.search(by, text=w.producer.name),
    "register.producer_for": lambda by, w: register.producer_for(by, w.producer.number),
    "register.registrations_of": lambda by, w: register.registrations_of(by, w.producer),
    "registrations.visible": lambda by, w: registrations.visible(by),
    "registrations.registration_for": lambda by, w: registrations.registration_for(by, w.row.pk),
    "registrations.place_of": lambda by, w: registrations.place_of(by, w.row.pk),
    "registrations.form_of": lambda by, w: registrations.form_of(by, w.row.pk),
    "registrations.product_for": lambda by, w: registrations.product_for(by, w.row.pk, 1),
    "permits.expiring": lambda by, w: permits.expiring(by, w.ends_on),
    "registrations.listed": lambda by, w: registrations.listed(by, **HERE),
    "registrations.filed": lambda by, w: registrations.filed(by, quarter=QUARTER, province="31"),
    "registrations.products_filed": lambda by, w: registrations.products_filed(by, **HERE),
    "registrations.queue": lambda by, w: registrations.queue(by, quarter=QUARTER, province="31"),
    "registrations.certified": lambda by, w: registrations.certified(
        by, quarter=QUARTER, province="31"
    ),
    "registrations.whole": lambda by, w: registrations.whole(by),
    "registrations.first_drafts": lambda by, w: registrations.first_drafts(by, w.filing, 9),
    "registrations.drafts": lambda by, w: registrations.drafts(by, **HERE),
    "workbooks.filed": lambda by, w: sheets.filed(by, **HERE),
    "workbooks.carried": lambda by, w: sheets.carried(by, district="3104", quarter="2561-3"),
    "transfers.visible": lambda by, w: transfers.visible(by),
    "transfers.live": lambda by, w: transfers.live(by),
    "transfers.past": lambda by, w: transfers.past(by),
    "transfers.waiting": lambda by, w: transfers.waiting(by),
    "transfers.of_producer": lambda by, w: transfers.of_producer(by, w.transfer.producer),
    "transfers.moved": lambda by, w: transfers.moved(by, QUARTER),
    "transfers.leaving": lambda by, w: transfers.leaving(by),
    "transfers.arriving": lambda by, w: transfers.arriving(by, "2561-3"),
    "transfers.underway": lambda by, w: transfers.underway(by, QUARTER),
    "merges.related": lambda by, w: merges.related(by, w.duplicate),
    "tallies.read": lambda by, w: tallies.read(by, w.filing.quarter, "3104", "quarter").cells,
    **later.ASKED,
}
# Their answer is no row but what a row's rules look at; ``within`` says whose it is.
LOOKS = {
    "situations.of_registration": lambda by, w, on: situations.of_registration(by, w.row, on),
    "situations.of_registrations": lambda by, w, on: situations.of_registrations(by, [w.row], on),
    "situations.of_filing": lambda by, w, on: situations.of_filing(by, w.filing, on),
    "situations.of_importing": lambda by, w, on: situations.of_importing(by, w.filing, on),
    "situations.of_asking": lambda by, w, on: situations.of_asking(by, w.filing, on),
    "situations.of_transfers": lambda by, w, on: situations.of_transfers(
        by, [w.transfer], w.filing, on
    ),
    "situations.of_certification": lambda by, w, on: situations.of_certification(
        by, w.certification, on
    ),
    "situations.of_clean": lambda by, w, on: situations.of_clean(by, w.certification, on),
    "situations.of_quarter": lambda by, w, on: situations.of_quarter(by, w.filing.quarter, on),
    **later.LOOKS,
}
# A row of the province, which an officer of any of its districts may see.
OF_THE_PROVINCE = {
    "certifications.visible", "certifications.certification_for", "certifications.overview",
    "certifications.latest_snapshot", "clean_sets.done",
}  # fmt: skip
# All districts of a province at once: not for one of them.
OF_WHOLE_PROVINCES = {"cockpit.read"}

# What is typed is the own office's, a kept filter its officer's; ``own`` even its officer's alone
# (services/test_drafts.py).
OF_THE_OFFICE = {
    name for name in ASKED if name.startswith(("drafts.", "filters.", "imports.", "old_lists."))
}
# The world's list of the province speaks of 3104 alone.
_BOTH = frozenset(("own_district", "own_province"))
SAW_LISTS = {"old_lists.visible": _BOTH, "old_lists.memories": _BOTH}

SEES = {"own_district", "own_province", "department", "reader"}


def found(question, by, world):
    try:
        answer = question(by, world)
    except ObjectDoesNotExist:
        return False
    if isinstance(answer, Iterable):
        return bool(list(answer))
    return bool(answer)


def test_every_selector_is_asked():
    assert set(ASKED) | set(LOOKS) == set(READS)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_foreign_row_does_not_exist(world, personas, name):
    saw = {who for who, persona in personas.items() if found(ASKED[name], persona.by, world)}

    if name in later.SAW:
        assert saw == later.SAW[name]
        return
    if name in OF_THE_OFFICE:
        assert saw == SAW_LISTS.get(name, {"own_district"})
        return
    if name in OF_WHOLE_PROVINCES:
        assert saw == SEES - {"own_district"}
        return
    assert saw == SEES | ({"other_district"} if name in OF_THE_PROVINCE else set())


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_a_foreign_situation_says_so(world, personas, name):
    on = moment(QUARTER, Step.ENTRY)
    for who, persona in personas.items():
        answer = LOOKS[name](persona.by, world, on)
        seen = answer if not isinstance(answer, Iterable) else next(iter(_values(answer)))
        own = persona.by.covers(
            {
                "situations.of_quarter": "th",
                "situations.of_certification": "31",
                "situations.of_clean": "31",
            }.get(name, "3104")
        )
        assert seen.within == own, who


def _values(answer):
    return answer.values() if isinstance(answer, dict) else answer


def test_extensions_are_shown_to_whom_they_speak(plan, personas, department):
    orders.extend(
        by=department.by, on=moment(QUARTER, Step.ENTRY), quarter=QUARTER, step=Step.ENTRY,
        until_on=moment(QUARTER, Step.CLOSING).date(), reason="น้ำท่วม", scope="DISTRICT",
        district="3104",
    )  # fmt: skip

    saw = {who for who, persona in personas.items() if letters.extensions_for(persona.by)}
    assert saw == SEES


def test_lists_carry_no_citizen_id(world, personas):
    """Deferred, so that no template can print one without a query that a test would see."""
    by = personas["own_province"].by
    rows = [*registrations.listed(by, **HERE), *register.search(by)]

    assert rows
    for row in rows:
        assert {"citizen_id", "proxy_citizen_id"} <= row.get_deferred_fields()


def test_the_queue_holds_submitted_rows_of_handed_over_filings(world, personas):
    by = personas["own_province"].by
    neighbour = factories.RegistrationFactory(district="3103", state="SUBMITTED")
    queue = registrations.queue(by, quarter=QUARTER, province="31")

    assert neighbour not in queue
    assert {row.state for row in queue} == {"SUBMITTED"}
    assert Registration.objects.filter(state="SUBMITTED").count() == queue.count() + 1
