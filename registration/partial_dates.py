"""A day of birth as far as a card tells it: day, month and year, month and year, or only the year.

Stored as ISO 8601 in the Common Era ("1967-05-12", "1967-05", "1967"), typed and shown in the
Buddhist Era. Old cards carry no day or no month (DOMAIN §3.2 row 7).
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from registration import calendar
from registration.errors import InvalidValue

_ISO = re.compile(r"(1[89][0-9]{2}|20[0-9]{2})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_YEAR = re.compile(r"(?:ปี)?\s*([0-9]{4})")
_NUMBERED = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_WORDED = re.compile(r"([ก-ฺเ-๎. ]+?)\s*([0-9]{4}|[0-9]{2})")
# What cards print where the day or the month is not known: "-/5/2510", "00/00/2510".
_UNKNOWN = re.compile(r"^(?:(?:0{1,2}|-+)\s*[/.]\s*)+")
_MONTHS = {
    name.replace(".", ""): number
    for names in (calendar.MONTHS, calendar.SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}
_OLDEST = 130


def parse(text: str, today: date | None = None) -> str:
    """Read what somebody typed: "12/5/2510", "พฤษภาคม 2510", "5/2510" or "2510".

    Raises ``InvalidValue`` with the remedy; a year of the Common Era is one only in ISO form with
    a month, where it cannot be a slip. Without ``today`` whether somebody can be so old or so young
    is not asked.
    """
    plain = " ".join(calendar.to_arabic_digits(text).replace("พ.ศ.", " ").split())
    plain = _UNKNOWN.sub("", plain)
    if match := _YEAR.fullmatch(plain):
        return _within(f"{_ce(match[1]):04d}", today)
    if match := _NUMBERED.fullmatch(plain):
        return _within(f"{_ce(match[2]):04d}-{_month(match[1]):02d}", today)
    if "-" in plain and _ISO.fullmatch(plain):
        return stored(plain, today)
    if match := _WORDED.fullmatch(plain):
        month = _MONTHS.get(re.sub(r"[. ]", "", match[1].removeprefix("เดือน")))
        if month:
            return _within(f"{_ce(match[2]):04d}-{month:02d}", today)
    try:
        return _within(calendar.parse_thai_date(plain).isoformat(), today)
    except InvalidValue:
        raise
    except ValueError as error:
        if re.search(r"[/.-]|[ก-๎]", plain) and not str(error).startswith("อ่านวันที่ไม่ได้"):
            raise InvalidValue(str(error)) from error
        raise InvalidValue(
            _("อ่านวันเกิดไม่ได้ กรุณาพิมพ์เช่น 12/5/2510 ถ้าบัตรไม่มีวันหรือเดือน พิมพ์ พฤษภาคม 2510 หรือ 2510")
        ) from error


def stored(text: str, today: date | None) -> str:
    """Return a value as it is stored; whatever is not in that form is read as typed."""
    match = _ISO.fullmatch(text)
    if match is None:
        return parse(text, today)
    if match[3]:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise InvalidValue(_("ไม่มีวันที่นี้ในปฏิทิน กรุณาตรวจวันเกิดกับบัตรประชาชน")) from error
    return _within(text, today)


def earliest(iso: str) -> date:
    """The first day that it can be: from there the law counts an age whose day or month is not
    known (Civil and Commercial Code, section 16).
    """
    parts = [int(part) for part in iso.split("-")]
    return date(*parts, *(1,) * (3 - len(parts)))


def age(iso: str, on: date) -> int:
    """Completed years on a day."""
    born = earliest(iso)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def in_words(iso: str) -> str:
    """ "12 พฤษภาคม 2510", "พฤษภาคม 2510", "2510"; '' of ''."""
    if not iso:
        return ""
    year, *rest = iso.split("-")
    be_year = int(year) + calendar.BE_OFFSET
    month = f"{calendar.MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    return f"{day}{month}{be_year}"


def as_typed(iso: str) -> str:
    """As a form shows what it stored: "12/05/2510", "05/2510", "2510"; the rest unchanged."""
    if not _ISO.fullmatch(iso or ""):
        return iso
    year, *rest = iso.split("-")
    return "/".join([*reversed(rest), str(int(year) + calendar.BE_OFFSET)])


def _ce(text: str) -> int:
    year = int(text) + 2500 if len(text) == 2 else int(text)
    if 1900 <= year < 2100:
        raise InvalidValue(
            _("ปี %(ce)d เป็นปี ค.ศ. กรุณากรอกปี พ.ศ. คือ %(be)d")
            % {"ce": year, "be": year + calendar.BE_OFFSET}
        )
    return year - calendar.BE_OFFSET


def _month(text: str) -> int:
    if not 1 <= int(text) <= 12:
        raise InvalidValue(_("เดือนต้องเป็น 1 ถึง 12 เช่น 5/2510 กรุณาตรวจสอบแล้วกรอกใหม่"))
    return int(text)


def _within(iso: str, today: date | None) -> str:
    if today is None:
        return iso
    try:
        born = earliest(iso)
    except ValueError:
        born = date.min
    if born > today:
        raise InvalidValue(_("วันเกิดอยู่หลังวันนี้ กรุณาตรวจปี พ.ศ. กับบัตรประชาชน"))
    if born.year < today.year - _OLDEST:
        raise InvalidValue(_("ปีเกิดเก่าเกินไป กรุณาตรวจปี พ.ศ. กับบัตรประชาชน"))
    return iso
