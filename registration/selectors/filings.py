"""Filings of districts and how far they are."""

from django.db.models import Count, Q, QuerySet

from registration.enums import Kind, RegistrationState
from registration.models import Filing
from registration.scoping import Jurisdiction, within

_STATES = {f"n_{state.lower()}": state for state in RegistrationState}


def visible(by: Jurisdiction) -> QuerySet[Filing]:
    """Filings in the area of ``by`` with their quarter, district and province."""
    return Filing.objects.filter(within(by)).select_related("quarter", "district__province")


def filing_for(by: Jurisdiction, district: str, quarter: str) -> Filing:
    """Raises ``Filing.DoesNotExist`` for another area's filing as for none at all."""
    return visible(by).get(district=district, quarter=quarter)


def progress(by: Jurisdiction, quarter: str, province: str | None = None) -> QuerySet[Filing]:
    """Filings of a quarter with ``n_<state>`` counts, ``n_live`` and ``n_new``."""
    rows = visible(by).filter(quarter=quarter)
    if province:
        rows = rows.filter(district__province=province)
    counts = {
        name: Count("registrations", filter=Q(registrations__state=state))
        for name, state in _STATES.items()
    }
    live = ~Q(
        registrations__state__in=(
            RegistrationState.WITHDRAWN,
            RegistrationState.REJECTED,
            RegistrationState.LAPSED,
        )
    ) & Q(registrations__isnull=False)
    return rows.annotate(
        **counts,
        n_live=Count("registrations", filter=live),
        n_new=Count("registrations", filter=live & Q(registrations__kind=Kind.NEW)),
    ).order_by("district")
