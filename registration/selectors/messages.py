"""Messages of the officer who asks, at the office where that officer works now."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from registration.models import Message, Officer
from registration.scoping import Jurisdiction


def visible(by: Jurisdiction) -> QuerySet[Message]:
    """What an officer was told at another office stays with that office's work."""
    return Message.objects.filter(officer=by.officer_id, office=by.area)


def listed(by: Jurisdiction, *, unread: bool = False, kinds: tuple = ()) -> QuerySet[Message]:
    """Unread ones first, then the newest."""
    rows = visible(by)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-made_at", "-pk")


def with_unread(officers: QuerySet[Officer]) -> QuerySet[Officer]:
    """Accounts with ``n_unread``, counted in the query that reads the account."""
    rows = Message.objects.filter(
        officer=OuterRef("pk"),
        office=Coalesce(OuterRef("district"), OuterRef("province"), Value("th")),
        read_at__isnull=True,
    )
    number = rows.order_by().values("officer").annotate(n=Count("pk")).values("n")
    return officers.annotate(n_unread=Coalesce(Subquery(number, IntegerField()), 0))
