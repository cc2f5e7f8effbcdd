"""Rows of a file through the same form and the same service as a page."""

from contextlib import contextmanager

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from import_export.results import RowResult

from registration.errors import Incomplete, Refused
from registration.imports.tables import NO, YES, Table

MAX_ROWS = 5000
_BOOLEANS = {YES: True, NO: False, "": False, "1": True, "0": False}


class OtherTable(ValueError):
    """The file is not this table; the sentence names the columns."""


class RowTable(Table):
    """A table that comes in. Subclasses say how a row is found and written.

    A row that its form or the service refuses is invalid and names its columns; nothing of the
    file is stored then. ``Forbidden`` passes through: the whole file is refused.
    """

    def form(self, found, data) -> forms.BaseForm:
        """The form that reads a row; ``found`` is the stored row or ``None``."""
        raise NotImplementedError

    def find(self, data: dict):
        """The stored row that ``data`` speaks of, or ``None``."""
        raise NotImplementedError

    def write(self, found, values: dict):
        """Call the service; returns the stored row."""
        raise NotImplementedError

    def before_import(self, dataset, **kwargs):
        """The file must have exactly our columns: a column that is left out would empty values."""
        headers = list(dataset.headers or ())
        missing = [header for header in self.columns.values() if header not in headers]
        unknown = [header for header in headers if header not in self.columns.values()]
        problem = None
        if missing:
            problem = _("ไม่พบคอลัมน์: %(names)s") % {"names": ", ".join(missing)}
        elif unknown:
            problem = _("มีคอลัมน์ที่ไม่รู้จัก: %(names)s") % {"names": ", ".join(unknown)}
        elif len(dataset) > MAX_ROWS:
            problem = _("ไฟล์มีเกิน %(most)d แถว ให้แบ่งเป็นหลายไฟล์") % {"most": MAX_ROWS}
        if problem:
            dataset.wipe()  # no row of a file that cannot be read is tried
            dataset.headers = headers
            raise OtherTable(problem)

    def _check_import_id_fields(self, headers):
        """Our own check of the headers is stricter."""

    def import_row(self, row, instance_loader, **kwargs) -> RowResult:
        result = self.get_row_result_class()()
        if not any(str(value or "").strip() for value in row.values()):
            result.import_type = RowResult.IMPORT_TYPE_SKIP
            result.diff = [""] * len(self.columns)
            return result
        try:
            with transaction.atomic():
                self._take(row, result)
        except ValidationError as error:
            result.import_type = RowResult.IMPORT_TYPE_INVALID
            result.validation_error = error
        return result

    def _take(self, row, result):
        data = {name: _read(row.get(header)) for name, header in self.columns.items()}
        found = self.find(data)
        old = [str(value) for value in self.cells(found)] if found else None
        form = self.form(found, data)
        self._say_values(form, data)
        if not form.is_valid():
            raise ValidationError(self._by_header(form.errors.as_data().items()))
        with self._explained():
            stored = self.write(found, form.cleaned_data)
        new = [str(value) for value in self.cells(stored)]
        result.import_type = (
            RowResult.IMPORT_TYPE_NEW
            if old is None
            else RowResult.IMPORT_TYPE_SKIP if old == new else RowResult.IMPORT_TYPE_UPDATE
        )  # fmt: skip
        result.diff = [_difference(*pair) for pair in zip(old or new, new, strict=True)]
        result.add_instance_info(stored)

    def _say_values(self, form, data):
        """Words of the file to values of the form: a label to its code, ใช่ to true."""
        for name, field in form.fields.items():
            text = data.get(name, "")
            if isinstance(field, forms.BooleanField):
                if text not in _BOOLEANS:
                    sentence = _("ใช้ได้เฉพาะ “%(yes)s” หรือ “%(no)s”") % {"yes": YES, "no": NO}
                    raise ValidationError(self._by_header([(name, [sentence])]))
                data[name] = _BOOLEANS[text]
            elif isinstance(field, forms.ModelMultipleChoiceField):
                data[name] = [code.strip() for code in text.split(",") if code.strip()]
            elif isinstance(field, forms.ChoiceField):
                said = {str(label): value for value, label in field.choices if value}
                data[name] = said.get(text, text)

    def _by_header(self, problems) -> dict[str, list]:
        named: dict[str, list] = {}
        for place, sentences in problems:
            named.setdefault(self.columns.get(place, NON_FIELD_ERRORS), []).extend(sentences)
        return named

    @contextmanager
    def _explained(self):
        try:
            yield
        except Incomplete as error:
            problems = [(place, [sentence]) for place, sentence in error.problems]
            raise ValidationError(self._by_header(problems)) from error
        except Refused as error:
            raise ValidationError(str(error)) from error


def _read(value) -> str:
    """A cell's text. The apostrophe that kept a formula from running on the way out is dropped."""
    text = str(value or "").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def _difference(old: str, new: str):
    if old == new:
        return new
    return format_html("<del>{}</del> <ins>{}</ins>", old, new)
