"""The first page: what the office has to do now and until when, one page for each role."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import CertificationState, FilingState, QuarterState, Role, Step
from registration.guards import OfficerView
from registration.selectors import (
    carrying,
    certifications,
    extension_requests,
    filings,
    plan,
    progress,
    situations,
    transfers,
    verdicts,
)
from registration.views.banner import banner, grant_banner
from registration.views.mending import ends_on
from registration.views.overview import overview_rows, overview_total
from registration.views.shell import quarter_of
from registration.views.steps import steps


@dataclass(frozen=True)
class NextStep:
    """What to do next in one sentence, with the page where it is done."""

    title: str
    text: str = ""
    url: str = ""
    action: str = ""


class Dashboard(OfficerView):
    def get(self, request):
        quarter = quarter_of(request)
        if quarter is None:
            return self.render("registration/dashboard/unplanned.html", {"by": self.by})
        pages = {
            Role.DISTRICT: self._district,
            Role.PROVINCE: self._province,
            Role.DEPARTMENT: self._department,
            Role.READER: self._reader,
        }
        return pages[self.by.role](quarter)

    def _district(self, quarter):
        rows = carrying.counted(self.by, filings.progress(self.by, quarter.code))
        filing = rows.get(district=self.by.district)
        situation = situations.of_filing(self.by, filing, self.on)
        grants = progress.live_grants(self.by, quarter.code)
        ends = [ends_on(grant, situation) for grant in grants]
        context = {
            "quarter": quarter,
            "filing": filing,
            "standing": _standing_of_district(situation, ends, self.on),
            "steps": steps(situation.standings, self.on),
            "n_transfers": transfers.waiting(self.by),
            "n_inquiries": verdicts.open_inquiries(self.by),
            "n_unconfirmed": carrying.n_unconfirmed(filing, situation),
            "may_confirm": workflow.entry_refusal(situation) is None,
            "next": _next_of_district(filing, situation, ends),
        }
        return self.render("registration/dashboard/district.html", context)

    def _province(self, quarter):
        certification = certifications.certification_for(self.by, self.by.province, quarter.code)
        situation = situations.of_certification(self.by, certification, self.on)
        rows = list(filings.progress(self.by, quarter.code, self.by.province))
        context = {
            "quarter": quarter,
            "certification": certification,
            "standing": banner(situation.standings[Step.CERTIFICATION], self.on),
            "steps": steps(situation.standings, self.on),
            "filings": rows,
            "n_handed_over": sum(row.handed_over_at is not None for row in rows),
            "n_queue": situation.undecided,
            "n_certified": sum(row.n_certified + row.n_closed for row in rows),
            "n_returned": sum(row.n_returned for row in rows),
            "n_extension_requests": extension_requests.waiting(self.by),
            "next": _next_of_province(certification, situation, len(rows)),
        }
        return self.render("registration/dashboard/province.html", context)

    def _department(self, quarter):
        situation = situations.of_quarter(self.by, quarter, self.on)
        rows = overview_rows(self.by, quarter.code)
        context = {
            "quarter": quarter,
            "standing": banner(situation.standings[Step.CLOSING], self.on),
            "steps": steps(situation.standings, self.on),
            "rows": rows,
            "total": overview_total(rows),
            "n_extension_requests": extension_requests.waiting(self.by),
            "next": _next_of_department(quarter, situation),
        }
        return self.render("registration/dashboard/department.html", context)

    def _reader(self, quarter):
        area = self.by.area
        quarters = [q for q in plan.quarters_of_year(quarter.year) if q.code <= quarter.code]
        context = {
            "quarter": quarter,
            "area": area,
            "cockpit": _cockpit_of(area, quarter.code),
            "rows": [
                {
                    "quarter": each,
                    "url": reverse("report-quarterly", args=(each.code,)),
                    "xlsx": reverse("report-quarterly-xlsx", args=(each.code,)),
                }
                for each in reversed(quarters)
            ],
        }
        return self.render("registration/dashboard/reader.html", context)


def _cockpit_of(area: str, quarter: str) -> str:
    """The address of the area's progress; a district has no page of its own there."""
    if area == "th":
        return reverse("cockpit", args=(quarter,))
    return reverse("cockpit-province", args=(quarter, area)) if len(area) == 2 else ""


def _standing_of_district(situation, ends, on):
    """The entry window; when it is over, what was sent back may still be mended."""
    live = _next_end(ends, on)
    if live and not situation.permit(Step.ENTRY):
        return grant_banner(live, on, situation.standings[Step.ENTRY])
    return banner(situation.standings[Step.ENTRY], on)


def _next_end(ends, on):
    """The nearest last day of the return grants that are not over."""
    return min((day for day in ends if day and day >= calendar.day_of(on)), default=None)


