"""Two window orders side by side: what moves, by how many days, and for which offices."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import Step
from registration.forms.order_comparison import ComparisonForm
from registration.guards import OfficerView
from registration.selectors import letters, plan, proposals
from registration.views.crumbs import trail

_SIDES = ("a", "b")


class CompareOrders(OfficerView):
    """``?a=&b=`` are the orders; ``a`` is what ``b`` is compared with."""

    def get(self, request):
        known = letters.every()
        form = ComparisonForm(request.GET or None, known=known)
        context = {
            "breadcrumb": trail((_("หนังสือกำหนดช่วงเวลา"), reverse("orders")), (_("เทียบหนังสือ"), "")),
            "form": form,
            "pair": None,
        }
        if form.is_valid():
            a, b = (form.cleaned_data[side] for side in _SIDES)
            context |= {
                "pair": {"a": a, "b": b},
                "rows": _rows(a, b),
                "offices": _offices(self.by, a, b),
            }
        status = 422 if form.is_bound and not form.is_valid() else 200
        return self.render("registration/orders/compare.html", context, status=status)


def _rows(a, b) -> list[dict]:
    sides = [{(w.quarter_id, Step(w.step)): w for w in order.windows.all()} for order in (a, b)]
    steps = list(Step)
    keys = sorted({*sides[0], *sides[1]}, key=lambda key: (key[0], steps.index(key[1])))
    holidays = [plan.holidays(known_on=order.dated_on) for order in (a, b)]
    return [_row(key, *(side.get(key) for side in sides), holidays) for key in keys]


def _row(key, first, second, holidays) -> dict:
    quarter, step = key
    moved = None
    if first and second:
        moved = {
            "opens": (second.opens_on - first.opens_on).days,
            "closes": (second.closes_on - first.closes_on).days,
        }
    return {
        "quarter": quarter,
        "step": step.label,
        "a": _side(first, holidays[0]),
        "b": _side(second, holidays[1]),
        "opens": _moved(moved["opens"]) if moved else "",
        "closes": _moved(moved["closes"]) if moved else "",
        "is_same": bool(moved) and not any(moved.values()),
        "only": _only(first, second),
    }


def _side(window, holidays) -> dict | None:
    if window is None:
        return None
    return {
        "period": calendar.thai_period(window.opens_on, window.closes_on),
        "counted": calendar.working_days(window.opens_on, window.closes_on, holidays),
    }


def _moved(days: int) -> str:
    if not days:
        return _("เท่าเดิม")
    text = _("ช้าลง %(n)d วัน") if days > 0 else _("เร็วขึ้น %(n)d วัน")
    return text % {"n": abs(days)}


def _only(first, second) -> str:
    if first and second:
        return ""
    return _("ฉบับหลังไม่ได้กำหนด") if first else _("ฉบับแรกไม่ได้กำหนด")


def _offices(by, a, b) -> list[str]:
    """Who hears both orders, and who hears only one of them."""
    both = proposals.heard_by(by, a, b)
    if not both["districts"]:
        found = [_("ไม่มีสำนักงานใดที่หนังสือทั้งสองฉบับใช้ด้วยกัน")]
    else:
        found = [_("ใช้ทั้งสองฉบับ: %(provinces)d จังหวัด %(districts)d อำเภอ/เขต") % both]
    texts = (
        _("ใช้เฉพาะฉบับแรก: %(districts)d อำเภอ/เขต"),
        _("ใช้เฉพาะฉบับหลัง: %(districts)d อำเภอ/เขต"),
    )
    for text, order in zip(texts, (a, b), strict=True):
        alone = proposals.heard_by(by, order)["districts"] - both["districts"]
        if alone:
            found.append(text % {"districts": alone})
    return found
