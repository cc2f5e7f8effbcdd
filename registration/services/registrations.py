"""Entering and editing registrations: what a district types."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from registration import workflow
from registration.errors import Refused
from registration.models import Registration
from registration.scoping import Jurisdiction, within
from registration.selectors import situations
from registration.services import editors, filings, journal, reasons, revising, states
from registration.services.entering import Entering


@transaction.atomic
def enter(
    *,
    by: Jurisdiction,
    on: datetime,
    district: str,
    quarter: str,
    kind: str,
    values: Mapping | None = None,
    producer: str = "",
) -> Registration:
    """Enter a draft into a filing. UPDATE and CANCEL name the ``producer`` by number and start as
    its copy.

    Raises ``Incomplete`` with every value that cannot be stored, ``Refused`` when the producer
    already has a live registration in the quarter, ``Producer.DoesNotExist`` for another
    district's producer.
    """
    entering = Entering(by, on, district, quarter)
    entering.add(kind, values, producer)
    return entering.write()[0]


@transaction.atomic
def enter_again(
    *, by: Jurisdiction, on: datetime, district: str, quarter: str, registration: int
) -> Registration:
    """Enter a draft that takes up a ``registration`` of the district that lapsed in an earlier
    quarter: the same kind, a copy of all it held, not yet declared.

    Raises ``Registration.DoesNotExist`` where there is no such lapsed one, ``Refused`` when it was
    taken up already or its producer has a live registration in the quarter.
    """
    entering = Entering(by, on, district, quarter)
    entering.take_up(registration)
    return entering.write()[0]


@transaction.atomic
def edit(
    *, by: Jurisdiction, on: datetime, registration: int, version: int, values: Mapping
) -> Registration:
    """Change fields of a registration that its district may edit now.

    Only what differs is written. Under a return grant a change outside the flagged fields is
    ``Refused`` and nothing is stored. A stale ``version`` never overwrites.
    """
    batch, revised = revising.of_one(by, on, registration, version)
    revised.edit(values)
    return batch.write()[0]


def locked(by: Jurisdiction, registration: int) -> Registration:
    """A registration under its filing's lock and its own; ``DoesNotExist`` for a foreign one."""
    area = within(by, "filing__district")
    filing = Registration.objects.values_list("filing_id", flat=True).get(area, pk=registration)
    held = filings.locked(by, pk=filing)
    row = Registration.objects.select_for_update(of=("self",)).get(pk=registration)
    row.filing = held
    return row


def locked_for_edit(by, on, registration: int, version: int):
    """The locked registration and its situation, when some field of it may be edited now."""
    row = locked(by, registration)
    situation = situations.of_registration(by, row, on)
    states.demand(workflow.edit_refusal(situation))
    if row.version != version:
        raise Refused(states.stale())
    return row, situation


def touched(by, on, row, action, situation, *, before, after) -> None:
    """Count the version up, remember the editor, write the journal: after every edit of a
    registration.
    """
    row.version += 1
    row.edited_at = on
    row.edited_by_id = by.officer_id
    kept = reasons.still_asked(row, on)
    if kept != row.kept_warnings:
        before = {**before, "kept_warnings": row.kept_warnings}
        after = {**after, "kept_warnings": kept}
        row.kept_warnings = kept
    row.save(update_fields=["version", "edited_at", "edited_by", "kept_warnings"])
    editors.remember([row.pk], by.officer_id)
    permit = revising.permit_of(situation)
    journal.record(by, on, action, row, before=before, after=after, permit=permit)
