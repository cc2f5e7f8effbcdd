"""A window order looked at before it is recorded: counted days, odd windows, who would be late.

What is found never blocks: whoever saves says that they have read it.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Role, Step
from registration.forms.orders import Grid, OrderForm
from registration.guards import OfficerView
from registration.selectors import plan, proposals
from registration.workflow import proposals as rules

_SHOWN = 30  # so many districts are named; more are counted by province
_SATURDAY = 5


@dataclass(frozen=True)
class Findings:
    """``rows`` stand beside what is typed, ``warnings`` and ``late`` want to be read."""

    rows: list[dict]
    warnings: list[str]
    late: list[dict]
    missing: str = ""

    @property
    def mark(self) -> str:
        """What was shown: read once, it need not be read again; '' where nothing warns."""
        said = [*self.warnings, *(each["sentence"] for each in self.late)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16] if said else ""


class OrderCheck(OfficerView):
    """What a script asks while an order is typed: the part of the page, and nothing else."""

    roles = frozenset({Role.DEPARTMENT})
    http_method_names = ("post",)

    def post(self, request):
        form, grid = OrderForm(request.POST), Grid(request.POST, prefix="w")
        form.is_valid()
        grid.is_valid()
        found = look(self.by, form, grid, self.on)
        ticked = request.POST.get("acknowledged", "")
        context = {"findings": found, "is_read": bool(found.mark) and ticked == found.mark}
        return self.render("registration/orders/findings.html", context)


def look(by, form, grid, on) -> Findings:
    """What can be said about the rows that are typed in full; both forms have been validated."""
    head = getattr(form, "cleaned_data", {})
    year = head.get("year")
    if not year:
        return Findings([], [], [], _("กรอกปีงบประมาณก่อน จึงตรวจช่วงเวลาได้"))
    typed = grid.readable(year)
    if not typed:
        return Findings([], [], [], _("กรอกวันที่เปิดและวันที่สิ้นสุดอย่างน้อยหนึ่งแถว จึงตรวจได้"))
    dated_on = head.get("dated_on") or calendar.day_of(on)
    with plan.remembered():
        rows = [_counted(row, dated_on) for row in typed]
        scope_is_known = "scope" in head and not {"province", "district"} & set(form.errors)
        if not scope_is_known:
            return Findings(rows, [], [], _("เลือกพื้นที่ที่ใช้ก่อน จึงตรวจช่วงเวลาของพื้นที่ได้"))
        proposal = proposals.Proposal(
            head["scope"], head["province"], head["district"], dated_on, typed
        )
        warnings = [*_outranked(by, proposal), *_frictions(by, proposal)]
        return Findings(rows, warnings, _late(by, proposal, on))


def _counted(row, dated_on: date) -> dict:
    """Counted like on the order's page: on the holidays known when the letter was written."""
    opens, closes = row["opens_on"], row["closes_on"]
    counted = calendar.working_days(opens, closes, plan.holidays(known_on=dated_on))
    names = {each.day: each.name for each in plan.holidays_between(opens, closes)}
    return {
        **row,
        "step": row["step"].label,
        "counted": counted,
        "differs": row["stated_days"] is not None and row["stated_days"] != counted,
        "notes": [
            text % {"day": calendar.thai_date(day), "why": why}
            for text, day in (
                (_("วันแรก %(day)s ตรงกับ%(why)s"), opens),
                (_("วันสุดท้าย %(day)s ตรงกับ%(why)s"), closes),
            )
            if (why := _why_off(day, names))
        ],
    }  # fmt: skip


def _why_off(day: date, names) -> str:
    if day in names:
        return names[day]
    if day.weekday() < _SATURDAY:
        return ""
    return _("วันเสาร์") if day.weekday() == _SATURDAY else _("วันอาทิตย์")


def _outranked(by, proposal) -> list[str]:
    text = _("ไตรมาส %(quarter)s: “%(step)s” จะไม่เปลี่ยน เพราะ%(order)s มีผลเหนือกว่าฉบับนี้")
    return [
        text % {"quarter": quarter, "step": window.step.label, "order": window.order_text}
        for quarter, window in proposals.outranked(by, proposal)
    ]


def _frictions(by, proposal) -> list[str]:
    overlaps = _("ไตรมาส %(quarter)s: “%(first)s” กับ “%(second)s” ซ้อนกัน %(days)d วัน (%(period)s)")
    gap = _(
        "ไตรมาส %(quarter)s: ระหว่าง “%(first)s” กับ “%(second)s” มีวันทำการที่ไม่มีขั้นตอนใดเปิด %(days)d วัน "
        "(%(period)s)"
    )
    found: dict[str, None] = {}
    for quarter in proposal.quarters:
        told: list = []
        for order, standings in proposals.standings_by_area(by, proposal, quarter):
            for each in rules.frictions(standings, plan.holidays()):
                if each in told:
                    continue  # said already of the whole area
                told.append(each)
                sentence = (overlaps if each.overlaps else gap) % {
                    "quarter": quarter,
                    "first": each.first.label,
                    "second": each.second.label,
                    "days": each.days,
                    "period": calendar.thai_period(each.from_on, each.until_on),
                }
                found[f"{order.area_text} – {sentence}" if order else sentence] = None
    return list(found)


def _late(by, proposal, on) -> list[dict]:
    texts = {
        Step.ENTRY: _("ไตรมาส %(quarter)s: อำเภอ/เขตที่ยังไม่ส่งแฟ้มและจะพ้นกำหนดทันที %(n)d แห่ง"),
        Step.CERTIFICATION: _(
            "ไตรมาส %(quarter)s: จังหวัดที่ยังไม่ประกาศรับรองและจะพ้นกำหนดทันที %(n)d จังหวัด"
        ),
        Step.CLOSING: _("ไตรมาส %(quarter)s: กรมฯ ยังไม่ปิดไตรมาสและจะพ้นกำหนดทันที"),
    }
    newly = _("ในจำนวนนี้ %(n)d แห่งยังทันเวลาตามหนังสือเดิม")
    return [
        {
            "sentence": texts[each.step] % {"quarter": each.quarter, "n": len(each.offices)},
            "newly": newly % {"n": each.newly} if each.newly else "",
            "offices": named(each),
        }
        for each in proposals.late(by, proposal, on)
    ]


def named(late) -> list[str]:
    if late.step == Step.CLOSING:
        return []
    if late.step == Step.CERTIFICATION:
        return [name for name, _province in late.offices]
    provinces = Counter(province for _name, province in late.offices)
    if len(late.offices) <= _SHOWN or len(provinces) == 1:
        return [f"{name} ({province})" for name, province in late.offices]
    text = _("%(place)s %(n)d แห่ง")
    return [text % {"place": place, "n": n} for place, n in provinces.items()]
