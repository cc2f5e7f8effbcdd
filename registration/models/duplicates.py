"""Likely duplicates: what was found, what was asked, what was decided, by whom and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import DuplicateVerdict
from registration.models.filings import Registration
from registration.models.officers import Officer
from registration.models.places import District
from registration.models.register import Producer


class DuplicateDecision(models.Model):
    """A district's verdict on one likely duplicate of its registration.

    ``other`` is a producer of the register, ``other_registration`` one filed and not yet in it:
    exactly one of them. ``grounds`` are the codes of what agreed when it was decided.
    """

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="duplicate_decisions"
    )
    other = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="duplicate_decisions"
    )
    other_registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, blank=True, related_name="+"
    )
    grounds = models.JSONField(default=list)
    verdict = models.CharField(_("ผลการพิจารณา"), max_length=10, choices=DuplicateVerdict)
    reason = models.CharField(_("เหตุผล"), max_length=1000)
    decided_at = models.DateTimeField(_("พิจารณาเมื่อ"), editable=False)
    decided_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ผลการพิจารณารายการที่อาจซ้ำ")
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, other_registration__isnull=True)
                | Q(other__isnull=True, other_registration__isnull=False),
                name="duplicate_of_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="duplicate_decision_has_reason"),
            models.UniqueConstraint(fields=("registration", "other"), name="one_decision_per_pair"),
            models.UniqueConstraint(
                fields=("registration", "other_registration"), name="one_decision_per_pair_filed"
            ),
        ]

    def __str__(self):
        return f"{self.registration_id}: {self.verdict}"


class DuplicateInquiry(models.Model):
    """A question to the district that holds the other one; its office answers."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="duplicate_inquiries"
    )
    other = models.ForeignKey(
        Producer, models.CASCADE, null=True, blank=True, related_name="duplicate_inquiries"
    )
    other_registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", verbose_name=_("ถามไปที่")
    )
    question = models.CharField(_("คำถาม"), max_length=1000)
    asked_at = models.DateTimeField(_("ถามเมื่อ"), editable=False)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    answer = models.CharField(_("คำตอบ"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("ตอบเมื่อ"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("คำถามถึงอำเภออื่นเรื่องรายการที่อาจซ้ำ")
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, other_registration__isnull=True)
                | Q(other__isnull=True, other_registration__isnull=False),
                name="inquiry_about_one",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="inquiry_answer_is_stamped",
            ),
            models.UniqueConstraint(fields=("registration", "other"), name="one_inquiry_per_pair"),
            models.UniqueConstraint(
                fields=("registration", "other_registration"), name="one_inquiry_per_pair_filed"
            ),
        ]

    def __str__(self):
        return f"{self.registration_id}: {self.question}"
