"""Single values: read what people type, return the normal form, or say what to do about it.

Every function returns the normalised value or raises errors.InvalidValue; its Thai sentence names
the remedy. Form, spreadsheet and admin ask the same functions, so a value is judged alike at every
door. Sources: DOMAIN.md §3.2 (year, position), §7.5 (IDs), §7.6 (telephones), §7.8 (text).
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _
from stdnum.th import pin

from registration.errors import InvalidValue

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]")
_ID_GROUPS = (1, 5, 10, 12, 13)

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
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub("\u0e4d([่-๋]?)\u0e32|([่-๋])\u0e4d\u0e32", "\\1\\2\u0e33", text)
    text = text.replace("\u0e40\u0e40", "\u0e41")
    text = " ".join(text.split())
    return _BROKEN_SARA_AM_PATTERN.sub(lambda match: _BROKEN_SARA_AM[match[0]], text)


def sort_key(name: str) -> str:
    """Return a key whose code point order is the order of a Thai dictionary.

    A leading vowel is spoken after its consonant and sorts there; tone marks decide only between
    names that are otherwise equal. Digits of either script sort alike.
    """
    text = _LEADING_VOWEL.sub(r"\2\1", _arabic_digits(normalise_text(name)).casefold())
    letters = _TONE_MARK.sub("", text)
    if letters == text:
        return letters
    # One place per letter: "-" without a mark (below every mark), so a later mark sorts first.
    marks = re.sub("[^็-๎](?![็-๎])", "-", text)
    marks = re.sub("[^็-๎-]", "", marks)
    return f"{letters}\t{marks}"


def check_digit(first12: str) -> str:
    """Return the 13th digit: (11 − Σ(14−i)·Nᵢ mod 11) mod 10. For generated test people only."""
    return pin.calc_check_digit(first12)


def citizen_id(text: str) -> str:
    """Return the 13 digits of a Thai citizen ID without separators.

    First digits 0, 6, 7 (and the unassigned 9) are refused: these numbers belong to people without
    Thai nationality. 3, 4 and 8 do not prove it either; the nationality statement does.
    The message never tells what the right check digit would be.
    """
    digits = _thirteen_digits(text, _("เลขประจำตัวประชาชน"))
    if digits[0] in _REFUSED_FIRST_DIGITS:
        raise InvalidValue(_REFUSED_FIRST_DIGITS[digits[0]])
    if digits[12] != check_digit(digits):
        raise InvalidValue(_("เลขประจำตัวประชาชนไม่ถูกต้อง กรุณาตรวจทานกับบัตรประชาชนทีละหลัก แล้วกรอกใหม่"))
    return digits


_REFUSED_FIRST_DIGITS = {
    "0": _(
        "เลขที่ขึ้นต้นด้วย 0 ไม่ใช่เลขประจำตัวของผู้มีสัญชาติไทย กรุณากรอกเลขประจำตัวประชาชนของประธานกลุ่ม "
        "หรือเจ้าของ ถ้าเป็นเลขทะเบียนนิติบุคคลให้กรอกในช่องเลขทะเบียนนิติบุคคล"
    ),
    "6": _(
        "เลขที่ขึ้นต้นด้วย 6 เป็นของผู้ที่เข้าเมืองโดยไม่ชอบด้วยกฎหมายหรืออยู่ชั่วคราว จึงลงทะเบียนไม่ได้ "
        "กรุณากรอกเลขประจำตัวประชาชนของผู้มีสัญชาติไทย"
    ),
    "7": _(
        "เลขที่ขึ้นต้นด้วย 7 เป็นของบุตรของผู้มีเลขขึ้นต้นด้วย 6 จึงลงทะเบียนไม่ได้ "
        "กรุณากรอกเลขประจำตัวประชาชนของผู้มีสัญชาติไทย"
    ),
    "9": _("ไม่มีเลขประจำตัวประชาชนที่ขึ้นต้นด้วย 9 กรุณาตรวจทานหลักแรกกับบัตรประชาชน แล้วกรอกใหม่"),
}


def juristic_id(text: str) -> str:
    """Return the 13 digits of a juristic person's registration number, which starts with 0."""
    digits = _thirteen_digits(text, _("เลขทะเบียนนิติบุคคล"))
    if digits[0] != "0":
        raise InvalidValue(
            _("เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0 กรุณาตรวจทานกับหนังสือรับรองนิติบุคคล แล้วกรอกใหม่")
        )
    if digits[12] != check_digit(digits):
        raise InvalidValue(
            _("เลขทะเบียนนิติบุคคลไม่ถูกต้อง กรุณาตรวจทานกับหนังสือรับรองนิติบุคคลทีละหลัก แล้วกรอกใหม่")
        )
    return digits


def format_citizen_id(digits: str) -> str:
    """Write 13 stored digits as on the card: 1-2345-67890-12-1."""
    starts = (0, *_ID_GROUPS)
    return "-".join(digits[a:b] for a, b in zip(starts, _ID_GROUPS, strict=False))


def mask_citizen_id(digits: str) -> str:
    """Show at most the last three digits: x-xxxx-xxxxx-12-1; nothing of what is no ID; "" of ""."""
    if not digits:
        return ""
    if not re.fullmatch("[0-9]{13}", digits):
        return format_citizen_id("x" * 13)
    return format_citizen_id("x" * 10 + digits[10:])


