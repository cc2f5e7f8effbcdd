"""The three steps of a quarter as ``components/steps.html`` draws them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Step
from registration.workflow import Standing


@dataclass(frozen=True)
class StepText:
    label: str
    period_text: str
    state: str
    note: str = ""


def steps(standings: Mapping[Step, Standing], on: datetime) -> list[StepText]:
    """Where ``on`` lies in a quarter, as it stands for one office."""
    return [_text(standings[step], on) for step in Step]


def _text(standing: Standing, on: datetime) -> StepText:
    window = standing.window
    if window is None:
        return StepText(standing.step.label, _("ยังไม่กำหนด"), "future")
    period = calendar.thai_period(window.opens_on, window.closes_on)
    until = standing.until(on)
    if until and until > window.closes_on:
        note = _("ขยายเวลาถึง %(day)s") % {"day": calendar.thai_date(until)}
        return StepText(standing.step.label, period, "current", note)
    if until:
        return StepText(standing.step.label, period, "current")
    state = "future" if on < window.period.opens_at else "past"
    return StepText(standing.step.label, period, state)
