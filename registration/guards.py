"""Who may stand at a view: every page of ours derives from ``OfficerView``."""

from contextlib import nullcontext

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from registration.enums import Role
from registration.errors import Forbidden
from registration.scoping import Jurisdiction
from registration.selectors import plan

EVERYBODY = frozenset(Role)


class OfficerView(View):
    """A page for signed-in officers of ``roles``: a wrong role is 403, a foreign or missing row
    404.

    Gives ``self.by`` (the jurisdiction) and ``self.on`` (the request's instant on the one clock)
    to hand to selectors and services. ``Refused`` passes through to the middleware, which explains
    it as 409.
    """

    roles: frozenset[Role] = EVERYBODY
    # Only the page that changes a first password may be seen with one.
    allows_first_password = False

    by: Jurisdiction
    on = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.by, self.on = request.jurisdiction, request.now
        if request.user.must_change_password and not self.allows_first_password:
            return redirect("change-password")
        if self.by.role not in self.roles:
            raise Forbidden(_("หน้านี้ไม่ได้อยู่ในหน้าที่ของท่าน"))
        # A page asks for the plan in its banner, its steps and its menu; a deed reads it afresh.
        reading = plan.remembered() if request.method in ("GET", "HEAD") else nullcontext()
        try:
            with reading:
                return super().dispatch(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    def render(self, template: str, context: dict | None = None, *, status: int = 200):
        return render(self.request, template, context, status=status)
