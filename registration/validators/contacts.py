"""How somebody is reached: telephone, postcode, website (DOMAIN §7.6, §7.7)."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from registration.errors import InvalidValue
from registration.spelling import INVISIBLE
from registration.validators.text import SEPARATORS, arabic_digits

_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s.@:/\\]+\.)+[^\s.@:/\\]{2,}", re.IGNORECASE)


def phone(text: str) -> str:
    """Return telephone numbers as the letter writes them, joined by ", ".

    Landlines "0 4466 6512", mobiles "08 1234 5678", extensions "0 4466 6512 ต่อ 12". Several
    numbers are separated by comma, semicolon or slash. +66 becomes 0.
    """
    parts = [part for part in re.split(r"[,;/]", arabic_digits(text)) if part.strip()]
    if not parts:
        raise InvalidValue(_("กรุณากรอกหมายเลขโทรศัพท์ เช่น 0 4466 6512 หรือ 08 1234 5678"))
    return ", ".join(dict.fromkeys(_one_phone(part) for part in parts))


def _one_phone(text: str) -> str:
    number, *extension = re.split(r"ต่อ|ext\.?|#", text, maxsplit=1, flags=re.IGNORECASE)
    number = re.sub(r"^\+660?", "0", re.sub(r"[.()]", "", SEPARATORS.sub("", number)))
    suffix = ""
    if extension:
        inner = SEPARATORS.sub("", extension[0])
        if not re.fullmatch("[0-9]{1,6}", inner):
            raise InvalidValue(_("เลขต่อภายในต้องเป็นตัวเลขไม่เกิน 6 หลัก เช่น 0 4466 6512 ต่อ 12"))
        suffix = f" ต่อ {inner}"
    if re.fullmatch("0[23457][0-9]{7}", number):
        return f"{number[0]} {number[1:5]} {number[5:]}{suffix}"
    if re.fullmatch("0[689][0-9]{8}", number):
        return f"{number[:2]} {number[2:6]} {number[6:]}{suffix}"
    raise InvalidValue(
        _(
            "หมายเลขโทรศัพท์ “%(number)s” ไม่ถูกต้อง โทรศัพท์พื้นฐานมี 9 หลัก เช่น 0 4466 6512 "
            "โทรศัพท์มือถือมี 10 หลัก เช่น 08 1234 5678 ถ้ามีหลายหมายเลขให้คั่นด้วยจุลภาค"
        )
        % {"number": text.strip()}
    )


def postcode(text: str) -> str:
    """Return a five-digit postcode; the first two digits are at least 10."""
    digits = SEPARATORS.sub("", arabic_digits(text))
    if not re.fullmatch("[1-9][0-9]{4}", digits):
        raise InvalidValue(_("รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 31000 กรุณาตรวจสอบแล้วกรอกใหม่"))
    return digits


def website(text: str) -> str:
    """Return an address of a website with its scheme; only http and https are one.

    "www.example.com" becomes "https://www.example.com". An address with a name and password in it,
    or with a scheme that a browser runs, is refused.
    """
    address = INVISIBLE.sub("", text).strip()
    if not _SCHEME.match(address):
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        fits = parts.scheme.lower() in ("http", "https") and _HOST.fullmatch(parts.hostname or "")
        fits = fits and not parts.username and parts.port != 0
    except ValueError:
        fits = False
    if not fits or re.search(r"[\s<>\"\\\x00-\x1f]", address):
        raise InvalidValue(
            _("ที่อยู่เว็บไซต์ไม่ถูกต้อง กรุณากรอกเช่น www.example.com หรือ https://www.example.com/shop")
        )
    return address
