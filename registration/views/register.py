"""The register: what is certified now, found by what officers know of it."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import validators
from registration.errors import Refusal, Refused
from registration.forms.exports import RegisterExport
from registration.forms.register import (
    CitizenIdSearch,
    FilterName,
    RegisterFilter,
    holds_citizen_id,
)
from registration.guards import OfficerView
from registration.selectors import filters, register
from registration.services import filters as keeping
from registration.services import secrets
from registration.views.crumbs import trail
from registration.views.filings import WORKERS

_SIZE = 50


class Register(OfficerView):
    """``?after=`` and ``?before=`` go on from a producer, so that new ones shift no page."""

    roles = WORKERS

    def get(self, request):
        if holds_citizen_id(request.GET):
            return self._without_id(request)
        form = RegisterFilter(request.GET, by=self.by)
        form.is_valid()
        wanted, query = form.wanted(), form.query()
        page, count = register.Turned([], False, False), 0
        if not form.errors:
            rows = register.search(self.by, **wanted)
            after, before = (request.GET.get(name, "")[:12] for name in ("after", "before"))
            page = register.turned(
                self.by, rows, size=_SIZE, sort=wanted.get("sort", "number"),
                after=after, before=before,
            )  # fmt: skip
            count = rows.count()
        first, last = (page.rows[0].number, page.rows[-1].number) if page.rows else ("", "")
        context = {
            "breadcrumb": trail((_("ทะเบียน"), "")),
            "filter": form,
            "is_filtered": bool(set(wanted) - {"sort"}),
            "query": query,
            "rows": page.rows,
            "count": count,
            "previous_url": _address(query, before=first) if page.has_previous else "",
            "next_url": _address(query, after=last) if page.has_next else "",
            "kept": _kept(self.by, query),
            "id_form": CitizenIdSearch(),
            "export_form": RegisterExport(),
        }
        return self.render("registration/register/register.html", context)

    def _without_id(self, request):
        """Out of the address bar, and told where such a search belongs."""
        messages.error(
            request,
            _(
                "ช่องค้นหาไม่รับเลขประจำตัวประชาชน เพราะเลขจะค้างอยู่ในที่อยู่เว็บ "
                "ให้ใช้ “ค้นด้วยเลขประจำตัวประชาชน” ด้านล่าง"
            ),
        )
        return redirect(f"{reverse('register')}#by-id")


def _address(query: str, **place: str) -> str:
    """The same search from another place on; without one, from the beginning."""
    parts = [query, *(f"{name}={number}" for name, number in place.items() if number)]
    return f"?{'&'.join(filter(None, parts))}"


def _kept(by, query: str) -> list[dict]:
    """The own filters; the one that is shown now is marked."""
    return [
        {"pk": row.pk, "name": row.name, "query": row.query, "is_current": row.query == query}
        for row in filters.mine(by)
    ]


class ByCitizenId(OfficerView):
    """POST only: the ID comes in the body and the answer stands on a page of its own."""

    roles = WORKERS

    def post(self, request):
        form, found, digits = CitizenIdSearch(request.POST), [], ""
        if form.is_valid():
            digits = form.cleaned_data["citizen_id"]
            found = secrets.look_up(by=self.by, on=self.on, digits=digits)
        here = _("ค้นด้วยเลขประจำตัวประชาชน")
        context = {
            "breadcrumb": trail((_("ทะเบียน"), reverse("register")), (here, "")),
            "id_form": form,
            "masked": validators.mask_citizen_id(digits),
            "rows": found,
        }
        return self.render(
            "registration/register/by_id.html", context, status=200 if digits else 422
        )


class KeepFilter(OfficerView):
    roles = WORKERS

    def post(self, request):
        name, asked = FilterName(request.POST), QueryDict(request.POST.get("query", ""))
        form = RegisterFilter(asked, by=self.by)
        if holds_citizen_id(asked) or not form.is_valid() or not form.wanted():
            raise Refused(Refusal("empty", _("ยังไม่มีเงื่อนไขให้บันทึก ให้ค้นหาก่อน แล้วจึงบันทึกเป็นตัวกรอง")))
        if not name.is_valid():
            raise Refused(Refusal("name", " ".join(name.errors["name"])))
        kept = keeping.save(
            by=self.by, on=self.on, name=name.cleaned_data["name"], query=form.query()
        )
        messages.success(request, _("บันทึกตัวกรอง “%(name)s” แล้ว") % {"name": kept.name})
        return redirect(f"{reverse('register')}?{kept.query}")


class DropFilter(OfficerView):
    roles = WORKERS

    def post(self, request, pk):
        name = keeping.remove(by=self.by, on=self.on, pk=pk)
        messages.success(request, _("ลบตัวกรอง “%(name)s” แล้ว") % {"name": name})
        return redirect("register")
