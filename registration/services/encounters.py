"""Whom officers meet by what they type of a producer: on record, and only so many an hour.

A citizen ID names one person in the whole country, so whoever types one learns whether that person
is registered elsewhere. Honest work needs few of them; somebody who tries out numbers needs many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from registration import eligibility
from registration.enums import Role
from registration.errors import Forbidden, InvalidValue, Refusal, Refused
from registration.models import (
    District,
    JournalEntry,
    Officer,
    Producer,
    Registration,
    blind_index,
)
from registration.scoping import Jurisdiction
from registration.selectors import duplicates
from registration.selectors.duplicates import Candidate
from registration.services import journal

# A registration takes minutes to type, so nobody honest comes near.
HINTS_AN_HOUR = 40
MET_AN_HOUR = 60
_HOUR = timedelta(hours=1)
_MET, _HINT = "duplicate.met", "duplicate.hint"


@dataclass(frozen=True)
class Elsewhere:
    """All that is told while typing of somebody in another area: whom to ask there."""

    place: str
    by_number: bool  # one of the numbers agrees, not only names


@dataclass(frozen=True)
class Hint:
    """``is_spent``: too much was asked within the hour, so nothing is said of other areas nor by
    citizen ID.
    """

    own: list[Candidate]
    elsewhere: list[Elsewhere]
    is_spent: bool = False


@transaction.atomic
def hint(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, values: Mapping[str, str]
) -> Hint:
    """Who may be the same as what is being typed in a filing.

    Each new citizen ID and each one met in another area is a question: journalled with whom it
    met, in the asker's district and where the other one is, and counted. The same question within
    the hour is neither.
    """
    if by.role != Role.DISTRICT:
        raise Forbidden(_("หน้าที่นี้เป็นของ%(role)s") % {"role": Role.DISTRICT.label})
    found = duplicates.hints(by, district=district, quarter=quarter, values=values)
    foreign = [each for each in found if not each.is_own]
    asked = _index_of(values)
    questions = [*filter(None, [asked]), *(each.key for each in foreign)]
    if any(not _is_known(by, on, each) for each in questions):
        # One after the other, or many at once would all find room for one more.
        officer = Officer.objects.select_for_update(no_key=True).get(pk=by.officer_id)
        new = [each for each in questions if not _is_known(by, on, each)]
        if new and _asked(by, on).filter(action=_HINT).count() >= HINTS_AN_HOUR:
            own = [each for each in found if each.is_own and not each.by_citizen_id]
            return Hint(own, [], is_spent=True)
        if new:
            met = [each.key for each in found if not each.is_own or each.by_citizen_id]
            journal.record(by, on, _HINT, officer, after={"met": met}, reason=_where(foreign))
            _record_met(by, on, _rows([each for each in foreign if each.key in new]))
        for each in new:
            cache.set(_key(by, each), on, _HOUR.total_seconds())
    places = dict.fromkeys(Elsewhere(each.place, each.by_number) for each in foreign)
    return Hint([each for each in found if each.is_own], list(places))


@transaction.atomic
def saved(*, by: Jurisdiction, on: datetime, rows: Sequence[Registration]) -> None:
    """Record whom citizen IDs meet in other areas that are about to be saved in ``rows`` of one
    quarter.

    Raises ``Refused`` where too many were met within the hour: the registration's page tells as
    much as a hint does. IDs that meet nobody are not counted, so a whole district may be saved at
    once from its workbook.
    """
    met = duplicates.holders_elsewhere(by, rows)
    if not met:
        return
    before = JournalEntry.objects.filter(
        officer=by.officer_id, action=_MET, at__gt=on - _HOUR, at__lte=on
    )
    if before.count() + len(met) > MET_AN_HOUR:
        raise Refused(
            Refusal(
                "too_many_met",
                _(
                    "เลขประจำตัวประชาชนที่ท่านบันทึกตรงกับผู้ลงทะเบียนในอำเภออื่นครบ %(n)d รายในหนึ่งชั่วโมงแล้ว "
                    "ให้เว้นช่องเลขไว้แล้วบันทึก แล้วกรอกเลขในชั่วโมงถัดไป"
                )
                % {"n": MET_AN_HOUR},
            )
        )
    _record_met(by, on, met)


def _record_met(by, on, rows) -> None:
    journal.record_many([journal.entry_of(by, on, _MET, row) for row in rows])


def _asked(by, on):
    """The officer's last hour in the journal; the district is there for its index."""
    return JournalEntry.objects.filter(
        district_code=by.district or "", at__gt=on - _HOUR, at__lte=on, officer=by.officer_id
    )


def _index_of(values) -> str:
    try:
        return blind_index(
            eligibility.clean_value("citizen_id", values.get("citizen_id", ""), None)
        )
    except InvalidValue:
        return ""


def _where(foreign: list[Candidate]) -> str:
    """For those who read the asker's journal."""
    if not foreign:
        return ""
    codes = {each.district for each in foreign}
    places = District.objects.filter(pk__in=codes).select_related("province").order_by("pk")
    with journal.in_thai():
        return ", ".join(f"{place} {place.province}" for place in places)


def _rows(found: list[Candidate]) -> list[Producer | Registration]:
    """What the journal names of them."""
    keys = {
        is_filed: [each.pk for each in found if each.is_filed is is_filed]
        for is_filed in (False, True)
    }
    return [
        *Producer.objects.filter(pk__in=keys[False]).only("number", "name", "district"),
        *Registration.objects.filter(pk__in=keys[True]).select_related("filing"),
    ]


def _is_known(by, on, question: str) -> bool:
    """The program's clock may be moved in training, so the cache's own is not asked."""
    before = cache.get(_key(by, question))
    return before is not None and on - _HOUR < before <= on


def _key(by, question: str) -> str:
    return f"hint-{by.officer_id}-{question}"
