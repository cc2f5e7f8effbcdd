"""The first pages weigh little, ask nobody else, and speak two languages."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from registration import clock
from tests.browser.desk import PHONE, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIMIT = 200_000


def weigh(page, go) -> int:
    """The bytes of everything that ``go`` loads into an empty cache."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    go()
    page.evaluate("document.fonts.ready.then(() => true)")  # else all has come with the page
    return sum(len(answer.body()) for answer in answers if answer.status == 200)


@pytest.mark.parametrize("who", ["nobody", "own_district", "own_province", "department", "reader"])
def test_the_first_page(page, plan, personas, carry_in, who):
    clock.shift(date(2018, 3, 12))
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    if who != "nobody":
        carry_in(personas[who])

    assert 10_000 < weigh(page, lambda: page.goto("/")) < LIMIT
    assert hosts == {urlsplit(page.url).netloc}
    # Loaded, not only named: a wrong path would leave the system's font in place.
    loaded = "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    assert any("Sarabun" in family for family in page.evaluate(loaded))
    assert ("sign-in" in page.url) == (who == "nobody")
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0


def test_english_and_back(page, plan, own_district, carry_in):
    clock.shift(date(2018, 3, 12))
    carry_in(own_district)
    page.goto("/calendar/2561/")
    thai = page.locator("h1").inner_text()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Sign out").wait_for()
    assert page.url.endswith("/calendar/2561/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() != thai
    page.get_by_role("button", name="ไทย").click()
    page.get_by_role("button", name="ออกจากระบบ").wait_for()
    assert page.locator("html").get_attribute("lang") == "th"
    assert page.locator("h1").inner_text() == thai


def test_a_second_press_sends_nothing(page, plan, own_district, carry_in):
    """Two clicks on a slow line make one registration."""
    clock.shift(date(2018, 3, 12))
    carry_in(own_district)
    page.goto("/filings/3104/2561-2/new/?type=SOLE")
    page.locator("main form").evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    page.wait_for_url("**/registrations/*/")
    page.goto("/filings/3104/2561-2/")
    assert page.locator("#registrations tbody tr").count() == 1


def test_leaving_with_unsaved_changes_asks_first(page, plan, own_district, carry_in):
    clock.shift(date(2018, 3, 12))
    carry_in(own_district)
    page.goto("/filings/3104/2561-2/new/?type=SOLE")
    page.locator('[name="name"]').fill("ร้านทดสอบ")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="กลับโดยไม่บันทึก").click()
    page.wait_for_url("**/filings/3104/2561-2/")
    assert asked == ["beforeunload"]


def test_signing_out_closes_the_pages(page, plan, own_district, carry_in):
    carry_in(own_district)
    page.goto("/")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/sign-in/")
    page.goto("/register/")
    assert "/sign-in/" in page.url
    assert page.get_by_label("รหัสผ่าน").is_visible()
    # Empty: the browser asks, nothing is sent.
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    assert "/sign-in/" in page.url
