"""Reminding offices of their step: by the plan, each moment once, and by the office above."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration import workflow
from registration.enums import MessageKind, Moment, QuarterState
from registration.errors import Refusal, Refused
from registration.models import Certification, Filing, FiscalQuarter, Reminder
from registration.scoping import Jurisdiction
from registration.selectors import plan, reminders
from registration.selectors.reminders import Due, Late, Task
from registration.services import journal, messages, news, states
from registration.services.messages import News


@transaction.atomic
def remind(*, by: Jurisdiction | None, on: datetime, quarter: str) -> list[Due]:
    """Remind every office of the quarter whose moment has come; returns whom. ``by`` is ``None``:
    the program itself.

    The quarter's lock lets one run after the other, so a second one finds what the first has sent;
    a closing waits for it, or has it find the quarter closed.
    """
    row = _locked(quarter)
    if row.state != QuarterState.OPEN:
        return []
    with plan.remembered():
        found = reminders.due(reminders.PROGRAM, row, on)
        if not found:
            return []
        days_off = plan.holidays()
    _record(row, on, found)
    messages.tell_many(
        by, on, [_news(MessageKind.REMINDER, row, due.task, on, days_off) for due in found]
    )
    counts = Counter(due.moment for due in found)
    journal.record(by, on, "reminder.send", row, after={str(key): n for key, n in counts.items()})
    return found


def _record(quarter: FiscalQuarter, on: datetime, found: list[Due]) -> None:
    """A moment that comes again takes the place of the row of its former day."""
    again = {(due.task.office, due.task.step, due.moment) for due in found}
    former = Reminder.objects.filter(
        quarter=quarter,
        office__in={office for office, _step, _moment in again},
        moment__in={moment for _office, _step, moment in again},
    ).exclude(moment=Moment.BY_HAND)
    gone = [row.pk for row in former if (row.office, row.step, row.moment) in again]
    if gone:
        Reminder.objects.filter(pk__in=gone).delete()
    Reminder.objects.bulk_create(
        [
            Reminder(
                quarter=quarter,
                office=due.task.office,
                step=due.task.step,
                moment=due.moment,
                due_on=due.day,
                ends_on=due.task.until,
                sent_at=on,
            )
            for due in found
        ],
        batch_size=1000,
    )


@dataclass(frozen=True)
class Urged:
    """Whom a press reached, and who was left out: pressed within the hour, or finished since."""

    reached: list[Late]
    too_soon: list[Late]
    finished: set[str]


@transaction.atomic
def urge(*, by: Jurisdiction, on: datetime, quarter: str, offices: Collection[str]) -> Urged:
    """Press offices to finish: the department provinces, a province its districts; each at most
    once an hour.

    Raises ``FiscalQuarter.DoesNotExist`` for an office that is not below the own one, ``Refused``
    where nobody is left to be told.
    """
    row = _locked(quarter)
    states.demand(workflow.urging_refusal(by.role, row.state))
    wanted = reminders.below(by, row, offices)
    with plan.remembered():
        known = {each.task.office: each for each in reminders.late(by, row, on)}
        days_off = plan.holidays()
    chosen = [each for code, each in sorted(known.items()) if code in wanted]
    too_soon = [each for each in chosen if workflow.is_too_soon(each.urged_at, on)]
    reached = [each for each in chosen if each not in too_soon]
    if not reached:
        raise Refused(_nobody(too_soon))
    Reminder.objects.bulk_create(
        Reminder(
            quarter=row,
            office=each.task.office,
            step=each.task.step,
            moment=Moment.BY_HAND,
            sent_at=on,
            sent_by_id=by.officer_id,
        )
        for each in reached
    )
    told = [
        _news(MessageKind.URGED, row, each.task, on, days_off, who=by.office) for each in reached
    ]
    messages.tell_many(by, on, told)
    subjects = _subjects(row, [each.task.office for each in reached])
    journal.record_many(
        [
            journal.entry_of(
                by, on, "reminder.urge", subjects[each.task.office],
                after=each.task.data(on, days_off),
            )
            for each in reached
        ]
    )  # fmt: skip
    return Urged(reached, too_soon, wanted - set(known))


def _nobody(too_soon: list[Late]) -> Refusal:
    if too_soon:
        return Refusal("too_soon", _("แจ้งหน่วยงานเหล่านี้ไปแล้วภายในหนึ่งชั่วโมงที่ผ่านมา ให้รอแล้วแจ้งใหม่"))
    return Refusal("finished", _("ไม่มีหน่วยงานที่ต้องติดตามแล้ว ให้เปิดหน้านี้ใหม่"))


def _locked(quarter: str) -> FiscalQuarter:
    return FiscalQuarter.objects.select_for_update(no_key=True).get(pk=quarter)


def _subjects(quarter: FiscalQuarter, offices: Iterable[str]) -> dict[str, Filing | Certification]:
    """What the journal names: the filing of a district, the certification of a province."""
    codes = set(offices)
    filings = Filing.objects.filter(quarter=quarter, district__in=codes)
    certifications = Certification.objects.filter(quarter=quarter, province__in=codes)
    return {row.district_id: row for row in filings} | {
        row.province_id: row for row in certifications
    }


def _news(kind, quarter: FiscalQuarter, task: Task, on, days_off, **words) -> News:
    return News(
        kind,
        news.work_page(task.office, quarter.pk),
        frozenset({task.office}),
        quarter=quarter.pk,
        data={**task.data(on, days_off), **words},
    )
