"""The district answers what the province remarked."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from registration import workflow
from registration.models import Remark
from registration.scoping import Jurisdiction
from registration.selectors import situations
from registration.services import news, registrations, returning, revising, states


@transaction.atomic
def answer(
    *, by: Jurisdiction, on: datetime, registration: int, answers: Mapping[str, str]
) -> list[Remark]:
    """Answer the province about flagged fields (``""``: about the whole) while they are mended.

    ``Refused`` where the registration may not be mended now, or where a field was not flagged.
    """
    row = registrations.locked(by, registration)
    situation = situations.of_registration(by, row, on)
    states.demand(workflow.answer_refusal(situation))
    made = returning.answered(by, on, row, answers, revising.permit_of(situation))
    if made:
        news.remark_answered(by, on, row)
    return made
