"""Deciding about a likely duplicate, asking the office that holds it, and answering."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.enums import DuplicateVerdict


def _words(label, **kwargs):
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=1000, widget=area, **kwargs)


class _AboutOne(forms.Form):
    """One of several on a page: ``key`` keeps their ids apart, ``other`` says which was sent, and
    ``version`` as what the registration was seen. The page writes both itself.
    """

    kind = ""
    other = forms.CharField(widget=forms.HiddenInput, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, key: str, **kwargs):
        super().__init__(*args, auto_id=f"{self.kind}-{key}-%s", **kwargs)


class VerdictForm(_AboutOne):
    kind = "verdict"
    verdict = forms.ChoiceField(
        label=gettext_lazy("ผลการพิจารณา"), choices=DuplicateVerdict, widget=forms.RadioSelect
    )
    reason = _words(gettext_lazy("เหตุผล"), help_text=gettext_lazy("จังหวัดจะเห็นผลการพิจารณาและเหตุผลนี้"))

    def without_difference(self):
        """Certain ones are never different producers: not offered (the service refuses it)."""
        field = self.fields["verdict"]
        # A form that was sent has drawn its field already.
        self["verdict"].help_text = _("เลขตรงกันจึงไม่ใช่คนละราย ถ้าพิมพ์เลขผิด ให้แก้เลขในรายการนี้")
        field.choices = [each for each in field.choices if each[0] != DuplicateVerdict.DIFFERENT]


class QuestionForm(_AboutOne):
    kind = "question"
    question = _words(gettext_lazy("ขอให้ตรวจสอบอะไร"))

    def __init__(self, *args, **kwargs):
        asked = _("ขอให้ตรวจสอบว่าเป็นผู้ผลิตรายเดียวกันหรือไม่ และยังประกอบการอยู่หรือไม่")
        super().__init__(*args, initial={"question": asked}, **kwargs)


class AnswerForm(forms.Form):
    """``text`` answers one of several questions on a page."""

    text = _words(gettext_lazy("คำตอบ"))

    def __init__(self, *args, inquiry: int, **kwargs):
        super().__init__(*args, auto_id=f"answer-{inquiry}-%s", **kwargs)
