"""Synthetic producers as an office would type them: names that are common, numbers nobody has."""

from random import Random

from registration import validators
from registration.enums import ProducerType
from registration.management import reference
from registration.management.demo import people as nobody

WORDS = reference.read(reference.FIXTURES / "likeness" / "names.json")
SUBDISTRICTS = tuple(f"3199{n:02d}" for n in range(1, 31))


def person(rng: Random) -> dict[str, str]:
    female = rng.random() < 0.7
    return {
        "person_title": rng.choice(("นาง", "นางสาว")) if female else "นาย",
        "person_first_name": rng.choice(WORDS["female" if female else "male"]),
        "person_last_name": rng.choice(WORDS["last"]),
        "citizen_id": nobody.citizen_id(rng.randrange(10_000_000)),
        "mobile": mobile(rng),
    }


def site(rng: Random) -> dict[str, str]:
    house = str(rng.randrange(1, 300))
    if rng.random() < 0.3:
        house += f"/{rng.randrange(1, 20)}"
    return {
        "site_house_no": house,
        "site_moo": str(rng.randrange(1, 16)),
        "site_subdistrict_id": rng.choice(SUBDISTRICTS),
    }


def group(rng: Random) -> dict[str, str]:
    craft, village = rng.choice(WORDS["crafts"]), rng.choice(WORDS["villages"])
    office, number = rng.randrange(1, 24), rng.randrange(9999)
    kind = rng.choice(("กลุ่ม", "กลุ่ม", "วิสาหกิจชุมชน", "วิสาหกิจชุมชนกลุ่ม", "กลุ่มสตรี", "กลุ่มแม่บ้าน"))
    return {
        "producer_type": ProducerType.GROUP,
        "name": f"{kind}{craft}บ้าน{village}",
        "enterprise_no": f"4-31-{office:02d}-01/1-{number:04d}" if "วิสาหกิจ" in kind else "",
    }


def shop(rng: Random, owner: dict) -> dict[str, str]:
    """A sole owner's: half of the shops bear the owner's name."""
    name = owner["person_first_name"] if rng.random() < 0.5 else rng.choice(WORDS["female"])
    called = rng.choice(("ร้าน{}", "ร้าน{}{}", "{}{}", "บ้าน{}{}", "แม่{}{}", "ป้า{}"))
    return {
        "producer_type": ProducerType.SOLE,
        "name": called.format(name, rng.choice(WORDS["brands"])),
    }


def company(rng: Random) -> dict[str, str]:
    stem = rng.choice(WORDS["last"]) + rng.choice(WORDS["brands"])
    first = f"0995560{rng.randrange(100_000):05d}"
    return {
        "producer_type": ProducerType.SME,
        "name": rng.choice(("บริษัท {} จำกัด", "หจก. {}", "ห้างหุ้นส่วนจำกัด {}")).format(stem),
        "juristic_id": first + validators.check_digit(first),
    }


def producer(rng: Random) -> dict[str, str]:
    """About as many of each type as the country has (DOMAIN §1.1)."""
    owner, draw = person(rng), rng.random()
    if draw < 0.55:
        business = group(rng)
    elif draw < 0.95:
        business = shop(rng, owner)
    else:
        business = company(rng)
    blank = {"enterprise_no": "", "juristic_id": "", "phone": ""}
    return {**blank, **owner, **site(rng), **business}


def mobile(rng: Random) -> str:
    digits = rng.choice(("08", "09", "06")) + f"{rng.randrange(100_000_000):08d}"
    return validators.phone(digits)
