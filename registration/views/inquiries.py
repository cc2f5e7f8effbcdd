"""Questions of other districts about likely duplicates: read and answered."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import validators
from registration.enums import QuarterState, Role
from registration.forms.duplicates import AnswerForm
from registration.guards import OfficerView
from registration.selectors import verdicts
from registration.services import duplicates
from registration.views.crumbs import trail
from registration.views.pages import page_of
from registration.views.saving import attempt

_SIZE = 20


class Inquiries(OfficerView):
    """The own producer in full, the asker's masked."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request):
        return self._page()

    def _page(self, sent=None, asked=0, status=200):
        page = page_of(verdicts.inquiries(self.by), self.request, _SIZE)
        rows = [_shown(each) for each in page.rows]
        drawn = False
        for row in rows:
            key = row["inquiry"].pk
            row["form"] = sent if key == asked else AnswerForm(inquiry=key)
            drawn |= key == asked and row["may_answer"]
        context = {
            "breadcrumb": trail((_("คำถามจากอำเภออื่น"), "")),
            "page": page,
            "rows": rows,
            # Answered meanwhile: its own place has no form any more.
            "stray": None if drawn else sent,
        }
        return self.render("registration/duplicates/inquiries.html", context, status=status)


class AnswerInquiry(Inquiries):
    http_method_names = ("post",)

    def post(self, request, pk):
        verdicts.inquiries(self.by).get(pk=pk)
        form, status = AnswerForm(request.POST, inquiry=pk), 422
        if form.is_valid():
            text = form.cleaned_data["text"]
            status = attempt(
                form, lambda: duplicates.answer(by=self.by, on=self.on, inquiry=pk, text=text)
            )
        if status:
            return self._page(form, pk, status)
        messages.success(request, _("ส่งคำตอบแล้ว"))
        return redirect("inquiries")


def _shown(inquiry) -> dict:
    asker, own = inquiry.registration, inquiry.other or inquiry.other_registration
    url = (
        reverse("producer", args=(inquiry.other.number,))
        if inquiry.other
        else reverse("registration", args=(own.pk,))
    )
    return {
        "inquiry": inquiry,
        "own": own,
        "url": url,
        "grounds": verdicts.agreeing(inquiry),
        "is_open": inquiry.answered_at is None,
        "may_answer": inquiry.answered_at is None and asker.quarter.state != QuarterState.CLOSED,
        "place": asker.filing.district,
        "type": asker.get_producer_type_display(),
        "name": validators.mask_name(asker.name, 6),
        "person": " ".join(
            validators.mask_name(name, 1)
            for name in (asker.person_first_name, asker.person_last_name)
            if name
        ),
    }
