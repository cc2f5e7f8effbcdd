"""Who has not finished, pressed by the office above: a message, and the text of a letter."""

from django.contrib import messages as notes
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import MessageKind, QuarterState, Role
from registration.guards import OfficerView
from registration.selectors import plan, reminders, sentences
from registration.services import reminders as deeds
from registration.views.crumbs import trail
from registration.views.follow_up_letter import letter

_TICKS = ("all", "over")


class _Reminders(OfficerView):
    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT})

    def _rows(self, found, days_off):
        return [
            {
                "late": row,
                "todo": sentences.todo(data, row.task.office),
                "days_left": data["days_left"],
                "too_soon": workflow.is_too_soon(row.urged_at, self.on),
            }
            for row in found
            for data in [row.task.data(self.on, days_off)]
        ]


class Reminders(_Reminders):
    """Offices below that have not finished their step. ``?show=over`` are those whose last day has
    passed, ``?tick=`` ticks rows for whoever runs no script.
    """

    def get(self, request, quarter):
        return self._page(quarter)

    def _page(self, code, *, unchosen=False, status=200):
        quarter = plan.quarter_for(code)
        found = reminders.late(self.by, quarter, self.on)
        n_over = sum(not row.task.is_open for row in found)
        only_over = self.request.GET.get("show") == "over"
        rows = self._rows(
            [row for row in found if not (only_over and row.task.is_open)], plan.holidays()
        )
        tick = self.request.GET.get("tick")
        ticked = {
            row["late"].task.office
            for row in rows
            if tick in _TICKS
            and not row["too_soon"]
            and (tick == "all" or not row["late"].task.is_open)
        }
        context = {
            "breadcrumb": trail((_("ผู้ที่ยังไม่ส่ง"), "")),
            "quarter": quarter,
            "rows": rows,
            "n_all": len(found),
            "n_over": n_over,
            "only_over": only_over,
            "ticked": ticked,
            "unchosen": unchosen,
            "is_closed": quarter.state == QuarterState.CLOSED,
            "for_province": self.by.role == Role.PROVINCE,
        }
        return self.render("registration/reminders/list.html", context, status=status)


class PreviewReminder(Reminders):
    """The message and the letter to the chosen offices; nothing is sent yet."""

    def get(self, request, quarter):
        offices = request.GET.getlist("office")
        if not offices:
            return self._page(quarter, unchosen=True, status=422)
        row = plan.quarter_for(quarter)
        wanted = reminders.below(self.by, row, offices)
        found = [
            each for each in reminders.late(self.by, row, self.on) if each.task.office in wanted
        ]
        days_off = plan.holidays()
        rows = self._rows(found, days_off)
        for each in rows:
            each["text"] = self._text(each["late"], days_off)
        text = letter(self.by, plan.plan_of(row), found, self.on, days_off) if found else ""
        context = {
            "breadcrumb": trail(
                (_("ผู้ที่ยังไม่ส่ง"), reverse("reminders", args=(quarter,))), (_("ติดตาม"), "")
            ),
            "quarter": row,
            "rows": rows,
            "n_to_tell": sum(not each["too_soon"] for each in rows),
            "letter": text,
            "letter_rows": text.count("\n") + 8,  # and for the lines that wrap
        }
        return self.render("registration/reminders/preview.html", context)

    def _text(self, late, days_off) -> str:
        data = {**late.task.data(self.on, days_off), "who": self.by.office}
        return sentences.preview(MessageKind.URGED, data, late.task.office)


class SendReminder(_Reminders):
    http_method_names = ("post",)

    def post(self, request, quarter):
        done = deeds.urge(
            by=self.by, on=self.on, quarter=quarter, offices=request.POST.getlist("office")
        )
        notes.success(request, _("ส่งข้อความติดตามแล้ว %(n)d แห่ง") % {"n": len(done.reached)})
        if done.too_soon:
            names = ", ".join(str(each.place) for each in done.too_soon)
            notes.warning(
                request, _("ไม่ส่งซ้ำ เพราะแจ้งไปภายในหนึ่งชั่วโมงที่ผ่านมา: %(names)s") % {"names": names}
            )
        if done.finished:
            notes.info(request, _("ดำเนินการแล้ว จึงไม่ต้องติดตาม %(n)d แห่ง") % {"n": len(done.finished)})
        return redirect("reminders", quarter)
