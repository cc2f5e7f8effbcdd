"""A table in a file: Thai headers, words instead of codes, Buddhist Era dates.

Headers and words are fixed Thai, whatever language the page speaks: a file that went out must come
in again.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import islice

from django.db import models
from django.utils import translation
from import_export import resources
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader

from registration import calendar
from registration.sheets.listings import Head, Listing
from registration.spelling import visible

YES, NO = "ใช่", "ไม่ใช่"
_PART = 500  # rows that are in memory together
_NARROWEST, _WIDEST = 9, 24


class Table(resources.Resource):
    """What django-import-export's pages ask for, filled from ``columns``.

    ``columns`` maps a path of attributes (``district.province.name``) to its header, ``widths`` a
    path to the width of a column whose head does not tell it. ``contacts`` are paths that say how
    to reach a person: they go out with the office that serves these people, not with a list of the
    country.
    """

    title = ""
    columns: dict[str, str] = {}
    widths: dict[str, int] = {}
    contacts: frozenset[str] = frozenset()

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
        return [Field(column_name=header) for header in self.outgoing.values()]

    @property
    def outgoing(self) -> dict[str, str]:
        """The columns that may go out with whoever asks."""
        if self.by is None or self.by.area != "th":
            return self.columns
        return {path: name for path, name in self.columns.items() if path not in self.contacts}

    def prepared(self, queryset: models.QuerySet) -> models.QuerySet:
        """The same rows with all that their cells read, so that no cell asks the database."""
        return queryset

    def export(self, queryset=None, **kwargs) -> Listing:
        """Every row of ``queryset``, in its order, read while the file is written."""
        heads = tuple(Head(name, self._width(path)) for path, name in self.outgoing.items())
        return Listing(self.title, heads, self._cells(self.prepared(queryset)), self.on)

    def _cells(self, queryset) -> Iterator[list]:
        rows, paths = queryset.iterator(chunk_size=_PART), tuple(self.outgoing)
        while part := list(islice(rows, _PART)):
            with translation.override("th"):
                cells = [[self.cell(row, path) for path in paths] for row in part]
            yield from cells

    def _width(self, path: str) -> int:
        needed = len(visible(self.columns[path])) + 2
        return self.widths.get(path) or min(max(needed, _NARROWEST), _WIDEST)

    def cells(self, row) -> list:
        return [self.cell(row, path) for path in self.columns]

    def cell(self, row, path: str):
        """The value at ``path`` as a file holds it; text, or a number that stays one."""
        *way, name = _steps(path)
        for step in way:
            row = getattr(row, step)
            if row is None:
                return ""
        value = getattr(row, name)
        labels = _labels(type(row), name)
        if labels and value not in (None, ""):
            return labels.get(value) or str(value)
        return _plain(value)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@cache
def _labels(model: type[models.Model], name: str) -> dict:
    """What the values of a field with choices are called; nothing for any other attribute."""
    field = next((each for each in model._meta.fields if each.name == name), None)
    if field is None or not field.choices:
        return {}
    with translation.override("th"):
        return {value: str(label) for value, label in field.flatchoices}


def _plain(value):
    if isinstance(value, str):
        return value
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
