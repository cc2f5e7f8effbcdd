"""What an officer has typed and not yet saved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.fields import EncryptedTextField
from registration.models.filings import Filing, Registration
from registration.models.officers import Officer


class FormDraft(models.Model):
    """The fields of one form of one officer, as typed, whether they can be stored or not.

    It counts nowhere and is nobody else's to read; saving the form deletes it. ``form`` names the
    form within the filing: ``producer``, ``product-<sequence>``, ``product-new``; ``registration``
    is empty while a new one has not been saved. ``version`` is the registration's when the form was
    opened.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="drafts")
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="drafts")
    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    form = models.CharField(_("แบบ"), max_length=30)
    version = models.PositiveIntegerField(default=0)
    content = EncryptedTextField(_("สิ่งที่พิมพ์ไว้"))  # a query string, as the browser sent it
    saved_at = models.DateTimeField(_("พิมพ์ไว้เมื่อ"), editable=False)

    class Meta:
        ordering = ("-saved_at",)
        verbose_name = verbose_name_plural = _("สิ่งที่พิมพ์ค้างไว้")
        constraints = [
            models.UniqueConstraint(
                fields=("officer", "registration", "form"), name="one_draft_per_officer_and_form"
            ),
            models.UniqueConstraint(
                fields=("officer", "filing", "form"),
                condition=Q(registration__isnull=True),
                name="one_draft_per_officer_and_new_form",
            ),
        ]

    def __str__(self):
        return f"{self.officer_id}: {self.filing_id}/{self.registration_id or ''}/{self.form}"
