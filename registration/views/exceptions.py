"""What a province has to look at itself, of one district or of all, and the way from one to the
next.
"""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration.enums import Concern, FilingState, Role, Step
from registration.guards import OfficerView
from registration.selectors import (
    certifications,
    clean_sets,
    exceptions,
    filings,
    registrations,
    situations,
)
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.pages import address, page_of
from registration.views.queues import NEXT, PREVIOUS, Queue
from registration.views.queues import address as page_url

ABOVE = frozenset({Role.PROVINCE, Role.DEPARTMENT})
_SIZE = 50


class AreaView(OfficerView):
    """A page of a province's quarter, or of one district of it (``district`` is not empty)."""

    roles = ABOVE
    district = ""

    def read(self, province: str, quarter: str, district: str = "") -> None:
        self.certification = certifications.certification_for(self.by, province, quarter)
        self.district = district
        self.filings = [
            row
            for row in filings.progress(self.by, quarter, province)
            if district in ("", row.district_id)
        ]
        if not self.filings:
            raise Http404

    @property
    def place(self):
        """The district, or the province."""
        return self.filings[0].district if self.district else self.certification.province

    def sorted(self) -> clean_sets.CleanSet:
        return clean_sets.clean_set(self.by, self.certification, self.on, district=self.district)

    def url(self, name: str) -> str:
        area = self.certification
        return page_url(name, area.province_id, area.quarter_id, self.district)

    def context(self, *crumbs, **more) -> dict:
        """What every page of an area shows; ``crumbs`` are places below the province's page."""
        area = self.certification
        situation = situations.of_clean(self.by, area, self.on)
        page = reverse("certification", args=(area.province_id, area.quarter_id))
        first = (_("ตรวจสอบรับรอง %(province)s") % {"province": area.province}, page)
        return {
            "breadcrumb": trail(first, *crumbs),
            "certification": area,
            "quarter": area.quarter,
            "place": self.place,
            "district": self.district,
            "standing": banner(situation.standings[Step.CERTIFICATION], self.on),
            "is_province": self.by.role == Role.PROVINCE,
            "n_missing_filings": sum(row.state == FilingState.ENTRY for row in self.filings),
            **more,
        }


class ExceptionsPage(AreaView):
    """``?concern=`` keeps to one kind; ``?end=`` says that a walk through them has ended."""

    def get(self, request, province, quarter, district=""):
        self.read(province, quarter, district)
        found = self.sorted()
        counts = exceptions.counted(found.concerning)
        wanted = request.GET.get("concern", "")
        wanted = wanted if wanted in counts else ""
        queue = Queue(province, quarter, district, wanted)
        rows = [each for each in found.concerning if queue.takes(each)]
        context = self.context(
            (_("รายการที่ต้องดู %(place)s") % {"place": self.place}, ""),
            n_concerning=len(found.concerning),
            n_clean=len(found.clean),
            n_returned=sum(row.n_returned for row in self.filings),
            n_certified=sum(row.n_certified + row.n_closed for row in self.filings),
            n_undrawn=sum(len(part.undrawn) for part in found.parts),
            n_unchecked=sum(len(part.unchecked) for part in found.parts),
            n_ready=len(found.rows),
            clean_url=self.url("clean-set"),
            chips=_chips(request, counts, len(found.concerning), wanted),
            token=queue.token,
            page=page_of(rows, request, _SIZE),
            has_ended=request.GET.get("end", ""),
        )
        return self.render("registration/exceptions/page.html", context)


def _chips(request, counts, n_all: int, wanted: str) -> list[dict]:
    """A link for each concern that there is, with how many registrations it is about."""
    shown = [(None, _("ทั้งหมด"), n_all)]
    shown += [(each.value, each.label, counts[each]) for each in Concern if counts[each]]
    return [
        {
            "label": label,
            "n": n,
            "url": address(request, concern=code, page=None, end=None),
            "is_current": (code or "") == wanted,
        }
        for code, label, n in shown
    ]


class Neighbour(AreaView):
    """GET ``after`` (a registration), ``to`` and ``kind``: leads to its neighbour in the queue, or
    back to the list where there is none.
    """

    def get(self, request, province, quarter, district=""):
        pk = request.GET.get("after", "")
        if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
            raise Http404
        self.read(province, quarter, district)
        kind = request.GET.get("kind", "")
        queue = Queue(province, quarter, district, kind)
        here = registrations.place_of(self.by, int(pk))
        rows = [
            each
            for each in exceptions.waiting(
                self.by, quarter=quarter, province=province, district=district
            )
            if queue.takes(each)
        ]
        to = PREVIOUS if request.GET.get("to") == PREVIOUS else NEXT
        if to == NEXT:
            neighbour = next((each for each in rows if each.place > here), None)
        else:
            neighbour = next((each for each in reversed(rows) if each.place < here), None)
        if neighbour is None:
            sign = "&" if "?" in queue.url else "?"
            return redirect(f"{queue.url}{sign}{urlencode({'end': to})}")
        page = reverse("registration", args=(neighbour.pk,))
        return redirect(f"{page}?{urlencode({'queue': queue.token})}")
