"""Accounts in the area of whoever asks."""

from django.db.models import Q, QuerySet

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
