"""What surrounds every page: navigation by role and, in training, the clock bar."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, clock
from registration.enums import Role, Step
from registration.selectors import plan

_JUMPS = {
    Step.ENTRY: gettext_lazy("ไปช่วงลงทะเบียน"),
    Step.CERTIFICATION: gettext_lazy("ไปช่วงตรวจสอบรับรอง"),
    Step.CLOSING: gettext_lazy("ไปช่วงปิดระบบ"),
}


@dataclass(frozen=True)
class Item:
    url: str
    label: str
    current: bool


def shell(request) -> dict:
    """Context processor: ``navigation``, ``clock_bar`` and ``inbox`` (how many messages are unread,
    and the page), asked for only where they are drawn.

    All are empty for whoever has not signed in or still has a first password.
    """
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "clock_bar": SimpleLazyObject(lambda: _clock_bar(request)),
        "inbox": SimpleLazyObject(lambda: _inbox(request)),
    }


def quarter_of(request):
    """The quarter that offices work in at the request's instant; asked for once a request."""
    return _current(request)[0]


def _current(request) -> tuple:
    if not hasattr(request, "current"):
        request.current = plan.current_windows(request.now)
    return request.current


def _navigation(request) -> list[Item]:
    if not _may_look_round(request):
        return []
    by = request.jurisdiction
    quarter = quarter_of(request)
    items = [(reverse("dashboard"), _("หน้าหลัก"), ())]
    if quarter:
        items += _work(by, quarter.code)
    if by.role != Role.READER:
        under = ("/register/", "/transfers/", "/expiring/")
        items.append((reverse("register"), _("ทะเบียน"), under))
    items.append((reverse("reports"), _("รายงาน"), ("/reports/", "/corrections/", "/addenda/")))
    year = quarter.year if quarter else calendar.QuarterCode.of(request.now).year
    items.append((reverse("calendar", args=(year,)), _("ปฏิทิน"), ("/calendar/",)))
    if by.role == Role.DEPARTMENT:  # the others find these from the calendar
        items.append((reverse("orders"), _("หนังสือกำหนดเวลา"), ("/orders/",)))
        items.append((reverse("extensions"), _("ขยายเวลา"), ("/extensions/",)))
        items.append((reverse("holidays"), _("วันหยุด"), ("/holidays/",)))
    if by.role in (Role.DEPARTMENT, Role.PROVINCE):
        items.append((reverse("officers"), _("เจ้าหน้าที่"), ("/officers/",)))
    if by.role != Role.READER:
        items.append((reverse("journal"), _("บันทึกการใช้งาน"), ("/journal/",)))
    if by.role == Role.DEPARTMENT:
        items.append((reverse("admin:index"), _("ตารางข้อมูล"), ("/admin/",)))
    return [
        Item(url, label, request.path == url or request.path.startswith(under))
        for url, label, under in items
    ]


def _work(by, quarter: str) -> list[tuple]:
    """The page of the role's own step of the quarter."""
    if by.role == Role.DISTRICT:
        url = reverse("filing", args=(by.district, quarter))
        return [(url, _("แฟ้มไตรมาสนี้"), ("/filings/", "/registrations/"))]
    if by.role == Role.PROVINCE:
        url = reverse("certification", args=(by.province, quarter))
        under = ("/certification/", "/cockpit/", "/filings/", "/registrations/", "/reminders/")
        return [(url, _("ตรวจสอบรับรอง"), under)]
    if by.role == Role.DEPARTMENT:
        url = reverse("closing", args=(quarter,))
        under = ("/closing/", "/certification/", "/cockpit/", "/reminders/")
        return [(url, _("ปิดไตรมาส"), under)]
    return []


def _clock_bar(request) -> dict | None:
    if not (settings.TRAINING_CLOCK and _may_look_round(request)):
        return None
    today = calendar.day_of(request.now)
    shifted = clock.shifted_to() is not None
    return {
        "day_text": calendar.thai_date(today, "long") + ("" if shifted else _(" (วันที่จริง)")),
        "jumps": [
            {
                "label": _("%(jump)s %(quarter)s") % {"jump": _JUMPS[step], "quarter": code},
                "date": window.opens_on.isoformat(),
            }
            for (code, step), window in _current(request)[1].items()
        ],
    }


def _inbox(request) -> dict | None:
    """The number was counted with the account; report readers are told nothing."""
    if not _may_look_round(request) or request.jurisdiction.role == Role.READER:
        return None
    url = reverse("messages")
    # An account that has signed in within this very request was not counted.
    n_unread = getattr(request.user, "n_unread", 0)
    return {"url": url, "n_unread": n_unread, "current": request.path.startswith(url)}


def _may_look_round(request) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and not user.must_change_password)
