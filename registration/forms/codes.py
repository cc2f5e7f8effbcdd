"""Ticks from a list that an office edits; the field holds the codes of its rows."""

from collections.abc import Iterable

from django import forms

from registration.models.lookups import Lookup
from registration.selectors import lookups


class CodesField(forms.MultipleChoiceField):
    """The list of the field ``name`` of ``lookups.CODED``, cleaned to codes in the list's order.

    A retired row stands there only where it is among ``chosen``. ``rows`` are the list where it has
    been read already.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        *,
        name: str,
        chosen: Iterable[str] = (),
        rows: Iterable[Lookup] | None = None,
        **kwargs,
    ):
        self.rows = list(lookups.coded(name, chosen or ()) if rows is None else rows)
        choices = [(row.code, row.name) for row in self.rows]
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value):
        ticked = set(super().clean(value))
        return [row.code for row in self.rows if row.code in ticked]

    def has_changed(self, initial, data):
        return set(initial or ()) != set(data or ())
