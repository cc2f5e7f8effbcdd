"""Lists of the department from a file: the code says which row it is."""

from django import forms

from registration.imports.rows import RowTable
from registration.models import (
    EvidenceKind,
    LegalForm,
    ProductGroup,
    ReturnReason,
    SalesChannel,
    SampleQuestion,
    Standard,
    SupportNeed,
)
from registration.services import lookups

_COMMON = {"code": "รหัส", "name": "ชื่อ", "sequence": "ลำดับ", "is_active": "ใช้อยู่"}


class LookupTable(RowTable):
    kind = None

    def form(self, found, data):
        fields = list(self.columns)
        return forms.modelform_factory(self.kind, fields=fields)(data, instance=found)

    def find(self, data):
        return self.kind.objects.filter(code=data["code"]).first()

    def write(self, found, values):
        code = values.pop("code")
        return lookups.save(by=self.by, on=self.on, kind=self.kind, code=code, values=values)


class LegalFormTable(LookupTable):
    kind = LegalForm
    title = "รูปแบบกลุ่ม/นิติบุคคล"
    columns = _COMMON | {
        "producer_type": "ประเภทผู้ผลิต",
        "needs_enterprise_no": "ต้องมีเลขทะเบียนวิสาหกิจชุมชน",
        "needs_juristic_id": "ต้องมีเลขทะเบียนนิติบุคคล",
        "needs_detail": "ต้องระบุรายละเอียด",
    }


class ProductGroupTable(LookupTable):
    kind = ProductGroup
    title = "กลุ่มย่อยผลิตภัณฑ์"
    columns = _COMMON | {
        "product_type": "ประเภทผลิตภัณฑ์",
        "law_compels": "กฎหมายบังคับให้มีใบอนุญาต",
        "permits": "รหัสใบอนุญาตที่ใช้ได้",
    }

    def form(self, found, data):
        form = super().form(found, data)
        form.fields["permits"].to_field_name = "code"
        return form


class StandardTable(LookupTable):
    kind = Standard
    title = "มาตรฐานและใบอนุญาต"
    columns = _COMMON | {"is_permit": "เป็นใบอนุญาตตามกฎหมาย", "issuer": "ผู้ออก"}


class SalesChannelTable(LookupTable):
    kind = SalesChannel
    title = "ช่องทางการจำหน่าย"
    columns = _COMMON | {"is_export": "เป็นการส่งออก"}


class SupportNeedTable(LookupTable):
    kind = SupportNeed
    title = "ความต้องการการสนับสนุน"
    columns = _COMMON


class SampleQuestionTable(LookupTable):
    kind = SampleQuestion
    title = "ข้อตรวจของการสุ่ม"
    columns = _COMMON


class ReturnReasonTable(LookupTable):
    kind = ReturnReason
    title = "เหตุผลที่ส่งกลับหรือไม่รับ"
    columns = _COMMON | {"for_return": "ใช้เมื่อส่งกลับแก้ไข", "for_reject": "ใช้เมื่อไม่รับลงทะเบียน"}


class EvidenceKindTable(LookupTable):
    kind = EvidenceKind
    title = "รายการหลักฐาน"
    columns = _COMMON | {
        "about": "เป็นหลักฐานของ",
        "demand": "ความจำเป็น",
        "keeps_copy": "เก็บไฟล์ได้",
        "accepts_seen": "เห็นต้นฉบับแทนไฟล์ได้",
        "pictures_only": "รับเฉพาะรูปภาพ",
        "producer_type": "เฉพาะประเภทผู้ผลิต",
        "legal_form": "เฉพาะรูปแบบ (รหัส)",
        "product_group": "เฉพาะกลุ่มย่อย (รหัส)",
        "only_proxy": "เฉพาะเมื่อมีผู้รับมอบอำนาจ",
    }

    def form(self, found, data):
        form = super().form(found, data)
        for name in ("legal_form", "product_group"):
            form.fields[name].to_field_name = "code"
        return form
