"""The searches that an officer keeps."""

from django.db.models import QuerySet

from registration.models import SavedFilter
from registration.scoping import Jurisdiction


def mine(by: Jurisdiction) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(officer=by.officer_id)
