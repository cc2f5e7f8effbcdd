"""Names of people as offices write them: title, first and last name in one cell."""

import re
from dataclasses import dataclass

from registration.imports.old.texts import on_one_line

# Longest first. What follows a title begins a name: "นางรอง" is one, "นวลจันทร์" holds none.
_RANKS = (
    r"ว่าที่\s*(?:พ\.?\s*ต\.?|ร\.?\s*[ตทอ]\.?|ร้อย(?:ตรี|โท|เอก)|พันตรี)?\s*(?:หญิง)?",
    r"พล\.?\s*(?:ต\.?)?\s*[ตทอ]\.(?:\s*[ตทอ]\.)?", r"[รพ]\.\s*ต\.\s*[ตทอ]\.\s*(?:หญิง)?",
    r"[รพ]\.\s*[ตทอ]\.\s*(?:หญิง)?", r"(?:จ\.\s*)?ส\.\s*ต\.\s*[ตทอ]\.", r"จ\.\s*ส\.\s*[ตทอ]\.",
    r"ส\.\s*[ตทอ]\.", r"[รพ]\.\s*(?:จ\.\s*)?[ตทอ]\.", r"ด\.\s*ต\.", r"อส\.?\s*(?=[ก-ฮ])",
    r"(?:ร้อย|พัน|จ่าสิบ|สิบ)(?:ตำรวจ)?(?:ตรี|โท|เอก)(?:หญิง)?", r"ดาบตำรวจ",
)  # fmt: skip
_OTHERS = (
    r"ม\.\s*[ลร]\.\s*ว\.", r"ม\.\s*ล\.", r"ม\.\s*ร\.\s*ว\.", r"หม่อมหลวง", r"หม่อมราชวงศ์",
    r"ผศ\.", r"รศ\.", r"ศ\.", r"ดร\.", r"นพ\.", r"พญ\.", r"ทพ\.", r"พระครู\S*",
    r"พระมหา", r"พระ(?=อธิการ)",
    r"น\.\s*ส\.", r"นส\.", r"ด\.\s*[ชญ]\.", r"เด็กชาย", r"เด็กหญิง", r"นางสาว", r"นาง", r"นาย", r"คุณ",
    r"(?i:mrs?\.|miss|ms\.)",
)  # fmt: skip
_NAME = r"(?=\s*(?:[เแโใไ][ก-ฮ]|[ก-ฮ]{2}|[ก-ฮ][ะ-ู็-๎]|[A-Za-z]))"
_TITLE = re.compile(rf"\s*((?:{'|'.join((*_RANKS, *_OTHERS))}){_NAME})")
_SHORT = {"น.ส.": "นางสาว", "นส.": "นางสาว", "ด.ช.": "เด็กชาย", "ด.ญ.": "เด็กหญิง"}
_ASIDE = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_NEXT = re.compile(r"\s*(?:[,;/\n]|และ(?=\s*(?:นาย|นาง|น\.|คุณ)))\s*")
_NUMBERED = re.compile(r"^[0-9๐-๙]{1,3}\s*[.)]\s*")


@dataclass(frozen=True)
class Person:
    """``rest`` is what is no part of the first person's name: others, what stands in brackets."""

    title: str = ""
    first: str = ""
    last: str = ""
    rest: str = ""


def read(text: str) -> Person:
    """The first person that a cell names. Everything in the text is in one of the parts."""
    asides = [each.strip() for each in _ASIDE.findall(text)]
    whole, *others = [each for each in _NEXT.split(_ASIDE.sub(" ", text)) if each.strip()] or [""]
    name = _NUMBERED.sub("", on_one_line(whole))
    title, name = split_title(name)
    first, _space, last = name.partition(" ")
    return Person(title, first, last.strip(), ", ".join(filter(None, (*others, *asides))))


def split_title(name: str) -> tuple[str, str]:
    """The titles before a name, and the name."""
    titles, rest = [], name
    while found := _TITLE.match(rest):
        titles.append(found[1].strip())
        rest = rest[found.end() :]
    return in_full(" ".join(titles)), rest.strip()


def in_full(title: str) -> str:
    """A title as our form writes it: น.ส. is นางสาว. Ranks stay as they are."""
    title = on_one_line(title)
    return _SHORT.get(title.replace(" ", ""), title)


def has_title(text: str) -> bool:
    """Whether a text begins as a person's name does."""
    return bool(_TITLE.match(text))
