"""Corrections that were asked after a close, and the addenda that approved them."""

from collections.abc import Iterable

from django.db.models import Count, Model, QuerySet

from registration.enums import CorrectionState, QuarterState, RegistrationState
from registration.models import (
    CORRECTABLE,
    PRODUCER_PART,
    Addendum,
    Correction,
    RegisteredProduct,
    Registration,
    Snapshot,
)
from registration.scoping import Jurisdiction, within
from registration.selectors.registrations import Difference


def visible(by: Jurisdiction) -> QuerySet[Correction]:
    """Requests of the area of ``by``, with what a list shows, newest first."""
    return (
        Correction.objects.filter(within(by))
        .select_related(
            "registration__filing", "registration__producer", "district__province", "quarter",
            "asked_by", "answered_by", "addendum",
        )
        .defer(
            "registration__citizen_id", "registration__proxy_citizen_id",
            "registration__producer__citizen_id", "registration__producer__proxy_citizen_id",
        )
        .order_by("-pk")
    )  # fmt: skip


def listed(by: Jurisdiction, *, state: str = "") -> QuerySet[Correction]:
    rows = visible(by)
    return rows.filter(state=state) if state else rows


def open_ones(by: Jurisdiction, quarter: str, province: str) -> QuerySet[Correction]:
    """Requests that an addendum of the province may approve, oldest first."""
    rows = visible(by).filter(quarter=quarter, district__province=province)
    return rows.filter(state=CorrectionState.ASKED).order_by("pk")


def waiting(by: Jurisdiction) -> list[dict]:
    """Open requests by quarter and province: ``quarter``, ``province``, ``name``, ``n``."""
    rows = Correction.objects.filter(within(by), state=CorrectionState.ASKED)
    return [
        {"quarter": quarter, "province": province, "name": name, "n": n}
        for quarter, province, name, n in rows.order_by("quarter", "district__province")
        .values_list("quarter", "district__province", "district__province__name")
        .annotate(n=Count("pk"))
    ]


def may_be_asked(row: Registration) -> bool:
    """Whether ``row`` stands in what was announced, so that a correction makes sense."""
    closed = row.filing.quarter.state == QuarterState.CLOSED
    return closed and row.state == RegistrationState.CLOSED


def of_registration(by: Jurisdiction, row: Registration) -> list[Correction]:
    """What was asked about a registration; nothing is read where it is not in any announcement."""
    if not may_be_asked(row):
        return []
    return list(visible(by).filter(registration=row))


def addenda(by: Jurisdiction, quarter: str, province: str | None = None) -> QuerySet[Addendum]:
    """Addenda to what a quarter announced, in the order of their making: of one province, or all.

    An addendum is public as an announcement is; a province reads its own.
    """
    rows = _addenda(by).filter(quarter=quarter).select_related("province", "quarter")
    if province:
        rows = rows.filter(province=province)
    return rows.order_by("pk")


def addendum_for(by: Jurisdiction, pk: int) -> Addendum:
    """Raises ``Addendum.DoesNotExist`` for another province's as for none at all."""
    return _addenda(by).select_related("province", "quarter", "made_by").get(pk=pk)


def _addenda(by: Jurisdiction) -> QuerySet[Addendum]:
    """A district reads its province's: ``district=""``."""
    return Addendum.objects.filter(within(by, district="", province="province"))


def of_addendum(by: Jurisdiction, addendum: Addendum) -> QuerySet[Correction]:
    """What an addendum corrected: all of it, as the paper says it to everybody of its province."""
    return (
        Correction.objects.filter(
            within(by, district="", province="district__province"), addendum=addendum
        )
        .select_related("registration__producer", "district")
        .defer("registration__citizen_id", "registration__proxy_citizen_id",
               "registration__producer__citizen_id", "registration__producer__proxy_citizen_id")
        .order_by("district", "registration__sequence")
    )  # fmt: skip


def correctable(row: Registration | RegisteredProduct) -> tuple[str, ...]:
    """The fields that an announcement says of ``row``."""
    return CORRECTABLE[type(row)]


def snapshots_of(by: Jurisdiction, addendum: Addendum) -> QuerySet[Snapshot]:
    """The revisions that an addendum made, the province's before the country's."""
    rows = Snapshot.objects.filter(within(by, district="", province="province"), addendum=addendum)
    return rows.defer("summary", "detail").order_by("pk")


def in_words(rows: Iterable[Correction]) -> dict[int, dict[str, list[Difference]]]:
    """Each correction's changes by part, keys of lists and places read for all of them at once."""
    rows = list(rows)
    asked: dict[type[Model], set] = {}
    for row in rows:
        for field, pair in _pairs(row):
            if field.is_relation:
                asked.setdefault(field.related_model, set()).update(filter(None, pair))
    found = {model: model.objects.in_bulk(list(keys)) for model, keys in asked.items()}
    told: dict[int, dict[str, list[Difference]]] = {}
    for row in rows:
        parts = told.setdefault(row.pk, {})
        for part, fields in row.changes.items():
            parts[part] = [
                Difference(field, *(_value(field, value, found) for value in pair))
                for field, pair in _fields(part, fields)
            ]
    return told


def _pairs(row: Correction):
    for part, fields in row.changes.items():
        yield from _fields(part, fields)


def _fields(part: str, fields: dict):
    model = Registration if part == PRODUCER_PART else RegisteredProduct
    return [(model._meta.get_field(name), pair) for name, pair in fields.items()]


def _value(field, value, found):
    return found[field.related_model].get(value) if field.is_relation and value else value
