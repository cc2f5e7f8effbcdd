"""A new officer enters the prepared case by the keyboard alone.

Nothing is reached in another way than by Tab and opened in another way than by a key; only what
the system's own window for files does is not ours to press.
"""

from datetime import date

import pytest
from django.core.management import call_command

from registration import clock, models
from tests import factories
from tests.browser import prepared
from tests.browser.desk import picture, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 250  # stops on a page; more would be a trap or a wall
FOCUSED = "name => document.activeElement.name === name && document.activeElement.type !== 'hidden'"
CALLED = """text => {
  const seen = document.activeElement;
  return seen.matches("a, button, summary") && seen.innerText.trim().replace(/\\s+/g, " ") === text;
}"""


def tab_to(page, question, wanted):
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(question, wanted):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def enter(page, label):
    """Go to a link or button and press Enter; a page answers."""
    tab_to(page, CALLED, label)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, label):
    """Down the list, as somebody does who looks at it."""
    for _option in range(60):
        now = page.evaluate("document.activeElement.selectedOptions[0].text.trim()")
        if now == label:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label} is not in the list")


def choose_file(page, content):
    with page.expect_file_chooser() as window:
        page.keyboard.press("Enter")
    window.value.set_files(picture(content))


def type_in(page, values):
    """Fields in the order of the page: the keyboard only goes on."""
    names = page.evaluate("[...document.querySelectorAll('main [name]')].map(field => field.name)")
    for name in sorted(values, key=names.index):
        tab_to(page, FOCUSED, name)
        value = values[name]
        if value is True:
            page.keyboard.press("Space")
        elif isinstance(value, tuple):
            choose(page, value[0])
        elif isinstance(value, bytes):
            choose_file(page, value)
        else:
            page.keyboard.type(value)


def test_the_prepared_case(page, plan, own_district):
    call_command("load_lookups", verbosity=0)
    clock.shift(date(2018, 3, 12))
    # Somebody listens from the beginning, or the first window would open before it is caught.
    page.on("filechooser", lambda window: None)
    page.goto("/sign-in/")
    page.keyboard.type(own_district.officer.username)  # the first field waits for it
    page.keyboard.press("Tab")
    page.keyboard.type(factories.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    enter(page, "ลงทะเบียนใหม่")
    # The types stand in the order of the paper: the second is the sole owner's.
    tab_to(page, CALLED, "เลือกประเภทนี้")
    enter(page, "เลือกประเภทนี้")
    type_in(page, prepared.OWNER)
    enter(page, "บันทึกและเพิ่มผลิตภัณฑ์")
    type_in(page, prepared.CLOTH)
    enter(page, "บันทึกและเพิ่มอีก")
    type_in(page, prepared.LIQUOR | prepared.PERMIT)
    enter(page, "บันทึกผลิตภัณฑ์")
    enter(page, "ภาพถ่ายและหลักฐาน")
    tab_to(page, CALLED, "เพิ่มภาพ ภาพถ่ายสถานที่ผลิต")
    page.keyboard.press("Enter")
    tab_to(page, FOCUSED, "files")
    choose_file(page, prepared.SITE_PICTURE)
    enter(page, "ส่งไฟล์")
    enter(page, "กลับไปรายการลงทะเบียน")
    enter(page, "ยื่นแบบ")
    says(page, "ยื่นแล้ว เมื่อครบทุกรายการ")
    prepared.check(models.Registration.objects.get())
