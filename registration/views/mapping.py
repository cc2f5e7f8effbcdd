"""What the columns and words of an old list mean: asked once, remembered for the next list."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration.enums import OldListState
from registration.errors import InvalidValue, Refusal, Refused
from registration.forms.old_lists import HeadForm, MappingForm, WordsForm
from registration.guards import OfficerView
from registration.imports.old_lists import laying, meaning, reading
from registration.selectors import old_lists, workbooks
from registration.services import old_lists as deeds
from registration.views.old_lists import OFFICES, list_trail


class _OfOwnList(OfficerView):
    roles = OFFICES

    def read(self, pk):
        """An open list of the own office."""
        row = old_lists.with_table(self.by, pk)
        if row.state == OldListState.DISCARDED:
            raise Refused(Refusal("discarded", _("รายชื่อเดิมนี้ถูกทิ้งไปแล้ว ให้ส่งไฟล์ใหม่")))
        return row

    def keep(self, row, laid, mapping, rows=None, n_unknown=0):
        """Settle a mapping with the ``rows`` that it reads, or without them only keep it."""
        deeds.map_columns(
            by=self.by, on=self.on, old_list=row.pk, sheet=laid.sheet, head=laid.head,
            mapping=mapping.to_json(), signature=laid.signature, heads=laid.heads, rows=rows,
            n_unknown=n_unknown,
        )  # fmt: skip

    def settle(self, row, laid, mapping, n_unknown=0):
        """Read the list by its mapping and go to what it would bring; raises ``InvalidValue``."""
        rows = reading.rows(laid.table, mapping, laid.lists, self.by.area)
        self.keep(row, laid, mapping, rows, n_unknown)
        messages.success(self.request, _("บันทึกการจับคู่แล้ว ระบบจำไว้ใช้กับไฟล์ที่หัวตารางเหมือนกัน"))
        return redirect("old-list", row.pk)


class MapColumns(_OfOwnList):
    """Which column is what. GET ``?sheet=&head=`` draws the page for another sheet or head row."""

    def get(self, request, pk):
        row = self.read(pk)
        laid, problem = self._asked(row)
        form = MappingForm(
            initial=MappingForm.initial_of(laid.mapping.columns, laid.mapping.fixed),
            **_shape(laid),
        )
        return self._page(row, laid, form, problem)

    def _asked(self, row):
        """The list as the query asks for it, and what is wrong with that; a row's number counts
        for its own sheet.
        """
        query, lists = self.request.GET, workbooks.lists_to_map()
        sheet, head = _asked_number(query, "sheet"), _asked_number(query, "head")
        if query.get("was") != query.get("sheet"):
            head = None
        try:
            return laying.lay(self.by, row, lists, sheet=sheet, head=head), ""
        except InvalidValue as error:
            return laying.lay(self.by, row, lists), str(error)

    def post(self, request, pk):
        row = self.read(pk)
        try:
            laid = laying.lay(
                self.by, row, workbooks.lists_of(""), sheet=_number(request.POST, "sheet"),
                head=_number(request.POST, "head"),
            )  # fmt: skip
        except InvalidValue as error:
            raise Http404 from error
        form = MappingForm(request.POST, **_shape(laid))
        if not form.is_valid():
            return self._page(row, laid, form, status=422)
        mapping = laid.mapped(form.chosen, form.same_for_all)
        if meaning.unknown(laid, mapping):
            self.keep(row, laid, mapping)
            return redirect("old-list-words", pk)
        try:
            return self.settle(row, laid, mapping)
        except InvalidValue as error:
            form.add_error(None, str(error))
            return self._page(row, laid, form, status=422)

    def _page(self, row, laid, form, problem="", status=200):
        initial = {"sheet": laid.sheet, "head": laid.head}
        head_form = HeadForm(initial=initial, titles=laid.titles)
        context = {
            "breadcrumb": list_trail(self, None, (row.filename, ""), (_("จับคู่คอลัมน์"), "")),
            "row": row,
            "laid": laid,
            "head_form": head_form,
            "head_problem": problem,
            "is_many": len(laid.titles) > 1,
            "is_remembered": laid.remembered_on is not None,
            "remembered_on": laid.remembered_on,
            "form": form,
            "columns": [(each, form[f"column-{each.index}"]) for each in laid.columns],
            "fixed": [form[name] for name in form.fixed],
        }
        return self.render("registration/old_lists/columns.html", context, status=status)


class ExplainWords(_OfOwnList):
    """What the list's own words for our choices mean."""

    def get(self, request, pk):
        row, _laid, groups = self._read(pk)
        if not groups:
            return redirect("old-list" if row.mapped_at else "old-list-columns", pk)
        words = [word for group in groups for word in group.words]
        form = WordsForm(words=words, initial={word.field: word.chosen for word in words})
        return self._page(row, form, groups)

    def post(self, request, pk):
        row, laid, groups = self._read(pk)
        form = WordsForm(request.POST, words=[word for group in groups for word in group.words])
        if not form.is_valid():
            return self._page(row, form, groups, 422)
        mapping = meaning.explained(laid.mapping, groups, form.cleaned_data)
        n_unknown = sum(not chosen for chosen in form.cleaned_data.values())
        try:
            return self.settle(row, laid, mapping, n_unknown)
        except InvalidValue as error:
            messages.error(request, str(error))
            return redirect("old-list-columns", pk)

    def _read(self, pk):
        row = self.read(pk)
        laid = laying.lay(self.by, row, workbooks.lists_of(""))
        return row, laid, meaning.groups(laid, laid.mapping) if row.mapping else []

    def _page(self, row, form, groups, status=200):
        context = {
            "breadcrumb": list_trail(self, None, (row.filename, ""), (_("คำที่ระบบยังไม่รู้จัก"), "")),
            "row": row,
            "form": form,
            "groups": [
                {
                    "label": group.label,
                    "n_more": group.n_more,
                    "fields": [(word, form[word.field]) for word in group.words],
                }
                for group in groups
            ],
        }
        return self.render("registration/old_lists/words.html", context, status=status)


def _shape(laid) -> dict:
    return {
        "columns": laid.columns, "targets": laid.offered, "fixed": laid.fixed,
        "shared": laying.SHARED,
    }  # fmt: skip


def _number(data, name: str) -> int:
    found = _asked_number(data, name)
    if found is None:
        raise Http404
    return found


def _asked_number(data, name: str) -> int | None:
    text = data.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else None
