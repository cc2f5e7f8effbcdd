"""What goes to and fro about a returned registration: the grant to mend it, and what is said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.filings import Registration
from registration.models.officers import Officer


class ReturnGrant(models.Model):
    """The right to edit the flagged fields of one returned registration, to the end of a day.

    ``fields`` names form fields, ``product-<sequence>`` for a whole product, ``products`` for
    adding and removing, ``evidence``. ``until_on`` is never later than the certification window's
    end. ``said`` is the registration as it was returned (``selectors.returns.said``): citizen IDs
    masked, and beside them what only tells whether they changed.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="grants")
    fields = models.JSONField(_("ช่องที่แก้ไขได้"), default=list)
    until_on = models.DateField(_("ถึงวันที่"))
    said = models.JSONField(default=dict, editable=False)
    granted_at = models.DateTimeField(_("ให้สิทธิ์เมื่อ"), editable=False)
    granted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    ended_at = models.DateTimeField(_("สิ้นสุดเมื่อ"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("สิทธิ์แก้ไขเฉพาะรายการ")
        constraints = [
            models.UniqueConstraint(
                fields=("registration",),
                condition=Q(ended_at__isnull=True),
                name="one_live_grant_per_registration",
            ),
        ]

    def __str__(self):
        return f"{self.registration_id}: {', '.join(self.fields)}"


class Remark(models.Model):
    """What province and district say to each other about a field (or the whole, where ``field`` is
    empty); in order it is a thread. Resolved when the registration is sent again.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="remarks")
    field = models.CharField(_("ช่อง"), max_length=60, blank=True)
    text = models.CharField(_("ความเห็น"), max_length=1000)
    # The return that begins with this remark, which is about the whole: read together with it.
    grant = models.OneToOneField(
        ReturnGrant, models.CASCADE, null=True, blank=True, related_name="opening", editable=False
    )
    made_at = models.DateTimeField(_("เมื่อ"), editable=False)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    # As they were then, like in the journal: an officer who moves keeps what was said where it was.
    author_name = models.CharField(_("ผู้ให้ความเห็น"), max_length=120, editable=False)
    author_office = models.CharField(_("สำนักงาน"), max_length=120, editable=False)
    is_answer = models.BooleanField(_("เป็นคำตอบของอำเภอ"), default=False, editable=False)
    resolved_at = models.DateTimeField(_("แก้ไขแล้วเมื่อ"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ข้อสังเกตของจังหวัด")

    def __str__(self):
        return self.text
