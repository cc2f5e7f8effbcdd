"""The register is carried into the quarter: without a script, and with one."""

from datetime import date

import pytest

from registration import clock
from registration.models import Registration
from tests import factories
from tests.browser.desk import follow, press, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def register(plan):
    """Five producers, one that lacks a telephone, and one that lapsed."""
    clock.shift(date(2018, 3, 12))
    names = ("ร้านหนึ่ง", "ร้านสอง", "ร้านสาม", "ร้านสี่")
    for name in names:
        factories.ProducerFactory(name=name)
    factories.ProducerFactory(name="ร้านขาดโทรศัพท์", mobile="")
    factories.RegistrationFactory(quarter_id="2561-1", state="LAPSED", name="กลุ่มตกรอบ")


def states():
    rows = Registration.objects.filter(quarter="2561-2").order_by("name")
    return {row.name: (row.kind, row.state) for row in rows}


def test_without_a_script(plain, register, own_district, carry_in):
    page = plain
    carry_in(own_district, page)
    page.goto("/")
    says(page, "ยังไม่ยืนยัน 5 ราย")
    follow(page, "ยืนยันรายเดิม")

    press(page, "เหมือนเดิม ร้านหนึ่ง")
    says(page, "ยืนยันและยื่นแบบของ ร้านหนึ่ง แล้ว")
    press(page, "เลิก/ยกเลิก ร้านสี่")
    says(page, "เลือกเหตุที่ยกเลิก")
    page.goto("/filings/3104/2561-2/carry/")
    press(page, "ลงทะเบียนอีกครั้ง กลุ่มตกรอบ")
    says(page, "คัดลอกข้อมูลทั้งหมดของรายการที่ตกรอบแล้ว")

    page.goto("/filings/3104/2561-2/carry/")
    follow(page, "เลือกทุกรายในหน้านี้")
    page.get_by_label("ผู้ผลิตทุกรายที่เลือกยืนยันข้อมูล").check()
    press(page, "ยืนยันว่าเหมือนเดิมทั้งหมดที่เลือก")
    says(page, "เป็นร่าง เพราะยังขาดข้อมูล")
    says(page, "กรอกโทรศัพท์หรือโทรศัพท์มือถืออย่างน้อยหนึ่งหมายเลข")

    assert states() == {
        "กลุ่มตกรอบ": ("NEW", "DRAFT"),
        "ร้านขาดโทรศัพท์": ("UPDATE", "DRAFT"),
        "ร้านสอง": ("UPDATE", "SUBMITTED"),
        "ร้านสาม": ("UPDATE", "SUBMITTED"),
        "ร้านสี่": ("CANCEL", "DRAFT"),
        "ร้านหนึ่ง": ("UPDATE", "SUBMITTED"),
    }


def test_enter_on_a_tick_presses_no_rows_button(page, register, own_district, carry_in):
    carry_in(own_district)
    page.goto("/filings/3104/2561-2/carry/")
    page.get_by_label("เลือก ร้านสาม").check()
    says(page, "เลือกแล้ว 1 ราย")

    page.get_by_label("เลือก ร้านสาม").press("Enter")  # held back: the declaration is not ticked
    assert page.url.endswith("/carry/")
    assert states() == {}

    page.get_by_label("ผู้ผลิตทุกรายที่เลือกยืนยันข้อมูล").check()
    press(page, "ยืนยันว่าเหมือนเดิมทั้งหมดที่เลือก")
    says(page, "ผลการยืนยัน")
    assert states() == {"ร้านสาม": ("UPDATE", "SUBMITTED")}


def test_papers_hold_their_margins(page, plan, own_district, carry_in):
    """Printed, nothing stands wider than the sheet, and no page is cut inside a signature."""
    clock.shift(date(2018, 3, 12))
    row = factories.RegistrationFactory(state="SUBMITTED", group=True, by_proxy=True, products=2)
    carry_in(own_district)
    for url in ("/papers/blank/", f"/registrations/{row.pk}/papers/form/",
                f"/registrations/{row.pk}/papers/receipt/"):  # fmt: skip
        page.goto(url)
        page.emulate_media(media="print")
        wide = page.evaluate(
            "[...document.querySelectorAll('.sheet *')]"
            ".filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.className)"
        )
        assert wide == []
        signatures = page.locator(".sheet__signs").first
        assert signatures.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert not page.locator(".topbar").is_visible()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
        page.emulate_media(media="screen")
