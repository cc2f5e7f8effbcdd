"""The paper that makes a result official: a province's announcement, or the closing's."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.forms.dates import ThaiDateField


class AnnouncementForm(forms.Form):
    """``without_reason`` is there only where offices are left out."""

    number = forms.CharField(label=gettext_lazy("ประกาศเลขที่"), max_length=60)
    dated_on = ThaiDateField(label=gettext_lazy("ลงวันที่"))
    signatory = forms.CharField(label=gettext_lazy("ผู้ลงนาม"), max_length=120)
    signatory_position = forms.CharField(label=gettext_lazy("ตำแหน่งผู้ลงนาม"), max_length=160)
    without_reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่ดำเนินการโดยไม่รอให้ครบ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, today: date, leaves_out: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        if not leaves_out:
            del self.fields["without_reason"]

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > self.today:
            raise forms.ValidationError(_("วันที่ของประกาศต้องไม่เกินวันนี้ ให้บันทึกเมื่อลงนามแล้ว"))
        return day
