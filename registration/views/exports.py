"""Lists that go out as files. POST, because taking people's data out is journalled."""

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Refusal, Refused
from registration.forms.exports import FiledExport, RegisterExport
from registration.forms.filters import FilingFilter
from registration.forms.register import RegisterFilter, holds_citizen_id
from registration.guards import OfficerView
from registration.imports.filed import FiledProductTable
from registration.imports.formats import FORMATS, demand_room
from registration.imports.register import ProducerTable, ProductTable
from registration.imports.registrations.table import RegistrationTable
from registration.selectors import certifications, filings, register, registrations
from registration.services import exports
from registration.views.downloads import file_name, sent
from registration.views.filings import WORKERS

# What is offered: the rows, as what, under which name.
_REGISTER = {
    "producers": (register.search, ProducerTable, "register"),
    "products": (register.products, ProductTable, "register-products"),
}
_FILED = {
    "registrations": (registrations.filed, RegistrationTable, "registrations"),
    "products": (registrations.products_filed, FiledProductTable, "registered-products"),
}


class _Export(OfficerView):
    """POST ``table`` and ``format``, and as ``query`` the filter of the page's address."""

    roles = WORKERS
    form_class = None
    offered = {}

    def answer(self, *, filters, record, **where):
        """The file of the rows that ``filters`` find; ``record`` journals how many they are."""
        form = self.form_class(self.request.POST)
        if not form.is_chosen():
            raise Http404
        wanted, kind = form.cleaned_data["table"], FORMATS[form.cleaned_data["format"]]()
        select, table, name = self.offered[wanted]
        rows = select(self.by, **where, **filters)
        count = rows.order_by().count()
        demand_room(kind, count)
        content = kind.export_data(table(self.by, self.on).export(rows))
        extension = kind.get_extension()
        record(
            by=self.by, on=self.on, table=wanted, rows=count, file_format=extension,
            filters=filters, **where,
        )  # fmt: skip
        name = "-".join(filter(None, (name, *where.values())))
        return sent(content, file_name(name, self.on, extension), kind.get_content_type())

    def asked(self) -> QueryDict:
        return QueryDict(self.request.POST.get("query", "")[:1000])


class ExportRegister(_Export):
    """What the register's page shows."""

    form_class, offered = RegisterExport, _REGISTER

    def post(self, request):
        asked = self.asked()
        form = RegisterFilter(asked, by=self.by)
        if holds_citizen_id(asked) or not form.is_valid():
            sentence = _("เงื่อนไขที่ค้นหาใช้ไม่ได้ ให้กลับไปแก้ช่องที่มีเครื่องหมายสีแดงในหน้าทะเบียน แล้วส่งออกอีกครั้ง")
            raise Refused(Refusal("filter", sentence))
        return self.answer(filters=form.wanted(), record=exports.record_register)


class _FiledExport(_Export):
    form_class, offered = FiledExport, _FILED

    def filters(self) -> dict[str, str]:
        """Of the filing's filter; what cannot be read filters nothing, as on its page."""
        form = FilingFilter(self.asked())
        form.is_valid()
        return {name: value for name, value in form.cleaned_data.items() if value}


class ExportFiling(_FiledExport):
    """The registrations of a filing as its page lists them."""

    def post(self, request, district, quarter):
        filings.filing_for(self.by, district, quarter)
        return self.answer(
            filters=self.filters(), record=exports.record_filed, district=district, quarter=quarter
        )


class ExportCertification(_FiledExport):
    """The registrations of all districts of a province in a quarter."""

    roles = frozenset({Role.PROVINCE, Role.DEPARTMENT})

    def post(self, request, province, quarter):
        certifications.certification_for(self.by, province, quarter)
        return self.answer(
            filters=self.filters(), record=exports.record_filed, province=province, quarter=quarter
        )
