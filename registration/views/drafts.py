"""What a form's script asks while somebody types, and what waits unsaved in a filing."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from registration.enums import Role
from registration.errors import Refused
from registration.forms.sections import sections_of
from registration.guards import OfficerView
from registration.selectors import drafts as rows
from registration.services import drafts
from registration.views import keeping, tickets

_HEADER = "X-Draft-Ticket"  # no query: addresses are written into logs


def _said(message: str, status: int = 200, **more) -> JsonResponse:
    # Thai as it is read, for whoever looks into the answer.
    return JsonResponse(
        {"message": message, **more}, status=status, json_dumps_params={"ensure_ascii": False}
    )


@method_decorator(login_not_required, name="dispatch")
class _Asked(OfficerView):
    """Asked by a script, which cannot follow to the sign-in page: who is not signed in gets 401."""

    roles = frozenset({Role.DISTRICT})

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not request.user.is_authenticated:
            sentence = _("หมดเวลาเข้าใช้ ให้เข้าสู่ระบบแล้วทำต่อ สิ่งที่พิมพ์ยังอยู่ในหน้านี้")
            link = {"url": reverse("sign-in"), "text": _("เข้าสู่ระบบในแท็บใหม่")}
            return _said(sentence, 401, link=link)
        return super().dispatch(request, *args, **kwargs)


def _not_yours() -> JsonResponse:
    return _said(_("มีผู้อื่นเข้าใช้ในเบราว์เซอร์นี้แล้ว ให้ออกจากระบบ แล้วเข้าด้วยบัญชีของท่าน"), 403)


def _spent() -> JsonResponse:
    return _said(_("หน้านี้บันทึกไปแล้ว ให้เปิดแบบใหม่เพื่อแก้ไขต่อ"), 409)


class SaveDraft(_Asked):
    """POST the form with its ticket: kept as typed. Files are not sent here."""

    def post(self, request):
        text = request.POST.get(tickets.NAME, "")
        ticket = tickets.read(text)
        if ticket is None:
            raise Http404
        if ticket.officer != self.by.officer_id:
            return _not_yours()
        data = request.POST
        version = keeping.number(data.get("version", "")) or ticket.version
        place = {
            "filing": ticket.filing, "registration": ticket.registration, "form": ticket.form,
        }  # fmt: skip
        if tickets.is_spent(text):
            return _spent()
        try:
            draft = drafts.keep(
                by=self.by, on=self.on, version=version, content=keeping.content_of(data), **place
            )
        except Refused as error:
            return _said(str(error.refusal), 409)
        if tickets.is_spent(text):  # saved while this was being written
            drafts.end(by=self.by, on=self.on, **place)
            return _spent()
        time = keeping.clock_time(draft.saved_at)
        others = rows.others_at(self.by, draft.registration_id, self.on)
        return _said(
            _("บันทึกร่างอัตโนมัติแล้ว %(time)s") % {"time": time},
            saved_at=time,
            others=keeping.said(others),
        )


class RenewTicket(_Asked):
    """After signing in again in another tab: fresh tokens for the page that still holds the typing.

    The old ticket comes in a header. Its age is not asked, but its officer is.
    """

    def get(self, request):
        text = request.headers.get(_HEADER, "")
        ticket = tickets.read(text, lasts=None)
        if ticket is None:
            raise Http404
        if ticket.officer != self.by.officer_id:
            return _not_yours()
        if tickets.is_spent(text):
            return _spent()
        return _said(
            _("เข้าสู่ระบบแล้ว พิมพ์ต่อได้"), csrf=get_token(request), ticket=tickets.write(ticket)
        )


class DiscardDraft(OfficerView):
    """POST: an own draft is thrown away. Its form opens with what is stored, or the page ``back``
    that the draft was listed on.
    """

    roles = frozenset({Role.DISTRICT})

    def post(self, request, pk):
        draft = rows.own(self.by, pk)
        drafts.discard(by=self.by, on=self.on, draft=pk)
        messages.success(request, _("ทิ้งสิ่งที่พิมพ์ค้างไว้แล้ว"))
        back = request.POST.get("back", "")
        if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            return redirect(back)
        return redirect(address(draft))


def address(draft) -> str:
    """The page of the draft's form."""
    kind, _dash, part = draft.form.partition("-")
    row = draft.registration_id
    if row is None:
        return reverse("registration-new", args=(draft.filing.district_id, draft.filing.quarter_id))
    if kind == "product":
        args = (row,) if part == "new" else (row, int(part))
        return reverse("product-new" if part == "new" else "product-edit", args=args)
    if part:
        return reverse("registration-section", args=(row, part))
    return reverse("registration-edit", args=(row,))


@dataclass(frozen=True)
class Waiting:
    """A draft as the filing lists it; ``url`` opens the form for its own officer only."""

    draft: object
    name: str
    part: str
    is_own: bool
    url: str


def waiting(by, filing) -> list[Waiting]:
    """What is typed in a filing and not counted, for its own office."""
    return [_waiting(by, draft) for draft in rows.of_filing(by, filing)]


def at_row(by, row, on) -> dict:
    """For a registration's page: what waits in its own forms, and who else is typing now."""
    found = rows.at_row(by, row, on)
    return {
        "waiting": [_waiting(by, draft) for draft in found.own],
        "others": keeping.said(found.others),
    }


def _waiting(by, draft) -> Waiting:
    is_own, row, url = draft.officer_id == by.officer_id, draft.registration_id, ""
    if is_own and not draft.is_gone:
        url = address(draft)
    elif row:
        url = reverse("registration", args=(row,))
    return Waiting(draft, _name(draft), _part(draft), is_own, url)


def _name(draft) -> str:
    if draft.registration is None:
        return _("ผู้ผลิตรายใหม่")
    return draft.registration.name or _("(ยังไม่กรอกชื่อ)")


def _part(draft) -> str:
    kind, _dash, part = draft.form.partition("-")
    if kind == "product":
        if part == "new":
            return _("ผลิตภัณฑ์ใหม่")
        text = _("ผลิตภัณฑ์ลำดับ %(n)d (ถูกตัดออกแล้ว)") if draft.is_gone else _("ผลิตภัณฑ์ลำดับ %(n)d")
        return text % {"n": int(part)}
    kind_of_row = draft.registration.kind if draft.registration else ""
    titles = {section.key: section.title for section in sections_of(kind_of_row)}
    return str(titles.get(part, _("ข้อมูลผู้ผลิต")))


def keep_and_sign_in(request):
    """A form that came without its session: kept for its officer, then the way to sign in and back
    to the form. ``None`` where there was nothing to keep, and for the script, which tries again.
    """
    if request.resolver_match and request.resolver_match.url_name == "draft-save":
        return None
    by = keeping.keep_for(request)
    if by is None:
        return None
    if not request.user.is_authenticated:
        messages.info(request, _("หมดเวลาเข้าใช้ สิ่งที่พิมพ์เก็บไว้ให้แล้ว เข้าสู่ระบบแล้วทำต่อได้"))
        return redirect_to_login(request.get_full_path())
    if request.user.pk != by.officer_id:
        return None  # kept all the same, and not told to somebody else
    messages.info(request, _("ยังไม่ได้บันทึก แต่สิ่งที่พิมพ์เก็บไว้ให้แล้ว ตรวจแล้วกดบันทึกอีกครั้ง"))
    return redirect(request.get_full_path())