def _next_of_district(filing, situation, ends) -> NextStep:
    url = reverse("filing", args=(filing.district_id, filing.quarter_id))
    if ends:
        day = _next_end(ends, situation.now)
        return NextStep(
            _("แก้ไขรายการที่จังหวัดส่งกลับ %(n)d รายการ") % {"n": len(ends)},
            _("แก้ไขและส่งคืนภายในวันที่ %(day)s") % {"day": calendar.thai_date(day, "long")}
            if day
            else _("พ้นกำหนดแก้ไขแล้ว ขอให้จังหวัดยกเลิกการส่งกลับแล้วส่งกลับใหม่"),
            reverse("filing-returned", args=(filing.district_id, filing.quarter_id)),
            _("ดูสิ่งที่ต้องแก้ไข"),
        )
    if filing.state == FilingState.ENTRY and workflow.entry_refusal(situation) is None:
        if situation.undecided:
            return NextStep(
                _("ยื่นร่างที่ค้างอยู่ %(n)d รายการ") % {"n": situation.undecided},
                _("เมื่อยื่นครบแล้วจึงส่งแฟ้มให้จังหวัดได้"),
                url,
                _("เปิดแฟ้ม"),
            )
        if situation.filed:
            return NextStep(
                _("ส่งแฟ้มให้จังหวัด"),
                _("ยื่นครบทุกรายการแล้ว ลงทะเบียนเพิ่มได้จนกว่าจะส่งแฟ้ม"),
                url,
                _("เปิดแฟ้ม"),
            )
        return NextStep(
            _("เริ่มลงทะเบียนของไตรมาสนี้"),
            _("หากไม่มีผู้ลงทะเบียน ให้รับรองว่าไม่มีและส่งแฟ้ม เพื่อไม่ให้นับเป็นยังไม่ส่ง"),
            url,
            _("เปิดแฟ้ม"),
        )
    texts = {
        FilingState.ENTRY: _("ยังส่งแฟ้มไม่ได้ในขณะนี้ เหตุผลอยู่ด้านบน"),
        FilingState.HANDED_OVER: _("รอจังหวัดตรวจสอบ รายการที่ส่งกลับจะแสดงที่นี่"),
        FilingState.CERTIFIED: _("จังหวัดประกาศรับรองแล้ว รอกรมฯ ปิดไตรมาส"),
        FilingState.CLOSED: _("ไตรมาสนี้ปิดแล้ว"),
    }
    return NextStep(FilingState(filing.state).label, texts[filing.state], url, _("เปิดแฟ้ม"))


def _next_of_province(certification, situation, n_districts) -> NextStep:
    url = reverse("certification", args=(certification.province_id, certification.quarter_id))
    if certification.state != CertificationState.WAITING:
        title = CertificationState(certification.state).label
        return NextStep(title, _("ดูประกาศและรายงานของไตรมาสนี้"), url, _("เปิดหน้ารับรอง"))
    if situation.undecided:
        return NextStep(
            _("ตรวจสอบรายการที่อำเภอส่งมา %(n)d รายการ") % {"n": situation.undecided},
            _("พิจารณาให้ครบทุกรายการก่อนประกาศรับรอง"),
            url,
            _("เปิดคิวตรวจสอบ"),
        )
    if situation.permit(Step.CERTIFICATION) and situation.left_out < n_districts:
        return NextStep(
            _("ประกาศรับรองผลการลงทะเบียน"),
            _("พิจารณาครบทุกรายการที่ส่งมาแล้ว"),
            reverse("announce", args=(certification.province_id, certification.quarter_id)),
            _("ไปหน้าประกาศ"),
        )
    return NextStep(
        _("ติดตามอำเภอที่ยังไม่ส่งแฟ้ม %(n)d แห่ง") % {"n": situation.left_out},
        _("ยังไม่มีรายการให้ตรวจสอบ"),
        reverse("reminders", args=(certification.quarter_id,)),
        _("ดูผู้ที่ยังไม่ส่ง"),
    )


def _next_of_department(quarter, situation) -> NextStep:
    url = reverse("closing", args=(quarter.code,))
    if quarter.state == QuarterState.CLOSED:
        return NextStep(_("ปิดไตรมาสแล้ว"), _("ดูประกาศปิดไตรมาส"), url, _("เปิดประกาศ"))
    if situation.permit(Step.CLOSING):
        text = (
            _("ยังมี %(n)d จังหวัดที่ไม่ประกาศรับรอง ต้องระบุเหตุผลเมื่อปิด") % {"n": situation.left_out}
            if situation.left_out
            else _("ทุกจังหวัดประกาศรับรองแล้ว")
        )
        return NextStep(_("ปิดไตรมาสและประกาศรับรอง"), text, url, _("ไปหน้าปิดไตรมาส"))
    return NextStep(
        _("ติดตามความก้าวหน้าของจังหวัด"),
        _("ยังไม่ประกาศรับรอง %(n)d จังหวัด") % {"n": situation.left_out},
        url,
        _("ดูว่าใครยังไม่ครบ"),
    )
