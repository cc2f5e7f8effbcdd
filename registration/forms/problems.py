"""From a service's problems to a form's errors."""

from collections.abc import Iterable

from django import forms


def show(form: forms.BaseForm, problems: Iterable[tuple[str, str]]) -> None:
    """Attach each problem to its field, or to the whole form where it has no such field."""
    for place, sentence in problems:
        form.add_error(place if place in form.fields else None, sentence)
