"""The plan. Orders, extensions and states are made on our pages; holidays may be edited here."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registration import calendar
from registration.admin.deeds import DeedAdmin, DeedForm
from registration.admin.doors import BothDoors
from registration.admin.scoped import (
    CLOSED,
    DEPARTMENT,
    QUARTER,
    ReferenceAdmin,
    ScopedAdmin,
    shown,
)
from registration.admin.site import site
from registration.enums import Scope
from registration.forms.dates import ThaiDateField
from registration.imports.holidays import HolidayTable
from registration.models import Extension, FiscalQuarter, Holiday, Window, WindowOrder
from registration.services import orders

AREA = shown("area_text", _("พื้นที่"))
AREA.admin_order_field = None


@admin.register(FiscalQuarter, site=site)
class FiscalQuarterAdmin(ReferenceAdmin):
    list_display = ("code", "year", "number", "state")
    list_filter = ("state",)
    ordering = ("-code",)
    fields = ("code", "year", "number", "state", *CLOSED)

    def view_on_site(self, row):
        return reverse("calendar", args=(row.year,))


def _speaks_to(by) -> Q:
    """Orders and extensions for everybody, for the own area, or for an office within it."""
    if by.area == "th":
        return Q()
    own = Q(scope=Scope.COUNTRY) | Q(province=by.province)
    return own | (Q(district=by.district) if by.district else Q(district__province=by.province))


class WindowInline(admin.TabularInline):
    """The windows of an order; whoever sees the order sees them."""

    model = Window
    fields = (QUARTER, "step", "opens", "closes", "stated_days")
    readonly_fields = (QUARTER, "opens", "closes")
    extra = 0
    can_delete = False

    @admin.display(description=_("เปิดวันที่"))
    def opens(self, row):
        return calendar.thai_date(row.opens_on)

    @admin.display(description=_("ถึงวันที่"))
    def closes(self, row):
        return calendar.thai_date(row.closes_on)

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(WindowOrder, site=site)
class WindowOrderAdmin(ScopedAdmin):
    list_display = ("number", "dated", "issuer", "scope", AREA, "in_force")
    list_filter = ("scope",)
    search_fields = ("number", "subject", "issuer")
    fields = (
        "number", "dated", "issuer", "subject", "scope", AREA, "note",
        shown("issued_at", _("บันทึกเมื่อ")), shown("issued_by", _("บันทึกโดย")),
        shown("withdrawn_at", _("ถอนเมื่อ")), shown("withdrawn_by", _("ถอนโดย")),
        "withdrawn_reason",
    )  # fmt: skip
    inlines = (WindowInline,)

    def visible(self, by):
        return WindowOrder.objects.filter(_speaks_to(by)).select_related("province", "district")

    def view_on_site(self, row):
        return reverse("order", args=(row.pk,))

    @admin.display(description=_("ลงวันที่"), ordering="dated_on")
    def dated(self, row):
        return calendar.thai_date(row.dated_on)

    @admin.display(description=_("มีผลอยู่"), boolean=True)
    def in_force(self, row):
        return row.withdrawn_at is None


@admin.register(Extension, site=site)
class ExtensionAdmin(ScopedAdmin):
    list_display = (QUARTER, "step", AREA, "until", "order_number", "in_force")
    list_filter = ("step", "scope")
    fields = (
        QUARTER, "step", "scope", AREA, "until", "reason", "order_number",
        shown("granted_at", _("อนุมัติเมื่อ")), shown("granted_by", _("อนุมัติโดย")),
        shown("revoked_at", _("ยกเลิกเมื่อ")), shown("revoked_by", _("ยกเลิกโดย")),
    )  # fmt: skip

    def visible(self, by):
        return Extension.objects.filter(_speaks_to(by)).select_related("province", "district")

    @admin.display(description=_("ขยายถึงวันที่"), ordering="until_on")
    def until(self, row):
        return calendar.thai_date(row.until_on)

    @admin.display(description=_("มีผลอยู่"), boolean=True)
    def in_force(self, row):
        return row.revoked_at is None


class HolidayForm(DeedForm):
    day = ThaiDateField(label=_("วันที่"))
    announced_on = ThaiDateField(label=_("ประกาศเมื่อ"), required=False)

    class Meta:
        model = Holiday
        fields = ("day", "name", "kind", "announced_on", "source")

    def deed(self, values):
        day = values.pop("day", None) or self.instance.day
        return orders.set_holiday(by=self.by, on=self.on, day=day, **values)


@admin.register(Holiday, site=site)
class HolidayAdmin(BothDoors, DeedAdmin):
    form = HolidayForm
    writers = DEPARTMENT
    resource_classes = (HolidayTable,)
    export_action_name = "holiday.export"
    list_display = ("written_day", "name", "kind", "announced")
    list_filter = ("kind",)
    search_fields = ("name", "source")
    fields = ("day", "name", "kind", "announced_on", "source")

    def visible(self, by):
        return Holiday.objects.all()

    def get_readonly_fields(self, request, obj=None):
        return ("written_day",) if obj else ()  # the day says which holiday it is

    def get_fields(self, request, obj=None):
        return ("written_day", *self.fields[1:]) if obj else self.fields

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def delete_model(self, request, obj):
        orders.remove_holiday(by=request.jurisdiction, on=request.now, day=obj.day)

    @admin.display(description=_("วันที่"), ordering="day")
    def written_day(self, row):
        return calendar.thai_date(row.day)

    @admin.display(description=_("ประกาศเมื่อ"), ordering="announced_on")
    def announced(self, row):
        return calendar.thai_date(row.announced_on) if row.announced_on else None
