"""Pairs of producers with the truth about them: one producer typed twice, or two that only look
alike.

Made from a seed, the same on every machine. The finder's rules never look here, and nothing here
looks at them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from registration.enums import ProducerType
from registration.management.demo import people as nobody
from registration.management.likeness import people, slips


@dataclass(frozen=True)
class Pair:
    kind: str
    is_same: bool
    one: dict
    other: dict


def true_pairs(seed: int, count: int = 200) -> Iterator[Pair]:
    """One producer typed twice: each kind of slip in turn, others on top by their share."""
    rng, kinds = Random(f"true {seed}"), list(slips.NAMED.items())  # noqa: S311
    for number in range(count):
        kind, slip = kinds[number % len(kinds)]
        one = people.producer(rng)
        other = slip(rng, one)
        for besides, share in slips.BESIDES:
            if rng.random() < share:
                other = besides(rng, other)
        yield Pair(kind, True, one, other)


def near_misses(seed: int, count: int = 2000) -> Iterator[Pair]:
    """Two producers with something in common; every third pair has a slip of typing in it,
    one of four lacks an ID.
    """
    rng, kinds = Random(f"near {seed}"), list(_KINDS.items())  # noqa: S311
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        one, other = make(rng)
        if number % 3 == 0:
            other = rng.choice(list(slips.NAMED.values()))(rng, other)
        if rng.random() < 0.25:
            other = slips.no_id(rng, other)
        yield Pair(kind, False, one, other)


def _family(rng: Random, one: dict, **changes) -> dict:
    """Another producer in the same house, with the family's name and often its telephone."""
    other = people.producer(rng)
    same = ("person_last_name", "site_house_no", "site_moo", "site_subdistrict_id")
    if rng.random() < 0.6:
        same += ("mobile",)
    return {**other, **{name: one[name] for name in same}, **changes}


def _twins(rng):
    """First names that begin alike, IDs given one after the other."""
    one = people.producer(rng)
    stem = one["person_first_name"][: rng.choice((2, 3, 4))]
    names = [
        name for name in people.WORDS["male"] + people.WORDS["female"]
        if name.startswith(stem) and name != one["person_first_name"]
    ]  # fmt: skip
    first = rng.choice(names) if names else one["person_first_name"] + "ศรี"
    following = nobody.citizen_id(int(one["citizen_id"][5:12]) + 1)
    return one, _family(rng, one, person_first_name=first, citizen_id=following)


def _father_and_son(rng):
    """In half of the families with a shop the son's bears the name of the father's."""
    one = people.producer(rng)
    other = _family(rng, one, person_title="นาย")
    other["person_first_name"] = rng.choice(people.WORDS["male"])
    if other["person_first_name"] == one["person_first_name"]:
        other["person_first_name"] += "ชัย"
    if one["producer_type"] == ProducerType.SOLE and rng.random() < 0.5:
        other |= {"name": one["name"], "producer_type": ProducerType.SOLE}
    return one, other


def _sister_shops(rng):
    """Two sisters, shops of one name with a number or a place behind it."""
    one = people.producer(rng)
    one |= people.shop(rng, one)
    other = _family(rng, one, producer_type=ProducerType.SOLE, person_title="นาง")
    other["person_first_name"] = rng.choice(people.WORDS["female"])
    if other["person_first_name"] == one["person_first_name"]:
        other["person_first_name"] += "ศรี"
    tail = rng.choice(("2", "สาขา 2", "น้องสาว", rng.choice(people.WORDS["villages"])))
    return one, {**other, "name": f"{one['name']} {tail}", "juristic_id": "", "enterprise_no": ""}


def _namesake_near(rng):
    """A person of the same name in the same tambon, with another business."""
    one, other = _namesake(rng)
    return one, {**other, "site_subdistrict_id": one["site_subdistrict_id"]}


def _namesake(rng):
    """A person of the same name in another tambon."""
    one, other = people.producer(rng), people.producer(rng)
    for name in ("person_title", "person_first_name", "person_last_name"):
        other[name] = one[name]
    return one, _elsewhere(rng, one, other)


