"""What the demo's producers make: names, materials, prices, permits."""

from collections.abc import Iterator
from datetime import date
from random import Random

from registration.enums import ProductType
from registration.goods import FOOD_NUMBER
from registration.management import reference
from registration.models import ProductGroup, Standard

# DOMAIN §6.4: shares in percent.
SHARES = {
    ProductType.TEXTILE: 45,
    ProductType.FOOD: 27,
    ProductType.HOUSEWARE: 18,
    ProductType.HERBAL: 6,
    ProductType.DRINK: 4,
}
_HELD = 0.3  # how many of those that could hold a quality standard do
_WORDS = reference.read(reference.FIXTURES / "demo" / "goods.json")
_ITEMS = {kind: [row for row in _WORDS["items"] if row["type"] == kind] for kind in SHARES}


def share_out(shares: dict, total: int, rng: Random) -> list:
    """``total`` keys in the given shares, to the unit, in random order."""
    whole = sum(shares.values())
    bounds, passed = [], 0
    for key, share in shares.items():
        passed += share
        bounds.append((round(total * passed / whole), key))
    dealt: list = []
    for bound, key in bounds:
        dealt += [key] * (bound - len(dealt))
    rng.shuffle(dealt)
    return dealt


class Catalogue:
    """Makes the form's values of products; reads the lookups once."""

    def __init__(self):
        self.groups = {group.code: group for group in ProductGroup.objects.all()}
        self.standards = {standard.code: standard for standard in Standard.objects.all()}
        self.numbers: Iterator[int] = iter(range(1, 1_000_000))

    def product(
        self, rng: Random, kind: ProductType, taken: set[str]
    ) -> tuple[dict, dict[str, list]]:
        """Values of a product and what it holds whose name is not in ``taken`` yet."""
        names = [(row, name) for row in _ITEMS[kind] for name in row["names"]]
        row, name = rng.choice([pair for pair in names if pair[1] not in taken] or names)
        low, high = row["price"]
        values = {
            "name": name,
            "product_type": kind,
            "product_group": self.groups[row["group"]],
            "law_compels": row.get("compels", False),
            "story": f"{row['story']} (ข้อมูลสมมติเพื่อการสาธิต)",
            "materials": row["materials"],
            "capacity": rng.randint(*row["capacity"]),
            "capacity_unit": row["unit"],
            "retail_price": max(low, rng.randint(low, high) // 5 * 5),
            "sample_seen": True,
        }
        return values, {"standards": self._held(rng, row)}

    def _held(self, rng: Random, row: dict) -> list[dict]:
        codes = [row["permit"]] if row.get("permit") else []
        if row.get("standards") and rng.random() < _HELD:
            codes.append(rng.choice(row["standards"]))
        return [
            {
                "standard": self.standards[code],
                "number": self._number(code),
                "issuer": self.standards[code].issuer,
                "issued_on": date(2017, rng.randint(1, 9), rng.randint(1, 28)),
                "expires_on": date(2020, rng.randint(1, 12), rng.randint(1, 28)),
            }
            for code in codes
        ]

    def _number(self, code: str) -> str:
        """A number that nobody can have: there is no province 99."""
        n = next(self.numbers)
        return f"99-9-{n:05d}-9-0001" if code == FOOD_NUMBER else f"ตัวอย่าง-{n:05d}"


def craft(rng: Random, kind: ProductType) -> str:
    return rng.choice(_WORDS["crafts"][kind])


def shop(kind: ProductType) -> str:
    return _WORDS["shops"][kind]
