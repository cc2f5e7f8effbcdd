"""Nothing typed is lost: a killed page, two officers, the end of the window, no session."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from registration import clock, models
from tests import factories
from tests.browser.desk import DESK, PHONE, answered, overflow, press, says, shoot, sign_in
from tests.browser.test_accessibility import faults
from tests.personas import make_persona

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/filings/3104/2561-2/new/?type=SOLE"
LAST_DAY = date(2018, 3, 16)
STATUS = "[data-autosave-status]"


@pytest.fixture
def row(plan, own_district):
    clock.shift(date(2018, 3, 12))
    return factories.RegistrationFactory(entered_by=own_district.officer)


@pytest.fixture
def colleague(plan):
    return make_persona("district3104b", "DISTRICT", "31", "3104")


def kept():
    return [QueryDict(each.content) for each in models.FormDraft.objects.order_by("pk")]


def leave(page):
    """Away from a form with unsaved typing: the browser asks, the officer goes."""
    page.on("dialog", lambda dialog: dialog.accept())


def look(page, name):
    """Clean for axe, no wider than a phone, and kept under SCREENSHOTS."""
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    page.set_viewport_size(DESK)
    shoot(page, name)


def saved(page):
    page.locator(STATUS, has_text="บันทึกร่างอัตโนมัติแล้ว").wait_for()


def test_a_killed_page_loses_at_most_the_field_in_hand(page, row, own_district, carry_in):
    carry_in(own_district)
    page.goto(NEW)
    page.locator('[name="name"]').fill("ร้านที่ไฟดับ")
    page.locator('[name="person_first_name"]').focus()  # the field is left: sent at once
    saved(page)
    page.locator('[name="person_first_name"]').fill("สม")
    context = page.context
    page.close()

    assert kept()[0]["name"] == "ร้านที่ไฟดับ"
    again = context.new_page()
    again.goto("/filings/3104/2561-2/new/")
    says(again, "กู้คืนสิ่งที่พิมพ์ไว้เมื่อ")
    assert again.locator('[name="name"]').input_value() == "ร้านที่ไฟดับ"
    assert again.evaluate("localStorage.length + sessionStorage.length") == 0
    look(again, "40-restored")
    leave(again)
    press(again, "ทิ้งที่พิมพ์ค้าง ใช้ข้อมูลที่บันทึก")
    assert kept() == []


def test_a_pause_is_enough(page, row, own_district, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/contact/")
    page.locator('[name="email"]').type("som@")
    saved(page)
    assert kept()[0]["email"] == "som@"
    page.locator('[name="email"]').fill("som@example.org")
    press(page, "บันทึก")
    says(page, "บันทึกแล้ว")
    assert kept() == []


def test_hidden_away_it_is_sent(page, row, own_district, carry_in):
    """Another tab, a telephone call, the next page: what was typed this second goes along."""
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/contact/")
    page.locator('[name="email"]').fill("x@example.org")
    leave(page)
    page.goto("/")  # what a page sends while it goes, Playwright does not see
    for _try in range(50):
        if kept():
            break
        page.wait_for_timeout(100)
    assert kept()[0]["email"] == "x@example.org"


def test_two_officers(page, browser, live_server, row, own_district, colleague, carry_in):
    context = browser.new_context(base_url=live_server.url)
    other = context.new_page()
    carry_in(colleague, other)
    other.goto(f"/registrations/{row.pk}/edit/")
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/")
    other.locator('[name="name"]').fill("ของเพื่อน")
    saved(other)
    page.locator('[name="name"]').fill("ของฉัน")
    page.locator("[data-autosave-others]", has_text="กำลังแก้ไขรายการนี้").wait_for()
    look(page, "41-two-officers")
    press(other, "บันทึก")
    context.close()

    with answered(page, 409):
        page.get_by_role("button", name="บันทึก", exact=True).click()
    says(page, "มีผู้บันทึกรายการนี้ไปก่อนแล้ว")
    assert page.locator(".mix__value", has_text="ของเพื่อน").is_visible()
    look(page, "42-side-by-side")
    page.locator('[name="choose-name"][value="mine"]').check()
    press(page, "บันทึกตามที่เลือก")
    says(page, "บันทึกแล้ว")
    assert models.Registration.objects.get().name == "ของฉัน"
    assert kept() == []


def test_the_window_ends_while_typing(page, row, own_district, carry_in):
    clock.shift(LAST_DAY)
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/contact/")
    clock.shift(LAST_DAY + timedelta(days=1))
    page.locator('[name="email"]').fill("late@example.org")
    page.locator('[name="mobile"]').focus()
    saved(page)
    with answered(page, 409):
        page.get_by_role("button", name="บันทึก", exact=True).click()
    says(page, "สิ่งที่พิมพ์เก็บไว้ให้แล้ว")
    assert page.locator('[name="email"]').input_value() == "late@example.org"
    look(page, "43-too-late")
    page.goto("/filings/3104/2561-2/")
    says(page, "พิมพ์ค้างไว้ ยังไม่นับ 1 แบบ")
    look(page, "44-waiting")
    assert models.Registration.objects.get().email == row.email


def test_signed_in_again_in_another_tab_the_page_goes_on(page, row, own_district, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/contact/")
    page.context.clear_cookies(name="sessionid")
    page.locator('[name="email"]').fill("again@example.org")
    page.locator(STATUS, has_text="หมดเวลาเข้าใช้").wait_for()
    look(page, "45-session-ended")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="เข้าสู่ระบบในแท็บใหม่").click()
    sign_in(opened.value, own_district)
    # Side by side on the desk nothing tells the page; the next key finds its tokens old.
    page.locator('[name="email"]').fill("still@example.org")
    saved(page)
    assert kept()[0]["email"] == "still@example.org"
    press(page, "บันทึก")
    says(page, "บันทึกแล้ว")
    assert models.Registration.objects.get().email == "still@example.org"
    page.complaints[:] = [line for line in page.complaints if "status of 40" not in line]


def test_back_from_signing_in_the_page_goes_on(page, row, own_district, colleague, carry_in):
    carry_in(own_district)
    page.goto(f"/registrations/{row.pk}/edit/contact/")
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator('[name="email"]').fill("back@example.org")
    page.locator(STATUS, has_text="หมดเวลาเข้าใช้").wait_for()
    page.context.add_cookies(session)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    saved(page)
    assert kept()[0]["email"] == "back@example.org"

    # Somebody else signs in there: nothing of this page is kept under that name.
    page.context.clear_cookies(name="sessionid")
    carry_in(colleague)
    page.locator('[name="email"]').fill("secret@example.org")
    page.locator(STATUS, has_text="มีผู้อื่นเข้าใช้ในเบราว์เซอร์นี้แล้ว").wait_for()
    assert [each["email"] for each in kept()] == ["back@example.org"]
    page.complaints[:] = [line for line in page.complaints if "status of 40" not in line]


def test_without_a_script_and_without_a_session(plain, row, own_district, carry_in):
    carry_in(own_district, plain)
    plain.goto(f"/registrations/{row.pk}/edit/contact/")
    plain.locator('[name="email"]').fill("plain@example.org")
    plain.context.clear_cookies(name="sessionid")
    press(plain, "บันทึก")
    says(plain, "สิ่งที่พิมพ์เก็บไว้ให้แล้ว")
    plain.get_by_label("ชื่อผู้ใช้").fill(own_district.officer.username)
    plain.get_by_label("รหัสผ่าน").fill(factories.PASSWORD)
    press(plain, "เข้าสู่ระบบ")
    says(plain, "กู้คืนสิ่งที่พิมพ์ไว้เมื่อ")
    assert plain.locator('[name="email"]').input_value() == "plain@example.org"
    press(plain, "บันทึก")
    says(plain, "บันทึกแล้ว")
    assert models.Registration.objects.get().email == "plain@example.org"
    assert kept() == []


def test_without_a_script_two_versions(plain, row, own_district, colleague, carry_in):
    carry_in(own_district, plain)
    plain.goto(f"/registrations/{row.pk}/edit/contact/")
    plain.locator('[name="email"]').fill("mine@example.org")
    models.Registration.objects.update(
        version=2, email="theirs@example.org", edited_by=colleague.officer, edited_at=row.entered_at
    )
    press(plain, "บันทึก")
    says(plain, "มีผู้บันทึกรายการนี้ไปก่อนแล้ว")
    plain.locator('[name="choose-email"][value="stored"]').check()
    press(plain, "บันทึกตามที่เลือก")
    assert models.Registration.objects.get().email == "theirs@example.org"
    assert kept() == []
