"""Pictures and papers of a registration and of the register."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.details import EvidenceDetails
from registration.models.filings import RegisteredProduct, Registration
from registration.models.officers import Officer
from registration.models.register import Producer, Product


def _shows_something(name):
    """A row without a file and unseen would claim evidence that nobody has."""
    return models.CheckConstraint(
        condition=Q(file__isnull=False) | Q(seen_original=True), name=name
    )


class RegisteredEvidence(EvidenceDetails):
    """Evidence given with a registration; ``product`` is empty for the producer's own."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="evidence")
    product = models.ForeignKey(
        RegisteredProduct, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    added_at = models.DateTimeField(_("เพิ่มเมื่อ"), editable=False)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("หลักฐานที่ยื่น")
        constraints = [_shows_something("registered_evidence_shows_something")]

    def __str__(self):
        return f"{self.kind_id}/{self.registration_id}"


class ProducerEvidence(EvidenceDetails):
    """Evidence as the register holds it; written by an announcement."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="evidence")
    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, related_name="evidence"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("หลักฐานในทะเบียน")
        constraints = [_shows_something("producer_evidence_shows_something")]

    def __str__(self):
        return f"{self.kind_id}/{self.producer_id}"
