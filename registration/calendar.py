"""Quarters, periods, working days and Thai dates. Plain Python: no database, no clock, no Django.

Days are Bangkok days. Years on screen and in quarter codes are Buddhist Era,
dates are stored as CE.
Sources: DOMAIN.md §7.1–7.3 (conventions), §8 (working days); the letter's plan for the quarters.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

Style = Literal["short", "long", "numeric"]
Digits = Literal["arabic", "thai"]

BANGKOK = ZoneInfo("Asia/Bangkok")
BE_OFFSET = 543
_MONTH_NAMES = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
MONTHS, SHORT_MONTHS = zip(*_MONTH_NAMES, strict=True)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_QUARTER = re.compile(r"([0-9]{4})-([1-4])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})")
_WORDED = re.compile(r"([0-9]{1,2})\s*([ก-ฺเ-๎. ]+?)\s*([0-9]{4}|[0-9]{2})")
_MONTH_NUMBERS = {
    name.replace(".", ""): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}


def day_of(moment: date) -> date:
    """Return the Bangkok day of an instant; a plain date is returned as it is.

    Raises ValueError for a naive datetime: its day is unknown.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("A datetime without a time zone has no Bangkok day.")
    return moment.astimezone(BANGKOK).date()


def start_of(day: date) -> datetime:
    """Return the first instant of a Bangkok day."""
    return datetime.combine(day, time.min, tzinfo=BANGKOK)


def be_year(day: date) -> int:
    """Return the Buddhist Era year of a day."""
    return day_of(day).year + BE_OFFSET


