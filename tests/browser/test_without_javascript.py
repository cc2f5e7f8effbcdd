"""An office whose browser runs no script registers all the same."""

from datetime import date

import pytest
from django.core.management import call_command

from registration import clock, models
from registration.enums import RegistrationState
from tests import factories
from tests.browser.desk import fill, follow, open_and_press, press, says, sign_in
from tests.browser.test_quarter import GROUP, LIQUOR, PERMIT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(browser, live_server):
    """A page of a browser with scripts switched off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_the_way_of_an_entry(plain, plan, own_district):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    sign_in(plain, own_district)
    plain.goto("/filings/3104/2561-2/new/?type=GROUP")
    # Nothing that a type may need is hidden from whoever cannot unfold it.
    for name in ("legal_form", "members_male", "juristic_id", "proxy_name", "commerce_no"):
        assert plain.locator(f'[name="{name}"]').is_visible(), name
    assert not plain.locator(".js-only:visible").count()
    fill(plain, **GROUP, citizen_id=factories.citizen_id(7))
    press(plain, "บันทึก")
    says(plain, "บันทึกร่างแล้ว")

    follow(plain, "เพิ่มผลิตภัณฑ์")
    rows = plain.locator('#materials [name$="-name"]:visible')
    assert rows.count() >= 5, "blank rows stand ready where none can be added"
    second = {"materials-1-name": "น้ำตาลอ้อย", "materials-1-source": ("ในจังหวัด",)}
    fill(plain, **LIQUOR, **PERMIT, **second)
    press(plain, "บันทึกผลิตภัณฑ์")
    press(plain, "ยื่นแบบ")
    says(plain, "ยื่นแล้ว เมื่อครบทุกรายการ")
    follow_up(plain)


def follow_up(plain):
    """What was typed stands in the database; the filing goes to the province."""
    row = models.Registration.objects.get()
    assert row.state == RegistrationState.SUBMITTED
    assert (row.members_male, row.members_female) == (3, 12)
    product = row.products.get()
    assert [each["name"] for each in product.materials] == ["ข้าวหอมมะลิ", "น้ำตาลอ้อย"]
    assert product.standards.get().expires_on == date(2018, 12, 31)
    plain.goto("/filings/3104/2561-2/")
    open_and_press(plain, "ส่งแฟ้มให้จังหวัด", "ยืนยันส่งแฟ้ม")
    says(plain, "ส่งแฟ้มแล้ว")


def test_the_menu_and_the_clock_unfold(plain, plan, own_district):
    clock.shift(date(2018, 3, 12))
    plain.set_viewport_size({"width": 390, "height": 844})
    sign_in(plain, own_district)
    plain.locator(".nav__phone summary").click()
    assert plain.locator(".nav__phone").get_by_role("link", name="ทะเบียน").is_visible()
    plain.locator(".clock-bar summary").click()
    plain.get_by_role("button", name="ไปช่วงตรวจสอบรับรอง 2561-2").click()
    says(plain, "19 มีนาคม 2561")
