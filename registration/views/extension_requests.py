"""The desk of requests for more time: what is open, who waits how long, and asking."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import ExtensionState, QuarterState, Role, Step
from registration.forms.extension_requests import AskForm, GrantManyForm
from registration.guards import OfficerView
from registration.selectors import extension_requests as rows
from registration.selectors import plan
from registration.services import extension_requests
from registration.views.crumbs import trail
from registration.views.filings import WORKERS
from registration.views.pages import page_of
from registration.views.saving import attempt
from registration.views.shell import quarter_of

_SIZE = 30
_ONE_DAY = timedelta(days=1)
ASKING = frozenset({Role.DISTRICT, Role.PROVINCE})
_S = ExtensionState
_BADGES = {
    _S.ASKED: "waiting", _S.ENDORSED: "submitted", _S.GRANTED: "certified",
    _S.DECLINED: "rejected", _S.REFUSED: "rejected", _S.WITHDRAWN: "withdrawn",
}  # fmt: skip


def as_asked() -> str:
    """What the department nearly always says; a record is in Thai, whoever reads the page."""
    with translation.override("th"):
        return _("อนุมัติตามที่ขอ")


def outcome(row) -> dict:
    """How a request stands; one that was open when its quarter was closed is open no more."""
    if row.state in (_S.ASKED, _S.ENDORSED) and row.quarter.state == QuarterState.CLOSED:
        return {"badge": "lapsed", "label": _("ปิดไตรมาสก่อนพิจารณา")}
    return {"badge": _BADGES[row.state], "label": _S(row.state).label}


class ExtensionRequests(OfficerView):
    """Open requests first, those that wait for the own office before all, then the past."""

    roles = WORKERS

    def get(self, request):
        return self._page(GrantManyForm(initial={"reason": as_asked()}))

    def _page(self, form, chosen=(), status=200):
        holidays = plan.holidays()
        live = [self._told(row, holidays) for row in rows.live(self.by)]
        live.sort(key=lambda each: (not each["is_turn"], -each["waited"]))
        page = page_of(rows.past(self.by), self.request, _SIZE)
        grants = self.by.is_department and any(each["is_turn"] for each in live)
        context = {
            "breadcrumb": trail((_("ขยายเวลา"), reverse("extensions")), (_("คำขอ"), "")),
            "live": live,
            "past": [{"row": row, "outcome": outcome(row)} for row in page.rows],
            "page": page,
            "may_ask": self.by.role in ASKING,
            "pace": _pace(live) if self.by.role != Role.DISTRICT else None,
            "form": form if grants or form.is_bound else None,
            "chosen": chosen,
        }
        return self.render("registration/extensions/requests.html", context, status=status)

    def _told(self, row, holidays) -> dict:
        since, today = rows.waits_since(self.by, row), calendar.day_of(self.on)
        return {
            "row": row,
            "outcome": outcome(row),
            "since": since,
            # The day on which it came in does not count: nobody has been slow yet.
            "waited": calendar.working_days(since + _ONE_DAY, today, holidays),
            "is_turn": rows.is_turn_of(self.by, row),
            "is_past": row.until_on < today,
        }


def _pace(live) -> dict:
    """How many wait for whom, and the longest wait of each, in working days."""
    found = {}
    for name, state in (("province", _S.ASKED), ("department", _S.ENDORSED)):
        waits = [each["waited"] for each in live if each["row"].state == state]
        longest = _("นานที่สุด %(days)d วันทำการ") % {"days": max(waits, default=0)}
        found[name] = {"n": len(waits), "hint": longest if waits else ""}
    return found


class GrantRequests(ExtensionRequests):
    """Grants those that are ticked with one letter."""

    roles = frozenset({Role.DEPARTMENT})
    http_method_names = ("post",)

    def post(self, request):
        form, status, done = GrantManyForm(request.POST), 422, []
        chosen = [int(key) for key in request.POST.getlist("request") if _is_key(key)]
        if form.is_valid():
            status = attempt(
                form,
                lambda: done.extend(
                    extension_requests.grant_many(
                        by=self.by, on=self.on, requests=chosen, **form.cleaned_data
                    )
                ),
            )
        if status:
            return self._page(form, chosen, status)
        messages.success(request, _("อนุมัติขยายเวลาแล้ว %(n)d คำขอ") % {"n": len(done)})
        return redirect("extension-requests")


class AskExtension(OfficerView):
    """A district asks its province, a province asks the department."""

    roles = ASKING

    def get(self, request):
        quarter = quarter_of(request)
        initial = {
            "quarter": request.GET.get("quarter") or (quarter and quarter.code),
            "step": request.GET.get("step") or Step.ENTRY,
        }
        return self._page(AskForm(by=self.by, initial=initial))

    def post(self, request):
        form, status, made = AskForm(request.POST, by=self.by), 422, []
        if form.is_valid():
            status = attempt(
                form,
                lambda: made.append(extension_requests.ask(by=self.by, on=self.on, **form.asked())),
            )
        if status:
            return self._page(form, status)
        sent = {
            Role.DISTRICT: _("ส่งคำขอแล้ว รอจังหวัดเห็นชอบ แล้วกรมฯ จึงพิจารณา"),
            Role.PROVINCE: _("ส่งคำขอถึงกรมการพัฒนาชุมชนแล้ว"),
        }
        messages.success(request, sent[self.by.role])
        return redirect("extension-request", made[0].pk)

    def _page(self, form, status=200):
        context = {
            "breadcrumb": trail(
                (_("ขยายเวลา"), reverse("extensions")), (_("คำขอ"), reverse("extension-requests")),
                (_("ขอขยายเวลา"), ""),
            ),
            "form": form,
            "standings": self._standings(form),
            "refusal": None if form.is_bound else self._refusal(form),
            "of_district": self.by.role == Role.DISTRICT,
        }  # fmt: skip
        return self.render("registration/extensions/ask.html", context, status=status)

    def _refusal(self, form):
        """Why asking for what the form was opened with would be in vain; a reason will be typed."""
        quarter, step = self._quarter(form), form["step"].value()
        if quarter is None or step not in Step.values:
            return None
        situation = rows.situation_of_asking(
            self.by, quarter, self.on, province=self.by.province, district=self.by.district,
            reason="-",
        )  # fmt: skip
        return workflow.more_time_refusal(Step(step), situation)

    @staticmethod
    def _quarter(form):
        code = form["quarter"].value()
        return next((q for q in plan.open_quarters() if q.code == code), None)

    def _standings(self, form) -> list[dict]:
        """The windows of the quarter that is asked about, so that nobody looks them up."""
        quarter = self._quarter(form)
        if quarter is None:
            return []
        known = plan.plan_of(quarter).standings(self.by.province, self.by.district)
        return [
            {
                "label": step.label,
                "window": known[step].window,
                "refusal": known[step].refusal(self.on),
                "until": known[step].until(self.on),
            }
            for step in Step
            if self.by.role in workflow.ASKERS[step]
        ]


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
