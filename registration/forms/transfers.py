"""Asking for a producer of another district, or asking another district to take one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.forms.areas import district_field, province_field
from registration.forms.producer_numbers import NumberField


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("เหตุผลที่ขอย้าย"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("เช่น ย้ายโรงทอไปหมู่ 3 ตำบลสะเดา ตั้งแต่เดือนมกราคม อีกอำเภอจะเห็นข้อความนี้"),
    )  # fmt: skip


class TakeForm(forms.Form):
    producer = NumberField(
        label=_("เลขทะเบียนผู้ผลิต"),
        help_text=_("ตามหลักฐานการลงทะเบียนของผู้ผลิต เช่น 3104-00123"),
    )
    reason = _reason_field()


class GiveForm(forms.Form):
    province = province_field()
    district = district_field()
    reason = _reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].required = True
        self.fields["district"].label = _("ย้ายไปอำเภอ/เขต")
        self.fields["province"].help_text = _("เลือกเพื่อให้รายชื่ออำเภอสั้นลง")
