"""A province's quarter: progress of its districts, the queue, certifying many, announcing."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import (
    CertificationState,
    FilingState,
    Kind,
    LapseReason,
    RegistrationState,
    Role,
    Step,
)
from registration.errors import Incomplete
from registration.forms import problems
from registration.forms.announcements import AnnouncementForm
from registration.forms.exports import FiledExport
from registration.forms.queue import QueueFilter
from registration.guards import OfficerView
from registration.selectors import (
    certifications,
    corrections,
    filings,
    lapsing,
    progress,
    registrations,
    situations,
)
from registration.services import certifications as announcing
from registration.services import decisions
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.lapsing import table
from registration.views.pages import page_of
from registration.views.steps import steps

_SIZE = 50
# What is certified is announced, and what is undecided holds the announcement back.
_NOT_LEFT_BEHIND = (LapseReason.NOT_ANNOUNCED, LapseReason.UNDECIDED)


class CertificationPage(OfficerView):
    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT})

    def get(self, request, province, quarter):
        certification = certifications.certification_for(self.by, province, quarter)
        situation = situations.of_certification(self.by, certification, self.on)
        districts = list(filings.progress(self.by, quarter, province))
        form = QueueFilter(request.GET or None, districts=[row.district for row in districts])
        wanted = form.cleaned_data if form.is_valid() else {}
        queue = registrations.queue(self.by, quarter=quarter, province=province, **wanted)
        announced = getattr(certification, "announcement", None)
        context = {
            "breadcrumb": crumbs(self.by, certification),
            "certification": certification,
            "quarter": certification.quarter,
            "standing": banner(situation.standings[Step.CERTIFICATION], self.on),
            "steps": steps(situation.standings, self.on),
            "filings": districts,
            "n_handed_over": sum(row.handed_over_at is not None for row in districts),
            "n_queue": situation.undecided,
            "n_returned": sum(row.n_returned for row in districts),
            "n_certified": sum(row.n_certified + row.n_closed for row in districts),
            "left_out": [row for row in districts if row.state == FilingState.ENTRY],
            "shows_queue": certification.state == CertificationState.WAITING,
            "filter": form,
            "page": page_of(queue, request, _SIZE),
            "certifying_refusal": refusal_of_row(
                workflow.CERTIFY, situation, RegistrationState.SUBMITTED
            ),
            "announcing": _announcing(situation),
            "announcement": announced,
            "reasons": reasons_of(self.by, announced),
            "export_form": FiledExport(),
            "addenda": corrections.addenda(self.by, quarter, province) if announced else [],
            "snapshot": certifications.latest_snapshot(self.by, quarter, province)
            if announced
            else None,
        }
        return self.render("registration/certification/page.html", context)


def refusal_of_row(transition, situation, state):
    """Why no row of the province in ``state`` may take ``transition`` now: the workflow's answer
    for one that nothing of its own holds back.
    """
    row = replace(situation, state=state, filing_state=FilingState.HANDED_OVER)
    return workflow.refusal(transition, row)


def reasons_of(by, announcement) -> list[dict]:
    """Why which offices were left out: each reason once, with the names it stands for."""
    found: dict[str, list[str]] = {}
    for row in certifications.left_out(by, announcement) if announcement else ():
        found.setdefault(row.reason, []).append(str(row.province or row.district))
    return [{"reason": reason, "names": names} for reason, names in found.items()]


def _announcing(situation) -> dict | None:
    """The announcement as an offer with what holds it back; ``None`` where it is not offered."""
    for transition, refused in workflow.available("certification", situation):
        return {"label": transition.label, "refusal": refused}
    return None


def crumbs(by, certification, *more):
    page = reverse("certification", args=(certification.province_id, certification.quarter_id))
    places = [(_("ตรวจสอบรับรอง %(province)s") % {"province": certification.province}, "")]
    if more:
        places = [(places[0][0], page), *more]
    if by.is_department:
        closing = reverse("closing", args=(certification.quarter_id,))
        places.insert(0, (_("ปิดไตรมาส %(code)s") % {"code": certification.quarter_id}, closing))
    return trail(*places)


class CertifyMany(OfficerView):
    """POST ``registration`` (many): certifies all of them or none."""

    roles = frozenset({Role.PROVINCE})

    def post(self, request, province, quarter):
        certifications.certification_for(self.by, province, quarter)
        texts = request.POST.getlist("registration")
        if not all(text.isdecimal() for text in texts):
            raise Http404
        if texts:
            n = decisions.certify(by=self.by, on=self.on, registrations=[int(t) for t in texts])
            messages.success(request, _("รับรองแล้ว %(n)d รายการ") % {"n": n})
        else:
            messages.warning(request, _("ยังไม่ได้เลือกรายการ ให้ทำเครื่องหมายหน้ารายการที่จะรับรอง"))
        return redirect("certification", province, quarter)


class Announce(OfficerView):
    roles = frozenset({Role.PROVINCE})

    def get(self, request, province, quarter):
        self._read(province, quarter)
        return self._page(self._form())

    def post(self, request, province, quarter):
        self._read(province, quarter)
        form = self._form(request.POST)
        if form.is_valid():
            try:
                announcing.announce(
                    by=self.by,
                    on=self.on,
                    province=province,
                    quarter=quarter,
                    **form.cleaned_data,
                )
            except Incomplete as error:
                problems.show(form, error.problems)
            else:
                messages.success(request, _("ประกาศรับรองแล้ว ทะเบียนเป็นปัจจุบันแล้ว"))
                return redirect("certification", province, quarter)
        return self._page(form, status=422)

    def _read(self, province, quarter) -> None:
        self.certification = certifications.certification_for(self.by, province, quarter)
        self.situation = situations.of_certification(self.by, self.certification, self.on)
        self.districts = list(filings.progress(self.by, quarter, province))
        self.left_out = {
            row.district_id: str(row.district)
            for row in self.districts
            if row.state == FilingState.ENTRY
        }

    def _form(self, *args):
        today = calendar.day_of(self.on)
        return AnnouncementForm(*args, today=today, left_out=self.left_out)

    def _page(self, form, status=200):
        province, quarter = self.certification.province_id, self.certification.quarter_id
        counts = lapsing.counts(self.by, quarter, province)
        named = [(row.district_id, row.district.name) for row in self.districts]
        url = reverse("certification-lapsing", args=(province, quarter))
        kinds = progress.certified_by_kind(self.by, quarter, province)
        offer = _announcing(self.situation)
        context = {
            "breadcrumb": crumbs(self.by, self.certification, (_("ประกาศรับรอง"), "")),
            "certification": self.certification,
            "quarter": self.certification.quarter,
            "standing": banner(self.situation.standings[Step.CERTIFICATION], self.on),
            "n_new": kinds[Kind.NEW],
            "n_update": kinds[Kind.UPDATE],
            "n_cancel": kinds[Kind.CANCEL],
            "left_out": [row for row in self.districts if row.state == FilingState.ENTRY],
            "table": table(counts, named, url, without=_NOT_LEFT_BEHIND),
            "lapsing_url": url,
            "offered": offer is not None,
            "refusal": offer["refusal"] if offer else None,
            "form": form,
        }
        return self.render("registration/certification/announce.html", context, status=status)
