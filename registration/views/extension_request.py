"""One request for more time: what was asked and answered, and what the own office may do."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, workflow
from registration.enums import Role
from registration.forms.extension_requests import GrantForm, OpinionForm, ReasonForm
from registration.guards import OfficerView
from registration.selectors import extension_requests as rows
from registration.services import extension_requests
from registration.views.crumbs import trail
from registration.views.extension_requests import ASKING, as_asked, outcome
from registration.views.filings import WORKERS
from registration.views.saving import attempt

_URLS = {
    "endorse": "extension-request-endorse", "decline": "extension-request-decline",
    "grant": "extension-request-grant", "turn_down": "extension-request-turn-down",
    "withdraw_request": "extension-request-withdraw",
    "withdraw_own_request": "extension-request-withdraw",
}  # fmt: skip
_FORMS = {"endorse": OpinionForm, "grant": GrantForm}
_PRIMARY = ("endorse", "grant")


class ExtensionRequestPage(OfficerView):
    roles = WORKERS

    def get(self, request, pk):
        self._read(pk)
        return self._page()

    def _read(self, pk) -> None:
        self.row = rows.visible(self.by).get(pk=pk)

    def _page(self, sent=None, status=200):
        """``sent`` is a form that was sent and refused, with the name of its deed."""
        row = self.row
        situation = rows.situations_of(self.by, [row], self.on)[0]
        offers = workflow.available("extension", situation)
        name, form = sent or ("", None)
        context = {
            "breadcrumb": trail(
                (_("ขยายเวลา"), reverse("extensions")), (_("คำขอ"), reverse("extension-requests")),
                (row.area_text, ""),
            ),
            "row": row,
            "outcome": outcome(row),
            # A province's own request needs no opinion of it.
            "shows_opinion": row.answered_at and row.asking_role == Role.DISTRICT,
            "standing": situation.standings[row.step],
            "until": situation.standings[row.step].until(self.on),
            "deeds": [
                {
                    "id": each.name.replace("_", "-"),
                    "label": each.label,
                    "url": reverse(_URLS[each.name], args=(row.pk,)),
                    "kind": "primary" if each.name in _PRIMARY else "danger",
                    "form": form if _URLS[each.name] == name else self._blank(each.name),
                    "is_open": _URLS[each.name] == name,
                    "refusal": refused,
                }
                for each, refused in offers
                if refused is None or refused.rule != "not_our_request"
            ],
            # A deed that is no longer offered: what was typed for it is not lost without a word.
            "stray": form if name not in {_URLS[each.name] for each, _r in offers} else None,
        }  # fmt: skip
        return self.render("registration/extensions/request.html", context, status=status)

    def _blank(self, name: str):
        initial = {"until_on": self.row.until_on, "reason": as_asked()}
        made = _FORMS.get(name, ReasonForm)
        known = initial if made is GrantForm else {}
        return made(initial=known, auto_id=f"{name.replace('_', '-')}-%s")


class _Deed(ExtensionRequestPage):
    """Does ``do`` with the form's values and says ``done``; a refusal keeps what was typed."""

    http_method_names = ("post",)
    form, done, url = ReasonForm, "", ""

    def post(self, request, pk):
        self._read(pk)
        auto_id = f"{self.url.removeprefix('extension-request-')}-%s"
        form, status = self.form(request.POST, auto_id=auto_id), 422
        if form.is_valid():
            status = attempt(
                form, lambda: self.do(by=self.by, on=self.on, request=pk, **form.cleaned_data)
            )
        if status:
            self._read(pk)
            return self._page((self.url, form), status)
        messages.success(request, self.done)
        return redirect("extension-request", pk)


class Endorse(_Deed):
    roles = frozenset({Role.PROVINCE})
    form, url = OpinionForm, "extension-request-endorse"
    done = gettext_lazy("เห็นชอบแล้ว คำขออยู่ที่กรมการพัฒนาชุมชน")
    do = staticmethod(extension_requests.endorse)


class Decline(_Deed):
    roles = frozenset({Role.PROVINCE})
    url = "extension-request-decline"
    done = gettext_lazy("แจ้งอำเภอว่าจังหวัดไม่เห็นชอบแล้ว")
    do = staticmethod(extension_requests.decline)


class Grant(_Deed):
    roles = frozenset({Role.DEPARTMENT})
    form, url = GrantForm, "extension-request-grant"
    do = staticmethod(extension_requests.grant)

    @property
    def done(self) -> str:
        self._read(self.row.pk)
        return _("อนุมัติให้%(area)s ดำเนินการได้ถึงวันที่ %(day)s") % {
            "area": self.row.area_text,
            "day": calendar.thai_date(self.row.extension.until_on, "long"),
        }


class TurnDown(_Deed):
    roles = frozenset({Role.DEPARTMENT})
    url = "extension-request-turn-down"
    done = gettext_lazy("บันทึกว่าไม่อนุมัติแล้ว")
    do = staticmethod(extension_requests.turn_down)


class Withdraw(_Deed):
    roles = ASKING
    url = "extension-request-withdraw"
    done = gettext_lazy("ถอนคำขอแล้ว ขอใหม่ได้")
    do = staticmethod(extension_requests.withdraw)
