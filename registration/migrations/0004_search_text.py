"""Names in the order of a Thai dictionary, and a search that also knows brands and telephones."""

from django.db import migrations, models

import registration.models.fields
from registration import searching


def collate(apps, schema_editor):
    """The key is made for the order of code points, whatever the database takes for Thai order."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE registration_producer ALTER COLUMN name_sort "
            'TYPE varchar(420) COLLATE "C"'
        )


def fill(apps, schema_editor):
    """Safe to run again: everything is derived from the rows as they stand."""
    producers = apps.get_model("registration", "Producer").objects
    derive = producers.model._meta.get_field("name_sort").derive
    batch = []
    for row in producers.prefetch_related("products").order_by("pk").iterator(chunk_size=500):
        row.name_sort = derive(row)
        row.search_text = _text(row)
        batch.append(row)
        if len(batch) == 500:
            producers.bulk_update(batch, ["name_sort", "search_text"])
            batch = []
    producers.bulk_update(batch, ["name_sort", "search_text"])


def _text(row):
    person = f"{row.person_title}{row.person_first_name} {row.person_last_name}".strip()
    texts = [row.name, row.name_en, person]
    for product in row.products.all():
        if product.is_active:
            texts += [product.name, product.name_en, product.brand]
    numbers = [row.phone, row.mobile, row.juristic_id, row.enterprise_no, row.commerce_no]
    return searching.text_of(number=row.number, texts=texts, numbers=numbers)


class Migration(migrations.Migration):
    dependencies = [("registration", "0003_derived_columns")]

    operations = [
        migrations.AddField(
            "producer",
            "name_sort",
            registration.models.fields.SortKeyField(
                blank=True, default="", editable=False, max_length=420, source="name"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(collate, migrations.RunPython.noop),
        migrations.AddIndex(
            "producer",
            models.Index(fields=["name_sort", "number"], name="registratio_name_so_9aea2f_idx"),
        ),
        migrations.AddIndex(
            "producer",
            models.Index(
                fields=["-first_quarter", "number"], name="registratio_first_q_0efc14_idx"
            ),
        ),
        migrations.AddIndex(
            "producer",
            models.Index(fields=["-last_quarter", "number"], name="registratio_last_qu_e4dc10_idx"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
