"""Everything the rules may look at for one row at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import CertificationState, FilingState, QuarterState, Role, Step
from registration.workflow.standings import Grant, Permit, Standing


@dataclass(frozen=True)
class Situation:
    """Everything the rules may look at for one row at one instant.

    ``received`` is when the file came in whose rows are written now: a window that was open then
    allows it, too. All else is judged as it stands now.
    """

    role: Role
    within: bool
    now: datetime
    state: str
    quarter_state: str = QuarterState.OPEN
    filing_state: str = FilingState.ENTRY
    certification_state: str = CertificationState.WAITING
    standings: Mapping[Step, Standing] = field(default_factory=dict)
    grant: Grant | None = None
    edited_by_me: bool = False
    reason: str = ""
    undecided: int = 0  # drafts (hand over) or submitted rows (announce) that are left
    gaps: int = 0  # what a half-mended registration still lacks (call back)
    decided: int = 0  # rows the province has already decided (take back)
    filed: int = 0  # live registrations of the filing
    declares_nil: bool = False
    left_out: int = 0  # offices that an announcement leaves out
    explained: int = 0  # those of them that are left out with a reason of their own
    # a transfer, more time or a correction that the own office asked for
    asked_by_us: bool = False
    is_registered: bool = False  # the transfer's producer has a registration that is not done with
    is_active: bool = True  # the transfer's producer has not been cancelled
    undrawn: int = 0  # unchanged rows of a filing that no sample was drawn from
    unchecked: int = 0  # drawn rows of it that nobody has looked at
    received: datetime | None = None

    def permit(self, step: Step) -> Permit | None:
        standing = self.standings.get(step)
        if standing is None:
            return None
        return standing.permit(self.now) or self._permit_at_receipt(standing)

    def _permit_at_receipt(self, standing: Standing) -> Permit | None:
        if self.received is None or self.received > self.now:
            return None
        permit = standing.permit(self.received)
        if not permit:
            return None
        words = {"permit": permit, "time": calendar.thai_datetime(self.received)}
        return Permit(_("%(permit)s (รับไฟล์ไว้เมื่อ %(time)s)") % words, permit.extension)

    def with_grant(self, grant: Grant) -> Self:
        """The same for whoever only looks: for the province no grant is read."""
        return replace(self, grant=grant)

    @property
    def grant_until(self) -> date | None:
        """The last day of the return grant; ``None`` without one.

        Its own day or the end of the certification, whichever is earlier: an order that shortens
        the window while the grant lives shortens the grant, and a longer window does not lengthen
        it. No row means closed here too.
        """
        certification = self.standings.get(Step.CERTIFICATION)
        last = certification and certification.last_day
        return min(self.grant.until_on, last) if self.grant and last else None

    def grant_permit(self) -> str | None:
        until = self.grant_until
        if until is None or not replace(self.grant, until_on=until).contains(self.now):
            return None
        return _("สิทธิ์แก้ไขรายการที่ส่งกลับ ถึง %(until)s") % {"until": calendar.thai_date(until)}
