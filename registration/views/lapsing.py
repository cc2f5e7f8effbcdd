"""What lapses at the end of a quarter: by place and reason, and one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registration.enums import LapseReason, QuarterState, Role
from registration.forms.lapsing import LapsingFilter
from registration.guards import OfficerView
from registration.selectors import certifications, filings, lapsing, places, plan
from registration.views.crumbs import trail
from registration.views.pages import page_of

_SIZE = 50


@dataclass(frozen=True)
class Line:
    """A row of the table: a place, how many for each reason shown, and all of them."""

    name: str
    url: str
    numbers: list[int]
    total: int


def table(
    counts: Mapping[str, Counter],
    named: Iterable[tuple[str, str]],
    url: str,
    *,
    without: Collection[LapseReason] = (),
) -> dict:
    """For ``registration/closing/lapsing_table.html``: places with any, in order, and their sum.

    ``url`` is the list that each place's name leads to; ``without`` leaves reasons out.
    """
    reasons = [reason for reason in LapseReason if reason not in without]

    def line(name: str, address: str, numbers: Mapping) -> Line:
        shown = [numbers[reason] for reason in reasons]
        return Line(name, f"{url}{address}#list", shown, sum(shown))

    lines = [line(name, f"?place={code}", counts[code]) for code, name in named if code in counts]
    total = Counter()
    for each in counts.values():
        total.update(each)
    return {
        "heads": [reason.label for reason in reasons],
        "lines": [each for each in lines if each.total],
        "total": line(_("รวม"), "", total),
        "by_reason": [
            (reason.label, total[reason], f"{url}?reason={reason}#list")
            for reason in reasons
            if total[reason]
        ],
    }


def provinces() -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in places.provinces()]


class _Lapsing(OfficerView):
    place = ""  # what the filter's place is: a province, or a district of one

    def answer(self, quarter, named, counts, context, **area):
        form = LapsingFilter(self.request.GET, places=named)
        wanted = form.wanted()
        if "place" in wanted:
            wanted[self.place] = wanted.pop("place")
        rows = lapsing.lapsing(self.by, quarter.code, **area, **wanted)
        page = page_of(rows, self.request, _SIZE)
        for row in page.rows:
            row.lapse_text = LapseReason(row.lapse_reason).label
        context |= {
            "quarter": quarter,
            "closed": quarter.state == QuarterState.CLOSED,
            "table": table(counts, named, self.request.path),
            "filter": form,
            "is_filtered": bool(wanted),
            "page": page,
        }
        return self.render("registration/closing/lapsing.html", context)


class LapsingOfCountry(_Lapsing):
    place = "province"
    roles = frozenset({Role.DEPARTMENT})

    def get(self, request, quarter):
        found = plan.quarter_for(quarter)
        closing = reverse("closing", args=(quarter,))
        crumbs = trail(
            (_("ปิดไตรมาส %(code)s") % {"code": quarter}, closing), (_("รายการที่ตกรอบ"), "")
        )
        counts = lapsing.counts(self.by, quarter)
        context = {"breadcrumb": crumbs, "province": None, "back_url": closing}
        return self.answer(found, provinces(), counts, context)


class LapsingOfProvince(_Lapsing):
    place = "district"
    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT})

    def get(self, request, province, quarter):
        certification = certifications.certification_for(self.by, province, quarter)
        rows = filings.visible(self.by).filter(quarter=quarter, district__province=province)
        named = [(row.district_id, row.district.name) for row in rows]
        page = reverse("certification", args=(province, quarter))
        title = _("ตรวจสอบรับรอง %(province)s") % {"province": certification.province}
        context = {
            "breadcrumb": trail((title, page), (_("รายการที่ตกรอบ"), "")),
            "province": certification.province,
            "back_url": page,
        }
        counts = lapsing.counts(self.by, quarter, province)
        return self.answer(certification.quarter, named, counts, context, province=province)
