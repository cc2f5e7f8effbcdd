"""A server that is killed while it commits a workbook leaves all of it or nothing (PostgreSQL)."""

import os
import signal

import pytest
from django.db import connection

from registration.enums import Step
from registration.models import JournalEntry, RegisteredProduct, Registration, StagedImport
from registration.services import imports, packing
from tests import factories
from tests.factories import QUARTER, moment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ON = moment(QUARTER, Step.ENTRY)
ROWS = 12


@pytest.fixture
def staged(plan, own_district):
    """A checked file of new producers, each with a product, and of one that is edited."""
    stored = factories.RegistrationFactory()
    goods = packing.packed(factories.product_values())
    plan = {"deed": "ADD", "sequence": None, "product": None, "values": goods, "held": {}}
    found = [
        {"verdict": "NEW", "deed": "ENTER", "content": {
            "producer": "", "values": packing.packed(factories.producer_values()),
            "products": [plan],
        }}
        for _n in range(ROWS)
    ]  # fmt: skip
    found.append({
        "verdict": "CHANGED", "deed": "EDIT", "registration": stored.pk, "version": 1,
        "content": {"producer": "", "values": {"name": "จากไฟล์"}, "products": [plan]},
    })  # fmt: skip
    row = imports.receive(
        by=own_district.by, on=ON, district="3104", quarter=QUARTER, filename="ก.xlsx",
        content=b"file",
        lines=[imports.NewLine("ผู้ผลิต", n, {}) for n, _each in enumerate(found, start=2)],
    )  # fmt: skip
    checked = [
        imports.CheckedLine(line.pk, **values)
        for line, values in zip(row.rows.order_by("pk"), found, strict=True)
    ]
    return imports.check(by=own_district.by, on=ON, staged=row.pk, found=checked)


@pytest.fixture
def plan(transactional_db):
    factories.load_places()
    return factories.issue_letter()


def killed_at(number, by, staged) -> bool:
    """Commit in another process that kills itself (SIGKILL) before its statement ``number``;
    whether it lived long enough to finish.
    """
    child = os.fork()
    if child == 0:
        inherited = connection.connection  # kept, or its end would end the parent's too
        try:
            connection.connection = None
            _commit_until(number, by, staged)
        finally:  # not one step of the test's own way out is this process's
            os._exit(0 if inherited else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
    return os.WIFEXITED(status)


def _commit_until(number, by, staged) -> None:
    left = [number]

    def count(execute, *asked):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*asked)

    with connection.execute_wrapper(count):
        imports.commit(by=by, on=ON, staged=staged)


def stored():
    """What a commit writes, counted."""
    return (
        Registration.objects.count(), RegisteredProduct.objects.count(),
        JournalEntry.objects.count(), Registration.objects.filter(name="จากไฟล์").count(),
        StagedImport.objects.filter(committed_at__isnull=False).count(),
    )  # fmt: skip


def test_killed_at_any_statement_all_or_nothing(staged, own_district):
    before, number = stored(), 0
    while not killed_at(number := number + 1, own_district.by, staged.pk):
        assert stored() == before, f"killed before statement {number}"
    assert number > 20  # else it counted something else than the commit

    registrations, products, entries, edited, committed = stored()
    assert (registrations, products) == (before[0] + ROWS, before[1] + ROWS + 1)
    assert entries == before[2] + 2 * ROWS + 2 + 1
    assert (edited, committed) == (1, 1)
