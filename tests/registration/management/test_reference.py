"""Lookups, holidays and the letter's plan: complete, idempotent, never overwriting."""

import json
from datetime import date, datetime

import pytest
from django.core.management import CommandError, call_command

from registration import calendar
from registration.management import reference
from registration.models import (
    District,
    EvidenceKind,
    Filing,
    FiscalQuarter,
    Holiday,
    JournalEntry,
    LegalForm,
    ProductGroup,
    Province,
    ReturnReason,
    SalesChannel,
    Standard,
    SupportNeed,
    WindowOrder,
)
from registration.selectors import plan

ON = datetime(2018, 2, 19, 9, tzinfo=calendar.BANGKOK)
pytestmark = pytest.mark.django_db

# The letter, attachment 1, typed from the paper: quarter, step, from, to, stated days.
LETTER = [
    ("2561-1", "ENTRY", date(2017, 10, 2), date(2017, 12, 21), 60),
    ("2561-1", "CERTIFICATION", date(2017, 12, 22), date(2017, 12, 28), 5),
    ("2561-1", "CLOSING", date(2017, 12, 29), date(2017, 12, 30), 2),
    ("2561-2", "ENTRY", date(2018, 1, 3), date(2018, 3, 16), 52),
    ("2561-2", "CERTIFICATION", date(2018, 3, 19), date(2018, 3, 23), 5),
    ("2561-2", "CLOSING", date(2018, 3, 26), date(2018, 3, 27), 2),
    ("2561-3", "ENTRY", date(2018, 4, 2), date(2018, 6, 15), 50),
    ("2561-3", "CERTIFICATION", date(2018, 6, 18), date(2018, 6, 22), 5),
    ("2561-3", "CLOSING", date(2018, 6, 25), date(2018, 6, 26), 2),
    ("2561-4", "ENTRY", date(2018, 7, 2), date(2018, 9, 14), 52),
    ("2561-4", "CERTIFICATION", date(2018, 9, 17), date(2018, 9, 21), 5),
    ("2561-4", "CLOSING", date(2018, 9, 24), date(2018, 9, 25), 2),
]


@pytest.fixture
def district(db):
    province = Province.objects.create(code="31", name="บุรีรัมย์", name_en="Buri Ram")
    return District.objects.create(
        code="3104", province=province, name="นางรอง", name_en="Nang Rong"
    )


def test_the_plan_is_the_letters(district):
    order, is_new = reference.load_plan(on=ON)
    assert is_new
    windows = order.windows.order_by("opens_on")
    assert [
        (w.quarter_id, w.step, w.opens_on, w.closes_on, w.stated_days) for w in windows
    ] == LETTER
    assert (order.number, order.dated_on) == ("บร ๐๐๑๙/ว ๗๕๕", date(2018, 2, 17))
    assert (order.issuer, order.scope, order.issued_at) == ("จังหวัดบุรีรัมย์", "COUNTRY", ON)
    assert "แผนของกรมการพัฒนาชุมชน" in order.note
    assert Filing.objects.count() == FiscalQuarter.objects.count() == 4


def test_exactly_two_stated_counts_differ_from_the_computed(district):
    reference.load_lookups(on=ON)
    reference.load_plan(on=ON)
    differing = [
        (row.quarter.code, str(row.step), row.window.stated_days, row.computed_days)
        for row in plan.calendar_year(2561)
        if row.differs
    ]
    assert differing == [("2561-1", "ENTRY", 60, 54), ("2561-1", "CLOSING", 2, 1)]


def test_the_same_plan_is_issued_once(district):
    first, _new = reference.load_plan(on=ON)
    entries = JournalEntry.objects.count()
    again, is_new = reference.load_plan(on=ON)
    assert (again, is_new) == (first, False)
    assert WindowOrder.objects.count() == 1
    assert JournalEntry.objects.count() == entries


def test_an_issued_order_is_never_changed(district, tmp_path):
    reference.load_plan(on=ON)
    changed = reference.read(reference.PLAN)
    changed["windows"][0]["closes_on"] = "2017-12-20"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(CommandError, match="บร ๐๐๑๙/ว ๗๕๕"):
        call_command("load_plan", file)
    assert WindowOrder.objects.get().windows.first().closes_on == date(2017, 12, 21)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"dated_on": "17 ก.พ. 61", "windows": []}'])
