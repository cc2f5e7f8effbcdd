"""A table in a file: Thai headers, words instead of codes, Buddhist Era dates.

Headers and words are fixed Thai, whatever language the page speaks: a file that went out must come
in again.
"""

from datetime import date, datetime
from decimal import Decimal

import tablib
from django.db import models
from import_export import resources
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader

from registration import calendar

YES, NO = "ใช่", "ไม่ใช่"


class Table(resources.Resource):
    """What django-import-export's pages ask for, filled from ``columns``.

    ``columns`` maps a path of attributes (``district.province.name``) to its header.
    """

    title = ""
    columns: dict[str, str] = {}

    class Meta:
        using_db = "default"
        instance_loader_class = BaseInstanceLoader  # rows find their own

    def __init__(self, by=None, on=None, **kwargs):
        super().__init__(**kwargs)
        self.by, self.on = by, on

    @classmethod
    def get_display_name(cls):
        return cls.title

    def get_diff_headers(self):
        return list(self.columns.values())

    def get_user_visible_fields(self):
        return [Field(column_name=header) for header in self.columns.values()]

    def export(self, queryset=None, **kwargs) -> tablib.Dataset:
        """Every row of ``queryset``, in its order."""
        table = tablib.Dataset(headers=list(self.columns.values()))
        for row in queryset.iterator(chunk_size=2000):
            table.append(self.cells(row))
        return table

    def cells(self, row) -> list:
        return [cell(row, path) for path in self.columns]


def cell(row, path: str):
    """The value at ``path`` as a file holds it; text, or a number that stays one."""
    *way, name = path.split(".")
    for step in way:
        row = getattr(row, step)
        if row is None:
            return ""
    value = getattr(row, name)
    field = next((each for each in row._meta.fields if each.name == name), None)
    if field is not None and field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return calendar.thai_datetime(value, "numeric")
    if isinstance(value, date):
        return calendar.thai_date(value, "numeric")
    if isinstance(value, models.Model):
        return getattr(value, "code", None) or str(value.pk)
    if isinstance(value, models.Manager):  # rows of a list, by their codes
        return ", ".join(row.code for row in value.all())
    return value if isinstance(value, int | Decimal) else str(value)
