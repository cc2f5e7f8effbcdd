"""What stands beside the fields: help in plain words, and when a field is needed.

The labels themselves come from the models; ``of`` says one where it stands alone.
"""

from django.utils.translation import gettext_lazy as _

_SUBMIT = _("จำเป็นก่อนยื่น")

NEEDED = {
    **dict.fromkeys(
        (
            "name", "founded_year", "person_title", "person_first_name", "person_last_name",
            "citizen_id", "thai_nationality", "site_house_no", "site_subdistrict",
            "informant", "declared", "cancel_reason",
        ),
        _SUBMIT,
    ),
    "legal_form": _("จำเป็นเมื่อเป็นกลุ่มหรือนิติบุคคล"),
    "legal_form_detail": _("จำเป็นเมื่อเลือก “อื่น ๆ”"),
    "enterprise_no": _("จำเป็นเมื่อเป็นวิสาหกิจชุมชน"),
    "juristic_id": _("จำเป็นเมื่อจดทะเบียนนิติบุคคล"),
    "members_male": _("จำเป็นเมื่อเป็นกลุ่ม"),
    "members_female": _("จำเป็นเมื่อเป็นกลุ่ม"),
    "mobile": _("จำเป็นอย่างน้อยหนึ่งหมายเลข"),
    "phone": _("จำเป็นถ้าไม่มีโทรศัพท์มือถือ"),
    "link_production": _("เลือกอย่างน้อยหนึ่งข้อ"),
    "link_management": _("เลือกอย่างน้อยหนึ่งข้อ"),
    "link_benefit": _("เลือกอย่างน้อยหนึ่งข้อ"),
    "proxy_name": _("จำเป็นเมื่อมีผู้รับมอบอำนาจ"),
    "proxy_citizen_id": _("จำเป็นเมื่อมีผู้รับมอบอำนาจ"),
    "proxy_relation": _("จำเป็นเมื่อมีผู้รับมอบอำนาจ"),
    "proxy_paper_seen": _("จำเป็นเมื่อมีผู้รับมอบอำนาจ"),
    "cancel_note": _("จำเป็นเมื่อเลือก “อื่น ๆ”"),
    "merge_into": _("จำเป็นเมื่อลงทะเบียนซ้ำ"),
}  # fmt: skip

