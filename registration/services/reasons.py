"""Reasons of the district for going on where a rule only warns (``registration.cautions``).

Called by other services under their locks; whoever changes ``kept_warnings`` writes the journal.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from registration import validators
from registration.cautions import Caution, unanswered
from registration.errors import Unanswered
from registration.models import Registration
from registration.selectors.registrations import cautions_of

_LONGEST = 500


def still_asked(row: Registration, on: datetime) -> dict[str, str]:
    """The kept reasons whose caution is still there: a reason goes away when its caution does."""
    if not row.kept_warnings:
        return {}
    codes = {caution.code for caution in cautions_of(row, on)}
    return {code: text for code, text in row.kept_warnings.items() if code in codes}


def taken_over(rows: Sequence[Registration], on: datetime) -> list[dict[str, str]]:
    """For each new row the reasons given for the same cautions when its producer was last
    registered (or in the lapsed registration that it takes up), so that a producer who is confirmed
    as he stands is not asked every quarter.
    """
    odd = {
        at: cautions_of(row, on)
        for at, row in enumerate(rows)
        if row.producer_id or row.carried_from_id
    }
    asked = [rows[at].producer_id for at, found in odd.items() if found]
    certified = Registration.objects.filter(producer__in=asked, certified_at__isnull=False)
    last = certified.order_by("pk").values_list("producer", "kept_warnings") if asked else ()
    given = dict(last)
    return [
        _still_given(
            odd.get(at, ()),
            row.carried_from.kept_warnings if row.carried_from else given.get(row.producer_id, {}),
        )
        for at, row in enumerate(rows)
    ]


def _still_given(found: Iterable[Caution], known: Mapping[str, str]) -> dict[str, str]:
    return {each.code: known[each.code] for each in found if known.get(each.code)}


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
