"""Whom a quarter has not heard of yet: producers of the register without a registration, and what
lapsed in the quarter before.
"""

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from registration import calendar
from registration.enums import FilingState, ProducerState, RegistrationState, Step
from registration.models import Filing, Producer, Registration
from registration.scoping import Jurisdiction
from registration.selectors import register, registrations, transfers
from registration.workflow import Situation

_GONE = (RegistrationState.WITHDRAWN, RegistrationState.REJECTED)


def unconfirmed(
    by: Jurisdiction, district: str | OuterRef, quarter: str | OuterRef
) -> QuerySet[Producer]:
    """Active producers of a district that have no live registration in ``quarter``, but for those
    on the way to another district. Whoever is not confirmed stays in the register as it is.
    """
    rows = register.visible(by).filter(district=district, state=ProducerState.ACTIVE)
    return rows.filter(
        ~Exists(_live(_outer(quarter)).filter(producer=OuterRef("pk"))),
        ~Exists(transfers.leaving(by).filter(producer=OuterRef("pk"))),
    )


def counted(by: Jurisdiction, filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Filings with ``unconfirmed``: how many are, whether it matters yet or not (see
    ``n_unconfirmed``).
    """
    rows = unconfirmed(by, OuterRef("district"), OuterRef("quarter"))
    numbers = rows.select_related(None).order_by().values("district").annotate(n=Count("pk"))
    found = Subquery(numbers.values("n"), output_field=IntegerField())
    return filings.annotate(unconfirmed=Coalesce(found, 0))


def n_unconfirmed(filing: Filing, situation: Situation) -> int:
    """How many are missing in a filing that came from ``counted``: none while its quarter has not
    begun for the office, none any more once the province has announced or the quarter is closed.
    """
    if filing.state not in (FilingState.ENTRY, FilingState.HANDED_OVER):
        return 0
    refused = situation.standings[Step.ENTRY].refusal(situation.now)
    return 0 if refused and refused.rule != "too_late" else filing.unconfirmed


def offered(
    by: Jurisdiction,
    district: str,
    quarter: str,
    *,
    text: str = "",
    subdistrict: str = "",
    producer_type: str = "",
) -> QuerySet[Producer]:
    """The unconfirmed with ``n_products``, by number, to be confirmed, changed or cancelled. One
    whose registration lapsed in the quarter before stands in ``lapsed`` instead: what was typed
    then goes on from there.
    """
    rows = register.search(
        by, text=text, district=district, subdistrict=subdistrict, producer_type=producer_type,
        state=ProducerState.ACTIVE,
    )  # fmt: skip
    waiting = lapsed(by, district, quarter).order_by().filter(producer=OuterRef("pk"))
    return rows.filter(pk__in=unconfirmed(by, district, quarter).values("pk")).filter(
        ~Exists(waiting)
    )


def lapsed(
    by: Jurisdiction,
    district: str,
    quarter: str,
    *,
    text: str = "",
    subdistrict: str = "",
    producer_type: str = "",
) -> QuerySet[Registration]:
    """What lapsed in the quarter before ``quarter`` and was not taken up again, with
    ``n_products``: new producers, too, that are in no register.
    """
    before = str(calendar.QuarterCode.parse(quarter).previous)
    live = _live(quarter)
    rows = registrations.listed(
        by, quarter=before, district=district, state=RegistrationState.LAPSED, text=text
    )
    if subdistrict:
        rows = rows.filter(site_subdistrict=subdistrict)
    if producer_type:
        rows = rows.filter(producer_type=producer_type)
    return rows.filter(
        Q(producer__isnull=True)
        | Q(producer__state=ProducerState.ACTIVE, producer__district=district),
        ~Exists(live.filter(carried_from=OuterRef("pk"))),
        ~Exists(live.filter(producer=OuterRef("producer"))),
    )


def confirmed(
    by: Jurisdiction, district: str, quarter: str, rows: list[int]
) -> QuerySet[Registration]:
    """Registrations of a filing by their keys, with all that ``registrations.missing`` looks at, in
    the order of the filing.
    """
    found = registrations.whole(by).filter(quarter=quarter, filing__district=district)
    return found.filter(pk__in=rows).order_by("sequence")


def _outer(value):
    """One query further out, where it is a reference and not yet a value."""
    return OuterRef(value) if isinstance(value, OuterRef) else value


def _live(quarter: str) -> QuerySet[Registration]:
    return Registration.objects.filter(quarter=quarter).exclude(state__in=_GONE)
