"""The pages of the reports: which there are, and one of them on the screen or as a workbook."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registration import calendar
from registration.enums import QuarterState
from registration.guards import OfficerView
from registration.selectors import certifications, corrections, places, plan, tallies
from reporting import document, exports, forms, render_html
from reporting.definitions import QUARTERLY
from reporting.shapes import Document, Level


def _address(
    quarter: str,
    area: str,
    span: str,
    digits: str = "arabic",
    edition: str = forms.ANNOUNCED,
    *,
    xlsx: bool = False,
):
    name = "report-quarterly-xlsx" if xlsx else "report-quarterly"
    asked = {"area": area, "span": span}
    if edition != forms.ANNOUNCED:
        asked["edition"] = edition
    if digits != ("thai" if xlsx else "arabic"):
        asked["digits"] = digits
    return f"{reverse(name, args=[quarter])}?{urlencode(asked)}"


def _code(text: str) -> str:
    try:
        return str(calendar.QuarterCode.parse(text))
    except ValueError as error:
        raise Http404 from error


def _filled(quarter, wanted, by, on) -> Document:
    return document.build(
        QUARTERLY, quarter, wanted.area, wanted.span, by, on, with_addenda=wanted.with_addenda
    )


class Index(OfficerView):
    """The quarters of a fiscal year and what there is to read of each."""

    def get(self, request):
        years = plan.years()
        asked = request.GET.get("year", "")
        current = plan.current_quarter(self.on)
        year = int(asked) if asked in map(str, years) else (current.year if current else None)
        quarters = plan.quarters_of_year(year) if year else []
        announced = self._announced(year)
        return self.render(
            "reporting/index.html",
            {
                "breadcrumb": [
                    {"url": reverse("dashboard"), "label": _("หน้าหลัก")},
                    {"url": "", "label": _("รายงาน")},
                ],
                "year": year,
                "years": years,
                "lines": [self._line(q, announced.get(q.code, [])) for q in quarters],
                "areas": self._areas(current.code) if current else [],
                "current": current,
            },
        )

    def _announced(self, year: int | None) -> dict[str, list[bool]]:
        """By quarter, whether each province of the own area has announced."""
        found: dict[str, list[bool]] = {}
        rows = certifications.visible(self.by).filter(quarter__year=year).order_by()
        for code, announced_at in rows.values_list("quarter", "announced_at"):
            found.setdefault(code, []).append(announced_at is not None)
        return found

    def _line(self, quarter, announced_of: list[bool]) -> dict:
        announced, expected = sum(announced_of), len(announced_of)
        state = quarter.state
        if state == QuarterState.OPEN and announced and announced == expected:
            state, label = "ANNOUNCED", _("ประกาศรับรองแล้ว")
        elif state == QuarterState.OPEN:
            state, label = "WAITING", _("ยังไม่ประกาศรับรอง")
        else:
            label = quarter.get_state_display()
        address = partial(_address, quarter.code, self.by.area)
        return {
            "code": quarter.code,
            "state": state,
            "label": label,
            "announced": announced,
            "expected": expected,
            "spans": [
                {"label": label, "url": address(span), "xlsx": address(span, "thai", xlsx=True)}
                for span, label in forms.SPANS.items()
            ],
        }

    def _areas(self, quarter: str) -> list[dict]:
        level = Level.of(self.by.area)
        if level == Level.DISTRICT:
            return []
        parts = places.provinces() if level == Level.COUNTRY else places.districts(self.by.province)
        return [
            {"name": part.name, "url": _address(quarter, part.code, tallies.QUARTER)}
            for part in parts
        ]


class Quarterly(OfficerView):
    """The quarterly form on the screen."""

    def get(self, request, quarter):
        wanted = forms.read(request.GET, self.by, "arabic")
        chosen = request.GET.get("quarter", "")
        if chosen and chosen != quarter:
            return redirect(
                _address(_code(chosen), wanted.area, wanted.span, wanted.digits, wanted.edition)
            )
        known = plan.quarters_of_year(calendar.QuarterCode.parse(quarter).year)
        row = next((one for one in known if one.code == quarter), None) or plan.quarter_for(quarter)
        filled = _filled(row, wanted, self.by, self.on)
        return self.render(
            "reporting/quarterly.html",
            {
                "breadcrumb": self._breadcrumb(filled, wanted),
                "document": filled,
                "area_name": filled.path[-1].name,
                "sheet": render_html.render(filled, self._row_url(filled, wanted), wanted.digits),
                "wanted": wanted,
                "quarters": known,
                "spans": forms.SPANS.items(),
                "digits": forms.DIGITS.items(),
                "areas": self._areas(filled),
                "editions": self._editions(row, wanted),
                "xlsx_url": self._xlsx(quarter, wanted, "thai"),
                "xlsx_arabic_url": self._xlsx(quarter, wanted, "arabic"),
            },
        )

    def _xlsx(self, quarter: str, wanted, digits: str) -> str:
        return _address(quarter, wanted.area, wanted.span, digits, wanted.edition, xlsx=True)

    def _editions(self, quarter, wanted) -> list[tuple]:
        """As announced or with addenda, where there are any."""
        if quarter.state != QuarterState.CLOSED:
            return []
        province = None if wanted.area == "th" else wanted.area[:2]
        corrected = corrections.addenda(self.by, quarter.code, province).exists()
        return list(forms.EDITIONS.items()) if corrected or wanted.with_addenda else []

    def _row_url(self, filled: Document, wanted):
        def url_of(code: str) -> str:
            if filled.level == Level.DISTRICT:
                return ""
            return _address(filled.quarter, code, wanted.span, wanted.digits, wanted.edition)

        return url_of

    def _breadcrumb(self, filled: Document, wanted) -> list[dict]:
        trail = [
            {"url": reverse("dashboard"), "label": _("หน้าหลัก")},
            {"url": reverse("reports"), "label": _("รายงาน")},
        ]
        for place in filled.path:
            if self.by.covers(place.code):
                here = place.code == filled.area
                url = _address(
                    filled.quarter, place.code, wanted.span, wanted.digits, wanted.edition
                )
                trail.append({"url": "" if here else url, "label": place.name})
        return trail

    def _areas(self, filled: Document) -> list[dict]:
        """What the own area lets one choose: the way up, and one level down."""
        if Level.of(self.by.area) == Level.DISTRICT:
            return []
        options = [
            {"code": place.code, "label": place.name}
            for place in filled.path
            if self.by.covers(place.code)
        ]
        if filled.level != Level.DISTRICT:
            options += [{"code": row.code, "label": f"— {row.label}"} for row in filled.rows]
        return options


class QuarterlyWorkbook(OfficerView):
    """The quarterly form as a workbook. An official paper: Thai in whatever language is read."""

    def get(self, request, quarter):
        wanted = forms.read(request.GET, self.by, "thai")
        with translation.override("th"):
            row = plan.quarter_for(quarter)
            filled = _filled(row, wanted, self.by, self.on)
            return exports.workbook(filled, self.on, wanted.digits)
