"""Names and lists of names, and the characters that typed values carry along."""

import re

from registration.spelling import normalise_text

SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]")
_NUMBERING = re.compile(r"^(?:[0-9๐-๙]{1,3}\s*[.)]\s*|[-•*·–]\s+)")
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_TONE_MARK = re.compile("[็-๎]")


def sort_key(name: str) -> str:
    """Return a key whose code point order is the order of a Thai dictionary.

    A leading vowel is spoken after its consonant and sorts there; tone marks decide only between
    names that are otherwise equal. Digits of either script sort alike.
    """
    text = _LEADING_VOWEL.sub(r"\2\1", arabic_digits(normalise_text(name)).casefold())
    letters = _TONE_MARK.sub("", text)
    if letters == text:
        return letters
    # One place per letter: "-" without a mark (below every mark), so a later mark sorts first.
    marks = re.sub("[^็-๎](?![็-๎])", "-", text)
    marks = re.sub("[^็-๎-]", "", marks)
    return f"{letters}\t{marks}"


def lines(text: str) -> str:
    """Return a text of several lines, each normalised."""
    return "\n".join(map(normalise_text, text.splitlines())).strip()


def names(text: str) -> str:
    """Return a list of names, one a line: without blank lines and the numbers in front."""
    found = (_NUMBERING.sub("", normalise_text(line)).strip() for line in text.splitlines())
    return "\n".join(name for name in found if name)


def mask_name(text: str, shown: int) -> str:
    """The first ``shown`` letters of a name with their marks; a leading vowel brings its letter.

    A name no longer than that shows one letter less. '' of ''.
    """
    letters = re.findall("[เแโใไ]?[^เแโใไ][ัิ-ฺ็-๎]*|.", normalise_text(text))
    kept = "".join(letters[: max(1, min(shown, len(letters) - 1))])
    return f"{kept}…" if letters else ""


def arabic_digits(text: str) -> str:
    # calendar has the same for documents; the two modules lie side by side and do not import.
    return re.sub("[๐-๙]", lambda match: str(int(match[0])), text)
