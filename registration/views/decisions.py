"""What is done with a registration: one POST address for each deed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.enums import Role
from registration.errors import Incomplete, Unanswered
from registration.guards import OfficerView
from registration.selectors import registrations
from registration.services import decisions
from registration.views import queues
from registration.views.anchors import anchor
from registration.views.registrations import page

_REASON = "reason-"


class Submit(OfficerView):
    """Submits a draft or sends a mended registration back; what is missing is answered with 422,
    and so is what seems odd while no reason is given for it (``reason-<code>``).
    """

    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk):
        reasons = {
            name.removeprefix(_REASON): text
            for name, text in request.POST.items()
            if name.startswith(_REASON)
        }
        try:
            decisions.submit(by=self.by, on=self.on, registration=pk, reasons=reasons)
        except Unanswered as error:
            row = registrations.registration_for(self.by, pk)
            return page(self, row, unanswered=error.cautions, typed=reasons, status=422)
        except Incomplete as error:
            row = registrations.registration_for(self.by, pk)
            found = [(anchor(row, place), sentence) for place, sentence in error.problems]
            return page(self, row, incomplete=found, typed=reasons, status=422)
        messages.success(request, _("ยื่นแบบแล้ว"))
        return redirect("registration", pk)


class _Deed(OfficerView):
    """Does ``deed`` with the reason typed, if there is one, and says ``done``."""

    done = ""
    needs_reason = True

    def post(self, request, pk):
        values = {"reason": request.POST.get("reason", "")[:1000]} if self.needs_reason else {}
        row = self.do(by=self.by, on=self.on, registration=pk, **values)
        return queues.led_on(self, row, self.done)


class Recall(_Deed):
    roles = frozenset({Role.DISTRICT})
    done = gettext_lazy("เรียกกลับเป็นร่างแล้ว แก้ไขแล้วอย่าลืมยื่นใหม่")
    needs_reason = False
    do = staticmethod(decisions.recall)


class Withdraw(_Deed):
    roles = frozenset({Role.DISTRICT})
    done = gettext_lazy("ถอนรายการแล้ว")
    do = staticmethod(decisions.withdraw)


class Reject(_Deed):
    roles = frozenset({Role.PROVINCE})
    done = gettext_lazy("บันทึกว่าไม่รับลงทะเบียนแล้ว")
    do = staticmethod(decisions.reject)


class Revoke(_Deed):
    roles = frozenset({Role.PROVINCE})
    done = gettext_lazy("ถอนการรับรองแล้ว รายการกลับไปรอตรวจสอบ")
    do = staticmethod(decisions.revoke)


class Certify(OfficerView):
    roles = frozenset({Role.PROVINCE})

    def post(self, request, pk):
        decisions.certify(by=self.by, on=self.on, registrations=[pk])
        row = registrations.visible(self.by).get(pk=pk)
        return queues.led_on(self, row, _("รับรองแล้ว มีผลในทะเบียนเมื่อจังหวัดประกาศ"))
