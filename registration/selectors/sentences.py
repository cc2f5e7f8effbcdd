"""What a message says, from its kind and its parameters, in the language of whoever reads it.

A kind's parameters stand in its sentence; what came in as a date, a step or a number of things to
do is put into words first.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar
from registration.enums import MessageKind, Step
from registration.models import Message

_K = MessageKind
_DATES = ("until", "day")
SENTENCES = {
    _K.RETURNED: gettext_lazy("รายการ %(reference)s ส่งกลับให้แก้ไข ภายในวันที่ %(until)s"),
    _K.RESUBMITTED: gettext_lazy("%(who)sแก้ไขรายการ %(reference)s แล้ว และส่งให้พิจารณาอีกครั้ง"),
    _K.REJECTED: gettext_lazy("รายการ %(reference)s ไม่ได้รับการลงทะเบียน เปิดดูเหตุผลในรายการ"),
    _K.HANDED_OVER: gettext_lazy("%(who)sส่งแฟ้มให้ตรวจสอบแล้ว"),
    _K.TAKEN_BACK: gettext_lazy("%(who)sเรียกแฟ้มกลับไปแก้ไข"),
    _K.ANNOUNCED: gettext_lazy("ประกาศรับรองผลการลงทะเบียน เลขที่ %(number)s"),
    _K.CLOSED: gettext_lazy("ปิดไตรมาสและประกาศผลแล้ว ประกาศเลขที่ %(number)s"),
    _K.EXTENDED: gettext_lazy("ขั้นตอน “%(step)s” ทำได้ถึงวันที่ %(until)s"),
    _K.EXTENSION_REVOKED: gettext_lazy("ขั้นตอน “%(step)s” ไม่ขยายถึงวันที่ %(until)s แล้ว"),
    _K.ORDER_ISSUED: gettext_lazy("หนังสือที่ %(number)s ลงวันที่ %(day)s กำหนดช่วงเวลาของท่าน"),
    _K.ORDER_WITHDRAWN: gettext_lazy(
        "ถอนหนังสือที่ %(number)s ลงวันที่ %(day)s แล้ว ให้ตรวจช่วงเวลาของท่านอีกครั้ง"
    ),
    _K.CALLED_BACK: gettext_lazy("รายการ %(reference)s ไม่ต้องแก้ไขแล้ว จังหวัดพิจารณาต่อ"),
    _K.REMARK_ANSWERED: gettext_lazy("%(who)sตอบความเห็นเรื่องรายการ %(reference)s"),
    _K.TIME_ASKED: gettext_lazy("%(who)sขอขยายเวลาขั้นตอน “%(step)s” ถึงวันที่ %(until)s รอท่านพิจารณา"),
    _K.TIME_REFUSED: gettext_lazy("คำขอขยายเวลาขั้นตอน “%(step)s” ไม่ได้รับอนุมัติ เปิดดูเหตุผลในคำขอ"),
    _K.CORRECTION_ASKED: gettext_lazy("%(who)sขอแก้ไขรายการ %(reference)s ซึ่งประกาศแล้ว"),
    _K.CORRECTION_REFUSED: gettext_lazy("คำขอแก้ไขรายการ %(reference)s ไม่ได้รับอนุมัติ เปิดดูเหตุผลในคำขอ"),
    _K.ADDENDUM: gettext_lazy("ประกาศแก้ไขเพิ่มเติม เลขที่ %(number)s แก้ไข %(n)s รายการ"),
    _K.INQUIRY_ASKED: gettext_lazy("%(who)sขอให้ท่านตรวจสอบผู้ผลิตที่อาจเป็นรายเดียวกัน"),
    _K.INQUIRY_ANSWERED: gettext_lazy("%(who)sตอบคำถามเรื่องรายการ %(reference)s แล้ว"),
    _K.TRANSFER_ASKED: gettext_lazy("%(who)sขอย้ายผู้ผลิตเลขที่ %(number)s รอท่านตอบ"),
    _K.TRANSFER_AGREED: gettext_lazy("%(who)sตกลงให้ย้ายผู้ผลิตเลขที่ %(number)s"),
    _K.TRANSFER_REFUSED: gettext_lazy("%(who)sไม่รับย้ายผู้ผลิตเลขที่ %(number)s"),
    _K.TRANSFER_WITHDRAWN: gettext_lazy("%(who)sถอนหรือยกเลิกการย้ายผู้ผลิตเลขที่ %(number)s"),
    _K.IMPORTED: gettext_lazy("%(who)s บันทึกไฟล์ Excel ลงแฟ้มของท่าน %(n)s แถว"),
    _K.REMINDER: "%(todo)s %(limit)s",
    _K.URGED: gettext_lazy("%(who)sขอให้เร่งดำเนินการ: %(todo)s %(limit)s"),
}
# What an office has still to do, in the order in which it is told.
_LEFT = {
    "unconfirmed": gettext_lazy("ผู้ผลิตที่ยังไม่เริ่ม %(n)s ราย"),
    "drafts": gettext_lazy("ร่างที่ยังไม่ยื่น %(n)s รายการ"),
    "returned": gettext_lazy("รายการที่ส่งกลับแก้ไข %(n)s รายการ"),
    "districts": gettext_lazy("อำเภอ/เขตที่ยังไม่ส่งแฟ้ม %(n)s แห่ง"),
    "undecided": gettext_lazy("รายการที่รอตรวจสอบ %(n)s รายการ"),
    "provinces": gettext_lazy("จังหวัดที่ยังไม่ประกาศรับรอง %(n)s แห่ง"),
}
_LEADS = {
    ("th", Step.CLOSING): gettext_lazy("ยังไม่ปิดไตรมาส"),
    ("province", Step.CERTIFICATION): gettext_lazy("ยังไม่ประกาศรับรอง"),
    ("province", Step.ENTRY): gettext_lazy("ยังส่งแฟ้มไม่ครบทุกแห่ง"),
    ("district", Step.ENTRY): gettext_lazy("ยังไม่ส่งแฟ้ม"),
    ("district", Step.CERTIFICATION): gettext_lazy("ยังไม่แก้ไขรายการที่ส่งกลับ"),
}


def heading(message: Message) -> str:
    """The kind in words; one that a later version made shows its code."""
    known = message.kind in MessageKind.values
    return str(MessageKind(message.kind).label) if known else message.kind


def sentence(message: Message) -> str:
    """All that the message says; empty for a kind that a later version made."""
    template = SENTENCES.get(message.kind)
    if template is None:
        return ""
    try:
        return str(template) % in_words(message.data, message.office)
    except KeyError:  # one message of another version must not close the whole inbox
        return ""


def preview(kind: MessageKind, data: Mapping, office: str) -> str:
    """What a message would say."""
    return str(SENTENCES[kind]) % in_words(data, office)


def in_words(data: Mapping, office: str) -> dict[str, str]:
    """The parameters as they stand in a sentence to ``office``."""
    words = dict(data)
    for name in _DATES:
        if words.get(name):
            words[name] = calendar.thai_date(_day(words[name]))
    if "numbers" in data:
        words["todo"], words["limit"] = todo(data, office), limit(data)
    if "step" in data:
        words["step"] = Step(data["step"]).label
    return words


def todo(data: Mapping, office: str) -> str:
    """What an office has still to do in a step, with numbers."""
    kind = "th" if office == "th" else "district" if len(office) == 4 else "province"
    numbers = data["numbers"]
    parts = [str(text) % {"n": numbers[name]} for name, text in _LEFT.items() if numbers.get(name)]
    return " ".join([str(_LEADS[kind, Step(data["step"])]), " ".join(parts)]).strip()


def limit(data: Mapping) -> str:
    """Until when, and how many working days are left (0 when the day is over)."""
    day = calendar.thai_date(_day(data["until"]))
    if data["is_over"]:
        return _("พ้นกำหนดเมื่อวันที่ %(day)s") % {"day": day}
    return _("ภายในวันที่ %(day)s (เหลือ %(n)s วันทำการ)") % {"day": day, "n": data["days_left"]}


def _day(value: str | date) -> date:
    """A day as a message holds it, or as it is before one is made."""
    return value if isinstance(value, date) else date.fromisoformat(value)
