"""What is decided about a registration: submit and recall by the district, the rest by the
province.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.cautions import unanswered
from registration.enums import Step
from registration.errors import Incomplete, Refusal, Refused
from registration.models import Filing, Registration, ReturnGrant
from registration.problems import Problem
from registration.scoping import Jurisdiction, within
from registration.selectors import lookups, plan, returns, situations, verdicts
from registration.selectors.registrations import cautions_of, drafts, missing
from registration.services import (
    editors,
    filings,
    journal,
    news,
    registrations,
    returning,
    states,
)
from registration.services import reasons as reasons_given
from registration.workflow import Transition

_PART = 500  # drafts in memory at a time
_NO_REASON = {"decision_reason": "", "decision_codes": []}


@transaction.atomic
def submit(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    reasons: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Registration:
    """Submit a complete draft, or send a returned registration back mended.

    ``reasons`` say why the district goes on where a rule only warns, by the caution's code;
    ``answers`` what it answers the province, by flagged field. Raises
    ``Incomplete`` with everything that is missing, then ``Unanswered`` where a reason is. The
    officer who submits signs for receipt.
    """
    row = registrations.locked(by, registration)
    mending = row.state in workflow.RESUBMIT.sources
    transition = workflow.RESUBMIT if mending else workflow.SUBMIT
    permit = states.allow(transition, situations.of_registration(by, row, on))
    _demand_complete(by, row, on)
    kept = reasons_given.answer(row, reasons or {}, on)
    after = {"kept_warnings": kept} if kept != row.kept_warnings else {}
    if mending:
        returning.answered(by, on, row, answers or {}, permit)
        returning.end_return(row, on)
    states.move(
        row, transition, by, on,
        received_by_name=by.name, received_by_position=by.position, kept_warnings=kept,
    )  # fmt: skip
    editors.remember([row.pk], by.officer_id)
    journal.record(by, on, f"registration.{transition.name}", row, after=after, permit=permit)
    if mending:
        news.resubmitted(by, on, row)
    return row


@transaction.atomic
def submit_complete(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, registrations: Iterable[int]
) -> list[Registration]:
    """Submit those of a filing's drafts that lack nothing, as ``submit`` would one by one; the rest
    stay drafts. Returns what was submitted, in filing order.
    """
    filings.locked(by, district=district, quarter=quarter)
    wanted = set(registrations)
    rows = list(
        drafts(by, quarter=quarter, district=district)
        .filter(pk__in=wanted)
        .select_for_update(of=("self",))
    )
    if len(rows) != len(wanted):
        raise Registration.DoesNotExist
    found, entries, held_back = [], [], verdicts.held_back(by, rows)
    for row, situation in zip(rows, situations.of_registrations(by, rows, on), strict=True):
        permit = states.allow(workflow.SUBMIT, situation)
        if not (problems_of(row, on) or held_back[row.pk]):
            found.append(row)
            entries.append(journal.entry_of(by, on, "registration.submit", row, permit=permit))
    complete = Registration.objects.filter(pk__in=[row.pk for row in found])
    receipt = {"received_by_name": by.name, "received_by_position": by.position}
    if states.move_all(complete, workflow.SUBMIT, by, on, **receipt) != len(found):
        raise Refused(states.stale())
    editors.remember([row.pk for row in found], by.officer_id)
    journal.record_many(entries)
    return found


@transaction.atomic
def submit_all_complete(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str
) -> tuple[int, int]:
    """Submit every draft of a filing that lacks nothing; the officer signs for receipt of each.
    Returns how many were submitted and how many stay drafts; ``Refused`` where there is none.
    """
    filing = filings.locked(by, district=district, quarter=quarter)
    states.demand(workflow.entry_refusal(situations.of_filing(by, filing, on)))
    waiting = drafts(by, quarter=quarter, district=district).values_list("pk", flat=True)
    keys, submitted = list(waiting), 0
    if not keys:
        raise Refused(Refusal("state", _("แฟ้มนี้ไม่มีร่างที่รอยื่น")))
    with plan.remembered():
        for start in range(0, len(keys), _PART):
            part = keys[start : start + _PART]
            done = submit_complete(
                by=by, on=on, district=district, quarter=quarter, registrations=part
            )
            submitted += len(done)
    return submitted, len(keys) - submitted


def problems_of(row: Registration, on: datetime) -> list[Problem]:
    """What keeps a registration from being submitted as it stands, reasons among it."""
    odd = unanswered(cautions_of(row, on), row.kept_warnings)
    return missing(row, on) + [Problem(each.place, each.sentence) for each in odd]


@transaction.atomic
def recall(*, by: Jurisdiction, on: datetime, registration: int) -> Registration:
    """Make a submitted registration a draft again while the filing is still the district's."""
    return _decide(by, on, registration, workflow.RECALL)


