"""A day off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.enums import HolidayKind
from registration.forms.dates import ThaiDateField


class HolidayForm(forms.Form):
    day = ThaiDateField(label=_("วันที่"))
    name = forms.CharField(label=_("ชื่อวันหยุด"), max_length=160)
    kind = forms.ChoiceField(label=_("ประเภท"), choices=HolidayKind)
    announced_on = ThaiDateField(
        label=_("ประกาศเมื่อ"),
        required=False,
        help_text=_("สำหรับวันหยุดที่ประกาศภายหลัง แผนที่ออกก่อนวันนั้นจะไม่ถือว่านับวันผิด"),
    )
    source = forms.CharField(label=_("ที่มา เช่น มติคณะรัฐมนตรี"), max_length=250, required=False)
