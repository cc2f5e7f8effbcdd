"""Sending a registration back: the fields to mend, a comment on each, and until when."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.forms.dates import ThaiDateField


@dataclass(frozen=True)
class Flaggable:
    """Something that can be sent back: a field or a whole product, as the district filed it."""

    key: str
    label: str
    value: str
    group: str


class ReturnForm(forms.Form):
    """``cleaned_data`` holds what ``services.decisions.send_back`` takes, with ``flags``."""

    comment = forms.CharField(
        label=gettext_lazy("ให้อำเภอแก้ไขอะไร"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    until_on = ThaiDateField(label=gettext_lazy("ให้แก้ไขภายในวันที่"))

    def __init__(self, *args, offered: list[Flaggable], last: date | None, **kwargs):
        super().__init__(*args, initial={"until_on": last}, **kwargs)
        self.offered = offered
        for each in offered:
            self.fields[f"flag-{each.key}"] = forms.BooleanField(label=each.label, required=False)
            self.fields[f"text-{each.key}"] = forms.CharField(
                label=_("ความเห็นเกี่ยวกับ %(label)s") % {"label": each.label},
                max_length=500,
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        cleaned["flags"] = {
            each.key: cleaned.get(f"text-{each.key}", "")
            for each in self.offered
            # A comment alone says well enough what is meant.
            if cleaned.get(f"flag-{each.key}") or cleaned.get(f"text-{each.key}")
        }
        if not cleaned["flags"]:
            self.add_error(None, _("เลือกช่องที่ให้อำเภอแก้ไขอย่างน้อยหนึ่งช่อง"))
        return cleaned

    def rows(self):
        """Each offer with its two bound fields, grouped as the form is."""
        groups: dict[str, list] = {}
        for each in self.offered:
            groups.setdefault(each.group, []).append(
                {
                    "offer": each,
                    "flag": self[f"flag-{each.key}"],
                    "text": self[f"text-{each.key}"],
                }
            )
        return groups.items()