def _same_business_name(rng):
    """A business of the same name in another tambon."""
    one, other = people.producer(rng), people.producer(rng)
    return one, _elsewhere(rng, one, {**other, "name": one["name"]})


def _elsewhere(rng, one, other):
    places = [code for code in people.SUBDISTRICTS if code != one["site_subdistrict_id"]]
    return {**other, "site_subdistrict_id": rng.choice(places)}


def _one_chair(rng):
    """One person leads two groups."""
    one, other = people.producer(rng), people.producer(rng)
    one |= people.group(rng) | {"juristic_id": ""}
    business = people.group(rng)
    while business["name"] == one["name"]:
        business = people.group(rng)
    return one, {**other, **_of_person(one), **business, "juristic_id": ""}


def _chair_with_shop(rng):
    """One person leads a group and has a shop (DOMAIN §1.3: allowed)."""
    one, other = people.producer(rng), people.producer(rng)
    one |= people.group(rng) | {"juristic_id": ""}
    return one, {**other, **_of_person(one), **people.shop(rng, one)}


def _of_person(one):
    names = ("person_title", "person_first_name", "person_last_name", "citizen_id", "mobile",
             "site_house_no", "site_moo", "site_subdistrict_id")  # fmt: skip
    return {name: one[name] for name in names}


def _neighbouring_groups(rng):
    """Two groups of one craft in villages of one tambon, or two crafts of one village."""
    one, other = people.producer(rng), people.producer(rng)
    craft, crafts = rng.choice(people.WORDS["crafts"]), people.WORDS["crafts"]
    village, villages = rng.choice(people.WORDS["villages"]), people.WORDS["villages"]
    names = rng.choice(
        (
            (f"กลุ่ม{craft}บ้าน{village} หมู่ 3", f"กลุ่ม{craft}บ้าน{village} หมู่ 8"),
            (f"กลุ่ม{craft}บ้าน{village}", f"กลุ่ม{craft}บ้าน{rng.choice(villages)}"),
            (f"กลุ่ม{craft}บ้าน{village}", f"กลุ่ม{rng.choice(crafts)}บ้าน{village}"),
        )
    )
    both = {"producer_type": ProducerType.GROUP, "enterprise_no": "", "juristic_id": "",
            "site_subdistrict_id": one["site_subdistrict_id"]}  # fmt: skip
    return {**one, **both, "name": names[0]}, {**other, **both, "name": names[1]}


def _like_names(rng):
    """Neighbours whose names differ in a mark or a letter: ป่าน and ปาน, but two people."""
    one, other = people.producer(rng), people.producer(rng)
    for name in ("person_title", "person_first_name", "person_last_name"):
        other[name] = one[name]
    slip = rng.choice((slips.tone_mark, slips.silent_mark, slips.letter))
    changed = slip(rng, {**other, "name": ""})
    names = ("person_first_name", "person_last_name")
    other |= {name: changed[name] for name in names}
    return one, {**other, "site_subdistrict_id": one["site_subdistrict_id"]}


def _numbers_in_a_row(rng):
    """Strangers in one village whose ID or telephone differs in one digit."""
    one, other = people.producer(rng), people.producer(rng)
    other |= {name: one[name] for name in ("site_moo", "site_subdistrict_id")}
    for slip, name in ((slips.digit_of_id, "citizen_id"), (slips.digit_of_phone, "mobile")):
        other[name] = slip(rng, one)[name]
    return one, other


_KINDS = {
    "twins at one address": _twins, "father and son": _father_and_son,
    "sister shops": _sister_shops, "namesake in another tambon": _namesake,
    "namesake in the same tambon": _namesake_near,
    "business of the same name elsewhere": _same_business_name,
    "chair of two groups": _one_chair, "chair with a shop of her own": _chair_with_shop,
    "neighbouring groups": _neighbouring_groups, "names that differ in a mark": _like_names,
    "ID or telephone in a row": _numbers_in_a_row,
}  # fmt: skip
