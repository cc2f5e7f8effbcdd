"""Every column is classified, and what is secret is treated as such everywhere."""

from collections import Counter

import pytest
from django.apps import apps

from registration import models
from registration.models import fields
from registration.services import journal
from tests import factories
from tests.architecture.personal_data import LEVELS, TABLES

MODELS = {model.__name__: model for model in apps.get_app_config("registration").get_models()}


def columns(model):
    return [f.name for f in [*model._meta.local_fields, *model._meta.local_many_to_many]]


def of_level(level):
    return {
        (table, name) for table, levels in TABLES.items() for name in levels.get(level, "").split()
    }


def test_every_table_is_classified():
    assert set(TABLES) == set(MODELS)


@pytest.mark.parametrize("table", sorted(MODELS))
def test_every_column_is_classified_once(table):
    placed = Counter(name for level in LEVELS for name in TABLES[table].get(level, "").split())

    assert sorted(placed.elements()) == sorted(columns(MODELS[table]))
    assert set(TABLES[table]) <= set(LEVELS)


def test_secrets_are_encrypted_and_nothing_else_is():
    encrypted = {
        (table, field.name)
        for table, model in MODELS.items()
        for field in model._meta.local_fields
        if isinstance(field, fields.EncryptedTextField | fields.EncryptedBytesField)
    }

    assert encrypted == of_level("secret") - {("Officer", "password")}


def test_an_index_is_keyed():
    found = {
        (table, field.name)
        for table, model in MODELS.items()
        for field in model._meta.local_fields
        if isinstance(field, fields.BlindIndexField)
    }

    assert found == of_level("index")


def test_the_journal_masks_every_secret():
    # What is typed and not yet saved is not journalled at all.
    secret = {name for _table, name in of_level("secret")} - {"password", "content", "table"}
    value = factories.citizen_id(1)

    plain = journal.plain(dict.fromkeys(secret, value))

    assert secret
    assert all(shown.startswith("x-xxxx-xxxxx-") for shown in plain.values())


@pytest.mark.django_db
def test_no_secret_has_a_way_round(plan):
    """Neither a row's text nor its search text says what is encrypted."""
    for row in (
        factories.RegistrationFactory(by_proxy=True),
        factories.ProducerFactory(by_proxy=True),
    ):
        for _table, name in of_level("secret"):
            secret = getattr(row, name, None)
            if secret:
                assert secret not in f"{row} {row!r} {getattr(row, 'search_text', '')}"
    assert models.Registration.objects.count() == 1
