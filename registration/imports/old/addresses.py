"""An address in one cell, as parts of our form (DOMAIN §7.7)."""

import re

from registration.imports.old.texts import on_one_line
from registration.validators.text import arabic_digits

# A word of Thai has no space before it: what may also be the end of a word needs one.
_BEGINS = r"(?:(?<=[\s,0-9/)])|^)"
_PARTS = (
    ("house_no", rf"{_BEGINS}(?:บ้านเลขที่|เลขที่|บลข\.)"),
    ("moo", rf"(?:{_BEGINS}(?:หมู่ที่|หมู่|ม\.)|(?<=[0-9])\s*ม\.?)(?=\s*[0-9])|หมู่ที่(?=\s*[0-9])"),
    ("village", rf"{_BEGINS}(?:หมู่บ้าน|บ้าน(?!เลข)|บ\.|อาคาร|ชุมชน)"),
    ("soi", rf"{_BEGINS}(?:ตรอก/ซอย|ตรอก|ซอย|ซ\.)"),
    ("road", rf"{_BEGINS}(?:ถนน|ถ\.)"),
    ("subdistrict", rf"ตำบล|แขวง|{_BEGINS}ต\.|(?<=[ก-๎])ต\.(?=\s*[ก-ฮเแโใไ]{{2}})"),
    (
        "district",
        rf"กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|{_BEGINS}เขต|{_BEGINS}อ\.|(?<=[ก-๎])อ\.(?=\s*[ก-ฮเแโใไ])",
    ),
    ("province", rf"จังหวัด|{_BEGINS}จ\.|(?<=[ก-๎])จ\.(?=\s*[ก-ฮเแโใไ])|(?=กรุงเทพ|กทม)"),
    (
        "postcode",
        rf"รหัสไปรษณีย์|ไปรษณีย์|{_BEGINS}(?=[1-9][0-9]{{4}}(?![0-9/-]))"
        r"|(?<=[ก-๎.])(?=[1-9][0-9]{4}\s*$)",
    ),
)  # fmt: skip
_WORD = re.compile("|".join(f"(?P<{key}>{pattern})" for key, pattern in _PARTS))
_HOUSE = re.compile(r"\s*([0-9]+(?:\s*[/-]\s*[0-9]+)*(?:\s*[ก-ฮ](?![ก-๎.]))?)(?![0-9])")
_NUMBER = re.compile(r"\s*([0-9]+)")
_IN_FULL = {"บ.": "บ้าน"}  # a village's own word belongs to its name


def read(text: str) -> dict[str, str]:
    """Parts by name: house_no, moo, village, soi, road, subdistrict, district, province, postcode.

    What belongs to none of them goes with the village or building, so that no word is lost.
    """
    plain = on_one_line(arabic_digits(text)).replace("กรุงเทพฯ", "กรุงเทพมหานคร")
    plain = re.sub(r"กทม\.?", "กรุงเทพมหานคร", plain)
    parts: dict[str, list[str]] = {}
    loose: list[str] = []
    found = _words(plain)
    head = plain[: found[0][1]] if found else plain
    rest = _take(parts, "house_no", _HOUSE, head)
    loose.append(rest)
    ends = [start for _key, start, _begin in found[1:]] + [len(plain)]
    for (key, start, begin), end in zip(found, ends, strict=False):
        value = plain[begin:end]
        if key == "house_no":
            loose.append(_take(parts, key, _HOUSE, value))
        elif key in ("moo", "postcode"):
            loose.append(_take(parts, key, _NUMBER, value))
        else:
            word = plain[start:begin].strip() if key == "village" else ""
            _put(parts, key, _IN_FULL.get(word, word) + value.strip(" ,"))
    for each in loose:
        _put(parts, "village", each)
    return {key: " ".join(values) for key, values in parts.items()}


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words that begin a part. Of two in a row the second belongs to a name: ต.บ้านยาง."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        between = text[found[-1][2] : match.start()] if found else "?"
        if found and not between.strip() and found[-1][0] != "postcode":
            continue
        found.append((match.lastgroup or "", match.start(), match.end()))
    return found


def _take(parts: dict[str, list[str]], key: str, pattern: re.Pattern, text: str) -> str:
    """Puts a number where it belongs; what is left of the text comes back."""
    match = pattern.match(text)
    if not match or parts.get(key):
        return text.strip(" ,")
    _put(parts, key, re.sub(r"\s", "", match[1]))
    return text[match.end() :].strip(" ,")


def _put(parts: dict[str, list[str]], key: str, value: str) -> None:
    value = value.strip(" ,.;")
    if value and value != "-":
        parts.setdefault(key, []).append(value)
