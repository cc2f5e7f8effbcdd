"""What is done with a registration: one POST address for each deed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import workflow
from registration.enums import Role
from registration.errors import Incomplete, Refused, Unanswered
from registration.forms.returns import AnswerForm, RejectForm
from registration.guards import OfficerView
from registration.selectors import registrations, situations
from registration.services import decisions, remarks, states
from registration.views import queues
from registration.views.anchors import anchor
from registration.views.registrations import page
from registration.views.saving import attempt

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
        answers = AnswerForm.sent(request.POST)
        typed = {"typed": reasons, "answers": answers}
        try:
            decisions.submit(
                by=self.by, on=self.on, registration=pk, reasons=reasons, answers=answers
            )
        except Unanswered as error:
            row = registrations.registration_for(self.by, pk)
            return page(self, row, unanswered=error.cautions, status=422, **typed)
        except Incomplete as error:
            row = registrations.registration_for(self.by, pk)
            found = [(anchor(row, place), sentence) for place, sentence in error.problems]
            return page(self, row, incomplete=found, status=422, **typed)
        except Refused as error:
            if not answers:
                raise
            return refused_with(self, pk, error.refusal, answers)
        messages.success(request, _("ยื่นแบบแล้ว"))
        return redirect("registration", pk)


class SaveAnswers(OfficerView):
    """POST: what the district answers the province while it mends, before it sends it again."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk):
        answers = AnswerForm.sent(request.POST)
        try:
            made = remarks.answer(by=self.by, on=self.on, registration=pk, answers=answers)
        except Refused as error:
            return refused_with(self, pk, error.refusal, answers)
        if made:
            messages.success(request, _("บันทึกคำตอบแล้ว จังหวัดเห็นเมื่อเปิดรายการนี้"))
        else:
            messages.info(request, _("ยังไม่ได้พิมพ์คำตอบ จึงไม่มีอะไรบันทึก"))
        return redirect("registration", pk)


def refused_with(view: OfficerView, pk, refusal, answers):
    """The page again with the answers that came too late: nobody types them twice."""
    row = registrations.registration_for(view.by, pk)
    return page(view, row, refused=refusal, answers=answers, status=409)


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


class CallBack(_Deed):
    roles = frozenset({Role.PROVINCE})
    done = gettext_lazy("ยกเลิกการส่งกลับแล้ว รายการกลับไปรอตรวจสอบ")
    do = staticmethod(decisions.call_back)


class Reject(OfficerView):
    """POST ``reasons`` of the list and ``reason`` in own words: one of both."""

    roles = frozenset({Role.PROVINCE})

    def post(self, request, pk):
        form, status = RejectForm(request.POST), 422
        if form.is_valid():
            status = attempt(form, lambda: self._reject(pk, form))
        if status:
            row = registrations.registration_for(self.by, pk)
            situation = situations.of_registration(self.by, row, self.on, reason="-")
            states.demand(workflow.refusal(workflow.REJECT, situation))
            return page(self, row, reject_form=form, status=status)
        return queues.led_on(self, self.row, _("บันทึกว่าไม่รับลงทะเบียนแล้ว"))

    def _reject(self, pk, form) -> None:
        self.row = decisions.reject(by=self.by, on=self.on, registration=pk, **form.cleaned_data)


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
