"""The pages that say no. Django's handlers and the middleware come here.

The words are in templates/errors.
"""

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from registration.errors import Forbidden
from registration.views import drafts

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception):
    """400, or 413 with the limits when more was sent than the settings allow."""
    if isinstance(exception, TOO_MUCH):
        context = {
            "most_megabytes": settings.UPLOAD_MAX_SIZE // 1024**2,
            "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            "back_url": _way_back(request),
        }
        return render(request, "errors/413.html", context, status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    """403. Only a ``Forbidden`` of ours carries a sentence for the officer."""
    return render(request, "errors/403.html", {"sentence": _sentence(exception)}, status=403)


def forged(request, reason=""):
    """403 for a form without a valid token. ``reason`` is for the log, not for the page.

    Signing in again in another tab makes the tokens of an open form void: what was typed there is
    kept for the officer who opened it, who comes back to the form.
    """
    kept = drafts.keep_and_sign_in(request)
    return kept or render(request, "errors/403.html", {"sentence": ""}, status=403)


def missing(request, exception):
    """404: not there, or not within the officer's area; the page does not say which."""
    return render(request, "errors/404.html", status=404)


def refused(request, refusal):
    """409 with the refusal's sentence, rule, window, order and when it opens again."""
    context = {"refusal": refusal, "back_url": _way_back(request)}
    return render(request, "errors/409.html", context, status=409)


def broken(request):
    """500 without a context: what failed may be what the context needs."""
    return HttpResponse(loader.get_template("errors/500.html").render(), status=500)


def _sentence(exception):
    return str(exception) if isinstance(exception, Forbidden) else ""


def _way_back(request):
    """The page the officer came from, when it is ours; else the dashboard."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if came_from and ours else reverse("dashboard")
