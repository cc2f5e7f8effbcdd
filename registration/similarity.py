"""How alike two producers are: plain text in, plain text and numbers out, no database.

``fold`` and ``fold_person`` make the keys that are stored beside the names. ``likeness`` weighs
what two producers have in common; what it finds is a question to an officer, never an answer.
The weights were chosen by hand and are measured by ``manage.py measure_duplicates``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz import fuzz

from registration import validators
from registration.enums import DuplicateGround as Ground
from registration.enums import ProducerType

# Tone marks, การันต์ and ็ are what spelling variants differ in; vowels carry the word.
_MARKS = re.compile("[\u0e47-\u0e4e]")
_SILENCED = re.compile("[ก-ฮ][ิุ]?์")
_NOT_A_LETTER = re.compile("[^0-9a-zก-๎]|[ฯๆ]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_DIGITS = re.compile("[0-9]+")

_TITLE = re.compile(
    r"^(?:ว่าที่\s*(?:ร\.?\s*[ตทอ]\.?)?(?:\s*หญิง)?|(?:จ\.?)?ส\.?\s*[ตทอ]\.|[รพ]\.\s*[ตทอ]\.(?:\s*[ตทอ]\.)?"
    r"|ด\.\s*[ชญ]\.|น\.\s*ส\.|ดร\.|ผศ\.|รศ\.|นางสาว|นาง|นาย|คุณ)\s*(?=[เแโใไก-ฮ]{2}|[ก-ฮ].)"
)
# Said or left out at will before a name, so they tell nothing apart. Folded, longest first.
_KIND_WORDS = (
    "หางหุนสวนสามัญนิติบุคคล", "หางหุนสวนจำกัด", "หางหุนสวนสามัญ", "วิสาหกิจชุมชน", "บริษัท", "หจก",
    "บจก", "รานคา", "กลุม", "ราน",
)  # fmt: skip
_TAIL_WORDS = ("จำกัดมหาชน", "จำกัด")
_SHORTEST = 3  # what is left of a name must still name something
_OTHER_NUMBER = 60  # near to nothing
_WHOLE = 6  # a shorter beginning is common to many names


def fold(name: str) -> str:
    """A business name without what its spellings differ in; equal names give equal keys.

    The kind of business before the name (กลุ่ม, ร้าน, บริษัท … จำกัด) and all spaces are left out.
    """
    key = _letters(name)
    for word in _TAIL_WORDS:
        if key.endswith(word) and len(key) >= len(word) + _SHORTEST:
            key = key.removesuffix(word)
    word = _kind_word(key)
    while word:
        key = key.removeprefix(word)
        word = _kind_word(key)
    return key


def fold_person(name: str) -> str:
    """First and last name without title, in one order whichever was typed first, with one space
    between.
    """
    text, before = validators.normalise_text(name), ""
    while text != before:
        before, text = text, _TITLE.sub("", text)
    text = re.sub(r"(^|\s)ณ\s+", r"\1ณ", text)  # ณ อยุธยา is one name
    return " ".join(sorted(filter(None, map(_letters, text.split()))))


def _letters(text: str) -> str:
    text = validators.normalise_text(text).casefold().translate(_THAI_DIGITS)
    return _NOT_A_LETTER.sub("", _MARKS.sub("", _SILENCED.sub("", text)))


def _kind_word(key: str) -> str:
    found = (word for word in _KIND_WORDS if key.startswith(word))
    return next((word for word in found if len(key) >= len(word) + _SHORTEST), "")


def alike(one: str, other: str) -> float:
    """0 to 100 for two keys of ``fold``; little likeness is 0.

    A name that goes on in the other is near to it: the village was left out, or a place put behind.
    """
    score = _ratio(one, other)
    if one.startswith(other) or other.startswith(one):
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) >= _WHOLE and not _DIGITS.search(longer.removeprefix(shorter)):
            return max(score, 85)
    return score


def alike_persons(one: str, other: str) -> float:
    """0 to 100 for two keys of ``fold_person``: the least alike of their names, best matched.

    A family has its last name in common; that alone makes nobody the same.
    """
    ours, theirs = one.split(" "), other.split(" ")
    if len(ours) != len(theirs) or len(ours) > 3:
        return _ratio(one.replace(" ", ""), other.replace(" ", ""))
    return max(_least(ours, order) for order in permutations(theirs))


def _least(ours: Iterable[str], theirs: Iterable[str]) -> float:
    least = 100.0
    for a, b in zip(ours, theirs, strict=True):
        least = min(least, _ratio(a, b))
        if not least:
            break
    return least


def _ratio(one: str, other: str) -> float:
    """Numbers that differ tell names apart: หมู่ 3 is not หมู่ 8."""
    if not one or not other:
        return 0
    score = fuzz.ratio(one, other, score_cutoff=_OTHER_NUMBER)
    if score > _OTHER_NUMBER and _DIGITS.findall(one) != _DIGITS.findall(other):
        return _OTHER_NUMBER
    return score


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a producer; '' where nothing is known.

    ``citizen_id`` is its blind index, names are folded; the rest stands as it is stored, for it is
    read only where a name is near.
    """

    producer_type: str
    name: str = ""
    person: str = ""
    citizen_id: str = ""
    juristic_id: str = ""
    enterprise_no: str = ""
    phones: str = ""
    house: str = ""
    moo: str = ""
    subdistrict: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is 0 to 100, ``grounds`` are the codes of what agrees, in their fixed order."""

    score: int
    grounds: tuple[str, ...]
    is_certain: bool = False  # one number that only one producer can have

    @property
    def is_likely(self) -> bool:
        """Probably one producer."""
        return self.score >= LIKELY

    @property
    def is_asked(self) -> bool:
        """An officer decides: probably one producer, or one person behind both."""
        return self.is_likely or bool(NUMBERS.intersection(self.grounds))


LIKELY = 55
NUMBERS = frozenset({Ground.CITIZEN_ID, Ground.JURISTIC_ID, Ground.ENTERPRISE_NO})
_NOTHING = Likeness(0, ())


def likeness(one: Traits, other: Traits) -> Likeness:
    """Weigh what two producers have in common against what speaks for two."""
    numbers = [
        ground
        for ground, a, b in (
            (Ground.CITIZEN_ID, one.citizen_id, other.citizen_id),
            (Ground.JURISTIC_ID, one.juristic_id, other.juristic_id),
            (Ground.ENTERPRISE_NO, number_key(one.enterprise_no), number_key(other.enterprise_no)),
        )
        if a and a == b
    ]
    name, person = alike(one.name, other.name), alike_persons(one.person, other.person)
    if not numbers and name < _NEAR_NAME and person < _NEAR_PERSON:
        return _NOTHING  # nearly all of a province end here
    score, grounds = _weigh(one, other, name, person)
    certain = _is_certain(one, other, numbers)
    if Ground.CITIZEN_ID in numbers:
        score += 60
    elif one.citizen_id and other.citizen_id:
        score -= 15
    if certain:
        score = max(score, 95)
    elif name < _NEAR_NAME and not _both_sole(one, other):
        # One person may lead two groups, or have a shop besides: businesses of other names are two.
        score = min(score, LIKELY - 1)
    return Likeness(max(0, min(100, score)), (*numbers, *grounds), certain)


_SAME_NAME, _NEAR_NAME, _SAME_PERSON, _NEAR_PERSON = 95, 80, 90, 70


def _is_certain(one: Traits, other: Traits, numbers: list[str]) -> bool:
    return bool(numbers) and (numbers != [Ground.CITIZEN_ID] or _both_sole(one, other))


def _both_sole(one: Traits, other: Traits) -> bool:
    return one.producer_type == other.producer_type == ProducerType.SOLE


def _weigh(one: Traits, other: Traits, name: float, person: float) -> tuple[int, list[str]]:
    score, grounds = 0, []
    if name >= _NEAR_NAME:
        grounds.append(Ground.NAME)
        score += 45 if name >= _SAME_NAME else 35
    if person >= _NEAR_PERSON:
        grounds.append(Ground.PERSON)
        score += 40 if person >= _SAME_PERSON else 25
    elif one.person and other.person:
        score -= 20
    ours, theirs = phones(one.phones), phones(other.phones)
    if ours & theirs:
        grounds.append(Ground.PHONE)
        score += 15
    elif ours and theirs:
        score += 5 if _one_digit_off(ours, theirs) else -5
    if one.subdistrict and other.subdistrict:
        if one.subdistrict != other.subdistrict:
            return score - (15 if one.subdistrict[:4] == other.subdistrict[:4] else 25), grounds
        score += 5
        if _house(one) and _house(one) == _house(other):
            grounds.append(Ground.ADDRESS)
            score += 10
    return score, grounds


def _house(traits: Traits) -> tuple[str, str] | None:
    number = house_key(traits.house)
    return (number, house_key(traits.moo)) if number else None


def _one_digit_off(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(
        len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
        for a in ours
        for b in theirs
    )


def phones(text: str) -> frozenset[str]:
    """The numbers of stored telephones, digits only, without extensions."""
    parts = (part.partition("ต่อ")[0] for part in text.split(","))
    return frozenset(filter(None, (re.sub("[^0-9]", "", part) for part in parts)))


def house_key(text: str) -> str:
    """A house number as its digits and slashes: เลขที่ ๑๒/๓ is 12/3, - is nothing."""
    return re.sub("[^0-9/]", "", text.translate(_THAI_DIGITS)).strip("/")


def number_key(text: str) -> str:
    """A registration number without its punctuation, which is typed in many ways."""
    return text and re.sub("[^0-9a-zก-๎]", "", text.casefold().translate(_THAI_DIGITS))
