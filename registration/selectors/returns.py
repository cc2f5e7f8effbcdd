"""What was returned: as the registration stood then, beside what it says now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Model, prefetch_related_objects
from django.utils import translation

from registration import proofs, validators
from registration.enums import RegistrationState
from registration.models import (
    HOLDINGS,
    ProducerDetails,
    ProductDetails,
    RegisteredProduct,
    Registration,
    Remark,
    ReturnGrant,
    blind_index,
    detail_names,
)
from registration.scoping import Jurisdiction
from registration.selectors import evidence, registrations

_SECRETS = ("citizen_id", "proxy_citizen_id")
_ON_TOP = ("cancel_reason", "cancel_note", "merge_into", "declared")
FIELDS = {
    name: Registration._meta.get_field(name) for name in (*detail_names(ProducerDetails), *_ON_TOP)
}
PRODUCT_FIELDS = {
    name: RegisteredProduct._meta.get_field(name) for name in detail_names(ProductDetails)
}
PRODUCTS = "products"


@dataclass(frozen=True)
class Change:
    """One thing that is another since the return. ``keys`` are the flags that ask for it,
    ``place`` what stands for it where nothing was flagged.

    ``name`` is a field, of the producer or of the product ``sequence``; or that of a holding,
    ``evidence``, or ``products`` for a product that came or went. Values are as in ``said``.
    """

    keys: frozenset[str]
    place: str
    name: str
    before: object
    after: object
    sequence: int | None = None


def said(row: Registration) -> dict:
    """A registration as it stands, as JSON. Citizen IDs are masked; whether one changed is told by
    its blind index. What it came without is read now.
    """
    prefetch_related_objects([row], registrations.whole_products(), evidence.given())
    # What is read in words is compared in words: always in the same language.
    with translation.override("th"):
        return {
            "fields": {name: _value(row, name) for name in FIELDS},
            "indexes": {name: blind_index(getattr(row, name)) for name in _SECRETS},
            "products": {
                str(product.sequence): {
                    **{name: _value(product, name) for name in PRODUCT_FIELDS},
                    **{each.name: registrations.in_words(each, product) for each in HOLDINGS},
                }
                for product in row.products.all()
                if not product.dropped
            },
            "evidence": sorted(_given(row), key=str),
        }


def _value(row: Model, name: str):
    value = getattr(row, name)
    if name in _SECRETS:
        return validators.mask_citizen_id(value) if value else ""
    if isinstance(value, Model):
        return {"key": value.pk, "name": str(value)}
    if isinstance(value, Decimal):
        places = row._meta.get_field(name).decimal_places
        return f"{value:.{places}f}"  # as the column holds it
    return value.isoformat() if isinstance(value, date) else value


def _given(row: Registration) -> Iterator[dict]:
    sequences = {product.pk: product.sequence for product in row.products.all()}
    for each in row.evidence.all():
        yield {
            "kind": each.kind.name,
            "product": sequences.get(each.product_id),
            "file": each.file_id,
            "seen": each.seen_original,
            "note": validators.mask_within(each.note),
        }


def changes(before: Mapping, after: Mapping) -> list[Change]:
    """What differs between two ``said`` of the same registration, in form order."""
    if not before:  # returned before the program kept it
        return []
    found = [
        Change(frozenset({name}), name, name, before["fields"].get(name), value)
        for name, value in after["fields"].items()
        if _differs(name, before, after)
    ]
    old, new = before["products"], after["products"]
    for sequence in sorted({*old, *new}, key=int):
        found += _of_product(int(sequence), old.get(sequence), new.get(sequence))
    return [*found, *_of_evidence(before["evidence"], after["evidence"], set(new) - set(old))]


def _differs(name: str, before: Mapping, after: Mapping) -> bool:
    part = "indexes" if name in _SECRETS else "fields"
    return _plain(before[part].get(name)) != _plain(after[part].get(name))


def _plain(value):
    """A row of a list that was renamed meanwhile is the same row."""
    return value["key"] if isinstance(value, dict) and "key" in value else value


def _of_product(sequence: int, old: Mapping | None, new: Mapping | None) -> Iterator[Change]:
    place = f"product-{sequence}"
    if old is None or new is None:
        keys = {PRODUCTS} if old is None else {PRODUCTS, place}
        names = [each["name"] if each else "" for each in (old, new)]
        yield Change(frozenset(keys), place, PRODUCTS, *names, sequence)
        return
    for name, value in new.items():
        if _plain(old.get(name)) != _plain(value):
            yield Change(frozenset({place}), place, name, old.get(name), value, sequence)


def _of_evidence(old: list[dict], new: list[dict], added: set[str]) -> Iterator[Change]:
    gone = [each for each in old if each not in new]
    come = [each for each in new if each not in old]
    for sequence in sorted({each["product"] for each in gone + come}, key=lambda n: n or 0):
        sides = [[each for each in side if each["product"] == sequence] for side in (gone, come)]
        keys, place = {proofs.KEY}, proofs.KEY
        if sequence is not None:
            place = f"product-{sequence}"
            keys |= {place} | ({PRODUCTS} if str(sequence) in added else set())
        yield Change(frozenset(keys), place, proofs.KEY, *sides, sequence)


@dataclass(frozen=True)
class Return:
    """The last return of a registration: its grant, what has changed since, and all threads."""

    grant: ReturnGrant
    then: Mapping
    now: Mapping
    changes: list[Change]
    threads: dict[str, list[Remark]]

    @property
    def is_live(self) -> bool:
        return self.grant.ended_at is None

    def of(self, key: str) -> list[Change]:
        return [change for change in self.changes if key in change.keys]

    @property
    def others(self) -> list[Change]:
        """What changed although nobody asked for it: the entry window was open again."""
        flags = set(self.grant.fields)
        return [change for change in self.changes if not flags & change.keys]


def flagged(row: Registration) -> frozenset[str]:
    """What the last return flagged, whether its grant lives or not; nothing without a return."""
    grant = row.grants.order_by("pk").last() if row.returned_at else None
    return frozenset(grant.fields if grant else ())


def last_return(row: Registration) -> Return | None:
    """The last return of a row that came from ``registration_for`` or ``returned``."""
    if not row.returned_at:
        return None
    grants = [remark.grant for remark in row.remarks.all() if remark.grant_id]
    if not grants:
        return None
    grant, now = grants[-1], said(row)
    return Return(grant, grant.said, now, changes(grant.said, now), threads(row.remarks.all()))


def threads(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """Remarks by field, each thread in the order in which it was written."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.field, []).append(remark)
    return found


def returned(by: Jurisdiction, *, quarter: str, district: str) -> list[Registration]:
    """Registrations that wait for their district, with all that ``last_return`` looks at; as many
    queries for fifty as for one.
    """
    rows = (
        registrations.whole(by)
        .filter(quarter=quarter, filing__district=district, state=RegistrationState.RETURNED)
        .annotate(certification_state=registrations.certification_state())
        .prefetch_related(registrations.remarks())
        .order_by("sequence")
    )
    return list(rows)
