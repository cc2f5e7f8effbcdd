"""The journal: appended by the services, read here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registration.admin.scoped import ScopedAdmin, shown
from registration.admin.site import site
from registration.models import JournalEntry
from registration.selectors import journal
from registration.views.deeds import action_text

AT = shown("at", _("เมื่อ"))


@admin.register(JournalEntry, site=site)
class JournalEntryAdmin(ScopedAdmin):
    list_display = (AT, "what", "subject_text", "officer_name", "office")
    list_display_links = ("what",)
    search_fields = ("officer_name", "subject_text")
    ordering = ("-pk",)
    fields = (
        AT, "what", "subject_text", "officer_name", "office", shown("before", _("เดิม")),
        shown("after", _("ใหม่")), "reason", "permit",
        shown("extension", _("การขยายเวลาที่ใช้")), shown("quarter_code", _("ไตรมาส")),
        shown("request_id", _("รหัสคำขอ")),
    )  # fmt: skip

    def visible(self, by):
        return journal.visible(by)

    @admin.display(description=_("การกระทำ"), ordering="action")
    def what(self, row):
        return action_text(row.action)
