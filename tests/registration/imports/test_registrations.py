"""A workbook comes in: what every row means, what is said about it, what is done."""

import pytest

from registration.enums import Step
from registration.models import Registration
from registration.selectors import imports as staged_imports
from registration.services import imports, registrations
from tests import factories, workbooks
from tests.factories import moment
from tests.registration.stored import contents
from tests.workbooks import G, P, R, S

ON = moment("2561-2", Step.ENTRY)


@pytest.fixture
def by(plan, own_district):
    factories.ProductGroupFactory()
    return own_district.by


@pytest.fixture
def hand_in(by, monkeypatch):
    def handed(workbook, content=b"file", on=ON):
        return workbooks.receive(monkeypatch, by, on, workbook, content)

    return handed


def verdicts(by, row):
    return [each.verdict for each in staged_imports.rows(by, row.pk)]


def sentences(by, row, *, warnings=False):
    return [
        (each["sheet"], each["row"], each["column_key"], each["sentence"])
        for each in staged_imports.problems(by, row.pk, warnings=warnings)
    ]


def test_nothing_changed_is_the_same(by, hand_in):
    factories.RegistrationFactory(by_proxy=True, birth_date="2510", channels=[], products=2)
    factories.RegistrationFactory(group=True, member_names="นาย ก\nนาง ข", latitude="14.9")
    row = hand_in(workbooks.download(by, ON))

    assert sentences(by, row) == []
    assert verdicts(by, row) == ["SAME", "SAME"]


def test_a_new_producer_with_products(by, hand_in):
    workbook = workbooks.download(by, ON)
    workbook.add(products=2)
    row = hand_in(workbook)
    assert sentences(by, row) == []
    assert verdicts(by, row) == ["NEW"]

    imports.commit(by=by, on=ON, staged=row.pk)

    made = Registration.objects.get()
    assert (made.name, made.citizen_id) == ("ร้านทอผ้าทดสอบ 1", workbook.rows[P][0]["citizen_id"])
    assert [product.name for product in made.products.all()] == [
        "ผ้าไหมมัดหมี่ 1/1", "ผ้าไหมมัดหมี่ 1/2",
    ]  # fmt: skip
    assert made.site_postcode == "31110"
