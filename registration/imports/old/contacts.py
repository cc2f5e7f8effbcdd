"""Telephones of old lists: several in a cell, and the leading zero that a spreadsheet took away."""

import re
from dataclasses import dataclass, field

from registration import validators
from registration.errors import InvalidValue
from registration.validators.text import SEPARATORS, arabic_digits

_BETWEEN = re.compile(r"[,;/\n]|หรือ|และ|(?<=[0-9])\s{2,}(?=0)")
_WORDS = re.compile(
    r"^\s*(?:โทร(?:ศัพท์|สาร)?(?:มือถือ|บ้าน)?|มือถือ|เบอร์|tel|fax|ม\.|บ\.)[\s.:]*", re.IGNORECASE
)
_EXTENSION = re.compile(r"\s*(?:ต่อ|ext\.?|#)\s*", re.IGNORECASE)
_RANGE = re.compile(r"(0[2-7][0-9]{7})[-–]([0-9])")
_MOBILE = re.compile("0[689][0-9]{8}")


@dataclass
class Numbers:
    """Numbers as the form writes them; ``unread`` are parts that are none, ``mended`` those that
    lacked their first digit.
    """

    phones: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def read(text: str) -> Numbers:
    """Every number of a cell."""
    found = Numbers()
    for part in _BETWEEN.split(arabic_digits(text)):
        part = _WORDS.sub("", part).strip(" .:")
        if part:
            _sort(found, part)
    return found


def _sort(found: Numbers, part: str) -> None:
    for each in _spread(part):
        whole = _with_zero(each)
        try:
            written = validators.phone(whole)
        except InvalidValue:
            found.unread.append(each)
            continue
        if whole != each:
            found.mended.append(written)
        is_mobile = _MOBILE.fullmatch(written.replace(" ", "").partition("ต่อ")[0])
        (found.mobiles if is_mobile else found.phones).append(written)


def _spread(part: str) -> list[str]:
    """044-666512-3 is 044-666512 and 044-666513."""
    number = re.sub(r"[\s.()]", "", part)
    head, dash, last = number.rpartition("-")
    match = _RANGE.fullmatch(SEPARATORS.sub("", head) + dash + last)
    if match:
        return [match[1], match[1][:-1] + match[2]]
    if re.fullmatch("[0-9]{18,20}", SEPARATORS.sub("", part)):
        return re.split(r"(?<=[0-9])\s+(?=0[0-9])", part, maxsplit=1)
    return [part]


def _with_zero(part: str) -> str:
    """A number whose first zero is gone: 812345678, 44666512. 01 was 081 until 2549."""
    number, *rest = _EXTENSION.split(part, maxsplit=1)
    digits = re.sub(r"[.()]", "", SEPARATORS.sub("", number.removesuffix(".0")))
    if re.fullmatch("[689][0-9]{8}|[23457][0-9]{7}", digits):
        return " ต่อ ".join([f"0{digits}", *rest])
    if re.fullmatch("01[0-9]{7}", digits):
        return " ต่อ ".join([f"08{digits[1:]}", *rest])
    return part
