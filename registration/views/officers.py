"""Accounts: the department makes and changes them, a province reads those of its area."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.officers import ContactForm, MoveForm, NewOfficerForm, OfficerFilter
from registration.guards import OfficerView
from registration.selectors import officers as accounts
from registration.services import officers
from registration.views.crumbs import trail
from registration.views.pages import page_of

_READERS = frozenset({Role.DEPARTMENT, Role.PROVINCE})
_WRITERS = frozenset({Role.DEPARTMENT})
_SIZE = 50


class OfficerList(OfficerView):
    roles = _READERS

    def get(self, request):
        form = OfficerFilter(request.GET or None)
        if not self.by.is_department:
            del form.fields["province"]
        wanted = form.cleaned_data if form.is_valid() else {}
        rows = accounts.search(self.by, **wanted)
        context = {
            "breadcrumb": trail((_("เจ้าหน้าที่"), "")),
            "filter": form,
            "page": page_of(rows, request, _SIZE),
            "may_write": self.by.is_department,
        }
        return self.render("registration/officers/list.html", context)


class NewOfficer(OfficerView):
    roles = _WRITERS

    def get(self, request):
        return self._page(NewOfficerForm())

    def post(self, request):
        form = NewOfficerForm(request.POST)
        if form.is_valid():
            password = officers.new_password()
            try:
                officer = officers.create(
                    by=self.by, on=self.on, password=password, **form.cleaned_data
                )
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                return _show_password(self, officer, password)
        return self._page(form, status=422)

    def _page(self, form, status=200):
        crumbs = trail((_("เจ้าหน้าที่"), reverse("officers")), (_("สร้างบัญชี"), ""))
        context = {"breadcrumb": crumbs, "form": form}
        return self.render("registration/officers/new.html", context, status=status)


def _show_password(view: OfficerView, officer, password: str):
    """The first password, once, in this answer: never in an address, a message or the session."""
    context = {
        "breadcrumb": trail((_("เจ้าหน้าที่"), reverse("officers")), (str(officer), "")),
        "officer": officer,
        "password": password,
    }
    return view.render("registration/officers/first_password.html", context)


class OfficerPage(OfficerView):
    roles = _READERS

    def get(self, request, pk):
        return _officer_page(self, accounts.officer_for(self.by, pk))


def _officer_page(view: OfficerView, officer, *, contact=None, move=None, status=200):
    """The account's page; ``contact`` and ``move`` are bound forms that were refused."""
    initial = {name: getattr(officer, name) for name in ContactForm.base_fields}
    office = {
        "role": officer.role,
        "province": officer.province_id,
        "district": officer.district_id,
    }
    may_write = view.by.is_department
    context = {
        "breadcrumb": trail((_("เจ้าหน้าที่"), reverse("officers")), (str(officer), "")),
        "officer": officer,
        "postings": list(reversed(accounts.postings(view.by, officer))),
        "may_write": may_write,
        "contact_form": (contact or ContactForm(initial=initial)) if may_write else None,
        "move_form": (move or MoveForm(initial=office)) if may_write else None,
        "contact_open": contact is not None,
        "move_open": move is not None,
        "is_self": officer.pk == view.by.officer_id,
    }
    return view.render("registration/officers/officer.html", context, status=status)


class ChangeOfficer(OfficerView):
    roles = _WRITERS

    def post(self, request, pk):
        officer = accounts.officer_for(self.by, pk)
        form = ContactForm(request.POST)
        if not form.is_valid():
            return _officer_page(self, officer, contact=form, status=422)
        officers.change(by=self.by, on=self.on, officer=pk, **form.cleaned_data)
        messages.success(request, _("บันทึกข้อมูลแล้ว"))
        return redirect("officer", pk)


class MoveOfficer(OfficerView):
    roles = _WRITERS

    def post(self, request, pk):
        officer = accounts.officer_for(self.by, pk)
        form = MoveForm(request.POST)
        if form.is_valid():
            try:
                officers.move(by=self.by, on=self.on, officer=pk, **form.cleaned_data)
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                messages.success(request, _("ย้ายสังกัดแล้ว ประวัติเดิมยังอยู่"))
                return redirect("officer", pk)
        return _officer_page(self, officer, move=form, status=422)


class EndOfficer(OfficerView):
    """Closes an account, for a reason that the journal keeps."""

    roles = _WRITERS
    active = False

    def post(self, request, pk):
        reason = request.POST.get("reason", "").strip()
        try:
            officer = officers.set_active(
                by=self.by, on=self.on, officer=pk, active=self.active, reason=reason
            )
        except Incomplete as error:
            messages.error(request, error.problems[0][1])
        else:
            text = _("เปิดใช้บัญชีแล้ว") if officer.is_active else _("ปิดบัญชีแล้ว เข้าสู่ระบบไม่ได้อีก")
            messages.success(request, text)
        return redirect("officer", pk)


class RestoreOfficer(EndOfficer):
    active = True


class ResetPassword(OfficerView):
    roles = _WRITERS

    def post(self, request, pk):
        password = officers.reset_password(by=self.by, on=self.on, officer=pk)
        return _show_password(self, accounts.officer_for(self.by, pk), password)
