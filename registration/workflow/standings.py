"""How a step of a quarter stands for one office: its window, its extensions, a return grant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Step
from registration.errors import Refusal


class Permit(str):
    """What allows a deed, in words for the journal; ``extension`` is the key of the extension that
    does, where one does: so what was done under it can be listed.
    """

    __slots__ = ("extension",)
    extension: int | None

    def __new__(cls, text: str, extension: int | None = None):
        permit = super().__new__(cls, text)
        permit.extension = extension
        return permit


@dataclass(frozen=True)
class DecidingWindow:
    """The window that decides for an office: the most specific, newest live order's."""

    step: Step
    opens_on: date
    closes_on: date
    order_text: str

    @property
    def period(self) -> calendar.Period:
        return calendar.Period(self.opens_on, self.closes_on)


@dataclass(frozen=True)
class LiveExtension:
    """An extension nobody revoked: from the instant of its grant to the end of ``until_on``."""

    granted_at: datetime
    until_on: date
    order_text: str
    key: int | None = None

    def contains(self, instant: datetime) -> bool:
        end = calendar.Period(self.until_on, self.until_on).closes_at
        return self.granted_at <= instant < end


@dataclass(frozen=True)
class Standing:
    """One step of one quarter as it stands for one office.

    ``quarter`` is empty once it is closed: nobody asks for more time in it then.
    """

    step: Step
    window: DecidingWindow | None = None
    extensions: tuple[LiveExtension, ...] = ()
    quarter: str = ""

    def permit(self, instant: datetime) -> Permit | None:
        """What allows writing at ``instant``, in words for the journal; ``None`` when nothing
        does.
        """
        if self.window and self.window.period.contains(instant):
            words = {"step": self.step.label, "order": self.window.order_text}
            return Permit(_("ช่วงเวลา%(step)s ตาม%(order)s") % words)
        for extension in self.extensions:
            if extension.contains(instant):
                words = {
                    "until": calendar.thai_date(extension.until_on),
                    "order": extension.order_text,
                }
                return Permit(_("การขยายเวลาถึง %(until)s %(order)s") % words, extension.key)
        return None

    @property
    def last_day(self) -> date | None:
        """The last day that the window or an extension allows, past or to come."""
        days = [extension.until_on for extension in self.extensions]
        if self.window:
            days.append(self.window.closes_on)
        return max(days, default=None)

    def until(self, instant: datetime) -> date | None:
        """The last day on which writing is allowed, seen from ``instant``; ``None`` when it is
        not.
        """
        days = [e.until_on for e in self.extensions if e.contains(instant)]
        if self.window and self.window.period.contains(instant):
            days.append(self.window.closes_on)
        return max(days, default=None)

    def is_over(self, instant: datetime) -> bool:
        """Whether the window is past and nothing extends it; without a window nobody is late."""
        return (
            self.window is not None
            and instant >= self.window.period.closes_at
            and self.until(instant) is None
        )

    def refusal(self, instant: datetime) -> Refusal | None:
        """``None`` when the step may be worked on at ``instant``; otherwise the whole reason."""
        if self.permit(instant):
            return None
        if self.window is None:
            return Refusal(
                "no_window",
                _("ยังไม่มีหนังสือกำหนดช่วงเวลา “%(step)s” ของไตรมาสนี้ จึงยังทำรายการไม่ได้")
                % {"step": self.step.label},
                opens_again_text=_("กรมการพัฒนาชุมชนเป็นผู้กำหนดช่วงเวลา"),
            )
        early = instant < self.window.period.opens_at
        sentence = (
            _("ยังไม่ถึงช่วงเวลา “%(step)s” จึงยังทำรายการไม่ได้")
            if early
            else _("พ้นช่วงเวลา “%(step)s” แล้ว จึงทำรายการไม่ได้")
        )
        return Refusal(
            "too_early" if early else "too_late",
            sentence % {"step": self.step.label},
            window_text=_("ช่วงเวลา: %(period)s")
            % {"period": calendar.thai_period(self.window.opens_on, self.window.closes_on)},
            order_text=_("กำหนดโดย: %(order)s") % {"order": self.window.order_text},
            opens_again_text=_("เปิดวันที่ %(day)s")
            % {"day": calendar.thai_date(self.window.opens_on, "long")}
            if early
            else _("เปิดอีกครั้งเมื่อกรมการพัฒนาชุมชนอนุมัติขยายเวลา หรือในไตรมาสถัดไป"),
        )


@dataclass(frozen=True)
class Grant:
    """A live return grant: the flagged fields of one registration, to the end of ``until_on``."""

    fields: frozenset[str]
    granted_at: datetime
    until_on: date

    def contains(self, instant: datetime) -> bool:
        return LiveExtension(self.granted_at, self.until_on, "").contains(instant)


def proposed_until(last: date, today: date, holidays: Collection[date]) -> date:
    """The day until which a return is proposed to be mended: one working day before the last of the
    certification, so that the province can still look at what comes back; never before today.
    """
    return max(today, calendar.last_working_day_before(last, holidays))
