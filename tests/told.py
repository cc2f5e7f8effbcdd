"""A message and a reminder as they are stored, for tests of the tables themselves."""

from datetime import date

from registration import models
from registration.enums import Step
from tests import factories
from tests.factories import LONG_AGO, QUARTER


def message(**values):
    return models.Message.objects.create(
        officer=factories.OfficerFactory(), office="3104", kind="CLOSED", url_name="dashboard",
        made_at=LONG_AGO, **values,
    )  # fmt: skip


def reminder(**values):
    return models.Reminder.objects.create(
        **{"quarter_id": QUARTER, "office": "3104", "step": Step.ENTRY, "moment": "OPENING",
           "due_on": date(2018, 1, 1), "ends_on": date(2018, 1, 2), "sent_at": LONG_AGO, **values}
    )  # fmt: skip
