"""Where I am: the breadcrumb of a page."""

from django.urls import reverse
from django.utils.translation import gettext as _


def trail(*places: tuple[str, str]) -> list[dict[str, str]]:
    """The dashboard and then ``(label, url)`` of each place; the page itself comes last, without
    url.
    """
    return [
        {"label": _("หน้าหลัก"), "url": reverse("dashboard")},
        *({"label": str(label), "url": url} for label, url in places),
    ]
