"""What a form shows for the stored row, as a browser would send it.

A page that was opened too early sends what its officer typed; where the officer chooses what is
stored now, this takes the place of it. Works for forms, for formsets and for sheets of both.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.forms import BaseForm, BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from registration import calendar


def parts_of(sheet) -> list[BaseForm | BaseFormSet]:
    """A form itself; of a sheet its forms and formsets."""
    if isinstance(sheet, BaseForm | BaseFormSet):
        return [sheet]
    return [part for part in vars(sheet).values() if isinstance(part, BaseForm | BaseFormSet)]


def quieten(sheet) -> None:
    """Let a bound form show what it was given and complain of nothing: it was not sent yet."""
    for part in parts_of(sheet):
        for form in part.forms if isinstance(part, BaseFormSet) else [part]:
            form._errors = ErrorDict()
        if isinstance(part, BaseFormSet):
            part._errors = [{} for _form in part.forms]
            part._non_form_errors = ErrorList()


def in_words(formset: BaseFormSet, rows: Iterable) -> list[str]:
    """Rows of a formset (mappings as it cleans them, or stored rows) as people read them."""
    fields = formset.empty_form.fields
    return [" ".join(filter(None, (_word(f, row, n) for n, f in fields.items()))) for row in rows]


def _word(field, row, name: str) -> str:
    value = row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)
    if isinstance(value, date):
        return calendar.thai_date(value)
    choices = dict(field.choices) if isinstance(value, str) and hasattr(field, "choices") else {}
    return str(choices.get(value, value or ""))


def fingerprint(stored, *hidden: str) -> str:
    """Tells whether two forms, opened afresh, show the same. ``hidden`` is what they do not show
    (citizen IDs); the secret key keeps it from being guessed.
    """
    shown = [(bound.html_name, repr(bound.value())) for bound in _fields(stored)]
    named = [each for each in shown if each[0] != "version"]
    return salted_hmac("registration.forms.merging", repr((named, hidden))).hexdigest()


def put_back(data: QueryDict, stored, names: Iterable[str]) -> None:
    """Replace what was typed for ``names`` (fields, or prefixes of formsets) by what ``stored``,
    the form opened afresh, shows.
    """
    shown = dict(_shown(stored))
    for name in names:
        for key in [key for key in data if key == name or key.startswith(f"{name}-")]:
            del data[key]
        for key, values in shown.items():
            if key == name or key.startswith(f"{name}-"):
                data.setlist(key, values)


def _fields(stored) -> Iterator:
    for part in parts_of(stored):
        forms = [part]
        if isinstance(part, BaseFormSet):
            forms = [part.management_form, *part.forms]
        for form in forms:
            yield from form


def _shown(stored) -> Iterator[tuple[str, list[str]]]:
    for bound in _fields(stored):
        yield from _sent(bound)


def _sent(bound) -> Iterator[tuple[str, list[str]]]:
    """What a browser sends for a field as it is drawn; an empty list for a box without a tick."""
    context = bound.field.widget.get_context(bound.html_name, bound.value(), {})["widget"]
    if "subwidgets" in context:
        for each in context["subwidgets"]:
            yield each["name"], _texts(each)
        return
    yield bound.html_name, _texts(context)


def _texts(widget: dict) -> list[str]:
    if widget.get("type") == "checkbox":
        return ["on"] if widget["attrs"].get("checked") else []
    value = widget.get("value")
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
