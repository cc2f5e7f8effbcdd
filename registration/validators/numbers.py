"""Years and amounts (DOMAIN §3.2)."""

import re

from django.utils.translation import gettext_lazy as _

from registration.errors import InvalidValue
from registration.spelling import INVISIBLE
from registration.validators.text import SEPARATORS, arabic_digits

_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_UNIT = re.compile(r"^฿\s*|\s*(บาท|คน|฿)\s*$")


def be_year(text: str | int, this_year: int) -> int:
    """Return a Buddhist Era year from 2400 to this_year (also Buddhist Era)."""
    digits = SEPARATORS.sub("", arabic_digits(str(text)).replace("พ.ศ.", ""))
    if not re.fullmatch("[0-9]{4}", digits):
        raise InvalidValue(_("ปี พ.ศ. ต้องเป็นตัวเลข 4 หลัก เช่น 2560 กรุณากรอกใหม่"))
    year = int(digits)
    if 1857 <= year <= this_year - 543:
        raise InvalidValue(
            _("ปี %(ce)d เป็นปี ค.ศ. กรุณากรอกปี พ.ศ. คือ %(be)d") % {"ce": year, "be": year + 543}
        )
    if not 2400 <= year <= this_year:
        raise InvalidValue(
            _("ปี พ.ศ. ต้องอยู่ระหว่าง 2400 ถึง %(last)d กรุณาตรวจสอบแล้วกรอกใหม่") % {"last": this_year}
        )
    return year


def plain_number(text: str) -> str:
    """Return a number of 0 or more as a program reads it: "๑,๒๐๐ บาท" is "1200"; "" and "-" are "".

    A comma must stand where thousands do: "1,5" may be a decimal comma, so it is refused.
    """
    number = _UNIT.sub("", INVISIBLE.sub("", arabic_digits(text)).strip())
    number = re.sub(r"(?<=[0-9])\.[-–]$", "", number)
    number = re.sub(r"(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))", ",", number)
    if number in ("", "-", "–"):  # a dash on paper says that there is none
        return ""
    if _GROUPED.fullmatch(number):
        return number.replace(",", "")
    if _PLAIN.fullmatch(number):
        return number
    raise InvalidValue(_("กรุณากรอกเป็นตัวเลขตั้งแต่ 0 ขึ้นไป เช่น 1200 หรือ 1,200.50"))
