"""axe finds nothing on any page of any role; the keyboard reaches what the mouse does."""

from pathlib import Path

import pytest
from django.urls import resolve

from tests.browser.desk import DESK, PHONE, answered, fill, overflow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(__file__).parents[1] / "assets/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CHANGED = {
    "certification": {
        "dashboard", "registration", "registration-edit", "product-edit", "registration-return",
        "certification", "announce", "certified", "certification-lapsing", "exceptions",
        "clean-set", "clean-set-certify", "sample",
    },
    "announced": {"dashboard", "certification", "announce", "closing", "report-quarterly"},
    "closed": {"dashboard", "closing", "filing"},
}  # fmt: skip

# What axe sees of a page but not what it says: tags, classes, roles and names, whether there is
# text; numbers and addresses do not count, nor how often the same thing stands one below the other.
BONES = r"""() => {
  const bones = (node) => {
    const own = [...node.attributes]
      .filter((a) => !/^(href|action|value|src|for)$/.test(a.name))
      .map((a) => `${a.name}=${a.value.replace(/[0-9]+/g, "#")}`);
    const says = [...node.childNodes].some((c) => c.nodeType === Node.TEXT_NODE && c.data.trim());
    const within = [...node.children].map(bones).filter((b, n, all) => b !== all[n - 1]);
    return `<${node.tagName} ${own.sort().join(" ")} ${says}>${within.join("")}</>`;
  };
  return bones(document.querySelector("main"));
}"""


def faults(page) -> list[str]:
    """What axe finds on the page as it stands, one line for each rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)  # not a script tag: the page's policy lets in only files of ours
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{each['id']} ({each['nodes'][0]['target']}): {each['help']}"
        for each in found["violations"]
    ]


def tour(country):
    """Each page once for each role; after the entry stage only what has changed since."""
    found = {}
    for who, url in country.pages():
        name = resolve(url.split("?")[0]).url_name
        if country.stage == "entry" or name in CHANGED[country.stage]:
            row = url if name == "registration" and country.stage == "certification" else ""
            found.setdefault((who, name, row), url)
    return [(who, url) for (who, _name, _row), url in found.items()]


# A bar at the window's foot covers what can be scrolled out from under it: no target is too small.
UNFOLD = """() => {
    document.querySelectorAll('main details').forEach(each => { each.open = true; });
    document.querySelectorAll('.action-bar').forEach(bar => { bar.style.position = 'static'; });
}"""


@pytest.mark.parametrize("stage", ["entry", *CHANGED])
def test_every_page_of_every_role(page, country_at, carry_in, stage):
    """Clean for axe with everything unfolded, and no wider than a phone. Each role's first page is
    given to axe as it stands, and then what is built like nothing before.
    """
    country, found, seen, before = country_at(stage), {}, set(), None
    page.context.add_init_script(AXE)  # handed over once, not page by page
    sizes = [DESK, PHONE]
    for who, url in tour(country):
        is_first = who != before
        if is_first:
            carry_in(country.personas[who])
            before = who
        assert page.goto(url).ok, url
        page.evaluate(UNFOLD)
        bones = page.evaluate(BONES)
        for size in sizes:
            page.set_viewport_size(size)
            if size is PHONE and overflow(page) > 0:
                found[who, url, "phone"] = overflow(page)
            if size is DESK and (is_first or bones not in seen) and (bad := faults(page)):
                found[who, url] = bad
        seen.add(bones)
        sizes.reverse()  # the next page begins in the size where this one ends
    assert not found


def test_forms_with_errors(page, country_at, carry_in):
    country = country_at("entry")
    found = {}

    def look(name):
        assert page.locator(".error-summary").is_visible(), name
        if bad := faults(page):
            found[name] = bad

    carry_in(country.personas["own_district"])
    page.goto(f"/registrations/{country.draft.pk}/edit/")
    fill(page, citizen_id="123", founded_year="3000", email="x", mobile="y", site_postcode="1")
    with answered(page, 422):
        press(page, "บันทึก")
    look("registration")
    page.goto(f"/registrations/{country.draft.pk}/products/1/")
    fill(page, name="", capacity="-1", **{"materials-1-name": "ฝ้าย"})
    with answered(page, 422):
        press(page, "บันทึกผลิตภัณฑ์")
    look("product")
    page.goto(f"/registrations/{country.empty.pk}/")
    with answered(page, 422):
        press(page, "ยื่นแบบ")
    look("submit")
    carry_in(country.personas["department"])
    for url in ("/orders/new/", "/officers/new/"):
        page.goto(url)
        # Past the browser's own checks, as whoever has none sends it.
        page.evaluate("document.querySelectorAll('form').forEach(f => { f.noValidate = true; })")
        with answered(page, 422):
            page.locator("main form button[type=submit]").last.click()
        look(url)
    assert not found


def test_pages_that_say_no(page, country_at, carry_in):
    country = country_at("certification")
    found = {}
    carry_in(country.personas["own_district"])
    for url, status in (
        ("/no/such/page/", 404),
        ("/filings/3103/2561-2/", 404),
        ("/closing/2561-2/", 403),
        ("/filings/3104/2561-2/new/", 409),
    ):
        with answered(page, status):
            page.goto(url)
        if bad := faults(page):
            found[url] = bad
    assert not found


def test_signing_in(page, own_district):
    page.goto("/")
    assert not faults(page)
    page.get_by_label("ชื่อผู้ใช้").fill("nobody")
    page.get_by_label("รหัสผ่าน").fill("wrong")
    press(page, "เข้าสู่ระบบ")
    assert page.get_by_role("alert").is_visible()
    assert not faults(page)


def test_the_keyboard_alone(page, plan, own_district, carry_in):
    carry_in(own_district)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0, "the skip link is not shown in focus"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    reached, unseen = [], []
    for _ in range(60):
        page.keyboard.press("Tab")
        name, visible = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e);
                const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
                return [e.textContent.trim(), ring || s.boxShadow !== "none"];
            }"""
        )
        if name == reached[0] if reached else False:
            break
        reached.append(name)
        if not visible:
            unseen.append(name)
        if "ปฏิทินทั้งปี" in name:
            break
    assert any("เปิดแฟ้ม" in name for name in reached), reached
    assert any("ปฏิทินทั้งปี" in name for name in reached), reached
    assert not unseen
