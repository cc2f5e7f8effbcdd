"""What the end of a quarter takes with it: registrations that nobody certified or announced, with
the reason. Of a closed quarter the same, read from the stamps that they were left with.
"""

from collections import Counter

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from registration.enums import LapseReason, RegistrationState
from registration.models import Certification, Registration
from registration.scoping import Jurisdiction, within
from registration.selectors import registrations

_S = RegistrationState
_LAPSED = Q(state=_S.LAPSED)
# The first that fits. A district that took back what it had submitted left its stamp there, but it
# had not handed over either.
_REASONS = (
    (Q(state=_S.CERTIFIED) | (_LAPSED & Q(certified_at__isnull=False)), LapseReason.NOT_ANNOUNCED),
    (
        Q(state=_S.RETURNED) | (_LAPSED & Q(returned_at__gte=F("submitted_at"))),
        LapseReason.RETURNED,
    ),
    (Q(state=_S.DRAFT) | (_LAPSED & Q(submitted_at__isnull=True)), LapseReason.DRAFT),
    (Q(filing__handed_over_at__isnull=True), LapseReason.NOT_HANDED_OVER),
)


def lapsing(
    by: Jurisdiction, quarter: str, *, province: str = "", district: str = "", reason: str = ""
) -> QuerySet[Registration]:
    """Registrations that a closing now would let lapse, or that lapsed, by district; each with
    ``lapse_reason``.
    """
    rows = _with_reason(registrations.listed(by, quarter=quarter, district=district))
    if province:
        rows = rows.filter(filing__district__province=province)
    if reason:
        rows = rows.filter(lapse_reason=reason)
    return rows.order_by("filing__district", "sequence")


def counts(by: Jurisdiction, quarter: str, province: str = "") -> dict[str, Counter]:
    """How many by reason: for each province, or for each district of one. Places without any are
    absent.
    """
    rows = Registration.objects.filter(within(by, "filing__district"), quarter=quarter)
    place = "filing__district__province"
    if province:
        rows, place = rows.filter(filing__district__province=province), "filing__district"
    found: dict[str, Counter] = {}
    grouped = _with_reason(rows).order_by().values_list(place, "lapse_reason")
    for code, reason, n in grouped.annotate(n=Count("pk")):
        found.setdefault(code, Counter())[reason] = n
    return found


def _with_reason(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    waiting = Certification.objects.filter(
        quarter=OuterRef("quarter"),
        province=OuterRef("filing__district__province"),
        announced_at__isnull=True,
    )
    never = Q(state__in=(_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.LAPSED))
    return rows.filter(never | (Q(state=_S.CERTIFIED) & Exists(waiting))).annotate(
        lapse_reason=Case(
            *(When(fits, then=Value(reason)) for fits, reason in _REASONS),
            default=Value(LapseReason.UNDECIDED),
            output_field=CharField(),
        )
    )
