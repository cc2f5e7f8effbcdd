"""Submitting as the demo's officers do: whoever may be registered already is looked at first."""

from datetime import datetime

from registration.enums import DuplicateVerdict
from registration.errors import Incomplete
from registration.models import Registration
from registration.scoping import Jurisdiction
from registration.selectors import verdicts
from registration.services import decisions, duplicates


def submit(*, by: Jurisdiction, on: datetime, registration: int) -> None:
    """Synthetic people share few names: whoever is held back for one is found to be another."""
    try:
        decisions.submit(by=by, on=on, registration=registration)
    except Incomplete as error:
        if {place for place, _sentence in error.problems} != {"duplicates"}:
            raise
        _tell_apart(by, on, registration)
        decisions.submit(by=by, on=on, registration=registration)


def _tell_apart(by: Jurisdiction, on: datetime, registration: int) -> None:
    row = Registration.objects.select_related("filing").get(pk=registration)
    for each in verdicts.review(by, row):
        if each.is_open:
            duplicates.decide(
                by=by,
                on=on,
                registration=row.pk,
                version=row.version,
                other=each.candidate.key,
                verdict=DuplicateVerdict.DIFFERENT,
                reason="ตรวจบัตรประชาชนและสถานที่ผลิตแล้ว เป็นคนละราย",
            )
