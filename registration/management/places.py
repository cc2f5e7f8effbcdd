"""Places of the country, from geothai's list and our fixture of regions and points."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import geothai
from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from registration.enums import QuarterState
from registration.models import District, FiscalQuarter, Province, Subdistrict
from registration.services import journal, quarters

COUNTS = {Province: 77, District: 928, Subdistrict: 7436}
_FOLDER = settings.BASE_DIR / "fixtures" / "places"


class WrongCounts(Exception):
    """The list of places is not the country that this program was made for."""


@dataclass(frozen=True)
class Loaded:
    """What one load did: rows listed, rows written, and stored codes that the list lacks."""

    listed: dict[type[Model], int]
    written: dict[type[Model], int]
    retired: dict[type[Model], list[str]]


@transaction.atomic
def load(*, on: datetime) -> Loaded:
    """Bring every province, district and subdistrict up to date; nothing is deleted.

    A second run writes nothing. A retired code stays, because registrations refer to it, and is
    named. New districts get their filings in open quarters. Raises ``WrongCounts`` before anything
    is written when the list is not complete.
    """
    rows = _listed()
    _demand_complete(rows)
    written, retired, touched = {}, {}, Counter()
    for model, listed in rows.items():
        stored = {row.pk: row for row in model.objects.all()}
        changed = [row for row in listed if _differs(row, stored.get(row.pk))]
        _upsert(model, changed)
        touched.update(row.pk[:2] for row in changed)
        written[model] = len(changed)
        retired[model] = sorted(stored.keys() - {row.pk for row in listed})
    _record(touched, on)
    if written[Province] or written[District]:
        for quarter in FiscalQuarter.objects.filter(state=QuarterState.OPEN):
            quarters.ensure_open(by=None, on=on, code=quarter.code)
    return Loaded({model: len(listed) for model, listed in rows.items()}, written, retired)


def _listed() -> dict[type[Model], list[Model]]:
    province_facts, district_facts = _facts("provinces.csv"), _facts("districts.csv")
    provinces, districts, subdistricts = [], [], []
    for p in geothai.provinces():
        provinces.append(
            Province(code=p.code, name=p.name_th, name_en=p.name_en, **province_facts[p.code])
        )
        for d in geothai.districts(p.code):
            districts.append(
                District(
                    code=d.code,
                    province_id=p.code,
                    # Bangkok's carry their kind in the name; the program sets that word itself.
                    name=d.name_th.removeprefix("เขต"),
                    name_en=d.name_en,
                    **district_facts[d.code],
                )
            )
            subdistricts += [
                Subdistrict(
                    code=s.code,
                    district_id=d.code,
                    name=s.name_th,
                    name_en=s.name_en,
                    # Several in 160 places: the first is the one to offer, people may change it.
                    postcode=s.postal_codes[0] if s.postal_codes else "",
                )
                for s in geothai.subdistricts(d.code)
            ]
    return {Province: provinces, District: districts, Subdistrict: subdistricts}


def _facts(name: str) -> dict[str, dict]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        facts = {row.pop("code"): row for row in csv.DictReader(file)}
    for row in facts.values():
        row["latitude"], row["longitude"] = float(row["latitude"]), float(row["longitude"])
    return facts


def _demand_complete(rows: dict[type[Model], list[Model]]) -> None:
    wrong = {model: len(listed) for model, listed in rows.items() if len(listed) != COUNTS[model]}
    if wrong:
        raise WrongCounts(
            "; ".join(
                _("%(place)s: พบ %(found)d แห่ง แต่ต้องมี %(wanted)d แห่ง")
                % {"place": model._meta.verbose_name, "found": found, "wanted": COUNTS[model]}
                for model, found in wrong.items()
            )
        )


def _columns(model: type[Model]) -> list[str]:
    """What the list says about a place; counters that the program keeps are not editable."""
    return [f.attname for f in model._meta.fields if f.editable and not f.primary_key]


def _differs(row: Model, stored: Model | None) -> bool:
    if stored is None:
        return True
    return any(getattr(row, name) != getattr(stored, name) for name in _columns(type(row)))


def _upsert(model: type[Model], rows: list[Model]) -> None:
    model.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[model._meta.get_field(name).name for name in _columns(model)],
    )


def _record(touched: Counter, on: datetime) -> None:
    provinces = Province.objects.in_bulk(list(touched))
    journal.record_many(
        [
            journal.entry_of(None, on, "places.load", provinces[code], after={"rows": count})
            for code, count in sorted(touched.items())
        ]
    )