@transaction.atomic
def withdraw(*, by: Jurisdiction, on: datetime, registration: int, reason: str) -> Registration:
    """Withdraw a draft for good; the producer may be entered again."""
    return _decide(by, on, registration, workflow.WITHDRAW, reason)


@transaction.atomic
def reject(
    *, by: Jurisdiction, on: datetime, registration: int, reason: str, reasons: Iterable[str] = ()
) -> Registration:
    """``reasons`` are codes of the list, ``reason`` the officer's own words: one of both."""
    codes, reason = returning.reason_of(lookups.FOR_REJECT, reasons, reason)
    row = _decide(by, on, registration, workflow.REJECT, reason, codes)
    news.rejected(by, on, row)
    return row


@transaction.atomic
def revoke(*, by: Jurisdiction, on: datetime, registration: int, reason: str) -> Registration:
    """Take a certification back before the announcement."""
    return _decide(by, on, registration, workflow.REVOKE, reason)


@transaction.atomic
def send_back(
    *,
    by: Jurisdiction,
    on: datetime,
    registration: int,
    comment: str,
    flags: Mapping[str, str],
    until_on: date | None = None,
    reasons: Iterable[str] = (),
) -> Registration:
    """Return a registration with a comment and a grant on the flagged fields.

    ``reasons`` are codes of the list; one of them or a ``comment`` is needed. ``flags`` maps field
    keys to a comment each (may be empty). ``until_on`` is at most the last
    day of the certification window or its extension; by default that day. Raises ``Refused`` with
    no flag at all.
    """
    row = registrations.locked(by, registration)
    codes, reason = returning.reason_of(lookups.FOR_RETURN, reasons, comment, "comment")
    situation = situations.of_registration(by, row, on, reason=reason)
    permit = states.allow(workflow.RETURN, situation)
    last = situation.standings[Step.CERTIFICATION].until(on)
    until_on = until_on or last
    _demand_grantable(flags, until_on, last, on)
    said = returns.said(row)
    states.move(row, workflow.RETURN, by, on, decision_reason=reason, decision_codes=codes)
    grant = ReturnGrant.objects.create(
        registration=row,
        fields=sorted(flags),
        until_on=until_on,
        said=said,
        granted_at=on,
        granted_by_id=by.officer_id,
    )
    returning.write(by, on, row, [("", reason), *flags.items()], grant)
    journal.record(
        by, on, "registration.return", row,
        after={"fields": sorted(flags), "until": until_on, "reasons": codes},
        reason=reason, permit=permit,
    )  # fmt: skip
    news.returned(by, on, row, until_on)
    return row


@transaction.atomic
def call_back(*, by: Jurisdiction, on: datetime, registration: int, reason: str) -> Registration:
    """Take a return back: the registration waits for the province again, with what the district
    has mended so far. ``Refused`` while it is half mended and lacks something.
    """
    row = registrations.locked(by, registration)
    situation = situations.of_registration(by, row, on, reason=reason)
    if situation.within and row.state in workflow.CALL_BACK.sources:
        situation = replace(situation, gaps=len(problems_of(row, on)))
    permit = states.allow(workflow.CALL_BACK, situation)
    returning.end_return(row, on)
    states.move(row, workflow.CALL_BACK, by, on, decision_reason=reason, decision_codes=[])
    journal.record(by, on, "registration.call_back", row, reason=reason, permit=permit)
    news.called_back(by, on, row)
    return row


