"""What the page says at its top: what may be done now and until when, or why it is locked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.selectors import plan
from registration.workflow import Standing


@dataclass(frozen=True)
class Banner:
    """Texts for ``components/window_banner.html``; empty where there is nothing to say."""

    open: bool
    sentence: str
    until: str = ""
    working_days_left: int | None = None
    window: str = ""
    order: str = ""
    opens_again: str = ""


def banner(standing: Standing, on: datetime) -> Banner:
    """One step as it stands for an office at ``on``. Runs one query, for the holidays."""
    refusal = standing.refusal(on)
    if refusal:
        return Banner(
            False,
            refusal.sentence,
            window=refusal.window_text,
            order=refusal.order_text,
            opens_again=refusal.opens_again_text,
        )
    until = standing.until(on)
    return Banner(
        True,
        _("อยู่ในช่วงเวลา “%(step)s”") % {"step": standing.step.label},
        until=calendar.thai_date(until, "long"),
        working_days_left=calendar.working_days_left(on, until, plan.holidays()),
        order=standing.permit(on),
    )
