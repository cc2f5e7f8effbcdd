"""A workbook as it is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """One file; what it is, is told by what it holds (``sheets.reading``)."""

    file = forms.FileField(
        label=_("ไฟล์ที่กรอกแล้ว"),
        help_text=_("ไฟล์ .xlsx หรือ .ods ที่ดาวน์โหลดจากหน้านี้ ไม่เกิน 20 MB"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={
            "required": _("เลือกไฟล์ที่จะส่งก่อน"), "empty": _("ไฟล์ว่างเปล่า ให้เลือกไฟล์ใหม่"),
            "invalid": _("เลือกไฟล์ที่จะส่งก่อน"), "missing": _("เลือกไฟล์ที่จะส่งก่อน"),
        },
    )  # fmt: skip
