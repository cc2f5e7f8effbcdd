"""Opening and closing quarters: the department's deeds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from registration import calendar, clock, workflow
from registration.enums import QuarterState
from registration.errors import Refusal
from registration.models import (
    Announcement,
    Certification,
    District,
    Filing,
    FiscalQuarter,
    Province,
)
from registration.scoping import Jurisdiction
from registration.selectors import situations
from registration.services import finishing, journal, news, rehearsing, snapshots, states

# A rehearsal goes on where these say no: what they ask for may still come before the closing.
_ONLY_TELL = {"no_window", "too_early", "too_late", "left_out"}


def ensure_open(*, by: Jurisdiction | None, on: datetime, code: str) -> FiscalQuarter:
    """The quarter with a filing for every district and a certification for every province.

    Called where an order sets its first window, inside that transaction. Safe to repeat: what is
    there stays, new districts get their filing.
    """
    parsed = calendar.QuarterCode.parse(code)
    quarter, _created = FiscalQuarter.objects.get_or_create(
        code=str(parsed), defaults={"year": parsed.year, "number": parsed.number}
    )
    # Waits for a closing under way, so that no window is set on a quarter just closed.
    quarter = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter.pk)
    if quarter.state == QuarterState.CLOSED:
        return quarter
    Filing.objects.bulk_create(
        [
            Filing(quarter=quarter, district=district)
            for district in District.objects.exclude(filings__quarter=quarter)
        ],
        batch_size=500,
    )
    Certification.objects.bulk_create(
        [
            Certification(quarter=quarter, province=province)
            for province in Province.objects.exclude(certifications__quarter=quarter)
        ]
    )
    if quarter.state == QuarterState.PLANNED:
        states.move(quarter, workflow.OPEN_QUARTER, by, on)
        journal.record(by, on, "quarter.open", quarter)
    return quarter


@transaction.atomic
def close(
    *,
    by: Jurisdiction,
    on: datetime,
    code: str,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_position: str,
    without_reason: str = "",
    without: Mapping[str, str] | None = None,
) -> Announcement:
    """Close a quarter: what a province announced is closed, all else lapses and is offered again.

    Every province that has not announced needs a reason: its own in ``without`` (by province code),
    or ``without_reason`` for all that have none.
    """
    without = without or {}
    quarter = finishing.locked(code)
    situation = situations.of_quarter(by, quarter, on, reason=without_reason, without=without)
    permit = states.allow(workflow.CLOSE_QUARTER, situation)
    paper = {
        "number": number, "dated_on": dated_on, "signatory": signatory,
        "signatory_position": signatory_position, "without_reason": without_reason,
    }  # fmt: skip
    announcement = finishing.finish(by, on, quarter, paper, without, permit).announcement
    news.closed(by, on, quarter, number)
    return announcement


@dataclass(frozen=True)
class Rehearsal:
    """What closing now would do, and every rule that still says no."""

    blockers: tuple[Refusal, ...]
    totals: dict[str, Counter]  # by span: what the announcement would say
    sha256: str
    lapsing: dict[str, Counter]  # by province and reason
    missing: list[str]  # provinces that have not announced
    seconds: float
    on: datetime


@transaction.atomic
def rehearse(*, by: Jurisdiction, on: datetime, code: str) -> Rehearsal:
    """Close a quarter and take it back: nothing stays but an entry in the journal.

    The window and missing provinces hold only the closing back and are told as ``blockers``. Raises
    ``Refused`` where there is nothing to close, or where somebody is writing for long.

    While it runs it holds what a closing holds (the quarter, its certifications and filings), so
    whoever writes into the quarter waits: as long as ``make benchmark-closing`` says, which is
    seconds. Who reads waits for nothing, and the locks go before the journal's entry is written.
    """
    seconds = clock.stopwatch()

    def closing() -> tuple[list[Refusal], finishing.Finished]:
        quarter = finishing.locked(code)
        situation = situations.of_quarter(by, quarter, on)
        blockers = workflow.refusals(workflow.CLOSE_QUARTER, situation)
        states.demand(next((each for each in blockers if each.rule not in _ONLY_TELL), None))
        paper = {
            "number": "-", "dated_on": calendar.day_of(on), "signatory": by.name,
            "signatory_position": by.position, "without_reason": "-",
        }  # fmt: skip
        return blockers, finishing.finish(by, on, quarter, paper, {}, "")

    blockers, finished = rehearsing.taken_back(closing)
    found = Rehearsal(
        tuple(blockers), snapshots.totals(finished.snapshot), finished.snapshot.sha256,
        finished.lapsed, finished.missing, seconds(), on,
    )  # fmt: skip
    after = {
        "sha256": found.sha256, "blockers": [each.rule for each in blockers],
        "lapsing": sum(each.total() for each in found.lapsing.values()),
    }  # fmt: skip
    journal.record(by, on, "quarter.rehearse", finished.announcement.quarter, after=after)
    return found
