"""Years and days of old lists: two digits, Common Era, months alone, days that a spreadsheet made.

What is read is written as an officer would type it; what is not stays, and the form's rules say
what is wrong with it.
"""

import re

from registration import calendar
from registration.validators.text import arabic_digits

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {
    re.sub(r"[.\s]", "", name): number
    for names in (calendar.MONTHS, calendar.SHORT_MONTHS, _ENGLISH)
    for number, name in enumerate(names, start=1)
}
_ERA = re.compile(r"(พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|A\.?D\.?|B\.?E\.?)", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T.*)?")
_NUMERIC = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4}|[0-9]{2})")
_MONTHLY = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_WORDED = re.compile(r"(?:([0-9]{1,2})[\s\-/]*)?([ก-ฺเ-๎.A-Za-z]+?)\.?[\s\-/,]*([0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"(?:เมื่อ\s*)?(?:ปี\s*)?([0-9]{4}|[0-9]{2})")

Read = tuple[int, int, int]  # Buddhist year, month and day; 0 where the text does not say


def year(text: str) -> str:
    """The Buddhist year that a text names; the text itself where none can be meant."""
    found = _read(text)
    return str(found[0]) if found else text


def day(text: str) -> str:
    """A day or what is known of one ("12/1/2559", "1/2559", "2559"); else the text itself."""
    found = _read(text)
    if not found:
        return text
    return "/".join(str(each) for each in reversed(found) if each)


def is_common_era(text: str) -> bool:
    """Whether a year of the Common Era was read as one, although nothing but its size says so."""
    plain = arabic_digits(text)
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", plain)
    return bool(years) and not _ISO.fullmatch(plain.strip()) and not _ERA.search(plain)


def _read(text: str) -> Read | None:
    plain = " ".join(arabic_digits(text).split())
    era = _ERA.search(plain)
    is_ad = bool(era) and era[1][0] in "คaA"
    plain = " ".join(_ERA.sub(" ", plain).replace("วันที่", " ").replace("เดือน", " ").split())
    plain = plain.removesuffix(".0")
    if match := _ISO.fullmatch(plain):
        return _within(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(plain):
        return _within(match[3], match[2], match[1], is_ad=is_ad)
    if match := _MONTHLY.fullmatch(plain):
        return _within(match[2], match[1], "0", is_ad=is_ad)
    if match := _YEAR.fullmatch(plain):
        return _within(match[1], "0", "0", is_ad=is_ad)
    if match := _WORDED.fullmatch(plain.replace("ปี", " ")):
        return _worded(match, is_ad=is_ad)
    return None


def _worded(match: re.Match, *, is_ad: bool) -> Read | None:
    word = re.sub(r"[.\s]", "", match[2]).lower()
    month = _MONTHS.get(word) or _MONTHS.get(word[:3])
    if not month:
        return None
    is_english = word.isascii()
    return _within(match[3], str(month), match[1] or "0", is_ad=is_ad or is_english)


def _within(year_text: str, month: str, day_text: str, *, is_ad: bool = False) -> Read | None:
    number = int(year_text)
    if len(year_text) == 2:
        number += (2000 if number < 70 else 1900) if is_ad else 2500
    if 1800 <= number < 2200:
        number += calendar.BE_OFFSET
    if not 2300 <= number < 2800 or int(month) > 12 or int(day_text) > 31:
        return None
    return number, int(month), int(day_text)
