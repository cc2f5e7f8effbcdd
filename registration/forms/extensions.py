"""Granting an extension."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.enums import Step
from registration.forms.areas import ScopeForm
from registration.forms.dates import ThaiDateField
from registration.selectors import plan


def _quarter_choices():
    return [(quarter.code, quarter.code) for quarter in plan.open_quarters()]


class ExtensionForm(ScopeForm):
    """``today`` is the Bangkok day of the request: an extension reaches at least to its end."""

    quarter = forms.ChoiceField(label=gettext_lazy("ไตรมาส"), choices=_quarter_choices)
    step = forms.ChoiceField(label=gettext_lazy("ขั้นตอน"), choices=Step)
    until_on = ThaiDateField(label=gettext_lazy("ขยายถึงวันที่"))
    order_number = forms.CharField(
        label=gettext_lazy("เลขที่หนังสือ (ถ้ามี)"), max_length=60, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("quarter", "step", "scope", "province", "district", "until_on",
                   "order_number", "reason")  # fmt: skip

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if day < self.today:
            raise forms.ValidationError(_("วันที่ผ่านมาแล้ว ให้ขยายถึงวันนี้หรือหลังจากนี้"))
        return day
