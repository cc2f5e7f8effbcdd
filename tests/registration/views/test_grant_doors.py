"""A return of the letter's first quarter, certification 22–28 December 2560, at all three doors: a
flagged field is saved, another one is not, and when the grant is over nothing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse

from registration.enums import FilingState, RegistrationState
from registration.errors import Refused
from registration.models import JournalEntry, Registration, StagedImport
from registration.services import decisions, imports
from tests import factories, workbooks
from tests.factories import at
from tests.registration.test_rules import sheet
from tests.registration.typed_workbook import _row_of
from tests.workbooks import P

Q1 = "2561-1"
GRANTED = at(2017, 12, 22, 9)
CHRISTMAS = at(2017, 12, 25, 10)
UNTIL = date(2017, 12, 27)
END = at(2017, 12, 28, 0)  # the first instant after the grant
TICK = timedelta(microseconds=1)
SAVED, REFUSED = "saved", "refused"


@dataclass(frozen=True)
class Door:
    """``types`` sends values through a door and says whether they were saved or refused."""

    name: str
    types: Callable

    def __str__(self):
        return self.name


def page(persona, row, typed, on):
    sent = sheet(row, typed)
    answer = persona.client.post(reverse("registration-section", args=(row.pk, "producer")), sent)
    return _answered(answer)


def admin(persona, row, typed, on):
    url = reverse("admin:registration_registration_change", args=(row.pk,))
    return _answered(persona.client.post(url, sheet(row, typed)))


def _answered(answer):
    return {302: SAVED, 409: REFUSED}[answer.status_code]


def workbook(persona, row, typed, on):
    """From the download to the commit; the file is handed in as another one each time."""
    book = workbooks.download(persona.by, on, quarter=Q1)
    _row_of(book, P, row).update(typed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbooks, "QUARTER", Q1)
        try:
            staged = workbooks.receive(patch, persona.by, on, book, content=repr(typed).encode())
            imports.commit(by=persona.by, on=on, staged=staged.pk)
        except Refused:
            return REFUSED
    return SAVED


EACH_DOOR = pytest.mark.parametrize(
    "door", [Door("page", page), Door("admin", admin), Door("workbook", workbook)], ids=str
)


@pytest.fixture
def returned(plan, at, own_district, own_province):
    """Returned on 22 December for its name and its second product."""
    row = factories.RegistrationFactory(
        quarter_id=Q1, state=RegistrationState.SUBMITTED, products=2, name="ร้านเดิม",
        entered_by=own_district.officer,
    )  # fmt: skip
    factories.set_filing_state(row.filing, FilingState.HANDED_OVER, by=own_district.officer)
    decisions.send_back(
        by=own_province.by, on=GRANTED, registration=row.pk,
        comment="แก้", flags={"name": "", "product-2": ""}, until_on=UNTIL,
    )  # fmt: skip
    at(CHRISTMAS)
    return Registration.objects.get(pk=row.pk)


def stored(row):
    return Registration.objects.values_list("name", "name_en", "mobile").get(pk=row.pk)


@EACH_DOOR
def test_a_flagged_field_is_saved_on_christmas_day(door, returned, own_district):
    assert door.types(own_district, returned, {"name": "ร้านใหม่"}, CHRISTMAS) == SAVED

    assert stored(returned) == ("ร้านใหม่", returned.name_en, returned.mobile)
    entry = JournalEntry.objects.get(action="registration.edit")
    assert "สิทธิ์แก้ไขรายการที่ส่งกลับ ถึง 27 ธ.ค. 2560" in entry.permit


@EACH_DOOR
@pytest.mark.parametrize("field", ["name_en", "mobile"])
def test_another_field_is_not(door, field, returned, own_district):
    """The page and the admin draw it closed and ignore what is sent for it; of a workbook's row
    nothing is saved.
    """
    before = stored(returned)
    n = JournalEntry.objects.filter(action="registration.edit").count()
    told = door.types(own_district, returned, {field: "08 9999 9999"}, CHRISTMAS)

    assert told == (REFUSED if door.name == "workbook" else SAVED)
    assert stored(returned) == before
    assert JournalEntry.objects.filter(action="registration.edit").count() == n


@EACH_DOOR
@pytest.mark.parametrize(
    ("on", "told"),
    [
        (GRANTED - TICK, REFUSED),  # before it was returned
        (GRANTED, SAVED),
        (END - TICK, SAVED),
        (END, REFUSED),
        (at(2017, 12, 28, 12), REFUSED),  # the province still certifies
        (at(2017, 12, 29, 0), REFUSED),
    ],
)
def test_the_grant_to_the_microsecond(door, on, told, returned, own_district, at):
    at(on)
    before = stored(returned)

    assert door.types(own_district, returned, {"name": "ร้านใหม่"}, on) == told
    assert (stored(returned) == before) is (told == REFUSED)


def test_a_cell_that_was_not_flagged_is_named_in_the_file(returned, own_district):
    assert workbook(own_district, returned, {"name": "ก", "mobile": "0899999999"}, CHRISTMAS)
    (problem,) = StagedImport.objects.get().rows.exclude(problems=[]).get().problems

    assert problem["column_key"] == "mobile"
    assert "จังหวัดส่งกลับให้แก้ไข" in problem["sentence"]


def _book(persona, monkeypatch, change):
    """What is said about a workbook that ``change`` has typed into, and whether it was saved."""
    book = workbooks.download(persona.by, CHRISTMAS, quarter=Q1)
    change(book)
    monkeypatch.setattr(workbooks, "QUARTER", Q1)
    staged = workbooks.receive(monkeypatch, persona.by, CHRISTMAS, book)
    said = {each["sentence"] for row in staged.rows.all() for each in row.problems}
    imports.commit(by=persona.by, on=CHRISTMAS, staged=staged.pk, only_valid=True)
    return said


@pytest.mark.parametrize(("sequence", "is_saved"), [("2", True), ("1", False)])
def test_of_the_products_the_flagged_one_is_saved(
    sequence, is_saved, returned, own_district, monkeypatch
):
    def change(book):
        (cells,) = [c for c in book.rows[workbooks.G] if c["sequence"] == sequence]
        cells["retail_price"] = "990"

    said = _book(own_district, monkeypatch, change)

    price = returned.products.get(sequence=sequence).retail_price
    assert (price == 990) is is_saved
    assert any("จังหวัดส่งกลับให้แก้ไข" in each for each in said) is not is_saved


def test_nobody_new_comes_in_with_a_file_that_mends(returned, own_district, monkeypatch):
    n = Registration.objects.count()
    said = _book(own_district, monkeypatch, lambda book: book.add(products=1))

    assert any("พ้นช่วงเวลา" in each for each in said)
    assert Registration.objects.count() == n


def test_a_file_received_under_the_grant_is_not_saved_after_it(returned, own_district, monkeypatch):
    book = workbooks.download(own_district.by, CHRISTMAS, quarter=Q1)
    _row_of(book, P, returned)["name"] = "ร้านใหม่"
    monkeypatch.setattr(workbooks, "QUARTER", Q1)
    staged = workbooks.receive(monkeypatch, own_district.by, CHRISTMAS, book)
    with pytest.raises(Refused):
        imports.commit(by=own_district.by, on=END, staged=staged.pk)
    assert Registration.objects.get().name == "ร้านเดิม"


def test_the_page_of_workbooks_says_whether_a_file_may_come_in(returned, own_district, at):
    url = reverse("workbooks", args=("3104", Q1))
    assert own_district.client.get(url).context["refusal"] is None
    at(END)
    assert own_district.client.get(url).context["refusal"] is not None
