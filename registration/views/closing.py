"""Closing a quarter: who is missing, what lapses, a rehearsal, the department's announcement."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import (
    CertificationState,
    Kind,
    ProducerType,
    ProductType,
    QuarterState,
    Role,
    Step,
)
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.announcements import AnnouncementForm
from registration.guards import OfficerView
from registration.selectors import certifications, lapsing, plan, situations
from registration.services import quarters
from registration.views.banner import banner
from registration.views.certification import reasons_of
from registration.views.crumbs import trail
from registration.views.lapsing import provinces, table
from registration.views.overview import overview_rows, overview_total
from registration.views.steps import steps


class Closing(OfficerView):
    """GET shows where the country stands; POST closes."""

    roles = frozenset({Role.DEPARTMENT})

    def get(self, request, quarter):
        self._read(quarter)
        return self._page(self._form())

    def post(self, request, quarter):
        self._read(quarter)
        form = self._form(request.POST)
        if form.is_valid():
            try:
                quarters.close(by=self.by, on=self.on, code=quarter, **form.cleaned_data)
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                messages.success(request, _("ปิดไตรมาส %(code)s แล้ว") % {"code": quarter})
                return redirect("closing", quarter)
        return self._page(form, status=422)

    def _read(self, code) -> None:
        self.quarter = plan.quarter_for(code)
        self.situation = situations.of_quarter(self.by, self.quarter, self.on)
        self.rows = overview_rows(self.by, code)
        self.left_out = {
            row.province.code: row.province.name
            for row in self.rows
            if row.state == CertificationState.WAITING
        }

    def _form(self, *args):
        today = calendar.day_of(self.on)
        return AnnouncementForm(*args, today=today, left_out=self.left_out)

    def _page(self, form, status=200):
        code = self.quarter.code
        closed = self.quarter.state == QuarterState.CLOSED
        offers = workflow.available("quarter", self.situation)
        snapshot = certifications.latest_snapshot(self.by, code, None) if closed else None
        announcement = snapshot.announcement if snapshot else None
        named = [(row.province.code, row.province.name) for row in self.rows]
        url = reverse("closing-lapsing", args=(code,))
        context = {
            "breadcrumb": trail((_("ปิดไตรมาส %(code)s") % {"code": code}, "")),
            "quarter": self.quarter,
            "closed": closed,
            "standing": banner(self.situation.standings[Step.CLOSING], self.on),
            "steps": steps(self.situation.standings, self.on),
            "rows": self.rows,
            "total": overview_total(self.rows),
            "shows_lapsing": True,
            "table": table(lapsing.counts(self.by, code), named, url),
            "lapsing_url": url,
            "offered": bool(offers),
            "refusal": offers[0][1] if offers else None,
            "n_waiting": self.situation.left_out,
            "announcement": announcement,
            "reasons": reasons_of(self.by, announcement),
            "snapshot": snapshot,
            "form": form,
        }
        return self.render("registration/closing/page.html", context, status=status)


class Rehearse(OfficerView):
    """POST rehearses and shows what was found; nothing of it is kept."""

    roles = frozenset({Role.DEPARTMENT})

    def get(self, request, quarter):
        return self._page(plan.quarter_for(quarter))

    def post(self, request, quarter):
        found = plan.quarter_for(quarter)
        return self._page(found, quarters.rehearse(by=self.by, on=self.on, code=quarter))

    def _page(self, quarter, rehearsal=None):
        closing = reverse("closing", args=(quarter.code,))
        crumbs = trail((_("ปิดไตรมาส %(code)s") % {"code": quarter.code}, closing), (_("ซ้อมปิด"), ""))
        context = {
            "breadcrumb": crumbs,
            "quarter": quarter,
            "may_rehearse": quarter.state == QuarterState.OPEN,
            "rehearsal": rehearsal,
        }
        if rehearsal:
            url = reverse("closing-lapsing", args=(quarter.code,))
            named = provinces()
            context["table"] = table(rehearsal.lapsing, named, url)
            context["missing"] = [name for code, name in named if code in rehearsal.missing]
            context["numbers"] = _numbers(rehearsal.totals)
        return self.render("registration/closing/rehearsal.html", context)


def _numbers(totals) -> list[dict]:
    """What the announcement would say: groups of (label, in the quarter, in the year)."""
    groups = (
        (_("ประเภทการลงทะเบียน (ราย)"), Kind),
        (_("ประเภทผู้ผลิต (ราย)"), ProducerType),
        (_("ประเภทผลิตภัณฑ์ (รายการ)"), ProductType),
    )
    return [
        {
            "title": title,
            "rows": [
                (each.label, totals["quarter"][each], totals["year"][each]) for each in measures
            ],
        }
        for title, measures in groups
    ]
