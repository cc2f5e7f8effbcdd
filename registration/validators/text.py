"""Text as it is stored and compared, and the characters that typed values carry along."""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]")
_NUMBERING = re.compile(r"^(?:[0-9๐-๙]{1,3}\s*[.)]\s*|[-•*·–]\s+)")

# Text copied from a PDF loses the ring of สระอำ: "ประจ า". A space before า may also be a slip in
# another word ("ย า" is ยา, not ยำ), so only words that have no such twin are mended.
_SARA_AM_WORDS = (  # noqa: SIM905 - one word a line would fill a page
    "ตำบล อำเภอ ประจำ จำกัด จำหน่าย จำนวน สำนัก สำหรับ สำเร็จ สำคัญ กำหนด ดำเนิน ดำริ ตำแหน่ง ตำรับ "
    "คำขวัญ ชำระ ชำนาญ ลำดับ ลำไย อำนาจ บำรุง ทำการ ทำงาน ทำนา ทำมือ ทำสวน นำเข้า ผู้นำ แนะนำ "
    "น้ำพริก น้ำผึ้ง น้ำมัน น้ำตาล น้ำปลา น้ำดื่ม น้ำผัก น้ำผลไม้ น้ำสมุนไพร น้ำอ้อย"
).split()
_BROKEN_SARA_AM = {
    broken: word
    for word in _SARA_AM_WORDS
    for broken in (word.replace("ำ", " า"), word.replace("้ำ", " ้า"))
    if broken != word
}
_BROKEN_SARA_AM_PATTERN = re.compile(
    "|".join(sorted(map(re.escape, _BROKEN_SARA_AM), key=len, reverse=True))
)

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_TONE_MARK = re.compile("[็-๎]")


def normalise_text(text: str) -> str:
    """Return text as it is stored and compared: NFC, no invisible characters, single spaces.

    Mends what Thai keyboards and PDFs produce: ํ+า becomes ำ (also around a tone mark), doubled เ
    becomes แ, and "ประจ า" becomes ประจำ in words where nothing else can be meant.
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub("\u0e4d([่-๋]?)\u0e32|([่-๋])\u0e4d\u0e32", "\\1\\2\u0e33", text)
    text = text.replace("\u0e40\u0e40", "\u0e41")
    text = " ".join(text.split())
    return _BROKEN_SARA_AM_PATTERN.sub(lambda match: _BROKEN_SARA_AM[match[0]], text)


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
