"""Photographs sent along with a product's form: chosen there, checked with it, stored after it."""

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _

from registration import proofs
from registration.enums import EvidenceDemand
from registration.errors import Incomplete, Refused
from registration.forms.evidence import NEEDED, PhotographsForm
from registration.selectors import evidence
from registration.services import evidence as deeds


class Photographs:
    """``field`` is drawn by ``evidence/photographs.html``, with the ``pictures`` that are there;
    empty where the department asks for no photograph of a product.
    """

    def __init__(self, row, product, request=None):
        self.row = row
        self.kind = proofs.photograph(evidence.kinds(), row)
        sent = (request.POST, request.FILES) if request else ()
        self.form = PhotographsForm(*sent)
        self.field = self.form["photographs"] if self.kind else None
        self.pictures = evidence.pictures(row).get(product.pk, []) if product else []
        # A browser never keeps a chosen file on a page that came back.
        self.were_chosen = bool(request and request.FILES)
        if self.kind and self.kind.demand == EvidenceDemand.REQUIRED and not self.pictures:
            self.form.fields["photographs"].needed_when = NEEDED

    def is_valid(self, form: forms.BaseForm) -> bool:
        """Whether all that was chosen may be stored; if not, ``form`` says what is wrong."""
        for sentence in self.form.errors.get("photographs", ()):
            form.add_error(None, sentence)
        return self.form.is_valid()

    def attach(self, by, on, request, product) -> None:
        """Store them with the ``product`` that was just saved. It stays saved where they cannot be,
        and a message says so.
        """
        uploads = self.form.cleaned_data["photographs"]
        if not (self.kind and uploads):
            return
        try:
            deeds.attach(
                by=by, on=on, registration=self.row.pk, kind=self.kind.code,
                sequence=product.sequence, uploads=uploads,
            )  # fmt: skip
        except (Incomplete, Refused) as error:
            problem = error.problems[0][1] if isinstance(error, Incomplete) else error.refusal
            messages.warning(request, _("บันทึกผลิตภัณฑ์แล้ว แต่ยังไม่ได้แนบภาพ: %s") % problem)
