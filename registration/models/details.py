"""The form's fields, once (DOMAIN §3.2 and §3.3).

A registration and the register hold the same columns, so a copy, a difference and a snapshot are a
walk over ``detail_names``. Drafts may be incomplete: the columns allow blanks, and what is
required is said by ``registration.eligibility`` when a registration is submitted.
"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.enums import Informant, ProducerType, ProductType
from registration.models.fields import BlindIndexField, EncryptedTextField
from registration.models.lookups import LegalForm, ProductGroup, Standard
from registration.models.places import Subdistrict

_MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class ProducerDetails(models.Model):
    producer_type = models.CharField(_("ประเภทผู้ผลิต"), max_length=10, choices=ProducerType)
    legal_form = models.ForeignKey(
        LegalForm, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("รูปแบบกลุ่ม/นิติบุคคล"),
    )  # fmt: skip
    legal_form_detail = models.CharField(_("ระบุรูปแบบ"), max_length=160, blank=True)
    name = models.CharField(_("ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"), max_length=200)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    person_title = models.CharField(_("คำนำหน้า"), max_length=40, blank=True)
    person_first_name = models.CharField(
        _("ชื่อประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ"), max_length=100, blank=True
    )
    person_last_name = models.CharField(_("นามสกุล"), max_length=100, blank=True)
    citizen_id = EncryptedTextField(_("เลขประจำตัวประชาชน"), blank=True)
    citizen_id_index = BlindIndexField(source="citizen_id", db_index=True)
    thai_nationality = models.BooleanField(
        _("ผู้ผลิต ผู้ประกอบการ และสมาชิกกลุ่มทุกคนมีสัญชาติไทย"), default=False
    )
    enterprise_no = models.CharField(_("เลขทะเบียนวิสาหกิจชุมชน"), max_length=40, blank=True)
    juristic_id = models.CharField(_("เลขทะเบียนนิติบุคคล"), max_length=13, blank=True)
    commerce_no = models.CharField(_("เลขทะเบียนพาณิชย์"), max_length=40, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("ปีที่ก่อตั้ง/เริ่มประกอบการ (พ.ศ.)"), null=True, blank=True
    )
    members_male = models.PositiveIntegerField(
        _("สมาชิกชาย (คน)"), null=True, blank=True, validators=[MaxValueValidator(99_999)]
    )
    members_female = models.PositiveIntegerField(
        _("สมาชิกหญิง (คน)"), null=True, blank=True, validators=[MaxValueValidator(99_999)]
    )
    site_village = models.CharField(_("ชื่อหมู่บ้าน/อาคาร"), max_length=120, blank=True)
    site_house_no = models.CharField(_("บ้านเลขที่"), max_length=40, blank=True)
    site_moo = models.CharField(_("หมู่ที่"), max_length=10, blank=True)
    site_soi = models.CharField(_("ตรอก/ซอย"), max_length=120, blank=True)
    site_road = models.CharField(_("ถนน"), max_length=120, blank=True)
    site_subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ตำบล/แขวง ที่ตั้งสถานที่ผลิต"),
    )  # fmt: skip
    site_postcode = models.CharField(_("รหัสไปรษณีย์"), max_length=5, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=120, blank=True)
    mobile = models.CharField(_("โทรศัพท์มือถือ"), max_length=120, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    link_production = models.BooleanField(_("ชุมชนมีส่วนร่วมในการผลิต"), default=False)
    link_management = models.BooleanField(_("ชุมชนมีส่วนร่วมในการบริหารจัดการ"), default=False)
    link_benefit = models.BooleanField(_("ชุมชนได้รับประโยชน์"), default=False)
    link_note = models.TextField(_("คำอธิบายความเชื่อมโยงกับชุมชน"), max_length=1000, blank=True)
    informant = models.CharField(
        _("ผู้แจ้งลงทะเบียน"), max_length=10, choices=Informant, default=Informant.SELF
    )
    proxy_name = models.CharField(_("ชื่อผู้รับมอบอำนาจ"), max_length=160, blank=True)
    proxy_citizen_id = EncryptedTextField(_("เลขประจำตัวประชาชนผู้รับมอบอำนาจ"), blank=True)
    proxy_relation = models.CharField(_("ความสัมพันธ์"), max_length=100, blank=True)
    proxy_paper_seen = models.BooleanField(_("เจ้าหน้าที่ได้ตรวจหนังสือมอบอำนาจฉบับจริงแล้ว"), default=False)

    class Meta:
        abstract = True

    @property
    def person_name(self) -> str:
        last = f" {self.person_last_name}" if self.person_last_name else ""
        return f"{self.person_title}{self.person_first_name}{last}"


class ProductDetails(models.Model):
    name = models.CharField(_("ชื่อผลิตภัณฑ์"), max_length=200)
    name_en = models.CharField(_("ชื่อผลิตภัณฑ์ภาษาอังกฤษ"), max_length=200, blank=True)
    brand = models.CharField(_("ตราสินค้า"), max_length=120, blank=True)
    product_type = models.CharField(_("ประเภทผลิตภัณฑ์"), max_length=10, choices=ProductType)
    product_group = models.ForeignKey(
        ProductGroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("กลุ่มย่อย"),
    )  # fmt: skip
    law_compels = models.BooleanField(_("มีแอลกอฮอล์ หรือกฎหมายบังคับให้มีใบอนุญาตก่อนผลิต"), default=False)
    story = models.TextField(_("เรื่องราว/ประวัติ/ภูมิปัญญาท้องถิ่น"), max_length=4000, blank=True)
    # [{"name": "เส้นไหม", "source": "COMMUNITY"}, …], in the order typed.
    materials = models.JSONField(_("วัตถุดิบหลักและแหล่งที่มา"), default=list, blank=True)
    capacity = models.DecimalField(_("กำลังการผลิตต่อเดือน"), **_MONEY)
    capacity_unit = models.CharField(_("หน่วยนับ"), max_length=40, blank=True)
    retail_price = models.DecimalField(_("ราคาขายปลีก (บาท)"), **_MONEY)
    sample_seen = models.BooleanField(_("เจ้าหน้าที่ได้เห็นภาพถ่ายหรือผลิตภัณฑ์จริงแล้ว"), default=False)

    class Meta:
        abstract = True


class StandardDetails(models.Model):
    """A permit or standard that a product holds."""

    standard = models.ForeignKey(
        Standard, models.PROTECT, related_name="+", verbose_name=_("มาตรฐาน/ใบอนุญาต")
    )
    number = models.CharField(_("เลขที่"), max_length=80)
    issuer = models.CharField(_("ผู้ออก"), max_length=160, blank=True)
    issued_on = models.DateField(_("วันที่ออก"), null=True, blank=True)
    expires_on = models.DateField(_("วันหมดอายุ"), null=True, blank=True)

    class Meta:
        abstract = True


def detail_names(base: type[models.Model]) -> tuple[str, ...]:
    """Names of the form's fields in a details base, in form order, without derived columns."""
    return tuple(field.name for field in base._meta.fields if field.editable)


def details_of(row, base: type[models.Model]) -> dict:
    """The form's values of a row, ready for ``Model(**values)``."""
    return {name: getattr(row, name) for name in detail_names(base)}
