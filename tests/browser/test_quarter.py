"""One quarter through the pages only: from the officer's keyboard to the cell of the workbook."""

from datetime import date

import openpyxl
import pytest
from django.core.management import call_command

from registration import clock, models
from tests import factories
from tests.browser import prepared
from tests.browser.desk import (
    answered,
    attach,
    fill,
    follow,
    jump,
    open_and_press,
    press,
    says,
    shoot,
    sign_in,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GROUP = prepared.OWNER | {
    "name": "กลุ่มจักสานทดสอบ", "person_first_name": "สมมาตร", "legal_form": ("กลุ่มอาชีพ/กลุ่มอาชีพสตรี",),
    "members_male": "3", "members_female": "12", "site_subdistrict": ("ตำบลสะเดา",),
    "citizen_id": factories.citizen_id(2),
}  # fmt: skip
BASKET = prepared.CLOTH | {
    "name": "ตะกร้าไม้ไผ่", "product_type": ("ของใช้ ของตกแต่ง ของที่ระลึก",),
    "product_group": ("จักสาน",), "capacity_unit": "ใบ", "materials-0-name": "ไม้ไผ่",
}  # fmt: skip


def test_one_quarter(page, carry_in, plan, personas, tmp_path):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))

    def comes(who):
        """Somebody else sits down; signing in by hand is proved once."""
        carry_in(personas[who])
        page.goto("/")

    district_registers(page, personas["own_district"])
    jump(page, "ไปช่วงตรวจสอบรับรอง 2561-2")
    comes("own_province")
    province_returns_one(page)
    comes("own_district")
    district_mends_it(page)
    comes("own_province")
    province_certifies_and_announces(page)
    jump(page, "ไปช่วงปิดระบบ 2561-2")
    comes("department")
    department_closes(page)
    comes("reader")
    reader_downloads(page, tmp_path / "report.xlsx")


def district_registers(page, persona):
    page.goto("/")
    shoot(page, "01-sign-in")
    sign_in(page, persona)
    shoot(page, "02-dashboard-district")
    follow(page, "เปิดแฟ้ม")
    shoot(page, "03-filing-empty")
    enter_sole(page)
    enter_group(page)

    page.get_by_role("link", name="แฟ้มอำเภอนางรอง").first.click()
    shoot(page, "12-filing-ready")
    open_and_press(page, "ส่งแฟ้มให้จังหวัด", "ยืนยันส่งแฟ้ม")
    says(page, "ส่งแฟ้มแล้ว")
    shoot(page, "13-filing-handed-over")


def enter_sole(page):
    """The prepared case with the mouse, and with what goes wrong the first time."""
    follow(page, "ลงทะเบียนใหม่")
    shoot(page, "04-choose-type")
    page.get_by_role("link", name="เลือกประเภทนี้ ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว").click()
    assert page.locator('[name="members_male"]').is_hidden()
    shoot(page, "05-registration-form")
    fill(page, **prepared.OWNER | {"citizen_id": "1 2345 67890 12 3"})
    with answered(page, 422):
        press(page, "บันทึก")
    assert "เลขประจำตัวประชาชน" in page.locator(".error-summary").inner_text()
    shoot(page, "06-registration-error")
    fill(page, citizen_id=prepared.OWNER["citizen_id"])
    press(page, "บันทึก")
    says(page, "บันทึกร่างแล้ว")
    shoot(page, "07-registration-draft")

    with answered(page, 422):
        press(page, "ยื่นแบบ")
    assert "เพิ่มผลิตภัณฑ์อย่างน้อยหนึ่งรายการ" in page.locator(".error-summary").inner_text()
    page.locator("#next").get_by_role("link", name="เพิ่มผลิตภัณฑ์").click()
    shoot(page, "08-product-form")
    fill(page, **prepared.CLOTH)
    press(page, "บันทึกและเพิ่มอีก")
    assert page.locator('main [name="name"]').input_value() == "", "the next one begins blank"
    fill(page, **prepared.LIQUOR)
    # The law is told as soon as the sub-group is chosen, where it is chosen and where it is kept.
    assert page.get_by_text("ผลิตภัณฑ์นี้ต้องมีใบอนุญาตผลิตสุรา").count() == 2
    press(page, "บันทึกผลิตภัณฑ์")
    page.get_by_role("heading", name="สาโทข้าวหอมมะลิ").wait_for()
    with answered(page, 422):
        press(page, "ยื่นแบบ")
    assert "ใบอนุญาต" in page.locator(".error-summary").inner_text()
    shoot(page, "09-permit-missing")

    # What is missing leads to where it is typed.
    page.locator(".error-summary a").first.click()
    assert page.url.endswith("#standards")
    assert page.locator('[name="capacity"]').input_value() == "20"
    assert page.locator('[name="standards-1-number"]').is_hidden(), "one blank row is enough"
    page.locator("#standards").get_by_role("button", name="เพิ่มมาตรฐาน").click()
    assert page.evaluate("document.activeElement.name") == "standards-1-standard"
    fill(page, **prepared.PERMIT)
    shoot(page, "10-product-with-permit")
    press(page, "บันทึกผลิตภัณฑ์")
    follow(page, "แนบและตรวจหลักฐาน")
    attach(page, prepared.SITE, prepared.SITE_PICTURE)
    follow(page, "กลับไปรายการลงทะเบียน")
    press(page, "ยื่นแบบ")
    says(page, "ยื่นแล้ว เมื่อครบทุกรายการ")
    shoot(page, "11-registration-submitted")
    prepared.check(models.Registration.objects.get())


