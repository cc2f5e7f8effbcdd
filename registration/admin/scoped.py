"""What every class of the admin is: scoped, read-only unless it says otherwise, without deletes."""

from datetime import date, datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar
from registration.enums import Role
from registration.errors import Incomplete
from registration.scoping import Jurisdiction
from registration.selectors import journal
from registration.views.deeds import action_text

OFFICES = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})
DEPARTMENT = frozenset({Role.DEPARTMENT})


def shown(path: str, label: str):
    """A column or line that reads ``path`` (``filing__district``) and writes dates in Thai.

    Used where a model's field has no Thai label, or where Django would write the Christian era.
    """

    @admin.display(description=label, ordering=path)
    def read(row):
        for name in path.split("__"):
            row = getattr(row, name)
        if isinstance(row, datetime):
            return calendar.thai_datetime(row)
        if isinstance(row, date):
            return calendar.thai_date(row)
        return "–" if row is None else row  # a form would write "None"

    read.__name__ = path
    return read


QUARTER = shown("quarter", gettext_lazy("ไตรมาส"))
PROVINCE = shown("province", gettext_lazy("จังหวัด"))
CLOSED = (
    shown("closed_at", gettext_lazy("ปิดเมื่อ")),
    shown("closed_by", gettext_lazy("ปิดโดย")),
)
DISTRICT = shown("district", gettext_lazy("อำเภอ/เขต"))


class ScopedAdmin(admin.ModelAdmin):
    """Rows of the own area only; a foreign one is 404 as in our pages.

    Django's permissions are not asked: ``viewers`` and ``writers`` are. The admin's own log stays
    empty, because the services write the journal, and "history" shows that.
    """

    viewers = OFFICES
    writers: frozenset[Role] = frozenset()
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each filter costs more than the list
    object_history_template = "admin/journal_history.html"

    def visible(self, by: Jurisdiction):
        """The rows that ``by`` may see."""
        raise NotImplementedError

    def get_queryset(self, request):
        rows = self.visible(request.jurisdiction)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def has_module_permission(self, request):
        return request.jurisdiction.role in self.viewers

    def has_view_permission(self, request, obj=None):
        return request.jurisdiction.role in self.viewers

    def has_add_permission(self, request):
        return request.jurisdiction.role in self.writers

    def has_change_permission(self, request, obj=None):
        return request.jurisdiction.role in self.writers

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        """Only what the list offers as a filter: ``?password__startswith=`` would read a hash."""
        offered = [each if isinstance(each, str) else each[0] for each in self.list_filter]
        return any(lookup == name or lookup.startswith(f"{name}__") for name in offered)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Incomplete as error:
            for _place, sentence in error.problems:
                messages.error(request, sentence)
            return redirect(request.get_full_path())

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        entries = journal.of_subject(request.jurisdiction, self.opts.model_name, row.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("บันทึกการใช้งาน: %(row)s") % {"row": row},
            "entries": [(entry, action_text(entry.action)) for entry in entries[:500]],
            "object": row,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    def log_addition(self, request, obj, message):
        """The service has written the journal."""

    def log_change(self, request, obj, message):
        """The service has written the journal."""

    def log_deletions(self, request, queryset):
        """The service has written the journal."""


class ReferenceAdmin(ScopedAdmin):
    """Lists that are the same for everybody."""

    def visible(self, by):
        return self.model.objects.all()
