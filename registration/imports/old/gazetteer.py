"""Places of today and those that are gone, by name and by code (geothai's lists of DOPA)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import geothai
from django.utils import translation
from geothai.abolished import abolished_areas
from geothai.types import Abolished

from registration import enums
from registration.spelling import fold

_WORDS = re.compile(r"^(?:กิ่งอำเภอ|กิ่งอ\.|จังหวัด|อำเภอ|ตำบล|แขวง|เขต|จ\.|อ\.|ต\.|ข\.|กิ่ง)\s*")
_CAPITAL = "01"
_NICKNAMES = {
    "กทม": "กรุงเทพมหานคร", "กรุงเทพ": "กรุงเทพมหานคร", "อยุธยา": "พระนครศรีอยุธยา",
    "โคราช": "นครราชสีมา",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """A place's name as names are compared: folded, without the word for its level."""
    name = fold(name)
    short = (_WORDS.sub("", name) or name).replace(".", "").removesuffix("ฯ")
    return _NICKNAMES.get(short, short)


def without_word(name: str) -> str:
    """A place's name as it is typed where its level is known."""
    return _WORDS.sub("", name.strip()) or name.strip()


def in_words(code: str) -> str:
    """ตำบลนางรอง อำเภอนางรอง จังหวัดบุรีรัมย์, as far as a code goes; '' of an unknown one. In Thai,
    as the list is, whatever language is read.
    """
    words = enums.place_words(code)
    places = (
        (words.subdistrict, geothai.subdistrict(code)),
        (words.district, geothai.district(code[:4])),
        (words.province, geothai.province(code[:2])),
    )
    with translation.override("th"):
        return " ".join(f"{word}{place.name_th}" for word, place in places if place)


def listed(codes: Iterable[str]) -> str:
    """The places of codes in words, each with its code."""
    return ", ".join(f"{in_words(code)} ({code})" for code in codes)


def exists(code: str) -> bool:
    return bool(geothai.subdistrict(code) or geothai.district(code))


@cache
def all_provinces() -> tuple[str, ...]:
    return tuple(each.code for each in geothai.provinces())


def provinces_named(name: str) -> list[str]:
    wanted = bare(name)
    return [each.code for each in geothai.provinces() if bare(each.name_th) == wanted]


def districts_named(name: str, provinces: Iterable[str]) -> list[str]:
    """Codes of the districts with this name; เมือง is the capital of each province."""
    wanted = bare(name)
    return [
        each.code
        for province in provinces
        for each in geothai.districts(province)
        if bare(each.name_th) == wanted or is_capital(name, each.code)
    ]


def subdistricts_named(name: str, districts: Iterable[str]) -> list[str]:
    wanted = bare(name)
    return [
        each.code
        for district in districts
        for each in geothai.subdistricts(district)
        if bare(each.name_th) == wanted
    ]


def districts_of(provinces: Iterable[str]) -> list[str]:
    return [each.code for province in provinces for each in geothai.districts(province)]


def is_capital(name: str, code: str) -> bool:
    """Whether a district is called by the one word for every province's first."""
    return bare(name) == "เมือง" and code[2:4] == _CAPITAL


def names_of(code: str) -> dict[str, str]:
    """What a code's subdistrict, district and province are called; a level it has not is left
    out.
    """
    found = {
        "subdistrict": geothai.subdistrict(code),
        "district": geothai.district(code[:4]),
        "province": geothai.province(code[:2]),
    }
    return {level: place.name_th for level, place in found.items() if place}


@cache
def gone() -> dict[str, Abolished]:
    """Abolished districts and subdistricts by their codes."""
    return {each.code: each for each in abolished_areas()}


def gone_named(name: str, parents: Iterable[str]) -> list[Abolished]:
    """Abolished places with this name whose code begins with one of ``parents``, one level up."""
    wanted, parents = bare(name), set(parents)
    return [
        each
        for code, each in gone().items()
        if code[:-2] in parents and bare(each.name_th) == wanted
    ]


def successors(place: Abolished) -> list[str]:
    """The places of today that took over from one that is gone."""
    return [code for code in place.successors if exists(code)]


@lru_cache(maxsize=2000)
def namesakes(name: str, level: str) -> tuple[str, ...]:
    """Places of today with the name of one that has no successor on record."""
    if level == "district":
        return tuple(districts_named(name, all_provinces()))
    return tuple(subdistricts_named(name, districts_of(all_provinces())))
