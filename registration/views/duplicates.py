"""Likely duplicates of a registration: seen, compared, decided, asked about."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import workflow
from registration.enums import RegistrationState, Role
from registration.forms.duplicates import QuestionForm, VerdictForm
from registration.forms.sections import SECTIONS, applies
from registration.guards import OfficerView
from registration.selectors import registrations as rows
from registration.selectors import situations, verdicts
from registration.services import duplicates, encounters
from registration.views import wording
from registration.views.filings import WORKERS, filing_trail
from registration.views.saving import attempt
from registration.views.shell import quarter_of

# What says nothing about who somebody is.
_ASIDE = ("informant", "proxy_name", "proxy_citizen_id", "proxy_relation", "proxy_paper_seen",
          "declared", "thai_nationality")  # fmt: skip
# What tells people and businesses apart: the table. The rest of a long form is folded below it.
_TELLING = ("producer_type", "name", "person_title", "person_first_name", "person_last_name",
            "citizen_id", "birth_date", "enterprise_no", "juristic_id", "site_house_no",
            "site_moo", "site_village", "site_subdistrict", "mobile", "phone")  # fmt: skip


def summary(by, row, editable) -> dict:
    """What the registration's own page says: whom the district still has to decide about while it
    may, and who decided what and why. ``row`` comes from ``registration_for``.
    """
    # What was returned had been decided about; sending it back looks again.
    may_decide = editable is workflow.ALL_FIELDS and row.state == RegistrationState.DRAFT
    unsettled, decided = verdicts.summary(by, row, looks=may_decide)
    return {"open": unsettled, "decided": decided}


class DuplicatesPage(OfficerView):
    """The district decides; those above it read what was found and decided."""

    roles = WORKERS

    def get(self, request, pk):
        self._read(pk)
        return self._page()

    def _read(self, pk) -> None:
        self.row = rows.form_of(self.by, pk)
        situation = situations.of_registration(self.by, self.row, self.on)
        self.refusal = workflow.edit_refusal(situation)

    def _page(self, sent=None, status=200):
        """``sent`` is a form that was sent and refused: it is drawn in the place of its own."""
        found = verdicts.review(self.by, self.row)
        whole = verdicts.sides(self.by, [each.candidate for each in found])
        page = reverse("registration", args=(self.row.pk,))
        keys = {each.candidate.key for each in found}
        told = {each.decision.pk for each in found if each.decision}
        crumbs = ((self.row.name or _("(ยังไม่กรอกชื่อ)"), page), (_("รายการที่อาจซ้ำ"), ""))
        context = {
            "breadcrumb": filing_trail(self.by, self.row.filing, *crumbs),
            "row": self.row,
            "filing": self.row.filing,
            "n_open": sum(each.decision is None for each in found),
            "has_same": any(each.is_same for each in found),
            "refusal": self.refusal if self.by.role == Role.DISTRICT else None,
            "may_decide": self.refusal is None,
            "found": [self._one(each, whole.get(each.candidate.key), sent) for each in found],
            # What stands is told beside the one that it is about.
            "decided": [
                each for each in verdicts.decided(self.by, self.row) if each.pk not in told
            ],
            "page_url": page,
            # About somebody who is no longer found: there is no place of its own to draw it in.
            "stray": sent if sent is not None and sent.data.get("other") not in keys else None,
        }
        return self.render("registration/duplicates/page.html", context, status=status)

    def _one(self, each, other, sent) -> dict:
        key, decision = each.candidate.key, each.decision
        known = {"verdict": decision.verdict, "reason": decision.reason} if decision else {}
        forms = {
            "verdict": VerdictForm(key=key, initial=known),
            "question": QuestionForm(key=key),
        }
        if sent is not None and sent.data.get("other") == key:
            forms[sent.kind] = sent
        if each.candidate.likeness.is_certain:
            forms["verdict"].without_difference()
        fields = _side_by_side(self.row, other) if other else []
        rest = [field for field in fields if field["name"] not in _TELLING]
        return {
            "review": each,
            "candidate": each.candidate,
            "fields": [field for field in fields if field["name"] in _TELLING],
            "unlike": [field for field in rest if field["differs"]],
            "alike": [field for field in rest if not field["differs"]],
            "url": _url(each.candidate, other),
            "verdict_form": forms["verdict"],
            "question_form": forms["question"],
        }


class _Deed(DuplicatesPage):
    """Does ``deed`` with the form's values; what keeps it from being done shows on the form."""

    roles = frozenset({Role.DISTRICT})
    http_method_names = ("post",)

    def post(self, request, pk):
        self._read(pk)
        form, status = self.form(request.POST, key=request.POST.get("other", "")), 422
        if form.is_valid():
            deed = partial(self.deed, by=self.by, on=self.on, registration=pk, **form.cleaned_data)
            status = attempt(form, deed)
        if status:
            return self._page(form, status)
        messages.success(request, self.done)
        return redirect("registration-duplicates", pk)


class Decide(_Deed):
    deed = staticmethod(duplicates.decide)
    form = VerdictForm
    done = gettext_lazy("บันทึกผลการพิจารณาแล้ว")


class Ask(_Deed):
    deed = staticmethod(duplicates.ask)
    form = QuestionForm
    done = gettext_lazy("ส่งคำถามแล้ว คำตอบจะแสดงที่หน้านี้")


class Hint(OfficerView):
    """Who may be the same as what is being typed. POST, for a citizen ID stands in no address, and
    what it meets is journalled.
    """

    roles = frozenset({Role.DISTRICT})

    def post(self, request):
        quarter, hint = quarter_of(request), None
        if quarter:
            hint = encounters.hint(
                by=self.by, on=self.on, district=self.by.district, quarter=quarter.code,
                values=request.POST.dict(),
            )  # fmt: skip
        return self.render("registration/duplicates/hint.html", {"hint": hint})


def _side_by_side(row, other) -> list[dict]:
    """Both columns of the form where either says something, in its order."""
    fields = []
    for section in SECTIONS:
        for name in section.names:
            if name in _ASIDE or not (applies(name, row) or applies(name, other)):
                continue
            ours, theirs = wording.said(row, name), wording.said(other, name)
            if ours or theirs:
                # A masked ID may look the same: the values are compared.
                differs = getattr(row, name) != getattr(other, name)
                label = wording.label(row, name)
                fields.append({"name": name, "label": label, "ours": ours, "theirs": theirs,
                               "differs": differs})  # fmt: skip
    return fields


def _url(candidate, other) -> str:
    if other is None:
        return ""
    if candidate.is_filed:
        return reverse("registration", args=(candidate.pk,))
    return reverse("producer", args=(other.number,))