HELP = {
    "cancel_reason": _("ถ้าย้ายไปอำเภออื่นและยังผลิตต่อ ให้ขอย้ายอำเภอแทนการยกเลิก เลขทะเบียนจะคงเดิม"),
    "merge_into": _("รายที่คงไว้ต้องอยู่ในทะเบียนของอำเภอนี้ เช่น 3104-00123 รายที่ยกเลิกจะชี้ไปที่รายนี้"),
    "producer_type": _("เลือกตามผู้ที่เป็นเจ้าของการผลิต ช่องอื่นจะเปลี่ยนตามประเภทที่เลือก"),
    "name": _("ชื่อที่ใช้ในทะเบียนและประกาศ เช่น กลุ่มทอผ้าไหมบ้านหนองตาด"),
    "founded_year": _("ปี พ.ศ. เช่น 2550"),
    "person_title": _("เช่น นาย นาง นางสาว"),
    "person_last_name": _("ถ้าไม่มีนามสกุลให้ใส่ -"),
    "citizen_id": _("13 หลักตามบัตรประชาชนของบุคคลนี้ ระบบเก็บแบบเข้ารหัสและแสดงเพียงบางหลัก"),
    "proxy_citizen_id": _("13 หลักตามบัตรประชาชนของผู้รับมอบอำนาจ"),
    "enterprise_no": _("ตามหนังสือสำคัญแสดงการจดทะเบียนวิสาหกิจชุมชน"),
    "juristic_id": _("13 หลัก ขึ้นต้นด้วย 0 ตามหนังสือรับรองนิติบุคคล"),
    "site_house_no": _("ถ้าไม่มีบ้านเลขที่ให้ใส่ -"),
    "site_subdistrict": _("สถานที่ผลิตต้องอยู่ในอำเภอที่ลงทะเบียน จึงเลือกได้เฉพาะในอำเภอนี้"),
    "site_postcode": _("เว้นว่างได้ ระบบใส่ตามตำบลให้"),
    "mobile": _("เช่น 08 1234 5678 ถ้ามีหลายหมายเลขให้คั่นด้วยจุลภาค"),
    "phone": _("เช่น 0 4466 6512 ต่อ 12"),
    "link_production": _("เช่น ใช้แรงงานหรือวัตถุดิบภายในจังหวัดที่ลงทะเบียน"),
    "link_management": _("เช่น มีกรรมการหรือที่ประชุมของคนในชุมชนร่วมตัดสินใจ"),
    "link_benefit": _("เช่น มีรายได้ มีการปันผล หรือนำกำไรไปใช้เพื่อส่วนรวม"),
    "link_note": _("เล่าสั้น ๆ ว่าชุมชนเกี่ยวข้องอย่างไร"),
    "legal_form": _("รายการเปลี่ยนตามประเภทผู้ผลิตที่เลือก"),
    "legal_form_detail": _("พิมพ์ชื่อรูปแบบที่ไม่มีในรายการ"),
    "name_en": _("ใช้กับฉลากและงานแสดงสินค้าต่างประเทศ"),
    "birth_date": _("เช่น 12/5/2510 ถ้าบัตรไม่มีวันหรือเดือน พิมพ์ พฤษภาคม 2510 หรือ 2510"),
    "commerce_no": _("ตามใบทะเบียนพาณิชย์ ถ้าจดไว้"),
    "member_names": _("บรรทัดละหนึ่งชื่อ วางจากไฟล์ได้ ระบบตัดเลขลำดับหน้าชื่อให้"),
    "labour_community": _("คนในตำบลหรือหมู่บ้านที่ผลิต ถ้าไม่มีให้ใส่ 0"),
    "labour_province": _("คนในจังหวัดแต่นอกชุมชน"),
    "labour_elsewhere": _("คนจากจังหวัดอื่น"),
    "site_moo": _("เฉพาะเลข เช่น 4"),
    "latitude": _("เช่น 14.993200 วางทั้งคู่จากแผนที่ในช่องนี้ได้ เช่น 14.9932, 103.1029"),
    "longitude": _("เช่น 103.102900"),
    "contact_differs": _("ทำเครื่องหมายเมื่อต้องการให้ส่งหนังสือไปที่อื่น"),
    "contact_subdistrict": _("พิมพ์ชื่อ ไม่ต้องมีคำว่าตำบลหรือแขวง"),
    "contact_district": _("พิมพ์ชื่อ ไม่ต้องมีคำว่าอำเภอหรือเขต"),
    "fax": _("เช่น 0 4466 6512"),
    "email": _("เช่น somchai@example.com"),
    "line_id": _("ชื่อหรือหมายเลขที่ใช้ค้นหาใน LINE"),
    "facebook": _("ชื่อเพจหรือที่อยู่เพจ"),
    "website": _("เช่น www.example.com"),
    "capital_source": _("เช่น ทุนตนเอง กองทุนหมู่บ้าน ธ.ก.ส."),
    "registered_capital": _("ตามหนังสือรับรองนิติบุคคลหรือทะเบียนสหกรณ์"),
    "working_capital": _("เงินที่ใช้หมุนเวียนในการผลิตโดยประมาณ"),
    "last_income": _("รวมทั้งปีโดยประมาณ เช่น 120,000"),
    "channels": _("เลือกได้หลายข้อ"),
    "export_countries": _("คั่นด้วยจุลภาค เช่น ญี่ปุ่น, ลาว"),
    "support_needs": _("เลือกได้หลายข้อ"),
    "informant": _("ผู้ที่มาแจ้งลงทะเบียนวันนี้"),
    "proxy_relation": _("เช่น บุตร คู่สมรส สมาชิกกลุ่ม"),
}


def of(field) -> str:
    """What a field of the form is called where it stands alone: an address to write to has the same
    parts as the production site.
    """
    name = str(field.verbose_name)
    if field.name.startswith("contact_") and field.name != "contact_differs":
        return str(_("%(name)s (ที่อยู่ติดต่อ)") % {"name": name})
    return name
