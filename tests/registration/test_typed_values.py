"""Numbers, lists of names, websites and positions as people type or paste them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration import calendar, validators
from registration.errors import InvalidValue

# --- numbers as people write them ---


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1200", "1200"), ("1,200", "1200"), ("๑,๒๐๐ บาท", "1200"), ("1 200", "1200"),
        ("1,234,567.50", "1234567.50"), ("12 คน", "12"), ("  7\u200b ", "7"), ("0", "0"),
        (".5", ".5"), ("", ""), ("1200.-", "1200"),
    ],
)  # fmt: skip
def test_numbers_are_read(typed, read):
    assert validators.plain_number(typed) == read


@pytest.mark.parametrize("typed", ["1,5", "12,00", "-5", "abc", "1e5", "1.2.3", "NaN", "1 2"])
def test_numbers_that_could_mean_two_things_are_refused(typed):
    with pytest.raises(InvalidValue):
        validators.plain_number(typed)


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}", " {} บาท", "{:,} คน"]))
def test_every_amount_comes_in_as_it_went_out(number, style):
    typed = style.format(number)
    for text in (typed, calendar.to_thai_digits(typed)):
        assert validators.plain_number(text) == str(number)


# --- names of members ---


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("นาง ก\nนาย ข", "นาง ก\nนาย ข"),
        ("1. นาง ก\r\n๒) นาย  ข\n\n - นางสาว ค \n", "นาง ก\nนาย ข\nนางสาว ค"),
        ("10.นาง ก", "นาง ก"),
        ("1.\n\n", ""),
        ("", ""),
    ],
)
def test_names_one_a_line(typed, kept):
    assert validators.names(typed) == kept


@given(st.text("ก ข\n1.)-\u200b", max_size=40))
def test_names_are_clean(typed):
    for name in filter(None, validators.names(typed).split("\n")):
        assert name == validators.normalise_text(name)


# --- websites ---


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.example.com", "https://www.example.com"),
        ("example.co.th/shop?id=1", "https://example.co.th/shop?id=1"),
        ("http://example.com", "http://example.com"),
        ("HTTPS://Example.com/a", "HTTPS://Example.com/a"),
        ("//example.com", "https://example.com"),
        (" ผ้าไหม.com ", "https://ผ้าไหม.com"),
        ("example.com:8080", "https://example.com:8080"),
    ],
)
def test_websites(typed, kept):
    assert validators.website(typed) == kept
    assert validators.website(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\u200bscript:alert(1)",
        "data:text/html,x",
        "ftp://example.com", "mailto:a@example.com", "https://user:pw@example.com", "example",
        "https://", "http://exa mple.com", 'example.com/"><script>',
        "https://example.com\\@evil.com",
        "vbscript:x.y", "file:///etc/passwd", "javascript://example.com/%0aalert(1)",
    ],
)  # fmt: skip
def test_what_a_browser_would_run_is_no_website(typed):
    with pytest.raises(InvalidValue, match="เว็บไซต์"):
        validators.website(typed)


@given(st.text(max_size=40))
def test_any_website_begins_with_http(typed):
    try:
        kept = validators.website(typed)
    except InvalidValue:
        return
    assert kept.lower().startswith(("http://", "https://"))
    assert not re.search(r"[\s<>\"]", kept)


# --- distances ---


def test_kilometres():
    assert round(validators.kilometres((14.993, 103.103), (14.993, 103.103))) == 0
    assert round(validators.kilometres((13.7563, 100.5018), (18.7883, 98.9853))) == 582


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("14.99, 103.10", ("14.99", "103.10")),
        ("14.99 103.10", ("14.99", "103.10")),
        ("14.99", None),
        ("14.99, 103.10, 5", None),
    ],
)
def test_a_position_from_a_map(typed, parts):
    assert validators.position_parts(typed) == parts
