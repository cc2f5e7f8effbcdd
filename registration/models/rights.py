"""Intellectual property rights in products, as filed and in the register."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registration.models.details import RightDetails
from registration.models.filings import RegisteredProduct
from registration.models.register import Product


def _dates_in_order(name):
    return models.CheckConstraint(
        condition=Q(registered_on__isnull=True)
        | Q(expires_on__isnull=True)
        | Q(expires_on__gte=models.F("registered_on")),
        name=name,
    )


class RegisteredRight(RightDetails):
    product = models.ForeignKey(RegisteredProduct, models.CASCADE, related_name="rights")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ทรัพย์สินทางปัญญาที่ลงทะเบียน")
        constraints = [_dates_in_order("registered_right_dates_in_order")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"


class ProductRight(RightDetails):
    product = models.ForeignKey(Product, models.CASCADE, related_name="rights")

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("ทรัพย์สินทางปัญญาของผลิตภัณฑ์")
        constraints = [_dates_in_order("product_right_dates_in_order")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"
