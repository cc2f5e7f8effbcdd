"""Quarters, half-open periods, civil-service working days and Thai dates."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration import calendar
from registration.calendar import BANGKOK, Period, QuarterCode

MICROSECOND = timedelta(microseconds=1)
LETTER_DAY = date(2018, 2, 17)
HOLIDAYS = Path(__file__).parents[2] / "fixtures" / "holidays.json"

# The letter's plan with the counts of DOMAIN §8: computed as known on the letter's day, and today.
LETTER = [
    ("2561-1 ENTRY", date(2017, 10, 2), date(2017, 12, 21), 54, 54),
    ("2561-1 CERTIFICATION", date(2017, 12, 22), date(2017, 12, 28), 5, 5),
    ("2561-1 CLOSING", date(2017, 12, 29), date(2017, 12, 30), 1, 1),
    ("2561-2 ENTRY", date(2018, 1, 3), date(2018, 3, 16), 52, 52),
    ("2561-2 CERTIFICATION", date(2018, 3, 19), date(2018, 3, 23), 5, 5),
    ("2561-2 CLOSING", date(2018, 3, 26), date(2018, 3, 27), 2, 2),
    ("2561-3 ENTRY", date(2018, 4, 2), date(2018, 6, 15), 50, 49),
    ("2561-3 CERTIFICATION", date(2018, 6, 18), date(2018, 6, 22), 5, 5),
    ("2561-3 CLOSING", date(2018, 6, 25), date(2018, 6, 26), 2, 2),
    ("2561-4 ENTRY", date(2018, 7, 2), date(2018, 9, 14), 52, 52),
    ("2561-4 CERTIFICATION", date(2018, 9, 17), date(2018, 9, 21), 5, 5),
    ("2561-4 CLOSING", date(2018, 9, 24), date(2018, 9, 25), 2, 2),
]


def rows():
    return json.loads(HOLIDAYS.read_text(encoding="utf-8"))


def holidays_known_on(day):
    return {
        date.fromisoformat(row["day"])
        for row in rows()
        if row["announced_on"] is None or date.fromisoformat(row["announced_on"]) <= day
    }


# --- the seed of the holiday table ---


def test_seeded_holidays_are_complete_rows_in_order():
    days = [row["day"] for row in rows()]
    assert days == sorted(set(days))
    assert {tuple(row) for row in rows()} == {("day", "name", "kind", "source", "announced_on")}
    assert {row["kind"] for row in rows()} == {"PUBLIC", "GOVERNMENT", "SUBSTITUTE", "SPECIAL"}
    assert all(row["name"] and row["source"] for row in rows())


@pytest.mark.parametrize(
    ("day", "kind", "announced_on"),
    [
        ("2017-10-26", "SPECIAL", None),
        ("2018-01-02", "SUBSTITUTE", None),
        ("2018-04-12", "SPECIAL", "2018-02-27"),
        ("2018-05-14", "GOVERNMENT", None),
        ("2019-04-12", "SPECIAL", "2019-02-12"),
        ("2026-01-02", "SPECIAL", None),
    ],
)
def test_seed_holds_what_the_library_lacks(day, kind, announced_on):
    row = next(row for row in rows() if row["day"] == day)
    assert (row["kind"], row["announced_on"]) == (kind, announced_on)


def test_offices_work_on_labour_day_and_its_substitutes():
    days = {row["day"] for row in rows()}
    assert not days & {"2018-05-01", "2019-05-01", "2026-05-01", "2027-05-01", "2027-05-03"}


@pytest.mark.parametrize(
    ("window", "opens_on", "closes_on", "then", "later"), LETTER, ids=[row[0] for row in LETTER]
)
def test_working_days_of_the_letter(window, opens_on, closes_on, then, later):
    on_the_day = holidays_known_on(LETTER_DAY)
    after_the_cabinet = holidays_known_on(date(2018, 2, 27))
    assert calendar.working_days(opens_on, closes_on, on_the_day) == then
    assert calendar.working_days(opens_on, closes_on, after_the_cabinet) == later


def test_twelfth_of_april_counts_from_the_day_the_cabinet_said_so():
    assert date(2018, 4, 12) not in holidays_known_on(date(2018, 2, 26))
    assert date(2018, 4, 12) in holidays_known_on(date(2018, 2, 27))


# --- quarters ---


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2017, 9, 30), "2560-4"),
        (date(2017, 10, 1), "2561-1"),
        (date(2017, 12, 31), "2561-1"),
        (date(2018, 1, 1), "2561-2"),
        (date(2018, 3, 31), "2561-2"),
        (date(2018, 4, 1), "2561-3"),
        (date(2018, 6, 30), "2561-3"),
        (date(2018, 7, 1), "2561-4"),
        (date(2018, 9, 30), "2561-4"),
        (date(2018, 10, 1), "2562-1"),
    ],
)
def test_quarter_of_a_day_at_its_edges(day, code):
    assert str(QuarterCode.of(day)) == code


def test_quarter_of_an_instant_is_that_of_its_bangkok_day():
    midnight = datetime(2017, 9, 30, 17, 0, tzinfo=UTC)
    assert QuarterCode.of(midnight - MICROSECOND) == QuarterCode(2560, 4)
    assert QuarterCode.of(midnight) == QuarterCode(2561, 1)


def test_quarter_edges_and_neighbours():
    second = QuarterCode.parse("2561-2")
    assert (second.first_day, second.last_day) == (date(2018, 1, 1), date(2018, 3, 31))
    assert second.fiscal_year_start == date(2017, 10, 1)
    assert str(second.previous) == "2561-1"
    assert str(second.previous.previous) == "2560-4"
    assert str(QuarterCode(2561, 4).next) == "2562-1"
    assert QuarterCode(2563, 2).last_day == date(2020, 3, 31)


def test_quarters_sort_by_time():
    codes = ["2562-1", "2561-4", "2561-1"]
    assert [str(code) for code in sorted(map(QuarterCode.parse, codes))] == codes[::-1]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_day_lies_in_exactly_its_quarter(day):
    code = QuarterCode.of(day)
    assert code.first_day <= day <= code.last_day
    assert QuarterCode.parse(str(code)) == code
    assert code.next.previous == code
    assert code.next.first_day - code.last_day == timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    ["", "2561", "2561-0", "2561-5", "2561/2", "2018-2", "61-2", " 2561-2", "2561-2\n", "๒๕๖๑-๒"],
)
def test_other_spellings_are_no_quarter(text):
    with pytest.raises(ValueError, match="2561-2"):
        QuarterCode.parse(text)


# --- periods ---

ENTRY = Period(date(2018, 1, 3), date(2018, 3, 16))


@pytest.mark.parametrize(
    ("instant", "inside"),
    [
        (datetime(2018, 1, 3, tzinfo=BANGKOK) - MICROSECOND, False),
        (datetime(2018, 1, 3, tzinfo=BANGKOK), True),
        (datetime(2018, 3, 17, tzinfo=BANGKOK) - MICROSECOND, True),
        (datetime(2018, 3, 17, tzinfo=BANGKOK), False),
        (datetime(2018, 1, 2, 17, tzinfo=UTC) - MICROSECOND, False),
        (datetime(2018, 1, 2, 17, tzinfo=UTC), True),
        (datetime(2018, 3, 16, 17, tzinfo=UTC) - MICROSECOND, True),
        (datetime(2018, 3, 16, 17, tzinfo=UTC), False),
    ],
)
def test_period_is_half_open_in_bangkok(instant, inside):
    assert ENTRY.contains(instant) is inside


def test_adjoining_periods_share_no_instant():
    following = Period(date(2018, 3, 17), date(2018, 3, 18))
    assert ENTRY.closes_at == following.opens_at
    assert not ENTRY.contains(following.opens_at)


def test_period_counts_calendar_days():
    assert ENTRY.days == 73
    assert Period(LETTER_DAY, LETTER_DAY).days == 1
    assert Period(date(2020, 2, 28), date(2020, 3, 1)).days == 3


def test_period_cannot_close_before_it_opens():
    with pytest.raises(ValueError, match="cannot close"):
        Period(date(2018, 1, 3), date(2018, 1, 2))


def test_naive_instants_are_refused():
    with pytest.raises(TypeError):
        ENTRY.contains(datetime(2018, 1, 3))  # noqa: DTZ001 - the mistake under test
    with pytest.raises(ValueError, match="time zone"):
        calendar.day_of(datetime(2018, 1, 3))  # noqa: DTZ001


# --- working days ---


def test_working_days_left_counts_the_bangkok_day_itself():
    monday_in_bangkok = datetime(2018, 3, 11, 17, tzinfo=UTC)
    closes_on = date(2018, 3, 16)
    assert calendar.working_days_left(monday_in_bangkok, closes_on, ()) == 5
    assert calendar.working_days_left(monday_in_bangkok, closes_on, [date(2018, 3, 14)]) == 4
    last_minute = datetime(2018, 3, 16, 23, 59, tzinfo=BANGKOK)
    assert calendar.working_days_left(last_minute, closes_on, ()) == 1
    assert calendar.working_days_left(last_minute + timedelta(minutes=1), closes_on, ()) == 0


def test_working_days_of_a_past_end_is_zero():
    assert calendar.working_days(date(2018, 3, 20), date(2018, 3, 16), ()) == 0


def test_holiday_on_a_weekend_takes_no_day_off():
    week = (date(2018, 3, 12), date(2018, 3, 18))
    assert calendar.working_days(*week, [date(2018, 3, 17)]) == 5


def test_last_working_day_before_skips_weekend_and_holidays():
    known = holidays_known_on(date(2018, 2, 27))
    assert calendar.last_working_day_before(date(2018, 4, 17), known) == date(2018, 4, 11)
    assert calendar.last_working_day_before(date(2018, 4, 11), known) == date(2018, 4, 10)


# --- Thai dates ---


def test_thai_date_styles():
    assert calendar.thai_date(LETTER_DAY) == "17 ก.พ. 2561"
    assert calendar.thai_date(LETTER_DAY, "long") == "17 กุมภาพันธ์ 2561"
    assert calendar.thai_date(LETTER_DAY, "long", digits="thai") == "๑๗ กุมภาพันธ์ ๒๕๖๑"
    assert calendar.thai_date(date(2018, 1, 3), "numeric") == "03/01/2561"
    assert calendar.thai_date(date(2020, 2, 29)) == "29 ก.พ. 2563"


def test_thai_date_of_an_instant_is_its_bangkok_day():
    new_year = datetime(2017, 12, 31, 17, 0, tzinfo=UTC)
    assert calendar.thai_date(new_year) == "1 ม.ค. 2561"
    assert calendar.thai_datetime(new_year) == "1 ม.ค. 2561 00:00 น."
    assert calendar.thai_datetime(new_year - MICROSECOND) == "31 ธ.ค. 2560 23:59 น."
    assert calendar.be_year(new_year - MICROSECOND) == 2560


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "style", "digits", "text"),
    [
        (date(2017, 10, 2), date(2017, 12, 21), "short", "arabic", "2 ต.ค. – 21 ธ.ค. 2560"),
        (date(2017, 12, 22), date(2017, 12, 28), "short", "arabic", "22–28 ธ.ค. 2560"),
        (date(2017, 10, 2), date(2017, 12, 21), "long", "thai", "๒ ตุลาคม – ๒๑ ธันวาคม ๒๕๖๐"),
        (date(2017, 12, 29), date(2018, 1, 3), "short", "arabic", "29 ธ.ค. 2560 – 3 ม.ค. 2561"),
        (date(2017, 12, 22), date(2018, 12, 28), "short", "arabic", "22 ธ.ค. 2560 – 28 ธ.ค. 2561"),
        (LETTER_DAY, LETTER_DAY, "long", "arabic", "17 กุมภาพันธ์ 2561"),
        (date(2018, 3, 19), date(2018, 3, 23), "numeric", "arabic", "19/03/2561 – 23/03/2561"),
    ],
)
def test_thai_period(opens_on, closes_on, style, digits, text):
    assert calendar.thai_period(opens_on, closes_on, style, digits) == text


def test_digits_go_both_ways():
    assert calendar.to_thai_digits("ว 755/2561") == "ว ๗๕๕/๒๕๖๑"
    assert calendar.to_thai_digits(1234567890) == "๑๒๓๔๕๖๗๘๙๐"
    assert calendar.to_arabic_digits("๑๒๓๔๕๖๗๘๙๐ ก") == "1234567890 ก"


@pytest.mark.parametrize(
    "text",
    [
        "17/2/2561",
        "17/02/61",
        "17-2-2561",
        "17.2.2561",
        "17 ก.พ. 61",
        "17 ก.พ. 2561",
        "17กพ2561",
        " 17  กุมภาพันธ์  พ.ศ. 2561 ",
        "๑๗ กุมภาพันธ์ ๒๕๖๑",
        "๑๗ ก.พ. ๖๑",
        "๑๗/๒/๒๕๖๑",
        "2018-02-17",
        "2561-02-17",
    ],
)
def test_dates_are_read_as_people_write_them(text):
    assert calendar.parse_thai_date(text) == LETTER_DAY


@given(
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["short", "long", "numeric"]),
    st.sampled_from(["arabic", "thai"]),
)
def test_every_date_written_is_read_again(day, style, digits):
    assert calendar.parse_thai_date(calendar.thai_date(day, style, digits)) == day


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "กรุณาพิมพ์วัน เดือน ปี พ.ศ."),
        ("เมื่อวาน", "กรุณาพิมพ์วัน เดือน ปี พ.ศ."),
        ("17/2", "กรุณาพิมพ์วัน เดือน ปี พ.ศ."),
        ("17/2.2561", "กรุณาพิมพ์วัน เดือน ปี พ.ศ."),
        ("17/2/561", "กรุณาพิมพ์วัน เดือน ปี พ.ศ."),
        ("17 กพพ 2561", "ไม่รู้จักเดือน"),
        ("17/2/2018", "2561"),
        ("17 ก.พ. 2018", "2561"),
        ("17/2/2299", "สี่หลัก เช่น 2561"),
        ("17/2/2800", "สี่หลัก เช่น 2561"),
        ("1800-02-17", "สี่หลัก เช่น 2561"),
        ("29/2/2561", "กรุณาตรวจสอบวันและเดือน"),
        ("31/4/2561", "กรุณาตรวจสอบวันและเดือน"),
        ("1/13/2561", "กรุณาตรวจสอบวันและเดือน"),
        ("2018-02-29", "กรุณาตรวจสอบวันและเดือน"),
    ],
)
def test_unreadable_dates_name_the_remedy(text, remedy):
    with pytest.raises(ValueError, match=remedy):
        calendar.parse_thai_date(text)


def test_leap_day_of_the_buddhist_year():
    assert calendar.parse_thai_date("29/2/2563") == date(2020, 2, 29)
