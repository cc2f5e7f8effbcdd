"""Reasons of the district for going on where a rule only warns (``registration.cautions``).

Called by other services under their locks; whoever changes ``kept_warnings`` writes the journal.
"""

from collections.abc import Mapping
from datetime import datetime

from registration import validators
from registration.cautions import unanswered
from registration.errors import Unanswered
from registration.models import Producer, Registration
from registration.selectors.registrations import cautions_of

_LONGEST = 500


def still_asked(row: Registration, on: datetime) -> dict[str, str]:
    """The kept reasons whose caution is still there: a reason goes away when its caution does."""
    if not row.kept_warnings:
        return {}
    codes = {caution.code for caution in cautions_of(row, on)}
    return {code: text for code, text in row.kept_warnings.items() if code in codes}


def taken_over(
    row: Registration, source: Producer | Registration | None, on: datetime
) -> dict[str, str]:
    """The reasons given for the same cautions when the producer was last registered, so that a
    producer who is confirmed as he stands is not asked every quarter.
    """
    cautions = cautions_of(row, on) if source else []
    if not cautions:
        return {}
    earlier = source
    if isinstance(source, Producer):
        earlier = source.registrations.filter(certified_at__isnull=False).order_by("-pk").first()
    known = earlier.kept_warnings if earlier else {}
    return {each.code: known[each.code] for each in cautions if known.get(each.code)}


def answer(row: Registration, reasons: Mapping[str, str], on: datetime) -> dict[str, str]:
    """The reasons of ``row`` after ``reasons`` (code to text) were given for present cautions.

    Raises ``Unanswered`` while a caution has none.
    """
    found = cautions_of(row, on)
    given = {
        code: text[:_LONGEST]
        for code, raw in reasons.items()
        if (text := validators.normalise_text(raw or ""))
    }
    kept = row.kept_warnings | given
    open_ones = unanswered(found, kept)
    if open_ones:
        raise Unanswered(open_ones)
    return {each.code: kept[each.code] for each in found}
