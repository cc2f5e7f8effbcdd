"""Every rule of a registration at every door: what somebody types there is either not stored, or
keeps the registration from being submitted, and the officer reads which rule it was.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse

from registration import calendar, goods
from registration.enums import RegistrationState, Step
from registration.forms.registrations import RegistrationForm
from registration.forms.sections import CANCEL_SECTIONS, SECTIONS
from registration.models import District, RegisteredProduct
from tests import factories
from tests.registration.rules import CASES, Case, is_said, sentences
from tests.registration.typed_workbook import workbook
from tests.registration.views.sheets import product_sheet

# What is said does not hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

FOREIGN_SITE = next(each for each in sentences() if each.startswith("สถานที่ผลิตต้องตั้งอยู่"))
MATERIAL = next(each for each in sentences() if each.startswith("วัตถุดิบแต่ละแถว"))
UNNAMED = next(each for each in sentences() if each.startswith("กรอกชื่อผลิตภัณฑ์"))


@dataclass(frozen=True)
class Door:
    """``takes`` types a case through a client and returns what was refused: sentences by field;
    nothing where all was stored. ``closed`` are the rules that cannot be broken there, with why.
    """

    name: str
    takes: Callable[[object, object, Case], dict[str, list[str]]]
    closed: dict[str, str]

    def __str__(self):
        return self.name


def sheet(row, typed: dict) -> dict:
    """What a browser sends for the producer's form of ``row``, with what is typed into it."""
    today = calendar.day_of(factories.moment(factories.QUARTER, Step.ENTRY))
    form = RegistrationForm(
        kind=row.kind,
        district="3104",
        today=today,
        row=row,
        sections=SECTIONS + CANCEL_SECTIONS[:1],
    )
    values = {name: form[name].value() for name in form.fields} | typed
    values["drawn_version"] = values["version"]  # as the admin calls it
    return {name: value for name, value in values.items() if value not in (None, False)}


def page(client, row, case) -> dict[str, list[str]]:
    if case.products:
        return _product_pages(client, row, case.products())
    answer = client.post(reverse("registration-edit", args=(row.pk,)), sheet(row, case.typed))
    return {} if answer.status_code == 302 else _errors(answer, 422, answer.context["form"])


def _product_pages(client, row, sheets) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for product, changes in zip(row.products.all(), sheets, strict=True):
        row.refresh_from_db()
        typed = product_sheet(row.version, product.product_group, **changes)
        typed = {name: value for name, value in typed.items() if value is not None}
        answer = client.post(reverse("product-edit", args=(row.pk, product.sequence)), typed)
        if answer.status_code != 302:
            shown = answer.context["sheet"]
            forms = [shown.form, *(form for _name, rows in shown.lists() for form in rows)]
            found |= _errors(answer, 422, *forms)
    return found


def admin(client, row, case) -> dict[str, list[str]]:
    url = reverse("admin:registration_registration_change", args=(row.pk,))
    answer = client.post(url, sheet(row, case.typed))
    if answer.status_code == 302:
        return {}
    return _errors(answer, 200, answer.context["adminform"].form)


def _errors(answer, status: int, *forms) -> dict[str, list[str]]:
    assert answer.status_code == status
    return {
        form.add_prefix(name): list(errors)
        for form in forms
        for name, errors in form.errors.items()
    }


DOORS = (
    Door("page", page, {
        FOREIGN_SITE: "offers the own district's subdistricts only",
        MATERIAL: "says which of both is missing, at its field",
        UNNAMED: "stores no product without a name",
    }),
    Door("admin", admin, {
        FOREIGN_SITE: "offers the own district's subdistricts only",
        **dict.fromkeys(sentences(goods), "products are only read there"),
    }),
    Door("workbook", workbook, {
        FOREIGN_SITE: "offers the own district's subdistricts only",
        MATERIAL: "says of the one cell how both are typed",
        UNNAMED: "stores no product without a name",
    }),
)  # fmt: skip
EVERY_DOOR = pytest.mark.parametrize("door", DOORS, ids=str)
KNOCKS = [
    pytest.param(door, case, id=f"{door}-{case}")
    for door in DOORS
    for case in CASES
    if not (case.rules and case.rules <= set(door.closed))
]


@pytest.fixture
def lay(plan, at, own_district):
    """Makes a case's registration, ready to be typed into."""
    at(factories.moment(factories.QUARTER, Step.ENTRY))
    District.objects.filter(pk="3104").update(latitude=14.63, longitude=102.79)
    return lambda case: case.laid(entered_by=own_district.officer)


def submitted(client, row) -> set[str]:
    """Submit; the sentences that keep it from happening."""
    answer = client.post(reverse("registration-submit", args=(row.pk,)))
    if answer.status_code == 302:
        return set()
    assert answer.status_code == 422
    incomplete = {sentence for _anchor, sentence in answer.context["incomplete"]}
    return incomplete | {each["sentence"] for each in answer.context["doubts"]}


@pytest.mark.parametrize(("door", "case"), KNOCKS)
def test_a_broken_rule_is_read(door, case, lay, own_district):
    row = lay(case)
    refused = door.takes(own_district.client, row, case)
    read = {sentence for each in refused.values() for sentence in each}
    read |= set() if refused else submitted(own_district.client, row)
    assert {rule for rule in case.rules - set(door.closed) if not is_said(rule, read)} == set()
    assert set(case.refused) <= set(refused)
    row.refresh_from_db()
    assert row.state == RegistrationState.DRAFT


@EVERY_DOOR
def test_what_breaks_none_is_submitted(door, lay, own_district):
    """Else every rule above might be read because of something else."""
    case = Case("complete", ())
    row = lay(case)
    assert door.takes(own_district.client, row, case) == {}
    assert submitted(own_district.client, row) == set()
    row.refresh_from_db()
    assert row.state == RegistrationState.SUBMITTED


@EVERY_DOOR
def test_no_rule_is_left_out(door):
    """A new sentence wants a case, or a word why this door cannot break its rule."""
    met = {rule for case in CASES for rule in case.rules}
    assert sentences() - met == set(door.closed) - met
    assert sentences() >= set(door.closed)


def test_products_are_only_read_in_the_admin(lay, own_district):
    row = lay(CASES[0])
    product = RegisteredProduct.objects.get(registration=row)
    url = reverse("admin:registration_registeredproduct_change", args=(product.pk,))
    assert own_district.client.post(url, {"name": "ปลอม"}).status_code == 403
