"""Import and export of django-import-export behind our roles, rules and journal."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ExportForm, ImportForm

from registration.errors import InvalidValue
from registration.forms.exports import FORMATS as NAMES
from registration.imports.formats import FORMATS, Uploaded, demand_room
from registration.services import exports
from registration.views.downloads import file_name, sent

MAX_BYTES = 1024 * 1024


class UploadForm(ImportForm):
    """One file of at most 1 MB, told by what it holds."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = _("ไฟล์ที่จะนำเข้า (Excel, ODS หรือ CSV)")
        self.fields["import_file"].widget.attrs["accept"] = ".xlsx,.ods,.csv"
        self.fields["format"].widget = forms.HiddenInput()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            self.add_error("import_file", _("ไฟล์ใหญ่เกิน 1 MB ให้แบ่งเป็นหลายไฟล์"))
        return file


class FormatForm(ExportForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].label = _("ชนิดไฟล์")
        self.fields["format"].choices = [
            (str(index), NAMES[name]) for index, name in enumerate(FORMATS)
        ]


class ExportDoor(ExportMixin):
    """Whoever may see the list may take it out: the rows that the list shows, and no others.

    Every export is journalled with the number of rows; what was searched for is not kept, because
    people search for names.
    """

    export_action_name = ""
    export_formats = tuple(FORMATS.values())
    export_form_class = FormatForm

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {"by": request.jurisdiction, "on": request.now}

    def get_export_data(self, file_format, request, queryset, **kwargs):
        rows = queryset.count()
        demand_room(file_format, rows)
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        exports.record_list(
            by=request.jurisdiction, on=request.now, action=self.export_action_name, rows=rows,
            file_format=file_format.get_extension(),
        )  # fmt: skip
        return data

    def _do_file_export(self, file_format, request, queryset, export_form=None):
        """As the library does it, but the file goes out while it is read."""
        data = self.get_export_data(file_format, request, queryset, export_form=export_form)
        return sent(
            data,
            self.get_export_filename(request, queryset, file_format),
            file_format.get_content_type(),
        )

    def get_export_filename(self, request, queryset, file_format):
        name = self.export_action_name.partition(".")[0]
        return file_name(name, request.now, file_format.get_extension())


class ImportDoor(ImportMixin):
    """A file is tried first and shown; confirmed, it is taken whole or not at all."""

    import_formats = (Uploaded,)
    import_form_class = UploadForm
    import_note = ""

    def has_import_permission(self, request):
        return self.has_change_permission(request)

    def get_import_context_data(self, **kwargs):
        return {"import_note": self.import_note}

    def get_import_data_kwargs(self, **kwargs):
        return {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, e):
        if not isinstance(e, InvalidValue):
            raise e  # a mistake of ours, not of the file
        form.add_error("import_file", str(e))

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except InvalidValue as error:
            messages.error(request, str(error))
            return redirect(self._address("import"))

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request, _("ข้อมูลเปลี่ยนไปหลังจากตรวจไฟล์ จึงยังไม่ได้นำเข้าแม้แต่แถวเดียว ให้ตรวจไฟล์อีกครั้ง")
            )
            return redirect(self._address("import"))
        return super().process_result(result, request)

    def add_success_message(self, result, request):
        text = _("นำเข้าแล้ว: เพิ่ม %(new)d แก้ไข %(update)d เหมือนเดิม %(skip)d แถว")
        messages.success(request, text % result.totals)

    def _address(self, page: str) -> str:
        return reverse("admin:{}_{}_{}".format(*self.get_model_info(), page))


class BothDoors(ImportDoor, ExportDoor):
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
