"""The district's filing of a quarter: handed over, or taken back."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from registration import workflow
from registration.models import Filing
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import journal, news, states


def locked(by: Jurisdiction, **lookup) -> Filing:
    """A filing in the area of ``by`` under its lock, read afresh; raises ``Filing.DoesNotExist``.

    Whoever writes anything into a filing takes this lock first, then reads state and windows.
    """
    keys = locked_keys(Filing.objects.filter(within(by), **lookup))
    return with_places().get(pk__in=keys)


def locked_keys(rows: QuerySet[Filing]) -> list[int]:
    """Lock filings in one order and return their keys.

    Read them only afterwards: PostgreSQL gives a row that it waited for afresh, but what was
    joined to it (the quarter that somebody closed meanwhile) as it was before the wait.
    """
    return list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def with_places() -> QuerySet[Filing]:
    return Filing.objects.select_related("quarter", "district__province")


@transaction.atomic
def hand_over(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, nil: bool = False
) -> Filing:
    """Hand the quarter over to the province. ``nil`` declares that nobody registered (zero is not
    missing).
    """
    filing = locked(by, district=district, quarter=quarter)
    permit = states.allow(
        workflow.HAND_OVER, situations.of_filing(by, filing, on, declares_nil=nil)
    )
    states.move(filing, workflow.HAND_OVER, by, on, is_nil=nil)
    journal.record(by, on, "filing.hand_over", filing, after={"nil": nil}, permit=permit)
    news.handed_over(by, on, filing)
    return filing


@transaction.atomic
def take_back(*, by: Jurisdiction, on: datetime, district: str, quarter: str) -> Filing:
    """Take a handed-over filing back while the entry window is open and nothing is decided."""
    filing = locked(by, district=district, quarter=quarter)
    permit = states.allow(workflow.TAKE_BACK, situations.of_filing(by, filing, on))
    states.move(
        filing, workflow.TAKE_BACK, by, on, is_nil=False, handed_over_at=None, handed_over_by=None
    )
    journal.record(by, on, "filing.take_back", filing, permit=permit)
    news.taken_back(by, on, filing)
    return filing
