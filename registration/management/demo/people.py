"""People and producers that cannot be mistaken for real ones.

Every surname begins with ตัวอย่าง or สมมติ, and so does a part of every village and shop name.
Citizen IDs begin with 1-9999: digits two to five name the registry office, the first two of them
its province, and provinces end at 96, so no office 9999 has ever given a number. Telephones are
0 4400 0xxx: in area 044 no subscriber's number begins with 0.
"""

from dataclasses import dataclass
from random import Random

from registration import validators
from registration.management import reference

NO_OFFICE = "9999"
_WORDS = reference.read(reference.FIXTURES / "demo" / "people.json")


@dataclass(frozen=True)
class Person:
    title: str
    first_name: str
    last_name: str

    @property
    def full_name(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}"


def person(rng: Random) -> Person:
    """A person; three of four who lead a producer are women."""
    female = rng.random() < 0.75
    title = rng.choice(("นาง", "นางสาว")) if female else "นาย"
    first = rng.choice(_WORDS["female" if female else "male"])
    return Person(title, first, rng.choice(_WORDS["surnames"]))


def citizen_id(number: int) -> str:
    """A number that passes the checksum and that nobody has; one for each ``number``."""
    first = f"1{NO_OFFICE}{number:07d}"
    return first + validators.check_digit(first)


def juristic_id(number: int) -> str:
    """A company of province 99, which does not exist."""
    first = f"0995560{number % 100_000:05d}"
    return first + validators.check_digit(first)


def phone(number: int) -> str:
    return f"0 4400 {number % 1000:04d}"


def village(rng: Random) -> str:
    return f"บ้าน{rng.choice(_WORDS['villages'])}{rng.choice(_WORDS['village_markers'])}"


def company(rng: Random) -> str:
    return f"ตัวอย่าง{rng.choice(_WORDS['companies'])}"
