"""Beginning the registration of a new producer."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Kind, ProducerType, Role, Step
from registration.forms.registrations import RegistrationForm
from registration.guards import OfficerView
from registration.selectors import filings, situations
from registration.services import registrations, states
from registration.views import tickets
from registration.views.banner import banner
from registration.views.filings import filing_trail
from registration.views.keeping import Keeper
from registration.views.saving import attempt

_MEANINGS = {
    ProducerType.GROUP: gettext_lazy("กลุ่มแม่บ้าน กลุ่มเยาวชน วิสาหกิจชุมชน หรือกลุ่มอาชีพที่ผลิตร่วมกัน"),
    ProducerType.SOLE: gettext_lazy("บุคคลธรรมดาที่ผลิตเองโดยไม่ได้ตั้งกลุ่ม"),
    ProducerType.SME: gettext_lazy("นิติบุคคล เช่น ห้างหุ้นส่วนจำกัด บริษัทจำกัด"),
}


class NewRegistration(OfficerView):
    """First the producer's type, then the form. POST saves a draft."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        self._read(district, quarter)
        states.demand(workflow.entry_refusal(self.situation))
        chosen = request.GET.get("type", "")
        if chosen not in ProducerType.values and not self.keeper.has_draft:
            return self._choose()
        initial = {"producer_type": chosen}
        return self._page(self.keeper.opened(partial(self._form, initial=initial)))

    def post(self, request, district, quarter):
        self._read(district, quarter)
        form = self._form(self.keeper.sent(request.POST, self._form))
        saved, status = [], 422
        if form.is_valid() and not tickets.claim(request.POST.get(tickets.NAME, "")):
            # The page that answers has a ticket of its own: pressed there, it is meant.
            form.add_error(None, _("แบบหน้านี้บันทึกไปแล้ว ให้ตรวจในแฟ้มก่อน ถ้าเป็นผู้ผลิตอีกรายหนึ่ง กดบันทึกอีกครั้ง"))
            status = 409
        elif form.is_valid():
            status = attempt(
                form,
                lambda: saved.append(
                    registrations.enter(
                        by=self.by, on=self.on, district=district, quarter=quarter,
                        kind=Kind.NEW, values=form.values(),
                    )
                ),
                self.keeper,
            )  # fmt: skip
        if not saved:
            return self._page(form, status)
        messages.success(request, _("บันทึกร่างแล้ว ต่อไปเพิ่มผลิตภัณฑ์ แล้วจึงยื่นแบบ"))
        wants_product = request.POST.get("then") == "product"
        return redirect("product-new" if wants_product else "registration", saved[0].pk)

    def _read(self, district, quarter) -> None:
        self.filing = filings.filing_for(self.by, district, quarter)
        self.situation = situations.of_filing(self.by, self.filing, self.on)
        self.keeper = Keeper(self, "producer", filing=self.filing)

    def _form(self, *args, **kwargs):
        today = calendar.day_of(self.on)
        district = self.filing.district_id
        return RegistrationForm(*args, kind=Kind.NEW, district=district, today=today, **kwargs)

    def _choose(self):
        context = {
            "breadcrumb": filing_trail(self.by, self.filing, (_("ลงทะเบียนใหม่"), "")),
            "filing": self.filing,
            "standing": banner(self.situation.standings[Step.ENTRY], self.on),
            "choices": [
                {"value": kind.value, "label": kind.label, "meaning": _MEANINGS[kind]}
                for kind in ProducerType
            ],
        }
        return self.render("registration/registrations/choose.html", context)

    def _page(self, form, status=200):
        context = {
            "breadcrumb": filing_trail(self.by, self.filing, (_("ลงทะเบียนใหม่"), "")),
            "heading": _("ลงทะเบียนใหม่"),
            "filing": self.filing,
            "standing": banner(self.situation.standings[Step.ENTRY], self.on),
            "form": form,
            "keeper": self.keeper,
            "parts": list(form.parts()),
            "cancel_url": reverse("filing", args=(self.filing.district_id, self.filing.quarter_id)),
            "remarks": [],
            "is_mending": False,
        }
        return self.render("registration/registrations/edit.html", context, status=status)
