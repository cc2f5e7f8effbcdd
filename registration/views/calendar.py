"""The plan of a fiscal year: four quarters × three steps, stated and counted working days."""

from datetime import timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from registration import calendar
from registration.guards import OfficerView
from registration.selectors import letters, plan
from registration.views.crumbs import trail

_SATURDAY, _SUNDAY = 5, 6


class Calendar(OfficerView):
    def get(self, request, year):
        planned = plan.calendar_year(year)
        days_off = self._days_off(planned)
        rows = [self._row(each, days_off) for each in planned]
        years = plan.years()
        orders = {row["order"].pk: row["order"] for row in rows}
        context = {
            "breadcrumb": trail((_("ปฏิทิน"), "")),
            "year": year,
            "quarters": [
                {"quarter": quarter, "rows": list(group)}
                for quarter, group in groupby(rows, key=lambda row: row["quarter"])
            ],
            "notes": [row for row in rows if row["differs"]],
            "now": next((row for row in rows if row["state"] == "current"), None),
            "today": calendar.day_of(self.on),
            "orders": list(orders.values()),
            "special": letters.special_windows(self.by, year),
            "extensions": [
                row
                for row in letters.extensions_for(self.by)
                if row.revoked_at is None and row.quarter_id.startswith(str(year))
            ],
            "previous_year": max((y for y in years if y < year), default=None),
            "next_year": min((y for y in years if y > year), default=None),
            "years": years,
        }
        return self.render("registration/calendar/year.html", context)

    def _days_off(self, planned) -> dict:
        if not planned:
            return {}
        first = min(each.window.opens_on for each in planned)
        last = max(each.window.closes_on for each in planned)
        return {holiday.day: holiday for holiday in plan.holidays_between(first, last)}

    def _row(self, each, days_off) -> dict:
        window = each.window
        period = calendar.Period(window.opens_on, window.closes_on)
        state = "future" if self.on < period.opens_at else "past"
        left = None
        if period.contains(self.on):
            state = "current"
            left = calendar.working_days_left(self.on, window.closes_on, days_off)
        return {
            "quarter": each.quarter,
            "step": each.step.label,
            "window": window,
            "order": window.order,
            "period": calendar.thai_period(window.opens_on, window.closes_on),
            "computed": each.computed_days,
            "differs": each.differs,
            "why": _why(each, days_off) if each.differs else "",
            "state": state,
            "left": left,
        }


def _why(each, days_off) -> str:
    """Which days of the window are not counted, so that a reader can check the difference."""
    window = each.window
    span = (window.closes_on - window.opens_on).days + 1
    days = [window.opens_on + timedelta(days=n) for n in range(span)]
    weekend = [day for day in days if day.weekday() >= _SATURDAY]
    known = [
        day
        for day in days
        if day in days_off
        and day.weekday() < _SATURDAY
        and (days_off[day].announced_on or window.order.dated_on) <= window.order.dated_on
    ]
    parts = []
    if len(weekend) == 1:
        names = {_SATURDAY: _("วันเสาร์"), _SUNDAY: _("วันอาทิตย์")}
        parts.append(
            _("%(day)s เป็น%(weekday)s")
            % {"day": calendar.thai_date(weekend[0]), "weekday": names[weekend[0].weekday()]}
        )
    elif weekend:
        parts.append(_("มีวันเสาร์–อาทิตย์ %(n)d วัน") % {"n": len(weekend)})
    if known:
        parts.append(
            _("มีวันหยุดราชการ %(n)d วัน (%(days)s)")
            % {"n": len(known), "days": ", ".join(calendar.thai_date(day) for day in known)}
        )
    return " ".join(parts)
