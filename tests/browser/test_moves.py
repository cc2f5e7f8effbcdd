"""A producer moves to another district, and a duplicate ends: click by click to the register."""

from datetime import date

import pytest
from django.core.management import call_command

from registration import clock, models
from tests import factories
from tests.browser.desk import answered, fill, follow, open_and_press, press, says, shoot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAPER = {
    "number": "บร 0019/124", "dated_on": "19/3/2561", "signatory": "นายลงนาม ทดสอบ",
    "signatory_position": "ผู้ว่าราชการจังหวัดบุรีรัมย์",
}  # fmt: skip


@pytest.fixture
def producer(plan):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    return factories.ProducerFactory(name="กลุ่มทอผ้าไหมบ้านย้ายทดสอบ", products=2)


def test_a_move(page, carry_in, producer, own_district, other_district, own_province):
    carry_in(other_district)
    page.goto("/")
    follow(page, "ย้ายอำเภอ")
    shoot(page, "moves-01-empty")
    page.locator("#take summary").click()
    fill(page, producer="3104-99999", reason="ย้ายโรงทอมาหมู่ 3 ตำบลลำดวน")
    with answered(page, 422):
        press(page, "ส่งคำขอถึงอำเภอเดิม")
    says(page, "ไม่พบผู้ผลิตที่คงอยู่ตามเลขทะเบียนนี้")
    shoot(page, "moves-02-unknown")
    fill(page, producer="๓๑๐๔-๐๐๐๐๑")
    press(page, "ส่งคำขอถึงอำเภอเดิม")
    says(page, "ส่งคำขอแล้ว รออำเภอเดิมตอบ")
    shoot(page, "moves-03-asked")

    carry_in(own_district)
    page.goto("/")
    says(page, "คำขอย้ายอำเภอที่รอท่านตอบ 1 ราย")
    shoot(page, "moves-04-dashboard")
    follow(page, "เปิดคำขอย้าย")
    shoot(page, "moves-05-to-answer")
    open_and_press(page, "ตกลงให้ย้าย", "ตกลงให้ย้าย", "ตรวจแล้วย้ายจริง")
    says(page, "ตกลงแล้ว รอลงทะเบียนที่อำเภอใหม่")
    page.goto(f"/register/{producer.number}/")
    shoot(page, "moves-06-producer-leaving")

    carry_in(other_district)
    page.goto("/transfers/")
    shoot(page, "moves-07-agreed")
    press(page, "ปรับปรุงข้อมูลเพื่อรับย้าย")
    says(page, "กรอกสถานที่ผลิตใหม่")
    shoot(page, "moves-08-update")
    page.goto(f"{page.url.partition('#')[0]}edit/")
    fill(page, site_house_no="9", site_subdistrict=("ตำบลลำดวน",), declared=True)
    press(page, "บันทึก")
    press(page, "ยื่นแบบ")
    page.goto("/filings/3103/2561-2/")
    open_and_press(page, "ส่งแฟ้มให้จังหวัด", "ยืนยันส่งแฟ้ม")

    clock.shift(date(2018, 3, 20))
    carry_in(own_province)
    page.goto("/certification/31/2561-2/")
    follow(page, producer.name)
    shoot(page, "moves-09-province")
    press(page, "รับรอง")
    page.goto("/certification/31/2561-2/announce/")
    fill(page, **PAPER, without_reason="อำเภอนางรองไม่ส่งแฟ้ม")
    press(page, "ประกาศรับรอง")
    page.goto("/transfers/")
    shoot(page, "moves-10-done-province")

    carry_in(other_district)
    page.goto(f"/register/{producer.number}/")
    says(page, "ลำดวน")
    shoot(page, "moves-11-producer-arrived")
    carry_in(own_district)
    page.goto("/register/")
    assert not page.get_by_text(producer.name).count()
    with answered(page, 404):
        page.goto(f"/register/{producer.number}/")
    assert models.Transfer.objects.get().state == "DONE"


def test_a_duplicate_ends(page, carry_in, producer, own_district):
    survivor = factories.ProducerFactory(name="กลุ่มทอผ้าไหมบ้านคงไว้ทดสอบ")
    first = producer.products.first()
    carry_in(own_district)
    page.goto(f"/register/{producer.number}/")
    shoot(page, "merges-01-producer")
    press(page, "ขอยกเลิก")
    assert page.locator('[name="merge_into"]').is_hidden()
    fill(page, cancel_reason=("ลงทะเบียนซ้ำ",))
    assert page.locator('[name="merge_into"]').is_visible()
    fill(page, merge_into=survivor.number, declared=True)
    shoot(page, "merges-02-form")
    press(page, "บันทึก")
    shoot(page, "merges-03-products")
    page.get_by_label(first.name).check()
    press(page, "เพิ่มในรายการปรับปรุงของรายที่คงไว้")
    says(page, f"เพิ่มผลิตภัณฑ์ 1 รายการในรายการปรับปรุงของ {survivor.name} แล้ว")
    page.get_by_role("heading", name=first.name).first.wait_for()
    shoot(page, "merges-04-update")
    update = models.Registration.objects.get(kind="UPDATE")
    assert (update.producer, update.products.count()) == (survivor, 2)
