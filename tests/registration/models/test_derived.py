"""Columns that follow others: on every way of writing, and for rows older than the column."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import CharField

from registration import models, similarity
from registration.models import blind_index, derived_from, tail_index
from tests import factories

pytestmark = pytest.mark.django_db
DERIVED = ("name_key", "person_key", "citizen_id_index", "citizen_id_tail")


def derived(row):
    row.refresh_from_db()
    return {name: getattr(row, name) for name in DERIVED}


def expected(row):
    return {
        "name_key": similarity.fold(row.name),
        "person_key": similarity.fold_person(f"{row.person_first_name} {row.person_last_name}"),
        "citizen_id_index": blind_index(row.citizen_id),
        "citizen_id_tail": tail_index(row.citizen_id, 4),
    }


@pytest.mark.parametrize("make", [factories.RegistrationFactory, factories.ProducerFactory])
def test_saving_keeps_them(plan, make):
    row = make()
    row.name, row.citizen_id = "ร้านชื่อใหม่", factories.citizen_id(77)
    row.save()

    assert derived(row) == expected(row)
    assert all(expected(row).values())


def test_writing_some_columns_names_those_that_follow():
    assert derived_from(models.Producer, ["juristic_id", "phone"]) == set()
    assert derived_from(models.Producer, ["citizen_id"]) == {"citizen_id_index", "citizen_id_tail"}
    assert derived_from(models.Producer, ["person_last_name"]) == {"person_key"}


def test_a_tail_is_never_a_whole_index():
    """Four digits typed as a whole value must not match somebody's tail."""
    assert tail_index("1234", 4) != blind_index("1234")
    assert tail_index("", 4) == ""


def test_rows_older_than_the_columns_are_filled(plan):
    rows = [factories.RegistrationFactory(), factories.ProducerFactory()]
    before = [derived(row) for row in rows]
    for row in rows:
        blank = dict.fromkeys(("name_key", "person_key", "citizen_id_tail"), "")
        type(row).objects.filter(pk=row.pk).update(**blank)
        assert derived(row)["name_key"] == ""

    import_module("registration.migrations.0003_derived_columns").fill(apps, None)

    assert [derived(row) for row in rows] == before


def test_they_are_never_typed():
    for name in DERIVED:
        field = models.Producer._meta.get_field(name)
        assert isinstance(field, CharField)
        assert not field.editable
