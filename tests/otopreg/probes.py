"""Addresses that exist only in tests: each view fails, or tells, in one way."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from registration.errors import Forbidden, Refusal, Refused

REFUSAL = Refusal(
    rule="window-closed",
    sentence="พ้นกำหนดลงทะเบียนของไตรมาส 2 แล้ว",
    window_text="2 ม.ค. – 23 มี.ค. 2561",
    opens_again_text="2 เม.ย. 2561",
)


@login_not_required
def tell(request):
    return JsonResponse({"now": request.now.isoformat(), "jurisdiction": request.jurisdiction})


@login_not_required
def refuse(request):
    raise Refused(REFUSAL)


@login_not_required
def forbid(request):
    raise Forbidden("เฉพาะเจ้าหน้าที่จังหวัดเท่านั้นที่รับรองได้")


@login_not_required
def deny(request):
    raise PermissionDenied("internal words")


@login_not_required
def fail(request):
    raise RuntimeError("broken on purpose")


@login_not_required
@csrf_exempt
def read_form(request):
    return HttpResponse(len(request.POST))


@login_not_required
def write(request):
    Group.objects.create(name="written")
    return HttpResponse("written")


def guarded(request):
    return HttpResponse("secret")


urlpatterns = [
    path("probe/tell", tell),
    path("probe/refuse", refuse),
    path("probe/forbid", forbid),
    path("probe/deny", deny),
    path("probe/fail", fail),
    path("probe/form", read_form),
    path("probe/write", write),
    path("probe/guarded", guarded),
    # The names that the frame of every page links to.
    path("language/", login_not_required(set_language), name="set_language"),
    path("", guarded, name="dashboard"),
    path("sign-in/", tell, name="sign-in"),
    path("sign-out/", tell, name="sign-out"),
]
handler400 = "otopreg.errors.bad_request"
handler403 = "otopreg.errors.forbidden"
handler404 = "otopreg.errors.missing"
handler500 = "otopreg.errors.broken"
