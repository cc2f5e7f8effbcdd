"""A district's filing of a quarter: what is in it, what is left, handing it over."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import RegistrationState, Role, Step
from registration.forms.exports import FiledExport
from registration.forms.filters import FilingFilter
from registration.guards import OfficerView
from registration.selectors import carrying, certifications, filings, registrations, situations
from registration.selectors import drafts as typed
from registration.services import decisions
from registration.services import filings as handing
from registration.views import drafts
from registration.views.anchors import anchor
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.pages import address, page_of

WORKERS = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})
_SIZE, _DRAFTS = 50, 8
_TILES = (
    ("DRAFT", "n_draft", "warn"),
    ("RETURNED", "n_returned", "danger"),
    ("SUBMITTED", "n_submitted", ""),
    ("CERTIFIED", "n_certified", "good"),
    ("CLOSED", "n_closed", "good"),
    ("REJECTED", "n_rejected", ""),
    ("WITHDRAWN", "n_withdrawn", ""),
    ("LAPSED", "n_lapsed", ""),
)
_ALWAYS = ("DRAFT", "SUBMITTED", "RETURNED", "CERTIFIED")


@dataclass(frozen=True)
class Draft:
    """A draft with what it lacks, as ``(label, url, sentence)``."""

    row: object
    gaps: list


def filing_trail(by, filing, *more):
    """Where a filing lies for whoever looks: the province comes from its certification page."""
    name = _("แฟ้ม%(district)s ไตรมาส %(quarter)s") % {
        "district": filing.district,
        "quarter": filing.quarter_id,
    }
    places = [(name, reverse("filing", args=(filing.district_id, filing.quarter_id))), *more]
    if by.role != Role.DISTRICT:
        area = (filing.district.province_id, filing.quarter_id)
        places.insert(0, (_("ตรวจสอบรับรอง"), reverse("certification", args=area)))
    return trail(*places[:-1], (places[-1][0], ""))


class FilingPage(OfficerView):
    roles = WORKERS

    def get(self, request, district, quarter):
        rows = carrying.counted(self.by, filings.progress(self.by, quarter))
        rows = certifications.waited_for(self.by, typed.noticed(self.by, rows))
        filing = rows.get(district=district)
        situation = situations.of_filing(self.by, filing, self.on)
        form = FilingFilter(request.GET)
        form.is_valid()
        rows = registrations.listed(
            self.by, quarter=quarter, district=district, **form.cleaned_data
        )
        offers = {each.name: refused for each, refused in workflow.available("filing", situation)}
        refused = workflow.entry_refusal(situation)
        context = {
            "breadcrumb": filing_trail(self.by, filing),
            "filing": filing,
            "is_own": self.by.role == Role.DISTRICT,
            "standing": banner(situation.standings[Step.ENTRY], self.on),
            "entry_refusal": refused,
            "n_unconfirmed": carrying.n_unconfirmed(filing, situation),
            "may_confirm": refused is None,
            "tiles": _tiles(request, filing),
            "filed": situation.filed,
            "drafts": self._drafts(filing),
            "n_drafts_more": max(0, filing.n_draft - _DRAFTS),
            "can_hand_over": "hand_over" in offers,
            "hand_over_refusal": offers.get("hand_over"),
            "can_take_back": "take_back" in offers,
            "take_back_refusal": offers.get("take_back"),
            "waiting": drafts.waiting(self.by, filing),
            "filter": form,
            "is_filtered": any(form.cleaned_data.values()),
            "page": page_of(rows, request, _SIZE),
            "export_form": FiledExport(),
            "query": urlencode({n: v for n, v in form.cleaned_data.items() if v}),
        }
        return self.render("registration/filings/filing.html", context)

    def _drafts(self, filing) -> list[Draft]:
        """The first drafts with their gaps, for the district that mends them."""
        if self.by.role != Role.DISTRICT or not filing.n_draft:
            return []
        return [
            Draft(
                row,
                [
                    (anchor(row, gap.place), gap.sentence)
                    for gap in registrations.missing(row, self.on)
                ],
            )
            for row in registrations.first_drafts(self.by, filing, _DRAFTS)
        ]


def _tiles(request, filing) -> list[dict]:
    labels = dict(RegistrationState.choices)
    return [
        {
            "number": getattr(filing, name),
            "label": labels[state],
            "kind": kind if getattr(filing, name) else "",
            "url": address(request, state=state, page=None) + "#registrations",
        }
        for state, name, kind in _TILES
        if state in _ALWAYS or getattr(filing, name)
    ]


class HandOver(OfficerView):
    """POST; ``nil`` ticked declares that nobody registered."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, district, quarter):
        nil = bool(request.POST.get("nil"))
        handing.hand_over(by=self.by, on=self.on, district=district, quarter=quarter, nil=nil)
        messages.success(request, _("ส่งแฟ้มให้จังหวัดแล้ว"))
        return redirect("filing", district, quarter)


class SubmitComplete(OfficerView):
    """POST: submit all drafts of the filing that lack nothing."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, district, quarter):
        submitted, left = decisions.submit_all_complete(
            by=self.by, on=self.on, district=district, quarter=quarter
        )
        if submitted:
            messages.success(request, _("ยื่นแบบแล้ว %(n)d ราย") % {"n": submitted})
        if left:
            messages.warning(
                request, _("อีก %(n)d ร่างยังขาดข้อมูลหรือต้องตอบข้อสงสัย ดูในแต่ละร่าง") % {"n": left}
            )
        return redirect("filing", district, quarter)


class TakeBack(OfficerView):
    roles = frozenset({Role.DISTRICT})

    def post(self, request, district, quarter):
        handing.take_back(by=self.by, on=self.on, district=district, quarter=quarter)
        messages.success(request, _("เรียกแฟ้มกลับแล้ว แก้ไขและลงทะเบียนเพิ่มได้ อย่าลืมส่งใหม่"))
        return redirect("filing", district, quarter)
