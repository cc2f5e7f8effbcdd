"""บันทึกการใช้งาน: every write and every reveal, appended and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.officers import Officer
from registration.models.plan import Extension


class JournalEntry(models.Model):
    at = models.DateTimeField(_("เมื่อ"))
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="journal"
    )
    # Name, role and office as they were then: an officer who moves keeps the history.
    officer_name = models.CharField(_("ผู้ทำรายการ"), max_length=120)
    role = models.CharField(max_length=10)
    office = models.CharField(_("สำนักงาน"), max_length=120)
    action = models.CharField(_("การกระทำ"), max_length=60)  # "registration.submit"
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=40)
    subject_text = models.CharField(_("รายการ"), max_length=250, blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    district_code = models.CharField(max_length=4, blank=True)
    quarter_code = models.CharField(max_length=6, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("เหตุผล"), max_length=1000, blank=True)
    # The window, extension or grant that allowed it.
    permit = models.CharField(_("ทำได้เพราะ"), max_length=250, blank=True)
    # The same as a row, where it was an extension: everything done under it is listed by this.
    extension = models.ForeignKey(
        Extension, models.PROTECT, null=True, blank=True, related_name="deeds",
        verbose_name=_("การขยายเวลาที่ใช้"),
    )  # fmt: skip
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("บันทึกการใช้งาน")
        indexes = [
            models.Index(fields=("subject_kind", "subject_id")),
            models.Index(fields=("district_code", "at")),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_text}"

    def save(self, *args, **kwargs):
        """Appends; raises ``TypeError`` for an entry that is already stored."""
        if not self._state.adding:
            raise TypeError("a journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("a journal entry is never deleted")
