"""Fill the derived columns of rows that are older than they, and index the search on PostgreSQL."""

from django.db import migrations

_DERIVED = ("name_key", "person_key", "citizen_id_tail")


def fill(apps, schema_editor):
    for name in ("Producer", "Registration"):
        model = apps.get_model("registration", name)
        batch = []
        for row in model.objects.order_by("pk").iterator(chunk_size=500):
            for column in _DERIVED:
                setattr(row, column, model._meta.get_field(column).derive(row))
            batch.append(row)
            if len(batch) == 500:
                model.objects.bulk_update(batch, _DERIVED)
                batch = []
        model.objects.bulk_update(batch, _DERIVED)


def index(apps, schema_editor):
    """Thai has no spaces: a substring of three characters is found by trigrams (SQLite scans)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX producer_search_trigrams ON registration_producer "
            "USING gin (search_text gin_trgm_ops)"
        )


def unindex(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX producer_search_trigrams")


class Migration(migrations.Migration):
    dependencies = [("registration", "0002_whole_form")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]
