"""A correction of what was announced, asked after the quarter has closed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import CorrectionState
from registration.models import stamps
from registration.models.certifications import Addendum
from registration.models.filings import RegisteredProduct, Registration
from registration.models.officers import Officer
from registration.models.places import District
from registration.models.plan import FiscalQuarter

# What an announcement says of a producer and of each product, and so what an addendum corrects. All
# else is brought up to date by the next quarter's registration.
CORRECTABLE = {
    Registration: (
        "producer_type", "legal_form", "name", "person_title", "person_first_name",
        "person_last_name", "site_subdistrict",
    ),
    RegisteredProduct: ("name", "product_type", "product_group"),
}  # fmt: skip
PRODUCER_PART = "producer"  # of ``changes``; products stand by their sequence


class Correction(models.Model):
    """A district asks, the department approves: then the register and an addendum say it right,
    while what was announced stays as it was.

    ``changes`` holds what was announced and what is right:
    ``{"producer": {"name": [old, new]}, "1": {"product_type": [old, new]}}``, products by their
    sequence, rows of lists and places by their keys. ``kept`` names what the register did not take,
    because a later announcement had changed it already (``"producer.name"``).
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="corrections")
    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="corrections")
    district = models.ForeignKey(District, models.PROTECT, related_name="corrections")
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=CorrectionState, default=CorrectionState.ASKED
    )
    changes = models.JSONField(_("ข้อที่แก้ไข"))
    reason = models.CharField(_("เหตุผล"), max_length=1000)
    asked_at = models.DateTimeField(_("ขอเมื่อ"), editable=False)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    answer = models.CharField(_("คำตอบ"), max_length=1000, blank=True)
    answered_at = stamps.when(_("ตอบเมื่อ"))
    answered_by = stamps.who()
    withdrawn_at = stamps.when(_("ถอนเมื่อ"))
    withdrawn_by = stamps.who()
    addendum = models.ForeignKey(
        Addendum, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    kept = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("คำขอแก้ไขหลังปิดไตรมาส")
        constraints = [
            models.UniqueConstraint(
                fields=("registration",),
                condition=Q(state=CorrectionState.ASKED),
                name="one_open_correction_per_registration",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=(CorrectionState.APPROVED, CorrectionState.REFUSED))
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="correction_answer_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.WITHDRAWN)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="correction_withdrawn_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.APPROVED, addendum__isnull=False)
                | (~Q(state=CorrectionState.APPROVED) & Q(addendum__isnull=True)),
                name="correction_approved_has_addendum",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.REFUSED) | ~Q(answer=""),
                name="correction_refused_has_answer",
            ),
        ]

    def __str__(self):
        return f"{self.registration_id} {self.quarter_id}"
