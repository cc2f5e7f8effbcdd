"""Standards and rights of a product, from a column of their own or all in one cell."""

import re
from dataclasses import dataclass

from registration.imports.old import years
from registration.imports.old.texts import on_one_line, said
from registration.sheets.columns import fold

_TICKS = frozenset(
    ("/", "✓", "✔", "☑", "√", "ü", "v", "x", "●", "•", "*", "yes", "y", "true", "1", "ใช่", "มี",
     "ได้", "ได้รับ", "ได้รับแล้ว", "ผ่าน")
)  # fmt: skip
_NO = frozenset(("no", "n", "false", "0", "☐", "✗", "ไม่ใช่", "ไม่", "ไม่ได้"))
_NOT_YET = re.compile(
    r"อยู่ระหว่าง|ระหว่าง(?:ขอ|ดำเนิน|รอ)|กำลัง|ยังไม่|รอ(?:ผล|ตรวจ|ใบ|การ)|เคย(?:ได้|มี)|ไม่ผ่าน|ไม่ได้"
)
_EXPIRES = re.compile(r"[(\s]*(?:วัน)?(?:หมดอายุ|สิ้นสุด)(?:วันที่|เมื่อ)?[\s:]*(?P<day>[^)]+)\)?\s*$")
_AHEAD = re.compile(
    r"^(?:มาตรฐาน|ใบอนุญาต|ทะเบียน|เลข)?\s*(?:เลขที่|เลขทะเบียน|หมายเลข|ที่|no\.?)?[\s:.]*", re.IGNORECASE
)
_NUMBER = re.compile(r"(?P<word>[^0-9๐-๙]*?)[\s:]*(?P<number>(?:เลขที่\s*)?[0-9๐-๙].*)?$", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;\n]|(?<![0-9๐-๙])/(?![0-9๐-๙])|\sและ\s)\s*")


@dataclass(frozen=True)
class Held:
    """What one cell says. ``is_pending`` tells of a paper that is only applied for."""

    number: str = ""
    expires_on: str = ""
    is_pending: bool = False


def read(text: str, names: tuple[str, ...] = ()) -> Held | None:
    """The number in a column of one standard, whose ``names`` may stand before it; ``None`` where
    the cell says that there is none. A tick is a standard without its number.
    """
    plain = on_one_line(said(text))
    if not plain or fold(plain) in _NO:
        return None
    if fold(plain) in _TICKS:
        return Held()
    if _NOT_YET.search(plain):
        return Held(is_pending=True)
    expires = _EXPIRES.search(plain)
    day = years.day(expires["day"].strip()) if expires else ""
    number = plain[: expires.start()] if expires else plain
    for name in sorted(names, key=len, reverse=True):
        if number.casefold().startswith(name.casefold()):
            number = number[len(name) :].lstrip(" .:")
            break
    number = _AHEAD.sub("", number).strip(" ,.()")
    return Held("" if fold(number) in _TICKS else number, day)


def parts(text: str) -> list[tuple[str, str]]:
    """The word and the number of each standard that one cell names: "มผช. 17/2546, อย."."""
    found = []
    for part in _BETWEEN.split(said(text)):
        match = _NUMBER.match(part.strip(" -•"))
        if part.strip() and match:
            word = re.sub(r"(?:เลขที่|เลขทะเบียน|หมายเลข|ที่)\s*$", "", match["word"]).strip(" :(-")
            found.append((word, _AHEAD.sub("", match["number"] or "").strip(" )")))
    return found
