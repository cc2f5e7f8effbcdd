"""A returned registration in words: what is to be mended, what it said then, what it says now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration import calendar, proofs, workflow
from registration.enums import RegistrationState, Role
from registration.forms import labels
from registration.forms.returns import AnswerForm
from registration.guards import OfficerView
from registration.selectors import filings, plan, returns, situations
from registration.selectors.returns import FIELDS, PRODUCT_FIELDS, PRODUCTS, Change, Return
from registration.views import wording
from registration.views.anchors import Anchor, anchor
from registration.views.filings import WORKERS, filing_trail
from registration.workflow import Situation

_HELD = {
    "standards": gettext_lazy("มาตรฐานและใบอนุญาต"),
    "rights": gettext_lazy("ทรัพย์สินทางปัญญา"),
}


@dataclass(frozen=True)
class Flag:
    """One thing that the province asked to be mended. ``then`` and ``now`` are values of a single
    field; of a product or of evidence only the ``changes`` are told.
    """

    key: str
    place: Anchor
    is_field: bool
    then: str
    now: str
    changes: list[dict[str, str]]
    thread: list
    answer: object = None

    @property
    def is_mended(self) -> bool:
        return bool(self.changes)


@dataclass(frozen=True)
class Card:
    """For ``registration/returns/card.html``. ``until_on`` is empty where no day holds any more;
    ``is_known`` is false for what was returned before the program kept what it said.
    """

    flags: list[Flag]
    until_on: date | None
    is_over: bool
    is_returned: bool
    may_mend: bool
    is_known: bool
    whole: list
    answer: object
    form: AnswerForm | None
    changes: list[dict[str, str]]
    others: list[dict[str, str]]
    earlier: list[tuple[Anchor, list]]

    @property
    def n_mended(self) -> int:
        return sum(flag.is_mended for flag in self.flags)

    @property
    def untouched(self) -> list[Flag]:
        return [flag for flag in self.flags if not flag.is_mended]


def card_of(
    row, situation: Situation, *, form: AnswerForm | None = None, last: Return | None = None
) -> Card | None:
    """The last return of a row that came with all that ``returns.last_return`` looks at; ``form``
    holds the answers that were typed and could not be saved.
    """
    last = last or returns.last_return(row)
    if last is None:
        return None
    may_answer = workflow.answer_refusal(situation) is None
    if form is None and may_answer:
        form = answers_of(row, last)
    editable = workflow.editable_fields(situation)
    flags = [_flag(row, last, key, editable, form) for key in _in_order(last.grant.fields)]
    until = ends_on(last.grant, situation)
    return Card(
        flags=flags,
        until_on=until,
        is_over=until is None or calendar.day_of(situation.now) > until,
        is_returned=row.state == RegistrationState.RETURNED,
        may_mend=may_answer,
        is_known=bool(last.then),
        whole=last.threads.get("", []),
        answer=form[AnswerForm.name("")] if form else None,
        form=form,
        changes=[said(row, change) for change in last.changes],
        others=[said(row, change) for change in last.others],
        earlier=[
            (anchor(row, key), thread)
            for key, thread in last.threads.items()
            if key and key not in last.grant.fields
        ],
    )


def ends_on(grant, situation: Situation) -> date | None:
    """The last day on which a grant holds; whoever looks, as the workflow says it."""
    as_granted = workflow.Grant(frozenset(), grant.granted_at, grant.until_on)
    return situation.with_grant(as_granted).grant_until


def answers_of(row, last: Return, data=None) -> AnswerForm:
    keys = ["", *last.grant.fields]
    return AnswerForm(data, labels={key: anchor(row, key).label for key in keys})


def _in_order(keys: Iterable[str]) -> list[str]:
    """As the form asks: fields, products, evidence."""
    fields = list(FIELDS)

    def place(key):
        if key in FIELDS:
            return 0, fields.index(key)
        number = key.removeprefix("product-")
        return (1, int(number)) if number.isdecimal() else (2, key == proofs.KEY)

    return sorted(keys, key=place)


def _flag(row, last: Return, key: str, editable, form) -> Flag:
    place, is_field = anchor(row, key), key in FIELDS
    if editable is not workflow.ALL_FIELDS and key not in editable:
        place = Anchor(place.label, "")
    is_known = is_field and last.then
    return Flag(
        key=key,
        place=place,
        is_field=is_field,
        then=_say(FIELDS[key], last.then["fields"].get(key)) if is_known else "",
        now=_say(FIELDS[key], last.now["fields"].get(key)) if is_field else "",
        changes=[said(row, change) for change in last.of(key)],
        thread=last.threads.get(key, []),
        answer=form[AnswerForm.name(key)] if form else None,
    )


def said(row, change: Change) -> dict[str, str]:
    """A change for ``components/diff.html``."""
    if change.name == PRODUCTS:
        label = _("ผลิตภัณฑ์ที่ %(number)s") % {"number": change.sequence}
        return {"label": label, "before": change.before, "after": change.after}
    if change.name == proofs.KEY:
        sides = (_given(change.before), _given(change.after))
        label = _of_product(row, change, _("ภาพถ่ายและหลักฐาน"))
    elif change.name in _HELD:
        sides = (", ".join(change.before or ()), ", ".join(change.after or ()))
        label = _of_product(row, change, str(_HELD[change.name]))
    else:
        field = (FIELDS if change.sequence is None else PRODUCT_FIELDS)[change.name]
        sides = (_say(field, change.before), _say(field, change.after))
        label = _of_product(row, change, labels.of(field))
    return {"label": label, "before": sides[0], "after": sides[1]}


def _of_product(row, change: Change, part: str) -> str:
    if change.sequence is None:
        return part
    return f"{anchor(row, f'product-{change.sequence}').label}: {part}"


def _given(rows: Iterable[dict]) -> str:
    """``ภาพถ่ายผลิตภัณฑ์ 2 ไฟล์`` for each kind."""
    found: dict[str, int] = {}
    for each in rows:
        found[each["kind"]] = found.get(each["kind"], 0) + (each["file"] is not None)
    return ", ".join(
        _("%(name)s %(n)d ไฟล์") % {"name": name, "n": n} if n else _("เห็นต้นฉบับ %s") % name
        for name, n in found.items()
    )


def _say(field, value) -> str:
    """A value as ``returns.said`` holds it, in words."""
    if isinstance(value, dict):
        return value["name"]
    if value in (None, "", []) or field.name in ("citizen_id", "proxy_citizen_id"):
        return value or ""  # masked when it was kept
    if field.get_internal_type() == "DecimalField":
        value = Decimal(value)
    return wording.say(field, value)


class ReturnedPage(OfficerView):
    """All returned registrations of a filing: what is to be mended, until when, and where."""

    roles = WORKERS

    def get(self, request, district, quarter):
        filing = filings.filing_for(self.by, district, quarter)
        rows = returns.returned(self.by, quarter=quarter, district=district)
        found = []
        with plan.remembered():
            for row in rows:
                row.filing = filing
            for row, situation in zip(
                rows, situations.of_registrations(self.by, rows, self.on), strict=True
            ):
                found.append((row, card_of(row, situation)))
        found.sort(key=lambda pair: pair[1].until_on or date.max)
        context = {
            "breadcrumb": filing_trail(self.by, filing, (_("รายการที่ส่งกลับให้แก้ไข"), "")),
            "filing": filing,
            "is_own": self.by.role == Role.DISTRICT,
            "found": found,
        }
        return self.render("registration/returns/page.html", context)
