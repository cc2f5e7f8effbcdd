"""Old lists of an office: handed in, looked at, taken into a filing, thrown away."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import OldListState, Role, Step
from registration.errors import InvalidValue, Refusal, Refused
from registration.forms.old_lists import OldListForm
from registration.guards import OfficerView
from registration.imports.old_lists import keeping, looking, taking
from registration.selectors import filings, old_lists, places, situations
from registration.services import old_lists as deeds
from registration.views.banner import banner
from registration.views.crumbs import trail
from registration.views.filings import filing_trail
from registration.views.offers import offers
from registration.views.shell import quarter_of
from registration.views.workbooks import onward

OFFICES = deeds.OFFICES
_SHOWN = 50


class OldListsPage(OfficerView):
    """What the office brought in, and what its province did for it. POST ``file``."""

    roles = OFFICES

    def get(self, request):
        return self._page(OldListForm())

    def post(self, request):
        form = OldListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, 422)
        file = form.cleaned_data["file"]
        try:
            row = keeping.receive(
                self.by, self.on, filename=file.name,
                content=file.read(settings.WORKBOOK_MAX_SIZE + 1),
            )  # fmt: skip
        except InvalidValue as error:
            form.add_error("file", str(error))
            return self._page(form, 422)
        except Refused as error:
            form.add_error(None, str(error.refusal))
            return self._page(form, 409)
        messages.success(request, _("รับไฟล์แล้ว ขั้นต่อไปบอกระบบว่าแต่ละคอลัมน์คืออะไร"))
        return redirect("old-list-columns", row.pk)

    def _page(self, form, status=200):
        filing = filing_of(self)
        context = {
            "breadcrumb": list_trail(self, filing),
            "is_province": self.by.role == Role.PROVINCE,
            "form": form,
            "lists": list(old_lists.visible(self.by)[:_SHOWN]),
            "offered": offers(self.by),
            "memories": list(old_lists.memories(self.by)[:_SHOWN]),
            "quarter_code": filing.quarter_id if filing else "",
            "kept_days": deeds.KEPT.days,
        }
        return self.render("registration/old_lists/list.html", context, status=status)


class OldListPage(OfficerView):
    """What a mapped list would bring: for a district its own rows, for a province its districts."""

    roles = OFFICES

    def get(self, request, pk):
        row = old_lists.shown(self.by, pk)
        if row.state == OldListState.DISCARDED:
            raise Refused(Refusal("discarded", _("รายชื่อเดิมนี้ถูกทิ้งไปแล้ว ให้ส่งไฟล์ใหม่")))
        if row.state == OldListState.RECEIVED:
            return redirect("old-list-columns", pk)
        filing = filing_of(self)
        context = {
            "breadcrumb": list_trail(self, filing, (row.filename, "")),
            "row": row,
            "is_own": is_own(self.by, row),
            "expires_on": calendar.day_of(row.received_at + deeds.KEPT),
            "found": looking.found(self.by, row),
        }
        if self.by.role == Role.PROVINCE:
            context["districts"] = self._districts(row)
            return self.render("registration/old_lists/province.html", context)
        return self.render(
            "registration/old_lists/district.html", context | self._filing(row, filing)
        )

    def _filing(self, row, filing) -> dict:
        """Whether the rows may be taken now, and when they were."""
        taken = old_lists.taken(self.by, row.pk).get(self.by.district, [])
        if filing is None:
            return {"filing": None, "refusal": None, "standing": None, "taken": taken}
        situation = situations.of_filing(self.by, filing, self.on)
        return {
            "filing": filing,
            "refusal": workflow.entry_refusal(situation),
            "standing": banner(situation.standings[Step.ENTRY], self.on),
            "taken": taken,
        }

    def _districts(self, row) -> list[dict]:
        taken = old_lists.taken(self.by, row.pk)
        found = row.counts["districts"]
        return [
            {
                "district": district,
                "n": found.get(district.code, {}).get("producers", 0),
                "taken": taken.get(district.code, [])[:1],
                "n_done": sum(each.counts.get("done", 0) for each in taken.get(district.code, [])),
            }
            for district in places.districts(row.province_id)
            if district.code in found or district.code in taken
        ]


class TakeOldList(OfficerView):
    """POST: the own rows of a list become a received file of the filing, which is checked next."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, district, quarter, pk):
        filings.filing_for(self.by, district, quarter)
        staged = taking.take(self.by, self.on, old_list=pk, quarter=quarter)
        messages.success(request, _("นำรายชื่อเดิมเข้ามาตรวจแล้ว ยังไม่บันทึกลงแฟ้ม ตรวจผลด้านล่างแล้วกดบันทึก"))
        return onward(staged)


class DiscardOldList(OfficerView):
    """POST: throw an own list away; what was taken from it stays."""

    roles = OFFICES

    def post(self, request, pk):
        deeds.discard(by=self.by, on=self.on, old_list=pk)
        messages.success(request, _("ทิ้งรายชื่อเดิมแล้ว รายที่นำเข้าแฟ้มแล้วไม่หาย"))
        return redirect("old-lists")


def is_own(by, row) -> bool:
    """Whether a list is the own office's, to be mapped and thrown away."""
    return (row.province_id, row.district_id) == (by.province, by.district)


def filing_of(view):
    """The filing that a district works for here: of ``?quarter=``, or else the present one's;
    ``None`` for a province, and where no quarter is planned.
    """
    if view.by.role != Role.DISTRICT:
        return None
    code = view.request.GET.get("quarter", "")
    if not code:
        quarter = quarter_of(view.request)
        if quarter is None:
            return None
        code = quarter.code
    try:
        calendar.QuarterCode.parse(code)
    except ValueError as error:
        raise Http404 from error
    return filings.filing_for(view.by, view.by.district, code)


def list_trail(view, filing, *more):
    """A district comes from its filing's workbooks, a province from its first page."""
    here = (_("นำรายชื่อเดิมเข้าระบบ"), reverse("old-lists") if more else "")
    if filing is None:
        return trail(here, *more)
    back = reverse("workbooks", args=(filing.district_id, filing.quarter_id))
    return filing_trail(view.by, filing, (_("ทำงานด้วยไฟล์ Excel"), back), here, *more)
