"""Lists that an office may edit, because no source fixes them (DOMAIN §1.1, §2.1, §3.4)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.enums import EvidenceAbout, EvidenceDemand, ProducerType, ProductType


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


class Standard(Lookup):
    """A quality standard or a legal permit that a product can hold."""

    is_permit = models.BooleanField(_("เป็นใบอนุญาตตามกฎหมาย"), default=False)
    issuer = models.CharField(_("ผู้ออก"), max_length=160, blank=True)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("มาตรฐานและใบอนุญาต")


class ProductGroup(Lookup):
    """A sub-group of one of the five product types, and the permits that the law asks of it: any
    one of them is enough, and where none is named any permit is.
    """

    product_type = models.CharField(_("ประเภทผลิตภัณฑ์"), max_length=10, choices=ProductType)
    law_compels = models.BooleanField(_("กฎหมายบังคับให้มีใบอนุญาต"), default=False)
    permits = models.ManyToManyField(
        Standard, blank=True, related_name="+", verbose_name=_("ใบอนุญาตที่ใช้ได้"),
        limit_choices_to={"is_permit": True},
    )  # fmt: skip

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("กลุ่มย่อยผลิตภัณฑ์")


class SalesChannel(Lookup):
    is_export = models.BooleanField(_("เป็นการส่งออก (ระบุประเทศ)"), default=False)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("ช่องทางการจำหน่าย")


class SupportNeed(Lookup):
    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("ความต้องการการสนับสนุน")


class SampleQuestion(Lookup):
    """What the province answers about each registration of a sample."""

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("ข้อตรวจของการสุ่ม")


class ReturnReason(Lookup):
    """Why a province sends something back or does not take it; more is said in its own words."""

    for_return = models.BooleanField(_("ใช้เมื่อส่งกลับแก้ไข"), default=True)
    for_reject = models.BooleanField(_("ใช้เมื่อไม่รับลงทะเบียน"), default=False)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("เหตุผลที่ส่งกลับหรือไม่รับ")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(for_return=True) | models.Q(for_reject=True),
                name="reason_is_for_something",
            )
        ]

    def clean(self):
        if not (self.for_return or self.for_reject):
            raise ValidationError(_("ให้เลือกว่าใช้เมื่อส่งกลับแก้ไข หรือเมื่อไม่รับลงทะเบียน อย่างน้อยหนึ่งข้อ"))


class EvidenceKind(Lookup):
    """A picture or paper that goes with a registration or with each product (DOMAIN §3.5).

    It is asked where every filled condition holds: producer type, legal form, product group, proxy.
    ``keeps_copy`` says whether a file may be stored; where not, the officer only confirms having
    seen the original, because the law no longer wants copies (cabinet resolution 2 Oct 2561).
    """

    about = models.CharField(_("เป็นหลักฐานของ"), max_length=12, choices=EvidenceAbout)
    demand = models.CharField(
        _("ความจำเป็น"), max_length=10, choices=EvidenceDemand, default=EvidenceDemand.OPTIONAL
    )
    keeps_copy = models.BooleanField(_("เก็บไฟล์ได้"), default=True)
    accepts_seen = models.BooleanField(_("เห็นต้นฉบับแทนไฟล์ได้"), default=False)
    pictures_only = models.BooleanField(_("รับเฉพาะรูปภาพ"), default=False)
    producer_type = models.CharField(
        _("เฉพาะประเภทผู้ผลิต"), max_length=10, choices=ProducerType, blank=True
    )
    legal_form = models.ForeignKey(
        LegalForm, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("เฉพาะรูปแบบ"),
    )  # fmt: skip
    product_group = models.ForeignKey(
        ProductGroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("เฉพาะกลุ่มย่อย"),
    )  # fmt: skip
    only_proxy = models.BooleanField(_("เฉพาะเมื่อมีผู้รับมอบอำนาจ"), default=False)

    class Meta(Lookup.Meta):
        verbose_name = verbose_name_plural = _("รายการหลักฐาน")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(keeps_copy=True) | models.Q(accepts_seen=True),
                name="evidence_can_be_given",
            )
        ]

    def clean(self):
        if not (self.keeps_copy or self.accepts_seen):
            raise ValidationError(_("ให้เลือก “เก็บไฟล์ได้” หรือ “เห็นต้นฉบับแทนไฟล์ได้” อย่างน้อยหนึ่งข้อ"))
