"""A window order in a browser: looked at while it is typed, or by its button without a script."""

from datetime import date

import pytest

from registration import clock
from registration.models import WindowOrder
from tests.browser.desk import fill, press, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = {"number": "มท 0409.4/ว 150", "dated_on": "1/3/2561", "subject": "เลื่อนกำหนด", "year": "2561"}
SHORTER = {"w-3-opens_on": "3/1/2561", "w-3-closes_on": "9/3/2561", "w-3-stated_days": "52"}
WARNED = "อำเภอ/เขตที่ยังไม่ส่งแฟ้มและจะพ้นกำหนดทันที"


@pytest.fixture
def twelfth_of_march(plan):
    clock.shift(date(2018, 3, 12))


def test_it_warns_while_one_types_and_asks_to_have_read(
    page, department, twelfth_of_march, carry_in
):
    carry_in(department)
    page.goto("/orders/new/")
    fill(page, **HEAD, **SHORTER)
    says(page, WARNED)
    assert WindowOrder.objects.count() == 1
    page.fill('[name="w-3-closes_on"]', "16/3/2561")
    says(page, "ไม่พบข้อสังเกต")
    page.fill('[name="w-3-closes_on"]', "8/3/2561")
    says(page, WARNED)
    page.get_by_label("รับทราบข้อสังเกต").check()
    press(page, "บันทึกหนังสือ")
    says(page, "บันทึกหนังสือแล้ว")


def test_without_a_script_the_button_looks(plain, department, twelfth_of_march, carry_in):
    carry_in(department, plain)
    plain.goto("/orders/new/")
    fill(plain, **HEAD, **SHORTER)
    plain.get_by_role("button", name="ตรวจ", exact=True).click()
    says(plain, WARNED)
    plain.get_by_label("รับทราบข้อสังเกต").check()
    press(plain, "บันทึกหนังสือ")
    says(plain, "บันทึกหนังสือแล้ว")
    assert WindowOrder.objects.get(number=HEAD["number"]).windows.count() == 1
