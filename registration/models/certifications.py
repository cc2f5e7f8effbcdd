"""The province's certification, announcements, and the snapshots that fix what was announced."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import CertificationState
from registration.models.officers import Officer
from registration.models.places import District, Province
from registration.models.plan import FiscalQuarter


class Certification(models.Model):
    """One province in one quarter."""

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="certifications")
    province = models.ForeignKey(Province, models.PROTECT, related_name="certifications")
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=CertificationState, default=CertificationState.WAITING
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    announced_at = models.DateTimeField(_("ประกาศเมื่อ"), null=True, blank=True, editable=False)
    announced_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(_("ปิดเมื่อ"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("quarter", "province")
        verbose_name = verbose_name_plural = _("การรับรองของจังหวัด")
        constraints = [
            models.UniqueConstraint(
                fields=("province", "quarter"), name="one_certification_per_province_and_quarter"
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificationState.ANNOUNCED)
                | Q(announced_at__isnull=False, announced_by__isnull=False),
                name="certification_announced_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificationState.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="certification_closed_is_stamped",
            ),
        ]

    def __str__(self):
        return f"{self.province_id}/{self.quarter_id}"


class Announcement(models.Model):
    """ประกาศรับรอง of a province, or of the department at closing (``certification`` is null)."""

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="announcements")
    certification = models.OneToOneField(
        Certification, models.PROTECT, null=True, blank=True, related_name="announcement"
    )
    number = models.CharField(_("ประกาศเลขที่"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    signatory = models.CharField(_("ผู้ลงนาม"), max_length=120)
    signatory_position = models.CharField(_("ตำแหน่งผู้ลงนาม"), max_length=160)
    # Why some offices are left out; empty when nobody is.
    without_reason = models.CharField(_("เหตุผลที่ประกาศโดยไม่ครบ"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("บันทึกเมื่อ"), editable=False)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("quarter", "pk")
        verbose_name = verbose_name_plural = _("ประกาศรับรอง")
        constraints = [
            models.UniqueConstraint(
                fields=("quarter",),
                condition=Q(certification__isnull=True),
                name="one_closing_announcement_per_quarter",
            )
        ]

    def __str__(self):
        return self.number


class Addendum(models.Model):
    """ประกาศแก้ไขเพิ่มเติม: corrects what a province announced, after the quarter has closed. What was
    announced stays as it is; each addendum makes a revision beside it.
    """

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="addenda")
    province = models.ForeignKey(Province, models.PROTECT, related_name="addenda")
    number = models.CharField(_("ประกาศเลขที่"), max_length=60)
    dated_on = models.DateField(_("ลงวันที่"))
    signatory = models.CharField(_("ผู้ลงนาม"), max_length=120)
    signatory_position = models.CharField(_("ตำแหน่งผู้ลงนาม"), max_length=160)
    made_at = models.DateTimeField(_("บันทึกเมื่อ"), editable=False)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("quarter", "province", "pk")
        verbose_name = verbose_name_plural = _("ประกาศแก้ไขเพิ่มเติม")
        constraints = [
            models.UniqueConstraint(
                fields=("quarter", "province", "number", "dated_on"), name="one_row_per_addendum"
            )
        ]

    def __str__(self):
        return self.number


class LeftOut(models.Model):
    """An office that an announcement did not wait for, and why: a district that its province left
    out, or a province that the closing left out.
    """

    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="left_out")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("เหตุผล"), max_length=1000)

    class Meta:
        ordering = ("announcement", "province", "district")
        verbose_name = verbose_name_plural = _("แห่งที่ประกาศโดยไม่รอ")
        constraints = [
            models.UniqueConstraint(
                fields=("announcement", "province"), name="province_left_out_once"
            ),
            models.UniqueConstraint(
                fields=("announcement", "district"), name="district_left_out_once"
            ),
            models.CheckConstraint(
                condition=Q(province__isnull=True) ^ Q(district__isnull=True),
                name="left_out_is_one_office",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="left_out_has_reason"),
        ]

    def __str__(self):
        return f"{self.announcement_id} {self.province_id or self.district_id}"


class Snapshot(models.Model):
    """What was announced, for ever: canonical JSON with its SHA-256.

    ``summary`` holds the report's cells, ``detail`` one entry per producer without citizen IDs. A
    closing's snapshot (``province`` is null) sums up the country and has no detail. Never updated:
    a change is a new revision: ``addendum`` is set where one corrects what was announced.
    """

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="snapshots")
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="snapshots"
    )
    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="snapshots")
    addendum = models.ForeignKey(
        Addendum, models.PROTECT, null=True, blank=True, related_name="snapshots"
    )
    revision = models.PositiveSmallIntegerField(default=1)
    summary = models.TextField()
    detail = models.TextField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("quarter", "province", "revision")
        verbose_name = verbose_name_plural = _("สำเนาผลที่ประกาศ")
        constraints = [
            models.UniqueConstraint(
                fields=("quarter", "province", "revision"),
                name="one_snapshot_per_revision",
            ),
            models.UniqueConstraint(
                fields=("quarter", "revision"),
                condition=Q(province__isnull=True),
                name="one_closing_snapshot_per_revision",
            ),
        ]

    def __str__(self):
        return f"{self.quarter_id} {self.province_id or 'th'} r{self.revision}"
