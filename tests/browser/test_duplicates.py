"""A likely duplicate at the counter: heard while typing, compared, decided, submitted."""

from datetime import date

import pytest

from registration import clock, models
from tests import factories
from tests.browser.desk import fill, overflow, press, says
from tests.duplicates import like

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def counter(plan, own_district, carry_in):
    clock.shift(date(2018, 3, 12))
    carry_in(own_district)


def test_it_is_said_while_a_new_one_is_typed(page, counter):
    there = factories.ProducerFactory(district_id="3103")
    page.goto("/filings/3104/2561-2/new/?type=SOLE")
    place = page.locator("[data-duplicates]")
    assert place.get_attribute("aria-live") == "polite"
    fill(page, citizen_id=there.citizen_id)
    page.keyboard.press("Tab")
    place.get_by_text("อาจลงทะเบียนไว้แล้ว").wait_for()
    assert "กระสัง" in place.inner_text()
    assert there.name not in place.inner_text()
    assert there.citizen_id not in page.url
    fill(page, citizen_id="", name="")
    fill(page, name="ร้านที่ไม่มีใครเหมือน")
    page.keyboard.press("Tab")
    place.get_by_text("อาจลงทะเบียนไว้แล้ว").wait_for(state="detached")
    assert overflow(page) <= 0


def test_it_is_decided_and_then_submitted(page, counter, own_district):
    row = factories.RegistrationFactory(entered_by=own_district.officer)
    near = factories.ProducerFactory(**like(row, citizen_id=""))
    page.goto(f"/registrations/{row.pk}/")
    page.locator("main").get_by_role("link", name="เปรียบเทียบและพิจารณา").click()
    says(page, near.number)
    page.locator("main summary", has_text="พิจารณา").click()
    page.get_by_label("คนละราย").check()
    page.get_by_label("เหตุผล").fill("ตรวจบัตรแล้วคนละคน")
    press(page, "บันทึกผลการพิจารณา")
    says(page, "พิจารณาครบแล้ว")
    page.goto(f"/registrations/{row.pk}/")
    press(page, "ยื่นแบบ")
    says(page, "ยื่นแบบแล้ว")
    assert models.DuplicateDecision.objects.get().other == near
