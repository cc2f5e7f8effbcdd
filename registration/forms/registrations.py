"""The producer's part of a registration, as a district types it: whole, or one section of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django import forms

from registration import eligibility, validators
from registration.conditions import holds
from registration.enums import Informant, ProducerType
from registration.errors import InvalidValue
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
        self._split_position(cleaned)
        for name in [name for name in cleaned if name != "version"]:
            try:
                cleaned[name] = eligibility.clean_value(name, cleaned[name], self.today)
            except InvalidValue as error:
                self.add_error(name, str(error))
        self._clean_position(cleaned)
        self._tick_contact(cleaned)
        self._empty_what_does_not_apply(cleaned)
        self._follow_with_postcode(cleaned)
        return cleaned

    def _split_position(self, cleaned: dict) -> None:
        """A map gives both numbers as one text, and it is pasted into the first field."""
        pasted = cleaned.get("latitude")
        parts = validators.position_parts(pasted) if isinstance(pasted, str) else None
        if parts and not cleaned.get("longitude"):
            cleaned["latitude"], cleaned["longitude"] = parts

    def _clean_position(self, cleaned: dict) -> None:
        pair = {name: cleaned[name] for name in ("latitude", "longitude") if name in cleaned}
        read, problems = eligibility.clean(pair, self.today)
        cleaned.update(read)
        for problem in problems:
            self.add_error(problem.place, problem.sentence)

    def _tick_contact(self, cleaned: dict) -> None:
        """Without script the address stands open: who fills it in means it, ticked or not."""
        box = self.fields.get("contact_differs")
        if box is None or box.disabled or (self.row and self.row.contact_differs):
            return
        hanging = [name for name, (parent, _v) in SHOWN_WHEN.items() if parent == "contact_differs"]
        if any(cleaned.get(name) for name in hanging):
            cleaned["contact_differs"] = True

    def _empty_what_does_not_apply(self, cleaned: dict) -> None:
        for name, (parent, values) in SHOWN_WHEN.items():
            if parent not in self.fields or cleaned.get(parent) in values:
                continue
            self._empty(name, cleaned)
        if "channels" in self.fields and not self._export_codes().intersection(
            cleaned.get("channels") or ()
        ):
            self._empty("export_countries", cleaned)

    def _empty(self, name: str, cleaned: dict) -> None:
        field = self.fields.get(name)
        if field is None or field.disabled:
            return
        if isinstance(field, forms.BooleanField):
            cleaned[name] = False
        else:
            as_text = isinstance(field, forms.CharField) and field.empty_value == ""
            cleaned[name] = "" if as_text else None
            self.errors.pop(name, None)

    def _follow_with_postcode(self, cleaned: dict) -> None:
        """The postcode is the subdistrict's where nobody typed another one."""
        place, field = cleaned.get("site_subdistrict"), self.fields.get("site_postcode")
        if not place or field is None or field.disabled or "site_postcode" not in cleaned:
            return
        typed = cleaned["site_postcode"]
        old = self.row.site_subdistrict if self.row else None
        stayed = old and old != place and typed == self.row.site_postcode == old.postcode
        if not typed or stayed:
            cleaned["site_postcode"] = place.postcode

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
                    holds(each["field"].value()) or each["field"].errors for each in folded
                ),
            }

    def _drawn(self, name: str, section: Section, shared: str) -> dict:
        return {
            "field": self[name],
            "wide": name in section.wide,
            "shown_when": "" if shared else self._hook(name),
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
