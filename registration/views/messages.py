"""The own messages: read, followed to what they speak of, and how they come by e-mail."""

from django.conf import settings
from django.contrib import messages as notes
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.forms.messages import MailForm, MessageFilter
from registration.guards import OfficerView
from registration.selectors import messages, sentences
from registration.services import inbox
from registration.views.crumbs import trail
from registration.views.pages import page_of
from registration.views.saving import attempt

_SIZE = 25
_WORKERS = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})


class Messages(OfficerView):
    roles = _WORKERS

    def get(self, request):
        form = MessageFilter(request.GET)
        page = page_of(messages.listed(self.by, **form.wanted()), request, _SIZE)
        unread = [row.pk for row in page.rows if row.read_at is None]
        context = {
            "breadcrumb": trail((_("ข้อความ"), "")),
            "filter": form,
            "page": page,
            "rows": [
                {
                    "message": row,
                    "heading": sentences.heading(row),
                    "sentence": sentences.sentence(row),
                }
                for row in page.rows
            ],
            "newest": max(unread, default=0),
            "query": form.query(),
        }
        return self.render("registration/messages/list.html", context)


class OpenMessage(OfficerView):
    """Leads to what a message speaks of; it is read then. A deed, so that no link does it."""

    roles = _WORKERS
    http_method_names = ("post",)

    def post(self, request, pk):
        row = inbox.mark_read(by=self.by, on=self.on, message=pk)
        try:
            return redirect(reverse(row.url_name, args=row.url_args))
        except NoReverseMatch:  # an address that a later version took away
            return redirect("messages")


class ReadMessage(OfficerView):
    roles = _WORKERS
    http_method_names = ("post",)

    def post(self, request, pk):
        inbox.mark_read(by=self.by, on=self.on, message=pk)
        return redirect(_back(request))


class ReadMessages(OfficerView):
    """All that the filter shows, up to the newest on the page."""

    roles = _WORKERS
    http_method_names = ("post",)

    def post(self, request):
        newest = request.POST.get("newest", "")
        number = int(newest) if newest.isdecimal() and len(newest) < 19 else 0
        kinds = MessageFilter(request.GET).wanted()["kinds"]
        count = inbox.mark_all_read(by=self.by, on=self.on, newest=number, kinds=kinds)
        notes.success(request, _("ทำเครื่องหมายว่าอ่านแล้ว %(n)d ข้อความ") % {"n": count})
        return redirect(_back(request))


def _back(request) -> str:
    """The list as it was filtered."""
    return reverse("messages") + MessageFilter(request.GET).query()


class MailSettings(OfficerView):
    roles = _WORKERS

    def get(self, request):
        own = {"mail": request.user.mail, "email": request.user.email}
        return self._page(MailForm(initial=own))

    def post(self, request):
        form = MailForm(request.POST)
        status = 422
        if form.is_valid():
            status = attempt(
                form, lambda: inbox.choose_mail(by=self.by, on=self.on, **form.cleaned_data)
            )
        if status:
            return self._page(form, status)
        notes.success(request, _("บันทึกการตั้งค่าอีเมลแล้ว"))
        return redirect("messages")

    def _page(self, form, status=200):
        context = {
            "breadcrumb": trail((_("ข้อความ"), reverse("messages")), (_("ตั้งค่าอีเมล"), "")),
            "form": form,
            "mail_on": settings.MAIL_ON,
        }
        return self.render("registration/messages/settings.html", context, status=status)
