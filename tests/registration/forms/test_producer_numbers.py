"""Numbers of the register as people type them."""

import pytest

from registration.forms.producer_numbers import NumberField, SurvivorField, number_of
from tests import factories


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3104-00123", "3104-00123"), ("๓๑๐๔-๐๐๑๒๓", "3104-00123"), ("3104 00123", "3104-00123"),
        ("310400123", "3104-00123"), ("3104–00123", "3104-00123"), (" 3104 - 00123 ", "3104-00123"),
        ("3104-0012", "3104-0012"), ("3104-00123-02", "3104-00123-02"), ("กข", "กข"), ("", ""),
    ],
)  # fmt: skip
def test_number_of(typed, number):
    assert number_of(typed) == number
    if typed:
        assert NumberField().clean(typed) == number


def test_the_survivor_is_an_active_producer_of_the_district(plan):
    producer = factories.ProducerFactory()
    field = SurvivorField(district="3104", required=False)

    assert field.clean(producer.number) == producer
    assert field.clean("") is None
    assert field.prepare_value(producer.pk) == producer.number
    assert field.prepare_value("กข") == "กข"
