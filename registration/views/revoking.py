"""What a province has certified, until it announces: found again, and taken back one or many."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import RegistrationState, Role
from registration.forms.queue import QueueFilter
from registration.guards import OfficerView
from registration.selectors import certifications, filings, registrations, situations
from registration.services import decisions
from registration.views.certification import crumbs, refusal_of_row
from registration.views.pages import page_of

_SIZE = 50


class Certified(OfficerView):
    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT})

    def get(self, request, province, quarter):
        certification = certifications.certification_for(self.by, province, quarter)
        situation = situations.of_certification(self.by, certification, self.on)
        rows = filings.visible(self.by).filter(quarter=quarter, district__province=province)
        form = QueueFilter(request.GET or None, districts=[row.district for row in rows])
        wanted = form.cleaned_data if form.is_valid() else {}
        found = registrations.certified(self.by, quarter=quarter, province=province, **wanted)
        refusal = refusal_of_row(workflow.REVOKE, situation, RegistrationState.CERTIFIED)
        context = {
            "breadcrumb": crumbs(self.by, certification, (_("รายการที่รับรองแล้ว"), "")),
            "certification": certification,
            "quarter": certification.quarter,
            "filter": form,
            "page": page_of(found, request, _SIZE),
            # Which reason is typed when it is done.
            "refusal": refusal if refusal and refusal.rule != "reason" else None,
        }
        return self.render("registration/certification/certified.html", context)


class RevokeMany(OfficerView):
    """POST ``registration`` (many) and ``reason``: takes all of them back or none."""

    roles = frozenset({Role.PROVINCE})

    def post(self, request, province, quarter):
        certifications.certification_for(self.by, province, quarter)
        texts = request.POST.getlist("registration")
        if not all(text.isdecimal() for text in texts):
            raise Http404
        if texts:
            n = decisions.revoke_many(
                by=self.by, on=self.on, registrations=[int(text) for text in texts],
                reason=request.POST.get("reason", "")[:1000],
            )  # fmt: skip
            messages.success(request, _("ถอนการรับรองแล้ว %(n)d รายการ กลับไปรอตรวจสอบ") % {"n": n})
        else:
            messages.warning(request, _("ยังไม่ได้เลือกรายการ ให้ทำเครื่องหมายหน้ารายการที่จะถอนการรับรอง"))
        return redirect("certified", province, quarter)
