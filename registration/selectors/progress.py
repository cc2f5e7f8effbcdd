"""How far offices are, counted for many at once."""

from collections import Counter

from django.db.models import Count

from registration.enums import RegistrationState
from registration.models import Registration, ReturnGrant
from registration.scoping import Jurisdiction, within


def by_province(by: Jurisdiction, quarter: str) -> dict[str, Counter]:
    """Registrations of a quarter by province code and state; provinces without any are absent."""
    rows = (
        Registration.objects.filter(within(by, "filing__district"), quarter=quarter)
        .order_by()
        .values_list("filing__district__province", "state")
        .annotate(n=Count("pk"))
    )
    counts: dict[str, Counter] = {}
    for province, state, n in rows:
        counts.setdefault(province, Counter())[state] = n
    return counts


def live_grants(by: Jurisdiction, quarter: str) -> list[ReturnGrant]:
    """Returned registrations that wait for the district, the most urgent first."""
    return list(
        ReturnGrant.objects.filter(
            within(by, "registration__filing__district"),
            registration__quarter=quarter,
            registration__state=RegistrationState.RETURNED,
            ended_at__isnull=True,
        )
        .select_related("registration__filing")
        .defer("registration__citizen_id", "registration__proxy_citizen_id")
        .order_by("until_on", "pk")
    )


def certified_by_kind(by: Jurisdiction, quarter: str, province: str) -> Counter:
    """What a province's announcement would write: certified registrations by kind."""
    rows = Registration.objects.filter(
        within(by, "filing__district"),
        quarter=quarter,
        filing__district__province=province,
        state__in=(RegistrationState.CERTIFIED, RegistrationState.CLOSED),
    )
    return Counter(dict(rows.order_by().values_list("kind").annotate(n=Count("pk"))))
