"""What the register's search looks through, and how a typed search is read. Plain text in and out.

Thai has no spaces between words, so a search is a substring of one column: names as people write
them, numbers as bare digits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from registration import calendar, validators

_SEPARATORS = r"[\s().+\-\u2010-\u2015\u2212]"
_NUMBER = re.compile(rf"(?:{_SEPARATORS}|[0-9])*")
_NOT_A_DIGIT = re.compile("[^0-9]")
_EXTENSION = re.compile("ต่อ.*")
_PRODUCT_NUMBER = re.compile(r"([0-9]{4})-?([0-9]{5})-[0-9]{2}")
# A juristic person's number has 13 digits, too, but begins with 0 and is nobody's secret.
_CITIZEN_ID = re.compile(r"(?<![0-9])[1-9](?:[\s\-\u2010-\u2015\u2212]?[0-9]){12}(?![0-9])")
TAIL = 4  # so many digits of a citizen ID may stand in an address; they are nobody's alone


@dataclass(frozen=True)
class Wanted:
    """A search as it is put to the column: every one of ``parts`` is looked for.

    ``tail`` are four digits that may also be the last of a citizen ID. ``is_citizen_id``: a whole
    ID was typed, which this search never looks for.
    """

    parts: tuple[str, ...] = ()
    tail: str = ""
    is_citizen_id: bool = False


def read(text: str) -> Wanted:
    """A typed text: digits alone are one number, however they are set apart; else words."""
    text = _folded(text)
    if _CITIZEN_ID.search(text):
        return Wanted(is_citizen_id=True)
    product = _PRODUCT_NUMBER.fullmatch(text)
    if product:
        return Wanted((product[1] + product[2],))
    if _NUMBER.fullmatch(text):
        digits = _digits(text)
        if text.startswith("+66"):
            digits = f"0{digits[2:].lstrip('0')}"
        return Wanted((digits,) if digits else (), digits if len(digits) == TAIL else "")
    return Wanted(tuple(dict.fromkeys(text.split())))


def text_of(*, number: str, texts: Iterable[str], numbers: Iterable[str]) -> str:
    """The column's content: ``number`` with and without its dash, ``texts`` as they are written,
    ``numbers`` (telephones, papers; several joined by commas) as digits.
    """
    found = [number, _digits(number), *texts]
    for each in numbers:
        found += [_digits(_EXTENSION.sub("", part)) for part in each.split(",")]
    return _folded(" ".join(dict.fromkeys(filter(None, found))))


def _folded(text: str) -> str:
    return calendar.to_arabic_digits(validators.normalise_text(text)).lower()


def _digits(text: str) -> str:
    return _NOT_A_DIGIT.sub("", calendar.to_arabic_digits(text))
