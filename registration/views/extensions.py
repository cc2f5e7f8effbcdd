"""Extensions: the department grants and revokes, others read those that concern them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.extensions import ExtensionForm
from registration.guards import OfficerView
from registration.selectors import extension_requests, journal, letters
from registration.services import orders
from registration.views.crumbs import trail
from registration.views.deeds import action_text
from registration.views.extension_requests import ASKING
from registration.views.filings import WORKERS
from registration.views.pages import page_of
from registration.views.shell import quarter_of

_SIZE = 50


class Extensions(OfficerView):
    def get(self, request):
        quarter = quarter_of(request)
        return self._page(self._form(initial={"quarter": quarter and quarter.code}))

    def post(self, request):
        orders.demand_department(self.by)
        form = self._form(request.POST)
        if form.is_valid():
            try:
                extension = orders.extend(by=self.by, on=self.on, **form.cleaned_data)
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                messages.success(
                    request,
                    _("ขยายเวลาให้ %(area)s ถึงวันที่ %(day)s แล้ว")
                    % {
                        "area": extension.area_text,
                        "day": calendar.thai_date(extension.until_on, "long"),
                    },
                )
                return redirect("extensions")
        return self._page(form, status=422)

    def _form(self, *args, **kwargs):
        return ExtensionForm(*args, today=calendar.day_of(self.on), **kwargs)

    def _page(self, form, status=200):
        context = {
            "breadcrumb": trail((_("ขยายเวลา"), "")),
            "rows": [
                {"extension": row, "state": state_of(row, self.on)}
                for row in letters.extensions_for(self.by)
            ],
            "may_write": self.by.is_department,
            "may_ask": self.by.role in ASKING,
            "shows_requests": self.by.role in WORKERS,
            "n_waiting": extension_requests.waiting(self.by),
            "form": form,
        }
        return self.render("registration/extensions/list.html", context, status=status)


class ExtensionPage(OfficerView):
    """One extension with everything that was done under it in the own area."""

    roles = WORKERS

    def get(self, request, pk):
        row = letters.extension_for(self.by, pk)
        page = page_of(journal.under_extension(self.by, row), request, _SIZE)
        state = state_of(row, self.on)
        context = {
            "breadcrumb": trail((_("ขยายเวลา"), reverse("extensions")), (row.area_text, "")),
            "row": row,
            "request_row": letters.request_of(self.by, row),
            "state": state,
            "may_revoke": self.by.is_department and state == "live",
            "rows": [{"entry": each, "text": action_text(each.action)} for each in page.rows],
            "page": page,
        }
        return self.render("registration/extensions/extension.html", context)


def state_of(row, on) -> str:
    """``revoked``, ``live`` or ``past``."""
    if row.revoked_at:
        return "revoked"
    return "live" if row.until_on >= calendar.day_of(on) else "past"


class RevokeExtension(OfficerView):
    roles = frozenset({Role.DEPARTMENT})

    def post(self, request, pk):
        reason = request.POST.get("reason", "").strip()
        orders.revoke_extension(by=self.by, on=self.on, extension=pk, reason=reason)
        messages.success(request, _("ยกเลิกการขยายเวลาแล้ว"))
        return redirect("extensions")
