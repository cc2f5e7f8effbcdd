"""The form's values of synthetic producers."""

from dataclasses import dataclass, field
from random import Random

from registration.enums import ProducerType, ProductType
from registration.management.demo import goods, people, seldom
from registration.models import LegalForm, Subdistrict

SHARES = {ProducerType.GROUP: 60, ProducerType.SOLE: 39, ProducerType.SME: 1}
_PRODUCTS = {1: 45, 2: 33, 3: 16, 4: 6}  # about 1.83 products a producer
_FOREIGN = 0.1  # how many products are of another type than the producer's first one


@dataclass
class Form:
    """What an officer types for one producer."""

    district: str
    values: dict
    products: list[tuple[dict, list[dict]]] = field(default_factory=list)


class Maker:
    """Makes forms; reads the lookups once. ``first`` numbers the citizen IDs of this maker."""

    def __init__(self, rng: Random, province: str, first: int):
        self.rng = rng
        self.catalogue = goods.Catalogue()
        self.number = first
        self.legal_forms: dict[str, list[LegalForm]] = {}
        for form in LegalForm.objects.all():
            self.legal_forms.setdefault(form.producer_type, []).append(form)
        self.sites: dict[str, list[Subdistrict]] = {}
        for site in Subdistrict.objects.filter(district__province=province).select_related(
            "district"
        ):
            self.sites.setdefault(site.district_id, []).append(site)
        self.names: set[str] = set()

    def forms(self, sizes: dict[str, int]) -> list[Form]:
        """``sizes[district]`` forms for each district, types in the shares of DOMAIN §6.4."""
        total = sum(sizes.values())
        types = goods.share_out(SHARES, total, self.rng)
        numbers = goods.share_out(_PRODUCTS, total, self.rng)
        kinds = self._kinds(sum(numbers))
        districts = [district for district, size in sizes.items() for _n in range(size)]
        forms = []
        for district, producer_type, number in zip(districts, types, numbers, strict=True):
            forms.append(self._form(district, producer_type, [kinds.pop() for _n in range(number)]))
        return forms

    def one(self, district: str, producer_type: ProducerType, kind: ProductType) -> Form:
        """One producer with one product."""
        return self._form(district, producer_type, [kind])

    def _kinds(self, total: int) -> list:
        """Product types in runs, so that most producers make things of one kind only."""
        shuffled = goods.share_out(goods.SHARES, total, self.rng)
        order = dict(enumerate(sorted(shuffled)))
        moved = self.rng.sample(range(total), int(total * _FOREIGN))
        for here, there in zip(moved, reversed(moved), strict=True):
            order[here], order[there] = order[there], order[here]
        runs = [[order[n + k] for k in range(4) if n + k < total] for n in range(0, total, 4)]
        self.rng.shuffle(runs)
        return [kind for run in runs for kind in run]

    def _form(self, district: str, producer_type: ProducerType, kinds: list) -> Form:
        rng, site = self.rng, self.rng.choice(self.sites[district])
        self.number += 1
        leader, village = people.person(rng), people.village(rng)
        values = {
            "producer_type": producer_type,
            "name": self._name(producer_type, kinds[0], leader, village),
            "person_title": leader.title,
            "person_first_name": leader.first_name,
            "person_last_name": leader.last_name,
            "citizen_id": people.citizen_id(self.number),
            "thai_nationality": True,
            "founded_year": rng.randint(2530, 2559),
            "site_village": village,
            "site_house_no": str(rng.randint(1, 299)),
            "site_moo": str(rng.randint(1, 16)),
            "site_subdistrict": site,
            "site_postcode": site.postcode,
            "phone": people.phone(self.number),
            "link_production": True,
            "link_management": rng.random() < 0.4,
            "link_benefit": rng.random() < 0.6,
            "declared": True,
            **self._by_type(producer_type),
            **seldom.values(Random(self.number), leader.title, self._middle(district)),  # noqa: S311
        }
        taken: set[str] = set()
        form = Form(district, values)
        for kind in kinds:
            form.products.append(self.catalogue.product(rng, kind, taken))
            taken.add(form.products[-1][0]["name"])
        return form

    def _middle(self, district: str) -> tuple[float, float] | None:
        place = self.sites[district][0].district
        known = place.latitude is not None and place.longitude is not None
        return (place.latitude, place.longitude) if known else None

    def _by_type(self, producer_type: ProducerType) -> dict:
        if producer_type == ProducerType.SOLE:
            return {}
        legal_form = self.rng.choice(self.legal_forms[producer_type])
        values = {"legal_form": legal_form}
        if legal_form.needs_detail:
            values["legal_form_detail"] = "กลุ่มผู้สูงอายุ"
        if legal_form.needs_enterprise_no:
            values["enterprise_no"] = f"ตัวอย่าง-{self.number:05d}"
        if legal_form.needs_juristic_id:
            values["juristic_id"] = people.juristic_id(self.number)
        if producer_type == ProducerType.GROUP:
            values["members_male"] = self.rng.randint(0, 8)
            values["members_female"] = self.rng.randint(5, 30)
        return values

    def _name(self, producer_type, kind, leader: people.Person, village: str) -> str:
        if producer_type == ProducerType.GROUP:
            name = f"กลุ่ม{goods.craft(self.rng, kind)}{village}"
        elif producer_type == ProducerType.SOLE:
            name = f"{goods.shop(kind)}{leader.first_name} {leader.last_name}"
        else:
            name = people.company(self.rng)
        unique, n = name, 1
        while unique in self.names:
            n += 1
            unique = f"{name} {n}"
        self.names.add(unique)
        return unique
