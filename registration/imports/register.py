"""The register as it goes out, from its page and from the admin alike."""

from django.db.models import QuerySet

from registration.imports.listed import FormTable


class ProducerTable(FormTable):
    """A row for each producer that ``selectors.register.search`` finds."""

    title = "ทะเบียนผู้ผลิต"
    columns = {
        "number": "เลขทะเบียน",
        "name": "ชื่อกลุ่ม/ผู้ผลิต/สถานประกอบการ",
        "producer_type": "ประเภทผู้ผลิต",
        "legal_form.name": "รูปแบบกลุ่ม/นิติบุคคล",
        "person_name": "ประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ",
        "site_house_no": "บ้านเลขที่",
        "site_moo": "หมู่ที่",
        "site_subdistrict.name": "ตำบล/แขวง",
        "district.name": "อำเภอ/เขต",
        "district.province.name": "จังหวัด",
        "site_postcode": "รหัสไปรษณีย์",
        "phone": "โทรศัพท์",
        "mobile": "โทรศัพท์มือถือ",
        "email": "อีเมล",
        "founded_year": "ปีที่ก่อตั้ง (พ.ศ.)",
        "members_male": "สมาชิกชาย (คน)",
        "members_female": "สมาชิกหญิง (คน)",
        "n_products": "ผลิตภัณฑ์ (รายการ)",
        "first_quarter_id": "ลงทะเบียนครั้งแรก",
        "last_quarter_id": "ปรับปรุงล่าสุด",
        "state": "สถานะ",
    }
    widths = {
        "number": 13, "name": 36, "producer_type": 24, "person_name": 26, "phone": 18,
        "mobile": 18, "email": 24, "site_subdistrict.name": 16, "district.name": 16,
        "district.province.name": 14,
    }  # fmt: skip

    def prepared(self, queryset: QuerySet) -> QuerySet:
        """Of eighty columns: 20,000 rows should not take them all along."""
        computed = {"person_name", "n_products"}
        read = [path.replace(".", "__") for path in self.columns if path not in computed]
        person = ("person_title", "person_first_name", "person_last_name")
        places = ("district__province", "site_subdistrict", "legal_form")
        return queryset.select_related(None).select_related(*places).only(*read, *person)


class ProductTable(FormTable):
    """A row for each product."""

    title = "ทะเบียนผลิตภัณฑ์"
    columns = {
        "number": "เลขผลิตภัณฑ์",
        "name": "ชื่อผลิตภัณฑ์",
        "brand": "ตราสินค้า",
        "product_type": "ประเภทผลิตภัณฑ์",
        "product_group.name": "กลุ่มย่อย",
        "capacity": "กำลังการผลิตต่อเดือน",
        "capacity_unit": "หน่วยนับ",
        "retail_price": "ราคาขายปลีก (บาท)",
        "is_active": "ยังผลิตอยู่",
        "producer.number": "เลขทะเบียนผู้ผลิต",
        "producer.name": "ชื่อผู้ผลิต",
        "producer.district.name": "อำเภอ/เขต",
        "producer.district.province.name": "จังหวัด",
    }
    widths = {
        "number": 16, "name": 36, "brand": 20, "product_type": 24, "product_group.name": 28,
        "producer.number": 13, "producer.name": 36, "producer.district.name": 16,
        "producer.district.province.name": 14,
    }  # fmt: skip

    def prepared(self, queryset: QuerySet) -> QuerySet:
        read = [path.replace(".", "__") for path in self.columns]
        related = ("producer__district__province", "product_group")
        return queryset.select_related(None).select_related(*related).only(*read)
