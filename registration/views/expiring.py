"""Permits and standards of the own area that end before their producers come again."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.forms.expiring import ExpiringFilter
from registration.guards import OfficerView
from registration.selectors import permits
from registration.views.crumbs import trail
from registration.views.filings import WORKERS
from registration.views.pages import page_of

_SIZE = 50


class Expiring(OfficerView):
    """Earliest first; ``?kind=permits`` leaves the quality standards out. Only the own district
    sees telephones here: it is the one that calls.
    """

    roles = WORKERS

    def get(self, request):
        form = ExpiringFilter(request.GET)
        horizon, today = permits.horizon(self.by, self.on), calendar.day_of(self.on)
        rows = permits.expiring(self.by, horizon.closes_on, permits_only=form.permits_only)
        page = page_of(rows, request, _SIZE)
        context = {
            "breadcrumb": trail(
                (_("ทะเบียน"), reverse("register")), (_("ใบอนุญาตและมาตรฐานที่จะหมดอายุ"), "")
            ),
            "filter": form,
            "horizon": horizon,
            "is_own": self.by.role == Role.DISTRICT,
            "page": page,
            "rows": [{"held": held, "is_expired": held.expires_on < today} for held in page.rows],
        }
        return self.render("registration/products/expiring.html", context)
