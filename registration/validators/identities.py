"""Numbers of people and juristic persons: 13 digits with a check digit (DOMAIN §7.5)."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum.th import pin

from registration.errors import InvalidValue
from registration.spelling import INVISIBLE
from registration.validators.text import SEPARATORS, arabic_digits

_ID_GROUPS = (1, 5, 10, 12, 13)
# Not after 0: that is a juristic person's, which is nobody's secret.
_WITHIN = re.compile(rf"(?<![0-9])[1-9](?:{SEPARATORS.pattern}?[0-9]){{12}}(?![0-9])")


def check_digit(first12: str) -> str:
    """Return the 13th digit: (11 − Σ(14−i)·Nᵢ mod 11) mod 10. For generated test people only."""
    return pin.calc_check_digit(first12)


def citizen_id(text: str) -> str:
    """Return the 13 digits of a Thai citizen ID without separators.

    First digits 0, 6, 7 (and the unassigned 9) are refused: these numbers belong to people without
    Thai nationality. 3, 4 and 8 do not prove it either; the nationality statement does.
    The message never tells what the right check digit would be.
    """
    digits = _thirteen_digits(text, _("เลขประจำตัวประชาชน"))
    if digits[0] in _REFUSED_FIRST_DIGITS:
        raise InvalidValue(_REFUSED_FIRST_DIGITS[digits[0]])
    if digits[12] != check_digit(digits):
        raise InvalidValue(_("เลขประจำตัวประชาชนไม่ถูกต้อง กรุณาตรวจทานกับบัตรประชาชนทีละหลัก แล้วกรอกใหม่"))
    return digits


_REFUSED_FIRST_DIGITS = {
    "0": _(
        "เลขที่ขึ้นต้นด้วย 0 ไม่ใช่เลขประจำตัวของผู้มีสัญชาติไทย กรุณากรอกเลขประจำตัวประชาชนของประธานกลุ่ม "
        "หรือเจ้าของ ถ้าเป็นเลขทะเบียนนิติบุคคลให้กรอกในช่องเลขทะเบียนนิติบุคคล"
    ),
    "6": _(
        "เลขที่ขึ้นต้นด้วย 6 เป็นของผู้ที่เข้าเมืองโดยไม่ชอบด้วยกฎหมายหรืออยู่ชั่วคราว จึงลงทะเบียนไม่ได้ "
        "กรุณากรอกเลขประจำตัวประชาชนของผู้มีสัญชาติไทย"
    ),
    "7": _(
        "เลขที่ขึ้นต้นด้วย 7 เป็นของบุตรของผู้มีเลขขึ้นต้นด้วย 6 จึงลงทะเบียนไม่ได้ "
        "กรุณากรอกเลขประจำตัวประชาชนของผู้มีสัญชาติไทย"
    ),
    "9": _("ไม่มีเลขประจำตัวประชาชนที่ขึ้นต้นด้วย 9 กรุณาตรวจทานหลักแรกกับบัตรประชาชน แล้วกรอกใหม่"),
}


def juristic_id(text: str) -> str:
    """Return the 13 digits of a juristic person's registration number, which starts with 0."""
    digits = _thirteen_digits(text, _("เลขทะเบียนนิติบุคคล"))
    if digits[0] != "0":
        raise InvalidValue(
            _("เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0 กรุณาตรวจทานกับหนังสือรับรองนิติบุคคล แล้วกรอกใหม่")
        )
    if digits[12] != check_digit(digits):
        raise InvalidValue(
            _("เลขทะเบียนนิติบุคคลไม่ถูกต้อง กรุณาตรวจทานกับหนังสือรับรองนิติบุคคลทีละหลัก แล้วกรอกใหม่")
        )
    return digits


def food_number(text: str) -> str:
    """Return a food serial number (เลขสารบบอาหาร) as it stands in the อย. mark: 31-2-04561-2-0001.

    Any separators are read, and the letters อย. before it.
    """
    digits = re.sub(r"[./_,]", "", re.sub(r"^\s*(?:เลข\s*)?อย\.?", "", text))
    digits = _thirteen_digits(digits, _("เลขสารบบอาหาร"))
    return "-".join((digits[:2], digits[2], digits[3:8], digits[8], digits[9:]))


def format_citizen_id(digits: str) -> str:
    """Write 13 stored digits as on the card: 1-2345-67890-12-1."""
    starts = (0, *_ID_GROUPS)
    return "-".join(digits[a:b] for a, b in zip(starts, _ID_GROUPS, strict=False))


def mask_citizen_id(digits: str) -> str:
    """Show at most the last three digits: x-xxxx-xxxxx-12-1; nothing of what is no ID; "" of ""."""
    if not digits:
        return ""
    if not re.fullmatch("[0-9]{13}", digits):
        return format_citizen_id("x" * 13)
    return format_citizen_id("x" * 10 + digits[10:])


def _thirteen_digits(text: str, name: str) -> str:
    digits = SEPARATORS.sub("", INVISIBLE.sub("", arabic_digits(text)))
    if not re.fullmatch("[0-9]*", digits):
        raise InvalidValue(
            _("%(name)sมีได้เฉพาะตัวเลข เว้นวรรค และขีด กรุณาลบอักขระอื่นออก") % {"name": name}
        )
    if len(digits) != 13:
        raise InvalidValue(
            _("%(name)sต้องมี 13 หลัก แต่กรอกไว้ %(count)d หลัก กรุณาตรวจทานแล้วกรอกให้ครบ")
            % {"name": name, "count": len(digits)}
        )
    return digits


def mask_within(text: str) -> str:
    """A text in which every citizen ID is masked: people write them where nobody asked for one.

    Thirteen digits whose last is right; other long numbers stay.
    """
    digits = arabic_digits(text)  # as long as the text, so that places are the same
    parts, end = [], 0
    for found in _WITHIN.finditer(digits):
        number = SEPARATORS.sub("", found[0])
        if number[12] == check_digit(number):
            parts += [text[end : found.start()], mask_citizen_id(number)]
            end = found.end()
    return "".join([*parts, text[end:]])
