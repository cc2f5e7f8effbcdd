"""What every request gets: an id, the instant, the jurisdiction, and an explained refusal."""

import uuid

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import translation

from otopreg import errors as pages
from otopreg.logs import current_request_id
from registration import clock, scoping
from registration.errors import Forbidden, Refused
from registration.views import drafts


class IdentifyRequest:
    """Gives ``request.request_id`` and the answer's X-Request-ID.

    An id that comes from outside is ignored: it would be a stranger's text in our logs.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        # An error page drawn before the officer is known needs the name all the same.
        request.jurisdiction = None
        token = current_request_id.set(request.request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request.request_id
        return response


class SpeakThai:
    """Thai, unless the officer chose English with the switch in the page.

    A browser's own language is not asked: many an office computer runs in English, and its officer
    does not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class KnowOfficer:
    """Gives ``request.now`` and ``request.jurisdiction`` (None when nobody is signed in).

    What a signed-in officer was shown stays in no cache, unless the view decided otherwise.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = clock.now()
        signed_in = request.user.is_authenticated
        request.jurisdiction = (
            scoping.jurisdiction_of(request.user, request.request_id) if signed_in else None
        )
        response = self.get_response(request)
        # Asked again: the view may just have signed somebody in or out.
        if signed_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class AskToSignIn(LoginRequiredMiddleware):
    """Every view wants somebody signed in unless it says otherwise. A form that comes after the
    session has ended is kept for the officer who opened it.
    """

    def handle_no_permission(self, request, view_func):
        kept = request.method == "POST" and drafts.keep_and_sign_in(request)
        return kept or super().handle_no_permission(request, view_func)


class ExplainRefusal:
    """Turns ``Refused`` into 409 and ``Forbidden`` into 403, with the sentence that says why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return pages.refused(request, exception.refusal)
        if isinstance(exception, Forbidden):
            return pages.forbidden(request, exception)
        return None
