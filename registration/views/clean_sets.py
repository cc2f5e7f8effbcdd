"""What was carried from the register unchanged: listed, sampled, certified together."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role
from registration.errors import Refused
from registration.selectors import clean_sets
from registration.services import clean_sets as deeds
from registration.views.exceptions import AreaView
from registration.views.pages import page_of
from registration.views.queues import CLEAN, Queue
from registration.workflow import samples

_SIZE = 50


class CleanSetPage(AreaView):
    """How each district's sample stands, and the registrations themselves."""

    def get(self, request, province, quarter, district=""):
        self.read(province, quarter, district)
        found = self.sorted()
        context = self.context(
            (_("รายการที่ต้องดู %(place)s") % {"place": self.place}, self.url("exceptions")),
            (_("รายการที่ไม่เปลี่ยนแปลง"), ""),
            **_told(found),
            token=Queue(province, quarter, district, CLEAN).token,
            page=page_of(found.clean, request, _SIZE),
            certify_url=self.url("clean-set-certify"),
            draw_url=self.url("sample-draw"),
            percent=100 // samples.SHARE,
            least=samples.LEAST,
            has_ended=request.GET.get("end", ""),
        )
        return self.render("registration/exceptions/clean.html", context)


class CertifyCleanSet(AreaView):
    """The preview, and POST ``digest``: certifies exactly the set of which that tells."""

    roles = frozenset({Role.PROVINCE})

    def get(self, request, province, quarter, district=""):
        self.read(province, quarter, district)
        return self._page(request)

    def post(self, request, province, quarter, district=""):
        self.read(province, quarter, district)
        try:
            act, is_new = deeds.certify(
                by=self.by, on=self.on, province=province, quarter=quarter, district=district,
                digest=request.POST.get("digest", ""),
            )  # fmt: skip
        except Refused as error:
            return self._page(request, error.refusal, 409)
        if is_new:
            messages.success(request, _("รับรองพร้อมกันแล้ว %(n)d รายการ") % {"n": act.n_certified})
        else:
            messages.info(
                request,
                _("ชุดนี้ %(name)s รับรองไปแล้วเมื่อ %(time)s จำนวน %(n)d รายการ ครั้งนี้จึงไม่มีอะไรเปลี่ยน")
                % {
                    "name": act.made_by.full_name,
                    "time": calendar.thai_datetime(act.made_at),
                    "n": act.n_certified,
                },
            )
        return redirect(self.url("exceptions"))

    def _page(self, request, refused=None, status=200):
        found = self.sorted()
        context = self.context(
            (_("รายการที่ต้องดู %(place)s") % {"place": self.place}, self.url("exceptions")),
            (_("รายการที่ไม่เปลี่ยนแปลง"), self.url("clean-set")),
            (_("รับรองพร้อมกัน"), ""),
            **_told(found),
            refused=refused,
            digest=found.digest,
            exceptions_url=self.url("exceptions"),
            clean_url=self.url("clean-set"),
            page=page_of(found.rows, request, _SIZE),
        )
        return self.render("registration/exceptions/certify.html", context, status=status)


def _told(found: clean_sets.CleanSet) -> dict:
    return {
        "n_concerning": len(found.concerning),
        "n_clean": len(found.clean),
        "n_ready": len(found.rows),
        "n_undrawn": sum(len(part.undrawn) for part in found.parts),
        "parts": found.parts,
        "held_back": found.held_back,
        "mine": found.mine,
        "refusal": found.refusal,
    }
