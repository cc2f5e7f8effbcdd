"""Places: reference data that ``load_places`` keeps."""

from django.contrib import admin

from registration.admin.scoped import DISTRICT, PROVINCE, ReferenceAdmin
from registration.admin.site import site
from registration.models import District, Province, Subdistrict


@admin.register(Province, site=site)
class ProvinceAdmin(ReferenceAdmin):
    list_display = ("code", "name", "name_en", "region")
    list_filter = ("region",)
    search_fields = ("code", "name", "name_en")
    fields = ("code", "name", "name_en", "region")


@admin.register(District, site=site)
class DistrictAdmin(ReferenceAdmin):
    list_display = ("code", "name", PROVINCE, "name_en")
    list_select_related = ("province",)
    search_fields = ("code", "name", "name_en", "province__name")
    fields = ("code", "name", "name_en", PROVINCE)


@admin.register(Subdistrict, site=site)
class SubdistrictAdmin(ReferenceAdmin):
    list_display = ("code", "name", DISTRICT, "postcode")
    list_select_related = ("district",)
    search_fields = ("code", "name", "name_en", "district__name", "postcode")
    fields = ("code", "name", "name_en", DISTRICT, "postcode")
