"""Titles between the rows of a list, and of its sheets: the place of the rows below."""

import re

from registration.imports.old import addresses, gazetteer, places
from registration.imports.old.places import Said
from registration.imports.old.texts import on_one_line

_NUMBERED = re.compile(r"^[0-9๐-๙]{1,3}\s*[.)]\s*")
_COUNTED = re.compile(r"\s*(?:จำนวน\s*)?\(?[0-9๐-๙]+\s*(?:ราย|กลุ่ม|ผลิตภัณฑ์|คน)\)?$")
_PLACE = re.compile(r"(?:กิ่งอำเภอ|กิ่ง\s*อ\.|อำเภอ|ตำบล|แขวง|เขต|อ\.|ต\.)\s*(?=[ก-ฮเแโใไ])")
_MOST_WORDS = 6


def is_place(title: str) -> bool:
    """Whether a title names a district or a subdistrict, and nothing more than its province."""
    text = _bare(title)
    return bool(_PLACE.match(text)) and len(text.split()) <= _MOST_WORDS


def below(title: str, before: Said) -> Said:
    """What a title says of the rows below it; a subdistrict lies in the district ``before`` it."""
    parts = addresses.read(_bare(title))
    return Said(
        subdistrict=parts.get("subdistrict", ""),
        district=parts.get("district") or before.district,
        province=parts.get("province") or before.province,
    )


def of_sheet(title: str, area: str) -> Said:
    """A sheet that is called after a district of the area holds that district."""
    said = Said(district=gazetteer.bare(title))
    return said if said.district and places.find(said, area).district else Said()


def _bare(title: str) -> str:
    return _COUNTED.sub("", _NUMBERED.sub("", on_one_line(title)))
