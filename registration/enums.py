"""The words of the field: closed lists that the letter and the form fix.

Lists that an office may change (product sub-groups, legal forms, standards) are rows, not enums.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BANGKOK = "10"


class Role(TextChoices):
    DISTRICT = "DISTRICT", _("เจ้าหน้าที่อำเภอ")
    PROVINCE = "PROVINCE", _("เจ้าหน้าที่จังหวัด")
    DEPARTMENT = "DEPARTMENT", _("ผู้ดูแลระบบ กรมการพัฒนาชุมชน")
    READER = "READER", _("ผู้อ่านรายงาน")


class Step(TextChoices):
    """The three steps of every quarter (letter, attachment 1)."""

    ENTRY = "ENTRY", _("อำเภอลงทะเบียน")
    CERTIFICATION = "CERTIFICATION", _("จังหวัดตรวจสอบรับรอง")
    CLOSING = "CLOSING", _("กรมฯ ปิดระบบ")


class Scope(TextChoices):
    COUNTRY = "COUNTRY", _("ทั้งประเทศ")
    PROVINCE = "PROVINCE", _("เฉพาะจังหวัด")
    DISTRICT = "DISTRICT", _("เฉพาะอำเภอ")


class ProducerType(TextChoices):
    """DOMAIN §1.1: exactly three."""

    GROUP = "GROUP", _("กลุ่มผู้ผลิตชุมชน")
    SOLE = "SOLE", _("ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว")
    SME = "SME", _("ผู้ผลิตที่เป็นวิสาหกิจขนาดกลางและขนาดย่อม")


class ProductType(TextChoices):
    """DOMAIN §2.1: the five types of the letter's form."""

    FOOD = "FOOD", _("อาหาร")
    DRINK = "DRINK", _("เครื่องดื่ม")
    TEXTILE = "TEXTILE", _("ผ้า เครื่องแต่งกาย")
    HOUSEWARE = "HOUSEWARE", _("ของใช้ ของตกแต่ง ของที่ระลึก")
    HERBAL = "HERBAL", _("สมุนไพรที่ไม่ใช่อาหาร")


class Kind(TextChoices):
    """What a registration does to the register."""

    NEW = "NEW", _("ลงทะเบียนใหม่")
    UPDATE = "UPDATE", _("ปรับปรุงข้อมูล")
    CANCEL = "CANCEL", _("ยกเลิก")


class RegistrationState(TextChoices):
    DRAFT = "DRAFT", _("ร่าง")
    SUBMITTED = "SUBMITTED", _("ยื่นแล้ว")
    RETURNED = "RETURNED", _("ส่งกลับแก้ไข")
    REJECTED = "REJECTED", _("ไม่รับลงทะเบียน")
    CERTIFIED = "CERTIFIED", _("รับรองแล้ว")
    CLOSED = "CLOSED", _("ปิดไตรมาสแล้ว")
    WITHDRAWN = "WITHDRAWN", _("ถอนแล้ว")
    LAPSED = "LAPSED", _("ตกรอบ")


class LapseReason(TextChoices):
    """Why a registration goes no further than the quarter's end."""

    DRAFT = "DRAFT", _("ร่าง ยังไม่ยื่น")
    NOT_HANDED_OVER = "NOT_HANDED_OVER", _("ยื่นแล้ว ยังไม่ส่งแฟ้ม")
    UNDECIDED = "UNDECIDED", _("ส่งแฟ้มแล้ว จังหวัดยังไม่พิจารณา")
    RETURNED = "RETURNED", _("ส่งกลับแก้ไข ยังไม่ส่งคืน")
    NOT_ANNOUNCED = "NOT_ANNOUNCED", _("รับรองแล้ว จังหวัดยังไม่ประกาศ")


class FilingState(TextChoices):
    ENTRY = "ENTRY", _("กำลังลงทะเบียน")
    HANDED_OVER = "HANDED_OVER", _("ส่งจังหวัดแล้ว")
    CERTIFIED = "CERTIFIED", _("จังหวัดรับรองแล้ว")
    CLOSED = "CLOSED", _("ปิดไตรมาสแล้ว")


