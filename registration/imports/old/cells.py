"""How one cell of a list is read for one of our columns, and what is said about it."""

import re

from django.utils.translation import gettext as _

from registration.imports.old import addresses, amounts, contacts, gazetteer, people, years
from registration.imports.old.targets import PRODUCT, Known
from registration.imports.old.texts import on_one_line
from registration.imports.old.words import Words
from registration.sheets.columns import Column, ValueKind

SECRETS = ("citizen_id", "proxy_citizen_id")
_K = ValueKind
_CHOSEN = (_K.CHOICE, _K.CODES, _K.YES_NO)
_YEARS = ("founded_year", "opc_year")
_TELEPHONES = ("telephone", "mobile", "phone")
_PERSON = ("person_name", "person_title", "person_first_name", "person_last_name")
# Thirteen digits of which a spreadsheet kept the first three or six.
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]{2}", re.IGNORECASE)
_NUMBERED = re.compile(r"^[0-9๐-๙]{1,2}[.)]\s*")
_LISTED = re.compile(r"\s*[,;\n]\s*|\s+(?=[0-9๐-๙]{1,2}[.)]\s*[^0-9๐-๙])|\s+[-•]\s+")
_PERIODS = {"capacity": "เดือน", "sales_domestic": "ปี", "sales_abroad": "ปี", "last_income": "ปี"}
_PERIOD = re.compile("วัน|สัปดาห์|อาทิตย์|เดือน|ไตรมาส|ปี")
_SOURCED = re.compile(r"\([^)]*\)")


def read(part, known: Known, words: Words, key: str, place: int, text: str) -> None:
    """Write a cell's text, as it was ``said``, into ``part`` as our workbook has it."""
    own, column = key.removeprefix(PRODUCT), known.column(key)
    if key in _TELEPHONES:
        _telephone(part, key, place, text)
    elif key in _PERSON:
        person(part, key, place, text)
    elif key == "product.material_source":
        part.source = words.written(key, text)[0]
    elif column is None:
        return
    elif column.kind in _CHOSEN:
        _choose(part, words, key, own, place, text)
    elif column.kind is _K.CITIZEN_ID or own == "juristic_id":
        _identity(part, own, place, text)
    elif own in _YEARS or column.kind is _K.PARTIAL_DAY:
        _year(part, column, own, place, text)
    elif column.kind in (_K.AMOUNT, _K.COUNT):
        _amount(part, own, place, text)
    else:
        part.put(own, text if column.kind is _K.LONG else on_one_line(text), place, text)


def _choose(part, words: Words, key: str, own: str, place: int, text: str) -> None:
    written, _unread = words.written(key, on_one_line(text))
    part.put(own, written, place, text)


def _identity(part, own: str, place: int, plain: str) -> None:
    if _SCIENTIFIC.fullmatch(plain.replace(" ", "")):
        part.refuse(
            place, own,
            _(
                "โปรแกรมตารางย่อเลขนี้เป็น %(text)s หลักท้ายหายไปแล้ว "
                "ให้ตั้งรูปแบบช่องเป็นข้อความ แล้วพิมพ์ใหม่ให้ครบ 13 หลักจากเอกสาร"
            )
            % {"text": plain},
        )  # fmt: skip
        return
    part.put(own, plain.strip("'=\""), place, plain)


def _year(part, column: Column, own: str, place: int, plain: str) -> None:
    written = years.year(plain) if own in _YEARS else years.day(plain)
    part.put(own, written, place, plain)
    if written != plain and years.is_common_era(plain):
        part.note(place, own, _("อ่านเป็น พ.ศ. %(year)s โปรดตรวจ") % {"year": written}, plain)


def _amount(part, own: str, place: int, plain: str) -> None:
    period = _PERIOD.search(plain)
    if period and period[0] != _PERIODS.get(own, period[0]):
        part.put(own, plain, place, plain)
        return
    number, unit = amounts.read(plain)
    part.put(own, number, place, plain)
    if own == "capacity" and unit and "capacity_unit" not in part.cells:
        part.put("capacity_unit", unit, place, plain)
    elif number != plain and re.search("[ก-๎]", plain.replace("บาท", "").replace("คน", "")):
        part.note(place, own, _("อ่านเป็น %(number)s โปรดตรวจ") % {"number": number}, plain)


