"""The two pages of the cockpit: the country and one province."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import CertificationState, QuarterState, RegistrationState, Role, Step
from registration.forms.cockpit import CountryFilter, DistrictFilter
from registration.guards import OfficerView
from registration.selectors import cockpit, plan
from registration.selectors.cockpit import DistrictRow
from registration.views.cockpit import tables
from registration.views.cockpit.blocks import ORDER, blocks, in_order
from registration.views.cockpit.lines import behind, lines, queues, waiting_provinces
from registration.views.cockpit.pace import days, paces
from registration.views.cockpit.spans import span
from registration.views.crumbs import trail
from registration.views.overview import overview_total, rows_of
from registration.views.pages import page_of

_SIZE = 50


@dataclass(frozen=True)
class Sign:
    """One line of the legend: a stage, its shape, how many districts stand there."""

    value: str
    key: str
    label: str
    n: int
    n_late: int


@dataclass(frozen=True)
class TimeLeft:
    """The step that is open, or the next to open; ``n`` working days are left of it."""

    n: int | None
    note: str


class _CockpitView(OfficerView):
    def _shared(self, quarter, read, districts) -> dict:
        """What both pages say of their area; ``districts`` are all of it."""
        rows = rows_of(read.certifications, read.counts)
        total = overview_total(rows)
        n = sum((row.n for row in districts), Counter())
        return {
            "quarter": quarter,
            "closed": quarter.state == QuarterState.CLOSED,
            "provinces": rows,
            "total": total,
            "n_late": sum(row.is_late for row in districts),
            "n_not_begun": sum(row.stage == "NOT_BEGUN" for row in districts),
            "legend": _legend(districts),
            "counts": [(state.label, n[state]) for state in RegistrationState if n[state]],
            "queues": queues(districts),
            "entering": span(districts, "days_entering"),
            "deciding": span(districts, "days_deciding"),
            # A reader of reports may not open the offices' own pages.
            "may_open": self.by.role != Role.READER,
        }

    def _times(self, quarter, province, *, is_over: bool = False, **numbers) -> dict:
        """How much time is left and whether it will do; nothing where the work is done."""
        if is_over or quarter.state == QuarterState.CLOSED:
            return {"time_left": None, "paces": []}
        standings = plan.plan_of(quarter).standings(province)
        holidays = plan.holidays()
        return {
            "time_left": _time_left(standings, self.on, holidays),
            "paces": paces(standings, self.on, holidays, **numbers),
        }

    def _table(self, request, rows, sorts, form) -> dict:
        found = tables.in_order(rows, request, sorts)
        page = page_of(found, request, _SIZE)
        return {
            "filter": form,
            "is_filtered": bool(form.wanted()),
            "heads": tables.heads(request, sorts),
            "page": page,
            "count": len(found),
            "first": page.start + 1,
            "last": page.start + len(page.rows),
        }


class CountryCockpit(_CockpitView):
    """All districts of the country. A reader of reports of one area does not see the others."""

    roles = frozenset({Role.DEPARTMENT, Role.READER})

    def get(self, request, quarter):
        quarter = plan.quarter_for(quarter)
        read = cockpit.read(self.by, quarter, self.on)
        context = self._shared(quarter, read, read.districts)
        rows, total = context["provinces"], context["total"]
        form = CountryFilter(request.GET, regions={row.province.region for row in rows})
        found = tables.matching(read.districts, **form.wanted())
        of_provinces = lines(rows, read.districts)
        by_district = request.GET.get("rows") == "districts"
        if by_district:
            sorts = tables.DISTRICT_SORTS
        else:
            sorts = tables.PROVINCE_SORTS
            found = tables.of_provinces_with(of_provinces, found)
        context |= self._table(request, found, sorts, form)
        context |= self._times(
            quarter, None, n=_sum(read.districts),
            filings=(total["n_handed_over"], total["n_filings"]),
            provinces=(total["n_announced"], total["n_provinces"]),
        )  # fmt: skip
        context |= {
            "breadcrumb": trail((_("ภาพรวมความก้าวหน้า"), "")),
            "blocks": blocks(rows, read.districts),
            "by_district": by_district,
            "behind": [] if context["closed"] else behind(of_provinces),
            "waiting_provinces": waiting_provinces(read, self.on),
        }
        return self.render("registration/cockpit/country.html", context)


class ProvinceCockpit(_CockpitView):
    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT, Role.READER})

    def get(self, request, quarter, province):
        quarter = plan.quarter_for(quarter)
        read = cockpit.read(self.by, quarter, self.on, province)
        certification = read.certifications[0]
        context = self._shared(quarter, read, read.districts)
        form = DistrictFilter(request.GET)
        found = tables.matching(read.districts, **form.wanted())
        context |= self._table(request, found, tables.DISTRICT_SORTS, form)
        total = context["total"]
        is_announced = certification.state != CertificationState.WAITING
        context |= self._times(
            quarter, province, n=_sum(read.districts), is_over=is_announced,
            filings=(total["n_handed_over"], total["n_filings"]),
        )  # fmt: skip
        context |= {
            "breadcrumb": _crumbs(self.by, certification),
            "certification": certification,
            "row": context["provinces"][0],
            "tiles": in_order(read.districts),
            "by_district": True,
        }
        return self.render("registration/cockpit/province.html", context)


def _crumbs(by, certification):
    places = [(_("ภาพรวม %(province)s") % {"province": certification.province}, "")]
    if by.area == "th":
        country = reverse("cockpit", args=(certification.quarter_id,))
        places.insert(0, (_("ภาพรวมความก้าวหน้า"), country))
    return trail(*places)


def _sum(districts: Iterable[DistrictRow]) -> Counter:
    return sum((row.n for row in districts), Counter())


def _legend(districts: Iterable[DistrictRow]) -> list[Sign]:
    """The stages in the order of the work; those in which nobody stands are left out."""
    n = Counter(row.stage for row in districts)
    late = Counter(row.stage for row in districts if row.is_late)
    return [
        Sign(stage.value, stage.lower(), stage.label, n[stage], late[stage])
        for stage in ORDER
        if n[stage]
    ]


def _time_left(standings, on, holidays) -> TimeLeft | None:
    """Of the step in which the area stands: the first that is open, else the next to open."""
    for step in Step:
        standing = standings[step]
        until = standing.until(on)
        if until:
            words = {"step": step.label, "day": calendar.thai_date(until)}
            note = _("%(step)s ถึง %(day)s") % words
            return TimeLeft(days(standing, on, holidays)[1], note)
    for step in Step:
        window = standings[step].window
        if window and on < window.period.opens_at:
            words = {"step": step.label, "day": calendar.thai_date(window.opens_on)}
            return TimeLeft(None, _("%(step)s เปิด %(day)s") % words)
    return None