def phone(text: str) -> str:
    """Return telephone numbers as the letter writes them, joined by ", ".

    Landlines "0 4466 6512", mobiles "08 1234 5678", extensions "0 4466 6512 ต่อ 12". Several
    numbers are separated by comma, semicolon or slash. +66 becomes 0.
    """
    parts = [part for part in re.split(r"[,;/]", _arabic_digits(text)) if part.strip()]
    if not parts:
        raise InvalidValue(_("กรุณากรอกหมายเลขโทรศัพท์ เช่น 0 4466 6512 หรือ 08 1234 5678"))
    return ", ".join(dict.fromkeys(_one_phone(part) for part in parts))


def _one_phone(text: str) -> str:
    number, *extension = re.split(r"ต่อ|ext\.?|#", text, maxsplit=1, flags=re.IGNORECASE)
    number = re.sub(r"^\+660?", "0", re.sub(r"[.()]", "", _SEPARATORS.sub("", number)))
    suffix = ""
    if extension:
        inner = _SEPARATORS.sub("", extension[0])
        if not re.fullmatch("[0-9]{1,6}", inner):
            raise InvalidValue(_("เลขต่อภายในต้องเป็นตัวเลขไม่เกิน 6 หลัก เช่น 0 4466 6512 ต่อ 12"))
        suffix = f" ต่อ {inner}"
    if re.fullmatch("0[23457][0-9]{7}", number):
        return f"{number[0]} {number[1:5]} {number[5:]}{suffix}"
    if re.fullmatch("0[689][0-9]{8}", number):
        return f"{number[:2]} {number[2:6]} {number[6:]}{suffix}"
    raise InvalidValue(
        _(
            "หมายเลขโทรศัพท์ “%(number)s” ไม่ถูกต้อง โทรศัพท์พื้นฐานมี 9 หลัก เช่น 0 4466 6512 "
            "โทรศัพท์มือถือมี 10 หลัก เช่น 08 1234 5678 ถ้ามีหลายหมายเลขให้คั่นด้วยจุลภาค"
        )
        % {"number": text.strip()}
    )


def postcode(text: str) -> str:
    """Return a five-digit postcode; the first two digits are at least 10."""
    digits = _SEPARATORS.sub("", _arabic_digits(text))
    if not re.fullmatch("[1-9][0-9]{4}", digits):
        raise InvalidValue(_("รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 31000 กรุณาตรวจสอบแล้วกรอกใหม่"))
    return digits


def be_year(text: str | int, this_year: int) -> int:
    """Return a Buddhist Era year from 2400 to this_year (also Buddhist Era)."""
    digits = _SEPARATORS.sub("", _arabic_digits(str(text)).replace("พ.ศ.", ""))
    if not re.fullmatch("[0-9]{4}", digits):
        raise InvalidValue(_("ปี พ.ศ. ต้องเป็นตัวเลข 4 หลัก เช่น 2560 กรุณากรอกใหม่"))
    year = int(digits)
    if 1857 <= year <= this_year - 543:
        raise InvalidValue(
            _("ปี %(ce)d เป็นปี ค.ศ. กรุณากรอกปี พ.ศ. คือ %(be)d") % {"ce": year, "be": year + 543}
        )
    if not 2400 <= year <= this_year:
        raise InvalidValue(
            _("ปี พ.ศ. ต้องอยู่ระหว่าง 2400 ถึง %(last)d กรุณาตรวจสอบแล้วกรอกใหม่") % {"last": this_year}
        )
    return year


def gps(lat: str | float | Decimal, lon: str | float | Decimal) -> tuple[Decimal, Decimal]:
    """Return latitude and longitude within Thailand's bounding box, to six decimals (10 cm)."""
    latitude, longitude = _degrees(lat), _degrees(lon)
    if _within_thailand(latitude, longitude):
        return latitude, longitude
    if _within_thailand(longitude, latitude):
        raise InvalidValue(
            _("ละติจูดกับลองจิจูดสลับช่องกัน กรุณากรอกละติจูด (เช่น 14.99) ก่อนลองจิจูด (เช่น 103.10)")
        )
    raise InvalidValue(
        _(
            "พิกัดอยู่นอกประเทศไทย ละติจูดต้องอยู่ระหว่าง 5.6–20.5 และลองจิจูดระหว่าง 97.3–105.7 "
            "กรุณาตรวจสอบแล้วกรอกใหม่"
        )
    )


def _degrees(value: str | float | Decimal) -> Decimal:
    try:
        degrees = Decimal(_arabic_digits(str(value)).strip())
        if degrees.is_finite() and abs(degrees) <= 180:
            return degrees.quantize(Decimal("0.000001"))
    except InvalidOperation:
        pass
    raise InvalidValue(_("พิกัดต้องเป็นองศาทศนิยมครบทั้งสองช่อง เช่น 14.993200 และ 103.102900 กรุณากรอกใหม่"))


def _within_thailand(latitude: Decimal, longitude: Decimal) -> bool:
    return Decimal("5.6") <= latitude <= Decimal("20.5") and (
        Decimal("97.3") <= longitude <= Decimal("105.7")
    )


def _thirteen_digits(text: str, name: str) -> str:
    digits = _SEPARATORS.sub("", _INVISIBLE.sub("", _arabic_digits(text)))
    if not re.fullmatch("[0-9]*", digits):
        raise InvalidValue(
            _("%(name)sมีได้เฉพาะตัวเลข เว้นวรรค และขีด กรุณาลบอักขระอื่นออก") % {"name": name}
        )
    if len(digits) != 13:
        raise InvalidValue(
            _("%(name)sต้องมี 13 หลัก แต่กรอกไว้ %(count)d หลัก กรุณาตรวจทานแล้วกรอกให้ครบ")
            % {"name": name, "count": len(digits)}
        )
    return digits


def _arabic_digits(text: str) -> str:
    # calendar has the same for documents; the two modules lie side by side and do not import.
    return re.sub("[๐-๙]", lambda match: str(int(match[0])), text)
