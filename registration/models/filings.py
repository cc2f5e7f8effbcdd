"""What was filed in a quarter: one filing per district, one registration per producer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import CancelReason, FilingState, Kind, RegistrationState
from registration.models.details import ProducerDetails, ProductDetails, StandardDetails
from registration.models.officers import Officer
from registration.models.places import District
from registration.models.plan import FiscalQuarter
from registration.models.register import Producer, Product


def _when(label):
    return models.DateTimeField(label, null=True, blank=True, editable=False)


def _who():
    return models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )


def _stamped(name, states, *stamps):
    """Rows in these states carry these stamps: a state without who and when is no evidence."""
    filled = Q(**{f"{stamp}__isnull": False for stamp in stamps})
    return models.CheckConstraint(condition=~Q(state__in=states) | filled, name=name)


class Filing(models.Model):
    """One district in one quarter."""

    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="filings")
    district = models.ForeignKey(District, models.PROTECT, related_name="filings")
    state = models.CharField(
        _("สถานะ"), max_length=12, choices=FilingState, default=FilingState.ENTRY
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    is_nil = models.BooleanField(_("ไม่มีผู้ลงทะเบียน"), default=False)
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    handed_over_at = _when(_("ส่งจังหวัดเมื่อ"))
    handed_over_by = _who()
    certified_at = _when(_("จังหวัดรับรองเมื่อ"))
    certified_by = _who()
    closed_at = _when(_("ปิดเมื่อ"))
    closed_by = _who()

    class Meta:
        ordering = ("quarter", "district")
        verbose_name = verbose_name_plural = _("แฟ้มอำเภอ")
        constraints = [
            models.UniqueConstraint(
                fields=("district", "quarter"), name="one_filing_per_district_and_quarter"
            ),
            _stamped(
                "filing_handed_over_is_stamped",
                (FilingState.HANDED_OVER, FilingState.CERTIFIED),
                "handed_over_at",
                "handed_over_by",
            ),
            _stamped(
                "filing_certified_is_stamped",
                (FilingState.CERTIFIED,),
                "certified_at",
                "certified_by",
            ),
            _stamped("filing_closed_is_stamped", (FilingState.CLOSED,), "closed_at", "closed_by"),
        ]

    def __str__(self):
        return f"{self.district_id}/{self.quarter_id}"


class Registration(ProducerDetails):
    """One producer in one quarter: a full copy of the form, never a pointer into the register.

    ``quarter`` repeats the filing's, so that the database itself keeps one live registration per
    producer and quarter.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="registrations")
    quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="registrations")
    sequence = models.PositiveIntegerField(_("ลำดับในแฟ้ม"), editable=False)
    kind = models.CharField(_("ประเภทการลงทะเบียน"), max_length=10, choices=Kind)
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=RegistrationState, default=RegistrationState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    producer = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    cancel_reason = models.CharField(
        _("เหตุที่ยกเลิก"), max_length=12, choices=CancelReason, blank=True
    )
    cancel_note = models.CharField(_("รายละเอียดการยกเลิก"), max_length=500, blank=True)
    # A cancelled duplicate names the producer that goes on (CancelReason.DUPLICATE).
    merge_into = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("รวมเข้ากับ"),
    )  # fmt: skip
    # The lapsed registration of an earlier quarter that this one takes up again.
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried", editable=False
    )
    # Rules that only warn: {rule code: the officer's reason for going on}.
    kept_warnings = models.JSONField(default=dict, blank=True, editable=False)
    declared = models.BooleanField(
        _("ผู้แจ้งรับรองว่าข้อมูลเป็นจริง และรับทราบประกาศความเป็นส่วนตัวแล้ว"), default=False
    )
    privacy_version = models.CharField(max_length=20, blank=True, editable=False)
    editors = models.ManyToManyField(Officer, related_name="+", editable=False)
    entered_at = models.DateTimeField(_("บันทึกเมื่อ"), editable=False)
    entered_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", editable=False)
    edited_at = _when(_("แก้ไขล่าสุดเมื่อ"))
    edited_by = _who()
    submitted_at = _when(_("รับแบบเมื่อ"))
    submitted_by = _who()
    # Who signed for receipt: name and position on that day (DOMAIN §3.2 row 24).
    received_by_name = models.CharField(_("ผู้รับลงทะเบียน"), max_length=120, blank=True)
    received_by_position = models.CharField(_("ตำแหน่งผู้รับ"), max_length=120, blank=True)
    withdrawn_at = _when(_("ถอนเมื่อ"))
    withdrawn_by = _who()
    returned_at = _when(_("ส่งกลับเมื่อ"))
    returned_by = _who()
    rejected_at = _when(_("ไม่รับเมื่อ"))
    rejected_by = _who()
    certified_at = _when(_("รับรองเมื่อ"))
    certified_by = _who()
    closed_at = _when(_("ปิดเมื่อ"))
    closed_by = _who()
    decision_reason = models.CharField(_("เหตุผล"), max_length=1000, blank=True, editable=False)
    # Codes of ``ReturnReason`` that the decision names; ``decision_reason`` says them in words.
    decision_codes = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ("filing", "sequence")
        verbose_name = verbose_name_plural = _("รายการลงทะเบียน")
        indexes = [models.Index(fields=("quarter", "state"))]
        constraints = [
            models.UniqueConstraint(
                fields=("filing", "sequence"), name="one_sequence_per_registration"
            ),
            models.UniqueConstraint(
                fields=("producer", "quarter"),
                condition=~Q(state__in=(RegistrationState.WITHDRAWN, RegistrationState.REJECTED)),
                name="one_live_registration_per_producer",
            ),
            models.UniqueConstraint(
                fields=("carried_from",),
                condition=~Q(state__in=(RegistrationState.WITHDRAWN, RegistrationState.REJECTED)),
                name="lapsed_is_taken_up_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.NEW) | Q(producer__isnull=False),
                name="update_and_cancel_have_producer",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CANCEL)
                | Q(state__in=(RegistrationState.DRAFT, RegistrationState.WITHDRAWN))
                | Q(state=RegistrationState.LAPSED)
                | ~Q(cancel_reason=""),
                name="cancel_has_reason",
            ),
            _stamped(
                "registration_submitted_is_stamped",
                (
                    RegistrationState.SUBMITTED,
                    RegistrationState.RETURNED,
                    RegistrationState.REJECTED,
                    RegistrationState.CERTIFIED,
                    RegistrationState.CLOSED,
                ),
                "submitted_at",
                "submitted_by",
            ),
            _stamped(
                "registration_withdrawn_is_stamped",
                (RegistrationState.WITHDRAWN,),
                "withdrawn_at",
                "withdrawn_by",
            ),
            _stamped(
                "registration_returned_is_stamped",
                (RegistrationState.RETURNED,),
                "returned_at",
                "returned_by",
            ),
            _stamped(
                "registration_rejected_is_stamped",
                (RegistrationState.REJECTED,),
                "rejected_at",
                "rejected_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.REJECTED) | ~Q(decision_reason=""),
                name="rejected_has_reason",
            ),
            _stamped(
                "registration_certified_is_stamped",
                (RegistrationState.CERTIFIED, RegistrationState.CLOSED),
                "certified_at",
                "certified_by",
            ),
            _stamped(
                "registration_closed_is_stamped",
                (RegistrationState.CLOSED, RegistrationState.LAPSED),
                "closed_at",
                "closed_by",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        """The application number printed on the receipt, for instance ``2561/2/3104/0045``."""
        return self.reference_of(self.quarter_id, self.filing.district_id, self.sequence)

    @staticmethod
    def reference_of(quarter: str, district: str, sequence: int) -> str:
        year, _dash, number = quarter.partition("-")
        return f"{year}/{number}/{district}/{sequence:04d}"


class RegisteredProduct(ProductDetails):
    """A product as filed; ``dropped`` says that an existing product is made no longer."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="products")
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="registered"
    )
    sequence = models.PositiveSmallIntegerField(_("ลำดับ"), editable=False)
    dropped = models.BooleanField(_("เลิกผลิต"), default=False)

    class Meta:
        ordering = ("registration", "sequence")
        verbose_name = verbose_name_plural = _("ผลิตภัณฑ์ที่ลงทะเบียน")
        constraints = [
            models.UniqueConstraint(
                fields=("registration", "sequence"), name="one_sequence_per_product"
            ),
            models.UniqueConstraint(
                fields=("registration", "product"), name="product_once_per_registration"
            ),
            models.CheckConstraint(
                condition=Q(dropped=False) | Q(product__isnull=False),
                name="only_registered_products_drop",
            ),
        ]

    def __str__(self):
        return self.name


class RegisteredStandard(StandardDetails):
    product = models.ForeignKey(RegisteredProduct, models.CASCADE, related_name="standards")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("มาตรฐานที่ลงทะเบียน")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("issued_on")),
                name="registered_standard_dates_in_order",
            )
        ]

    def __str__(self):
        return f"{self.standard_id} {self.number}"
