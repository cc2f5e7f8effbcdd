"""Where a district stands in a quarter, whether it is late, and who waits for whom.

These answers open and close nothing: they are for whoever watches many offices at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from registration.enums import CertificationState, FilingState, RegistrationState, Stage, Waiting
from registration.workflow.standings import Standing

_S = RegistrationState
_WITH_DISTRICT = frozenset({Stage.NOT_BEGUN, Stage.ENTERING, Stage.SUBMITTED})
_WITH_PROVINCE = frozenset({Stage.HANDED_OVER, Stage.CERTIFYING})
_DECISIONS = (_S.CERTIFIED, _S.RETURNED, _S.REJECTED)


@dataclass(frozen=True)
class Progress:
    """The stamps of one district in one quarter, and its registrations by state.

    ``submitted_at`` is the oldest of those that wait for a decision, ``returned_at`` the oldest of
    those sent back, ``decided_at`` the latest decision.
    """

    filing_state: str
    certification_state: str
    n: Mapping[str, int] = field(default_factory=dict)
    began_at: datetime | None = None
    handed_over_at: datetime | None = None
    certified_at: datetime | None = None
    submitted_at: datetime | None = None
    returned_at: datetime | None = None
    decided_at: datetime | None = None

    def has(self, *states: str) -> bool:
        return any(self.n.get(state) for state in states)


@dataclass(frozen=True)
class Wait:
    what: Waiting
    since: datetime


def stage_of(row: Progress) -> Stage:
    """A filing that was not handed over before its province announced is left out: nothing takes
    it in any more.
    """
    if row.filing_state == FilingState.CLOSED:
        return Stage.CLOSED if row.certified_at else Stage.LEFT_OUT
    if row.filing_state == FilingState.CERTIFIED:
        return Stage.ANNOUNCED
    if row.certification_state != CertificationState.WAITING:
        return Stage.LEFT_OUT
    if row.filing_state == FilingState.HANDED_OVER:
        return Stage.CERTIFYING if row.has(*_DECISIONS) else Stage.HANDED_OVER
    if row.has(_S.DRAFT):
        return Stage.ENTERING
    if row.has(_S.SUBMITTED):
        return Stage.SUBMITTED
    return Stage.ENTERING if row.began_at else Stage.NOT_BEGUN


def is_late(stage: Stage, entry: Standing, certification: Standing, on: datetime) -> bool:
    """Whether the office that has to act may not any more: its window is over, nothing extends
    it.
    """
    if stage in _WITH_DISTRICT:
        return entry.is_over(on)
    return stage in _WITH_PROVINCE and certification.is_over(on)


def waits_of(row: Progress, stage: Stage, entry: Standing, on: datetime) -> tuple[Wait, ...]:
    """What this district is waited for, or waits for. Both at once where the province has some
    rows to decide and sent others back.
    """
    if stage in _WITH_DISTRICT:
        if entry.window is None or on < entry.window.period.opens_at:
            return ()
        return (Wait(Waiting.HAND_OVER, entry.window.period.opens_at),)
    if stage == Stage.ANNOUNCED and row.certified_at:
        return (Wait(Waiting.CLOSE, row.certified_at),)
    if stage not in _WITH_PROVINCE or row.handed_over_at is None:
        return ()
    found = []
    if row.submitted_at and row.has(_S.SUBMITTED):
        # What came before the filing waits with it, what was mended waits since it came back.
        since = max(row.submitted_at, row.handed_over_at)
        found.append(Wait(Waiting.DECIDE, since))
    if row.returned_at and row.has(_S.RETURNED):
        found.append(Wait(Waiting.MEND, row.returned_at))
    if not found:
        since = max(row.decided_at or row.handed_over_at, row.handed_over_at)
        found.append(Wait(Waiting.ANNOUNCE, since))
    return tuple(found)


def wait_of_province(state: str, certification: Standing, on: datetime) -> Wait | None:
    """The department waits for an announcement from the day on which it may be made."""
    window = certification.window
    if state != CertificationState.WAITING or window is None or on < window.period.opens_at:
        return None
    return Wait(Waiting.ANNOUNCE, window.period.opens_at)
