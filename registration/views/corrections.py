"""Corrections after the close: asked by a district, approved by the department with an addendum."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Role
from registration.forms.corrections import AddendumForm, CorrectionFilter, CorrectionForm
from registration.guards import OfficerView
from registration.selectors import corrections as rows
from registration.selectors import places, plan, registrations, situations
from registration.services import corrections, states
from registration.views import correcting
from registration.views.crumbs import trail
from registration.views.filings import WORKERS, filing_trail
from registration.views.pages import page_of
from registration.views.registrations import timeline
from registration.views.saving import attempt

_SIZE = 50


class Corrections(OfficerView):
    """What was asked in the own area; the department finds here what an addendum may approve."""

    roles = WORKERS

    def get(self, request):
        form = CorrectionFilter(request.GET or None)
        wanted = form.cleaned_data if form.is_valid() else {}
        page = page_of(rows.listed(self.by, **wanted), request, _SIZE)
        context = {
            "breadcrumb": trail((_("รายงาน"), reverse("reports")), (_("แก้ไขหลังปิดไตรมาส"), "")),
            "filter": form,
            "page": page,
            "lines": correcting.lines(page.rows),
            "waiting": rows.waiting(self.by) if self.by.is_department else [],
            "asks": self.by.role == Role.DISTRICT,
        }
        return self.render("registration/corrections/list.html", context)


class CorrectionPage(OfficerView):
    roles = WORKERS

    def get(self, request, pk):
        row = rows.visible(self.by).get(pk=pk)
        situation = situations.of_correction(self.by, row, self.on)
        filing = row.registration.filing
        crumbs = ((_("แก้ไขหลังปิดไตรมาส"), reverse("corrections")), (row.registration.reference, ""))
        context = {
            "breadcrumb": trail(*crumbs),
            "filing": filing,
            **correcting.lines([row])[0],
            "deeds": [
                {
                    "name": each.name, "label": each.label, "refusal": refused,
                    "needs_reason": each.needs_reason,
                    "is_page": each is workflow.APPROVE_CORRECTION,
                }
                for each, refused in workflow.available("correction", situation)
            ],
            "entries": timeline(self.by, "correction", row.pk),
        }  # fmt: skip
        return self.render("registration/corrections/correction.html", context)


class AskCorrection(OfficerView):
    """The page of a closed registration on which a district says what was announced wrong."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, pk):
        self._read(pk)
        states.demand(workflow.correcting_refusal(self.situation))
        return self._page(self._form())

    def post(self, request, pk):
        self._read(pk)
        form, status = self._form(request.POST), 422
        if form.is_valid():
            status = attempt(form, lambda: self._ask(form))
        if status:
            return self._page(form, status)
        messages.success(request, _("ส่งคำขอแก้ไขแล้ว รอกรมการพัฒนาชุมชนพิจารณา"))
        return redirect("correction", self.asked.pk)

    def _ask(self, form) -> None:
        self.asked = corrections.ask(
            by=self.by, on=self.on, registration=self.row.pk, reason=form.cleaned_data["reason"],
            producer=form.values(), products=form.product_values(),
        )  # fmt: skip

    def _read(self, pk) -> None:
        self.row = registrations.registration_for(self.by, pk)
        # The reason is typed on this very page.
        self.situation = situations.of_correcting(self.by, self.row, self.on, reason="-")

    def _form(self, *args):
        kept = [each for each in self.row.products.all() if not each.dropped]
        return CorrectionForm(*args, row=self.row, products=kept)

    def _page(self, form, status=200):
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        crumbs = ((row.name, page), (_("ขอแก้ไขหลังปิดไตรมาส"), ""))
        context = {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "row": row,
            "form": form,
            "cancel_url": page,
        }
        return self.render("registration/corrections/ask.html", context, status=status)


class _Answer(OfficerView):
    done = ""

    def post(self, request, pk):
        rows.visible(self.by).get(pk=pk)
        self.do(pk, request.POST.get("reason", "")[:1000])
        messages.success(request, self.done)
        return redirect("correction", pk)


class WithdrawCorrection(_Answer):
    roles = frozenset({Role.DISTRICT})
    done = gettext_lazy("ถอนคำขอแก้ไขแล้ว")

    def do(self, pk, reason) -> None:
        corrections.withdraw(by=self.by, on=self.on, correction=pk)


class RefuseCorrection(_Answer):
    roles = frozenset({Role.DEPARTMENT})
    done = gettext_lazy("บันทึกว่าไม่อนุมัติแล้ว")

    def do(self, pk, reason) -> None:
        corrections.refuse(by=self.by, on=self.on, correction=pk, reason=reason)


class NewAddendum(OfficerView):
    """The open requests of a province and quarter, and the paper that approves those ticked."""

    roles = frozenset({Role.DEPARTMENT})

    def get(self, request, province, quarter):
        self._read(province, quarter)
        asked = request.GET.getlist("correction")
        keys = [row.pk for row in self.rows]
        chosen = [key for key in keys if str(key) in asked] or keys
        return self._page(self._form(initial={"corrections": chosen}))

    def post(self, request, province, quarter):
        self._read(province, quarter)
        form, status = self._form(request.POST), 422
        if form.is_valid():
            status = attempt(form, lambda: self._approve(form))
        if status:
            return self._page(form, status)
        messages.success(request, _("บันทึกประกาศแก้ไขเพิ่มเติมแล้ว ทะเบียนและรายงานฉบับรวมแก้ไขเป็นปัจจุบัน"))
        return redirect("addendum", self.made.pk)

    def _approve(self, form) -> None:
        self.made = corrections.approve(
            by=self.by, on=self.on, quarter=self.quarter.code, province=self.province.code,
            **form.cleaned_data,
        )  # fmt: skip

    def _read(self, province, quarter) -> None:
        self.quarter = plan.quarter_for(quarter)
        self.province = places.province_for(province)
        self.rows = list(rows.open_ones(self.by, quarter, province))

    def _form(self, *args, **kwargs):
        choices = [(row.pk, f"{row.registration.reference} {row.registration.name}")
                   for row in self.rows]  # fmt: skip
        return AddendumForm(*args, today=calendar.day_of(self.on), open_ones=choices, **kwargs)

    def _page(self, form, status=200):
        crumbs = ((_("แก้ไขหลังปิดไตรมาส"), reverse("corrections")), (_("ประกาศแก้ไขเพิ่มเติม"), ""))
        context = {
            "breadcrumb": trail(*crumbs),
            "quarter": self.quarter,
            "province": self.province,
            "lines": correcting.lines(self.rows),
            "form": form,
        }
        return self.render("registration/corrections/approve.html", context, status=status)


class AddendumPage(OfficerView):
    """An addendum is as public as the announcement that it corrects."""

    def get(self, request, pk):
        addendum = rows.addendum_for(self.by, pk)
        lines = correcting.lines(rows.of_addendum(self.by, addendum))
        for line in lines:
            row, works = line["row"], self.by.role != Role.READER
            reads = works and self.by.covers(row.district_id)
            line["url"] = reverse("correction", args=(row.pk,)) if reads else ""
        context = {
            "breadcrumb": trail((_("รายงาน"), reverse("reports")), (_("ประกาศแก้ไขเพิ่มเติม"), "")),
            "addendum": addendum,
            "lines": lines,
            "snapshots": rows.snapshots_of(self.by, addendum),
            "area": self.by.area if self.by.area != "th" else addendum.province_id,
        }
        return self.render("registration/corrections/addendum.html", context)
