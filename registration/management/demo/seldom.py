"""What only some synthetic producers filled in: nothing of it raises a caution."""

from random import Random

_CHANNELS = ("local", "other-provinces", "fairs", "shops", "online")
_NEEDS = ("production", "standards", "packaging", "marketing", "funding", "management")
_SOURCES = ("ทุนตนเอง", "กองทุนหมู่บ้าน", "ธ.ก.ส.", "ทุนตนเองและสมาชิก")


def values(rng: Random, title: str, middle: tuple[float, float] | None) -> dict:
    """Fields of the producer's form, by the chance that an officer asked for them. ``middle`` is
    where the district lies.
    """
    found: dict = {}
    if rng.random() < 0.7:
        found |= {"birth_date": _birth_date(rng), "gender": "MALE" if title == "นาย" else "FEMALE"}
    if rng.random() < 0.5:
        found |= {
            "labour_community": rng.randint(1, 25),
            "labour_province": rng.randint(0, 5),
            "labour_elsewhere": rng.choice((0, 0, 0, 1)),
        }
    if rng.random() < 0.6:
        found |= {
            "capital_source": rng.choice(_SOURCES),
            "working_capital": rng.randint(1, 60) * 5_000,
            "last_income": rng.randint(2, 200) * 10_000,
            "channels": rng.sample(_CHANNELS, rng.randint(1, 3)),
            "support_needs": rng.sample(_NEEDS, rng.randint(1, 3)),
        }
    if middle and rng.random() < 0.4:
        found |= {
            "latitude": f"{middle[0] + rng.uniform(-0.06, 0.06):.6f}",
            "longitude": f"{middle[1] + rng.uniform(-0.06, 0.06):.6f}",
        }
    return found


def _birth_date(rng: Random) -> str:
    """Old cards tell no day, some not even the month."""
    year, month, day = rng.randint(2488, 2514), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice((*[f"{day}/{month}/{year}"] * 8, f"{month}/{year}", str(year)))
