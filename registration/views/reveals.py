"""Showing a citizen ID: asked for with a reason, shown once, kept nowhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import validators
from registration.guards import OfficerView
from registration.selectors import register, registrations
from registration.services import secrets
from registration.views.crumbs import trail
from registration.views.filings import WORKERS


class _Reveal(OfficerView):
    """POST only: neither the ID nor the reason ever stands in an address."""

    roles = WORKERS

    def _show(self, name: str, digits: str, back: str):
        context = {
            "breadcrumb": trail((name, back), (_("เลขประจำตัวประชาชน"), "")),
            "name": name,
            "digits": validators.format_citizen_id(digits) if digits else "",
            "back": back,
        }
        response = self.render("registration/register/reveal.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def _reason(self) -> str:
        return self.request.POST.get("reason", "")[:1000]


class RevealRegistration(_Reveal):
    def post(self, request, pk):
        row = registrations.registration_for(self.by, pk)
        digits = secrets.reveal_registration(
            by=self.by, on=self.on, registration=pk, reason=self._reason()
        )
        return self._show(row.person_name, digits, reverse("registration", args=(pk,)))


class RevealProducer(_Reveal):
    def post(self, request, number):
        row = register.producer_for(self.by, number)
        digits = secrets.reveal_producer(
            by=self.by, on=self.on, number=number, reason=self._reason()
        )
        return self._show(row.person_name, digits, reverse("producer", args=(number,)))
