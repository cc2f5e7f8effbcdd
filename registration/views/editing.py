"""Editing the producer's part of a registration: one section at a time, or all on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Kind, Role
from registration.forms.registrations import RegistrationForm
from registration.forms.sections import sections_of
from registration.guards import OfficerView
from registration.selectors import registrations as rows
from registration.selectors import returns, situations
from registration.services import registrations, states
from registration.views import mixing
from registration.views.anchors import anchor, section_url
from registration.views.filings import filing_trail
from registration.views.keeping import Keeper
from registration.views.registrations import standing_of
from registration.views.saving import attempt

_HEADINGS = {
    Kind.NEW: gettext_lazy("แก้ไขข้อมูลผู้ผลิต"),
    Kind.UPDATE: gettext_lazy("ปรับปรุงข้อมูลผู้ผลิต"),
    Kind.CANCEL: gettext_lazy("ยกเลิกจากทะเบียน"),
}


def _open(row) -> list:
    """What is said about the last return, and not done with."""
    return [remark for remark in row.remarks.all() if remark.resolved_at is None]


class EditRegistration(OfficerView):
    """The whole form on one page. Under a return grant it shows the sections with flagged fields,
    and only these fields may be typed into.
    """

    roles = frozenset({Role.DISTRICT})
    template = "registration/registrations/edit.html"

    def get(self, request, pk, section=""):
        self._read(pk, section)
        states.demand(workflow.edit_refusal(self.situation))
        return self._page(self.keeper.opened(self._form))

    def post(self, request, pk, section=""):
        self._read(pk, section)
        form, status = self._form(self.keeper.sent(request.POST, self._form)), 422
        if form.is_valid():
            status = attempt(
                form,
                lambda: registrations.edit(
                    by=self.by, on=self.on, registration=pk,
                    version=form.cleaned_data["version"], values=form.values(),
                ),
                self.keeper,
            )  # fmt: skip
        if self.keeper.is_stale:
            return self._side_by_side(form)
        if status:
            return self._page(form, status)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect(self._next_url())

    def _next_url(self) -> str:
        page = reverse("registration", args=(self.row.pk,))
        return page if self.editable is workflow.ALL_FIELDS else f"{page}#mending"

    def _sections(self, key: str) -> tuple:
        """What of the form the page shows."""
        found = sections_of(self.row.kind)
        if self.editable is workflow.ALL_FIELDS:
            return found
        return tuple(each for each in found if self.editable.intersection(each.names)) or found

    def _read(self, pk, section: str) -> None:
        self.row = rows.form_of(self.by, pk)
        self.situation = situations.of_registration(self.by, self.row, self.on)
        # Where nothing may be edited the service refuses; what was typed stays on the page. A form
        # that was open while its grant ended is drawn as it was.
        self.editable = workflow.editable_fields(self.situation)
        if self.editable == frozenset():
            self.editable = returns.flagged(self.row) or workflow.ALL_FIELDS
        self.sections = self._sections(section)
        form = f"producer-{section}" if section else "producer"
        self.keeper = Keeper(self, form, filing=self.row.filing, row=self.row)

    def _form(self, *args):
        return RegistrationForm(
            *args,
            kind=self.row.kind,
            district=self.row.filing.district_id,
            today=calendar.day_of(self.on),
            row=self.row,
            editable=self.editable,
            remarks=returns.threads(_open(self.row)),
            sections=self.sections,
        )

    def _side_by_side(self, form):
        """Somebody was quicker: both versions, to choose from field by field."""
        row = self.keeper.row = self.row = rows.form_of(self.by, self.row.pk)
        changed = mixing.changed_since(self.by, row, form.cleaned_data["version"])
        choices = mixing.of_fields(row, form.values(), changed)
        return mixing.page(self, self.keeper, choices, **self._frame())

    def _page(self, form, status=200):
        row = self.row
        context = self._frame() | {
            "filing": row.filing,
            "standing": standing_of(self, row, self.situation),
            "form": form,
            "parts": list(form.parts()),
            "keeper": self.keeper,
            "is_mending": self.editable is not workflow.ALL_FIELDS,
            "threads": [
                (anchor(row, key), thread)
                for key, thread in returns.threads(_open(row)).items()
                # Those about a field of this page stand beside it.
                if key not in form.fields
            ],
        }
        return self.render(self.template, context, status=status)

    def _frame(self) -> dict:
        row, page = self.row, reverse("registration", args=(self.row.pk,))
        crumbs = ((row.name or _("(ยังไม่กรอกชื่อ)"), page), (_("แก้ไข"), ""))
        return {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "heading": _HEADINGS[row.kind],
            "cancel_url": page,
        }


class EditSection(EditRegistration):
    """One section of the form. Saving leads back, or on to the next section (``then=next``)."""

    template = "registration/registrations/section.html"

    def _sections(self, key: str) -> tuple:
        self.all_keys = [section.key for section in sections_of(self.row.kind)]
        if key not in self.all_keys:
            raise Http404
        return tuple(section for section in sections_of(self.row.kind) if section.key == key)

    def _opens(self, key: str) -> bool:
        """Under a return grant only sections with something to mend come next."""
        if self.editable is workflow.ALL_FIELDS:
            return True
        (section,) = [each for each in sections_of(self.row.kind) if each.key == key]
        return bool(self.editable.intersection(section.names))

    @property
    def _place(self) -> int:
        return self.all_keys.index(self.sections[0].key)

    def _next_url(self) -> str:
        page = super()._next_url()
        if self.request.POST.get("then") != "next":
            return page
        following = [key for key in self.all_keys[self._place + 1 :] if self._opens(key)]
        if following:
            return section_url(self.row, following[0])
        if self.editable is not workflow.ALL_FIELDS:
            return page
        if self.row.kind == Kind.CANCEL or self.row.products.exists():
            return page
        return reverse("product-new", args=(self.row.pk,))

    def _frame(self) -> dict:
        row, frame = self.row, super()._frame()
        name, title = row.name or _("(ยังไม่กรอกชื่อ)"), self.sections[0].title
        crumbs = ((name, frame["cancel_url"]), (title, ""))
        return frame | {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "heading": title,
            "name": name,
            "place": self._place + 1,
            "n_sections": len(self.all_keys),
            "whole_url": reverse("registration-edit", args=(row.pk,)),
            "before_url": section_url(row, self.all_keys[self._place - 1]) if self._place else "",
        }
