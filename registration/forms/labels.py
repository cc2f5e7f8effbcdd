"""What stands beside the fields: help in plain words, and when a field is needed.

The labels themselves come from the models.
"""

from django.utils.translation import gettext_lazy as _

_SUBMIT = _("จำเป็นก่อนยื่น")

NEEDED = {
    **dict.fromkeys(
        (
            "name", "founded_year", "person_title", "person_first_name", "person_last_name",
            "citizen_id", "thai_nationality", "site_house_no", "site_subdistrict",
            "informant", "declared", "cancel_reason", "product_group", "story", "capacity",
            "capacity_unit", "retail_price", "sample_seen",
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
}  # fmt: skip

HELP = {
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
    "link_note": _("เล่าสั้น ๆ ว่าชุมชนเกี่ยวข้องอย่างไร"),
    "product_group": _("รายการเปลี่ยนตามประเภทผลิตภัณฑ์ที่เลือก"),
    "law_compels": _("ถ้าใช่ ต้องบันทึกใบอนุญาตที่ยังไม่หมดอายุในตารางด้านล่าง"),
    "story": _("ที่มา ลวดลาย วิธีทำ หรือภูมิปัญญาที่สืบทอด เขียนเท่าที่ผู้ผลิตเล่าให้ฟัง"),
    "capacity": _("จำนวนที่ผลิตได้ในหนึ่งเดือน"),
    "capacity_unit": _("เช่น ผืน ขวด กล่อง กิโลกรัม"),
}
