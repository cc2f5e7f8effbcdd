"""Reading the journal."""

from django.db.models import Q, QuerySet

from registration.models import Extension, JournalEntry
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


def under_extension(by: Jurisdiction, extension: Extension) -> QuerySet[JournalEntry]:
    """What was done in the own area because of an extension, newest first."""
    return visible(by).filter(extension=extension).order_by("-pk")


def search(
    by: Jurisdiction,
    *,
    officer: str = "",
    action: str = "",
    quarter: str = "",
    before: int | None = None,
) -> QuerySet[JournalEntry]:
    """Entries newest first; ``before`` is the primary key that the page goes on from."""
    rows = visible(by)
    if officer:
        rows = rows.filter(officer_name__icontains=officer)
    if action:
        rows = rows.filter(action=action)
    if quarter:
        rows = rows.filter(quarter_code=quarter)
    if before:
        rows = rows.filter(pk__lt=before)
    return rows.order_by("-pk")
