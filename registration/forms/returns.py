"""Sending a registration back: the fields to mend, a comment on each, and until when; rejecting it;
and the district's answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from registration.forms.dates import ThaiDateField
from registration.selectors import lookups


@dataclass(frozen=True)
class Flaggable:
    """Something that can be sent back: a field or a whole product, as the district filed it."""

    key: str
    label: str
    value: str
    group: str


def _reasons(purpose: str) -> forms.MultipleChoiceField:
    rows = lookups.return_reasons(purpose)
    field = forms.MultipleChoiceField(
        label=_("เหตุผล"),
        choices=[(row.code, row.name) for row in rows],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("เลือกได้หลายข้อ"),
    )
    field.needed_when = _("จำเป็นถ้าไม่พิมพ์เหตุผลเอง")
    return field


def _words(label: str, help_text: str) -> forms.CharField:
    field = forms.CharField(
        label=label, max_length=1000, required=False, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    field.needed_when = _("จำเป็นถ้าไม่เลือกเหตุผล")
    return field


class _Reasoned(forms.Form):
    """Listed reasons and own words; one of both is needed."""

    words = "reason"

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned["reasons"] or cleaned[self.words].strip()):
            self.add_error(self.words, _("เลือกเหตุผลจากรายการ หรือพิมพ์เหตุผลเอง"))
        return cleaned


class RejectForm(_Reasoned):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reasons"] = _reasons(lookups.FOR_REJECT)
        self.fields["reason"] = _words(_("รายละเอียด"), _("ไม่ต้องพิมพ์ก็ได้ ถ้าเหตุผลที่เลือกชัดเจนแล้ว"))


class ReturnForm(_Reasoned):
    """``cleaned_data`` holds what ``services.decisions.send_back`` takes, with ``flags``.

    ``proposed`` is the day that stands there at first, ``threads`` what was said so far by field.
    """

    words = "comment"

    def __init__(
        self,
        *args,
        offered: list[Flaggable],
        proposed: date | None,
        threads: Mapping[str, list],
        **kwargs,
    ):
        super().__init__(*args, initial={"until_on": proposed}, **kwargs)
        self.offered, self.threads = offered, threads
        self.fields["reasons"] = _reasons(lookups.FOR_RETURN)
        self.fields["comment"] = _words(
            _("ให้อำเภอแก้ไขอะไร"), _("ไม่ต้องพิมพ์ก็ได้ ถ้าเหตุผลที่เลือกและความเห็นรายช่องชัดเจนแล้ว")
        )
        self.fields["until_on"] = ThaiDateField(label=_("ให้แก้ไขภายในวันที่"))
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
                    "thread": self.threads.get(each.key, []),
                }
            )
        return groups.items()


class AnswerForm(forms.Form):
    """An answer for each flagged field; ``""`` is the whole. All may be empty.

    They stand apart from the form that sends them (``form=`` of HTML): beside what they answer.
    """

    PREFIX, FORM = "answer-", "resubmit"

    def __init__(self, data=None, *, labels: Mapping[str, str]):
        super().__init__(data)
        for key, label in labels.items():
            self.fields[self.name(key)] = forms.CharField(
                label=_("ตอบจังหวัดเรื่อง %(label)s") % {"label": label},
                max_length=1000, required=False,
                widget=forms.Textarea(attrs={"rows": 2, "form": self.FORM}),
            )  # fmt: skip

    @classmethod
    def name(cls, key: str) -> str:
        return f"{cls.PREFIX}{key or 'whole'}"

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> dict[str, str]:
        """Answers by field, as they were typed; cut where a browser would not let more in."""
        found = {
            name.removeprefix(cls.PREFIX): text[:1000]
            for name, text in data.items()
            if name.startswith(cls.PREFIX) and text.strip()
        }
        return {"" if key == "whole" else key: text for key, text in found.items()}
