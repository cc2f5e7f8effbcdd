"""Our own admin site: who may come in, and nothing that our pages do not know."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from registration.errors import Forbidden

# Signing out and passwords have pages of ours; "view_on_site" would tell which rows exist.
_NOT_OURS = {"logout", "password_change", "password_change_done", "view_on_site"}


class OfficeSite(AdminSite):
    """For active officers who may write somewhere and have chosen their own password."""

    site_header = gettext_lazy("ทะเบียน OTOP – ข้อมูลหลังบ้าน")
    site_title = gettext_lazy("ทะเบียน OTOP")
    index_title = gettext_lazy("ข้อมูลหลังบ้าน")
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request) -> bool:
        user = request.user
        return user.is_authenticated and user.is_staff and not user.must_change_password

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            return self._turned_away(request) or inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """There is one page to sign in; the admin has none of its own."""
        turned_away = self._turned_away(request)
        if turned_away:
            return turned_away
        if self.has_permission(request):
            return redirect("admin:index")
        following = request.GET.get("next") or resolve_url("admin:index")
        return redirect_to_login(following, resolve_url("sign-in"))

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in _NOT_OURS]

    def _turned_away(self, request):
        """Where a signed-in officer goes instead; a reader is ``Forbidden``."""
        user = request.user
        if not user.is_authenticated or self.has_permission(request):
            return None
        if user.must_change_password:
            return redirect("change-password")
        raise Forbidden(_("หน้านี้ไม่ได้อยู่ในหน้าที่ของท่าน"))


site = OfficeSite(name="admin")
