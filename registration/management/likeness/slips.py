"""What happens to the same facts when another officer types them from another paper.

Each slip takes a producer's values and returns them changed, or as they were where it does not
apply. Nothing here knows how names are compared.
"""

import re
from random import Random

from registration import validators
from registration.management.likeness import people

_LAST_NAMES = people.WORDS["last"]
_TONES = "่้๊๋"
# Letters that sound alike and are mistaken for each other.
_ALIKE = ("ศสษ", "นณ", "ทธฑ", "ยญ", "ใไ", "ถฐ", "ลฬ", "รล", "พภ", "ดฎ", "ตฏ")


def title(rng: Random, row: dict) -> dict:
    """Another title, none, or the title typed into the first name."""
    titles = {"นาง": ("นางสาว", "น.ส."), "นางสาว": ("น.ส.", "นาง"), "นาย": ("ว่าที่ ร.ต.", "")}
    other = rng.choice(titles.get(row["person_title"], ("",)))
    if rng.random() < 0.5:
        return {**row, "person_title": other}
    first = rng.choice((f"{row['person_title']}{{}}", f"{row['person_title']} {{}}"))
    return {**row, "person_title": "", "person_first_name": first.format(row["person_first_name"])}


def tone_mark(rng: Random, row: dict) -> dict:
    """A tone mark lost, gained or changed."""

    def slip(text: str) -> str:
        places = [m.start() for m in re.finditer(f"[{_TONES}]", text)]
        if places:
            at = rng.choice(places)
            return text[:at] + rng.choice(["", *_TONES]) + text[at + 1 :]
        places = [m.end() for m in re.finditer("[ก-ฮ](?=[าอ])", text)]
        if not places:
            return text
        at = rng.choice(places)
        return text[:at] + rng.choice(_TONES) + text[at:]

    return _one_name(rng, row, slip)


def spacing(rng: Random, row: dict) -> dict:
    def slip(text: str) -> str:
        if " " in text:
            return text.replace(" ", "", 1)
        places = [m.start() for m in re.finditer("[เแโใไก-ฮ]", text) if m.start() > 2]
        places = [at for at in places if text[at - 1] not in "เแโใไ"]
        if not places:
            return text
        at = rng.choice(places)
        return f"{text[:at]} {text[at:]}"

    return {**row, "name": slip(row["name"])}


def order_of_names(rng: Random, row: dict) -> dict:
    return {
        **row,
        "person_first_name": row["person_last_name"],
        "person_last_name": row["person_first_name"],
    }


def silent_mark(rng: Random, row: dict) -> dict:
    """การันต์ lost alone or with its letter; or put where it does not belong."""

    def slip(text: str) -> str:
        if "์" in text:
            return re.sub(rng.choice(("์", "[ก-ฮ][ิุ]?์")), "", text, count=1)
        if rng.random() < 0.5:
            return text + "์" if re.search("[ก-ฮ]$", text) else text
        return text.replace("รร", "ัน", 1)

    return _one_name(rng, row, slip)


def digit_of_id(rng: Random, row: dict) -> dict:
    """One digit misread, and the check digit typed so that the number passes."""
    digits = row["citizen_id"]
    if not digits:
        return row
    at = rng.randrange(1, 12)
    other = rng.choice([d for d in "0123456789" if d != digits[at]])
    first = digits[:at] + other + digits[at + 1 : 12]
    return {**row, "citizen_id": first + validators.check_digit(first)}


def digit_of_phone(rng: Random, row: dict) -> dict:
    digits = re.sub(r"\D", "", row["mobile"])
    if not digits:
        return row
    at = rng.randrange(2, 10)
    other = rng.choice([d for d in "0123456789" if d != digits[at]])
    return {**row, "mobile": validators.phone(digits[:at] + other + digits[at + 1 :])}


def letter(rng: Random, row: dict) -> dict:
    """One letter for another that sounds alike."""

    def slip(text: str) -> str:
        places = [(at, s) for at, c in enumerate(text) for s in _ALIKE if c in s]
        if not places:
            return text
        at, sounds = rng.choice(places)
        return text[:at] + rng.choice([c for c in sounds if c != text[at]]) + text[at + 1 :]

    return _one_name(rng, row, slip)


def kind_word(rng: Random, row: dict) -> dict:
    """The word before a business's name, said otherwise or left out."""
    pairs = (
        ("วิสาหกิจชุมชนกลุ่ม", "วิสาหกิจชุมชน"), ("วิสาหกิจชุมชน", "กลุ่ม"), ("กลุ่มสตรี", "กลุ่ม"),
        ("กลุ่มแม่บ้าน", "กลุ่ม"), ("กลุ่ม", "วิสาหกิจชุมชน"), ("ร้าน", ""), ("หจก. ", "ห้างหุ้นส่วนจำกัด "),
        ("บริษัท ", ""), ("ห้างหุ้นส่วนจำกัด ", "หจก."),
    )  # fmt: skip
    for word, other in pairs:
        if row["name"].startswith(word):
            return {**row, "name": other + row["name"].removeprefix(word)}
    return row


def short_name(rng: Random, row: dict) -> dict:
    """A business's name without its village, or with a place behind it."""
    head, village, _tail = row["name"].partition("บ้าน")
    if village and len(head) > 8 and rng.random() < 0.5:
        return {**row, "name": head}
    return {**row, "name": row["name"] + rng.choice(("บุรีรัมย์", "นางรอง", "อีสาน", "ไทย"))}


def married(rng: Random, row: dict) -> dict:
    """The same woman under another last name."""
    return {**row, "person_title": "นาง", "person_last_name": rng.choice(_LAST_NAMES)}


def house(rng: Random, row: dict) -> dict:
    """The house number written otherwise, or not at all."""
    number = row["site_house_no"]
    thai = number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return {**row, "site_house_no": rng.choice((thai, f"เลขที่ {number}", "-", ""))}


def no_id(rng: Random, row: dict) -> dict:
    """An old row of the register, or a draft, without the number."""
    return {**row, "citizen_id": ""}


def other_phone(rng: Random, row: dict) -> dict:
    digits = f"09{rng.randrange(100_000_000):08d}"
    return {**row, "mobile": rng.choice(("", validators.phone(digits)))}


def _one_name(rng: Random, row: dict, slip) -> dict:
    """``slip`` in one of the three names that it changes."""
    names = ["person_first_name", "person_last_name", "name"]
    rng.shuffle(names)
    for name in names:
        changed = slip(row[name])
        if changed != row[name]:
            return {**row, name: changed}
    return row


NAMED = {
    "title": title, "tone mark": tone_mark, "spacing": spacing, "order of names": order_of_names,
    "silent mark": silent_mark, "digit of ID": digit_of_id, "digit of telephone": digit_of_phone,
    "like letter": letter, "kind of business": kind_word, "short name": short_name,
    "married": married,
}  # fmt: skip
# What may come on top: each with its share.
BESIDES = ((house, 0.3), (no_id, 0.25), (other_phone, 0.3), (title, 0.2), (spacing, 0.2),
           (digit_of_id, 0.1), (tone_mark, 0.2), (letter, 0.2), (silent_mark, 0.2),
           (short_name, 0.05), (married, 0.02))  # fmt: skip
