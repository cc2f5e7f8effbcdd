"""Lists that the department keeps. A row that forms name is retired, never deleted."""

from django.contrib import admin
from django.forms import CheckboxSelectMultiple

from registration.admin.deeds import DeedAdmin, DeedForm, plain
from registration.admin.doors import BothDoors
from registration.admin.scoped import DEPARTMENT
from registration.admin.site import site
from registration.imports.lookups import (
    EvidenceKindTable,
    LegalFormTable,
    ProductGroupTable,
    ReturnReasonTable,
    SalesChannelTable,
    SampleQuestionTable,
    StandardTable,
    SupportNeedTable,
)
from registration.models import (
    EvidenceKind,
    LegalForm,
    ProductGroup,
    ReturnReason,
    SalesChannel,
    SampleQuestion,
    Standard,
    SupportNeed,
)
from registration.selectors import lookups as selectors
from registration.services import lookups

_COMMON = ("code", "name", "sequence", "is_active")


class LookupForm(DeedForm):
    def deed(self, values):
        code = values.pop("code", None) or self.instance.code
        kind = type(self.instance)
        return lookups.save(by=self.by, on=self.on, kind=kind, code=code, values=values)


class LookupAdmin(BothDoors, DeedAdmin):
    form = LookupForm
    writers = DEPARTMENT
    search_fields = ("code", "name")

    def visible(self, by):
        return self.model.objects.all()

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()  # files and journal name the row by its code

    def has_delete_permission(self, request, obj=None):
        may = self.has_change_permission(request, obj)
        return may and (obj is None or not selectors.is_used(obj))

    def delete_model(self, request, obj):
        lookups.remove(by=request.jurisdiction, on=request.now, kind=type(obj), code=obj.code)


@admin.register(LegalForm, site=site)
class LegalFormAdmin(LookupAdmin):
    resource_classes = (LegalFormTable,)
    export_action_name = "legal_form.export"
    list_display = ("code", "name", "producer_type", "sequence", "is_active")
    list_filter = ("producer_type", "is_active")
    fields = (*_COMMON, "producer_type", "needs_enterprise_no", "needs_juristic_id", "needs_detail")


@admin.register(ProductGroup, site=site)
class ProductGroupAdmin(LookupAdmin):
    resource_classes = (ProductGroupTable,)
    export_action_name = "product_group.export"
    list_display = ("code", "name", "product_type", "law_compels", "sequence", "is_active")
    list_filter = ("product_type", "is_active")
    fields = (*_COMMON, "product_type", "law_compels", "permits")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        ticks = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, widget=ticks, **kwargs)


@admin.register(Standard, site=site)
class StandardAdmin(LookupAdmin):
    resource_classes = (StandardTable,)
    export_action_name = "standard.export"
    list_display = ("code", "name", "is_permit", "issuer", "sequence", "is_active")
    list_filter = ("is_permit", "is_active")
    fields = (*_COMMON, "is_permit", "issuer")


@admin.register(SalesChannel, site=site)
class SalesChannelAdmin(LookupAdmin):
    resource_classes = (SalesChannelTable,)
    export_action_name = "sales_channel.export"
    list_display = ("code", "name", "is_export", "sequence", "is_active")
    list_filter = ("is_export", "is_active")
    fields = (*_COMMON, "is_export")


@admin.register(SupportNeed, site=site)
class SupportNeedAdmin(LookupAdmin):
    resource_classes = (SupportNeedTable,)
    export_action_name = "support_need.export"
    list_display = ("code", "name", "sequence", "is_active")
    list_filter = ("is_active",)
    fields = _COMMON


@admin.register(SampleQuestion, site=site)
class SampleQuestionAdmin(LookupAdmin):
    resource_classes = (SampleQuestionTable,)
    export_action_name = "sample_question.export"
    list_display = ("code", "name", "sequence", "is_active")
    list_filter = ("is_active",)
    fields = _COMMON


@admin.register(ReturnReason, site=site)
class ReturnReasonAdmin(LookupAdmin):
    resource_classes = (ReturnReasonTable,)
    export_action_name = "return_reason.export"
    list_display = ("code", "name", "for_return", "for_reject", "sequence", "is_active")
    list_filter = ("for_return", "for_reject", "is_active")
    fields = (*_COMMON, "for_return", "for_reject")


@admin.register(EvidenceKind, site=site)
class EvidenceKindAdmin(LookupAdmin):
    resource_classes = (EvidenceKindTable,)
    export_action_name = "evidence_kind.export"
    list_display = ("code", "name", "about", "demand", "keeps_copy", "sequence", "is_active")
    list_filter = ("about", "demand", "is_active")
    fields = (
        *_COMMON, "about", "demand", "keeps_copy", "accepts_seen", "pictures_only",
        "producer_type", "legal_form", "product_group", "only_proxy",
    )  # fmt: skip

    def visible(self, by):
        return self.model.objects.select_related("legal_form", "product_group")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))
