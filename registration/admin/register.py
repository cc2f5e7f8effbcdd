"""The register: written only by an announcement, so here it is read and taken out."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registration.admin.doors import ExportDoor
from registration.admin.scoped import DISTRICT, ScopedAdmin, shown
from registration.admin.site import site
from registration.imports.register import ProducerTable, ProductTable
from registration.models import Producer, Product, ProductDetails, detail_names
from registration.scoping import within
from registration.selectors import register

FIRST_QUARTER = shown("first_quarter_id", _("ลงทะเบียนครั้งแรก"))
LAST_QUARTER = shown("last_quarter_id", _("ปรับปรุงล่าสุด"))

# The form's own order; materials and channels are lists that only our pages put into words.
PRODUCT_FIELDS = tuple(
    name for name in detail_names(ProductDetails) if name not in ("materials", "channels")
)


@admin.register(Producer, site=site)
class ProducerAdmin(ExportDoor, ScopedAdmin):
    resource_classes = (ProducerTable,)
    export_action_name = "register.export"
    list_display = ("number", "name", "producer_type", DISTRICT, "state", LAST_QUARTER)
    list_filter = ("producer_type", "state", "district__province__region")
    search_fields = ("number", "search_text")
    ordering = ("number",)
    fields = (
        "number", "state", "producer_type", "legal_form", "name", "name_en", "person_name",
        "citizen_id_kept", "founded_year", "members_male", "members_female", "site_subdistrict",
        "site_postcode", "phone", "mobile", "email", FIRST_QUARTER, LAST_QUARTER,
    )  # fmt: skip

    def visible(self, by):
        return register.search(by).select_related(
            "district__province", "site_subdistrict", "legal_form"
        )

    def view_on_site(self, row):
        return reverse("producer", args=(row.number,))

    @admin.display(description=_("ชื่อประธานกลุ่ม/เจ้าของ/ผู้มีอำนาจ"))
    def person_name(self, row):
        return row.person_name

    @admin.display(description=_("เลขประจำตัวประชาชน"))
    def citizen_id_kept(self, row):
        return kept(row)


@admin.register(Product, site=site)
class ProductAdmin(ExportDoor, ScopedAdmin):
    resource_classes = (ProductTable,)
    export_action_name = "register.export"
    list_display = ("number", "name", "product_type", "product_group", "is_active")
    list_filter = ("product_type", "is_active")
    search_fields = ("number", "name", "brand")
    ordering = ("number",)
    fields = (
        "number", shown("producer", _("ผู้ผลิต")), *PRODUCT_FIELDS, "is_active",
    )  # fmt: skip

    def visible(self, by):
        return (
            Product.objects.filter(within(by, "producer__district"))
            .select_related("producer__district__province", "product_group")
            .defer("producer__citizen_id", "producer__proxy_citizen_id")
        )


def kept(row):
    """Says that a citizen ID is kept, without decrypting it: only a page of ours reveals one."""
    return _("บันทึกแล้ว (ปกปิด)") if row.citizen_id_index else "–"
