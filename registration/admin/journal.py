"""The journal: appended by the services, read here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registration.admin.scoped import ScopedAdmin
from registration.admin.site import site
from registration.models import JournalEntry
from registration.selectors import journal
from registration.views.deeds import action_text


@admin.register(JournalEntry, site=site)
class JournalEntryAdmin(ScopedAdmin):
    list_display = ("at", "what", "subject_text", "officer_name", "office")
    list_display_links = ("at", "what")
    search_fields = ("officer_name", "subject_text")
    ordering = ("-pk",)
    fields = (
        "at", "what", "subject_text", "officer_name", "role", "office", "before", "after", "reason",
        "permit", "quarter_code", "request_id",
    )  # fmt: skip

    def visible(self, by):
        return journal.visible(by)

    @admin.display(description=_("การกระทำ"), ordering="action")
    def what(self, row):
        return action_text(row.action)
