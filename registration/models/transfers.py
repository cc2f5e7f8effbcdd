"""A producer that moves its production site to another district."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registration.enums import TransferState
from registration.models.officers import Officer
from registration.models.places import District
from registration.models.plan import FiscalQuarter
from registration.models.register import Producer


class Transfer(models.Model):
    """One office asks, the other agrees; then the new district registers the producer (UPDATE), and
    the announcement moves it in the register. The number stays for life.

    ``quarter`` is the one in which its state was reached: asked in one, a transfer may be answered
    and done in a later one.
    """

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="transfers")
    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="+")
    from_district = models.ForeignKey(District, models.PROTECT, related_name="+")
    to_district = models.ForeignKey(District, models.PROTECT, related_name="+")
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=TransferState, default=TransferState.ASKED
    )
    reason = models.CharField(_("เหตุผล"), max_length=1000)
    asked_at = models.DateTimeField(_("ขอเมื่อ"), editable=False)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    asking_district = models.ForeignKey(District, models.PROTECT, related_name="+", editable=False)
    answer = models.CharField(_("คำตอบ"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("ตอบเมื่อ"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_reason = models.CharField(_("เหตุที่ถอน"), max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(_("ถอนเมื่อ"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    done_at = models.DateTimeField(_("ย้ายเมื่อ"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("การย้ายอำเภอ")
        constraints = [
            models.UniqueConstraint(
                fields=("producer",),
                condition=Q(state__in=(TransferState.ASKED, TransferState.AGREED)),
                name="one_live_transfer_per_producer",
            ),
            models.CheckConstraint(
                condition=~Q(from_district=F("to_district")), name="transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(asking_district=F("from_district"))
                | Q(asking_district=F("to_district")),
                name="transfer_is_asked_by_one_of_both",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="transfer_has_reason"),
            models.CheckConstraint(
                condition=Q(state__in=(TransferState.ASKED, TransferState.WITHDRAWN))
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="transfer_answer_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferState.WITHDRAWN)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="transfer_withdrawn_is_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferState.DONE) | Q(done_at__isnull=False),
                name="transfer_done_is_stamped",
            ),
        ]

    def __str__(self):
        return f"{self.producer.number}: {self.from_district_id} → {self.to_district_id}"
