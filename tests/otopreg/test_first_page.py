"""The first page on a slow line and a small screen."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_weighs_less_than_200_kb(page):
    weights = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))

    assert page.goto("/", wait_until="networkidle").ok

    assert any("css" in url for url in weights), "no stylesheet was loaded"
    assert sum(weights.values()) < 200_000, weights


def test_it_is_drawn_in_our_own_typeface(page):
    assert page.goto("/", wait_until="networkidle").ok

    # Loaded, not only named: a wrong path would leave the system's font in place.
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert any("Sarabun" in family for family in loaded)


def test_a_phone_needs_no_sideways_scrolling(page):
    page.set_viewport_size({"width": 390, "height": 844})

    assert page.goto("/").ok

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
