"""Sending a registration back to its district: which fields, why, until when."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import Kind, Role, Step
from registration.forms.returns import Flaggable, ReturnForm
from registration.forms.sections import applies, sections_of
from registration.guards import OfficerView
from registration.selectors import plan, registrations, returns, situations
from registration.services import decisions, states
from registration.views import queues, wording
from registration.views.filings import filing_trail
from registration.views.registrations import standing_of
from registration.views.saving import attempt


class SendBack(OfficerView):
    roles = frozenset({Role.PROVINCE})

    def get(self, request, pk):
        self._read(pk)
        # The reason is typed on this very page.
        typed = replace(self.situation, reason="-")
        states.demand(workflow.refusal(workflow.RETURN, typed))
        return self._page(self._form())

    def post(self, request, pk):
        self._read(pk)
        form, status = self._form(request.POST), 422
        if form.is_valid():
            names = ("comment", "flags", "until_on", "reasons")
            values = {name: form.cleaned_data[name] for name in names}
            status = attempt(
                form,
                lambda: decisions.send_back(by=self.by, on=self.on, registration=pk, **values),
            )
        if status:
            return self._page(form, status)
        return queues.led_on(self, self.row, _("ส่งกลับให้อำเภอแก้ไขแล้ว"))

    def _read(self, pk) -> None:
        self.row = registrations.registration_for(self.by, pk)
        self.situation = situations.of_registration(self.by, self.row, self.on)
        self.last = self.situation.standings[Step.CERTIFICATION].until(self.on)
        today = calendar.day_of(self.on)
        self.proposed = self.last and workflow.proposed_until(self.last, today, plan.holidays())

    def _form(self, *args):
        return ReturnForm(
            *args, offered=_offered(self.row), proposed=self.proposed,
            threads=returns.threads(self.row.remarks.all()),
        )  # fmt: skip

    def _page(self, form, status=200):
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        context = {
            "breadcrumb": filing_trail(self.by, row.filing, (row.name, page), (_("ส่งกลับแก้ไข"), "")),
            "row": row,
            "standing": standing_of(self, row, self.situation),
            "form": form,
            "groups": form.rows(),
            "last": self.last,
            "proposed": self.proposed,
            "whole_thread": form.threads.get("", []),
            "cancel_url": page,
            "queue_token": queues.token_of(self.request),
        }
        return self.render("registration/returns/return.html", context, status=status)


def _offered(row) -> list[Flaggable]:
    found = [
        Flaggable(name, wording.label(row, name), wording.said(row, name), str(section.title))
        for section in sections_of(row.kind)
        for name in section.names
        if applies(name, row)
    ]
    if row.kind == Kind.CANCEL:
        return found
    group = _("ผลิตภัณฑ์")
    found += [
        Flaggable(f"product-{each.sequence}", each.name, each.get_product_type_display(), group)
        for each in row.products.all()
    ]
    found.append(Flaggable("products", _("เพิ่มหรือตัดผลิตภัณฑ์"), "", group))
    return [*found, Flaggable("evidence", _("ภาพถ่ายและหลักฐาน"), "", _("หลักฐาน"))]
