"""What the journal's actions are called on screen."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "registration.enter": _("เริ่มรายการลงทะเบียน"),
    "registration.edit": _("แก้ไขข้อมูลผู้ผลิต"),
    "registration.submit": _("ยื่นแบบ"),
    "registration.resubmit": _("ส่งรายการที่แก้ไขแล้ว"),
    "registration.recall": _("เรียกกลับมาแก้ไข"),
    "registration.withdraw": _("ถอนรายการ"),
    "registration.return": _("ส่งกลับแก้ไข"),
    "registration.reject": _("ไม่รับลงทะเบียน"),
    "registration.certify": _("รับรองรายการ"),
    "registration.revoke": _("ถอนการรับรอง"),
    "citizen_id.reveal": _("เปิดดูเลขประจำตัวประชาชน"),
    "citizen_id.look_up": _("ค้นด้วยเลขประจำตัวประชาชน"),
    "duplicate.decide": _("พิจารณารายการที่อาจซ้ำ"),
    "duplicate.ask": _("ขอให้อำเภออื่นตรวจสอบรายการที่อาจซ้ำ"),
    "duplicate.answer": _("ตอบอำเภออื่นเรื่องรายการที่อาจซ้ำ"),
    "product.add": _("เพิ่มผลิตภัณฑ์"),
    "product.edit": _("แก้ไขผลิตภัณฑ์"),
    "product.keep": _("ยังผลิตต่อ"),
    "product.remove": _("ตัดผลิตภัณฑ์ออก"),
    "filing.hand_over": _("ส่งแฟ้มให้จังหวัด"),
    "filing.take_back": _("เรียกแฟ้มกลับ"),
    "certification.announce": _("ประกาศรับรอง"),
    "quarter.open": _("เปิดไตรมาส"),
    "quarter.close": _("ปิดไตรมาส"),
    "producer.merge": _("รวมรายที่ซ้ำ"),
    "transfer.ask": _("ขอย้ายอำเภอ"),
    "transfer.agree": _("ตกลงให้ย้ายอำเภอ"),
    "transfer.refuse": _("ปฏิเสธคำขอย้ายอำเภอ"),
    "transfer.withdraw_asking": _("ถอนคำขอย้ายอำเภอ"),
    "transfer.call_off": _("ยกเลิกการย้ายอำเภอ"),
    "transfer.done": _("ย้ายอำเภอแล้ว"),
    "order.issue": _("บันทึกหนังสือกำหนดช่วงเวลา"),
    "order.withdraw": _("ถอนหนังสือกำหนดช่วงเวลา"),
    "extension.grant": _("อนุมัติขยายเวลา"),
    "extension.revoke": _("ยกเลิกการขยายเวลา"),
    "holiday.set": _("บันทึกวันหยุด"),
    "holiday.remove": _("ลบวันหยุด"),
    "officer.create": _("สร้างบัญชีเจ้าหน้าที่"),
    "officer.change": _("แก้ไขข้อมูลเจ้าหน้าที่"),
    "officer.move": _("ย้ายสังกัดเจ้าหน้าที่"),
    "officer.activate": _("เปิดใช้บัญชีอีกครั้ง"),
    "officer.end": _("ปิดบัญชี"),
    "officer.reset_password": _("ตั้งรหัสผ่านใหม่ให้เจ้าหน้าที่"),
    "officer.change_password": _("เปลี่ยนรหัสผ่านของตนเอง"),
    "places.load": _("นำเข้าข้อมูลพื้นที่"),
    "lookup.add": _("เพิ่มรายการตัวเลือก"),
    "lookup.change": _("แก้ไขรายการตัวเลือก"),
    "lookup.remove": _("ลบรายการตัวเลือก"),
    "register.export": _("ส่งออกทะเบียน"),
    "officer.export": _("ส่งออกรายชื่อเจ้าหน้าที่"),
    "holiday.export": _("ส่งออกวันหยุด"),
    "legal_form.export": _("ส่งออกรูปแบบกลุ่ม/นิติบุคคล"),
    "product_group.export": _("ส่งออกกลุ่มย่อยผลิตภัณฑ์"),
    "evidence.attach": _("เพิ่มหลักฐาน"),
    "evidence.remove": _("ลบหลักฐาน"),
    "evidence.open": _("เปิดดูเอกสารหลักฐาน"),
    "evidence_kind.export": _("ส่งออกรายการหลักฐาน"),
    "standard.export": _("ส่งออกมาตรฐานและใบอนุญาต"),
    "sales_channel.export": _("ส่งออกช่องทางการจำหน่าย"),
    "support_need.export": _("ส่งออกความต้องการการสนับสนุน"),
}


def action_text(action: str) -> str:
    """The Thai name of an action; an action without one shows its code."""
    if action.startswith("demo."):
        return gettext("สร้างข้อมูลสาธิต")
    return str(ACTIONS.get(action, action))
