"""The list that an officer of the province works through: which one, where it goes on."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration.enums import Concern, FilingState, RegistrationState, Role

CLEAN = "CLEAN"  # the list of the unchanged, beside those of what concerns the province
_KINDS = {"", CLEAN, *Concern.values}
NEXT, PREVIOUS = "next", "previous"


@dataclass(frozen=True)
class Queue:
    """What waits in a district, or in the province where ``district`` is empty: all that concerns
    the province, one ``kind`` of it (a ``Concern``), or the unchanged.
    """

    province: str
    quarter: str
    district: str = ""
    kind: str = ""

    @property
    def token(self) -> str:
        """How forms and addresses carry it on."""
        return f"{self.district or self.province}.{self.kind}"

    @property
    def url(self) -> str:
        page = self.address("clean-set" if self.kind == CLEAN else "exceptions")
        return f"{page}?{urlencode({'concern': self.kind})}" if self.kind in Concern else page

    def address(self, name: str) -> str:
        return address(name, self.province, self.quarter, self.district)

    def step_url(self, pk: int, to: str = NEXT) -> str:
        """Leads on to the neighbour of a registration, whatever has become of it."""
        sent = {"after": pk, "to": to, "kind": self.kind}
        return f"{self.address('exceptions-step')}?{urlencode(sent)}"

    def takes(self, found) -> bool:
        if self.kind == CLEAN:
            return found.is_clean
        return self.kind in found.concerns if self.kind else not found.is_clean


def address(name: str, province: str, quarter: str, district: str = "") -> str:
    """The page of a district, or its sister for the whole province."""
    if district:
        return reverse(name, args=(province, quarter, district))
    return reverse(f"{name}-province", args=(province, quarter))


def named(by, row, text: str) -> Queue | None:
    """The queue that ``text`` (a ``token``) names for a registration, if it stands in it."""
    district, province = row.filing.district_id, row.filing.district.province_id
    area, _dot, kind = text.partition(".")
    if by.role != Role.PROVINCE or area not in (district, province) or kind not in _KINDS:
        return None
    return Queue(province, row.quarter_id, district if area == district else "", kind)


def usual(by, row) -> Queue | None:
    """The queue of its district, while a registration waits for the province."""
    if by.role != Role.PROVINCE or not waits(row):
        return None
    return Queue(row.filing.district.province_id, row.quarter_id, row.filing.district_id)


def waits(row) -> bool:
    """Whether it is the province's turn."""
    return row.state == RegistrationState.SUBMITTED and row.filing.state == FilingState.HANDED_OVER


def offer(by, row, text: str) -> dict | None:
    """Links for ``registration/exceptions/queue.html`` on the page of ``row``."""
    queue = named(by, row, text) or usual(by, row)
    if queue is None:
        return None
    names = {"": _("รายการที่ต้องดู"), CLEAN: _("รายการที่ไม่เปลี่ยนแปลง")}
    return {
        "token": queue.token,
        "name": names.get(queue.kind) or Concern(queue.kind).label,
        "place": row.filing.district if queue.district else row.filing.district.province,
        "url": queue.url,
        "next_url": queue.step_url(row.pk),
        "previous_url": queue.step_url(row.pk, PREVIOUS),
    }


def token_of(request) -> str:
    """The queue that a page was opened from, to be carried on."""
    return request.POST.get("queue") or request.GET.get("queue", "")


def led_on(view, row, done: str):
    """After a decision: to the next of the queue that the officer works through; without one back
    to the registration.
    """
    queue = named(view.by, row, token_of(view.request))
    if queue is None:
        messages.success(view.request, done)
        return redirect("registration", row.pk)
    # The next one is shown: which one was meant is said.
    messages.success(view.request, f"{row.name} – {done}")
    return redirect(queue.step_url(row.pk))
