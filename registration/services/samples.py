"""The sample of a filing's unchanged registrations: the server draws it, the province checks it."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from registration import validators, workflow
from registration.errors import Incomplete, Refusal, Refused
from registration.models import (
    Certification,
    Filing,
    Sample,
    SampleAnswer,
    SampledRegistration,
)
from registration.scoping import Jurisdiction, within
from registration.selectors import certifications, clean_sets, plan, samples, situations
from registration.services import filings, journal, registrations, states
from registration.workflow import samples as rules


@transaction.atomic
def draw(
    *, by: Jurisdiction, on: datetime, province: str, quarter: str, district: str = ""
) -> list[SampledRegistration]:
    """Draw from what no sample was drawn from yet, in one district or in each of the province.

    Who draws has no say in what is drawn, and nothing is drawn from twice: ``Refused`` where there
    is nothing new.
    """
    certification = locked(by, province, quarter, district)
    with plan.remembered():
        found = clean_sets.clean_set(by, certification, on, district=district)
        refused = workflow.drawing_refusal(situations.of_clean(by, certification, on))
        states.demand(refused)
        with journal.in_thai():
            permit = workflow.permit(workflow.CERTIFY, situations.of_clean(by, certification, on))
    parts = [part for part in found.parts if part.undrawn]
    if not parts:
        raise Refused(
            Refusal("nothing_to_draw", _("ไม่มีรายการที่ไม่เปลี่ยนแปลงและยังไม่ได้ใช้สุ่ม จึงไม่ได้สุ่มใหม่"))
        )
    return [row for part in parts for row in _draw(by, on, part, permit)]


def _draw(by, on, part: clean_sets.Part, permit: str) -> list[SampledRegistration]:
    versions = {each.pk: each.version for each in part.undrawn}
    sample = Sample.objects.create(
        filing_id=part.filing, seed=secrets.token_hex(16), pool=versions, drawn_at=on,
        drawn_by_id=by.officer_id,
    )  # fmt: skip
    keys = rules.draw(sample.seed, versions)
    drawn = SampledRegistration.objects.bulk_create(
        SampledRegistration(sample=sample, registration_id=pk, version=versions[pk]) for pk in keys
    )
    filing = Filing.objects.select_related("district").get(pk=part.filing)
    after = {"seed": sample.seed, "from": len(versions), "drawn": keys}
    journal.record(by, on, "sample.draw", filing, after=after, permit=permit)
    return drawn


@transaction.atomic
def check(
    *, by: Jurisdiction, on: datetime, sampled: int, answers: Mapping[str, str | None]
) -> SampledRegistration:
    """Answer every question about a drawn registration: by the question's code ``None`` where it is
    right, or what was found wrong.

    One that is found wrong is no longer certified together with others. Whoever may not certify the
    registration does not check it. Raises ``Incomplete`` for a question without an answer.
    """
    area = within(by, "registration__filing__district")
    key = SampledRegistration.objects.values_list("registration_id", flat=True).get(
        area, pk=sampled
    )
    row = registrations.locked(by, key)
    permit = states.allow(workflow.CERTIFY, situations.of_registration(by, row, on))
    drawn = SampledRegistration.objects.select_for_update(of=("self",)).get(pk=sampled)
    if drawn.checked_at is not None:
        raise Refused(Refusal("checked", _("รายการนี้มีผู้ตรวจแล้ว จึงไม่ได้บันทึกซ้ำ")))
    if drawn.version != row.version:
        raise Refused(Refusal("changed", _("รายการนี้เปลี่ยนไปหลังจากสุ่ม จึงไม่ต้องตรวจตามการสุ่มครั้งนั้น")))
    given = _answers(drawn, answers)
    wrong = [each for each in given if each.is_wrong]
    checked = SampledRegistration.objects.filter(pk=sampled, checked_at__isnull=True).update(
        checked_at=on, checked_by=by.officer_id, is_wrong=bool(wrong)
    )
    if not checked:
        raise Refused(states.stale())
    SampleAnswer.objects.bulk_create(given)
    drawn.refresh_from_db()
    journal.record(
        by, on, "sample.find_wrong" if wrong else "sample.check", row, permit=permit,
        reason="; ".join(f"{each.question}: {each.comment}" for each in wrong),
    )  # fmt: skip
    return drawn


def _answers(drawn: SampledRegistration, answers: Mapping[str, str | None]) -> list[SampleAnswer]:
    questions, problems, found = samples.questions(), [], []
    for question in questions:
        if question.code not in answers:
            problems.append((question.code, _("เลือกว่าถูกต้อง หรือพบข้อผิด")))
            continue
        comment = answers[question.code]
        is_wrong = comment is not None
        text = validators.normalise_text(comment or "")[:500]
        if is_wrong and not text:
            problems.append((question.code, _("เขียนว่าพบข้อผิดอะไร")))
        found.append(SampleAnswer(row=drawn, question=question, is_wrong=is_wrong, comment=text))
    if problems:
        raise Incomplete(problems)
    return found


def locked(by: Jurisdiction, province: str, quarter: str, district: str = "") -> Certification:
    """A province's certification and its filings (or one of them), locked in the order in which an
    announcement locks them: who announces, decides or edits there waits. Read afterwards.

    Raises ``Certification.DoesNotExist`` or ``Filing.DoesNotExist``.
    """
    key = certifications.certification_for(by, province, quarter).pk
    # Alone: its own order would join, and lock, the quarter that every other deed refers to.
    list(Certification.objects.select_for_update(of=("self",)).filter(pk=key).values_list("pk"))
    rows = Filing.objects.filter(within(by), quarter=quarter, district__province=province)
    if district:
        rows = rows.filter(district=district)
    if not filings.locked_keys(rows):
        raise Filing.DoesNotExist
    return certifications.certification_for(by, province, quarter)