@transaction.atomic
def certify(
    *, by: Jurisdiction, on: datetime, registrations: Iterable[int], together: bool = False
) -> int:
    """Certify one or many registrations, all or none. Returns how many.

    The first registration that may not be certified is named and nothing is written. The journal
    tells which were certified ``together``, unchanged and not opened one by one.
    """
    action = "registration.certify_clean" if together else "registration.certify"
    return _decide_many(by, on, registrations, workflow.CERTIFY, action)


@transaction.atomic
def revoke_many(
    *, by: Jurisdiction, on: datetime, registrations: Iterable[int], reason: str
) -> int:
    """Take certifications back before the announcement, all or none. Returns how many."""
    return _decide_many(by, on, registrations, workflow.REVOKE, "registration.revoke", reason)


def _decide_many(
    by, on, registrations, transition: Transition, action: str, reason: str = ""
) -> int:
    wanted = sorted(set(registrations))
    rows = Registration.objects.filter(within(by, "filing__district"), pk__in=wanted)
    if rows.count() != len(wanted):
        raise Registration.DoesNotExist
    keys = filings.locked_keys(Filing.objects.filter(pk__in=rows.values("filing_id")))
    held = filings.with_places().in_bulk(keys)
    locked = list(rows.select_for_update(of=("self",)).defer("citizen_id", "proxy_citizen_id"))
    for row in locked:
        row.filing = held[row.filing_id]
    entries = []
    found = situations.of_registrations(by, locked, on, reason=reason)
    for row, situation in zip(locked, found, strict=True):
        permit = _allow_named(row, transition, situation, alone=len(wanted) == 1)
        entries.append(journal.entry_of(by, on, action, row, reason=reason, permit=permit))
    stamps = _stamps(transition, reason)
    if states.move_all(rows, transition, by, on, **stamps) != len(wanted):
        raise Refused(states.stale())
    journal.record_many(entries)
    return len(wanted)


def _allow_named(row: Registration, transition: Transition, situation, *, alone: bool) -> str:
    try:
        return states.allow(transition, situation)
    except Refused as error:
        if alone:
            raise
        refusal = error.refusal
        raise Refused(
            Refusal(
                refusal.rule,
                _("%(action)sไม่ได้ทั้งชุด เพราะรายการ %(reference)s: %(sentence)s")
                % {
                    "action": transition.label,
                    "reference": row.reference,
                    "sentence": refusal.sentence,
                },
                refusal.window_text,
                refusal.order_text,
                refusal.opens_again_text,
            )
        ) from error


def _stamps(transition: Transition, reason: str, codes: Iterable[str] = ()) -> dict:
    """What a decision writes beside its state; a revoked certification leaves no stamp."""
    stamps = {"decision_reason": reason, "decision_codes": list(codes)}
    if transition is workflow.REVOKE:
        stamps |= {"certified_at": None, "certified_by": None}
    return stamps


def _decide(
    by, on, registration: int, transition: Transition, reason: str = "", codes: Iterable[str] = ()
) -> Registration:
    row = registrations.locked(by, registration)
    situation = situations.of_registration(by, row, on, reason=reason)
    permit = states.allow(transition, situation)
    states.move(row, transition, by, on, **_stamps(transition, reason, codes))
    after = {"reasons": list(codes)} if codes else {}
    journal.record(
        by, on, f"registration.{transition.name}", row, after=after, reason=reason, permit=permit
    )
    return row


def _demand_complete(by: Jurisdiction, row: Registration, on: datetime) -> None:
    problems = missing(row, on) + verdicts.held_back(by, [row])[row.pk]
    if problems:
        raise Incomplete([(problem.place, problem.sentence) for problem in problems])


def _demand_grantable(flags, until_on: date, last: date, on: datetime) -> None:
    if not flags:
        raise Refused(Refusal("no_flags", _("เลือกช่องที่ให้อำเภอแก้ไขอย่างน้อยหนึ่งช่อง")))
    if not calendar.day_of(on) <= until_on <= last:
        raise Refused(
            Refusal(
                "grant_too_long",
                _("กำหนดแก้ไขต้องไม่ก่อนวันนี้ และไม่เกินวันสุดท้ายของช่วงตรวจสอบรับรอง คือ %(last)s")
                % {"last": calendar.thai_date(last, "long")},
            )
        )