class Stage(TextChoices):
    """Where a district stands in a quarter, told from its filing, its rows and its province."""

    NOT_BEGUN = "NOT_BEGUN", _("ยังไม่เริ่ม")
    ENTERING = "ENTERING", _("กำลังลงทะเบียน")
    SUBMITTED = "SUBMITTED", _("ยื่นครบ รอส่งแฟ้ม")
    HANDED_OVER = "HANDED_OVER", _("ส่งจังหวัดแล้ว")
    CERTIFYING = "CERTIFYING", _("จังหวัดกำลังตรวจ")
    ANNOUNCED = "ANNOUNCED", _("ประกาศรับรองแล้ว")
    CLOSED = "CLOSED", _("ปิดไตรมาสแล้ว")
    LEFT_OUT = "LEFT_OUT", _("ไม่ได้ประกาศรับรอง")


class Waiting(TextChoices):
    """Who waits for whom, and for what."""

    HAND_OVER = "HAND_OVER", _("จังหวัดรอแฟ้มจากอำเภอ/เขต")
    MEND = "MEND", _("จังหวัดรออำเภอ/เขตแก้ไข")
    DECIDE = "DECIDE", _("อำเภอ/เขตรอจังหวัดตรวจสอบ")
    ANNOUNCE = "ANNOUNCE", _("รอจังหวัดประกาศรับรอง")
    CLOSE = "CLOSE", _("รอกรมฯ ปิดไตรมาส")


class CertificationState(TextChoices):
    WAITING = "WAITING", _("ยังไม่ประกาศรับรอง")
    ANNOUNCED = "ANNOUNCED", _("ประกาศรับรองแล้ว")
    CLOSED = "CLOSED", _("ปิดไตรมาสแล้ว")


class QuarterState(TextChoices):
    PLANNED = "PLANNED", _("ยังไม่มีหนังสือกำหนดช่วงเวลา")
    OPEN = "OPEN", _("เปิดดำเนินการ")
    CLOSED = "CLOSED", _("ปิดไตรมาสแล้ว")


class ProducerState(TextChoices):
    ACTIVE = "ACTIVE", _("คงอยู่")
    CANCELLED = "CANCELLED", _("ยกเลิกแล้ว")


class ProductChange(TextChoices):
    """DOMAIN §3.3 row 16, computed against the register."""

    NEW = "NEW", _("ใหม่")
    SAME = "SAME", _("คงเดิม")
    CHANGED = "CHANGED", _("แก้ไข")
    DROPPED = "DROPPED", _("เลิกผลิต")


class MaterialSource(TextChoices):
    COMMUNITY = "COMMUNITY", _("ในชุมชน")
    PROVINCE = "PROVINCE", _("ในจังหวัด")
    COUNTRY = "COUNTRY", _("ในประเทศ")
    IMPORTED = "IMPORTED", _("นำเข้า")


class Informant(TextChoices):
    SELF = "SELF", _("มาด้วยตนเอง")
    PROXY = "PROXY", _("ผู้รับมอบอำนาจ")


class CancelReason(TextChoices):
    """DOMAIN §1.4, our own reasonable list; OTHER carries free text."""

    CEASED = "CEASED", _("เลิกกิจการ")
    DECEASED = "DECEASED", _("เสียชีวิต")
    DISSOLVED = "DISSOLVED", _("ยุบกลุ่ม/เลิกนิติบุคคล")
    MOVED = "MOVED", _("ย้ายสถานที่ผลิตออกนอกพื้นที่")
    UNQUALIFIED = "UNQUALIFIED", _("ขาดคุณสมบัติ")
    FALSE_DATA = "FALSE_DATA", _("ให้ข้อมูลเท็จ")
    DUPLICATE = "DUPLICATE", _("ลงทะเบียนซ้ำ")
    REQUESTED = "REQUESTED", _("เจ้าของขอยกเลิก")
    OTHER = "OTHER", _("อื่น ๆ (ระบุ)")


class Gender(TextChoices):
    FEMALE = "FEMALE", _("หญิง")
    MALE = "MALE", _("ชาย")
    OTHER = "OTHER", _("อื่น ๆ/ไม่ระบุ")


