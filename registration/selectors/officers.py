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
