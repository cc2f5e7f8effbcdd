"""Reading the journal."""

from django.db.models import Q, QuerySet

from registration.models import JournalEntry
from registration.scoping import Jurisdiction


def visible(by: Jurisdiction) -> QuerySet[JournalEntry]:
    rows = JournalEntry.objects.select_related("officer")
    if by.area == "th":
        return rows
    own = Q(district_code=by.district) if by.district else Q(province_code=by.province)
    return rows.filter(own)


def of_subject(by: Jurisdiction, kind: str, pk) -> QuerySet[JournalEntry]:
    """Entries about one row (``kind`` is the model name in lower case), oldest first."""
    return visible(by).filter(subject_kind=kind, subject_id=str(pk)).order_by("pk")