class Quadrant(TextChoices):
    """DOMAIN §2.4: the later grouping of products; a result, not part of registration."""

    A = "A", _("A ดาวเด่นสู่สากล")
    B = "B", _("B อนุรักษ์สร้างคุณค่า")
    C = "C", _("C พัฒนาสู่การแข่งขัน")
    D = "D", _("D ปรับตัวสู่การพัฒนา")


class RightKind(TextChoices):
    """Intellectual property in a product (DOMAIN §3.3 row 14)."""

    TRADEMARK = "TRADEMARK", _("เครื่องหมายการค้า")
    PATENT = "PATENT", _("สิทธิบัตร")
    PETTY_PATENT = "PETTY_PATENT", _("อนุสิทธิบัตร")
    COPYRIGHT = "COPYRIGHT", _("ลิขสิทธิ์")
    GI = "GI", _("สิ่งบ่งชี้ทางภูมิศาสตร์ (GI)")


class EvidenceAbout(TextChoices):
    REGISTRATION = "REGISTRATION", _("ผู้ผลิต ผู้ประกอบการ")
    PRODUCT = "PRODUCT", _("ผลิตภัณฑ์แต่ละรายการ")


class EvidenceDemand(TextChoices):
    """A missing REQUIRED one keeps a registration from being submitted."""

    REQUIRED = "REQUIRED", _("จำเป็น")
    OPTIONAL = "OPTIONAL", _("ไม่บังคับ")


class FileType(TextChoices):
    JPEG = "JPEG", "JPEG"
    PNG = "PNG", "PNG"
    PDF = "PDF", "PDF"


class Concern(TextChoices):
    """Why the province looks at a submitted registration itself; one that nothing concerns was
    carried from the register unchanged.
    """

    NEW = "NEW", _("ลงทะเบียนใหม่")
    CANCELLED = "CANCELLED", _("ยกเลิก")
    CHANGED = "CHANGED", _("ข้อมูลผู้ผลิตเปลี่ยน")
    PRODUCTS = "PRODUCTS", _("ผลิตภัณฑ์เพิ่มหรือเปลี่ยน")
    DROPPED = "DROPPED", _("เลิกผลิต")
    MOVED = "MOVED", _("ย้ายอำเภอ")
    LAPSED = "LAPSED", _("ตกรอบไตรมาสก่อน")
    MISSING = "MISSING", _("ขาดหลักฐาน")
    PAPERS = "PAPERS", _("หลักฐานเปลี่ยน")
    ALIKE = "ALIKE", _("อาจซ้ำ")
    WARNED = "WARNED", _("มีข้อเตือน")
    AGAIN = "AGAIN", _("เคยพิจารณาแล้ว")
    WRONG = "WRONG", _("สุ่มพบข้อผิด")


class DuplicateVerdict(TextChoices):
    """What the district decided about a likely duplicate."""

    DIFFERENT = "DIFFERENT", _("คนละราย")
    ALLOWED = "ALLOWED", _("เกี่ยวข้องกัน แต่ลงทะเบียนได้ทั้งสองราย")
    SAME = "SAME", _("รายเดียวกัน")


class DuplicateGround(TextChoices):
    """What two likely duplicates have in common, in the order in which it weighs."""

    CITIZEN_ID = "CITIZEN_ID", _("เลขประจำตัวประชาชนตรงกัน")
    JURISTIC_ID = "JURISTIC_ID", _("เลขทะเบียนนิติบุคคลตรงกัน")
    ENTERPRISE_NO = "ENTERPRISE_NO", _("เลขทะเบียนวิสาหกิจชุมชนตรงกัน")
    NAME = "NAME", _("ชื่อกิจการคล้ายกัน")
    PERSON = "PERSON", _("ชื่อบุคคลคล้ายกัน")
    PHONE = "PHONE", _("โทรศัพท์ตรงกัน")
    ADDRESS = "ADDRESS", _("บ้านเลขที่เดียวกัน")


