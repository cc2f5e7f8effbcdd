"""What the province certifies without opening each one: the sample it looked at first, and the
certifying of many that nobody changed.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.certifications import Certification
from registration.models.filings import Filing, Registration
from registration.models.lookups import SampleQuestion
from registration.models.officers import Officer
from registration.models.places import District


class Sample(models.Model):
    """A draw from the unchanged registrations of a filing.

    ``pool`` is what was drawn from, version by registration key: whoever has it and the ``seed``
    draws the same again (``workflow.samples``). Never changed; what comes later is drawn from on
    its own.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="samples")
    seed = models.CharField(_("ค่าสุ่ม"), max_length=64)
    pool = models.JSONField(_("รายการที่ใช้สุ่ม"))
    drawn_at = models.DateTimeField(_("สุ่มเมื่อ"), editable=False)
    drawn_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("การสุ่มตรวจ")

    def __str__(self):
        return f"{self.filing_id}: {len(self.pool)}"


class SampledRegistration(models.Model):
    """A drawn registration as it was then (``version``), and what was found."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="rows")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="sampled")
    version = models.PositiveIntegerField()
    is_wrong = models.BooleanField(_("พบข้อผิด"), default=False)
    checked_at = models.DateTimeField(_("ตรวจเมื่อ"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("รายการที่สุ่มตรวจ")
        constraints = [
            models.UniqueConstraint(
                fields=("registration", "version"), name="drawn_once_in_a_version"
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True, is_wrong=False)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="sample_checked_is_stamped",
            ),
        ]

    def __str__(self):
        return f"{self.registration_id}"


class SampleAnswer(models.Model):
    """One question about a drawn registration: right, or wrong with a comment."""

    row = models.ForeignKey(SampledRegistration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SampleQuestion, models.PROTECT, related_name="+")
    is_wrong = models.BooleanField(_("พบข้อผิด"), default=False)
    comment = models.CharField(_("สิ่งที่พบ"), max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ผลการสุ่มตรวจ")
        constraints = [
            models.UniqueConstraint(fields=("row", "question"), name="one_answer_per_question"),
            models.CheckConstraint(
                condition=Q(is_wrong=False) | ~Q(comment=""), name="wrong_has_comment"
            ),
        ]

    def __str__(self):
        return f"{self.row_id}/{self.question_id}"


class CleanCertification(models.Model):
    """The unchanged registrations of a district (of the province: ``district`` is null) certified
    together. ``digest`` tells the set that was shown: the same set sent twice is done once.
    """

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="clean_sets")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64)
    n_certified = models.PositiveIntegerField(_("จำนวนที่รับรอง"))
    made_at = models.DateTimeField(_("เมื่อ"), editable=False)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("การรับรองรายการที่ไม่เปลี่ยนแปลง")
        constraints = [
            models.UniqueConstraint(
                fields=("certification", "digest"), name="a_clean_set_is_certified_once"
            ),
            models.CheckConstraint(condition=Q(n_certified__gt=0), name="clean_set_is_not_empty"),
        ]

    def __str__(self):
        return f"{self.certification_id}: {self.n_certified}"
