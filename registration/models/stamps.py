"""Who did something and when, for rows whose state follows from their stamps."""

from django.db import models
from django.db.models import Q

from registration.models.officers import Officer


def when(label):
    return models.DateTimeField(label, null=True, blank=True, editable=False)


def who():
    return models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )


def both_or_none(stamp: str) -> Q:
    """The two columns of ``stamp`` (``…_at``, ``…_by``) are set together."""
    return Q(**{f"{stamp}_at__isnull": True, f"{stamp}_by__isnull": True}) | Q(
        **{f"{stamp}_at__isnull": False, f"{stamp}_by__isnull": False}
    )
