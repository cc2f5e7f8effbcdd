"""Numbers with words around them: "ชิ้นละ 150", "1,200 บาท", "20 ผืน/เดือน", "1.5 ล้าน"."""

import re
from decimal import Decimal

from registration import validators
from registration.errors import InvalidValue
from registration.validators.text import arabic_digits

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_AMOUNT = re.compile(
    rf"(?P<before>[^0-9]*?)(?P<number>{_NUMBER})\s*(?P<power>ล้าน|แสน|หมื่น|พัน)?(?P<after>[^0-9]*)"
)
_POWERS = {"พัน": 1000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
# What says no more than that a number is a price or roughly so.
_BEFORE = re.compile(r"(?:ราคา|ประมาณ|เฉลี่ย|ปลีก|ส่ง|[ก-๎]{1,12}ละ|฿|[\s:.~@])*")
_UNIT = re.compile(
    r"\s*(?:บาท|฿)?\s*(?:\.?[-–]+|บาท)?\s*(?:(?:/|ต่อ|:)?\s*(?P<unit>[ก-๎]{1,14}))?"
    r"\s*(?:(?:/|ต่อ)\s*[ก-๎]{1,14})?\s*"
)


def read(text: str) -> tuple[str, str]:
    """The number as the form takes it, and its unit; the text itself where it is not plainly one
    number.
    """
    try:
        return validators.plain_number(text), ""
    except InvalidValue:
        pass
    match = _AMOUNT.fullmatch(" ".join(arabic_digits(text).split()))
    if not match or not _BEFORE.fullmatch(match["before"]):
        return text, ""
    after = _UNIT.fullmatch(match["after"])
    if not after or match["before"].rstrip().endswith("-"):
        return text, ""
    number = Decimal(match["number"].replace(",", "")) * _POWERS.get(match["power"], 1)
    plain = format(number.normalize(), "f")
    unit = after["unit"] or ""
    return plain, "" if unit == "บาท" else unit
