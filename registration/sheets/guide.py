"""The sheet that explains the workbook, short enough to be read."""

from datetime import datetime

from openpyxl.styles import Alignment, Border
from openpyxl.worksheet.worksheet import Worksheet

from registration import calendar
from registration.models import Filing
from registration.sheets import styles
from registration.sheets.shapes import Deed
from registration.sheets.titles import PRODUCERS, PRODUCTS, RIGHTS, STANDARDS
from registration.workflow import Standing

_STEPS = (
    f"กรอกแผ่น “{PRODUCERS}” หนึ่งแถวต่อหนึ่งราย แล้วเลือก “การดำเนินการ” ของรายนั้น",
    f"ผลิตภัณฑ์อยู่แผ่น “{PRODUCTS}” มาตรฐานและใบอนุญาตอยู่แผ่น “{STANDARDS}” "
    f"ทรัพย์สินทางปัญญาอยู่แผ่น “{RIGHTS}” ผูกกันด้วย “ลำดับผู้ผลิต” และ “ลำดับผลิตภัณฑ์”",
    "รายใหม่พิมพ์ต่อท้ายแถวสุดท้าย ใส่เลขลำดับถัดไปที่ยังไม่ซ้ำ",
    "หัวคอลัมน์สีเหลืองจำเป็นต้องกรอกก่อนยื่น วางเมาส์ที่หัวคอลัมน์เพื่ออ่านวิธีกรอก ช่องที่มีลูกศรให้เลือกจากรายการ",
    "พิมพ์ปีเป็น พ.ศ. และวันที่เป็น วัน/เดือน/ปี เช่น 17/2/2561",
    "เลขประจำตัวประชาชนที่บันทึกแล้วแสดงเพียงบางหลัก ถ้าไม่เปลี่ยนให้คงไว้",
    "คัดลอกจากไฟล์อื่นได้ แต่ให้วางแบบ “ค่า” (Paste Values) และอย่าใส่สูตร",
    "กรองแถวได้ ช่องสีเทาและคอลัมน์ที่ซ่อนไว้เป็นของระบบ แถวที่มีอยู่แล้วอย่าเปลี่ยนเลขลำดับ",
)
_DEEDS = {
    Deed.NEW: "ผู้ผลิตที่ยังไม่เคยอยู่ในทะเบียน กรอกให้ครบทุกช่องที่จำเป็น",
    Deed.UPDATE: "อยู่ในทะเบียนแล้ว และมีข้อมูลที่เปลี่ยน แก้เฉพาะช่องที่เปลี่ยน",
    Deed.SAME: "ผู้ผลิตยืนยันแล้วว่าข้อมูลเหมือนเดิมทุกอย่าง ระบบใช้ข้อมูลในทะเบียน ไม่ใช้ช่องที่แก้ไว้ในแถวนี้",
    Deed.CANCEL: "เลิกหรือออกจากทะเบียน กรอกเพียง “เหตุที่ยกเลิก” และคำรับรองของผู้แจ้ง",
}
_BLANK = ("(เว้นว่าง)", "ยังไม่ทำอะไรกับรายนี้ ระบบข้ามแถวนี้ไป รายที่อยู่ในทะเบียนยังคงอยู่ตามเดิม")
_UPLOAD = (
    "บันทึกไฟล์เป็น .xlsx แล้วเข้าสู่ระบบทะเบียน OTOP เปิดแฟ้มอำเภอของไตรมาสนี้ กด “ทำงานด้วยไฟล์ Excel” "
    "แล้วส่งไฟล์นี้ ระบบตรวจทุกช่องและให้ดูผลก่อนบันทึกเสมอ ถ้ามีจุดต้องแก้ ดาวน์โหลดไฟล์ที่ชี้จุดแก้ไขกลับมาแก้ได้"
)


def write(sheet: Worksheet, filing: Filing, standing: Standing, on: datetime) -> None:
    """How to fill in the workbook, until when, and where it goes."""
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 4), ("B", 26), ("C", 92)):
        sheet.column_dimensions[letter].width = width
    page = _Page(sheet)
    page.line(f"ไฟล์ลงทะเบียน OTOP {filing.district}", size=20, bold=True, color="1F3864")
    page.line(
        f"ไตรมาส {filing.quarter_id} · {filing.district.province} · "
        f"ดาวน์โหลดเมื่อ {calendar.thai_datetime(on)}",
        color="595959",
    )
    page.gap()
    page.title("ส่งได้ถึงเมื่อไร")
    page.line(_until(standing, on), bold=True)
    page.gap()
    page.title("วิธีกรอก")
    for number, step in enumerate(_STEPS, start=1):
        page.row(f"{number}.", step)
    page.gap()
    page.title("ความหมายของการดำเนินการ")
    for label, words in (*((str(deed.label), _DEEDS[deed]) for deed in Deed), _BLANK):
        page.pair(label, words)
    page.gap()
    page.title("ส่งไฟล์ที่ไหน")
    page.line(_UPLOAD, lines=2)
    page.gap()
    page.title("ติดต่อ")
    page.line(
        f"สำนักงานพัฒนาชุมชน{filing.district.province} หรือผู้ดูแลระบบ กรมการพัฒนาชุมชน กระทรวงมหาดไทย"
    )
    _set_page(sheet)


def _until(standing: Standing, on: datetime) -> str:
    day = standing.until(on)
    if day:
        return f"ถึงสิ้นวันที่ {calendar.thai_date(day, 'long')} นับตามเวลาที่ระบบได้รับไฟล์"
    refused = standing.refusal(on)
    return f"ขณะที่ดาวน์โหลด: {refused}"


class _Page:
    """The sheet being written, top to bottom."""

    def __init__(self, sheet: Worksheet):
        self.sheet, self.at = sheet, 1

    def line(self, words: str, *, lines: int = 1, **style) -> None:
        self._put(1, words, **style)
        self.sheet.merge_cells(start_row=self.at, end_row=self.at, start_column=1, end_column=3)
        self._end(lines, style.get("size", 14))

    def title(self, words: str) -> None:
        for column in (1, 2, 3):
            self.sheet.cell(self.at, column).border = Border(bottom=styles.line("1F3864"))
        self._put(1, words, bold=True, size=16, color="1F3864")
        self.sheet.merge_cells(start_row=self.at, end_row=self.at, start_column=1, end_column=3)
        self._end(1, 16)

    def row(self, mark: str, words: str) -> None:
        self._put(1, mark, side="right")
        self._put(2, words)
        self.sheet.merge_cells(start_row=self.at, end_row=self.at, start_column=2, end_column=3)
        self._end(1 + len(words) // 130, 14)

    def pair(self, label: str, words: str) -> None:
        self._put(2, label, bold=True)
        self._put(3, words)
        self._end(1 + len(words) // 105, 14)

    def gap(self) -> None:
        self.sheet.row_dimensions[self.at].height = 10
        self.at += 1

    def _put(self, column: int, words: str, *, side: str = "left", **style) -> None:
        cell = self.sheet.cell(self.at, column, words)
        cell.font = styles.font(**style)
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)

    def _end(self, lines: int, size: int) -> None:
        self.sheet.row_dimensions[self.at].height = lines * size * 1.55
        self.at += 1


def _set_page(sheet: Worksheet) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
