"""What the workbook says about its columns besides the words of the form, always in Thai."""

from collections.abc import Iterable

from django import forms

from registration.sheets.shapes import Column, ValueKind
from registration.spelling import visible

YES_NO = ((True, "ใช่"), (False, "ไม่ใช่"))
MATERIALS = (
    "พิมพ์ชื่อวัตถุดิบ ตามด้วยแหล่งที่มาในวงเล็บ หลายรายการคั่นด้วย / เช่น เส้นไหม (ในชุมชน) / สีย้อม (ในจังหวัด) "
    "แหล่งที่มามี ในชุมชน ในจังหวัด ในประเทศ นำเข้า"
)

_SHOWN = "ระบบใส่ให้ แก้ในไฟล์นี้ไม่ได้"
# Columns that are no field of the form.
_OWN = {
    "producer_ref": ("ลำดับผู้ผลิต", ValueKind.NUMBER, 12, "เลขลำดับที่ผูกผู้ผลิตกับผลิตภัณฑ์และมาตรฐานในแผ่นอื่น "
                     "แถวที่มีอยู่แล้วอย่าเปลี่ยนเลข รายใหม่ใส่เลขถัดไปที่ยังไม่ซ้ำ"),
    "product_ref": ("ลำดับผลิตภัณฑ์", ValueKind.NUMBER, 15, "นับ 1 2 3 ในผู้ผลิตรายเดียวกัน "
                    "แถวที่มีอยู่แล้วอย่าเปลี่ยนเลข"),
    "deed": ("การดำเนินการ", ValueKind.CHOICE, 20, "เลือกว่าจะทำอะไรกับรายนี้ ดูความหมายที่แผ่นคำอธิบาย "
             "เว้นว่าง คือยังไม่ทำอะไรกับแถวนี้"),
    "state": ("สถานะในระบบ", ValueKind.SHOWN, 15, _SHOWN),
    "producer": ("เลขทะเบียน", ValueKind.TEXT, 14, f"เลขของผู้ผลิตในทะเบียน {_SHOWN}"),
    "dropped": ("เลิกผลิต/ลบออก", ValueKind.YES_NO, 16, "เลือก ใช่ เมื่อเลิกผลิตภัณฑ์นี้แล้ว "
                "หรือพิมพ์ไว้ผิดและต้องการลบออก"),
    "producer_name": ("ผู้ผลิต (ให้ดู)", ValueKind.SHOWN, 36, "ให้ดูว่าเป็นของรายใด ระบบไม่อ่านช่องนี้"),
    "product_name": ("ผลิตภัณฑ์ (ให้ดู)", ValueKind.SHOWN, 34, "ให้ดูว่าเป็นของรายการใด ระบบไม่อ่านช่องนี้"),
    "registration": ("รหัสรายการ", ValueKind.NUMBER, 10, _SHOWN),
    "version": ("รุ่นข้อมูล", ValueKind.NUMBER, 10, _SHOWN),
    "sequence": ("ลำดับในรายการ", ValueKind.NUMBER, 10, _SHOWN),
    "product": ("เลขผลิตภัณฑ์", ValueKind.TEXT, 15, _SHOWN),
    "seal": ("ตราแถว", ValueKind.TEXT, 10, _SHOWN),
    "digest": ("ลายแถว", ValueKind.TEXT, 10, _SHOWN),
}  # fmt: skip
_HIDDEN = ("registration", "version", "sequence", "product", "seal", "digest")
_LOCKED = (*_HIDDEN, "state", "producer")

