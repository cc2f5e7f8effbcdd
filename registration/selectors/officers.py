"""Accounts in the area of whoever asks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from registration.enums import Role
from registration.models import Officer, Posting
from registration.scoping import Jurisdiction


def visible(by: Jurisdiction) -> QuerySet[Officer]:
    """The department sees every account, everybody else those of the own area."""
    rows = Officer.objects.select_related("province", "district")
    if by.area == "th":
        return rows
    own = Q(district=by.district) if by.district else Q(province=by.province)
    return rows.filter(own)


def officer_for(by: Jurisdiction, pk: int) -> Officer:
    return visible(by).get(pk=pk)


def postings(by: Jurisdiction, officer: Officer) -> list[Posting]:
    """Where an officer worked, oldest first; empty for an officer outside the area of ``by``."""
    rows = Posting.objects.filter(officer=officer, officer__in=visible(by))
    return list(rows.select_related("province", "district"))


def search(
    by: Jurisdiction, *, text: str = "", role: str = "", province: str = "", active: str = ""
) -> QuerySet[Officer]:
    """Accounts by user name; ``text`` is looked for in user name and name, ``active`` is ``yes``,
    ``no`` or both.
    """
    rows = visible(by)
    if text:
        rows = rows.filter(Q(username__icontains=text) | Q(full_name__icontains=text))
    if role:
        rows = rows.filter(role=role)
    if province:
        rows = rows.filter(province=province)
    if active:
        rows = rows.filter(is_active=active == "yes")
    return rows.order_by("username")


@dataclass(frozen=True)
class Recipient:
    """An officer who is told something: the key, the office's code, how mail is wanted."""

    pk: int
    office: str
    role: str
    mail: str


def working_at(offices: Collection[str], area: str = "") -> list[Recipient]:
    """Active officers of ``offices`` (a district's or a province's code, ``th`` for the
    department), and of every office within ``area``. Report readers do not work anywhere.
    """
    wanted = Q(role=Role.DISTRICT, district__in=[code for code in offices if len(code) == 4])
    wanted |= Q(role=Role.PROVINCE, province__in=[code for code in offices if _is_province(code)])
    if "th" in (*offices, area):
        wanted |= Q(role=Role.DEPARTMENT)
    if area == "th":
        wanted |= Q(role__in=(Role.DISTRICT, Role.PROVINCE))
    elif len(area) == 4:
        wanted |= Q(role=Role.DISTRICT, district=area)
    elif area:
        wanted |= Q(role__in=(Role.DISTRICT, Role.PROVINCE), province=area)
    rows = Officer.objects.filter(wanted, is_active=True).order_by("pk")
    return [
        Recipient(pk, district or province or "th", role, mail)
        for pk, district, province, role, mail in rows.values_list(
            "pk", "district", "province", "role", "mail"
        )
    ]


def _is_province(code: str) -> bool:
    return len(code) == 2 and code != "th"
