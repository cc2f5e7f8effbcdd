"""The questions about one registration of a sample."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_RIGHT, _WRONG = "RIGHT", "WRONG"


class SampleForm(forms.Form):
    """``answers`` holds what ``services.samples.check`` takes: by question ``None`` where it is
    right, or what was found wrong.
    """

    def __init__(self, *args, questions: Iterable, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[f"is-{question.code}"] = forms.ChoiceField(
                label=question.name,
                choices=[(_RIGHT, _("ถูกต้อง")), (_WRONG, _("พบข้อผิด"))],
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("เลือกว่าถูกต้อง หรือพบข้อผิด")},
            )
            found = forms.CharField(
                label=_("สิ่งที่พบผิด: %(question)s") % {"question": question.name},
                max_length=500,
                required=False,
            )
            found.needed_when = _("จำเป็นเมื่อพบข้อผิด")
            self.fields[f"found-{question.code}"] = found

    def clean(self):
        cleaned = super().clean()
        for question in self.questions:
            comment = (cleaned.get(f"found-{question.code}") or "").strip()
            if cleaned.get(f"is-{question.code}") == _WRONG and not comment:
                self.add_error(f"found-{question.code}", _("เขียนว่าพบข้อผิดอะไร"))
        return cleaned

    @property
    def answers(self) -> dict[str, str | None]:
        cleaned = self.cleaned_data
        return {
            each.code: cleaned[f"found-{each.code}"]
            if cleaned[f"is-{each.code}"] == _WRONG
            else None
            for each in self.questions
        }

    def rows(self) -> list[dict]:
        """Each question with its two fields; ``shown_when`` folds the comment of what is right."""
        return [
            {
                "choice": self[f"is-{each.code}"],
                "found": self[f"found-{each.code}"],
                "shown_when": f"{self.add_prefix(f'is-{each.code}')}={_WRONG}",
            }
            for each in self.questions
        ]
