"""The register: what is certified now. Written only by an announcement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.enums import ProducerState
from registration.models.details import ProducerDetails, ProductDetails, StandardDetails
from registration.models.fields import SortKeyField
from registration.models.places import District
from registration.models.plan import FiscalQuarter


class Producer(ProducerDetails):
    """A producer for life. The number is ours (DOMAIN §4.4): no official layout is known."""

    number = models.CharField(_("เลขทะเบียน"), max_length=12, unique=True)  # 3104-00123
    district = models.ForeignKey(District, models.PROTECT, related_name="producers")
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=ProducerState, default=ProducerState.ACTIVE
    )
    first_quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="+")
    last_quarter = models.ForeignKey(FiscalQuarter, models.PROTECT, related_name="+")
    last_product_no = models.PositiveSmallIntegerField(default=0, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    name_sort = SortKeyField(source="name")
    # Where this one was a duplicate of that one: everything of it goes on there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        ordering = ("number",)
        verbose_name = verbose_name_plural = _("ผู้ผลิต ผู้ประกอบการ")
        indexes = [
            models.Index(fields=("district", "number")),
            # The orders of the register's list (selectors.register.SORTS).
            models.Index(fields=("name_sort", "number")),
            models.Index(fields=("-first_quarter", "number")),
            models.Index(fields=("-last_quarter", "number")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state=ProducerState.CANCELLED),
                name="merged_is_cancelled",
            )
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class Product(ProductDetails):
    number = models.CharField(_("เลขผลิตภัณฑ์"), max_length=15, unique=True)  # 3104-00123-02
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products")
    is_active = models.BooleanField(_("ยังผลิตอยู่"), default=True)

    class Meta:
        ordering = ("number",)
        verbose_name = verbose_name_plural = _("ผลิตภัณฑ์")

    def __str__(self):
        return f"{self.number} {self.name}"


class ProductStandard(StandardDetails):
    product = models.ForeignKey(Product, models.CASCADE, related_name="standards")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("มาตรฐานของผลิตภัณฑ์")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("issued_on")),
                name="product_standard_dates_in_order",
            )
        ]

    def __str__(self):
        return f"{self.standard_id} {self.number}"
