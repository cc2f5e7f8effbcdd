"""More time, asked for from below: a district asks, its province endorses, the department grants.

Every deed locks the quarter, then the request: nobody asks or grants while it is being closed.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import Role, Scope, Step
from registration.errors import Incomplete, Refusal, Refused
from registration.models import District, ExtensionRequest, FiscalQuarter, Province
from registration.scoping import Jurisdiction, within
from registration.selectors import extension_requests as rows
from registration.services import journal, news, orders, states


@transaction.atomic
def ask(
    *,
    by: Jurisdiction,
    on: datetime,
    quarter: str,
    step: str,
    until_on: date,
    reason: str,
    district: str | None = None,
    province: str | None = None,
) -> ExtensionRequest:
    """Ask that a district, or a whole province, may go on to the end of ``until_on``.

    A district's request goes to its province first; a province's goes to the department at once.
    Raises ``DoesNotExist`` for an area that is not the own, ``Refused`` while the office has
    another one for the step that nobody has decided, and ``Incomplete`` for a day that would give
    no more time.
    """
    if district:
        District.objects.filter(within(by, "code", "province")).get(pk=district)
    else:
        Province.objects.filter(within(by, "", "code")).get(pk=province)
    held = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter)
    situation = rows.situation_of_asking(
        by, held, on, province=province, district=district, reason=reason
    )
    states.demand(workflow.more_time_refusal(Step(step), situation))
    scope = Scope.DISTRICT if district else Scope.PROVINCE
    orders.demand_heard(scope, step)
    _demand_longer(situation.standings[Step(step)], until_on, on)
    row = ExtensionRequest(
        quarter=held,
        step=step,
        until_on=until_on,
        reason=reason.strip(),
        scope=scope,
        district_id=district,
        province_id=None if district else province,
        asking_role=by.role,
        asked_at=on,
        asked_by_id=by.officer_id,
    )
    _save_once(row)
    if by.role == Role.PROVINCE:
        states.move(row, workflow.ENDORSE, by, on)
    _record(by, on, "ask", row, row.reason, until=until_on)
    news.time_asked(by, on, row)
    return row


@transaction.atomic
def endorse(*, by: Jurisdiction, on: datetime, request: int, reason: str = "") -> ExtensionRequest:
    """The province agrees with what its district asks; ``reason`` may say why."""
    row = _allowed(by, on, request, workflow.ENDORSE, reason)
    states.move(row, workflow.ENDORSE, by, on, answer=reason.strip())
    news.time_asked(by, on, row)
    return _record(by, on, "endorse", row, reason)


@transaction.atomic
def decline(*, by: Jurisdiction, on: datetime, request: int, reason: str) -> ExtensionRequest:
    row = _allowed(by, on, request, workflow.DECLINE, reason)
    states.move(row, workflow.DECLINE, by, on, answer=reason.strip())
    news.time_refused(by, on, row)
    return _record(by, on, "decline", row, reason)


@transaction.atomic
def grant(
    *,
    by: Jurisdiction,
    on: datetime,
    request: int,
    order_number: str,
    reason: str,
    until_on: date | None = None,
) -> ExtensionRequest:
    """Grant a request, to the day it asks for or to another one (``until_on``)."""
    row = _allowed(by, on, request, workflow.GRANT, reason)
    return _grant(by, on, row, order_number, reason, until_on)


@transaction.atomic
def grant_many(
    *,
    by: Jurisdiction,
    on: datetime,
    requests: Iterable[int],
    order_number: str,
    reason: str,
    until_on: date | None = None,
) -> list[ExtensionRequest]:
    """Grant many with one letter, all or none. The first that may not be granted is named."""
    granted = []
    for key in sorted(set(requests)):
        try:
            granted.append(
                grant(
                    by=by, on=on, request=key, order_number=order_number, reason=reason,
                    until_on=until_on,
                )
            )  # fmt: skip
        except Refused as error:
            raise Refused(_named(by, key, error.refusal.rule, error.refusal.sentence)) from error
        except Incomplete as error:
            sentence = " ".join(str(sentence) for _place, sentence in error.problems)
            raise Refused(_named(by, key, "dates", sentence)) from error
    if not granted:
        raise Refused(Refusal("none", _("เลือกคำขออย่างน้อยหนึ่งรายการ")))
    return granted


@transaction.atomic
def turn_down(*, by: Jurisdiction, on: datetime, request: int, reason: str) -> ExtensionRequest:
    row = _allowed(by, on, request, workflow.TURN_DOWN, reason)
    states.move(row, workflow.TURN_DOWN, by, on, decision=reason.strip())
    news.time_refused(by, on, row)
    return _record(by, on, "turn_down", row, reason)


@transaction.atomic
def withdraw(*, by: Jurisdiction, on: datetime, request: int, reason: str) -> ExtensionRequest:
    """Who asked no longer does; the office may ask again."""
    of_province = by.role == Role.PROVINCE
    transition = workflow.WITHDRAW_OWN_REQUEST if of_province else workflow.WITHDRAW_REQUEST
    row = _allowed(by, on, request, transition, reason)
    states.move(row, transition, by, on, withdrawn_reason=reason.strip())
    return _record(by, on, "withdraw", row, reason)


def _allowed(by, on, request: int, transition, reason: str) -> ExtensionRequest:
    """The request under its locks, when the transition may be done."""
    found = ExtensionRequest.objects.filter(rows.in_area(by)).get(pk=request)
    quarter = FiscalQuarter.objects.select_for_update(no_key=True).get(pk=found.quarter_id)
    row = ExtensionRequest.objects.select_for_update(of=("self",)).get(pk=request)
    row.quarter = quarter
    states.allow(transition, rows.situations_of(by, [row], on, reason=reason)[0])
    return row


def _grant(by, on, row: ExtensionRequest, order_number, reason, until_on) -> ExtensionRequest:
    until_on = until_on or row.until_on
    standing = rows.situations_of(by, [row], on)[0].standings[Step(row.step)]
    _demand_longer(standing, until_on, on)
    if not order_number.strip():
        raise Incomplete([("order_number", _("กรอกเลขที่หนังสืออนุมัติ"))])
    extension = orders.extend(
        by=by, on=on, quarter=row.quarter_id, step=row.step, until_on=until_on,
        reason=reason.strip(), scope=row.scope, province=row.province_id,
        district=row.district_id, order_number=order_number.strip(),
    )  # fmt: skip
    states.move(row, workflow.GRANT, by, on, decision=reason.strip(), extension_id=extension.pk)
    return _record(by, on, "grant", row, reason, until=until_on, extension=extension.pk)


def _demand_longer(standing, until_on: date, on: datetime) -> None:
    refused = workflow.lengthening_refusal(standing, until_on, on)
    if refused:
        raise Incomplete([("until_on", refused.sentence)])


def _named(by, key: int, rule: str, sentence: str) -> Refusal:
    row = rows.visible(by).get(pk=key)
    text = _("อนุมัติไม่ได้ทั้งชุด เพราะคำขอของ %(area)s (%(step)s): %(sentence)s")
    words = {"area": row.area_text, "step": row.get_step_display(), "sentence": sentence}
    return Refusal(rule, text % words)


def _record(by, on, action: str, row: ExtensionRequest, reason: str, **after) -> ExtensionRequest:
    journal.record(
        by, on, f"extension_request.{action}", row,
        after={"step": row.step, "area": row.area_code, "state": row.state, **after},
        reason=reason.strip(),
    )  # fmt: skip
    return row


def _save_once(row: ExtensionRequest) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            Refusal("asked", _("มีคำขอขยายเวลาของพื้นที่และขั้นตอนนี้ที่ยังไม่พิจารณาอยู่แล้ว จึงขอซ้ำไม่ได้"))
        ) from error
