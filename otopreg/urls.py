"""The program's addresses: each app holds its own; here is what belongs to none."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

from registration.admin.site import site


@login_not_required
@never_cache
def healthz(request):
    """Tell a balancer that the process answers. It asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", site.urls),
    path("reports/", include("reporting.urls")),
    path("", include("registration.urls")),
]

handler400 = "otopreg.errors.bad_request"
handler403 = "otopreg.errors.forbidden"
handler404 = "otopreg.errors.missing"
handler500 = "otopreg.errors.broken"
