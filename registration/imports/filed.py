"""Registrations as they go out: every field of the form, what became of them, and their products.

No citizen ID leaves the program in a file.
"""

from functools import cached_property

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from registration.forms import product_fields
from registration.forms.producer_fields import SECRETS
from registration.forms.sections import CANCEL_SECTIONS, SECTIONS
from registration.imports.listed import FormTable, form_columns, long_ones, names_of
from registration.models import RegisteredProduct, Registration
from registration.selectors import holdings

_STAMPS = ("entered", "submitted", "returned", "rejected", "certified", "withdrawn", "closed")
_PLACES = ("filing__district__province", "legal_form", "site_subdistrict", "contact_province")
_OF_FILING = {"filing.district.name": "อำเภอ/เขต", "filing.district.province.name": "จังหวัด"}


class FiledTable(FormTable):
    """A row for each registration."""

    title = "รายการลงทะเบียน"
    widths = {
        **long_ones(Registration), "reference": 18, "name": 36, "producer_type": 24,
        "legal_form.name": 20, "mobile": 18, "phone": 18, "email": 24, "decision_reason": 30,
        "received_by_name": 24, "received_by_position": 24,
    }  # fmt: skip

    @cached_property
    def columns(self) -> dict[str, str]:
        form = names_of((*SECTIONS, CANCEL_SECTIONS[0]))
        form.sort(key=lambda name: name != "name")  # beside the number
        own = form_columns(Registration, ("kind", "state"))
        stamps = [f"{name}_at" for name in _STAMPS]
        ends = (*stamps, "received_by_name", "received_by_position", "decision_reason")
        return {
            "reference": "เลขรับ", "quarter_id": "ไตรมาส", **_OF_FILING, **own,
            "producer_number": "เลขทะเบียน",
            **form_columns(Registration, form),
            "n_products": "ผลิตภัณฑ์ (รายการ)", **form_columns(Registration, ends),
        }  # fmt: skip

    def prepared(self, queryset: QuerySet) -> QuerySet:
        made = RegisteredProduct.objects.filter(registration=OuterRef("pk"), dropped=False)
        counted = made.order_by().values("registration").annotate(n=Count("pk")).values("n")
        rows = queryset.select_related(None).select_related(*_PLACES)
        return rows.defer(None).defer(*SECRETS).annotate(
            n_products=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            producer_number=F("producer__number"),
            merged_number=F("merge_into__number"),
        )  # fmt: skip


class FiledProductTable(FormTable):
    """A row for each product of a registration, with what it holds."""

    title = "ผลิตภัณฑ์ที่ลงทะเบียน"
    widths = {
        **long_ones(RegisteredProduct), "registration.reference": 18, "registration.name": 36,
        "name": 36, "product_type": 24, "product_group.name": 28, "materials": 36,
        "standards": 40, "rights": 40, "product_number": 16,
    }  # fmt: skip

    @cached_property
    def columns(self) -> dict[str, str]:
        names = names_of(product_fields.SECTIONS)
        place = names.index("capacity")
        form = (*names[:place], "materials", *names[place:])
        return {
            "registration.reference": "เลขรับ", "sequence": "ลำดับ",
            **{f"registration.{path}": header for path, header in _OF_FILING.items()},
            "producer_number": "เลขทะเบียนผู้ผลิต", "registration.name": "ชื่อผู้ผลิต",
            "registration.kind": "ประเภทการลงทะเบียน", "registration.state": "สถานะ",
            "product_number": "เลขผลิตภัณฑ์", **form_columns(RegisteredProduct, form),
            "dropped": "เลิกผลิต", "standards": "มาตรฐานและใบอนุญาต",
            "rights": "ทรัพย์สินทางปัญญา",
        }  # fmt: skip

    def prepared(self, queryset: QuerySet) -> QuerySet:
        of_row = ("name", "kind", "state", "quarter", "sequence", "filing__district__name",
                  "filing__district__province__name")  # fmt: skip
        own = [field.name for field in RegisteredProduct._meta.concrete_fields]
        rows = queryset.select_related(None).select_related(
            "registration__filing__district__province", "product_group"
        )
        rows = rows.defer(None).only(
            *own, "product_group__name", *(f"registration__{name}" for name in of_row)
        )
        rows = rows.annotate(
            producer_number=F("registration__producer__number"), product_number=F("product__number")
        )
        return rows.prefetch_related(*holdings.prefetched(RegisteredProduct))
