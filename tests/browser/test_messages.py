"""A province presses a district, which follows the message: without scripts, and the letter copied
with them.
"""

from datetime import date

import pytest

from registration import clock, models
from tests.browser.desk import path_of, press, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def today(plan):
    clock.shift(date(2018, 3, 12))


def test_from_the_province_to_the_district(plain, today, own_province, own_district, carry_in):
    carry_in(own_province, plain)
    plain.goto("/")
    with plain.expect_navigation():
        plain.locator("main").get_by_role("link", name="ผู้ที่ยังไม่ส่ง").first.click()
    with plain.expect_navigation():
        plain.get_by_role("link", name="เลือกทุกแห่ง").click()
    press(plain, "ตรวจข้อความก่อนส่ง")
    assert plain.get_by_label("ข้อความหนังสือติดตาม").input_value().startswith("ที่ ....")
    assert not plain.get_by_role("button", name="คัดลอกข้อความ").is_visible()
    press(plain, "ส่งข้อความถึง 2 แห่ง")
    says(plain, "ส่งข้อความติดตามแล้ว 2 แห่ง")

    carry_in(own_district, plain)
    plain.goto("/")
    with plain.expect_navigation():
        plain.get_by_role("link", name="ข้อความ 1 ยังไม่อ่าน").click()
    says(plain, "จังหวัดบุรีรัมย์ขอให้เร่งดำเนินการ")
    press(plain, "หน่วยงานติดตามให้เร่งดำเนินการ")
    assert path_of(plain) == "/filings/3104/2561-2/"
    assert models.Message.objects.filter(read_at__isnull=False).count() == 1


def test_the_letter_is_copied(page, today, own_province, carry_in, live_server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    carry_in(own_province)
    page.goto("/reminders/2561-2/preview/?office=3104")
    page.get_by_role("button", name="คัดลอกข้อความ").click()
    page.get_by_role("button", name="คัดลอกแล้ว").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "เรียน  นายอำเภอนางรอง" in copied
    assert page.locator("[data-copy-status]").inner_text() == "คัดลอกแล้ว"
