"""Closing a quarter: who is missing, what lapses, and the department's announcement."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import QuarterState, Role, Step
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.announcements import AnnouncementForm
from registration.guards import OfficerView
from registration.selectors import certifications, corrections, plan, situations
from registration.services import quarters
from registration.views.banner import banner
from registration.views.crumbs import trail
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

    def _form(self, *args):
        return AnnouncementForm(
            *args, today=calendar.day_of(self.on), leaves_out=bool(self.situation.left_out)
        )

    def _page(self, form, status=200):
        code = self.quarter.code
        rows = overview_rows(self.by, code)
        closed = self.quarter.state == QuarterState.CLOSED
        offers = workflow.available("quarter", self.situation)
        context = {
            "breadcrumb": trail((_("ปิดไตรมาส %(code)s") % {"code": code}, "")),
            "quarter": self.quarter,
            "closed": closed,
            "standing": banner(self.situation.standings[Step.CLOSING], self.on),
            "steps": steps(self.situation.standings, self.on),
            "rows": rows,
            "total": overview_total(rows),
            "shows_lapsing": True,
            "offered": bool(offers),
            "refusal": offers[0][1] if offers else None,
            "n_waiting": self.situation.left_out,
            "announcement": certifications.closing_announcement(code) if closed else None,
            "snapshot": certifications.latest_snapshot(self.by, code, None) if closed else None,
            "addenda": corrections.addenda(self.by, code) if closed else [],
            "form": form,
        }
        return self.render("registration/closing/page.html", context, status=status)
