"""What provinces have certified and announced: read only."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registration import calendar
from registration.admin.scoped import CLOSED, PROVINCE, QUARTER, ScopedAdmin, shown
from registration.admin.site import site
from registration.models import Announcement, Certification, Snapshot
from registration.scoping import within

ANNOUNCED_AT = shown("announced_at", _("ประกาศเมื่อ"))
TAKEN_AT = shown("taken_at", _("บันทึกเมื่อ"))
REVISION = shown("revision", _("ฉบับที่"))


@admin.register(Certification, site=site)
class CertificationAdmin(ScopedAdmin):
    list_display = (QUARTER, PROVINCE, "state", ANNOUNCED_AT)
    list_filter = ("state",)
    ordering = ("-quarter", "province")
    fields = (QUARTER, PROVINCE, "state", ANNOUNCED_AT,
              shown("announced_by", _("ประกาศโดย")), *CLOSED)  # fmt: skip

    def visible(self, by):
        rows = Certification.objects.filter(within(by, "", "province"))
        return rows.select_related("province", "quarter")

    def view_on_site(self, row):
        return reverse("certification", args=(row.province_id, row.quarter_id))


@admin.register(Announcement, site=site)
class AnnouncementAdmin(ScopedAdmin):
    """A province's own, and the department's at closing, which speaks to everybody."""

    list_display = ("number", QUARTER, "province", "dated", "signatory")
    search_fields = ("number", "signatory")
    fields = ("number", QUARTER, "province", "dated", "signatory", "signatory_position",
              "without_reason",
              shown("made_at", _("บันทึกเมื่อ")), shown("made_by", _("บันทึกโดย")))  # fmt: skip

    def visible(self, by):
        own = within(by, "", "certification__province")
        rows = Announcement.objects.filter(Q(certification__isnull=True) | own if own else own)
        return rows.select_related("certification__province", "quarter")

    @admin.display(description=_("ลงวันที่"), ordering="dated_on")
    def dated(self, row):
        return calendar.thai_date(row.dated_on)

    @admin.display(description=_("จังหวัด"))
    def province(self, row):
        return row.certification.province if row.certification else _("กรมการพัฒนาชุมชน")


@admin.register(Snapshot, site=site)
class SnapshotAdmin(ScopedAdmin):
    list_display = (QUARTER, PROVINCE, REVISION, TAKEN_AT, "sha256")
    ordering = ("-quarter", "province", "-revision")
    fields = (QUARTER, PROVINCE, shown("announcement", _("ประกาศ")), REVISION, TAKEN_AT, "sha256")

    def visible(self, by):
        own = within(by, "", "province")
        rows = Snapshot.objects.filter(Q(province__isnull=True) | own if own else own)
        return rows.select_related("province", "quarter").defer("summary", "detail")