class TransferState(TextChoices):
    """A producer on the way to another district; both offices agree first."""

    ASKED = "ASKED", _("รออีกอำเภอตอบ")
    AGREED = "AGREED", _("ตกลงแล้ว รอลงทะเบียนที่อำเภอใหม่")
    REFUSED = "REFUSED", _("ไม่รับย้าย")
    WITHDRAWN = "WITHDRAWN", _("ถอนคำขอ")
    DONE = "DONE", _("ย้ายแล้ว")


class CorrectionState(TextChoices):
    """A mistake in what was announced, after the quarter has closed."""

    ASKED = "ASKED", _("รอกรมฯ พิจารณา")
    APPROVED = "APPROVED", _("อนุมัติแล้ว")
    REFUSED = "REFUSED", _("ไม่อนุมัติ")
    WITHDRAWN = "WITHDRAWN", _("ถอนคำขอ")


class ExtensionState(TextChoices):
    """How far a request for more time is; the granted one has an extension of its own."""

    ASKED = "ASKED", _("รอจังหวัดเห็นชอบ")
    ENDORSED = "ENDORSED", _("รอกรมฯ พิจารณา")
    GRANTED = "GRANTED", _("อนุมัติแล้ว")
    DECLINED = "DECLINED", _("จังหวัดไม่เห็นชอบ")
    REFUSED = "REFUSED", _("กรมฯ ไม่อนุมัติ")
    WITHDRAWN = "WITHDRAWN", _("ถอนคำขอ")


class ImportState(TextChoices):
    """How far an uploaded workbook is."""

    RECEIVED = "RECEIVED", _("รอตรวจ")
    CHECKED = "CHECKED", _("ตรวจแล้ว รอบันทึก")
    COMMITTED = "COMMITTED", _("บันทึกแล้ว")
    DISCARDED = "DISCARDED", _("ทิ้งแล้ว")


class OldListState(TextChoices):
    """How far an office's own old list is."""

    RECEIVED = "RECEIVED", _("รอจับคู่คอลัมน์")
    MAPPED = "MAPPED", _("พร้อมนำเข้าแฟ้ม")
    DISCARDED = "DISCARDED", _("ทิ้งแล้ว")


class RowVerdict(TextChoices):
    """What a row of an uploaded workbook is against what is stored."""

    NEW = "NEW", _("เพิ่มในแฟ้ม")
    CHANGED = "CHANGED", _("แก้ไขรายการเดิม")
    SAME = "SAME", _("เหมือนเดิม")
    CONFLICT = "CONFLICT", _("ขัดแย้ง")
    INVALID = "INVALID", _("มีข้อผิดพลาด")
    LEFT = "LEFT", _("ไม่ดำเนินการ")


class RowDeed(TextChoices):
    """What the office wants with a row of its workbook."""

    ENTER = "ENTER", _("ลงทะเบียนใหม่")
    UPDATE = "UPDATE", _("ปรับปรุงข้อมูล")
    CONFIRM = "CONFIRM", _("ยืนยันไม่เปลี่ยนแปลง")
    CANCEL = "CANCEL", _("ยกเลิกจากทะเบียน")
    EDIT = "EDIT", _("แก้ไขรายการในแฟ้ม")


