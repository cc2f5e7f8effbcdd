"""Producers on the way to another district: asked for, answered, registered where they go."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import workflow
from registration.enums import Kind, Role, Step, TransferState
from registration.errors import Forbidden
from registration.forms.transfers import TakeForm
from registration.guards import OfficerView
from registration.selectors import filings, situations
from registration.selectors import transfers as rows
from registration.services import registrations, transfers
from registration.views import wording
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.filings import WORKERS
from registration.views.pages import page_of
from registration.views.saving import attempt
from registration.views.shell import quarter_of

_SIZE = 30
_T = TransferState
BADGES = {
    _T.ASKED: "waiting", _T.AGREED: "submitted", _T.REFUSED: "rejected",
    _T.WITHDRAWN: "withdrawn", _T.DONE: "certified",
}  # fmt: skip
_URLS = {
    "agree": "transfer-agree", "refuse": "transfer-refuse",
    "withdraw_asking": "transfer-withdraw", "call_off": "transfer-withdraw",
}  # fmt: skip
# What only the other office may do is not even greyed out.
_NOT_OURS = ("own_asking", "not_our_asking")


class Transfers(OfficerView):
    """What is under way and what is past in the own area. A district asks here for a producer of
    another one (POST).
    """

    roles = WORKERS

    def get(self, request):
        return self._page(TakeForm())

    def post(self, request):
        if self.by.role != Role.DISTRICT:
            raise Forbidden(_("การขอย้ายเป็นหน้าที่ของอำเภอ"))
        filing = own_filing(self)
        form, status = TakeForm(request.POST), 422
        if form.is_valid():
            status = attempt(form, lambda: self._ask(form, filing))
        if form.errors:
            return self._page(form, status or 422)
        messages.success(request, _("ส่งคำขอแล้ว รออำเภอเดิมตอบ"))
        return redirect("transfers")

    def _ask(self, form, filing) -> None:
        try:
            transfers.ask(
                by=self.by, on=self.on, district=filing.district_id, quarter=filing.quarter_id,
                **form.cleaned_data,
            )  # fmt: skip
        except ObjectDoesNotExist:
            # Also for one that was cancelled: whose number it was is nobody's business elsewhere.
            form.add_error(
                "producer", _("ไม่พบผู้ผลิตที่คงอยู่ตามเลขทะเบียนนี้ ให้ตรวจเลขกับหลักฐานของผู้ผลิตอีกครั้ง")
            )

    def _page(self, form, status=200):
        filing = own_filing(self) if self.by.district and quarter_of(self.request) else None
        live = list(rows.live(self.by))
        page = page_of(rows.past(self.by), self.request, _SIZE)
        context = {
            "breadcrumb": trail((_("ทะเบียน"), reverse("register")), (_("ย้ายอำเภอ"), "")),
            "filing": filing,
            "form": form,
            "live": [_told(self.by, row) for row in live],
            "past": [_told(self.by, row) for row in page.rows],
            "page": page,
            "asking_refusal": None,
        }
        if filing:
            situation = situations.of_asking(self.by, filing, self.on)
            context["standing"] = banner(situation.standings[Step.ENTRY], self.on)
            context["asking_refusal"] = but_for_reason(workflow.asking_refusal(situation))
            self._offer(context["live"], filing, workflow.entry_refusal(situation))
        return self.render("registration/transfers/list.html", context, status=status)

    def _offer(self, live: list[dict], filing, entry_refusal) -> None:
        """What the own district may do with each; what waits for its answer stands first."""
        found = situations.of_transfers(self.by, [each["row"] for each in live], filing, self.on)
        underway = rows.underway(self.by, filing.quarter_id) if live else {}
        for each, situation in zip(live, found, strict=True):
            row = each["row"]
            each["deeds"] = _deeds(row, situation)
            if row.state == _T.AGREED and row.to_district_id == self.by.district:
                each["registration"] = underway.get(row.producer_id)
                each["may_register"] = not situation.is_registered
                each["entry_refusal"] = entry_refusal
        live.sort(key=lambda each: not each["waits_for_us"])


class _Deed(OfficerView):
    """Does ``do`` for the own office with the reason typed and says ``done``."""

    roles = frozenset({Role.DISTRICT})
    done = ""

    def post(self, request, pk):
        rows.visible(self.by).get(pk=pk)
        self.do(
            by=self.by, on=self.on, transfer=pk, quarter=own_filing(self).quarter_id,
            reason=request.POST.get("reason", "")[:1000],
        )  # fmt: skip
        messages.success(request, self.done)
        return redirect("transfers")


class Agree(_Deed):
    done = gettext_lazy("ตกลงให้ย้ายแล้ว อำเภอใหม่ลงทะเบียนผู้ผลิตรายนี้ได้")
    do = staticmethod(transfers.agree)


class Refuse(_Deed):
    done = gettext_lazy("ปฏิเสธคำขอย้ายแล้ว ผู้ผลิตยังอยู่ในทะเบียนของอำเภอเดิม")
    do = staticmethod(transfers.refuse)


class Withdraw(_Deed):
    done = gettext_lazy("ถอนการย้ายแล้ว ผู้ผลิตยังอยู่ในทะเบียนของอำเภอเดิม")
    do = staticmethod(transfers.withdraw)


class RegisterArriving(OfficerView):
    """Begins the update with which the new district takes a producer over."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk):
        row, filing = rows.visible(self.by).get(pk=pk), own_filing(self)
        if row.to_district_id != self.by.district:
            raise Http404
        made = registrations.enter(
            by=self.by, on=self.on, district=filing.district_id, quarter=filing.quarter_id,
            kind=Kind.UPDATE, producer=row.producer.number,
        )  # fmt: skip
        messages.success(request, _("คัดลอกข้อมูลจากทะเบียนของอำเภอเดิมแล้ว กรอกสถานที่ผลิตใหม่ แล้วจึงยื่นแบบ"))
        return redirect("registration", made.pk)


def own_filing(view: OfficerView):
    """The own district's filing of the quarter that offices work in; 404 while none is planned."""
    quarter = quarter_of(view.request)
    if quarter is None:
        raise Http404
    return filings.filing_for(view.by, view.by.district, quarter.code)


def _told(by, row) -> dict:
    """A transfer as whoever looks may know it: who does not hold the producer sees its number,
    name and type and the end of its citizen ID, and of what came to nothing the number only.
    """
    holds = by.covers(row.producer.district_id)
    is_live = row.state in rows.LIVE
    return {
        "row": row,
        "url": reverse("producer", args=(row.producer.number,)) if holds else "",
        "name": row.producer.name if holds or is_live or row.state == _T.DONE else "",
        "type": row.producer.get_producer_type_display() if holds or is_live else "",
        "masked": wording.said(row.producer, "citizen_id") if is_live and not holds else "",
        "badge": BADGES[row.state],
        "waits_for_us": bool(by.district)
        and row.state == _T.ASKED
        and row.asking_district_id != by.district,
        "deeds": [],
        "registration": None,
        "may_register": False,
        "entry_refusal": None,
    }


def _deeds(row, situation) -> list[dict]:
    return [
        {
            "name": each.name,
            "label": each.label,
            "refusal": refused,
            "url": reverse(_URLS[each.name], args=(row.pk,)),
            "kind": "primary" if each is workflow.AGREE else "danger",
        }
        for each, refused in workflow.available("transfer", situation)
        if refused is None or refused.rule not in _NOT_OURS
    ]


def but_for_reason(refused):
    """A reason can still be typed."""
    return None if refused and refused.rule == "reason" else refused
