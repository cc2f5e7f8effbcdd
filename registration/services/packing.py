"""Typed values as JSON and back, so that a staged row can wait.

Called by the services of imports; what is packed is kept encrypted, citizen IDs stand in it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Field, Model

from registration.models import HOLDINGS, RegisteredProduct, Registration

_HELD = {holding.name: holding.model_of(RegisteredProduct) for holding in HOLDINGS}


def packed(values: Mapping) -> dict:
    """Values of fields as JSON holds them."""
    return {name: _plain(value) for name, value in values.items()}


def packed_held(held: Mapping[str, Iterable[Mapping]]) -> dict:
    return {name: [packed(row) for row in rows] for name, rows in held.items()}


class Unpacker:
    """Turns packed values into what the services take; rows that they name are read once."""

    def __init__(self):
        self._rows: dict[type[Model], dict] = {}

    def producer(self, values: Mapping) -> dict:
        return self._unpacked(Registration, values)

    def product(self, values: Mapping) -> dict:
        return self._unpacked(RegisteredProduct, values)

    def held(self, held: Mapping[str, Iterable[Mapping]]) -> dict[str, list[dict]]:
        return {
            name: [self._unpacked(_HELD[name], row) for row in rows] for name, rows in held.items()
        }

    def _unpacked(self, model: type[Model], values: Mapping) -> dict:
        return {
            name: self._value(model._meta.get_field(name), each) for name, each in values.items()
        }

    def _value(self, field: Field, value):
        if value is None or value == "":
            return value
        if field.is_relation:
            return self._row(field.related_model, value)
        if field.get_internal_type() == "JSONField":
            return value
        return field.to_python(value)

    def _row(self, model: type[Model], key):
        rows = self._rows.setdefault(model, {})
        if key not in rows:
            rows[key] = model.objects.get(pk=key)
        return rows[key]


def _plain(value):
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal | date):
        return str(value)
    return value
