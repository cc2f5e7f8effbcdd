"""Pictures and papers of a registration: one page for all, and each file by its key."""

from itertools import groupby
from pathlib import PurePath

from django.contrib import messages
from django.core.files.storage import storages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from registration import proofs, workflow
from registration.enums import FileType, Kind, Role
from registration.errors import Forbidden, Refusal, Refused
from registration.forms.evidence import EvidenceForm
from registration.guards import OfficerView
from registration.selectors import evidence, registrations, situations
from registration.services import evidence as deeds
from registration.services import typed_goods
from registration.views.filings import WORKERS, filing_trail
from registration.views.registrations import standing_of
from registration.views.saving import attempt

TYPES = {
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.PDF: "application/pdf",
}


class EvidencePage(OfficerView):
    """What is asked for, producer first and then each product, with what was given. POST ``kind``
    and perhaps ``product`` with ``files``, or ``seen``.
    """

    roles = WORKERS

    def get(self, request, pk):
        self._read(pk)
        return self._page()

    def post(self, request, pk):
        if self.by.role != Role.DISTRICT:
            raise Forbidden(_("อำเภอเป็นผู้แนบหลักฐาน"))
        self._read(pk)
        ask = self._ask(request.POST)
        form, status, made = EvidenceForm(request.POST, request.FILES, ask=ask), 422, []
        if form.is_valid():
            status = attempt(form, lambda: made.extend(self._attach(ask, form.cleaned_data)))
        if status:
            return self._page(form, ask, status)
        if made:
            messages.success(request, _("เพิ่มหลักฐานแล้ว"))
        else:
            messages.info(request, _("มีหลักฐานนี้อยู่แล้ว จึงไม่ได้เพิ่มซ้ำ"))
        return redirect(f"{reverse('evidence', args=(pk,))}#{ask.anchor}")

    def _read(self, pk) -> None:
        self.row = registrations.form_of(self.by, pk)
        if self.row.kind == Kind.CANCEL:
            raise Http404  # a cancellation is asked for none
        self.situation = situations.of_registration(self.by, self.row, self.on)
        self.asks = evidence.asks(self.row)

    def _ask(self, data) -> proofs.Ask:
        wanted = (data.get("kind", ""), data.get("product", ""))
        for ask in self.asks:
            if wanted == (ask.kind.code, str(ask.product.sequence) if ask.product else ""):
                return ask
        raise Http404

    def _attach(self, ask, values):
        return deeds.attach(
            by=self.by, on=self.on, registration=self.row.pk, kind=ask.kind.code,
            sequence=ask.product.sequence if ask.product else None,
            uploads=values.get("files", ()), seen=values["seen"], note=values.get("note", ""),
        )  # fmt: skip

    def _page(self, form=None, chosen=None, status=200):
        row = self.row
        page = reverse("registration", args=(row.pk,))
        crumbs = ((row.name or _("(ยังไม่กรอกชื่อ)"), page), (_("ภาพและหลักฐาน"), ""))
        context = {
            "breadcrumb": filing_trail(self.by, row.filing, *crumbs),
            "row": row,
            "standing": standing_of(self, row, self.situation),
            "groups": self._groups(form, chosen),
            "error_form": form,
            "error_place": _named(chosen) if chosen else "",
            "left_over": [
                {"given": each, "may_remove": self._may_edit(each.product)}
                for each in proofs.left_over(self.asks, row.evidence.all())
            ],
            "n_missing": sum(ask.is_missing for ask in self.asks),
            "refusal": workflow.edit_refusal(self.situation)
            if self.by.role == Role.DISTRICT
            else None,
        }
        return self.render("registration/evidence/page.html", context, status=status)

    def _groups(self, form, chosen) -> list[dict]:
        """The asks of the producer and of each product, each with its form where it may be given
        now.
        """
        found = []
        for product, asks in groupby(self.asks, key=lambda ask: ask.product):
            may_edit = self._may_edit(product)
            rows = []
            for ask in asks:
                blank = EvidenceForm(ask=ask) if may_edit else None
                rows.append({"ask": ask, "form": form if ask == chosen else blank})
            found.append({"product": product, "rows": rows, "may_edit": may_edit})
        return found

    def _may_edit(self, product) -> bool:
        allowed = workflow.editable_fields(self.situation)
        if allowed is workflow.ALL_FIELDS:
            return True
        keys = {typed_goods.key(product.sequence), typed_goods.ANY} if product else set()
        return bool(allowed & (keys | {proofs.KEY}))


class RemoveEvidence(OfficerView):
    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk, evidence):
        deeds.remove(by=self.by, on=self.on, registration=pk, evidence=evidence)
        messages.success(request, _("ลบหลักฐานแล้ว"))
        return redirect("evidence", pk)


class EvidenceFile(OfficerView):
    """One file. A picture is shown; a paper tells of people, so it is asked for by POST and the
    journal keeps who did.
    """

    roles = WORKERS

    def get(self, request, key):
        file = evidence.file_for(self.by, key)
        if file.is_paper:
            sentence = _("เอกสารนี้เปิดได้จากปุ่มในหน้าหลักฐานเท่านั้น เพราะระบบบันทึกว่าใครเปิดและเมื่อใด")
            raise Refused(Refusal("paper", sentence))
        return _sent(request, file, file.path, TYPES[file.file_type])

    def post(self, request, key):
        file = deeds.open_paper(by=self.by, on=self.on, key=key)
        return _sent(request, file, file.path, TYPES[file.file_type])


class EvidenceThumbnail(OfficerView):
    roles = WORKERS

    def get(self, request, key):
        file = evidence.file_for(self.by, key)
        if file.is_paper or not file.is_picture:
            raise Http404
        return _sent(request, file, file.thumbnail_path, TYPES[FileType.JPEG])


def _named(ask) -> str:
    """An ask among the many of the page: its kind, and the product that it is about."""
    return f"{ask.kind} ({ask.product.name})" if ask.product else str(ask.kind)


def _sent(request, file, path: str, content_type: str):
    """The bytes, such that a browser shows a picture and does nothing else with them.

    The name says nothing: the sender's own may tell whose paper it is.
    """
    etag = f'"{file.sha256}{PurePath(path).suffix}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            with storages["evidence"].open(path) as kept:
                response = HttpResponse(kept.read(), content_type=content_type)
        except FileNotFoundError as error:
            raise Http404 from error
        response["Content-Disposition"] = content_disposition_header(
            not file.is_picture, f"evidence.{file.file_type.lower()}"
        )
    response["ETag"] = etag
    # Asked for again each time, because the right to see may end; what has not changed is not sent.
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
