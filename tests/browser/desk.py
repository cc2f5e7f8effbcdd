"""What an officer does at the screen, for tests that drive a browser."""

import os
import re
from contextlib import contextmanager
from pathlib import Path

from tests import factories

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


def sign_in(page, persona):
    """Through the page, as everybody does; ``carry_in`` is quicker where that is not the point."""
    page.goto("/sign-in/")
    page.get_by_label("ชื่อผู้ใช้").fill(persona.officer.username)
    page.get_by_label("รหัสผ่าน").fill(factories.PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.get_by_role("button", name="ออกจากระบบ").wait_for()


def fill(page, **values):
    """Type into fields by their names: a tuple picks from a list, a boolean ticks, bytes are a
    picture that is chosen.
    """
    for name, value in values.items():
        field = page.locator(f'main [name="{name}"]')
        if isinstance(value, bool):
            field.set_checked(value)
        elif isinstance(value, bytes):
            field.set_input_files(picture(value))
        elif isinstance(value, tuple):
            field.select_option(label=value[0])
        else:
            field.fill(value)


def picture(content, name="picture.jpg"):
    """A JPEG as Playwright chooses it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def press(page, label, exact=True):
    """Press a button that sends its form, and see the answer: without scripts Chromium loses a
    wait that begins on the page before.
    """
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=label, exact=exact).click()


def follow(page, label, exact=True):
    page.locator("main").get_by_role("link", name=label, exact=exact).first.click()


def open_and_press(page, summary, button, reason=""):
    """A deed that asks back: open it, give the reason, confirm."""
    page.locator("main summary", has_text=summary).click()
    box = page.locator("details[open]", has=page.locator("summary", has_text=summary))
    if reason:
        box.locator("textarea").fill(reason)
    with page.expect_navigation():
        box.get_by_role("button", name=button).click()


def attach(page, kind, content):
    """On the page of all evidence: unfold a kind of picture, choose one, send it."""
    box = page.locator(f"#{kind}")
    box.locator("summary").click()
    box.locator("input[type=file]").set_input_files(picture(content))
    with page.expect_navigation():
        box.get_by_role("button", name="ส่งไฟล์").click()


def says(page, text):
    """Wait until the page says it."""
    page.locator("main").get_by_text(text).first.wait_for()


def jump(page, label):
    """Move the training clock with a button of the yellow bar."""
    page.locator(".clock-bar summary").click()
    page.locator(".clock-bar").get_by_role("button", name=label).click()
    page.get_by_role("status").first.wait_for()


@contextmanager
def answered(page, status):
    """What is done inside is answered with ``status``; the browser's own note of it is no fault."""
    with page.expect_navigation() as navigation:
        yield
    assert navigation.value.status == status
    page.complaints[:] = [line for line in page.complaints if f"status of {status}" not in line]


def overflow(page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def shoot(page, name):
    """Keep the screen in both sizes under SCREENSHOTS, when that is set."""
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return
    for label, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size(size)
        page.screenshot(path=Path(folder) / f"{name}-{label}.png", full_page=True)
    page.set_viewport_size(DESK)


def path_of(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)
