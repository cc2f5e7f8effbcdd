"""What a district typed about a registration, on its way into the row.

Called by the services of registrations under their locks: nothing is saved here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from registration import calendar, conditions, eligibility, workflow
from registration.errors import Incomplete
from registration.models import (
    Filing,
    ProducerDetails,
    Registration,
    derived_from,
    detail_names,
)
from registration.problems import Problem
from registration.selectors import lookups

PRIVACY_VERSION = "2561-1"
# What a district types about a registration besides the producer's details.
_OWN = ("cancel_reason", "cancel_note", "merge_into", "declared")


def cleaned(values: Mapping, filing: Filing, on: datetime) -> dict:
    """Every value as it is stored; raises ``Incomplete`` with all that cannot be."""
    known = {*detail_names(ProducerDetails), *_OWN}
    unknown = set(values) - known
    if unknown:
        raise TypeError(f"not fields of a registration: {sorted(unknown)}")
    found, problems = eligibility.clean(values, calendar.day_of(on))
    site = found.get("site_subdistrict")
    problem = eligibility.site_problem(site.pk if site else None, filing.district_id)
    if problem:
        problems.append(problem)
    problems += _put_in_order(found)
    survivor = found.get("merge_into")
    if survivor and survivor.district_id != filing.district_id:
        problems.append(Problem("merge_into", _("รวมได้เฉพาะกับผู้ผลิตในทะเบียนของอำเภอนี้")))
    if problems:
        raise Incomplete([(problem.place, problem.sentence) for problem in problems])
    return found


def _put_in_order(cleaned: dict) -> list[Problem]:
    """Codes of lists in the order of their list; a code that stands in none is a problem."""
    problems = []
    for name in lookups.CODED.keys() & cleaned.keys():
        cleaned[name], unknown = lookups.in_order(name, cleaned[name] or ())
        if unknown:
            problems.append(Problem(name, _("มีรายการที่ไม่อยู่ในตัวเลือก ให้เลือกใหม่จากรายการ")))
    return problems


def emptied(row: Registration, changes: Mapping, allowed=workflow.ALL_FIELDS) -> dict:
    """What does not apply any more once ``row`` holds ``changes``, with the values that empty it,
    as far as it may be edited.
    """
    touched_names = [
        name
        for name, (parent, _values) in conditions.SHOWN_WHEN.items()
        if parent in changes or name in changes
    ]
    assign(row, changes)
    found = conditions.out_of_place(row, touched_names)
    exporting = "channels" in changes or "export_countries" in changes
    if exporting and row.export_countries and not lookups.has_export(row.channels):
        found["export_countries"] = ""
    return {n: v for n, v in found.items() if allowed is workflow.ALL_FIELDS or n in allowed}


def assign(row: Registration, values: Mapping) -> None:
    """Set the values; a declaration is given to the privacy notice of now."""
    for name, value in values.items():
        setattr(row, name, value)
    if values.get("declared"):
        row.privacy_version = PRIVACY_VERSION


def columns(changes: Mapping) -> set[str]:
    """Columns to write: derived ones follow their source."""
    names = set(changes) | derived_from(Registration, changes)
    if "declared" in names:
        names.add("privacy_version")
    return names
