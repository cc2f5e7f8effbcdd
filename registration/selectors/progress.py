"""How far offices are, counted for many at once."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from registration.enums import RegistrationState
from registration.models import Registration, ReturnGrant
from registration.scoping import Jurisdiction, within

_S = RegistrationState
_NOTHING = (0, None, None, None, None, None)


def by_province(by: Jurisdiction, quarter: str) -> dict[str, Counter]:
    """Registrations of a quarter by province code and state; provinces without any are absent."""
    counts: dict[str, Counter] = {}
    for province, state, n in _by_state(by, quarter, "filing__district__province"):
        counts.setdefault(province, Counter())[state] = n
    return counts


@dataclass(frozen=True)
class OfFiling:
    """A filing's registrations by state, and the instants that tell how long it takes; as
    ``workflow.Progress`` names them.
    """

    n: Counter
    began_at: datetime | None = None
    submitted_at: datetime | None = None
    returned_at: datetime | None = None
    decided_at: datetime | None = None


def by_filing(by: Jurisdiction, quarter: str, province: str | None = None) -> dict[int, OfFiling]:
    """The same count by filing; filings without any registration are absent."""
    found: dict[int, dict[str, tuple]] = {}
    stamps = (
        Min("entered_at"), Min("submitted_at"), Min("returned_at"), Max("certified_at"),
        Max("rejected_at"),
    )  # fmt: skip
    for filing, state, n, *instants in _by_state(by, quarter, "filing", *stamps, province=province):
        found.setdefault(filing, {})[state] = (n, *instants)
    return {filing: _of_filing(states) for filing, states in found.items()}


def _of_filing(states: dict[str, tuple]) -> OfFiling:
    _n, _began, submitted, _returned, _certified, _rejected = states.get(_S.SUBMITTED, _NOTHING)
    returned = states.get(_S.RETURNED, _NOTHING)[3]
    decisions = [at for _n, *instants in states.values() for at in instants[3:] if at]
    return OfFiling(
        n=Counter({state: n for state, (n, *_instants) in states.items()}),
        began_at=min(began for _n, began, *_later in states.values()),
        submitted_at=submitted,
        returned_at=returned,
        decided_at=max(decisions, default=None),
    )


def _by_state(by: Jurisdiction, quarter: str, key: str, *more, province: str | None = None):
    """``(key, state, n, …)``: how registrations are counted, whoever looks at them."""
    rows = Registration.objects.filter(within(by, "filing__district"), quarter=quarter)
    if province:
        rows = rows.filter(filing__district__province=province)
    extra = {f"more_{i}": aggregate for i, aggregate in enumerate(more)}
    return rows.order_by().values_list(key, "state").annotate(n=Count("pk"), **extra)


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
