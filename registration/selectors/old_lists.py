"""Old lists that an office brought in, and what became of their rows. A list is its own office's;
of a province's list a district is told of its own people alone.
"""

from collections import defaultdict

from django.db.models import F, Q, QuerySet

from registration.enums import Role
from registration.models import OldList, OldRow, RememberedMapping, StagedImport
from registration.scoping import NOTHING, Jurisdiction, within

_HEAVY = ("content", "table")


def visible(by: Jurisdiction) -> QuerySet[OldList]:
    """Lists of the own office, the newest first, without the bytes of their files."""
    return _light(OldList.objects.filter(_own(by)))


def takeable(by: Jurisdiction) -> QuerySet[OldList]:
    """Lists of which a district may take its rows: its own, and those that its province has mapped
    and that speak of it. Nobody else takes any.
    """
    if by.role != Role.DISTRICT:
        return OldList.objects.none()
    return _light(OldList.objects.filter(_own(by) | _offered(by)))


def offered(by: Jurisdiction) -> QuerySet[OldList]:
    """Lists of the province in which a district has rows."""
    if by.role != Role.DISTRICT:
        return OldList.objects.none()
    return _light(OldList.objects.filter(_offered(by)))


def shown(by: Jurisdiction, pk: int) -> OldList:
    """A list that the own office may look at, if only at its own rows of it; raises
    ``OldList.DoesNotExist``.
    """
    return (takeable(by) if by.role == Role.DISTRICT else visible(by)).get(pk=pk)


def with_table(by: Jurisdiction, pk: int) -> OldList:
    """An own list with the texts of its cells; a province's are given to no district."""
    return visible(by).defer(None).defer("content").get(pk=pk)


def producers(by: Jurisdiction, pk: int) -> QuerySet[OldRow]:
    """Producers of a list that lie in the own area, in its order."""
    rows = _rows(pk, _own(by, "old_list__") | _offered(by, "old_list__"))
    if by.district:
        return rows.filter(is_producer=True, district_code=by.district)
    return rows.filter(is_producer=True, district_code__startswith=by.area)


def elsewhere(by: Jurisdiction, pk: int) -> QuerySet[OldRow]:
    """Producers of an own list that lie outside the own area, or nobody knows where."""
    rows = _rows(pk, _own(by, "old_list__")).filter(is_producer=True)
    return rows.exclude(district_code__startswith=by.area)


def others(by: Jurisdiction, pk: int) -> QuerySet[OldRow]:
    """Rows of an own list that are no producers."""
    return _rows(pk, _own(by, "old_list__")).filter(is_producer=False)


def taken(by: Jurisdiction, pk: int) -> dict[str, list[StagedImport]]:
    """What each district of the own area has taken of a list, the newest first, without any row
    of it.
    """
    rows = StagedImport.objects.filter(
        within(by, "filing__district"), old_list=pk, old_list__in=OldList.objects.filter(
            _own(by) | _offered(by)
        ).values("pk"),
    )  # fmt: skip
    rows = rows.filter(discarded_at__isnull=True).defer("content")
    found = defaultdict(list)
    for row in rows.select_related("filing", "received_by").order_by("-pk"):
        found[row.filing.district_id].append(row)
    return dict(found)


def remembered(by: Jurisdiction, signature: str) -> RememberedMapping | None:
    """How the own office read a list with these headers, or else its province."""
    office = _own(by) | (Q(province=by.province, district=None) if by.district else NOTHING)
    rows = RememberedMapping.objects.filter(office, signature=signature)
    return rows.order_by(F("district").asc(nulls_last=True)).first()


def memories(by: Jurisdiction) -> QuerySet[RememberedMapping]:
    """The mappings that the own office settled, the last used first."""
    return RememberedMapping.objects.filter(_own(by))


def _light(rows: QuerySet[OldList]) -> QuerySet[OldList]:
    return rows.select_related("province", "district__province", "received_by", "mapped_by").defer(
        *_HEAVY
    )


def _rows(pk: int, whose: Q) -> QuerySet[OldRow]:
    return OldRow.objects.filter(whose, old_list=pk).order_by("number")


def _own(by: Jurisdiction, path: str = "") -> Q:
    if by.role not in (Role.DISTRICT, Role.PROVINCE):
        return NOTHING
    return Q(**{f"{path}province": by.province, f"{path}district": by.district})


def _offered(by: Jurisdiction, path: str = "") -> Q:
    """A province's lists that are mapped and speak of a district."""
    if by.role != Role.DISTRICT:
        return NOTHING
    return Q(
        **{
            f"{path}province": by.province, f"{path}district__isnull": True,
            f"{path}mapped_at__isnull": False, f"{path}discarded_at__isnull": True,
            f"{path}counts__districts__has_key": by.district,
        }
    )  # fmt: skip
