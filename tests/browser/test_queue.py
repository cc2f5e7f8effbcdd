"""The province works through its queue: by links, by J and K, and without scripts."""

from datetime import date

import pytest

from registration import clock
from registration.models import Registration
from tests import carried
from tests.browser.desk import follow, path_of, press, says
from tests.factories import QUARTER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = f"/certification/31/{QUARTER}/3104/"


@pytest.fixture
def rows(plan):
    """Three that were changed and four that were not; a day of the province's window."""
    clock.shift(date(2018, 3, 20))
    carried.ask()
    found = carried.carry(3)
    carried.carry(4)
    keys = [row.pk for row in found]
    Registration.objects.filter(pk__in=keys).update(mobile="08 9999 9999")
    carried.hand_over()
    return found


def stands_at(page, row):
    page.wait_for_url(f"**/registrations/{row.pk}/?queue=3104.")


def test_the_keys_only_move_and_only_when_switched_on(page, carry_in, own_province, rows):
    carry_in(own_province)
    page.goto(f"/registrations/{rows[0].pk}/?queue=3104.")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert path_of(page).startswith(f"/registrations/{rows[0].pk}/")

    page.get_by_role("button", name="เปิดปุ่มลัด J/K").click()
    page.keyboard.press("j")
    stands_at(page, rows[1])
    page.keyboard.press("j")
    stands_at(page, rows[2])
    page.keyboard.press("k")
    stands_at(page, rows[1])

    page.locator("main summary", has_text="ไม่รับลงทะเบียน").click()
    page.locator("#reject textarea").press("j")
    page.wait_for_timeout(300)
    assert page.locator("#reject textarea").input_value() == "j"
    stands_at(page, rows[1])
    assert set(Registration.objects.values_list("state", flat=True)) == {"SUBMITTED"}

    page.get_by_role("button", name="ปิดปุ่มลัด").click()
    page.keyboard.press("k")
    page.wait_for_timeout(300)
    stands_at(page, rows[1])


@pytest.mark.parametrize("kind", ["page", "plain"])
def test_a_quarter_by_exception(request, carry_in, own_province, rows, kind):
    """With scripts and without."""
    page = request.getfixturevalue(kind)
    carry_in(own_province, page)
    page.goto(PAGE)
    follow(page, rows[0].name)
    for row in rows:
        assert path_of(page).startswith(f"/registrations/{row.pk}/")
        press(page, "รับรอง")
    says(page, "พิจารณาครบทุกรายการในชุดนี้แล้ว")

    follow(page, "สุ่มตรวจและรับรองพร้อมกัน")
    press(page, "สุ่มรายการเพื่อตรวจ")
    for _n in range(3):
        form = page.locator("main section.card form").first
        for choice in form.locator("fieldset").all():
            choice.get_by_label("ถูกต้อง", exact=True).check()
        with page.expect_navigation():
            form.get_by_role("button").click()
    follow(page, "ไปรับรองพร้อมกัน")
    press(page, "รับรองทั้ง 4 รายการ")
    says(page, "รับรองพร้อมกันแล้ว 4 รายการ")
    assert set(Registration.objects.values_list("state", flat=True)) == {"CERTIFIED"}
