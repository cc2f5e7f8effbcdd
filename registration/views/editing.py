"""Editing the producer's part of a registration."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Kind, Role
from registration.forms.registrations import RegistrationForm
from registration.guards import OfficerView
from registration.selectors import registrations as rows
from registration.selectors import situations
from registration.services import registrations, states
from registration.views.anchors import anchor
from registration.views.filings import filing_trail
from registration.views.registrations import standing_of
from registration.views.saving import attempt

_HEADINGS = {
    Kind.NEW: gettext_lazy("แก้ไขข้อมูลผู้ผลิต"),
    Kind.UPDATE: gettext_lazy("ปรับปรุงข้อมูลผู้ผลิต"),
    Kind.CANCEL: gettext_lazy("ยกเลิกจากทะเบียน"),
}


class EditRegistration(OfficerView):
    """Under a return grant only the flagged fields may be typed into."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, pk):
        self._read(pk)
        states.demand(workflow.edit_refusal(self.situation))
        return self._page(self._form())

    def post(self, request, pk):
        self._read(pk)
        form, status = self._form(request.POST), 422
        if form.is_valid():
            status = attempt(
                form,
                lambda: registrations.edit(
                    by=self.by, on=self.on, registration=pk,
                    version=form.cleaned_data["version"], values=form.values(),
                ),
            )  # fmt: skip
        if status:
            return self._page(form, status)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("registration", pk)

    def _read(self, pk) -> None:
        self.row = rows.form_of(self.by, pk)
        self.situation = situations.of_registration(self.by, self.row, self.on)
        # Where nothing may be edited the service refuses; what was typed stays on the page.
        self.editable = workflow.editable_fields(self.situation) or workflow.ALL_FIELDS

    def _form(self, *args):
        remarks: dict[str, list] = {}
        for remark in self.row.remarks.all():
            if remark.resolved_at is None:
                remarks.setdefault(remark.field, []).append(remark)
        return RegistrationForm(
            *args,
            kind=self.row.kind,
            district=self.row.filing.district_id,
            today=calendar.day_of(self.on),
            row=self.row,
            editable=self.editable,
            remarks=remarks,
        )

    def _page(self, form, status=200):
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        crumbs = ((row.name or _("(ยังไม่กรอกชื่อ)"), page), (_("แก้ไข"), ""))
        context = {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "heading": _HEADINGS[row.kind],
            "filing": row.filing,
            "standing": standing_of(self, row, self.situation),
            "form": form,
            "parts": list(form.parts()),
            "cancel_url": page,
            "is_mending": self.editable is not workflow.ALL_FIELDS,
            "remarks": [
                (anchor(row, remark.field), remark)
                for remark in row.remarks.all()
                if remark.resolved_at is None
            ],
        }
        return self.render("registration/registrations/edit.html", context, status=status)
