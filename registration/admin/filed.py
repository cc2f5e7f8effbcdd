"""Filings and registrations. A district corrects a registration here when its page would let it."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.forms import HiddenInput, IntegerField
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registration import calendar, workflow
from registration.admin.deeds import DeedAdmin, DeedForm, plain
from registration.admin.doors import ExportDoor
from registration.admin.register import PRODUCT_FIELDS, kept
from registration.admin.scoped import CLOSED, DISTRICT, QUARTER, ScopedAdmin, shown
from registration.admin.site import site
from registration.admin.workbooks import WorkbookDoor
from registration.enums import Role
from registration.forms import producer_fields
from registration.imports.filed import FiledProductTable
from registration.imports.registrations.table import RegistrationTable
from registration.models import (
    Filing,
    LegalForm,
    ProducerDetails,
    RegisteredProduct,
    Registration,
    Subdistrict,
    detail_names,
)
from registration.scoping import within
from registration.selectors import filings, lookups, registrations, situations
from registration.services import registrations as deeds
from registration.services import states

_SECRETS = ("citizen_id", "proxy_citizen_id")
# What may be typed here: the form without citizen IDs, which only our pages take and show.
_TYPED = tuple(name for name in detail_names(ProducerDetails) if name not in _SECRETS)
_POSITION = {"latitude", "longitude"}
_CANCEL = ("cancel_reason", "cancel_note")
# Typed as on the page: partial dates, codes of lists, numbers with separators.
_AS_ON_THE_PAGE = (
    "birth_date", "channels", "support_needs", "latitude", "longitude", "members_male",
    "members_female", "labour_community", "labour_province", "labour_elsewhere",
    "registered_capital", "working_capital", "last_income",
)  # fmt: skip
_DEEDS = {
    "entered": _("บันทึก"),
    "edited": _("แก้ไขล่าสุด"),
    "submitted": _("รับแบบ"),
    "withdrawn": _("ถอน"),
    "returned": _("ส่งกลับ"),
    "rejected": _("ไม่รับ"),
    "certified": _("รับรอง"),
    "closed": _("ปิด"),
}
HANDED_OVER_AT = shown("handed_over_at", _("ส่งจังหวัดเมื่อ"))
SUBMITTED_AT = shown("submitted_at", _("รับแบบเมื่อ"))
FILED_IN = shown("filing__district", _("อำเภอ/เขต"))
REFERENCE = shown("registration", _("รายการลงทะเบียน"))
NUMBER = shown("producer", _("เลขทะเบียนเดิม"))


@admin.register(Filing, site=site)
class FilingAdmin(ScopedAdmin):
    list_display = (QUARTER, DISTRICT, "state", "is_nil", HANDED_OVER_AT)
    list_filter = ("state", "is_nil")
    ordering = ("-quarter", "district")
    fields = (
        QUARTER, DISTRICT, "state", "is_nil", HANDED_OVER_AT,
        shown("handed_over_by", _("ส่งจังหวัดโดย")), shown("certified_at", _("จังหวัดรับรองเมื่อ")),
        shown("certified_by", _("จังหวัดรับรองโดย")), *CLOSED,
    )  # fmt: skip

    def visible(self, by):
        return filings.visible(by)

    def view_on_site(self, row):
        return reverse("filing", args=(row.district_id, row.quarter_id))


class RegistrationForm(DeedForm):
    # As it was when the page was drawn: whoever saves an older one overwrites nothing.
    drawn_version = IntegerField(widget=HiddenInput)

    class Meta:
        model = Registration
        fields = (*_TYPED, *_CANCEL)

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        drawn = {"drawn_version": instance.version} if instance else {}
        super().__init__(*args, instance=instance, initial={**drawn, **(initial or {})}, **kwargs)

    def deed(self, values):
        version = values.pop("drawn_version")
        changed = {name: values[name] for name in self.changed_data if name in values}
        if changed.keys() & _POSITION:  # judged as a pair
            changed |= {name: values[name] for name in _POSITION if name in values}
        return deeds.edit(
            by=self.by, on=self.on, registration=self.instance.pk, version=version, values=changed
        )


@admin.register(Registration, site=site)
class RegistrationAdmin(WorkbookDoor, ExportDoor, DeedAdmin):
    """Greyed out by ``workflow.edit_refusal``, refused by the service. States are never typed."""

    form = RegistrationForm
    resource_classes = (RegistrationTable,)
    export_action_name = "registration.export"
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    change_form_template = "admin/registration_change_form.html"
    list_display = ("__str__", "name", "kind", "state", FILED_IN, SUBMITTED_AT)
    list_filter = ("state", "kind", "producer_type")
    search_fields = ("name", "person_first_name", "person_last_name", "producer__number")
    ordering = ("-quarter", "filing__district", "sequence")
    fieldsets = (
        (None, {"fields": ("drawn_version", FILED_IN, "kind", "state", NUMBER)}),
        (_("ผู้ผลิต ผู้ประกอบการ"), {"fields": ("citizen_id_kept", *_TYPED)}),
        (_("ผลิตภัณฑ์"), {"fields": ("products_filed",)}),
        (_("การยกเลิก"), {"fields": _CANCEL}),
        (_("ลำดับเหตุการณ์"), {"fields": ("events", "received_by_name", "decision_reason")}),
    )
    always_readonly = (
        FILED_IN, "kind", "state", NUMBER, "citizen_id_kept", "products_filed", "events",
        "received_by_name", "decision_reason",
    )  # fmt: skip

    def visible(self, by):
        return registrations.visible(by).defer(*_SECRETS, *(f"producer__{s}" for s in _SECRETS))

    def view_on_site(self, row):
        return reverse("registration", args=(row.pk,))

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.jurisdiction.role == Role.DISTRICT
        return workflow.edit_refusal(_situation(request, obj)) is None

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return self.always_readonly
        allowed = workflow.editable_fields(_situation(request, obj))
        if allowed is workflow.ALL_FIELDS:
            return self.always_readonly
        held_back = [name for name in (*_TYPED, *_CANCEL) if name not in allowed]
        return (*self.always_readonly, *held_back)

    def get_fieldsets(self, request, obj=None):
        """The version goes with the form only where there is one."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and self.has_change_permission(request, obj):
            return fieldsets
        (title, first), *rest = fieldsets
        return ((title, {**first, "fields": first["fields"][1:]}), *rest)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Subdistrict:  # the site lies in the own district
            kwargs["queryset"] = Subdistrict.objects.filter(district=request.jurisdiction.district)
        elif db_field.related_model is LegalForm:
            row = getattr(request, "edited_registration", None)
            kwargs["queryset"] = lookups.legal_forms(also=row and row.legal_form_id)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in _AS_ON_THE_PAGE:
            row = getattr(request, "edited_registration", None)
            label = capfirst(db_field.verbose_name)
            field = producer_fields.own_field(db_field.name, label, row)
            field.required = False
            return field
        field = plain(super().formfield_for_dbfield(db_field, request, **kwargs))
        if db_field.name == "name":  # a draft may be incomplete, as on the page
            field.required = False
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id)) if object_id else None
        refusal = workflow.edit_refusal(_situation(request, row)) if row else None
        if request.method == "POST":
            states.demand(refusal)
        request.edited_registration = row
        extra = {**(extra_context or {}), "refusal": refusal}
        return super().changeform_view(request, object_id, form_url, extra)

    @admin.display(description=_("ลำดับเหตุการณ์"))
    def events(self, row):
        """Who did what and when, of the stamps that are set."""
        done = [
            (label, calendar.thai_datetime(at), getattr(row, f"{deed}_by"))
            for deed, label in _DEEDS.items()
            if (at := getattr(row, f"{deed}_at"))
        ]
        return format_html_join("", "<div>{}: {} {}</div>", done)

    @admin.display(description=_("เลขประจำตัวประชาชน"))
    def citizen_id_kept(self, row):
        return kept(row)

    @admin.display(description=_("ผลิตภัณฑ์"))
    def products_filed(self, row):
        names = ((each.sequence, each.name) for each in row.products.all())
        return format_html_join("", "<div>{}. {}</div>", names)


def _situation(request, row):
    """Asked for once a request: Django asks for the permission many times."""
    known = request.__dict__.setdefault("registration_situations", {})
    if row.pk not in known:
        known[row.pk] = situations.of_registration(request.jurisdiction, row, request.now)
    return known[row.pk]


@admin.register(RegisteredProduct, site=site)
class RegisteredProductAdmin(ExportDoor, ScopedAdmin):
    resource_classes = (FiledProductTable,)
    export_action_name = "registered_product.export"
    list_display = ("name", REFERENCE, "product_type", "product_group", "dropped")
    list_filter = ("product_type", "dropped")
    search_fields = ("name", "brand")
    ordering = ("-pk",)
    fields = (
        REFERENCE, "sequence", shown("product", _("ผลิตภัณฑ์เดิม")), *PRODUCT_FIELDS, "dropped",
    )  # fmt: skip

    def visible(self, by):
        return (
            RegisteredProduct.objects.filter(within(by, "registration__filing__district"))
            .select_related("registration__filing", "product_group")
            .defer(*(f"registration__{secret}" for secret in _SECRETS))
        )

    def view_on_site(self, row):
        return reverse("registration", args=(row.registration_id,))
