"""What is to go out as a file, and as which kind of file."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = {
    "xlsx": _("Excel (.xlsx)"),
    "csv": _("CSV (.csv)"),
    "ods": _("OpenDocument (.ods)"),
}


class ExportForm(forms.Form):
    """Ids do not meet those of the filter on the same page. Something is always chosen, so no field
    is marked.
    """

    tables: Mapping[str, str] = {}

    table = forms.ChoiceField(label=_("ส่งออกอะไร"))
    format = forms.ChoiceField(label=_("ชนิดไฟล์"), choices=FORMATS.items())

    def __init__(self, data=None):
        super().__init__(data, auto_id="export_%s")
        self.fields["table"].choices = self.tables.items()
        for field in self.fields.values():
            field.required, field.is_unmarked = False, True

    def is_chosen(self) -> bool:
        """Whether it names what is offered, and nothing is left out."""
        return self.is_valid() and all(self.cleaned_data.values())


class RegisterExport(ExportForm):
    tables = {"producers": _("ผู้ผลิต (แถวละหนึ่งราย)"), "products": _("ผลิตภัณฑ์ (แถวละหนึ่งรายการ)")}


class FiledExport(ExportForm):
    tables = {
        "registrations": _("รายการลงทะเบียน (แถวละหนึ่งรายการ)"),
        "products": _("ผลิตภัณฑ์ (แถวละหนึ่งรายการ)"),
    }
