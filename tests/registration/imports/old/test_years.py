"""Years and days of old lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.imports.old import years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2559", "2559"), ("พ.ศ. 2559", "2559"), ("พ.ศ.๒๕๕๙", "2559"), ("ปี 2559", "2559"),
        ("59", "2559"), ("ปี 59", "2559"), ("2016", "2559"), ("ค.ศ. 2016", "2559"),
        ("12 ม.ค. 59", "2559"), ("12/1/2559", "2559"), ("12/1/2016", "2559"),
        ("2016-01-12", "2559"), ("2016-01-12T08:00:00", "2559"), ("ม.ค.-60", "2560"),
        ("มกราคม 2560", "2560"), ("Jan-16", "2559"), ("12-Jan-2016", "2559"),
        # A spreadsheet that was told 12/1/2559 holds the year 2559 of its own era.
        ("2559-01-12", "2559"), ("2559.0", "2559"),
    ],
)  # fmt: skip
def test_the_buddhist_year(text, expected):
    assert years.year(text) == expected


@pytest.mark.parametrize(
    "text", ["", "ไม่แน่ใจ", "5", "255", "25599", "2559 หรือ 2560", "12 xx 2559", "1/13/2559", "0001"]
)
def test_what_cannot_be_read_stays_for_the_rules(text):
    assert years.year(text) == years.day(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 ม.ค. 59", "12/1/2559"), ("12 มกราคม พ.ศ. 2559", "12/1/2559"),
        ("12/1/59", "12/1/2559"), ("12-01-2559", "12/1/2559"), ("2016-01-12", "12/1/2559"),
        ("12/1/2016", "12/1/2559"), ("ม.ค. 60", "1/2560"), ("5/2510", "5/2510"),
        ("2510", "2510"), ("๑๒ ม.ค. ๕๙", "12/1/2559"), ("12 Jan 16", "12/1/2559"),
        ("วันที่ 12 เดือน มกราคม พ.ศ. 2559", "12/1/2559"),
    ],
)  # fmt: skip
def test_a_day_as_far_as_it_is_known(text, expected):
    assert years.day(text) == expected


def test_a_bare_year_of_the_common_era_is_told_of():
    assert years.is_common_era("2016")
    assert years.is_common_era("12/1/2016")
    assert not years.is_common_era("ค.ศ. 2016")
    assert not years.is_common_era("2016-01-12")
    assert not years.is_common_era("2559")


@given(st.text(max_size=20))
def test_anything_is_read_or_left(text):
    assert years.year(text) == text or 2300 <= int(years.year(text)) < 2800
