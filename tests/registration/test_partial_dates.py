"""A day of birth in every form in which a card or a person tells it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration import calendar, partial_dates
from registration.errors import InvalidValue

TODAY = date(2018, 3, 12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12/5/2510", "1967-05-12"),
        ("๑๒/๕/๒๕๑๐", "1967-05-12"),
        ("12/5/10", "1967-05-12"),
        ("12-5-2510", "1967-05-12"),
        ("12 พ.ค. 10", "1967-05-12"),
        ("12 พฤษภาคม พ.ศ. 2510", "1967-05-12"),
        ("พฤษภาคม 2510", "1967-05"),
        ("พ.ค. 2510", "1967-05"),
        ("เดือนพฤษภาคม 2510", "1967-05"),
        ("พ.ค.10", "1967-05"),
        ("5/2510", "1967-05"),
        ("-/5/2510", "1967-05"),
        ("00/05/2510", "1967-05"),
        ("2510", "1967"),
        ("๒๕๑๐", "1967"),
        ("ปี 2510", "1967"),
        ("-/-/2510", "1967"),
        ("0/0/2510", "1967"),
        ("1967-05-12", "1967-05-12"),
        ("1967-05", "1967-05"),
        ("12/3/2561", "2018-03-12"),  # born today
    ],
)
def test_read_as_it_is_told(typed, kept):
    assert partial_dates.parse(typed, TODAY) == kept
    assert partial_dates.stored(kept, TODAY) == kept
    assert partial_dates.parse(partial_dates.as_typed(kept), TODAY) == kept
    assert partial_dates.parse(partial_dates.in_words(kept), TODAY) == kept


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("1967", "2510"),
        ("12/5/1967", "2510"),
        ("5/1967", "2510"),
        ("13/3/2561", "หลังวันนี้"),
        ("2562", "หลังวันนี้"),
        ("2430", "เก่าเกินไป"),
        ("0001", "เก่าเกินไป"),
        ("30/2/2510", "ไม่มีวันที่"),
        ("13/2510", "1 ถึง 12"),
        ("12 พฤกษา 2510", "ไม่รู้จักเดือน"),
        ("พฤกษา 2510", "อ่านวันเกิดไม่ได้"),
        ("ไม่ทราบ", "อ่านวันเกิดไม่ได้"),
        ("25", "อ่านวันเกิดไม่ได้"),
    ],
)
def test_what_cannot_be_meant_names_the_remedy(typed, remedy):
    with pytest.raises(InvalidValue, match=remedy):
        partial_dates.parse(typed, TODAY)


@pytest.mark.parametrize("text", ["1967-02-30", "2019-01-01", "1800"])
def test_what_is_stored_is_looked_at_again(text):
    with pytest.raises(InvalidValue):
        partial_dates.stored(text, TODAY)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("1967-05-12", "12 พฤษภาคม 2510"),
        ("1967-05", "พฤษภาคม 2510"),
        ("1967", "2510"),
        ("", ""),
    ],
)
def test_said_in_the_buddhist_era(iso, said):
    assert partial_dates.in_words(iso) == said


@pytest.mark.parametrize(
    ("iso", "age"),
    [("1998-03-12", 20), ("1998-03-13", 19), ("1998-03", 20), ("1998-04", 19), ("1998", 20)],
)
def test_an_age_counts_from_the_first_day_that_it_can_be(iso, age):
    assert partial_dates.age(iso, TODAY) == age


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_goes_out_and_comes_in(day):
    for typed in (calendar.thai_date(day, style) for style in ("short", "long", "numeric")):
        assert partial_dates.parse(typed, TODAY) == day.isoformat()


@given(st.text("0123456789๐๑๒ /.-กพค", max_size=12))
def test_anything_is_read_or_refused(typed):
    try:
        kept = partial_dates.parse(typed, TODAY)
    except InvalidValue:
        return
    assert partial_dates.earliest(kept) <= TODAY
    assert partial_dates.stored(kept, TODAY) == kept
