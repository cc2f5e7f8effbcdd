"""Which column of a list is what: by its header, and by what stands below it.

A guess is a proposal: a person sees it on the mapping page and decides.
"""

import re
from collections.abc import Sequence

from django.utils import translation
from rapidfuzz import fuzz, process

from registration import validators
from registration.imports.old import people, synonyms, wording
from registration.imports.old.headers import JOINT
from registration.imports.old.targets import Known, of
from registration.imports.old.texts import digits, said
from registration.sheets.columns import Lists, fold
from registration.validators.text import arabic_digits

_NEAR = 86
_MOST = 0.6  # so many of the cells must look alike
_SHORTEST = 5  # letters of a header that may be misspelled
_OF_PRODUCERS = ("รายเดียว", "sme")  # a header that lists the three types
_BRACKETS = re.compile(r"\([^)]*\)")
_A_MONTH = re.compile(r"เดือน|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค")
_PHONE = re.compile(r"0?[689][0-9]{8}|0?[23457][0-9]{7}")
_CONTACT = ("ติดต่อ", "จัดส่ง")
_TO_CONTACT = {
    "site_address": "contact_address", "site_house_no": "contact_house_no",
    "site_moo": "contact_moo", "site_village": "contact_village", "site_soi": "contact_soi",
    "site_road": "contact_road", "subdistrict": "contact_subdistrict",
    "district": "contact_district", "province": "contact_province",
    "site_postcode": "contact_postcode",
}  # fmt: skip
_PRODUCT_HEAD, _PRODUCT_OWN = (
    "ผลิตภัณฑ์",
    {"name": "product.name", "person_first_name": "product.name"},
)
_CODES = {
    "subdistrict": "subdistrict_code",
    "district": "district_code",
    "province": "province_code",
}

_Guess = tuple[float, str]


def guess(header: Sequence[str], samples: Sequence[Sequence[str]], lists: Lists) -> dict[int, str]:
    """Place of a column to the key of a target; what nothing is known about is left out.

    ``samples`` are the cells of some rows. No target is given twice: the surer one keeps it.
    """
    with translation.override("th"):
        targets = {each.key: each for each in of(Known(lists))}
    labels = {synonyms.bare(each.label): key for key, each in targets.items()}
    known = {**labels, **{text: key for text, key in synonyms.by_text().items() if key in targets}}
    known |= dict.fromkeys(synonyms.aside(), "")
    found: dict[int, _Guess] = {}
    for place, text in enumerate(header):
        cells = [row[place] for row in samples if place < len(row) and said(row[place])]
        score, key = _by_header(text, known)
        key, score = _corrected(key, score, text, cells)
        if not key and not score:
            score, key = _by_cells(cells)
        if key in targets:
            found[place] = (score, key)
    return _each_once(found)


def _by_header(text: str, known: dict[str, str]) -> _Guess:
    """How sure and which target; of a column that our form has no place for sure, and none."""
    whole = synonyms.bare(text) if said(text) else ""
    if not whole:
        return 0, ""
    if whole in known:
        return 100, known[whole]
    head, _joint, own = text.rpartition(JOINT)
    if head:
        score, key = _by_header(own, known)
        if key:
            return score - 1, _in_context(key, head)
        return _by_header(head, known)
    if any(word in whole for word in _OF_PRODUCERS):
        return 80, "producer_type"
    return _nearly(whole, known)


def _nearly(text: str, known: dict[str, str]) -> _Guess:
    """A header that begins as a known one does, or that is a slip of the keyboard away."""
    outside = _BRACKETS.sub("", text)
    long_ones = [each for each in known if len(each) >= _SHORTEST and len(text) >= _SHORTEST]
    beginning = max((each for each in long_ones if text.startswith(each)), key=len, default="")
    if _A_MONTH.search(text) and (beginning or outside in known):
        return 1, ""  # our form asks for years
    if outside in known:
        return 85, known[outside]
    if beginning and 2 * len(beginning) >= len(text):
        return 70, known[beginning]
    near = process.extractOne(text, long_ones, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return (near[1] - 10, known[near[0]]) if near else (0, "")


def _in_context(key: str, head: str) -> str:
    """What a common head says about the columns below it."""
    if any(word in head for word in _CONTACT):
        return _TO_CONTACT.get(key, key)
    if _PRODUCT_HEAD in head:
        return _PRODUCT_OWN.get(key, key)
    return key


def _corrected(key: str, score: float, header: str, cells: Sequence[str]) -> tuple[str, float]:
    """Headers that mean several things are told apart by their cells."""
    if key in _CODES and _mostly(
        cells, lambda each: bool(re.fullmatch("[0-9]{2,6}", digits(each)))
    ):
        return _CODES[key], score
    if key in ("name", "person_first_name") and _mostly(cells, people.has_title):
        names_several = _mostly(cells, lambda each: " " in said(each).strip())
        if key == "name" and "ผู้" not in header and "ชื่อ" not in header:
            return key, score
        return ("person_name" if names_several or key == "name" else key), score - 2
    if key == "product.product_type" and fold(header) in ("ประเภท", "หมวด"):
        types = wording.known("producer_type")
        if _mostly(cells, lambda each: fold(each) in types or "ผู้ผลิต" in each):
            return "producer_type", score - 1
    return key, score


def _by_cells(cells: Sequence[str]) -> _Guess:
    if _mostly(cells, lambda each: len(digits(each)) == 13 and digits(each)[0] != "0"):
        return 60, "citizen_id"
    if _mostly(cells, _is_phone):
        return 55, "telephone"
    if _mostly(cells, lambda each: "@" in each and "." in each):
        return 55, "email"
    if _mostly(cells, people.has_title):
        return 50, "person_name"
    return 0, ""


def _is_phone(cell: str) -> bool:
    first = re.split(r"[,/;]|ต่อ", arabic_digits(cell))[0]
    plain = validators.text.SEPARATORS.sub("", first) if first else ""
    return bool(_PHONE.fullmatch(re.sub(r"[().]", "", plain)))


def _mostly(cells: Sequence[str], fits) -> bool:
    return bool(cells) and sum(map(bool, map(fits, cells))) >= _MOST * len(cells)


def _each_once(found: dict[int, _Guess]) -> dict[int, str]:
    taken: dict[str, int] = {}
    for place, (_score, key) in sorted(found.items(), key=lambda each: (-each[1][0], each[0])):
        taken.setdefault(key, place)
    return dict(sorted((place, key) for key, place in taken.items()))
