"""One registration: what it says, what it lacks, what it changes, what may be done with it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from registration import calendar, workflow
from registration.enums import FilingState, Kind, ProductChange, RegistrationState, Role, Step
from registration.forms.returns import AnswerForm, RejectForm
from registration.forms.sections import applies, sections_of
from registration.guards import OfficerView
from registration.selectors import evidence, journal, registrations, returns, situations
from registration.views import (
    correcting,
    drafts,
    duplicates,
    facts,
    mending,
    merges,
    queues,
    tasks,
    wording,
)
from registration.views.anchors import anchor, field_url, section_url
from registration.views.banner import Banner, banner, grant_banner
from registration.views.deeds import action_text
from registration.views.filings import WORKERS, filing_trail

_R = RegistrationState
_SLUGS = {"resubmit": "submit", "call_back": "call-back"}
_DANGER = ("withdraw", "reject", "revoke")
_PRIMARY = ("submit", "resubmit", "certify")
_SUBMITTING = ("submit", "resubmit")


class RegistrationPage(OfficerView):
    roles = WORKERS

    def get(self, request, pk):
        return page(self, registrations.registration_for(self.by, pk))


def page(
    view: OfficerView, row, *, incomplete=None, unanswered=(), typed=None, answers=None,
    refused=None, reject_form=None, status: int = 200,
):  # fmt: skip
    """The page of ``row``; ``incomplete`` are the problems that kept it from being submitted,
    ``unanswered`` the cautions without a reason, ``typed`` the reasons that were sent; ``answers``
    what was answered to the province and not saved, because it was ``refused`` or is incomplete.
    """
    situation = situations.of_registration(view.by, row, view.on)
    editable = workflow.editable_fields(situation)
    is_open = row.state in (_R.DRAFT, _R.RETURNED)
    gaps = registrations.missing(row, view.on) if is_open else []
    open_remarks = [each for each in row.remarks.all() if each.resolved_at is None]
    comparison = registrations.compare(row)
    offered = deeds(row, replace(situation, gaps=len(gaps)))
    returned = _returned(row, situation, answers)
    rejects = any(each["name"] == "reject" and not each["refusal"] for each in offered)
    doubts = _doubts(row, view.on, typed or {})
    twice = duplicates.summary(view.by, row, editable)
    pointed = {r.field for r in open_remarks} | {d["name"] for d in doubts if not d["reason"]}
    context = {
        "breadcrumb": filing_trail(view.by, row.filing, (_name(row), "")),
        "row": row,
        "filing": row.filing,
        "name": _name(row),
        "is_own": view.by.role == Role.DISTRICT,
        "standing": standing_of(view, row, situation),
        "next_text": _next(row, gaps, doubts, offered, twice),
        "may_edit": editable is workflow.ALL_FIELDS or bool(editable),
        "edit_refusal": workflow.edit_refusal(situation)
        if view.by.role == Role.DISTRICT and is_open
        else None,
        "deeds": offered,
        "gaps": [(anchor(row, gap.place), gap.sentence) for gap in gaps],
        "incomplete": incomplete or [],
        "unanswered": [each.code for each in unanswered],
        "doubts": doubts,
        "may_answer": any(each["is_submitting"] and not each["refusal"] for each in offered),
        "tasks": tasks.of(row, gaps, pointed) if editable is workflow.ALL_FIELDS else [],
        "returned": returned,
        "refused": refused,
        # Who has seen it all and sent it back reads what became of that first.
        "is_second_look": view.by.role == Role.PROVINCE
        and row.state == _R.SUBMITTED
        and returned is not None
        and returned.is_known,
        "reject_form": (reject_form or RejectForm()) if rejects else None,
        "sections": _sections(row, gaps, editable),
        "changes": wording.changes(comparison.producer),
        "products": _products(row, comparison, gaps, editable, calendar.day_of(view.on)),
        "may_add_product": row.kind != Kind.CANCEL
        and (editable is workflow.ALL_FIELDS or "products" in editable),
        "asks": evidence.asks(row),
        "own_pictures": evidence.pictures(row).get(None, []),
        "may_attach": editable is workflow.ALL_FIELDS or bool(editable),
        **drafts.at_row(view.by, row, view.on),
        **correcting.of_registration(view, row),
        "entries": timeline(view.by, "registration", row.pk),
        "duplicates": twice,
        "merge": merges.offer(row, editable),
        "may_reveal": bool(row.citizen_id),
        **_reviewed(view, row, comparison),
    }
    return view.render("registration/registrations/registration.html", context, status=status)


def _reviewed(view: OfficerView, row, comparison) -> dict:
    """What the province's page has besides while it is its turn: every change at the top, the
    evidence beside it, the way to the next.
    """
    queue = queues.offer(view.by, row, queues.token_of(view.request))
    return {
        "is_review": view.by.role == Role.PROVINCE and queues.waits(row),
        "queue": queue,
        "all_pictures": [each for own in evidence.pictures(row).values() for each in own],
        "queue_token": queue["token"] if queue else "",
        # What came along from the register was there at the first instant.
        "new_papers": [each for each in row.evidence.all() if each.added_at > row.entered_at],
        "same_products": [
            each.product.name for each in comparison.products if each.change == ProductChange.SAME
        ],
    }


def _returned(row, situation, answers):
    last = returns.last_return(row)
    if last is None:
        return None
    form = None
    if answers:
        data = {AnswerForm.name(key): text for key, text in answers.items()}
        form = mending.answers_of(row, last, data)
    return mending.card_of(row, situation, form=form, last=last)


def _name(row) -> str:
    return row.name or _("(ยังไม่กรอกชื่อ)")


def standing_of(view: OfficerView, row, situation) -> Banner:
    """The window that concerns whoever looks; for the district a live return grant comes first."""
    step = Step.CERTIFICATION if view.by.role == Role.PROVINCE else Step.ENTRY
    until = situation.grant_until
    by_grant = view.by.role == Role.DISTRICT and row.state == _R.RETURNED and until is not None
    if not by_grant or situation.permit(Step.ENTRY):
        return banner(situation.standings[step], view.on)
    if not situation.grant_permit():
        again = _("ขอให้จังหวัดยกเลิกการส่งกลับแล้วส่งกลับใหม่ หรือขอขยายเวลา")
        text = calendar.thai_date(until, "long")
        return Banner(False, _("พ้นกำหนดแก้ไขรายการที่ส่งกลับแล้ว"), until=text, opens_again=again)
    return grant_banner(until, view.on, situation.standings[step])


def deeds(row, situation) -> list[dict]:
    """Buttons for whoever looks; a greyed one says why."""
    offered = workflow.available("registration", situation)
    # What is done most stands first.
    offered.sort(key=lambda pair: pair[0].name not in _PRIMARY)
    return [
        {
            "name": each.name,
            "label": each.label,
            "refusal": refused,
            "needs_reason": each.needs_reason,
            "url": reverse(f"registration-{_SLUGS.get(each.name, each.name)}", args=(row.pk,)),
            "kind": "danger" if each.name in _DANGER else "",
            "is_primary": each.name in _PRIMARY,
            "is_submitting": each.name in _SUBMITTING,
            "is_page": each is workflow.RETURN,
        }
        for each, refused in offered
    ]


def _sections(row, gaps, editable) -> list[dict]:
    sentences = {gap.place: gap.sentence for gap in gaps}
    remarks: dict[str, list] = {}
    for remark in row.remarks.all():
        if remark.resolved_at is None:
            remarks.setdefault(remark.field, []).append(remark)
    found = []
    for section in sections_of(row.kind):
        names = [name for name in section.names if applies(name, row)]
        found.append(
            {
                "title": section.title,
                "n_missing": sum(name in sentences for name in names),
                "key": section.key,
                "url": section_url(row, section.key) if editable is workflow.ALL_FIELDS else "",
                "blank": [
                    wording.label(row, name)
                    for name in names
                    if not (wording.said(row, name) or name in sentences or name in remarks)
                ],
                "fields": [
                    {
                        "label": wording.label(row, name),
                        "value": wording.said(row, name),
                        "problem": sentences.get(name, ""),
                        "remarks": remarks.get(name, []),
                        "url": field_url(row, name)
                        if editable is workflow.ALL_FIELDS or name in editable
                        else "",
                    }
                    for name in names
                    if wording.said(row, name) or name in sentences or name in remarks
                ],
            }
        )
    return [section for section in found if section["fields"] or section["blank"]]


def _products(row, comparison, gaps, editable, on) -> list[dict]:
    found, pictures = [], evidence.pictures(row)
    for each in comparison.products:
        product, key = each.product, f"product-{each.product.sequence}"
        url = reverse("product-edit", args=(row.pk, product.sequence))
        may_edit = editable is workflow.ALL_FIELDS or key in editable
        found.append(
            {
                **facts.of(product, on),
                "change": each.change.label,
                "is_new": each.change == ProductChange.NEW,
                "is_other": each.change != ProductChange.SAME,
                "pictures": pictures.get(product.pk, []),
                "changes": wording.changes(each.differences),
                "gaps": [
                    (anchor(row, gap.place), gap.sentence)
                    for gap in gaps
                    if gap.place.startswith(f"{key}.")
                ],
                "remarks": [
                    remark
                    for remark in row.remarks.all()
                    if remark.field == key and remark.resolved_at is None
                ],
                "url": url if may_edit and row.kind != Kind.CANCEL else "",
            }
        )
    return found


def timeline(by, kind: str, pk) -> list[dict]:
    """A row's journal for ``components/timeline.html``, newest first."""
    return [
        {
            "at": entry.at,
            "text": action_text(entry.action),
            "officer_name": entry.officer_name or _("ระบบ"),
            "office": entry.office,
            "reason": entry.reason,
        }
        for entry in reversed(journal.of_subject(by, kind, pk))
    ]


