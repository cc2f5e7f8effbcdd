"""A district's workbook through the admin: the library's two steps, the page's rules.

The received import keeps the file between the steps, so that two servers may share them and nothing
lies in a folder.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from import_export.forms import ImportForm

from registration import workflow
from registration.admin.doors import ImportDoor
from registration.errors import Refused
from registration.forms.workbooks import WorkbookForm
from registration.imports.formats import HandedIn, Workbook
from registration.imports.registrations.table import RegistrationTable
from registration.selectors import filings, plan, situations


class WorkbookUpload(ImportForm):
    """The file, and the quarter whose filing it is for."""

    import_file = WorkbookForm.base_fields["file"]
    quarter = forms.ChoiceField()

    def __init__(self, *args, filings, **kwargs):
        super().__init__(*args, **kwargs)
        # Whatever was drawn: whether a quarter may be entered is said by the service.
        offered = [each.quarter_id for each in filings if self.is_bound or each.is_enterable]
        self.fields["import_file"].help_text = _("ไฟล์ .xlsx หรือ .ods ไม่เกิน 20 MB")
        self.fields["quarter"].label = _("ไตรมาส")
        self.fields["quarter"].choices = [(code, code) for code in offered]
        self.fields["format"].widget = forms.HiddenInput()


class StagedForm(forms.Form):
    staged = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class _Upload:
    """What the library calls a temporary storage: here no longer than the request."""

    name = ""

    def __init__(self, data: bytes):
        self.data = data

    def read(self) -> bytes:
        return self.data


class WorkbookDoor(ImportDoor):
    """For a class of the admin whose rows are registrations; only districts come in."""

    import_formats = (Workbook,)
    import_form_class = WorkbookUpload
    import_template_name = "admin/import_export/import_workbook.html"

    def get_import_resource_classes(self, request):
        return (RegistrationTable,)

    def get_import_form_kwargs(self, request):
        by, on = request.jurisdiction, request.now
        own = list(filings.visible(by).filter(district=by.district).order_by("-quarter"))
        if request.method != "POST":
            with plan.remembered():
                for each in own:
                    refusal = workflow.import_refusal(situations.of_importing(by, each, on))
                    each.is_enterable = refusal is None
        return {**super().get_import_form_kwargs(request), "filings": own}

    def get_import_resource_kwargs(self, request, *, form=None, **kwargs):
        quarter = form.cleaned_data["quarter"] if form is not None and form.is_bound else ""
        return {
            **super().get_import_resource_kwargs(request),
            "district": request.jurisdiction.district,
            "quarter": quarter,
        }

    def get_import_data_kwargs(self, **kwargs):
        return {}

    def write_to_tmp_storage(self, import_file, input_format):
        return _Upload(import_file.read())

    def create_confirm_form(self, request, import_form=None):
        return StagedForm()

    def import_action(self, request, **kwargs):
        """The dry run, answered with the page's status: 409 when nothing may be entered, 422 for a
        file that cannot be read.
        """
        response = super().import_action(request, **kwargs)
        context = response.context_data
        result = context.get("result")
        if result is None:
            response.status_code = 422 if context["form"].errors else 200
        elif result.has_errors():
            refused = isinstance(result.base_errors[0].error, Refused)
            response.status_code = 409 if refused else 422
        elif not (result.totals["new"] or result.totals["update"]):
            context.pop("confirm_form", None)  # there is nothing to confirm
        elif "confirm_form" in context:
            context["confirm_form"].initial["staged"] = result.staged.pk
        return response

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Commits what was received: ``Refused`` (409) when that may not be done any more."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = StagedForm(request.POST)
        if not form.is_valid():
            raise Http404
        door = RegistrationTable(request.jurisdiction, request.now)
        handed_in = HandedIn(staged=form.cleaned_data["staged"])
        try:
            result = door.import_data(handed_in, dry_run=False, raise_errors=True)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        return self.process_result(result, request)

    def add_success_message(self, result, request):
        text = _("บันทึกลงแฟ้มแล้ว %(n)d ราย")
        messages.success(request, text % {"n": result.staged.counts["done"]})
