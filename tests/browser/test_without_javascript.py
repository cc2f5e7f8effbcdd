"""An office whose browser runs no script registers all the same."""

from datetime import date

import pytest
from django.core.management import call_command

from registration import clock, models
from tests.browser import prepared
from tests.browser.desk import attach, fill, follow, open_and_press, press, says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_prepared_case(plain, plan, own_district):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    sign_in(plain, own_district)
    follow(plain, "ลงทะเบียนใหม่")
    plain.get_by_role("link", name="เลือกประเภทนี้ ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว").click()
    # Nothing that a type may need is hidden from whoever cannot unfold it.
    for name in ("legal_form", "members_male", "juristic_id", "proxy_name", "commerce_no"):
        assert plain.locator(f'[name="{name}"]').is_visible(), name
    assert not plain.locator(".js-only:visible").count()
    fill(plain, **prepared.OWNER)
    press(plain, "บันทึก")
    says(plain, "บันทึกร่างแล้ว")

    follow(plain, "เพิ่มผลิตภัณฑ์")
    rows = plain.locator('#materials [name$="-name"]:visible')
    assert rows.count() >= 5, "blank rows stand ready where none can be added"
    fill(plain, **prepared.CLOTH)
    press(plain, "บันทึกและเพิ่มอีก")
    fill(plain, **prepared.LIQUOR, **prepared.PERMIT)
    press(plain, "บันทึกผลิตภัณฑ์")
    follow(plain, "แนบและตรวจหลักฐาน")
    attach(plain, prepared.SITE, prepared.SITE_PICTURE)
    plain.get_by_role("button", name="เห็นต้นฉบับแล้ว บัตรประจำตัวประชาชน").click()
    says(plain, "เจ้าหน้าที่เห็นต้นฉบับแล้ว")
    follow(plain, "กลับไปรายการลงทะเบียน")
    press(plain, "ยื่นแบบ")
    says(plain, "ยื่นแล้ว เมื่อครบทุกรายการ")
    prepared.check(models.Registration.objects.get())

    plain.goto("/filings/3104/2561-2/")
    open_and_press(plain, "ส่งแฟ้มให้จังหวัด", "ยืนยันส่งแฟ้ม")
    says(plain, "ส่งแฟ้มแล้ว")


def test_the_menu_and_the_clock_unfold(plain, plan, own_district, carry_in):
    clock.shift(date(2018, 3, 12))
    plain.set_viewport_size({"width": 390, "height": 844})
    carry_in(own_district, plain)
    plain.goto("/")
    plain.locator(".nav__phone summary").click()
    assert plain.locator(".nav__phone").get_by_role("link", name="ทะเบียน").is_visible()
    plain.locator(".clock-bar summary").click()
    plain.get_by_role("button", name="ไปช่วงตรวจสอบรับรอง 2561-2").click()
    says(plain, "19 มีนาคม 2561")
