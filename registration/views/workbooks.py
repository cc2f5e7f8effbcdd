"""Working in Excel: a filing's workbook goes out, and comes in again."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import ImportState, Role, Step
from registration.errors import InvalidValue, Refused
from registration.forms.workbooks import WorkbookForm
from registration.guards import OfficerView
from registration.imports.registrations.table import RegistrationTable
from registration.selectors import filings, imports, situations
from registration.services import exports
from registration.sheets import writing
from registration.views.banner import banner
from registration.views.downloads import sent
from registration.views.filings import filing_trail
from registration.views.offers import offers

_SHOWN = 20


class WorkbooksPage(OfficerView):
    """Download, hand in, and what became of what was handed in. POST ``file``."""

    roles = frozenset({Role.DISTRICT})

    def get(self, request, district, quarter):
        return self._page(district, quarter, WorkbookForm())

    def post(self, request, district, quarter):
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(district, quarter, form, 422)
        filings.filing_for(self.by, district, quarter)
        file, most = form.cleaned_data["file"], settings.WORKBOOK_MAX_SIZE
        door = RegistrationTable(self.by, self.on, district=district, quarter=quarter)
        try:
            staged = door.receive(file.name, file.read(most + 1))
        except InvalidValue as error:
            form.add_error("file", str(error))
            return self._page(district, quarter, form, 422)
        except Refused as error:
            form.add_error(None, str(error.refusal))
            return self._page(district, quarter, form, 409)
        messages.success(request, _("รับไฟล์แล้ว ยังไม่บันทึกลงแฟ้ม ตรวจผลด้านล่างแล้วกดบันทึก"))
        return onward(staged)

    def _page(self, district, quarter, form, status=200):
        filing = filings.filing_for(self.by, district, quarter)
        situation = situations.of_importing(self.by, filing, self.on)
        context = {
            "breadcrumb": filing_trail(self.by, filing, (_("ทำงานด้วยไฟล์ Excel"), "")),
            "filing": filing,
            "standing": banner(situation.standings[Step.ENTRY], self.on),
            "refusal": workflow.import_refusal(situation),
            "form": form,
            "offered": offers(self.by),
            "imports": list(imports.listed(self.by, district=district, quarter=quarter)[:_SHOWN]),
        }
        return self.render("registration/imports/workbooks.html", context, status=status)


class DownloadWorkbook(OfficerView):
    """POST: the filing's workbook. People's data leave the program, so it is journalled."""

    roles = frozenset({Role.DISTRICT})

    def post(self, request, district, quarter):
        exports.record_workbook(by=self.by, on=self.on, district=district, quarter=quarter)
        content = writing.write(self.by, self.on, district, quarter)
        return sent(content, f"otop-{district}-{quarter}.xlsx")


def onward(staged):
    """To the preview; where more is to be checked, its page goes on by itself until a part brings
    nothing. Whoever comes back later presses the button.
    """
    url = reverse("import", args=(staged.pk,))
    return redirect(f"{url}?go=on" if staged.state == ImportState.RECEIVED else url)
