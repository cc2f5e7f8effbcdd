"""Nothing typed is lost: what every form page of a filing does about drafts.

A page makes a ``Keeper`` when it has read its rows, opens its form through ``opened``, reads a POST
through ``sent`` and hands itself to ``saving.attempt``; its template includes
``registration/drafts/notices.html`` above the form and ``registration/drafts/keeper.html`` in it.
"""

from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.http import QueryDict
from django.utils.translation import gettext as _

from registration import calendar
from registration.errors import Forbidden, Refusal, Refused
from registration.forms import merging
from registration.scoping import Jurisdiction
from registration.selectors import drafts as rows
from registration.services import drafts
from registration.views import tickets

MIX, CHOICE, STORED = "mix", "choose-", "stored"
_SECRETS = ("citizen_id", "proxy_citizen_id")
_NOT_TYPED = ("csrfmiddlewaretoken", tickets.NAME)


class Keeper:
    """One officer before one form. ``form`` is ``producer``, ``producer-<section>``,
    ``product-new`` or ``product-<sequence>``; ``row`` is ``None`` before the first save.
    """

    def __init__(self, view, form: str, *, filing, row=None):
        self.by, self.on = view.by, view.on
        self.form, self.filing, self.row = form, filing, row
        self.is_stale = self.is_answer = False
        self.base = self._stored = ""  # what the form showed when opened, and what it would now
        self.kept = None  # the draft that a refused save left
        self._data, self._ticket = QueryDict(), ""

    @cached_property
    def _around(self) -> rows.Around:
        return rows.around(self.by, self.filing, self.row, self.form, self.on)

    @property
    def has_draft(self) -> bool:
        return self._around.own is not None

    def opened(self, make):
        """What ``make`` builds, filled with the own draft where there is one; it complains of
        nothing before it is sent.
        """
        sheet = make()
        self._stored = self.base = self._fingerprint(sheet)
        if not self.has_draft:
            return sheet
        content = QueryDict(self._around.own.content)
        self.base = content.get("base", "")
        sheet = make(content)
        merging.quieten(sheet)
        return sheet

    def sent(self, post: QueryDict, make) -> QueryDict:
        """What was typed. From the page that lays two versions side by side it is the own draft,
        with what is stored now in the places that were chosen so.

        Somebody may have saved another part of the registration since the form was opened. Where
        all that this form shows is still as it was (``base``), saving it overwrites nothing: it
        takes the version of now.
        """
        self.is_answer, self._ticket = True, post.get(tickets.NAME, "")
        self._data = self._mixed(post, make) if MIX in post else post
        self.base = self._data.get("base", "")
        if self.base and self.row and number(self._data.get("version", "")) < self.row.version:
            self._stored = self._fingerprint(make())
            if self._stored == self.base:
                self._data = self._data.copy()
                self._data["version"] = str(self.row.version)
        return self._data

    def _fingerprint(self, sheet) -> str:
        """'' for a form that adds: sent twice, it would add twice."""
        if self.row is None or self.form == "product-new":
            return ""
        secrets = [getattr(self.row, name) for name in _SECRETS if self.form.startswith("producer")]
        return merging.fingerprint(sheet, *secrets)

    def _mixed(self, post: QueryDict, make) -> QueryDict:
        if not self.has_draft:
            sentence = _("ไม่พบสิ่งที่พิมพ์ค้างไว้แล้ว ให้เปิดแบบใหม่")
            raise Refused(Refusal("draft_gone", sentence))
        data = QueryDict(self._around.own.content, mutable=True)
        data["version"] = post.get("version", "")
        data.pop("base", None)  # what was looked at decides
        chosen = [name for name, value in post.items() if value == STORED]
        names = [name.removeprefix(CHOICE) for name in chosen if name.startswith(CHOICE)]
        merging.put_back(data, make(), names)
        return data

    def saved(self) -> None:
        """The form is saved: nothing is left to keep."""
        tickets.spend(self._ticket)  # first, or what its script sends late would find no end
        drafts.end(by=self.by, on=self.on, **self._place)

    def refused(self, refusal: Refusal) -> None:
        """The form could not be saved now: it is kept as typed."""
        version = number(self._data.get("version", ""))
        try:
            self.kept = drafts.keep(
                by=self.by, on=self.on, version=version, content=content_of(self._data),
                **self._place,
            )  # fmt: skip
        except Refused:
            return  # a closed quarter keeps nothing; the page still shows what was typed
        self.is_stale = refusal.rule == "stale"

    @property
    def _place(self) -> dict:
        registration = self.row.pk if self.row else None
        return {"filing": self.filing.pk, "registration": registration, "form": self.form}

    # For the templates

    @property
    def ticket(self) -> str:
        version = self.row.version if self.row else 0
        return tickets.write(tickets.Ticket(self.by.officer_id, version=version, **self._place))

    @property
    def restored(self):
        """The draft that the form was filled with."""
        return None if self.is_answer else self._around.own

    @property
    def is_behind(self) -> bool:
        """Whether somebody has saved something of this form since the draft was begun."""
        if not (self.restored and self.row) or self.restored.version >= self.row.version:
            return False
        return not self.base or self.base != self._stored

    @property
    def others(self) -> list[str]:
        return said(self._around.others)


def said(others) -> list[str]:
    """A sentence for each officer who is typing into the same registration."""
    text = _("คุณ%(name)s กำลังแก้ไขรายการนี้ (%(time)s)")
    return [text % {"name": _bare(each), "time": clock_time(each.saved_at)} for each in others]


def _bare(draft) -> str:
    """คุณ takes the place of the title that a full name begins with."""
    name = draft.officer.full_name
    for title in ("นางสาว", "นาง", "นาย"):
        if name.startswith(title):
            return name.removeprefix(title).strip()
    return f" {name}"


def clock_time(instant) -> str:
    """14:05 น. in Bangkok."""
    return calendar.thai_datetime(instant).split(" ", 3)[-1]


def content_of(data: QueryDict) -> str:
    """The fields of a form as a browser would send them, without what the page itself put there."""
    typed = data.copy()
    for name in _NOT_TYPED:
        typed.pop(name, None)
    return typed.urlencode()


def number(text: str) -> int:
    """A version as a page sends it; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def keep_for(request) -> Jurisdiction | None:
    """Keep a form that arrived without its session, for the officer who opened it.

    Its ticket, signed by us, stands for the session; whoever has it may add to that officer's
    drafts and read nothing. Returns the officer's jurisdiction, or ``None`` where nothing was kept.
    """
    found = tickets.read(request.POST.get(tickets.NAME, ""))
    by = found and rows.opener(found.officer, request.request_id)
    if not by:
        return None
    try:
        drafts.keep(
            by=by, on=request.now, filing=found.filing, registration=found.registration,
            form=found.form, version=found.version, content=content_of(request.POST),
        )  # fmt: skip
    except (Refused, Forbidden, ObjectDoesNotExist):
        return None
    return by
