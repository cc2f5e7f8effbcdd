"""Rows about likely duplicates, and pairs that are ones."""

import factory
from factory.django import DjangoModelFactory

from registration import models
from registration.enums import DuplicateVerdict
from tests.factories import ProducerFactory, RegistrationFactory


class DecisionFactory(DjangoModelFactory):
    """A verdict of the registration's own district on a producer of the register."""

    class Meta:
        model = models.DuplicateDecision

    registration = factory.SubFactory(RegistrationFactory)
    other = factory.SubFactory(ProducerFactory)
    grounds = factory.LazyFunction(lambda: ["JURISTIC_ID"])
    verdict = DuplicateVerdict.ALLOWED
    reason = "คนละสาขา"
    decided_at = factory.SelfAttribute("registration.entered_at")
    decided_by = factory.SelfAttribute("registration.entered_by")


class InquiryFactory(DjangoModelFactory):
    """A question of the registration's district to the district of ``other``, not yet answered."""

    class Meta:
        model = models.DuplicateInquiry

    registration = factory.SubFactory(RegistrationFactory)
    other = factory.SubFactory(ProducerFactory)
    district = factory.SelfAttribute("other.district")
    question = "เป็นรายเดียวกันหรือไม่"
    asked_at = factory.SelfAttribute("registration.entered_at")
    asked_by = factory.SelfAttribute("registration.entered_by")


def like(row, **changes):
    """What makes a producer likely the same as ``row``: its names, ID, telephone and house."""
    names = (
        "producer_type", "name", "person_title", "person_first_name", "person_last_name",
        "citizen_id", "juristic_id", "mobile", "site_house_no", "site_moo",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | changes
