"""The producer's part of a registration, as a district types it: whole, or one section of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django import forms

from registration import completion
from registration.conditions import holds
from registration.enums import Informant, ProducerType
from registration.forms import producer_fields
from registration.forms.producer_fields import SECRETS
from registration.forms.sections import SHOWN_WHEN, Section, applies, sections_of
from registration.models import Registration


class RegistrationForm(forms.Form):
    """A draft may be saved incomplete: only what cannot be read is an error.

    ``sections`` are those to show, by default all. ``editable`` is the workflow's answer (``None``
    for every field); other fields are disabled, so that whatever is sent for them is ignored. A
    stored citizen ID is never rendered: the field is empty, and empty means unchanged.
    ``values()`` is what a service takes.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        kind: str,
        district: str,
        today: date,
        row: Registration | None = None,
        editable: frozenset[str] | None = None,
        remarks: Mapping[str, list] | None = None,
        sections: Iterable[Section] | None = None,
        **kwargs,
    ):
        self.sections = tuple(sections or sections_of(kind))
        self.row, self.today, self.remarks = row, today, remarks or {}
        self.flagged = editable or frozenset()
        names = [name for section in self.sections for name in section.names]
        # What hangs on a field of another section is asked where it applies to what is stored.
        names = [n for n in names if row is None or _parent(n) in names or applies(n, row)]
        initial = {"producer_type": ProducerType.SOLE, "informant": Informant.SELF}
        if row is not None:
            initial |= {name: row._meta.get_field(name).value_from_object(row) for name in names}
            initial |= dict.fromkeys(SECRETS, "") | {"version": row.version}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields.update(producer_fields.build(names, district, row))
        for name in names:
            self.fields[name].disabled = editable is not None and name not in editable

    def clean(self):
        cleaned = super().clean()
        editable = {name for name, field in self.fields.items() if not field.disabled}
        found = completion.producer(
            {name: value for name, value in cleaned.items() if name != "version"},
            asked=self.fields,
            editable=editable,
            stored=self.row,
            exports=self._export_codes() if "channels" in self.fields else (),
            today=self.today,
        )
        cleaned.update(found.values)
        for problem in found.problems:
            self.add_error(problem.place, problem.sentence)
        for name in found.away:
            self.errors.pop(name, None)
        return cleaned

    def values(self) -> dict:
        """What was typed into fields that may be edited; a citizen ID only where it changes."""
        informant = self.cleaned_data.get("informant")
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if name != "version"
            and not field.disabled
            and not (name == "citizen_id" and not self.cleaned_data[name])
            and not (
                name == "proxy_citizen_id"
                and informant == Informant.PROXY
                and not self.cleaned_data[name]
            )
        }

    def parts(self) -> Iterator[dict]:
        """Sections with their bound fields, as the page draws them.

        ``folded`` are the fields that few producers fill, where several sections stand on one
        page; they are ``unfolded`` as soon as one of them holds something or is wrong.
        """
        for section in self.sections:
            names = [name for name in section.names if name in self.fields]
            if not names:
                continue
            conditions = {self._hook(name) for name in names}
            shared = conditions.pop() if len(conditions) == 1 else ""
            drawn = {name: self._drawn(name, section, shared) for name in names}
            away = section.seldom if len(self.sections) > 1 else ()
            folded = [drawn[name] for name in names if name in away]
            yield {
                "section": section,
                "shown_when": shared,
                "fields": [drawn[name] for name in names if name not in away],
                "folded": folded,
                "unfolded": any(
                    each["flagged"] or holds(each["field"].value()) or each["field"].errors
                    for each in folded
                ),
            }

    def _drawn(self, name: str, section: Section, shared: str) -> dict:
        return {
            "field": self[name],
            "wide": name in section.wide,
            "shown_when": "" if shared else self._hook(name),
            "flagged": name in self.flagged,
            "remarks": self.remarks.get(name, []),
        }

    def _hook(self, name: str) -> str:
        """The ``data-shown-when`` of a field; '' where it hangs on none of this form."""
        if name == "export_countries" and "channels" in self.fields:
            return f"channels={','.join(sorted(self._export_codes()))}"
        parent, values = SHOWN_WHEN.get(name, ("", ()))
        if parent not in self.fields:
            return ""
        return f"{parent}={','.join('on' if value is True else value for value in values)}"

    def _export_codes(self) -> set[str]:
        return {row.code for row in self.fields["channels"].rows if row.is_export}


def _parent(name: str) -> str:
    if name == "export_countries":
        return "channels"
    return SHOWN_WHEN.get(name, (name,))[0]
