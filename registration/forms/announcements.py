"""The paper that makes a result official: a province's announcement, or the closing's."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.forms.dates import ThaiDateField

_WITHOUT = "without-"
_COMMON = "without_reason"


class PaperForm(forms.Form):
    """What every signed paper says of itself; ``today`` is the day of the request."""

    number = forms.CharField(label=gettext_lazy("ประกาศเลขที่"), max_length=60)
    dated_on = ThaiDateField(label=gettext_lazy("ลงวันที่"))
    signatory = forms.CharField(label=gettext_lazy("ผู้ลงนาม"), max_length=120)
    signatory_position = forms.CharField(label=gettext_lazy("ตำแหน่งผู้ลงนาม"), max_length=160)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > self.today:
            raise forms.ValidationError(_("วันที่ของประกาศต้องไม่เกินวันนี้ ให้บันทึกเมื่อลงนามแล้ว"))
        return day


class AnnouncementForm(PaperForm):
    """``left_out`` names by code the offices that have not done their part: each needs a reason,
    its own or the common one. ``cleaned_data`` holds what the services take.
    """

    without_reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่ดำเนินการโดยไม่รอให้ครบ"),
        help_text=gettext_lazy("ใช้กับทุกแห่งที่ไม่ได้กรอกเหตุผลไว้เป็นรายแห่ง"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, left_out: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.left_out = left_out
        for code, name in left_out.items():
            field = forms.CharField(label=name, max_length=500, required=False)
            field.is_unmarked = True  # which of them may stay empty, the page says
            self.fields[_WITHOUT + code] = field
        if not left_out:
            del self.fields[_COMMON]

    def paper(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields if name != _COMMON]

    def reasons(self) -> list[forms.BoundField]:
        """Of each office that is left out."""
        return [self[_WITHOUT + code] for code in self.left_out]

    def clean(self):
        cleaned = super().clean()
        without = {code: cleaned.pop(_WITHOUT + code, None) for code in self.left_out}
        missing = [code for code, reason in without.items() if reason == ""]
        if missing and not cleaned.get(_COMMON):
            sentence = _("ระบุเหตุผลของแห่งนี้ หรือกรอกเหตุผลที่ใช้กับทุกแห่ง")
            if len(missing) == len(without):  # said once, not once for each of 77
                missing, sentence = [], _("ระบุเหตุผลเป็นรายแห่ง หรือเหตุผลที่ใช้กับทุกแห่ง")
                self.add_error(_COMMON, sentence)
            for code in missing:
                self.add_error(_WITHOUT + code, sentence)
        cleaned["without"] = {code: reason for code, reason in without.items() if reason}
        return cleaned
