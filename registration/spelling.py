"""How a text is spelled when it is stored and when it is compared.

Plain Python: a process that knows nothing of Django compares headers by it, too.
"""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

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


def normalise_text(text: str) -> str:
    """Return text as it is stored and compared: NFC, no invisible characters, single spaces.

    Mends what Thai keyboards and PDFs produce: ํ+า becomes ำ (also around a tone mark), doubled เ
    becomes แ, and "ประจ า" becomes ประจำ in words where nothing else can be meant.
    """
    if text.isascii():  # numbers, mostly: a list of 5,000 rows asks this a million times
        return " ".join(text.split())
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub("\u0e4d([่-๋]?)\u0e32|([่-๋])\u0e4d\u0e32", "\\1\\2\u0e33", text)
    text = text.replace("\u0e40\u0e40", "\u0e41")
    text = " ".join(text.split())
    return _BROKEN_SARA_AM_PATTERN.sub(lambda match: _BROKEN_SARA_AM[match[0]], text)


def fold(text: str) -> str:
    """A text as choices and headers are compared: without spaces and case."""
    return normalise_text(text).replace(" ", "").casefold()


def visible(text: str) -> str:
    """A text without the marks that stand above and below a letter."""
    return re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", text)
