"""What the page says at its top: what may be done now and until when, or why it is locked."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import Role
from registration.selectors import plan
from registration.workflow import Standing

SOON = 5  # working days: as long as a certification window; from there on the banner warns


@dataclass(frozen=True)
class Banner:
    """Bare texts for ``components/window_banner.html``, which writes the labels. Empty where there
    is nothing to say.
    """

    open: bool
    sentence: str
    until: str = ""
    working_days_left: int | None = None
    window: str = ""
    order: str = ""
    opens_again: str = ""
    # More time may be asked for, by these roles: the query that fills in the form.
    asking: str = ""
    askers: frozenset[Role] = frozenset()


def banner(standing: Standing, on: datetime) -> Banner:
    """One step as it stands for an office at ``on``. Runs one query, for the holidays, and only
    while the step is open.
    """
    refusal = standing.refusal(on)
    if refusal:
        found = _locked(standing, refusal.sentence, on)
        return _with_asking(found, standing) if refusal.rule == "too_late" else found
    until = standing.until(on)
    found = Banner(
        True,
        _("อยู่ในช่วงเวลา “%(step)s”") % {"step": standing.step.label},
        until=calendar.thai_date(until, "long"),
        working_days_left=calendar.working_days_left(on, until, plan.holidays()),
        order=_order(standing, on),
    )
    return _with_asking(found, standing) if found.working_days_left <= SOON else found


def _with_asking(found: Banner, standing: Standing) -> Banner:
    if not standing.quarter:
        return found
    query = urlencode({"quarter": standing.quarter, "step": standing.step})
    return replace(found, asking=query, askers=workflow.ASKERS[standing.step])


def grant_banner(until_on: date, on: datetime, standing: Standing) -> Banner:
    """For a district whose own window is over: what a live return grant still lets it do."""
    until = calendar.thai_date(until_on, "long")
    left = calendar.working_days_left(on, until_on, plan.holidays())
    return _with_asking(Banner(True, _("แก้ไขได้เฉพาะช่องที่จังหวัดส่งกลับ"), until, left), standing)


def _locked(standing: Standing, sentence: str, on: datetime) -> Banner:
    window = standing.window
    if window is None:
        return Banner(False, sentence, opens_again=_("เมื่อกรมการพัฒนาชุมชนกำหนดช่วงเวลา"))
    return Banner(
        False,
        sentence,
        window=calendar.thai_period(window.opens_on, window.closes_on),
        order=window.order_text,
        opens_again=calendar.thai_date(window.opens_on, "long")
        if on < window.period.opens_at
        else _("เมื่อกรมการพัฒนาชุมชนขยายเวลา หรือในไตรมาสถัดไป"),
    )


def _order(standing: Standing, on: datetime) -> str:
    """The order whose window is open, or else the extension that keeps the step open."""
    window = standing.window
    if window and window.period.contains(on):
        return window.order_text
    return next(
        _("การขยายเวลา %(order)s") % {"order": extension.order_text}
        for extension in standing.extensions
        if extension.contains(on)
    )
