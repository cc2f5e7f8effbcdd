"""Beginning a registration: a new producer, or one that the register holds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Kind, ProducerType, Role, Step
from registration.forms.filters import SearchText
from registration.forms.registrations import RegistrationForm
from registration.guards import OfficerView
from registration.selectors import filings, register, situations
from registration.services import registrations, states
from registration.views.banner import banner
from registration.views.filings import filing_trail
from registration.views.pages import page_of
from registration.views.saving import attempt

_SIZE = 30
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
        if chosen not in ProducerType.values:
            return self._choose()
        return self._page(self._form(initial={"producer_type": chosen}))

    def post(self, request, district, quarter):
        self._read(district, quarter)
        form, saved, status = self._form(request.POST), [], 422
        if form.is_valid():
            status = attempt(
                form,
                lambda: saved.append(
                    registrations.enter(
                        by=self.by, on=self.on, district=district, quarter=quarter,
                        kind=Kind.NEW, values=form.values(),
                    )
                ),
            )  # fmt: skip
        if not saved:
            return self._page(form, status)
        messages.success(request, _("บันทึกร่างแล้ว ต่อไปเพิ่มผลิตภัณฑ์ แล้วจึงยื่นแบบ"))
        return redirect("registration", saved[0].pk)

    def _read(self, district, quarter) -> None:
        self.filing = filings.filing_for(self.by, district, quarter)
        self.situation = situations.of_filing(self.by, self.filing, self.on)

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
            "parts": list(form.parts()),
            "cancel_url": reverse("filing", args=(self.filing.district_id, self.filing.quarter_id)),
            "remarks": [],
            "is_mending": False,
        }
        return self.render("registration/registrations/edit.html", context, status=status)


class FromRegister(OfficerView):
    """Producers of the own district that are not yet in the quarter. POST ``update`` or ``cancel``
    with a producer's number begins a draft that is a copy of the register.
    """

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        filing = filings.filing_for(self.by, district, quarter)
        situation = situations.of_filing(self.by, filing, self.on)
        states.demand(workflow.entry_refusal(situation))
        form = SearchText(request.GET)
        text = form.cleaned_data["text"] if form.is_valid() else ""
        context = {
            "breadcrumb": filing_trail(self.by, filing, (_("จากทะเบียน"), "")),
            "filing": filing,
            "standing": banner(situation.standings[Step.ENTRY], self.on),
            "filter": form,
            "text": text,
            "page": page_of(register.offerable(self.by, quarter, text), request, _SIZE),
        }
        return self.render("registration/filings/from_register.html", context)

    def post(self, request, district, quarter):
        kind = Kind.UPDATE if "update" in request.POST else Kind.CANCEL
        number = request.POST.get(kind.value.lower(), "")
        if not number:
            raise Http404
        row = registrations.enter(
            by=self.by, on=self.on, district=district, quarter=quarter, kind=kind, producer=number
        )
        if kind == Kind.CANCEL:
            messages.info(request, _("เลือกเหตุที่ยกเลิกและให้ผู้แจ้งรับรอง แล้วจึงยื่นแบบ"))
            return redirect("registration-edit", row.pk)
        messages.success(request, _("คัดลอกข้อมูลจากทะเบียนแล้ว แก้เฉพาะที่เปลี่ยน แล้วยื่นแบบ"))
        return redirect("registration", row.pk)
