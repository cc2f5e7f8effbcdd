"""What follows from what was typed: values read together, filled in, or emptied because they do
not apply. The same for the page and the workbook, so that a row is refused there with the sentence
of the page. Works on plain values and runs no query.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registration import eligibility, validators
from registration.conditions import SHOWN_WHEN, blank
from registration.errors import InvalidValue
from registration.problems import Problem

_POSITION = ("latitude", "longitude")


@dataclass(frozen=True)
class Completed:
    """``values`` as they are stored, without those that ``problems`` speak of. ``away`` are fields
    that do not apply: emptied, whatever was wrong with them.
    """

    values: dict
    problems: list[Problem]
    away: frozenset[str] = frozenset()


def producer(
    typed: Mapping,
    *,
    asked: Collection[str],
    editable: Collection[str],
    stored,
    exports: Collection[str],
    today: date,
) -> Completed:
    """The producer's part. ``asked`` are the fields that stand there, ``editable`` those of them
    that may change; ``stored`` is the registration as it is, if there is one; ``exports`` are the
    codes of channels that lead abroad.
    """
    values = _with_position_split(typed)
    values, problems = _read(values, today)
    pair = {name: values.pop(name) for name in _POSITION if name in values}
    read, wrong = eligibility.clean(pair, today)
    values |= {name: value for name, value in read.items() if name not in _places(wrong)}
    problems += wrong
    _tick_contact(values, editable, stored)
    away = _away(values, asked, exports) & set(editable)
    values |= {name: blank(name) for name in away}
    _follow_with_postcode(values, editable, stored)
    return Completed(values, [each for each in problems if each.place not in away], away)


def product(typed: Mapping, today: date) -> Completed:
    """A product's own fields."""
    values, problems = _read(dict(typed), today)
    group, kind = values.get("product_group"), values.get("product_type")
    if group and kind and group.product_type != kind:
        sentence = _("กลุ่มย่อยไม่ตรงกับประเภทผลิตภัณฑ์ ให้เลือกใหม่")
        problems.append(Problem("product_group", sentence))
    if group and group.law_compels:
        values["law_compels"] = True
    return Completed(values, problems)


def _read(values: dict, today: date) -> tuple[dict, list[Problem]]:
    read, problems = {}, []
    for name, value in values.items():
        try:
            read[name] = eligibility.clean_value(name, value, today)
        except InvalidValue as error:
            problems.append(Problem(name, str(error)))
    return read, problems


def _places(problems) -> set[str]:
    return {problem.place for problem in problems}


def _with_position_split(typed: Mapping) -> dict:
    """A map gives both numbers as one text, and it is pasted into the first field."""
    values, pasted = dict(typed), typed.get("latitude")
    parts = validators.position_parts(pasted) if isinstance(pasted, str) else None
    if parts and not values.get("longitude"):
        values["latitude"], values["longitude"] = parts
    return values


def _tick_contact(values: dict, editable, stored) -> None:
    """Who fills the address in means it, ticked or not: it stands open without script, and in a
    workbook always.
    """
    if "contact_differs" not in editable or (stored and stored.contact_differs):
        return
    hanging = [name for name, (parent, _v) in SHOWN_WHEN.items() if parent == "contact_differs"]
    if any(values.get(name) for name in hanging):
        values["contact_differs"] = True


def _away(values: dict, asked, exports) -> set[str]:
    away = {
        name
        for name, (parent, shown) in SHOWN_WHEN.items()
        if parent in asked and values.get(parent) not in shown
    }
    if "channels" in asked and not set(exports).intersection(values.get("channels") or ()):
        away.add("export_countries")
    return away


def _follow_with_postcode(values: dict, editable, stored) -> None:
    """The postcode is the subdistrict's where nobody typed another one."""
    place = values.get("site_subdistrict")
    if not place or "site_postcode" not in editable or "site_postcode" not in values:
        return
    typed = values["site_postcode"]
    old = stored.site_subdistrict if stored else None
    stayed = old and old != place and typed == stored.site_postcode == old.postcode
    if not typed or stayed:
        values["site_postcode"] = place.postcode
