"""Extensions: the department grants and revokes, others read those that concern them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.extensions import ExtensionForm
from registration.guards import OfficerView
from registration.selectors import letters
from registration.services import orders
from registration.views.crumbs import trail
from registration.views.shell import quarter_of


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
                {"extension": row, "state": self._state(row)}
                for row in letters.extensions_for(self.by)
            ],
            "may_write": self.by.is_department,
            "form": form,
        }
        return self.render("registration/extensions/list.html", context, status=status)

    def _state(self, row) -> str:
        if row.revoked_at:
            return "revoked"
        return "live" if row.until_on >= calendar.day_of(self.on) else "past"


class RevokeExtension(OfficerView):
    roles = frozenset({Role.DEPARTMENT})

    def post(self, request, pk):
        reason = request.POST.get("reason", "").strip()
        orders.revoke_extension(by=self.by, on=self.on, extension=pk, reason=reason)
        messages.success(request, _("ยกเลิกการขยายเวลาแล้ว"))
        return redirect("extensions")