_CITIZEN_ID = "ที่บันทึกไว้แล้วแสดงเพียงบางหลัก ถ้าไม่เปลี่ยนให้คงไว้หรือเว้นว่าง ถ้าเปลี่ยนให้พิมพ์ครบ 13 หลัก"
# Where the page's words speak of what only a page can do.
_NOTES = {
    "producer_type": "เลือกตามผู้ที่เป็นเจ้าของการผลิต",
    "legal_form": "กลุ่มและนิติบุคคลเลือกรูปแบบที่ตรงกับประเภทผู้ผลิต เจ้าของรายเดียวเว้นว่าง",
    "product_group": "เลือกกลุ่มย่อยของประเภทเดียวกับช่องประเภทผลิตภัณฑ์",
    "citizen_id": f"13 หลักตามบัตรประชาชนของบุคคลนี้ {_CITIZEN_ID}",
    "proxy_citizen_id": f"13 หลักตามบัตรประชาชนของผู้รับมอบอำนาจ {_CITIZEN_ID}",
    "member_names": "บรรทัดละหนึ่งชื่อ (กด Alt+Enter เพื่อขึ้นบรรทัดใหม่ในช่อง) หรือคั่นด้วย /",
    "contact_differs": "เลือก ใช่ เมื่อต้องการให้ส่งหนังสือไปที่อื่น",
    "law_compels": "กลุ่มย่อยที่กฎหมายบังคับ ระบบเลือก ใช่ ให้เอง กลุ่มอื่นเลือกเพิ่มได้ "
    "เมื่อเป็น ใช่ ต้องบันทึกใบอนุญาตที่ยังไม่หมดอายุ",
}  # fmt: skip
# A cancellation has a form of its own on the page; here it is a few columns among others.
NEEDED_WHEN = {"cancel_reason": "จำเป็นเมื่อยกเลิก"}
_MORE = {
    ValueKind.CODES: "หลายข้อให้คั่นด้วย /",
    ValueKind.YES_NO: "เลือก ใช่ หรือเว้นว่าง",
}
_WIDTHS = {
    ValueKind.LONG: 40, ValueKind.CITIZEN_ID: 19, ValueKind.AMOUNT: 14, ValueKind.COUNT: 10,
    ValueKind.YES_NO: 13, ValueKind.CODES: 28, ValueKind.DAY: 13, ValueKind.PARTIAL_DAY: 14,
    ValueKind.PRODUCER: 13, ValueKind.TEXT: 20,
}  # fmt: skip
_OWN_WIDTHS = {
    "name": 40, "producer_type": 32, "declared": 30, "thai_nationality": 28, "proxy_paper_seen": 22,
    "law_compels": 26, "sample_seen": 24, "person_title": 11, "person_first_name": 20,
    "founded_year": 15, "juristic_id": 22, "site_house_no": 10, "site_moo": 8,
    "contact_house_no": 11,
    "contact_moo": 11, "site_postcode": 11, "contact_postcode": 12, "latitude": 12,
    "longitude": 12, "email": 26, "issuer": 44, "product_group": 60, "standard": 42,
    "number": 22, "cancel_note": 30,
}  # fmt: skip
_NARROWEST, _WIDEST = 10, 38


def own(key: str, *, kind: ValueKind | None = None, choices: tuple = ()) -> Column:
    """A column that is no field of the form."""
    header, own_kind, size, words = _OWN[key]
    return Column(
        key=key, header=header, note=words, kind=kind or own_kind, choices=choices, width=size,
        needed=key in ("producer_ref", "product_ref"), hidden=key in _HIDDEN, locked=key in _LOCKED,
    )  # fmt: skip


def note(key: str, kind: ValueKind, field: forms.Field) -> str:
    """The page's help, and how more than one thing is written in a cell."""
    words = _NOTES.get(key) or str(field.help_text)
    more = _MORE.get(kind, "")
    if kind is ValueKind.YES_NO and "เลือก ใช่" in words:
        more = ""
    return " ".join(filter(None, (words, more)))


def width(key: str, kind: ValueKind, offered: Iterable[tuple[object, str]]) -> int:
    """In characters. Thai vowels and tone marks above and below take no room."""
    if key in _OWN_WIDTHS:
        return _OWN_WIDTHS[key]
    if kind is not ValueKind.CHOICE:
        return _WIDTHS[kind]
    longest = max((len(visible(label)) for _value, label in offered), default=0) + 3
    return min(max(longest, _NARROWEST), _WIDEST)