def _doubts(row, on, typed: dict[str, str]) -> list[dict]:
    """What seems odd, with the district's reason; for what was submitted as it was on that day."""
    is_open = row.state in (_R.DRAFT, _R.RETURNED)
    return [
        {
            "code": each.code,
            "name": each.place,
            "place": anchor(row, each.place),
            "sentence": each.sentence,
            "reason": row.kept_warnings.get(each.code, ""),
            "typed": typed.get(each.code, row.kept_warnings.get(each.code, "")),
        }
        for each in registrations.cautions_of(row, on if is_open else row.submitted_at or on)
    ]


def _next(row, gaps, doubts, offered, twice) -> str:
    """What happens to the registration next, in one sentence."""
    if row.state == _R.DRAFT:
        if any(each["is_submitting"] and each["refusal"] for each in offered):
            return _("ยังไม่ได้ยื่น และยื่นไม่ได้ในขณะนี้")
        if gaps:
            return _("ยังขาดข้อมูล %(n)d จุด กรอกให้ครบแล้วจึงยื่นแบบได้") % {"n": len(gaps)}
        if any(each.is_same for each in twice["open"]):
            return _("เป็นรายเดียวกับที่ลงทะเบียนไว้แล้ว จึงยื่นแบบไม่ได้")
        if twice["open"]:
            return _("ข้อมูลครบแล้ว แต่ต้องพิจารณารายการที่อาจซ้ำก่อนยื่น")
        if any(not each["reason"] for each in doubts):
            return _("ข้อมูลครบแล้ว แต่มีข้อที่ต้องให้เหตุผลก่อนยื่น")
        return _("ข้อมูลครบแล้ว ยื่นแบบได้")
    if row.state == _R.SUBMITTED and row.filing.state == FilingState.ENTRY:
        return _("ยื่นแล้ว เมื่อครบทุกรายการให้ส่งแฟ้มให้จังหวัด")
    return {
        _R.SUBMITTED: _("รอจังหวัดตรวจสอบ"),
        _R.RETURNED: _("อำเภอแก้ไขตามที่จังหวัดขอ แล้วส่งคืน"),
        _R.REJECTED: _("จังหวัดไม่รับลงทะเบียนในไตรมาสนี้"),
        _R.CERTIFIED: _("จังหวัดรับรองแล้ว มีผลในทะเบียนเมื่อจังหวัดประกาศรับรอง"),
        _R.CLOSED: _("ประกาศและปิดไตรมาสแล้ว"),
        _R.WITHDRAWN: _("ถอนแล้ว ลงทะเบียนใหม่ได้ถ้ายังอยู่ในช่วงเวลา"),
        _R.LAPSED: _("ไม่ได้รับรองก่อนปิดไตรมาส ลงทะเบียนได้อีกในไตรมาสถัดไป"),
    }[row.state]
