"""How a producer leaves a district's register: it moves, it ends, it ends in another one.

The producer's page shows where it stands (``panel``) and begins each of them.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Kind, ProducerState, Role, Step, TransferState
from registration.forms.transfers import GiveForm
from registration.guards import OfficerView
from registration.selectors import merges, register, situations
from registration.selectors import transfers as rows
from registration.services import registrations, states, transfers
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.saving import attempt
from registration.views.shell import quarter_of
from registration.views.transfers import BADGES, but_for_reason, own_filing

_ENDED = ("WITHDRAWN", "REJECTED")


def panel(view: OfficerView, producer, filed) -> dict:
    """What ``registration/transfers/producer.html`` shows as ``leaving``; ``filed`` are the
    producer's registrations that the page has read.
    """
    known = list(rows.of_producer(view.by, producer))
    context = {
        "live": next((row for row in known if row.state in rows.LIVE), None),
        "moves": [row for row in known if row.state == TransferState.DONE],
        "badges": BADGES,
        "merged_into": None,
        "merged": [],
        "registration": None,
        "offers": False,
        "asking_refusal": None,
        "cancel_refusal": None,
    }
    if producer.merged_into_id:
        context["merged_into"] = next(iter(merges.related(view.by, producer)), None)
    elif producer.has_merged:
        context["merged"] = merges.related(view.by, producer)
    quarter = quarter_of(view.request)
    own = producer.district_id == view.by.district and producer.state == ProducerState.ACTIVE
    if own and quarter:
        context |= _offers(view, producer, filed)
    return context


def _offers(view: OfficerView, producer, filed) -> dict:
    filing = own_filing(view)
    situation = situations.of_asking(view.by, filing, view.on)
    running = next(
        (row for row in filed if row.quarter_id == filing.quarter_id and row.state not in _ENDED),
        None,
    )
    return {
        "offers": True,
        "registration": running,
        "asking_refusal": but_for_reason(workflow.asking_refusal(situation)),
        "cancel_refusal": workflow.entry_refusal(situation),
    }


def _producer(view: OfficerView, number: str):
    return register.visible(view.by).defer("citizen_id", "proxy_citizen_id").get(number=number)


class GiveProducer(OfficerView):
    """A district asks another one to take a producer of its own."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, number):
        producer, filing = _producer(self, number), own_filing(self)
        situation = situations.of_asking(self.by, filing, self.on, producer=producer)
        states.demand(but_for_reason(workflow.asking_refusal(situation)))
        return self._page(producer, situation, GiveForm())

    def post(self, request, number):
        producer, filing = _producer(self, number), own_filing(self)
        form, status = GiveForm(request.POST), 422
        if form.is_valid():
            status = attempt(
                form,
                lambda: transfers.ask(
                    by=self.by, on=self.on, district=filing.district_id,
                    quarter=filing.quarter_id, producer=number,
                    to_district=form.cleaned_data["district"], reason=form.cleaned_data["reason"],
                ),
            )  # fmt: skip
        if status:
            situation = situations.of_asking(self.by, filing, self.on)
            return self._page(producer, situation, form, status)
        messages.success(request, _("ส่งคำขอแล้ว รออำเภอใหม่ตอบ"))
        return redirect("transfers")

    def _page(self, producer, situation, form, status=200):
        page = reverse("producer", args=(producer.number,))
        context = {
            "breadcrumb": trail(
                (_("ทะเบียน"), reverse("register")), (producer.name, page), (_("ขอย้ายอำเภอ"), "")
            ),
            "producer": producer,
            "standing": banner(situation.standings[Step.ENTRY], self.on),
            "form": form,
        }
        return self.render("registration/transfers/give.html", context, status=status)


class StartCancel(OfficerView):
    """Begins the cancellation of a producer, from its page."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, number):
        _producer(self, number)
        filing = own_filing(self)
        made = registrations.enter(
            by=self.by, on=self.on, district=filing.district_id, quarter=filing.quarter_id,
            kind=Kind.CANCEL, producer=number,
        )  # fmt: skip
        messages.info(request, _("เลือกเหตุที่ยกเลิกและให้ผู้แจ้งรับรอง แล้วจึงยื่นแบบ"))
        return redirect("registration-edit", made.pk)
