"""Carrying the register forward: every producer that the quarter has not heard of yet."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Kind, RegistrationState, Role, Step
from registration.errors import Refused
from registration.forms.carrying import CarryFilter
from registration.guards import OfficerView
from registration.selectors import (
    carrying,
    filings,
    places,
    situations,
    transfers,
    verdicts,
)
from registration.services import carrying as carrying_deeds
from registration.services import decisions, states
from registration.services import registrations as entering
from registration.views.anchors import anchor
from registration.views.banner import banner
from registration.views.filings import filing_trail
from registration.views.pages import address, page_of

_SIZE, _LAPSED = 50, 10


class CarryForward(OfficerView):
    """Producers of the own district without a registration in the quarter, and what lapsed in the
    quarter before.

    POST ``same`` (a number) confirms one producer as it stands in the register, ``confirm`` all
    whose ``producer`` is ticked; ``update`` or ``cancel`` (a number) begins a draft that is a copy
    of the register, ``again`` (a lapsed registration) one that is a copy of that.
    """

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        self._read(district, quarter)
        states.demand(workflow.entry_refusal(self.situation))
        return self._page(ticks_all="tick" in request.GET)

    def post(self, request, district, quarter):
        self._read(district, quarter)
        for name in ("same", "update", "cancel", "again"):
            if name in request.POST:
                return getattr(self, f"_{name}")(request.POST[name])
        if "confirm" in request.POST:
            return self._confirm(request.POST.getlist("producer"))
        raise Http404

    def _same(self, number):
        done = self._confirmed([number])
        for _number, refusal in done.left:
            raise Refused(refusal)
        if done.drafts:
            row = done.drafts[0]
            messages.warning(
                self.request,
                _("ยังยื่นไม่ได้ เพราะข้อมูลเดิมไม่ครบตามเกณฑ์ บันทึกเป็นร่างไว้แล้ว เติมส่วนที่ขาดแล้วยื่นแบบ"),
            )
            return redirect("registration", row.pk)
        messages.success(
            self.request,
            _("ยืนยันและยื่นแบบของ %(name)s แล้ว เลขรับ %(reference)s")
            % {"name": done.submitted[0].name, "reference": done.submitted[0].reference},
        )
        return redirect(self._here())

    def _update(self, number):
        row = self._entered(Kind.UPDATE, number)
        messages.success(
            self.request, _("คัดลอกข้อมูลจากทะเบียนแล้ว แก้เฉพาะที่เปลี่ยน ให้ผู้แจ้งรับรอง แล้วยื่นแบบ")
        )
        return redirect("registration-edit", row.pk)

    def _cancel(self, number):
        row = self._entered(Kind.CANCEL, number)
        messages.info(self.request, _("เลือกเหตุที่ยกเลิกและให้ผู้แจ้งรับรอง แล้วจึงยื่นแบบ"))
        return redirect("registration-edit", row.pk)

    def _again(self, key):
        if not key.isdecimal():
            raise Http404
        row = entering.enter_again(
            by=self.by, on=self.on, registration=int(key), **self._which()
        )  # fmt: skip
        messages.success(
            self.request,
            _("คัดลอกข้อมูลทั้งหมดของรายการที่ตกรอบแล้ว ตรวจสอบ ให้ผู้แจ้งรับรอง แล้วยื่นแบบ"),
        )
        return redirect("registration", row.pk)

    def _confirm(self, numbers):
        if not numbers:
            messages.warning(self.request, _("ยังไม่ได้เลือกราย ให้ทำเครื่องหมายหน้ารายที่จะยืนยัน"))
            return redirect(self._here())
        if not self.request.POST.get("declared"):
            states.demand(workflow.entry_refusal(self.situation))
            return self._page(ticked=numbers, undeclared=True, status=422)
        done = self._confirmed(numbers)
        if done.left:
            messages.warning(
                self.request,
                _("ข้าม %(n)d ราย เพราะมีผู้ลงทะเบียนไปก่อนหรือยกเลิกแล้ว: %(numbers)s")
                % {"n": len(done.left), "numbers": ", ".join(number for number, _why in done.left)},
            )
        rows = [row.pk for row in (*done.submitted, *done.drafts)]
        if not rows:
            return redirect(self._here())
        url = reverse("carry-result", args=(self.filing.district_id, self.filing.quarter_id))
        return redirect(f"{url}?{urlencode({'row': rows}, doseq=True)}")

    def _which(self) -> dict[str, str]:
        return {"district": self.filing.district_id, "quarter": self.filing.quarter_id}

    def _confirmed(self, numbers):
        return carrying_deeds.confirm_same(
            by=self.by, on=self.on, producers=numbers, **self._which()
        )

    def _entered(self, kind, number):
        return entering.enter(
            by=self.by, on=self.on, kind=kind, producer=number, **self._which()
        )  # fmt: skip

    def _here(self) -> str:
        """This page as it was filtered."""
        return self.request.path + address(self.request, tick=None)

    def _read(self, district, quarter) -> None:
        self.filing = filings.filing_for(self.by, district, quarter)
        self.situation = situations.of_filing(self.by, self.filing, self.on)

    def _page(self, *, ticks_all=False, ticked=(), undeclared=False, status=200):
        request, where = self.request, tuple(self._which().values())
        form = CarryFilter(request.GET, subdistricts=places.subdistricts(where[0]))
        wanted = form.wanted()
        page = page_of(carrying.offered(self.by, *where, **wanted), request, _SIZE)
        if not page.rows and page.start:
            return redirect(request.path + address(request, page=None))
        lapsed = list(carrying.lapsed(self.by, *where, **wanted)[: _LAPSED + 1])
        context = {
            "breadcrumb": filing_trail(self.by, self.filing, (_("ยืนยันรายเดิม"), "")),
            "filing": self.filing,
            "standing": banner(self.situation.standings[Step.ENTRY], self.on),
            "n_unconfirmed": carrying.unconfirmed(self.by, *where).count(),
            "filter": form,
            "is_filtered": any(wanted.values()),
            "here": self._here(),
            "page": page,
            "ticked": {row.number for row in page.rows} if ticks_all else set(ticked),
            "tick_url": address(request, tick="all"),
            "undeclared": undeclared,
            "arriving": list(transfers.arriving(self.by, where[1])),
            "lapsed": lapsed[:_LAPSED],
            "more_lapsed": len(lapsed) > _LAPSED,
        }
        return self.render("registration/carrying/page.html", context, status=status)


class CarryResult(OfficerView):
    """What became of the producers confirmed together: ``?row=`` (many) are their registrations."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        filing = filings.filing_for(self.by, district, quarter)
        keys = [int(key) for key in request.GET.getlist("row") if key.isdecimal() and len(key) < 10]
        rows = list(carrying.confirmed(self.by, district, quarter, keys[: carrying_deeds.MOST]))
        drafts = [row for row in rows if row.state == RegistrationState.DRAFT]
        doubtful = verdicts.held_back(self.by, drafts)
        gaps = {row.pk: decisions.problems_of(row, self.on) + doubtful[row.pk] for row in drafts}
        back = reverse("carry", args=(district, quarter))
        context = {
            "breadcrumb": filing_trail(
                self.by, filing, (_("ยืนยันรายเดิม"), back), (_("ผลการยืนยัน"), "")
            ),
            "filing": filing,
            "submitted": [row for row in rows if row.pk not in gaps],
            "drafts": [
                (row, [(anchor(row, gap.place), gap.sentence) for gap in gaps[row.pk]])
                for row in drafts
            ],
            "n_unconfirmed": carrying.unconfirmed(self.by, district, quarter).count(),
        }
        return self.render("registration/carrying/result.html", context)


class FromRegister(OfficerView):
    """The page's old address: bookmarks still lead there."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        filings.filing_for(self.by, district, quarter)
        return redirect("carry", district, quarter, permanent=True)
