"""Accounts. Passwords are given on the account's page of ours, and no hash is ever shown."""

from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar
from registration.admin.deeds import DeedAdmin, DeedForm, plain
from registration.admin.doors import BothDoors
from registration.admin.scoped import DEPARTMENT
from registration.admin.site import site
from registration.enums import Role
from registration.forms.officers import NewOfficerForm
from registration.imports import officers as officer_files
from registration.models import District, Officer, Posting
from registration.selectors import officers

_NO_PASSWORD = gettext_lazy(
    "บัญชีใหม่ยังไม่มีรหัสผ่านและเข้าสู่ระบบไม่ได้ จนกว่ากรมฯ จะตั้งรหัสผ่านแรกให้ที่หน้า “เจ้าหน้าที่” ของบัญชีนั้น"
)


class _DistrictField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.province.name})"  # many districts share a name


class OfficerForm(DeedForm):
    username = NewOfficerForm.base_fields["username"]
    district = _DistrictField(
        District.objects.select_related("province"),
        label=gettext_lazy("อำเภอ/เขต"),
        required=False,
    )

    class Meta:
        model = Officer
        fields = (
            "username", "full_name", "position", "role", "province", "district", "email", "phone",
            "is_active",
        )  # fmt: skip

    def deed(self, values):
        for name in ("province", "district"):
            values[name] = values[name].pk if values[name] else None
        found = self.instance if self.instance.pk else None
        return officer_files.save(self.by, self.on, found, values)


@admin.register(Officer, site=site)
class OfficerAdmin(BothDoors, DeedAdmin):
    form = OfficerForm
    viewers = frozenset({Role.DEPARTMENT, Role.PROVINCE})
    writers = DEPARTMENT
    resource_classes = (officer_files.OfficerTable,)
    export_action_name = "officer.export"
    import_note = _NO_PASSWORD
    list_display = ("username", "full_name", "position", "role", "office", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("username", "full_name")

    def visible(self, by):
        return officers.visible(by)

    def get_fields(self, request, obj=None):
        fields = (
            "username", "full_name", "position", "role", "province", "district", "email", "phone",
            "is_active",
        )  # fmt: skip
        return (*fields, "past_offices") if obj else fields

    def get_readonly_fields(self, request, obj=None):
        return ("username", "past_offices") if obj else ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))

    def view_on_site(self, row):
        return reverse("officer", args=(row.pk,))

    def response_add(self, request, obj, post_url_continue=None):
        messages.warning(request, str(_NO_PASSWORD))
        return super().response_add(request, obj, post_url_continue)

    @admin.display(description=gettext_lazy("สังกัด"))
    def office(self, row):
        return row.office

    @admin.display(description=gettext_lazy("ประวัติการปฏิบัติหน้าที่"))
    def past_offices(self, row):
        postings = Posting.objects.filter(officer=row).select_related("province", "district")
        return format_html_join(
            "", "<div>{}: {}</div>", ((posting.office, _period(posting)) for posting in postings)
        )


def _period(posting: Posting) -> str:
    if posting.until_on:
        return calendar.thai_period(posting.from_on, posting.until_on)
    return _("ตั้งแต่ %(day)s") % {"day": calendar.thai_date(posting.from_on)}
