"""The sample of a district's unchanged registrations: drawing it, and a checklist for each."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Role
from registration.forms.samples import SampleForm
from registration.selectors import samples, situations
from registration.services import samples as deeds
from registration.views import wording
from registration.views.exceptions import AreaView
from registration.views.queues import waits
from registration.views.saving import attempt


class SamplePage(AreaView):
    def get(self, request, province, quarter, district):
        self.read(province, quarter, district)
        return self.page()

    def page(self, failed: SampleForm | None = None, failed_row: int = 0, status: int = 200):
        (filing,) = self.filings
        questions = samples.questions()
        rows = list(samples.rows(self.by, filing))
        situation = situations.of_clean(
            self.by, self.certification, self.on, filing_state=filing.state
        )
        refusal = workflow.drawing_refusal(situation)
        cards = [
            _card(row, questions, failed if row.pk == failed_row else None, may=not refusal)
            for row in rows
        ]
        context = self.context(
            (_("รายการที่ต้องดู %(place)s") % {"place": self.place}, self.url("exceptions")),
            (_("รายการที่ไม่เปลี่ยนแปลง"), self.url("clean-set")),
            (_("สุ่มตรวจ"), ""),
            cards=cards,
            failed=failed,
            failed_name=next((c["name"] for c in cards if c["row"].pk == failed_row), ""),
            draws=list(samples.of_filing(self.by, filing)),
            n_checked=sum(row.checked_at is not None for row in rows),
            n_waiting=sum(card["form"] is not None for card in cards),
            n_wrong=sum(row.is_wrong for row in rows),
            refusal=refusal,
            clean_url=self.url("clean-set"),
            certify_url=self.url("clean-set-certify"),
        )
        return self.render("registration/exceptions/sample.html", context, status=status)


def _card(row, questions, failed, *, may: bool) -> dict:
    """A drawn registration with what is asked about it; ``form`` while it may be answered."""
    registration = row.registration
    is_gone = row.checked_at is None and not (
        registration.version == row.version and waits(registration)
    )
    form = None
    if may and row.checked_at is None and not is_gone:
        form = failed or SampleForm(
            questions=questions, prefix=f"row{row.pk}", auto_id=f"id_{row.pk}_%s"
        )
    given = list(registration.evidence.all())
    return {
        "row": row,
        "registration": registration,
        "name": registration.name,
        "site": list(_site(registration)),
        "products": [each for each in registration.products.all() if not each.dropped],
        "pictures": [each for each in given if each.file_id and each.kind.pictures_only],
        "n_papers": sum(not each.kind.pictures_only for each in given),
        "is_gone": is_gone,
        "form": form,
    }


def _site(registration):
    """House, village and subdistrict in words."""
    for name in ("site_house_no", "site_moo"):
        if text := wording.said(registration, name):
            yield f"{wording.label(registration, name)} {text}"
    yield wording.said(registration, "site_subdistrict")


class DrawSample(AreaView):
    """POST: draws in a district, or in each of the province."""

    roles = frozenset({Role.PROVINCE})

    def post(self, request, province, quarter, district=""):
        self.read(province, quarter, district)
        drawn = deeds.draw(
            by=self.by, on=self.on, province=province, quarter=quarter, district=district
        )
        messages.success(request, _("สุ่มแล้ว %(n)d รายการ ให้ตรวจทุกรายการที่สุ่มได้") % {"n": len(drawn)})
        return redirect(self.url("sample" if district else "clean-set"))


class CheckSample(SamplePage):
    """POST the answers about one drawn registration."""

    roles = frozenset({Role.PROVINCE})
    http_method_names = ("post", "options")

    def post(self, request, province, quarter, district, pk):
        self.read(province, quarter, district)
        (filing,) = self.filings
        row = samples.rows(self.by, filing).filter(pk=pk).first()
        if row is None:
            raise Http404
        form = SampleForm(
            request.POST, questions=samples.questions(), prefix=f"row{pk}", auto_id=f"id_{pk}_%s"
        )
        status = 422
        if form.is_valid():
            status = attempt(
                form,
                lambda: deeds.check(by=self.by, on=self.on, sampled=pk, answers=form.answers),
            )
        if status:
            return self.page(form, pk, status)
        messages.success(request, _("บันทึกผลตรวจ “%(name)s” แล้ว") % {"name": row.registration.name})
        return redirect(self.url("sample"))
