"""A real browser for tests marked ``browser``: the system's chromium, never a downloaded one."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser():
    """Chromium, named by CHROMIUM or found on the path; without one the test fails, not skips."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.fail("no chromium: install it or name it with CHROMIUM=/path/to/chromium")
    # Playwright keeps an event loop in this thread, and Django would refuse its own database there.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # A container has no user namespaces, little shared memory and no graphics card. A robot
        # presses a button while the page still glides there, which no hand does.
        arguments = [
            "--no-sandbox", "--disable-dev-shm-usage", "--disable-smooth-scrolling",
            "--disable-gpu", "--disable-background-networking",
        ]  # fmt: skip
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """A page of a fresh visitor; ``page.goto("/")`` is the program. What the console reports fails.

    A test that expects a refusal clears its own line: ``page.complaints.clear()``.
    """
    context = browser.new_context(
        base_url=live_server.url,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": 1366, "height": 768},
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.complaints = []
    # Broken scripts, missing files and everything that the Content-Security-Policy has blocked.
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: message.type == "error" and page.complaints.append(message.text),
    )
    yield page
    complaints = page.complaints
    context.close()
    assert not complaints
