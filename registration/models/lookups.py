"""Lists that an office may edit, because no source fixes them (DOMAIN §1.1, §2.1, §3.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.enums import ProducerType, ProductType


class Lookup(models.Model):
    code = models.CharField(_("รหัส"), max_length=30, unique=True)
    name = models.CharField(_("ชื่อ"), max_length=160)
    sequence = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)
    is_active = models.BooleanField(_("ใช้อยู่"), default=True)

    class Meta:
        abstract = True
        ordering = ("sequence", "code")

    def __str__(self):
        return self.name


class LegalForm(Lookup):
    """The form of a group or a juristic person, and which number the law gives it."""

    producer_type = models.CharField(_("ประเภทผู้ผลิต"), max_length=10, choices=ProducerType)
    needs_enterprise_no = models.BooleanField(_("ต้องมีเลขทะเบียนวิสาหกิจชุมชน"), default=False)
    needs_juristic_id = models.BooleanField(_("ต้องมีเลขทะเบียนนิติบุคคล"), default=False)
    needs_detail = models.BooleanField(_("ต้องระบุรายละเอียด"), default=False)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("รูปแบบกลุ่ม/นิติบุคคล")


class ProductGroup(Lookup):
    """A sub-group of one of the five product types."""

    product_type = models.CharField(_("ประเภทผลิตภัณฑ์"), max_length=10, choices=ProductType)
    law_compels = models.BooleanField(_("กฎหมายบังคับให้มีใบอนุญาต"), default=False)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("กลุ่มย่อยผลิตภัณฑ์")


class Standard(Lookup):
    """A quality standard or a legal permit that a product can hold."""

    is_permit = models.BooleanField(_("เป็นใบอนุญาตตามกฎหมาย"), default=False)
    issuer = models.CharField(_("ผู้ออก"), max_length=160, blank=True)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("มาตรฐานและใบอนุญาต")
