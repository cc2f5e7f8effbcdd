"""Samples of a filing's unchanged registrations, and the questions asked about each."""

from django.db.models import F, Prefetch, QuerySet

from registration.models import Filing, Sample, SampleAnswer, SampledRegistration, SampleQuestion
from registration.scoping import Jurisdiction, within
from registration.selectors import evidence

_SECRETS = ("registration__citizen_id", "registration__proxy_citizen_id")


def of_filing(by: Jurisdiction, filing: Filing) -> QuerySet[Sample]:
    """Every draw, in order."""
    rows = Sample.objects.filter(within(by, "filing__district"), filing=filing)
    return rows.select_related("drawn_by").order_by("pk")


def rows(by: Jurisdiction, filing: Filing) -> QuerySet[SampledRegistration]:
    """The drawn registrations of a filing with all that their questions are about, those that
    nobody has checked first.
    """
    found = SampledRegistration.objects.filter(
        within(by, "sample__filing__district"), sample__filing=filing
    )
    answers = SampleAnswer.objects.select_related("question").order_by("question__sequence")
    return (
        found.select_related("registration__site_subdistrict", "registration__producer",
                             "registration__filing", "checked_by")
        .defer(*_SECRETS, *(f"registration__producer__{each[14:]}" for each in _SECRETS))
        .prefetch_related(
            Prefetch("answers", answers), Prefetch("registration__products"),
            Prefetch("registration__evidence", evidence.given().queryset),
        )
        .order_by(F("checked_at").asc(nulls_first=True), "registration__sequence")
    )  # fmt: skip


def questions() -> list[SampleQuestion]:
    """What is asked now; the same for everybody."""
    return list(SampleQuestion.objects.filter(is_active=True))