def test_a_file_that_is_no_order_is_named(district, tmp_path, text):
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="is not a window order"):
        call_command("load_plan", file)
    assert not WindowOrder.objects.exists()


def test_a_plan_needs_places(db):
    with pytest.raises(CommandError, match="load_places"):
        call_command("load_plan")


def test_lookups_of_the_domain():
    reference.load_lookups(on=ON)
    assert LegalForm.objects.count() == 10
    assert Standard.objects.count() == 19
    groups = {
        kind: ProductGroup.objects.filter(product_type=kind).count()
        for kind in ("FOOD", "DRINK", "TEXTILE", "HOUSEWARE", "HERBAL")
    }
    assert groups == {"FOOD": 3, "DRINK": 2, "TEXTILE": 2, "HOUSEWARE": 7, "HERBAL": 3}
    compelled = ProductGroup.objects.filter(law_compels=True).values_list("code", flat=True)
    assert set(compelled) == {"2.1", "5.1", "5.2", "5.3"}
    permits = Standard.objects.filter(is_permit=True).values_list("code", flat=True)
    assert set(permits) == {"fda-food", "cosmetic", "herbal-medicine", "hazardous", "liquor"}
    assert SalesChannel.objects.count() == SupportNeed.objects.count() == 6
    assert EvidenceKind.objects.count() == 19
    assert ReturnReason.objects.filter(for_return=True).count() == 9
    assert ReturnReason.objects.filter(for_reject=True).count() == 6
    required = EvidenceKind.objects.filter(demand="REQUIRED")
    assert [(kind.code, kind.about) for kind in required] == [("product-photo", "PRODUCT")]
    no_copies = EvidenceKind.objects.filter(keeps_copy=False).values_list("code", flat=True)
    assert set(no_copies) == {"id-card", "house-registration"}
    limited = EvidenceKind.objects.get(code="enterprise-certificate")
    assert limited.legal_form.code == "community-enterprise"
    assert EvidenceKind.objects.get(code="liquor-permit").product_group.code == "2.1"
    assert SalesChannel.objects.get(is_export=True).code == "export"
    needing = LegalForm.objects.filter(needs_juristic_id=True).values_list("producer_type")
    assert set(needing) == {("SME",)}


def test_lookups_that_an_office_edited_stay():
    reference.load_lookups(on=ON)
    ProductGroup.objects.filter(code="3.1").update(name="ผ้าทอ", is_active=False)
    Holiday.objects.filter(day=date(2018, 4, 12)).update(name="หยุดพิเศษ", announced_on=None)
    Standard.objects.filter(code="gi").delete()
    entries = JournalEntry.objects.count()
    added = reference.load_lookups(on=ON)
    assert sum(added.values()) == 1
    assert JournalEntry.objects.count() == entries + 1
    assert Standard.objects.filter(code="gi").exists()
    group = ProductGroup.objects.get(code="3.1")
    assert (group.name, group.is_active) == ("ผ้าทอ", False)
    assert Holiday.objects.get(day=date(2018, 4, 12)).name == "หยุดพิเศษ"


def test_holidays_keep_the_day_they_were_announced():
    reference.load_lookups(on=ON)
    assert Holiday.objects.get(day=date(2018, 4, 12)).announced_on == date(2018, 2, 27)
    assert not Holiday.objects.filter(day=date(2018, 5, 1)).exists()  # offices work


def test_groups_name_the_permits_that_the_law_asks_of_them():
    """DOMAIN §3.5, last rows. What the department changed since is never loaded over."""
    reference.load_lookups(on=ON)
    named = {
        group.code: [permit.code for permit in group.permits.all()]
        for group in ProductGroup.objects.all()
        if group.permits.exists()
    }
    assert named == {
        "1.2": ["fda-food"], "1.3": ["fda-food"], "2.1": ["liquor"], "2.2": ["fda-food"],
        "5.1": ["herbal-medicine"], "5.2": ["cosmetic"], "5.3": ["hazardous"],
    }  # fmt: skip
    assert all(Standard.objects.get(code=code).is_permit for codes in named.values()
               for code in codes)  # fmt: skip

    ProductGroup.objects.get(code="2.1").permits.clear()
    reference.load_lookups(on=ON)
    assert not ProductGroup.objects.get(code="2.1").permits.exists()
