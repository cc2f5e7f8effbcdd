"""Likely duplicates: of a registration, and of what is being typed.

Numbers are looked for in the whole country, names in the province. What lies in another area than
the asker's comes out masked: place, type, and first letters of names that were typed alike; never
a number, a telephone or a name that the asker does not know.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from registration import eligibility, similarity, validators
from registration.enums import (
    DuplicateGround,
    Kind,
    ProducerState,
    ProducerType,
    RegistrationState,
)
from registration.errors import InvalidValue
from registration.models import (
    District,
    Producer,
    ProducerDetails,
    Registration,
    blind_index,
)
from registration.scoping import Jurisdiction

_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED, RegistrationState.LAPSED)
_COMPARED = (
    "producer_type", "name", "name_key", "person_title", "person_first_name", "person_last_name",
    "person_key", "citizen_id_index", "juristic_id", "enterprise_no", "mobile", "phone",
    "site_subdistrict", "site_house_no", "site_moo",
)  # fmt: skip
_KEYS = ("row_pk", "producer_pk", "holder", "number_text", *_COMPARED)
# What somebody types is compared as far as it goes; everything else of the form is left alone.
TYPED = (
    "producer_type", "name", "person_first_name", "person_last_name", "citizen_id", "juristic_id",
    "enterprise_no", "mobile", "phone", "site_house_no", "site_moo",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """One that may be the same producer. ``key`` names it in forms and decisions:
    ``producer-<pk>`` in the register, ``registration-<pk>`` where it is filed and not yet there.

    Outside the asker's area (not ``is_own``) names are masked or missing and ``number`` is empty.
    """

    key: str
    likeness: similarity.Likeness
    district: str  # code
    place: str  # in words
    producer_type: ProducerType
    name: str
    person: str
    number: str  # in the register; '' for what is only filed
    is_own: bool

    @property
    def grounds(self) -> list[str]:
        return [str(DuplicateGround(code).label) for code in self.likeness.grounds]

    @property
    def by_number(self) -> bool:
        return bool(similarity.NUMBERS.intersection(self.likeness.grounds))

    @property
    def by_citizen_id(self) -> bool:
        return DuplicateGround.CITIZEN_ID in self.likeness.grounds

    @property
    def pk(self) -> int:
        return int(self.key.partition("-")[2])

    @property
    def is_filed(self) -> bool:
        return self.key.startswith("registration")


def traits_of(row: ProducerDetails) -> similarity.Traits:
    """What is compared of a row as it stands in memory, stored or not."""
    return similarity.Traits(
        producer_type=row.producer_type,
        name=similarity.fold(row.name),
        person=similarity.fold_person(f"{row.person_first_name} {row.person_last_name}"),
        citizen_id=blind_index(row.citizen_id),
        juristic_id=row.juristic_id,
        enterprise_no=row.enterprise_no,
        phones=f"{row.mobile},{row.phone}",
        house=row.site_house_no,
        moo=row.site_moo,
        subdistrict=row.site_subdistrict_id or "",
    )


def candidates(by: Jurisdiction, row: Registration) -> list[Candidate]:
    """Who may be the same as ``row``, the most alike first; one query, two where there is one.

    The register's active producers and the quarter's live registrations are looked through.
    Nothing is found for a cancellation, nor for a row outside the area of ``by``.
    """
    return candidates_of(by, [row])[row.pk]


def candidates_of(by: Jurisdiction, rows: Sequence[Registration]) -> dict[int, list[Candidate]]:
    """``candidates`` of rows of one filing by their keys, in as many queries as for one."""
    asked = [row for row in rows if row.kind != Kind.CANCEL]
    found = {row.pk: [] for row in rows}
    if asked:
        filing = asked[0].filing
        known = {filing.district_id: filing.district}
        own = [{f"registration-{row.pk}", f"producer-{row.producer_id}"} for row in asked]
        keys = [row.pk for row in asked]
        found |= dict(zip(keys, _found(by, asked, own, known, filing.quarter_id), strict=True))
    return found


def hints(
    by: Jurisdiction, *, district: str, quarter: str, values: Mapping[str, str]
) -> list[Candidate]:
    """Who may be the same as what is being typed in a filing; what cannot be read is left out."""
    typed = {}
    for name in TYPED:
        try:
            # The day matters to years only.
            typed[name] = eligibility.clean_value(name, values.get(name, ""), None)
        except InvalidValue:
            continue
    if not by.covers(district):
        return []
    places = District.objects.select_related("province").in_bulk([district])
    place = values.get("site_subdistrict", "")
    row = Registration(**typed, site_subdistrict_id=place if place.startswith(district) else None)
    return _found(by, [row], [set()], places, quarter)[0]


def holders_elsewhere(
    by: Jurisdiction, rows: Sequence[Registration]
) -> list[Producer | Registration]:
    """Who has the citizen ID of one of ``rows`` (of one quarter) outside the area of ``by``, in the
    register or live in the quarter: to be named in the journal and to nobody else.
    """
    indexes = {blind_index(row.citizen_id) for row in rows} - {""}
    if not indexes:
        return []
    # Nearly nobody: no more is asked for than who it is, and the rest of the few in Python.
    same = {"citizen_id_index__in": sorted(indexes)}
    registered = Producer.objects.filter(**same).only("number", "name", "district", "state")
    filed = Registration.objects.filter(**same, quarter=rows[0].quarter_id, producer=None)
    live = filed.only("quarter", "filing__district", "sequence", "state")
    return [
        *(
            each
            for each in registered
            if each.state == ProducerState.ACTIVE and not by.covers(each.district_id)
        ),
        *(
            each
            for each in live.select_related("filing")
            if each.state not in _GONE and not by.covers(each.filing.district_id)
        ),
    ]


def _found(
    by: Jurisdiction,
    rows: Sequence[ProducerDetails],
    own: Sequence[set[str]],
    places: dict[str, District],
    quarter: str,
) -> list[list[Candidate]]:
    """The candidates of each row, in the same order; nobody is a duplicate of its ``own`` keys.

    ``places`` is the district that asks; those of the others are read.
    """
    (district,) = places
    if not by.covers(district):
        return [[] for _row in rows]
    others = [(each, _traits(each)) for each in _looked_through(rows, district[:2], quarter)]
    best = [_best(traits_of(row), others, keys) for row, keys in zip(rows, own, strict=True)]
    foreign = {each["holder"] for found in best for _likeness, each in found.values()} - {district}
    if foreign:
        places = places | District.objects.select_related("province").in_bulk(foreign)
    return [
        sorted(
            (_candidate(by, key, *pair, places, district[:2]) for key, pair in found.items()),
            key=lambda each: (-each.likeness.score, each.key),
        )
        for found in best
    ]


def _best(ours: similarity.Traits, others, own: set[str]) -> dict[str, tuple]:
    """By key whoever is asked about, with what it is: a producer and its update are one."""
    best: dict[str, tuple[similarity.Likeness, dict]] = {}
    for each, theirs in others:
        likeness = similarity.likeness(ours, theirs)
        if not likeness.is_asked:
            continue
        registered = each["producer_pk"]
        key = f"producer-{registered}" if registered else f"registration-{each['row_pk']}"
        if key not in own and (key not in best or best[key][0].score < likeness.score):
            best[key] = (likeness, each)
    return best


def _looked_through(
    rows: Sequence[ProducerDetails], province: str, quarter: str
) -> Iterable[dict[str, Any]]:
    """The whole province, and from anywhere who has one of the numbers: the register and the
    quarter's live registrations in one statement whose every part has an index.
    """
    parts = [
        *_rows(quarter, Q(district__province=province), Q(filing__district__province=province))
    ]
    numbers = _same_numbers(rows)
    if numbers:
        parts += _rows(quarter, numbers, numbers)
    found = parts[0].union(*parts[1:], all=True)
    return (dict(zip(_KEYS, values, strict=True)) for values in found)


def _same_numbers(rows: Sequence[ProducerDetails]) -> Q:
    """Whoever has a number of one of the rows; empty where they have none. Each has an index."""
    wanted = {
        "citizen_id_index": {blind_index(row.citizen_id) for row in rows},
        "juristic_id": {row.juristic_id for row in rows},
        "enterprise_no": {row.enterprise_no for row in rows},
    }
    found = Q()
    for name, values in wanted.items():
        if values - {""}:
            found |= Q(**{f"{name}__in": sorted(values - {""})})
    return found


def _rows(quarter: str, registered: Q, filed: Q) -> tuple[QuerySet, QuerySet]:
    live = Registration.objects.filter(filed, quarter=quarter).exclude(kind=Kind.CANCEL)
    return (
        _values(
            Producer.objects.filter(registered, state=ProducerState.ACTIVE),
            F("pk"), F("district_id"), F("number"),
        ),
        _values(
            live.exclude(state__in=_GONE),
            F("producer_id"), F("filing__district_id"), Value(""),
        ),
    )  # fmt: skip


def _values(rows: QuerySet, producer, holder, number) -> QuerySet:
    """One shape for both tables."""
    shape = {
        "row_pk": F("pk"),
        "producer_pk": producer,
        "holder": holder,
        "number_text": number,
    }
    return rows.order_by().annotate(**shape).values_list(*_KEYS)


def _traits(each: Mapping) -> similarity.Traits:
    return similarity.Traits(
        producer_type=each["producer_type"],
        name=each["name_key"],
        person=each["person_key"],
        citizen_id=each["citizen_id_index"],
        juristic_id=each["juristic_id"],
        enterprise_no=each["enterprise_no"],
        phones=f"{each['mobile']},{each['phone']}",
        house=each["site_house_no"],
        moo=each["site_moo"],
        subdistrict=each["site_subdistrict"] or "",
    )


def _candidate(by, key: str, likeness, each: Mapping, places: Mapping, province: str) -> Candidate:
    """``province`` is the asker's, which goes without saying."""
    place = places[each["holder"]]
    person = f"{each['person_title']}{each['person_first_name']} {each['person_last_name']}".strip()
    found = Candidate(
        key=key,
        likeness=likeness,
        district=each["holder"],
        place=str(place) if place.code.startswith(province) else f"{place} {place.province}",
        producer_type=ProducerType(each["producer_type"]),
        name=each["name"],
        person=person,
        number=each["number_text"],
        is_own=by.covers(each["holder"]),
    )
    return found if found.is_own else _masked(found, each)


def _masked(found: Candidate, each: Mapping) -> Candidate:
    """Whoever only has the number typed as well is not named: else a number would tell a name."""
    grounds = found.likeness.grounds
    names = (each["person_first_name"], each["person_last_name"])
    person = " ".join(validators.mask_name(name, 1) for name in names if name)
    known = DuplicateGround.NAME in grounds
    return replace(
        found,
        name=validators.mask_name(found.name, 6) if known else _("ผู้ผลิตในพื้นที่อื่น"),
        person=person if DuplicateGround.PERSON in grounds else "",
        number="",
    )