class MessageKind(TextChoices):
    """What an officer is told in the program; the label is the message's heading."""

    RETURNED = "RETURNED", _("รายการถูกส่งกลับให้แก้ไข")
    RESUBMITTED = "RESUBMITTED", _("ได้รับรายการที่แก้ไขแล้ว")
    REJECTED = "REJECTED", _("รายการไม่ได้รับการลงทะเบียน")
    HANDED_OVER = "HANDED_OVER", _("ได้รับแฟ้มแล้ว")
    TAKEN_BACK = "TAKEN_BACK", _("แฟ้มถูกเรียกกลับ")
    ANNOUNCED = "ANNOUNCED", _("ประกาศรับรองแล้ว")
    CLOSED = "CLOSED", _("กรมฯ ปิดไตรมาสแล้ว")
    EXTENDED = "EXTENDED", _("ได้รับการขยายเวลา")
    EXTENSION_REVOKED = "EXTENSION_REVOKED", _("การขยายเวลาถูกยกเลิก")
    ORDER_ISSUED = "ORDER_ISSUED", _("มีหนังสือกำหนดช่วงเวลา")
    ORDER_WITHDRAWN = "ORDER_WITHDRAWN", _("หนังสือกำหนดช่วงเวลาถูกถอน")
    CALLED_BACK = "CALLED_BACK", _("จังหวัดยกเลิกการส่งกลับ")
    REMARK_ANSWERED = "REMARK_ANSWERED", _("อำเภอตอบความเห็น")
    TIME_ASKED = "TIME_ASKED", _("มีคำขอขยายเวลา")
    TIME_REFUSED = "TIME_REFUSED", _("คำขอขยายเวลาไม่ได้รับอนุมัติ")
    CORRECTION_ASKED = "CORRECTION_ASKED", _("มีคำขอแก้ไขหลังปิดไตรมาส")
    CORRECTION_REFUSED = "CORRECTION_REFUSED", _("คำขอแก้ไขไม่ได้รับอนุมัติ")
    ADDENDUM = "ADDENDUM", _("มีประกาศแก้ไขเพิ่มเติม")
    INQUIRY_ASKED = "INQUIRY_ASKED", _("อำเภออื่นถามเรื่องรายการที่อาจซ้ำ")
    INQUIRY_ANSWERED = "INQUIRY_ANSWERED", _("อำเภออื่นตอบเรื่องรายการที่อาจซ้ำ")
    TRANSFER_ASKED = "TRANSFER_ASKED", _("อำเภออื่นขอย้ายผู้ผลิต")
    TRANSFER_AGREED = "TRANSFER_AGREED", _("อีกอำเภอตกลงให้ย้าย")
    TRANSFER_REFUSED = "TRANSFER_REFUSED", _("อีกอำเภอไม่รับย้าย")
    TRANSFER_WITHDRAWN = "TRANSFER_WITHDRAWN", _("การขอย้ายถูกยกเลิก")
    IMPORTED = "IMPORTED", _("บันทึกไฟล์ Excel ลงแฟ้มแล้ว")
    REMINDER = "REMINDER", _("แจ้งเตือนกำหนดเวลา")
    URGED = "URGED", _("หน่วยงานติดตามให้เร่งดำเนินการ")


class Mail(TextChoices):
    """Whether an officer wants messages by e-mail as well."""

    NONE = "NONE", _("ไม่ส่งอีเมล")
    AT_ONCE = "AT_ONCE", _("ส่งทันทีทุกข้อความ")
    DAILY = "DAILY", _("รวมส่งวันละครั้ง")


class Moment(TextChoices):
    """When an office is reminded of a step; ``BY_HAND`` is when another office presses."""

    OPENING = "OPENING", _("วันเปิด")
    HALFWAY = "HALFWAY", _("ครึ่งทาง")
    THREE_DAYS = "THREE_DAYS", _("สามวันทำการก่อนสิ้นสุด")
    TWO_DAYS = "TWO_DAYS", _("สองวันทำการก่อนสิ้นสุด")
    ONE_DAY = "ONE_DAY", _("หนึ่งวันทำการก่อนสิ้นสุด")
    BY_HAND = "BY_HAND", _("หน่วยงานติดตาม")


class HolidayKind(TextChoices):
    PUBLIC = "PUBLIC", _("วันหยุดราชการประจำปี")
    GOVERNMENT = "GOVERNMENT", _("วันหยุดเฉพาะส่วนราชการ")
    SUBSTITUTE = "SUBSTITUTE", _("วันหยุดชดเชย")
    SPECIAL = "SPECIAL", _("วันหยุดพิเศษตามมติคณะรัฐมนตรี")


@dataclass(frozen=True)
class PlaceWords:
    """How an area's levels are called there: Bangkok speaks of เขต and แขวง."""

    province: str
    district: str
    subdistrict: str


def place_words(province_code: str | None) -> PlaceWords:
    """Accepts any place code; only its first two digits count."""
    if (province_code or "").startswith(BANGKOK):
        return PlaceWords("", _("เขต"), _("แขวง"))
    return PlaceWords(_("จังหวัด"), _("อำเภอ"), _("ตำบล"))
