"""The form's fields, once (DOMAIN §3.2 and §3.3).

A registration and the register hold the same columns, so a copy, a difference and a snapshot are a
walk over ``detail_names``. Drafts may be incomplete: the columns allow blanks, and what is
required is said by ``registration.eligibility`` when a registration is submitted.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.enums import Gender, Informant, ProducerType, ProductType, Quadrant, RightKind
from registration.models.fields import BlindIndexField, EncryptedTextField, FoldedField
from registration.models.files import StoredFile
from registration.models.lookups import EvidenceKind, LegalForm, ProductGroup, Standard
from registration.models.places import Province, Subdistrict


def _count(label):
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(99_999)]
    )


_MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class ProducerDetails(models.Model):
    producer_type = models.CharField(_("ประเภทผู้ผลิต"), max_length=10, choices=ProducerType)
    legal_form = models.ForeignKey(
        LegalForm, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("รูปแบบกลุ่ม/นิติบุคคล"),
    )  # fmt: skip
    legal_form_detail = models.CharField(_("ระบุรูปแบบ"), max_length=160, blank=True)
    name = models.CharField(_("ชื่อกลุ่ม/ชื่อผู้ผลิต/ชื่อสถานประกอบการ"), max_length=200)
    name_key = FoldedField(sources=("name",), db_index=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    person_title = models.CharField(_("คำนำหน้า"), max_length=40, blank=True)
    person_first_name = models.CharField(
        _("ชื่อประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ"), max_length=100, blank=True
    )
    person_last_name = models.CharField(_("นามสกุล"), max_length=100, blank=True)
    person_key = FoldedField(sources=("person_first_name", "person_last_name"), db_index=True)
    citizen_id = EncryptedTextField(_("เลขประจำตัวประชาชน"), blank=True)
    citizen_id_index = BlindIndexField(source="citizen_id", db_index=True)
    citizen_id_tail = BlindIndexField(source="citizen_id", last=4, db_index=True)
    # As far as the card tells: 1967-05-02, 1967-05 or 1967 (Common Era, ISO 8601).
    birth_date = models.CharField(_("วันเดือนปีเกิด"), max_length=10, blank=True)
    gender = models.CharField(_("เพศ"), max_length=10, choices=Gender, blank=True)
    thai_nationality = models.BooleanField(
        _("ผู้ผลิต ผู้ประกอบการ และสมาชิกกลุ่มทุกคนมีสัญชาติไทย"), default=False
    )
    enterprise_no = models.CharField(
        _("เลขทะเบียนวิสาหกิจชุมชน"), max_length=40, blank=True, db_index=True
    )
    juristic_id = models.CharField(_("เลขทะเบียนนิติบุคคล"), max_length=13, blank=True, db_index=True)
    commerce_no = models.CharField(_("เลขทะเบียนพาณิชย์"), max_length=40, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("ปีที่ก่อตั้ง/เริ่มประกอบการ (พ.ศ.)"), null=True, blank=True
    )
    members_male = _count(_("สมาชิกชาย (คน)"))
    members_female = _count(_("สมาชิกหญิง (คน)"))
    member_names = models.TextField(_("รายชื่อสมาชิก"), max_length=20_000, blank=True)  # one a line
    labour_community = _count(_("แรงงานในชุมชน (คน)"))
    labour_province = _count(_("แรงงานในจังหวัด (คน)"))
    labour_elsewhere = _count(_("แรงงานนอกจังหวัด (คน)"))
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
    latitude = models.DecimalField(
        _("ละติจูด"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("ลองจิจูด"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    contact_differs = models.BooleanField(_("ที่อยู่ติดต่อต่างจากสถานที่ผลิต"), default=False)
    contact_house_no = models.CharField(_("บ้านเลขที่"), max_length=40, blank=True)
    contact_moo = models.CharField(_("หมู่ที่"), max_length=10, blank=True)
    contact_village = models.CharField(_("ชื่อหมู่บ้าน/อาคาร"), max_length=120, blank=True)
    contact_soi = models.CharField(_("ตรอก/ซอย"), max_length=120, blank=True)
    contact_road = models.CharField(_("ถนน"), max_length=120, blank=True)
    # Anywhere in the country, so typed and not chosen from 7,436 names.
    contact_subdistrict = models.CharField(_("ตำบล/แขวง"), max_length=80, blank=True)
    contact_district = models.CharField(_("อำเภอ/เขต"), max_length=80, blank=True)
    contact_province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("จังหวัด"),
    )  # fmt: skip
    contact_postcode = models.CharField(_("รหัสไปรษณีย์"), max_length=5, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=120, blank=True)
    mobile = models.CharField(_("โทรศัพท์มือถือ"), max_length=120, blank=True)
    fax = models.CharField(_("โทรสาร"), max_length=120, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    line_id = models.CharField(_("LINE ID"), max_length=80, blank=True)
    facebook = models.CharField(_("Facebook"), max_length=160, blank=True)
    website = models.CharField(_("เว็บไซต์"), max_length=200, blank=True)
    link_production = models.BooleanField(_("ชุมชนมีส่วนร่วมในการผลิต"), default=False)
    link_management = models.BooleanField(_("ชุมชนมีส่วนร่วมในการบริหารจัดการ"), default=False)
    link_benefit = models.BooleanField(_("ชุมชนได้รับประโยชน์"), default=False)
    link_note = models.TextField(_("คำอธิบายความเชื่อมโยงกับชุมชน"), max_length=1000, blank=True)
    capital_source = models.CharField(_("แหล่งเงินทุน"), max_length=200, blank=True)
    registered_capital = models.DecimalField(_("ทุนจดทะเบียน (บาท)"), **_MONEY)
    working_capital = models.DecimalField(_("เงินทุนหมุนเวียน (บาท)"), **_MONEY)
    last_income = models.DecimalField(_("รายได้/ยอดจำหน่ายปีที่ผ่านมา (บาท)"), **_MONEY)
    # Codes of lookup rows, in the order of the list.
    channels = models.JSONField(_("ช่องทางการจำหน่าย"), default=list, blank=True)
    export_countries = models.CharField(_("ประเทศที่ส่งออก"), max_length=200, blank=True)
    support_needs = models.JSONField(_("ความต้องการการสนับสนุน"), default=list, blank=True)
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
    features = models.TextField(_("ลักษณะ ขนาด น้ำหนัก บรรจุภัณฑ์"), max_length=1000, blank=True)
    story = models.TextField(_("เรื่องราว/ประวัติ/ภูมิปัญญาท้องถิ่น"), max_length=4000, blank=True)
    # [{"name": "เส้นไหม", "source": "COMMUNITY"}, …], in the order typed.
    materials = models.JSONField(_("วัตถุดิบหลักและแหล่งที่มา"), default=list, blank=True)
    process = models.TextField(_("กระบวนการผลิตโดยสังเขป"), max_length=4000, blank=True)
    capacity = models.DecimalField(_("กำลังการผลิตต่อเดือน"), **_MONEY)
    capacity_unit = models.CharField(_("หน่วยนับ"), max_length=40, blank=True)
    unit_cost = models.DecimalField(_("ต้นทุนต่อหน่วย (บาท)"), **_MONEY)
    wholesale_price = models.DecimalField(_("ราคาขายส่ง (บาท)"), **_MONEY)
    retail_price = models.DecimalField(_("ราคาขายปลีก (บาท)"), **_MONEY)
    sales_domestic = models.DecimalField(_("ยอดจำหน่ายในประเทศต่อปี (บาท)"), **_MONEY)
    sales_abroad = models.DecimalField(_("ยอดจำหน่ายต่างประเทศต่อปี (บาท)"), **_MONEY)
    channels = models.JSONField(_("ช่องทางการจำหน่าย"), default=list, blank=True)
    # The selection of the best (OPC) and the group A–D are results that an officer copies.
    opc_year = models.PositiveSmallIntegerField(_("ปีที่คัดสรร (พ.ศ.)"), null=True, blank=True)
    opc_stars = models.PositiveSmallIntegerField(
        _("ระดับดาว"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    quadrant = models.CharField(_("กลุ่มผลิตภัณฑ์ A–D"), max_length=1, choices=Quadrant, blank=True)
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


class RightDetails(models.Model):
    """An intellectual property right in a product."""

    kind = models.CharField(_("ประเภททรัพย์สินทางปัญญา"), max_length=12, choices=RightKind)
    number = models.CharField(_("เลขที่"), max_length=80)
    holder = models.CharField(_("ผู้ทรงสิทธิ"), max_length=200, blank=True)
    registered_on = models.DateField(_("วันที่จดทะเบียน"), null=True, blank=True)
    expires_on = models.DateField(_("วันหมดอายุ"), null=True, blank=True)

    class Meta:
        abstract = True


class EvidenceDetails(models.Model):
    """A picture or paper: a stored file, or that the officer has seen the original."""

    kind = models.ForeignKey(
        EvidenceKind, models.PROTECT, related_name="+", verbose_name=_("หลักฐาน")
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ไฟล์")
    )
    seen_original = models.BooleanField(_("เจ้าหน้าที่ได้เห็นต้นฉบับแล้ว"), default=False)
    note = models.CharField(_("หมายเหตุ"), max_length=200, blank=True)

    class Meta:
        abstract = True


def detail_names(base: type[models.Model]) -> tuple[str, ...]:
    """Names of the form's fields in a details base, in form order, without derived columns."""
    return tuple(field.name for field in base._meta.fields if field.editable)


def details_of(row, base: type[models.Model]) -> dict:
    """The form's values of a row, ready for ``Model(**values)``."""
    return {name: getattr(row, name) for name in detail_names(base)}
