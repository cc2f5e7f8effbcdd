"""The journal of the own area, readable."""

from django.utils.translation import gettext as _

from registration.enums import Role
from registration.forms.journal import JournalFilter
from registration.guards import OfficerView
from registration.selectors import journal
from registration.views.crumbs import trail
from registration.views.deeds import ACTIONS, action_text
from registration.views.pages import address

_SIZE = 50


class Journal(OfficerView):
    """Newest first; ``?before=`` goes on from an entry, so that new ones shift no page."""

    roles = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})

    def get(self, request):
        form = JournalFilter(request.GET or None, actions=ACTIONS)
        wanted = form.cleaned_data if form.is_valid() else {}
        found = list(journal.search(self.by, **wanted)[: _SIZE + 1])
        rows = found[:_SIZE]
        context = {
            "breadcrumb": trail((_("บันทึกการใช้งาน"), "")),
            "filter": form,
            "rows": [{"entry": row, "text": action_text(row.action)} for row in rows],
            "previous_url": address(request, before=None) if wanted.get("before") else "",
            "next_url": address(request, before=rows[-1].pk) if len(found) > _SIZE else "",
        }
        return self.render("registration/journal/list.html", context)
