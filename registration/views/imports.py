"""A workbook that was handed in: what it would do, what is wrong with it, and doing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import ImportState, Role, RowVerdict
from registration.errors import InvalidValue, Refusal, Refused, Unreadable
from registration.guards import OfficerView
from registration.imports.old_lists import taking
from registration.imports.registrations.table import RegistrationTable
from registration.selectors import imports, situations
from registration.services import exports
from registration.services import imports as deeds
from registration.views.downloads import sent
from registration.views.filings import filing_trail
from registration.views.pages import address, page_of
from registration.views.workbooks import onward

_SIZE = 50
_ALL, _ERRORS, _WARNINGS = "all", "errors", "warnings"
_KINDS = {
    RowVerdict.NEW: "good", RowVerdict.CHANGED: "good", RowVerdict.CONFLICT: "danger",
}  # fmt: skip
_HELD_BACK = (RowVerdict.INVALID, RowVerdict.CONFLICT)


class _OfImport(OfficerView):
    roles = frozenset({Role.DISTRICT})

    @property
    def door(self) -> RegistrationTable:
        return RegistrationTable(self.by, self.on)


class ImportPage(_OfImport):
    """The receipt and the preview. ``?show=`` is ``all``, ``errors``, ``warnings`` or a verdict."""

    def get(self, request, pk):
        staged = imports.import_for(self.by, pk)
        counts = staged.counts
        n_to_do = counts.get(RowVerdict.NEW, 0) + counts.get(RowVerdict.CHANGED, 0)
        n_left_out = sum(counts.get(verdict, 0) for verdict in _HELD_BACK)
        with situations.received(staged.received_at):
            situation = situations.of_importing(self.by, staged.filing, self.on)
        shown = _shown(request.GET.get("show", ""), counts)
        context = {
            "breadcrumb": self._trail(staged),
            "staged": staged,
            "filing": staged.filing,
            "kept_days": deeds.KEPT.days,
            "is_open": staged.is_open,
            "is_unchecked": staged.state == ImportState.RECEIVED,
            "goes_on": "go" in request.GET,
            "is_committed": staged.state == ImportState.COMMITTED,
            "refusal": _refusal(staged, situation) if staged.is_open else None,
            "busy": imports.commit_progress(staged) if staged.is_open else None,
            "n_to_do": n_to_do,
            "n_left_out": n_left_out,
            "n_errors": counts.get(_ERRORS, 0),
            "n_warnings": counts.get(_WARNINGS, 0),
            "may_mark": bool(counts.get(_ERRORS) or counts.get(_WARNINGS)) and _has_file(staged),
            "is_without_file": not _has_file(staged),
            "send_url": _send_url(staged),
            "tiles": _tiles(request, counts),
            "lists": _lists(request, counts, shown),
            "shows_conflicts": shown == RowVerdict.CONFLICT,
            "shown": shown,
            "shows_problems": shown in (_ERRORS, _WARNINGS),
            "title": _TITLES[shown](),
            "page": page_of(self._listed(staged, shown), request, _SIZE),
        }
        return self.render("registration/imports/import.html", context)

    def _listed(self, staged, shown):
        if shown in (_ERRORS, _WARNINGS):
            return imports.problems(self.by, staged.pk, warnings=shown == _WARNINGS)
        return imports.rows(self.by, staged.pk, verdict=shown)

    def _trail(self, staged):
        filing = staged.filing
        back = reverse("workbooks", args=(filing.district_id, filing.quarter_id))
        return filing_trail(self.by, filing, (_("ทำงานด้วยไฟล์ Excel"), back), (staged.filename, ""))


class CheckImport(_OfImport):
    """POST: check the next rows of a long file. Nothing is lost when the page is left meanwhile."""

    def post(self, request, pk):
        before = imports.import_for(self.by, pk).n_checked
        staged = self.door.check(pk)
        return onward(staged) if staged.n_checked > before else redirect("import", pk)


class CheckAgain(_OfImport):
    """POST: check afresh against what is stored now; the time of receipt stays."""

    def post(self, request, pk):
        try:
            if imports.import_for(self.by, pk).old_list_id:
                staged = taking.start_again(self.by, self.on, pk)
            else:
                staged = self.door.start_again(pk)
        except InvalidValue as error:
            raise Refused(Refusal("unreadable", str(error))) from error
        messages.success(request, _("ตรวจใหม่กับข้อมูลปัจจุบันแล้ว"))
        return onward(staged)


class CommitImport(_OfImport):
    """POST ``which``: ``all``, or ``valid`` without the rows that are wrong or in conflict."""

    def post(self, request, pk):
        which = request.POST.get("which")
        if which not in ("all", "valid"):
            raise Http404
        done = self.door.commit(pk, only_valid=which == "valid")
        messages.success(
            request,
            _("บันทึกลงแฟ้มแล้ว %(n)d ราย") % {"n": done.counts["done"]}
            if done.counts["done"]
            else _("ไม่มีอะไรเปลี่ยนแปลง แฟ้มยังเหมือนเดิม"),
        )
        return redirect("import", pk)


class DiscardImport(_OfImport):
    def post(self, request, pk):
        staged = deeds.discard(by=self.by, on=self.on, staged=pk)
        messages.success(request, _("ทิ้งไฟล์แล้ว แฟ้มไม่เปลี่ยนแปลง"))
        return redirect("workbooks", staged.filing.district_id, staged.filing.quarter_id)


class MarkedWorkbook(_OfImport):
    """POST: the very file, with all that is wrong marked in it; 409 when that is too much."""

    def post(self, request, pk):
        try:
            content = self.door.marked(pk)
        except Unreadable as error:
            raise Refused(Refusal(error.rule, str(error))) from error
        exports.record_marked(by=self.by, on=self.on, staged=pk)
        return sent(content, f"otop-checked-{pk}.xlsx")


def _refusal(staged, situation):
    asked = workflow.entry_refusal if staged.old_list_id else workflow.import_refusal
    return asked(situation)


def _has_file(staged) -> bool:
    """Of a province's list no file is kept with the rows: other districts' people stand in it."""
    return staged.old_list is None or not staged.old_list.is_of_province


def _send_url(staged) -> str:
    """Where the next file of this sort is handed in."""
    if staged.old_list_id:
        return reverse("old-lists")
    return reverse("workbooks", args=(staged.filing.district_id, staged.filing.quarter_id))


def _shown(wanted: str, counts) -> str:
    """What was asked for, else what needs the officer first."""
    if wanted == _ALL:
        return ""
    if wanted and wanted in _TITLES:
        return wanted
    first = (_ERRORS, RowVerdict.CONFLICT, RowVerdict.NEW, RowVerdict.CHANGED)
    return next((each for each in first if counts.get(each)), "")


def _tiles(request, counts) -> list[dict]:
    kinds = {**_KINDS, RowVerdict.INVALID: "danger"}
    return [
        {
            "number": counts.get(verdict, 0),
            "label": verdict.label,
            "kind": kinds.get(verdict, "") if counts.get(verdict) else "",
            "url": address(request, show=verdict, page=None) + "#listed",
        }
        for verdict in RowVerdict
        if counts.get(verdict) or verdict in (RowVerdict.NEW, RowVerdict.CHANGED)
    ]


def _lists(request, counts, shown) -> list[dict]:
    """What else may be looked at: cells to mend, warnings, all rows."""
    offered = [(_ERRORS, _("ช่องที่ต้องแก้ไข")), (_WARNINGS, _("คำเตือน")), (_ALL, _("ทุกแถว"))]
    return [
        {
            "label": label,
            "number": counts.get(name),
            "url": address(request, show=name, page=None) + "#listed",
            "is_current": (shown or _ALL) == name,
        }
        for name, label in offered
        if name == _ALL or counts.get(name)
    ]


_TITLES = {
    "": lambda: _("ทุกแถว"),
    _ERRORS: lambda: _("ช่องที่ต้องแก้ไข"),
    _WARNINGS: lambda: _("คำเตือน (บันทึกได้ แต่ยังยื่นแบบไม่ได้หรือควรตรวจดู)"),
    RowVerdict.NEW: lambda: _("รายการที่จะเพิ่มในแฟ้ม"),
    RowVerdict.CHANGED: lambda: _("รายการที่จะแก้ไข"),
    RowVerdict.SAME: lambda: _("แถวที่เหมือนเดิม"),
    RowVerdict.CONFLICT: lambda: _("แถวที่ขัดแย้ง มีผู้แก้ไขในระบบหลังดาวน์โหลดไฟล์นี้"),
    RowVerdict.INVALID: lambda: _("แถวที่มีข้อผิดพลาด"),
    RowVerdict.LEFT: lambda: _("แถวที่ไม่ได้เลือกการดำเนินการ"),
}
