"""A server that is killed while it commits a workbook leaves all of it or nothing (PostgreSQL)."""

import pytest

from registration.enums import Step
from registration.models import JournalEntry, RegisteredProduct, Registration, StagedImport
from registration.services import imports, packing
from tests import factories
from tests.factories import QUARTER, moment
from tests.races.killing import killed_at

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


def stored():
    """What a commit writes, counted."""
    return (
        Registration.objects.count(), RegisteredProduct.objects.count(),
        JournalEntry.objects.count(), Registration.objects.filter(name="จากไฟล์").count(),
        StagedImport.objects.filter(committed_at__isnull=False).count(),
    )  # fmt: skip


def test_killed_at_any_statement_all_or_nothing(staged, own_district):
    def commit():
        imports.commit(by=own_district.by, on=ON, staged=staged.pk)

    before, number = stored(), 0
    while killed_at(number := number + 1, commit):
        assert stored() == before, f"killed before statement {number}"
    assert number > 20  # else it counted something else than the commit

    registrations, products, entries, edited, committed = stored()
    assert (registrations, products) == (before[0] + ROWS, before[1] + ROWS + 1)
    assert entries == before[2] + 2 * ROWS + 2 + 1
    assert (edited, committed) == (1, 1)
