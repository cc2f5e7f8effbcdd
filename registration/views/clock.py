"""Moving the program's date, in training and demo mode only."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from registration import calendar, clock
from registration.guards import OfficerView


class MoveClock(OfficerView):
    """POST ``date`` (ISO, Thai, or empty for the real day) and ``next``; 404 in real operation."""

    def post(self, request):
        if not settings.TRAINING_CLOCK:
            raise Http404
        text = request.POST.get("date", "").strip()
        try:
            day = calendar.parse_thai_date(text) if text else None
        except ValueError as error:
            messages.error(request, str(error))
        else:
            clock.shift(day)
            shown = calendar.thai_date(day or clock.today(), "long")
            messages.success(request, _("วันที่ของระบบคือ %(day)s") % {"day": shown})
        return redirect(self._next())

    def _next(self) -> str:
        url = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )
        return url if ours else reverse("dashboard")
