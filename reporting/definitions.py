"""The forms. The columns and labels of the quarterly form are DOMAIN §5.2's reconstruction."""

from django.utils.translation import gettext_lazy as _

from reporting.shapes import Column, ColumnGroup, Definition, Level, Signatory

_REPORTER, _CERTIFIER = _("ผู้รายงาน"), _("ผู้รับรอง")
_OFFICER = _("นักวิชาการพัฒนาชุมชน")

QUARTERLY = Definition(
    key="quarterly",
    form_code=_("แบบ ลทบ.2"),
    name=_("แบบรายงานผลการลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP"),
    columns=(
        Column("sequence", _("ที่"), "sequence", width=5),
        Column("area", "", "area", width=17),
        ColumnGroup(
            _("จำนวนผู้ผลิต ผู้ประกอบการ (ราย)"),
            (
                Column("new", _("รายใหม่"), measure="NEW"),
                Column("update", _("ปรับปรุงข้อมูล"), measure="UPDATE", width=9),
                Column("cancel", _("ยกเลิก"), measure="CANCEL"),
                # What is cancelled is never inside the sum (DOMAIN §5.3).
                Column("producers", _("รวม (คงอยู่)"), parts=("new", "update"), width=9),
            ),
        ),
        ColumnGroup(
            _("จำแนกตามประเภทผู้ผลิต (ราย)"),
            (
                Column("group", _("กลุ่มผู้ผลิตชุมชน"), measure="GROUP", width=10),
                Column("sole", _("เจ้าของรายเดียว"), measure="SOLE", width=9),
                Column("sme", _("SMEs"), measure="SME"),
                Column("types", _("รวม"), parts=("group", "sole", "sme"), width=9),
            ),
        ),
        ColumnGroup(
            _("จำนวนผลิตภัณฑ์จำแนกตามประเภท (ผลิตภัณฑ์)"),
            (
                Column("food", _("อาหาร"), measure="FOOD"),
                Column("drink", _("เครื่องดื่ม"), measure="DRINK", width=9),
                Column("textile", _("ผ้า เครื่องแต่งกาย"), measure="TEXTILE", width=10),
                Column("houseware", _("ของใช้ ของตกแต่ง ของที่ระลึก"), measure="HOUSEWARE", width=11),
                Column("herbal", _("สมุนไพรที่ไม่ใช่อาหาร"), measure="HERBAL", width=10),
                Column(
                    "products",
                    _("รวม"),
                    parts=("food", "drink", "textile", "houseware", "herbal"),
                    width=9,
                ),
            ),
        ),
        Column("note", _("หมายเหตุ"), "note", width=16),
    ),
    balances=(("producers", "types"),),
    footnotes=(
        _("รวม (คงอยู่) คือ รายใหม่กับรายที่ปรับปรุงข้อมูล ไม่นับรายที่ยกเลิก"),
        _("ผู้ผลิต ผู้ประกอบการนับเป็นราย หนึ่งรายนับครั้งเดียวไม่ว่ามีกี่ผลิตภัณฑ์ ส่วน - หมายถึง ไม่มี"),
    ),
    signatories={
        Level.DISTRICT: (
            Signatory(_REPORTER, _OFFICER),
            Signatory(_CERTIFIER, _("พัฒนาการอำเภอ%(place)s")),
        ),
        Level.PROVINCE: (
            Signatory(_REPORTER, _OFFICER),
            Signatory(_CERTIFIER, _("พัฒนาการจังหวัด%(place)s")),
        ),
        Level.COUNTRY: (
            Signatory(_REPORTER),
            Signatory(_CERTIFIER, _("อธิบดีกรมการพัฒนาชุมชน")),
        ),
    },
)