def _telephone(part, key: str, place: int, text: str) -> None:
    found = contacts.read(text)
    _add(part, "mobile", found.mobiles, place, text)
    _add(part, "phone", found.phones, place, text)
    _add(part, "phone" if key == "phone" else "mobile", found.unread, place, text)


def _add(part, key: str, numbers: list[str], place: int, text: str) -> None:
    if not numbers:
        return
    held = [each for each in part.cells.get(key, "").split(", ") if each]
    part.cells[key] = ", ".join(dict.fromkeys([*held, *numbers]))
    part.at.setdefault(key, place)
    part.typed[key] = ", ".join(filter(None, (part.typed.get(key), text)))


def person(part, key: str, place: int, plain: str) -> None:
    """A name in one cell, or a part of one that may begin with a title all the same."""
    if key == "person_last_name":
        part.put(key, on_one_line(plain), place, plain)
        return
    if key == "person_title":
        part.put(key, people.in_full(plain), place, plain)
        return
    found = people.read(plain)
    if key == "person_first_name" and "person_last_name" in part.cells and found.last:
        found = people.Person(found.title, f"{found.first} {found.last}", "", found.rest)
    if not found.first and found.last:
        found = people.Person(found.title, found.last, "", found.rest)
    for name, value in (
        ("person_title", found.title), ("person_first_name", found.first),
        ("person_last_name", found.last),
    ):  # fmt: skip
        part.put(name, value, place, plain)
    if found.rest:
        part.note(
            place,
            "person_first_name",
            _("ไม่ได้นำเข้า “%(text)s” ที่อยู่ในช่องชื่อ") % {"text": found.rest},
            plain,
        )


def names(text: str) -> list[str]:
    """The products that one cell names."""
    parts = (_NUMBERED.sub("", part.strip(" -•.")) for part in _LISTED.split(text))
    return [part for part in parts if part]


def address(text: str) -> dict[str, str]:
    return addresses.read(text)


def contact(part, words: Words, parts: dict[str, str], place: int, text: str) -> None:
    """An address to write to; its places are names in our form."""
    for name, value in parts.items():
        key = f"contact_{name}"
        if name == "province":
            value = words.written(key, gazetteer.without_word(value))[0]
        elif name in ("subdistrict", "district"):
            value = gazetteer.without_word(value)
        part.put(key, value, place, text)


def materials(text: str, source: str) -> str:
    """Materials with where they come from, where the list says it for all of them alike."""
    if not source or _SOURCED.search(text):
        return text
    found = [part.strip() for part in re.split(r"[,;/\n]|\sและ\s", text)]
    return " / ".join(f"{each} ({source})" for each in found if each)


def same_place(one: str, other: str) -> bool:
    return gazetteer.bare(one) == gazetteer.bare(other)


def short_names(label: str) -> tuple[str, ...]:
    """What may stand before the number in a standard's own column."""
    head, _bracket, inside = label.partition("(")
    whole = [head.strip(), inside.strip(" )"), *head.split("/")]
    return tuple({each.strip() for each in whole if each.strip()})


def differs(text: str, held: str) -> str:
    return _("ช่องนี้เขียนว่า “%(text)s” ไม่ตรงกับ “%(held)s” ที่อ่านไว้แล้ว จึงใช้ “%(held)s”") % {
        "text": on_one_line(text), "held": on_one_line(held),
    }  # fmt: skip


def differs_in_secret() -> str:
    return _("เลขประจำตัวประชาชนของรายเดียวกันไม่ตรงกันในสองที่ จึงใช้เลขแรกที่พบ โปรดตรวจกับบัตรประชาชน")


def unknown_standard(word: str) -> str:
    return _("ไม่รู้จักมาตรฐาน “%(word)s” จึงไม่ได้นำเข้า") % {"word": word}


def numberless(label: str) -> str:
    return _("“%(name)s” ไม่มีเลขที่ จึงไม่นำเข้า ถ้ามีใบจริงให้กรอกเลขที่ในแบบภายหลัง") % {"name": label}


def pending(label: str, text: str) -> str:
    return _("%(name)s: “%(text)s” ยังไม่ได้รับ จึงไม่ได้นำเข้า") % {
        "name": label,
        "text": on_one_line(text),
    }