@dataclass(frozen=True, order=True)
class QuarterCode:
    """One quarter of a Thai fiscal year, written "2561-2"; sorts by time.

    The fiscal year runs 1 October – 30 September and bears the BE year in which it ends.
    Raises ValueError for a number outside 1–4 or a year that is not Buddhist Era.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 2400 <= self.year < 2800 or not 1 <= self.number <= 4:
            raise ValueError(f"{self.year}-{self.number} is no quarter: write it like 2561-2.")

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2561-2". Raises ValueError for any other spelling."""
        match = _QUARTER.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no quarter: write it like 2561-2.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter a day (or an instant's Bangkok day) lies in."""
        day = day_of(day)
        quarters_since_october = (day.month - 10) // 3 % 4
        return cls(be_year(day) + (day.month >= 10), quarters_since_october + 1)

    @property
    def fiscal_year_start(self) -> date:
        """1 October before the year the fiscal year is named after."""
        return date(self.year - BE_OFFSET - 1, 10, 1)

    @property
    def first_day(self) -> date:
        if self.number == 1:
            return self.fiscal_year_start
        return date(self.year - BE_OFFSET, 3 * self.number - 5, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - _ONE_DAY

    @property
    def previous(self) -> Self:
        if self.number == 1:
            return type(self)(self.year - 1, 4)
        return type(self)(self.year, self.number - 1)

    @property
    def next(self) -> Self:
        if self.number == 4:
            return type(self)(self.year + 1, 1)
        return type(self)(self.year, self.number + 1)


@dataclass(frozen=True)
class Period:
    """Whole Bangkok days from opens_on to closes_on, both included.

    Raises ValueError when it would close before it opens.
    """

    opens_on: date
    closes_on: date

    def __post_init__(self) -> None:
        if self.closes_on < self.opens_on:
            raise ValueError(f"A period cannot close ({self.closes_on}) before {self.opens_on}.")

    @property
    def opens_at(self) -> datetime:
        return start_of(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        """The first instant that is too late: midnight after the last day."""
        return start_of(self.closes_on + _ONE_DAY)

    @property
    def days(self) -> int:
        return (self.closes_on - self.opens_on).days + 1

    def contains(self, instant: datetime) -> bool:
        """Half-open: opens_at belongs to the period, closes_at does not."""
        return self.opens_at <= instant < self.closes_at


def working_days(opens_on: date, closes_on: date, holidays: Collection[date]) -> int:
    """Count Monday–Friday that are no holidays, both ends included; 0 when the end is past."""
    days_off = frozenset(holidays)
    span = (closes_on - opens_on).days + 1
    return sum(_works(opens_on + timedelta(days=n), days_off) for n in range(span))


def working_days_left(instant: datetime, closes_on: date, holidays: Collection[date]) -> int:
    """Count the working days from the instant's Bangkok day (itself included) to closes_on."""
    return working_days(day_of(instant), closes_on, holidays)


def last_working_day_before(day: date, holidays: Collection[date]) -> date:
    """Return the latest working day strictly before a day."""
    days_off = frozenset(holidays)
    day -= _ONE_DAY
    while not _works(day, days_off):
        day -= _ONE_DAY
    return day


def _works(day: date, days_off: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in days_off


def to_thai_digits(text: object) -> str:
    """Write 0–9 as ๐–๙; everything else stays."""
    return str(text).translate(_TO_THAI)


def to_arabic_digits(text: object) -> str:
    """Write ๐–๙ as 0–9; everything else stays."""
    return str(text).translate(_TO_ARABIC)


def thai_date(day: date, style: Style = "short", digits: Digits = "arabic") -> str:
    """Write a day (or an instant's Bangkok day) in the Buddhist Era.

    short "17 ก.พ. 2561", long "17 กุมภาพันธ์ 2561", numeric "17/02/2561".
    """
    day = day_of(day)
    if style == "numeric":
        text = f"{day.day:02d}/{day.month:02d}/{be_year(day)}"
    else:
        text = f"{_day_month(day, style)} {be_year(day)}"
    return _in_digits(text, digits)


def thai_datetime(instant: datetime, style: Style = "short", digits: Digits = "arabic") -> str:
    """Write an instant in Bangkok time: "17 ก.พ. 2561 14:05 น."."""
    clock_time = instant.astimezone(BANGKOK).strftime("%H:%M")
    return _in_digits(f"{thai_date(instant, style)} {clock_time} น.", digits)


def thai_period(
    opens_on: date, closes_on: date, style: Style = "short", digits: Digits = "arabic"
) -> str:
    """Write a span without repeating a month or year: "22–28 ธ.ค. 2560"."""
    closing = thai_date(closes_on, style)
    if opens_on == closes_on:
        text = closing
    elif style == "numeric" or opens_on.year != closes_on.year:
        text = f"{thai_date(opens_on, style)} – {closing}"
    elif opens_on.month != closes_on.month:
        text = f"{_day_month(opens_on, style)} – {closing}"
    else:
        text = f"{opens_on.day}–{closing}"
    return _in_digits(text, digits)


def _day_month(day: date, style: Style) -> str:
    names = {"short": SHORT_MONTHS, "long": MONTHS}
    return f"{day.day} {names[style][day.month - 1]}"


def _in_digits(text: str, digits: Digits) -> str:
    return to_thai_digits(text) if digits == "thai" else text


def parse_thai_date(text: str) -> date:
    """Read a date as people in the offices write it, in Thai or Arabic digits.

    "17/2/2561", "17 ก.พ. 61", "17 กุมภาพันธ์ พ.ศ. 2561", or ISO "2018-02-17". Two digits of a year
    mean 25xx. A CE year is accepted in ISO form only, where it cannot be a slip.
    Raises ValueError with a Thai sentence that names the remedy.
    """
    plain = " ".join(to_arabic_digits(text).replace("พ.ศ.", " ").split())
    if match := _ISO.fullmatch(plain):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if 1900 <= year < 2100:
            return _existing(year, month, day)
    elif match := _NUMERIC.fullmatch(plain):
        year, month, day = _full_year(match[4]), int(match[3]), int(match[1])
    elif match := _WORDED.fullmatch(plain):
        month = _MONTH_NUMBERS.get(re.sub(r"[. ]", "", match[2]), 0)
        if not month:
            raise ValueError(f"ไม่รู้จักเดือน “{match[2]}” กรุณาพิมพ์ เช่น 17 ก.พ. 2561")
        year, day = _full_year(match[3]), int(match[1])
    else:
        raise ValueError("อ่านวันที่ไม่ได้ กรุณาพิมพ์วัน เดือน ปี พ.ศ. เช่น 17/2/2561 หรือ 17 ก.พ. 2561")
    if 1900 <= year < 2100:
        raise ValueError(f"ปี {year} เป็นปี ค.ศ. กรุณาพิมพ์ปี พ.ศ. คือ {year + BE_OFFSET}")
    if not 2400 <= year < 2800:
        raise ValueError(f"ปี {year} ไม่ใช่ปี พ.ศ. ที่ใช้ได้ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2561")
    return _existing(year - BE_OFFSET, month, day)


def _full_year(text: str) -> int:
    return int(text) + 2500 if len(text) == 2 else int(text)


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"ไม่มีวันที่ {day} เดือน {month} พ.ศ. {year + BE_OFFSET} กรุณาตรวจสอบวันและเดือน"
        ) from None
