"""Days off by calendar year: working days are counted on them."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.forms.holidays import HolidayForm
from registration.guards import OfficerView
from registration.selectors import plan
from registration.services import orders
from registration.views.crumbs import trail


class Holidays(OfficerView):
    """``?year=2561`` shows a year, ``&day=2018-04-12`` puts that day into the form."""

    def get(self, request):
        year = request.GET.get("year", "")
        year = int(year) if year.isdecimal() and 2400 <= int(year) < 2800 else None
        chosen = self._chosen()
        initial = {
            name: getattr(chosen, name) for name in HolidayForm.base_fields if chosen is not None
        }
        year = year or calendar.be_year(self.on)
        return self._page(HolidayForm(initial=initial), year, removable=chosen)

    def post(self, request):
        orders.demand_department(self.by)
        form = HolidayForm(request.POST)
        if form.is_valid():
            holiday = orders.set_holiday(by=self.by, on=self.on, **form.cleaned_data)
            messages.success(request, _("บันทึกวันหยุด “%(name)s” แล้ว") % {"name": holiday.name})
            return redirect(_address(holiday.day))
        return self._page(form, calendar.be_year(self.on), status=422)

    def _chosen(self):
        """The holiday that ``?day=`` names, if there is one."""
        text = self.request.GET.get("day", "")
        if not text:
            return None
        day = day_of_text(text)
        return next(iter(plan.holidays_between(day, day)), None)

    def _page(self, form, year: int, *, removable=None, status=200):
        ce = year - calendar.BE_OFFSET
        context = {
            "breadcrumb": trail((_("วันหยุด"), "")),
            "year": year,
            "previous_year": year - 1,
            "next_year": year + 1,
            "rows": plan.holidays_between(date(ce, 1, 1), date(ce, 12, 31)),
            "may_write": self.by.is_department,
            "form": form,
            "removable": removable,
        }
        return self.render("registration/holidays/list.html", context, status=status)


class RemoveHoliday(OfficerView):
    roles = frozenset({Role.DEPARTMENT})

    def post(self, request):
        day = day_of_text(request.POST.get("day", ""))
        orders.remove_holiday(by=self.by, on=self.on, day=day)
        messages.success(request, _("ลบวันหยุดแล้ว"))
        return redirect(_address(day))


def day_of_text(text: str) -> date:
    """A day as our own links write it; 404 for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _address(day: date) -> str:
    return f"{reverse('holidays')}?year={calendar.be_year(day)}"