def enter_group(page):
    follow(page, "กลับไปแฟ้มของอำเภอ")
    follow(page, "ลงทะเบียนใหม่")
    page.get_by_role("link", name="เลือกประเภทนี้ กลุ่มผู้ผลิตชุมชน").click()
    assert page.locator('[name="members_male"]').is_visible()
    fill(page, **GROUP)
    press(page, "บันทึก")
    follow(page, "เพิ่มผลิตภัณฑ์")
    fill(page, **BASKET)
    press(page, "บันทึกผลิตภัณฑ์")
    press(page, "ยื่นแบบ")
    says(page, "ยื่นแล้ว เมื่อครบทุกรายการ")


def province_returns_one(page):
    shoot(page, "20-dashboard-province")
    follow(page, "เปิดคิวตรวจสอบ")
    assert page.locator("#queue tbody tr").count() == 2
    shoot(page, "21-queue")
    follow(page, "กลุ่มจักสานทดสอบ")
    shoot(page, "22-registration-province")
    follow(page, "ส่งกลับแก้ไข")
    shoot(page, "23-return-form")
    fill(page, comment="ชื่อกลุ่มไม่ตรงกับหนังสือรับรอง")
    fill(page, **{"flag-name": True, "text-name": "ให้ใช้ชื่อตามหนังสือรับรองกลุ่ม"})
    press(page, "ส่งกลับให้อำเภอ")
    says(page, "ส่งกลับให้อำเภอแก้ไขแล้ว")
    shoot(page, "24-registration-returned")


def district_mends_it(page):
    says(page, "แก้ไขได้เฉพาะช่องที่จังหวัดส่งกลับ")
    shoot(page, "30-dashboard-returned")
    follow(page, "ดูสิ่งที่ต้องแก้ไข")
    shoot(page, "31-what-to-mend")
    follow(page, "ไปแก้ไข", exact=False)
    enabled = page.locator(
        "main form :is(input:not([type=hidden]), select, textarea):enabled"
    ).evaluate_all("controls => controls.map(control => control.name)")
    assert enabled == ["name"]
    assert page.get_by_text("ให้ใช้ชื่อตามหนังสือรับรองกลุ่ม").first.is_visible()
    shoot(page, "32-mending-form")
    fill(page, name="กลุ่มจักสานไม้ไผ่ทดสอบ")
    press(page, "บันทึก")
    shoot(page, "33-mended")
    press(page, "ส่งรายการที่แก้ไขแล้ว")
    says(page, "รอจังหวัดตรวจสอบ")


def province_certifies_and_announces(page):
    follow(page, "เปิดคิวตรวจสอบ")
    follow(page, "กลุ่มจักสานไม้ไผ่ทดสอบ")
    shoot(page, "40-registration-mended-province")
    press(page, "รับรอง")
    says(page, "รับรองแล้ว มีผลในทะเบียนเมื่อจังหวัดประกาศ")
    says(page, "ถึงท้ายรายการแล้ว")  # the one before it is still to be looked at
    shoot(page, "41-registration-certified")
    follow(page, "ตรวจสอบรับรอง จังหวัดบุรีรัมย์")
    page.get_by_label("เลือกทุกรายการในหน้านี้").check()
    assert page.locator("[data-selected-count]").inner_text() == "1"
    press(page, "รับรองที่เลือก")
    says(page, "รับรองแล้ว 1 รายการ")
    shoot(page, "42-all-certified")
    follow(page, "ไปหน้าประกาศรับรอง")
    shoot(page, "43-announce")
    fill(
        page, number="บร 0019/123", dated_on="๑๙ มีนาคม ๒๕๖๑", signatory="นายลงนาม ทดสอบ",
        signatory_position="ผู้ว่าราชการจังหวัดบุรีรัมย์", without_reason="อำเภอกระสังไม่ส่งแฟ้ม",
    )  # fmt: skip
    press(page, "ประกาศรับรอง")
    says(page, "ประกาศรับรองแล้ว ทะเบียนเป็นปัจจุบันแล้ว")
    shoot(page, "44-announced")
    page.goto("/register/")
    assert page.locator("main tbody tr").count() == 2
    shoot(page, "45-register")
    follow(page, "ร้านผ้าไหมทดสอบ")
    shoot(page, "46-producer")


def department_closes(page):
    shoot(page, "50-dashboard-department")
    follow(page, "ไปหน้าปิดไตรมาส")
    shoot(page, "51-closing")
    fill(
        page, number="มท 0404/9", dated_on="26/3/2561", signatory="นายอธิบดี ทดสอบ",
        signatory_position="อธิบดีกรมการพัฒนาชุมชน",
        without_reason="จังหวัดสุรินทร์และกรุงเทพมหานครไม่ประกาศ",
    )  # fmt: skip
    press(page, "ปิดไตรมาส")
    says(page, "ปิดไตรมาส 2561-2 แล้ว")
    shoot(page, "52-closed")


def reader_downloads(page, target):
    shoot(page, "60-dashboard-reader")
    page.goto("/reports/")
    shoot(page, "61-reports")
    page.goto("/reports/quarterly/2561-2/?area=31&span=quarter")
    shoot(page, "62-report")
    shown = page.locator("tbody tr", has_text="นางรอง").locator("td").all_inner_texts()
    with page.expect_download() as download:
        follow(page, "ดาวน์โหลด Excel")
    download.value.save_as(target)

    sheet = openpyxl.load_workbook(target).active
    row = next(cells for cells in sheet.iter_rows(values_only=True) if cells[1] == "นางรอง")
    # New, updated, cancelled, kept; group, sole, SME, sum; the five kinds of product and their sum.
    assert row[2:16] == (2, 0, 0, 2, 1, 1, 0, 2, 0, 1, 1, 1, 0, 3)
    assert [text.replace("-", "0") for text in shown[1:15]] == [str(n) for n in row[2:16]]
